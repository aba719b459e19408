"""What a reader must know since a day, on one page.

brief(record, since, wanted) -> Brief
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.questions.board import board
from depesche.record.questions.commitments import commitments, events_of_commitments, last_day
from depesche.record.questions.exchanges import events_of_exchanges
from depesche.record.questions.lookup import in_order, lines_of, names_of
from depesche.record.questions.pages import exchanges_page
from depesche.record.questions.results import Brief, Line, Stance
from depesche.record.types import Filter

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.record import Record

MATTERS = 6
_EVENTS = 5  # of each matter
_ROWS = 8  # of each other section


def brief(record: Record, since: date, wanted: Filter | None = None, *, matters: int = MATTERS) -> Brief:
    """New events by matter, changed positions, open demands and offers, pending conditions, dates ahead.

    As things stood on `wanted.until`, or on the last day of the record.
    """
    wanted = replace(wanted or Filter(), since=since)
    new, left_out = _new(record, wanted, matters)
    standing = replace(wanted, since=None)
    changes = _changes(record, wanted)
    open_ones = exchanges_page(record, standing, statuses=("open",), limit=_ROWS).lines
    pending = commitments(record, standing, statuses=("pending",), limit=_ROWS).lines
    ahead = _ahead(record, standing)
    events = [line.event for _, lines in new for line in lines]
    events += [one.position.event for one in changes]
    events += [*events_of_exchanges(open_ones), *events_of_commitments(pending)]
    events += [line.event for line in ahead]
    filed = [matter for matter, _ in new if matter]
    names = names_of(record, events, matters=filed)
    return Brief(since, wanted.until, new, changes, open_ones, pending, ahead, names, left_out)


def _new(
    record: Record, wanted: Filter, matters: int
) -> tuple[tuple[tuple[str | None, tuple[Line, ...]], ...], int]:
    """The new events of the busiest matters, and how many more there are."""
    with record.connect() as connection:
        numbers = _numbers(connection, wanted)
        shown = list(numbers)[:matters]
        ids = {matter: _of_matter(connection, wanted, matter) for matter in shown}
    lines = lines_of(record, [id_ for some in ids.values() for id_ in some])
    new = tuple((matter, in_order(lines, ids[matter])) for matter in shown)
    return new, sum(numbers.values()) - sum(len(some) for some in ids.values())


def _numbers(connection: Connection, wanted: Filter) -> dict[str | None, int]:
    """How many new events each matter has, the busiest first, what is not filed last."""
    matter = schema.event.c.matter.concat("")  # an expression, so that the index of days is taken
    selection = select(matter, func.count()).where(*_telling(connection, wanted)).group_by(matter)
    rows = [(row[0], row[1]) for row in connection.execute(selection)]
    return dict(sorted(rows, key=lambda row: (row[0] is None, -row[1], row[0] or "")))


def _telling(connection: Connection, wanted: Filter) -> list[ColumnElement[bool]]:
    """What a brief tells: all that is wanted but mere statements, unless those were asked for."""
    where = conditions(connection, wanted)
    return where if wanted.kinds else [*where, schema.event.c.kind != "state"]


def _of_matter(connection: Connection, wanted: Filter, matter: str | None) -> list[str]:
    """The new events of a matter that most sources tell, in the order of their days."""
    event = schema.event.c
    here = event.matter.is_(None) if matter is None else event.matter == matter
    selection = (
        select(event.id, event.day)
        .where(here, *_telling(connection, wanted))
        .order_by(event.sources.desc(), event.day.desc(), event.id)
        .limit(_EVENTS)
    )
    rows = sorted((row[1], row[0]) for row in connection.execute(selection))
    return [id_ for _, id_ in rows]


def _changes(record: Record, wanted: Filter) -> tuple[Stance, ...]:
    """Positions that have changed since the day, the newest first."""
    cells = board(record, wanted).cells
    changed = [one for one in cells if one.new and one.position.changed]
    changed.sort(key=lambda one: one.position.event.day or date.min, reverse=True)
    return tuple(Stance(one.position, one.source) for one in changed[:_ROWS])


def _ahead(record: Record, wanted: Filter) -> tuple[Line, ...]:
    """What is planned for, or due by, a day that is still to come, the nearest first."""
    event = schema.event.c
    with record.connect() as connection:
        today = wanted.until or last_day(connection)
        if today is None:
            return ()
        filters = conditions(connection, replace(wanted, until=None))
        due = event.deadline > today
        planned = and_(event.status == "planned", event.day > today)
        rows = connection.execute(
            select(event.id)
            .where(or_(due, planned), *filters)
            .order_by(func.coalesce(event.deadline, event.day), event.id)
            .limit(_ROWS)
        )
        ids = [row[0] for row in rows]
    return in_order(lines_of(record, ids), ids)
