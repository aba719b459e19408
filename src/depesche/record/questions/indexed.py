"""What the table of the parties of events knows, so that a page of what one party does is found by its index.

Public: `is_indexed(connection, wanted)`, `narrowed(connection, wanted, place, limit, newest=…)`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import schema
from depesche.record.filters import by_shared, with_parties_as_they_are
from depesche.record.store import parties

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection

    from depesche.record.types import Filter


def is_indexed(connection: Connection, wanted: Filter) -> bool:
    """Whether the table of the parties of events knows all that is asked.

    It does not know text, confidence, review and persons.
    """
    plain = not wanted.text and wanted.confidence is None and wanted.reviewed is None
    return plain and not parties.persons_among(connection, wanted.parties)


def narrowed(
    connection: Connection, wanted: Filter, place: tuple[date | None, str] | None, limit: int, *, newest: bool
) -> Filter:
    """A filter with the days of the next page alone, where one party acts in more events than that.

    So few of its events are looked up, however many it has. The page begins after a place (a day and an id).
    """
    wanted = with_parties_as_they_are(connection, wanted)
    day = place[0] if place else None
    if len(wanted.parties) != 1 or wanted.recipients or (place and day is None):
        return wanted
    if not is_indexed(connection, wanted):
        return wanted
    last = _last_day(connection, wanted, day, limit, newest=newest)
    if last is None:
        return wanted
    if newest:
        return replace(wanted, since=last, until=min(filter(None, (day, wanted.until)), default=None))
    return replace(wanted, since=max(filter(None, (day, wanted.since)), default=None), until=last)


def _last_day(
    connection: Connection, wanted: Filter, after: date | None, limit: int, *, newest: bool
) -> date | None:
    """The day of the last of so many events of a party on days after (or, the newest first, before) one."""
    columns = schema.event_party.c
    selection = select(columns.day).where(
        columns.party == wanted.parties[0], columns.role == "actor", columns.day.is_not(None)
    )
    selection = selection.where(*by_shared(columns, wanted))
    if not wanted.rejected:
        selection = selection.where(~columns.rejected)
    if after is not None:
        selection = selection.where(columns.day < after if newest else columns.day > after)
    ordered = selection.order_by(columns.day.desc() if newest else columns.day)
    return connection.execute(ordered.limit(1).offset(limit - 1)).scalar()
