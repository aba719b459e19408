"""Exchanges and commitments page by page, those that are still open first or the newest first.

exchanges_page(record, wanted, statuses=…, open_first=…, limit=…, after=…) -> ExchangesPage
commitments_page(record, wanted, statuses=…, pending_first=…, limit=…, after=…) -> CommitmentsPage
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, get_args

from sqlalchemy import select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.questions.commitments import (
    BY,
    events_of_commitments,
    last_day,
    lines_of_commitments,
    of_status,
    rows_of_commitments,
)
from depesche.record.questions.exchanges import events_of_exchanges, exchanges_of, with_status
from depesche.record.questions.lookup import names_of
from depesche.record.questions.paging import events_after
from depesche.record.types import CommitmentStatus, ExchangeStatus, Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.questions.paging import Place
    from depesche.record.questions.results import CommitmentLine, ExchangeLine, Names
    from depesche.record.record import Record

LIMIT = 30
_MOST_LOOKED_AT = 2_000  # entries looked through for those of a status on an earlier day
_Line = TypeVar("_Line")
_Status = TypeVar("_Status")
Spot = tuple[int, "Place"]
"""Where a page ended: in which part of the list (the open ones, the others), and at which event."""


@dataclass(frozen=True, slots=True)
class ExchangesPage:
    """A page of exchanges; `after` begins the next one."""

    lines: tuple[ExchangeLine, ...]
    names: Names
    after: Spot | None


@dataclass(frozen=True, slots=True)
class CommitmentsPage:
    """A page of commitments, as things stood on `day`; `after` begins the next one."""

    lines: tuple[CommitmentLine, ...]
    names: Names
    day: date | None
    after: Spot | None


def exchanges_page(
    record: Record,
    wanted: Filter | None = None,
    *,
    statuses: Sequence[ExchangeStatus] = (),
    open_first: bool = True,
    limit: int = LIMIT,
    after: Spot | None = None,
) -> ExchangesPage:
    """Demands and offers with their answers; with `wanted.until`, as they stood on that day."""
    wanted = wanted or Filter()
    with record.connect() as connection:
        last = last_day(connection)

    def look(
        part: Sequence[ExchangeStatus], place: Place | None, number: int
    ) -> list[tuple[Place, ExchangeLine | None]]:
        exchange = schema.exchange.c
        mine = select(exchange.id).where(exchange.id == schema.event.c.id)
        if wanted.until is None:
            mine = mine.where(with_status(part, last)).correlate(schema.event)
        with record.connect() as connection:
            filters = [*conditions(connection, wanted), mine.exists()]
            places = events_after(connection, filters, place, number)
        lines = {
            line.exchange.id: line for line in exchanges_of(record, [id_ for _, id_ in places], wanted.until)
        }
        fitting = {id_: line for id_, line in lines.items() if line.exchange.status in part}
        return [(place, fitting.get(place[1])) for place in places]

    parts = _parts(statuses or get_args(ExchangeStatus), "open" if open_first else None)
    lines, spot = _gathered(look, parts, limit, after)
    return ExchangesPage(tuple(lines), names_of(record, events_of_exchanges(lines)), spot)


def commitments_page(
    record: Record,
    wanted: Filter | None = None,
    *,
    statuses: Sequence[CommitmentStatus] = (),
    pending_first: bool = True,
    limit: int = LIMIT,
    after: Spot | None = None,
) -> CommitmentsPage:
    """Threats, offers and announcements on a condition, as things stood on `wanted.until` or the record's last day."""
    wanted = wanted or Filter()
    with record.connect() as connection:
        day = wanted.until or last_day(connection)

    def look(
        part: Sequence[CommitmentStatus], place: Place | None, number: int
    ) -> list[tuple[Place, CommitmentLine | None]]:
        with record.connect() as connection:
            filters = [*conditions(connection, wanted), _held(part, day)]
            places = events_after(connection, filters, place, number)
            rows = rows_of_commitments(
                connection, [schema.commitment.c.id.in_([id_ for _, id_ in places])], None
            )
        lines = {line.commitment.id: line for line in lines_of_commitments(record, rows, day)}
        fitting = {id_: line for id_, line in lines.items() if line.commitment.status in part}
        return [(place, fitting.get(place[1])) for place in places]

    parts = _parts(statuses or get_args(CommitmentStatus), "pending" if pending_first else None)
    lines, spot = _gathered(look, parts, limit, after)
    return CommitmentsPage(tuple(lines), names_of(record, events_of_commitments(lines)), day, spot)


def _held(part: Sequence[CommitmentStatus], day: date | None) -> ColumnElement[bool]:
    """A condition on an event: it holds a commitment that may have one of these statuses on a day."""
    commitment = schema.commitment.c
    every = len(part) == len(get_args(CommitmentStatus))
    mine = select(commitment.id).outerjoin_from(schema.commitment, BY, BY.c.id == commitment.by)
    mine = mine.where(commitment.id == schema.event.c.id, *([] if every else of_status(part, day)))
    return mine.correlate(schema.event).exists()


def _parts(statuses: Sequence[_Status], first: _Status | None) -> list[Sequence[_Status]]:
    """The parts of the list: those of the first status, then the others; all as one where there is no first."""
    parts = [[status for status in statuses if (status == first) is wanted] for wanted in (True, False)]
    return [part for part in parts if part]


def _gathered(
    look: Callable[[Sequence[_Status], Place | None, int], list[tuple[Place, _Line | None]]],
    parts: Sequence[Sequence[_Status]],
    limit: int,
    after: Spot | None,
) -> tuple[list[_Line], Spot | None]:
    """So many lines from the parts of a list, one after the other, and where the next page begins."""
    number, place = after or (0, None)
    found: list[tuple[_Line, Spot]] = []
    looked_at = 0
    while number < len(parts):
        seen = look(parts[number], place, limit + 1)
        for place, line in seen:
            if line is not None:
                found.append((line, (number, place)))
        looked_at += len(seen)
        if len(found) > limit:
            return [line for line, _ in found[:limit]], found[limit - 1][1]
        if looked_at >= _MOST_LOOKED_AT:
            return [line for line, _ in found], (number, place) if place else None
        if len(seen) <= limit:
            number, place = number + 1, None
    return [line for line, _ in found], None
