"""What was threatened, offered or announced on a condition, and what became of it.

commitments(record, wanted, statuses=…, limit=…) -> Commitments
commitments_with(record, event) -> the commitments that an event made or settled
rows_of_commitments, lines_of_commitments, of_status, BY: what lists of commitments are made of
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, false, func, or_, select

from depesche.record import schema
from depesche.record.commitments import on
from depesche.record.filters import conditions
from depesche.record.questions.lookup import lines_of, names_of
from depesche.record.questions.results import CommitmentLine, Commitments
from depesche.record.types import Commitment, Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection, RowMapping
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.questions.results import Line
    from depesche.record.record import Record
    from depesche.record.types import CommitmentStatus, Event

LIMIT = 50
BY = schema.event.alias("by_event")


def commitments(
    record: Record,
    wanted: Filter | None = None,
    *,
    statuses: Sequence[CommitmentStatus] = (),
    limit: int = LIMIT,
) -> Commitments:
    """Commitments that fit the filter, the newest first, as things stood on `wanted.until`.

    Without that day, on the last one on which an article of the record was published: a condition lapses by the
    calendar, and a record tells only of the days it has read about.
    """
    wanted = wanted or Filter()
    with record.connect() as connection:
        day = wanted.until or last_day(connection)
        where = [*conditions(connection, wanted), *of_status(statuses, day)]
        rows = rows_of_commitments(connection, where, limit + 1)
    lines = [
        line
        for line in lines_of_commitments(record, rows, day)
        if not statuses or line.commitment.status in statuses
    ]
    shown = tuple(lines[:limit])
    return Commitments(shown, names_of(record, events_of_commitments(shown)), day, len(rows) > limit)


def last_day(connection: Connection) -> date | None:
    """The last day on which an article of the record was published."""
    return connection.execute(select(func.max(schema.article.c.published))).scalar()


def of_status(statuses: Sequence[CommitmentStatus], day: date | None) -> list[ColumnElement[bool]]:
    """A condition on what is stored.

    What is stored as pending is settled once its deadline has passed; what was settled later was pending then.
    """
    if not statuses:
        return []
    stored, due = schema.commitment.c.status, schema.event.c.deadline
    waiting = stored == "pending" if day is None else or_(stored == "pending", BY.c.day > day)
    overdue = and_(waiting, due < day) if day else false()
    settled = stored.in_([status for status in statuses if status != "pending"])
    found: list[ColumnElement[bool]] = (
        [settled, overdue] if {"lapsed", "come_true"}.intersection(statuses) else [settled]
    )
    if "pending" in statuses:
        found.append(and_(waiting, or_(due.is_(None), due >= day)) if day else waiting)
    return [or_(*found)]


def rows_of_commitments(
    connection: Connection, where: list[ColumnElement[bool]], limit: int | None
) -> list[RowMapping]:
    """The rows of commitments whose events fit, the newest first."""
    event = schema.event.c
    selection = (
        select(schema.commitment)
        .join(schema.event, event.id == schema.commitment.c.id)
        .outerjoin(BY, BY.c.id == schema.commitment.c.by)
        .where(*where)
        .order_by(event.day.desc(), event.id.desc())
        .limit(limit)
    )
    return list(connection.execute(selection).mappings())


def lines_of_commitments(
    record: Record, rows: Sequence[RowMapping], day: date | None
) -> list[CommitmentLine]:
    """Commitments with their events, as they stood on a day."""
    ids = [id_ for row in rows for id_ in (row["id"], row["by"]) if id_]
    lines = lines_of(record, ids)
    found: list[CommitmentLine] = []
    for row in rows:
        if row["id"] in lines:
            line = lines[row["id"]]
            commitment = _as_of(_commitment(row, line.event), lines.get(row["by"]), day)
            found.append(CommitmentLine(commitment, line, lines.get(commitment.by or "")))
    return found


def _as_of(commitment: Commitment, by: Line | None, day: date | None) -> Commitment:
    """As it stood on a day: not yet settled by what came later, but perhaps by its deadline."""
    if day is None:
        return commitment
    if by is not None and by.event.day is not None and by.event.day > day:
        return on(Commitment(commitment.id, commitment.event), day)
    return on(commitment, day)


def _commitment(row: RowMapping, event: Event) -> Commitment:
    return Commitment(
        row["id"], event, row["status"], row["by"], row["score"], row["reason"], row["confirmed"]
    )


def commitments_with(record: Record, event: str) -> tuple[CommitmentLine, ...]:
    """The commitments that an event made or settled."""
    table = schema.commitment.c
    with record.connect() as connection:
        rows = rows_of_commitments(connection, [or_(table.id == event, table.by == event)], None)
        day = last_day(connection)
    return tuple(lines_of_commitments(record, rows, day))


def events_of_commitments(lines: Iterable[CommitmentLine]) -> Iterator[Event]:
    """All events of commitments."""
    for line in lines:
        yield line.line.event
        if line.by is not None:
            yield line.by.event
