"""What is planned for, or due by, a day that is still to come.

ahead(record, wanted, limit=…) -> Ahead
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sqlalchemy import and_, func, or_, select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.questions.commitments import last_day
from depesche.record.questions.lookup import lines_of, names_of
from depesche.record.types import Filter

if TYPE_CHECKING:
    from datetime import date

    from depesche.record.questions.results import Line, Names
    from depesche.record.record import Record

LIMIT = 20


@dataclass(frozen=True, slots=True)
class Due:
    """An event and the day that lies ahead: its deadline, or that for which it is planned."""

    line: Line
    day: date
    why: Literal["deadline", "planned"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Days ahead, the nearest first, seen from `today`."""

    today: date | None
    dues: tuple[Due, ...]
    names: Names


def ahead(record: Record, wanted: Filter | None = None, *, limit: int = LIMIT) -> Ahead:
    """Deadlines and plans after `wanted.until`, or after the last day of the record."""
    wanted = wanted or Filter()
    event = schema.event.c
    with record.connect() as connection:
        today = wanted.until or last_day(connection)
        if today is None:
            return Ahead(None, (), names_of(record, []))
        planned = and_(event.status == "planned", event.day > today)
        selection = (
            select(event.id)
            .where(or_(event.deadline > today, planned))
            .where(*conditions(connection, replace(wanted, since=None, until=None), few=True))
            .order_by(func.coalesce(event.deadline, event.day), event.id)
            .limit(limit)
        )
        ids = list(connection.execute(selection).scalars())
    dues = tuple(due for line in lines_of(record, ids).values() if (due := _due(line, today)))
    return Ahead(today, dues, names_of(record, [due.line.event for due in dues]))


def _due(line: Line, today: date) -> Due | None:
    deadline, day = line.event.lead.deadline, line.event.day
    if deadline is not None and deadline > today:
        return Due(line, deadline, "deadline")
    return Due(line, day, "planned") if day is not None else None
