"""Commitments, and the events that settle them.

Public: `commit(connection, memory, new)`, `release(connection, changed)`.

A condition mostly speaks of another matter than what depends on it, so what may settle a commitment is looked for by
its parties alone.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import CompoundSelect, Date, Select, bindparam, delete, select, union_all, update

from depesche.record import commitments
from depesche.record.schema import commitment, commitment_party, event_party
from depesche.record.store.prepared import ask
from depesche.record.store.rows import by_ids, chunks, upsert
from depesche.record.types import Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from depesche.record.store.memory import Memory
    from depesche.record.types import Event

    Row = dict[str, Any]

_MOST_PENDING = 40  # of a party, the latest
_MOST_LATER = 12
_PARTIES_AT_ONCE = 20
_WINDOW = timedelta(days=commitments.WINDOW_DAYS)
_LATER = by_ids(
    select(event_party.c.event)
    .where(event_party.c.role == "actor", event_party.c.event != bindparam("but"))
    .where(event_party.c.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
    .order_by(event_party.c.day)
    .limit(_MOST_LATER),
    event_party.c.party,
)


def commit(connection: Connection, memory: Memory, new: Sequence[Event]) -> None:
    """Keep the commitments among new events, and see which ones the new events settle."""
    made = [one for one in new if commitments.is_commitment(one)]
    _keep(connection, made)
    ordered = _in_time(new)
    for one in _pending(connection, memory, new):
        _settle(connection, one, _concerned(one, ordered))
    for one in made:
        _settle(connection, one, _in_time(_later(connection, memory, one, new)))


def _in_time(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda one: (one.day is None, str(one.day), one.id))


def _keep(connection: Connection, made: Sequence[Event]) -> None:
    upsert(connection, commitment, [_row(Commitment(one.id, one)) for one in made])
    rows = [
        {"party": party, "day": one.day, "commitment": one.id}
        for one in made
        if one.day is not None
        for party in sorted(_parties(one))
    ]
    upsert(connection, commitment_party, rows)


def _row(one: Commitment) -> Row:
    names = ("id", "status", "by", "score", "reason", "confirmed")
    return {name: getattr(one, name) for name in names}


def _parties(one: Event) -> set[str]:
    """Who committed itself, toward whom, and whose deed the condition speaks of."""
    return {party for party in (*one.actors, *one.recipients, one.lead.condition_party) if party}


def _concerned(made: Event, later: Sequence[Event]) -> list[Event]:
    """Those events in which a party acts that a commitment concerns."""
    parties = _parties(made)
    return [one for one in later if one.id != made.id and not parties.isdisjoint(one.actors)]


def _pending(connection: Connection, memory: Memory, new: Sequence[Event]) -> list[Event]:
    """The latest pending commitments that concern the parties that act now."""
    days = [one.day for one in new if one.day is not None]
    acting = sorted({party for one in new for party in one.actors})
    if not days or not acting:
        return []
    found: list[str] = []
    for start in range(0, len(acting), _PARTIES_AT_ONCE):
        some = acting[start : start + _PARTIES_AT_ONCE]
        values = {f"party{place}": party for place, party in enumerate(some)}
        bounds = {"first": min(days) - _WINDOW, "last": max(days)}
        found += [key for (key,) in ask(connection, _pending_query(len(some)), {**values, **bounds})]
    return list(memory.events(connection, found).values())


@cache
def _pending_query(count: int) -> CompoundSelect[Any]:
    """The latest pending commitments that concern so many parties."""
    columns = commitment_party.c

    def of(place: int) -> Select[Any]:
        query = (
            select(columns.commitment)
            .join(commitment, commitment.c.id == columns.commitment)
            .where(columns.party == bindparam(f"party{place}"), commitment.c.status == "pending")
            .where(columns.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
        )
        return select(query.order_by(columns.day.desc()).limit(_MOST_PENDING).subquery())

    return union_all(*map(of, range(count)))


def _later(connection: Connection, memory: Memory, one: Event, new: Sequence[Event]) -> list[Event]:
    """Events after a commitment that may settle it."""
    if one.day is None or not _parties(one):
        return []
    wanted = {"ids": sorted(_parties(one)), "but": one.id, "first": one.day, "last": one.day + _WINDOW}
    known = {each.id: each for each in new}
    ids = list(dict.fromkeys(key for (key,) in ask(connection, _LATER, wanted)))
    loaded = known | memory.events(connection, [key for key in ids if key not in known])
    return [loaded[key] for key in ids if key in loaded]


def _settle(connection: Connection, made: Event, later: Sequence[Event]) -> None:
    """Keep what later events suggest of a pending commitment; they are in the order of time."""
    if not later:
        return
    settled = commitments.settle(Commitment(made.id, made), later)
    if settled.status != "pending":
        mine = (commitment.c.id == made.id) & commitment.c.confirmed.is_(False)
        connection.execute(update(commitment).where(mine).values(_row(settled)))


def release(connection: Connection, changed: Sequence[Event]) -> None:
    """Take back what was suggested of events that have changed; what a person has confirmed stays."""
    unsure = commitment.c.confirmed.is_(False)
    pending = {"status": "pending", "by": None, "score": 0.0, "reason": ""}
    for some in chunks([one.id for one in changed]):
        connection.execute(delete(commitment).where(commitment.c.id.in_(some), unsure))
        connection.execute(delete(commitment_party).where(commitment_party.c.commitment.in_(some)))
        connection.execute(update(commitment).where(commitment.c.by.in_(some), unsure).values(pending))
