"""What the endpoints of one desk share.

Public: `Desk`, `TheDesk` (a dependency), `fresh` and `kept_fresh` (answer 304 where nothing has changed).
"""

import gzip
import secrets
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request, Response
from pydantic import BaseModel

from depesche import __version__
from depesche.desk.access import SAFE_METHODS, Gate
from depesche.desk.feed import Feed
from depesche.desk.filters import filter_of
from depesche.desk.jobs import Jobs
from depesche.desk.keeper import Asker, Keeper, asker
from depesche.desk.models.asked import FilterBody
from depesche.desk.own import cookie_of, seen_by
from depesche.desk.refusals import NotModified
from depesche.desk.settings import Settings
from depesche.record.database import within
from depesche.record.record import Record
from depesche.record.types import Filter

_JSON = "application/json"
_CACHED = "private, no-cache"
_SMALLEST_PACKED = 1_500  # bytes
_LEVEL = 4  # of gzip: most of the gain for little time


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

    def kept_tag(self, seen: int) -> str:
        """What kept answers are made of at least, for one who has made a state of the record."""
        return f'W/"{__version__}-{self.start}-{self.keeper.least(seen)}"'

    def kept(self, key: Hashable, make: Callable[[], BaseModel]) -> Response:
        """A kept answer, ready to go out."""
        plain, packed = self.keeper.kept(key, lambda: _written(make()))
        who = asker.get()
        headers = {"ETag": who.tag, "Cache-Control": _CACHED, "Vary": "Accept-Encoding"}
        if who.packed and packed is not None:
            return Response(packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=_JSON)
        return Response(plain, headers=headers, media_type=_JSON)


def _written(answer: BaseModel) -> tuple[bytes, bytes | None]:
    """An answer as JSON, plain and, where it is worth it, packed."""
    plain = answer.model_dump_json(by_alias=True).encode()
    return plain, gzip.compress(plain, _LEVEL) if len(plain) > _SMALLEST_PACKED else None


def desk_of(request: Request) -> Desk:
    """The desk of the app."""
    desk: Desk = request.app.state.desk
    return desk


async def _desk(request: Request) -> Desk:
    return desk_of(request)


TheDesk = Annotated[Desk, Depends(_desk)]


async def fresh(request: Request, response: Response, desk: TheDesk) -> None:
    """Say what the answer was made of; raise `NotModified` where the client has the same already."""
    _check(request, response, desk, desk.tag, 0)


async def kept_fresh(request: Request, response: Response, desk: TheDesk) -> None:
    """The same for answers that are kept."""
    seen = seen_by(request, cookie_of(desk.settings.port))
    _check(request, response, desk, desk.kept_tag(seen), seen)


def _check(request: Request, response: Response, desk: Desk, tag: str, seen: int) -> None:
    if request.method not in SAFE_METHODS:
        return
    if tag in (request.headers.get("if-none-match") or ""):
        raise NotModified(tag)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = _CACHED
    packed = "gzip" in request.headers.get("accept-encoding", "")
    asker.set(Asker(seen, tag, packed))
    within(desk.settings.longest_answer)
