"""Places in long lists, so that the next page begins where the last one ended, whatever came in meanwhile.

Public: `Place`, `event_place(connection, id)`, `events_after(connection, filters, place, limit, newest=…)`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import schema
from depesche.record.questions.timeline import page_of

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

Place = tuple[date | None, str]
"""The day and the id of the last entry of a page."""


def events_after(
    connection: Connection,
    filters: list[ColumnElement[bool]],
    place: Place | None,
    limit: int,
    *,
    newest: bool = True,
) -> list[Place]:
    """The days and ids of events that fit, after a place; those without a day come last."""
    ids = page_of(connection, filters, place, limit, newest=newest)
    days = {
        row.id: row.day
        for row in connection.execute(
            select(schema.event.c.id, schema.event.c.day).where(schema.event.c.id.in_(ids))
        )
    }
    return [(days[id_], id_) for id_ in ids]
