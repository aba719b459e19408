"""What people decide about exchanges and commitments: as in `review`, to be taken back by `review.undo`.

    confirm_answer, reject_answer(record, exchange, event, who=)   whether an event answers a demand or offer
    answer_by_hand(record, exchange, event, kind, who=)            it does, though it was not seen
    settle(record, commitment, status, by=None, who=)              what became of a threat, offer or announcement

All return the `Decision`. Exchanges and commitments have the id of the event that opened them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from sqlalchemy import select

from depesche.errors import InvalidDecision, UnknownEntry
from depesche.record.deciding import BETWEEN, Deciding
from depesche.record.review import event_ids
from depesche.record.schema import answer, commitment, exchange
from depesche.record.types import AnswerKind, CommitmentStatus

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from depesche.record.record import Record
    from depesche.record.types import Decision


def confirm_answer(record: Record, opening: str, event: str, *, who: str, note: str = "") -> Decision:
    """The event answers the demand or offer. Raises `UnknownEntry` where nothing suggests so."""
    with Deciding.of(record, who, note) as deciding:
        keys, kind = _answer(deciding.connection, opening, event)
        return deciding.decide("link", "answer", keys, {"review": "confirmed", "kind": kind})


def reject_answer(record: Record, opening: str, event: str, *, who: str, note: str = "") -> Decision:
    """The event does not answer the demand or offer."""
    with Deciding.of(record, who, note) as deciding:
        keys, _ = _answer(deciding.connection, opening, event)
        return deciding.decide("unlink", "answer", keys, {"review": "rejected"})


def answer_by_hand(
    record: Record, opening: str, event: str, kind: AnswerKind, *, who: str, note: str = ""
) -> Decision:
    """The event answers the demand or offer, and how. Raises `InvalidDecision`."""
    if kind not in get_args(AnswerKind):
        raise InvalidDecision(f"{kind!r} is no answer; there are: {', '.join(get_args(AnswerKind))}")
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        first, reply = event_ids(connection, [opening])[0], event_ids(connection, [event])[0]
        _check(connection, exchange, first, "demand or offer")
        changes = {"review": "confirmed", "kind": kind, **({"reason": note} if note else {})}
        return deciding.decide("link", "answer", [f"{first}{BETWEEN}{reply}"], changes)


def settle(
    record: Record, opening: str, status: CommitmentStatus, *, who: str, by: str | None = None, note: str = ""
) -> Decision:
    """What became of a commitment, and by which event. Raises `InvalidDecision`, `UnknownEntry`."""
    if status not in get_args(CommitmentStatus):
        raise InvalidDecision(f"{status!r} is no status; there are: {', '.join(get_args(CommitmentStatus))}")
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        key = event_ids(connection, [opening])[0]
        _check(connection, commitment, key, "commitment")
        event = event_ids(connection, [by])[0] if by else None
        return deciding.decide("outcome", "commitment", [key], {"status": status, "by": event})


def _answer(connection: Connection, opening: str, event: str) -> tuple[list[str], AnswerKind]:
    """The keys of what suggests that an event answers an opening or what raises it again, and how it does."""
    first, reply = event_ids(connection, [opening])[0], event_ids(connection, [event])[0]
    columns = answer.c
    mine = ((columns.exchange == first) | (columns.opening == first)) & (columns.event == reply)
    rows = connection.execute(
        select(columns.opening, columns.kind).where(mine).order_by(columns.score.desc(), columns.opening)
    ).all()
    if not rows:
        raise UnknownEntry(f"nothing suggests that {reply} answers {first}; link them by hand")
    return [f"{row.opening}{BETWEEN}{reply}" for row in rows], rows[0].kind


def _check(connection: Connection, table: Table, key: str, what: str) -> None:
    if connection.execute(select(table.c.id).where(table.c.id == key)).scalar() is None:
        raise UnknownEntry(f"{key} is no {what}")
