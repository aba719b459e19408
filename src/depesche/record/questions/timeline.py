"""What happened, in the order of time.

timeline(record, wanted, limit=…, after=…, newest=…) -> Timeline
page_of(connection, filters, place, limit, newest=…) -> the ids of events
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.questions.indexed import narrowed
from depesche.record.questions.lookup import in_order, lines_of, names_of
from depesche.record.questions.results import Timeline
from depesche.record.types import Filter

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Select
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.record import Record

LIMIT = 100


def timeline(
    record: Record,
    wanted: Filter | None = None,
    *,
    limit: int = LIMIT,
    after: str | None = None,
    newest: bool = False,
) -> Timeline:
    """A page of events in the order of their days, or the newest first; those without a day come last.

    `after` is the id that the page before gave. Raises `UnknownEntry` where there is no such event.
    """
    start = record.event(after) if after else None
    place = (start.day, start.id) if start else None
    with record.connect() as connection:
        near = narrowed(connection, wanted or Filter(), place, limit + 1, newest=newest)
        ids = page_of(connection, conditions(connection, near), place, limit + 1, newest=newest)
    lines = in_order(lines_of(record, ids[:limit]), ids[:limit])
    names = names_of(record, [line.event for line in lines])
    return Timeline(lines, names, ids[limit - 1] if len(ids) > limit else None)


def page_of(
    connection: Connection,
    filters: list[ColumnElement[bool]],
    place: tuple[date | None, str] | None,
    limit: int,
    *,
    newest: bool,
) -> list[str]:
    """The ids of so many events that fit, after a place (a day and an id); those without a day come last."""
    event = schema.event.c
    ids: list[str] = []
    if place is None or place[0] is not None:
        order = (event.day.desc(), event.id.desc()) if newest else (event.day, event.id)
        selection = select(event.id).where(event.day.is_not(None), *filters).order_by(*order)
        ids = _ids(connection, _beyond(selection, place, newest=newest).limit(limit))
    if len(ids) < limit:
        undated = select(event.id).where(event.day.is_(None), *filters).order_by(event.id)
        if place is not None and place[0] is None:
            undated = undated.where(event.id > place[1])
        ids += _ids(connection, undated.limit(limit - len(ids)))
    return ids


def _beyond(selection: Select[Any], place: tuple[date | None, str] | None, *, newest: bool) -> Select[Any]:
    """What comes after a place; the plain bound on the day is there for the index."""
    if place is None:
        return selection
    event, (day, id_) = schema.event.c, place
    if newest:
        return selection.where(event.day <= day, or_(event.day < day, and_(event.day == day, event.id < id_)))
    return selection.where(event.day >= day, or_(event.day > day, and_(event.day == day, event.id > id_)))


def _ids(connection: Connection, selection: Select[Any]) -> list[str]:
    return list(connection.execute(selection).scalars())
