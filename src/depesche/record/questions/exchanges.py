"""Who demanded or offered what, and how it was answered.

exchanges(record, wanted, statuses=…, limit=…) -> Exchanges
exchanges_of(record, ids) -> the exchanges that the events with these ids opened
with_status(statuses, day) -> a condition on the tables of exchanges and events

What nobody has answered is open, unless it is a commitment too that has come true, lapsed or been withdrawn: then it is
settled, here as in `commitments`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from depesche.record import schema
from depesche.record.events import in_time
from depesche.record.exchanges import status, strength
from depesche.record.filters import conditions
from depesche.record.questions.commitments import (
    BY,
    last_day,
    lines_of_commitments,
    of_status,
    rows_of_commitments,
)
from depesche.record.questions.lookup import in_order, lines_of, names_of
from depesche.record.questions.results import ExchangeLine, Exchanges, Reply
from depesche.record.types import Answer, Exchange, Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.questions.results import CommitmentLine, Line
    from depesche.record.record import Record
    from depesche.record.types import Event, ExchangeStatus

LIMIT = 50
_MOST = 2_000  # openings looked through for those of a status


def exchanges(
    record: Record,
    wanted: Filter | None = None,
    *,
    statuses: Sequence[ExchangeStatus] = (),
    limit: int = LIMIT,
) -> Exchanges:
    """Demands and offers that fit the filter, with their answers, the newest first; of all statuses or some.

    With `wanted.until`, as they stood on that day.
    """
    wanted = wanted or Filter()
    found: list[ExchangeLine] = []
    for ids in _openings(record, wanted, statuses, limit + 1):
        lines = exchanges_of(record, ids, wanted.until)
        found += [one for one in lines if not statuses or one.exchange.status in statuses]
        if len(found) > limit:
            break
    shown = tuple(found[:limit])
    return Exchanges(shown, names_of(record, events_of_exchanges(shown)), len(found) > limit)


def _openings(
    record: Record, wanted: Filter, statuses: Sequence[ExchangeStatus], at_once: int
) -> Iterator[list[str]]:
    """The ids of openings, the newest first, so many at once; the status on an earlier day is not asked here."""
    event, exchange = schema.event.c, schema.exchange.c
    ask_status = bool(statuses) and wanted.until is None
    with record.connect() as connection:
        last = last_day(connection)
        selection = (
            select(event.id)
            .join(schema.exchange, exchange.id == event.id)
            .where(*conditions(connection, wanted))
            .where(*([with_status(statuses, last)] if ask_status else []))
            .order_by(event.day.desc(), event.id.desc())
            .limit(_MOST)
        )
        ids = [row[0] for row in connection.execute(selection)]
    yield from (ids[start : start + at_once] for start in range(0, len(ids), at_once))


def with_status(statuses: Sequence[ExchangeStatus], day: date | None) -> ColumnElement[bool]:
    """A condition on an exchange and its event: it has one of these statuses, as its commitment stands on a day."""
    stored, commitment = schema.exchange.c.status, schema.commitment.c
    held = select(commitment.id).outerjoin_from(schema.commitment, BY, BY.c.id == commitment.by)
    done = held.where(
        commitment.id == schema.event.c.id, *of_status(("come_true", "lapsed", "withdrawn"), day)
    )
    settled = done.correlate(schema.event).exists()
    parts: list[ColumnElement[bool]] = [
        stored.in_([status for status in statuses if status not in {"open", "settled"}])
    ]
    if "open" in statuses:
        parts.append(and_(stored == "open", ~settled))
    if "settled" in statuses:
        parts.append(and_(stored == "open", settled))
    return or_(*parts)


def exchanges_of(record: Record, ids: Sequence[str], until: date | None = None) -> tuple[ExchangeLine, ...]:
    """The exchanges that these events opened, in their order, each with its answers in the order of time.

    With `until`, as they stood on that day.
    """
    if not ids:
        return ()
    with record.connect() as connection:
        statuses = _statuses(connection, ids)
        answers = _answers(connection, ids)
        repeats = _repeats(connection, ids)
        held = rows_of_commitments(connection, [schema.commitment.c.id.in_(ids)], None)
        day = until or last_day(connection)
    made = {one.commitment.id: one for one in lines_of_commitments(record, held, day)}
    told = [answer.event for some in answers.values() for answer in some]
    again = [event for some in repeats.values() for event in some]
    lines = lines_of(record, [*ids, *told, *again])
    lines = {id_: line for id_, line in lines.items() if _counts(line, until)}
    found = (
        _line(lines[id_], statuses[id_], answers[id_], in_order(lines, repeats[id_]), lines)
        for id_ in ids
        if id_ in lines and id_ in statuses
    )
    answered = found if until is None else map(_with_status, found)
    return tuple(_with_commitment(one, made.get(one.exchange.id)) for one in answered)


def _counts(line: Line, until: date | None) -> bool:
    """Whether an event was done by a day, and has not been rejected."""
    if line.event.lead.review == "rejected":
        return False
    return until is None or (line.event.day is not None and line.event.day <= until)


def _with_status(line: ExchangeLine) -> ExchangeLine:
    """The exchange with the status that its answers give it."""
    last = max((_when(reply.line) for reply in line.replies), default=None)
    repeated = last is not None and any(_when(repeat)[0] > last[0] for repeat in line.repeats)
    return replace(
        line, exchange=replace(line.exchange, status=status(line.exchange.answers, repeated=repeated))
    )


def _with_commitment(line: ExchangeLine, made: CommitmentLine | None) -> ExchangeLine:
    """The exchange, settled if it is open and its commitment is no longer pending."""
    if made is None or made.commitment.status == "pending" or line.exchange.status != "open":
        return line
    return replace(line, exchange=replace(line.exchange, status="settled"), commitment=made)


def _line(
    opening: Line,
    stored: ExchangeStatus,
    answers: list[Answer],
    repeats: tuple[Line, ...],
    lines: dict[str, Line],
) -> ExchangeLine:
    there = sorted(
        (answer for answer in answers if answer.event in lines), key=lambda one: _when(lines[one.event])
    )
    raised = tuple(sorted(repeats, key=_when))
    exchange = Exchange(
        opening.event.id, opening.event, tuple(there), stored, tuple(line.event.id for line in raised)
    )
    return ExchangeLine(exchange, opening, raised, tuple(Reply(one, lines[one.event]) for one in there))


def _when(line: Line) -> tuple[date, str, int]:
    return in_time(line.event)


def _statuses(connection: Connection, ids: Sequence[str]) -> dict[str, ExchangeStatus]:
    table = schema.exchange.c
    return {
        row[0]: row[1] for row in connection.execute(select(table.id, table.status).where(table.id.in_(ids)))
    }


def _answers(connection: Connection, ids: Sequence[str]) -> defaultdict[str, list[Answer]]:
    """The answers to exchanges: what an event answers is one answer, though it was raised again and again."""
    table = schema.answer.c
    best: dict[tuple[str, str], Answer] = {}
    for row in connection.execute(
        select(schema.answer)
        .where(table.exchange.in_(ids), table.review != "rejected")
        .order_by(table.opening)
    ).mappings():
        sure = row["review"] == "confirmed"
        one = Answer(row["event"], row["kind"], row["score"], row["reason"], sure)
        key = row["exchange"], row["event"]
        best[key] = max(best.get(key, one), one, key=strength)
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    for (exchange, _), one in best.items():
        found[exchange].append(one)
    return found


def _repeats(connection: Connection, ids: Sequence[str]) -> defaultdict[str, list[str]]:
    table = schema.repeat.c
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(select(table.exchange, table.event).where(table.exchange.in_(ids))):
        found[row[0]].append(row[1])
    return found


def exchanges_with(record: Record, event: str) -> tuple[ExchangeLine, ...]:
    """The exchanges that an event opened, raised again or answered."""
    answer, repeat = schema.answer.c, schema.repeat.c
    with record.connect() as connection:
        answered = connection.execute(
            select(answer.exchange).where(answer.event == event, answer.review != "rejected")
        )
        ids = [event, *(row[0] for row in answered)]
        ids += [row[0] for row in connection.execute(select(repeat.exchange).where(repeat.event == event))]
    return exchanges_of(record, list(dict.fromkeys(ids)))


def events_of_exchanges(lines: Iterable[ExchangeLine]) -> Iterator[Event]:
    """All events of exchanges."""
    for line in lines:
        yield line.opening.event
        yield from (repeat.event for repeat in line.repeats)
        yield from (reply.line.event for reply in line.replies)
        if line.commitment is not None and line.commitment.by is not None:
            yield line.commitment.by.event
