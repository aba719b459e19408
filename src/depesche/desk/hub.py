"""What the endpoints of one desk share.

Public: `Desk`, `TheDesk` (a dependency), `fresh` (answers 304 where nothing has changed).
"""

import secrets
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request, Response

from depesche import __version__
from depesche.desk.access import SAFE_METHODS, Gate
from depesche.desk.feed import Feed
from depesche.desk.filters import filter_of
from depesche.desk.jobs import Jobs
from depesche.desk.keeper import Keeper
from depesche.desk.models.asked import FilterBody
from depesche.desk.refusals import NotModified
from depesche.desk.settings import Settings
from depesche.record.record import Record
from depesche.record.types import Filter


@dataclass(frozen=True, slots=True)
class Desk:
    """One record, served: who may come in, what goes on in the background, and what is told."""

    settings: Settings
    gate: Gate
    keeper: Keeper
    feed: Feed
    jobs: Jobs
    start: str = field(default_factory=lambda: secrets.token_hex(4))

    @property
    def name(self) -> str:
        """What the record is called, without the folders it lies in."""
        return self.record.place.rpartition("/")[2]

    @property
    def record(self) -> Record:
        """The record, for reading."""
        return self.keeper.record

    def filter(self, given: FilterBody) -> Filter:
        """A filter with names turned into ids. Raises `Refusal`."""
        return filter_of(given, self.record)

    @property
    def tag(self) -> str:
        """What answers were made of, as an ETag: it changes with the record."""
        return f'W/"{__version__}-{self.start}-{self.feed.stand.writes}-{self.keeper.changes}"'


def desk_of(request: Request) -> Desk:
    """The desk of the app."""
    desk: Desk = request.app.state.desk
    return desk


async def _desk(request: Request) -> Desk:
    return desk_of(request)


TheDesk = Annotated[Desk, Depends(_desk)]


async def fresh(request: Request, response: Response, desk: TheDesk) -> None:
    """Say what the answer was made of; raise `NotModified` where the client has the same already."""
    if request.method not in SAFE_METHODS:
        return
    tag = desk.tag
    if tag in (request.headers.get("if-none-match") or ""):
        raise NotModified(tag)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
