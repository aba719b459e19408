"""Commitments, and the events that settle them.

Public: `commit(connection, memory, changed, freed)`, `release(connection, ids)`, `decide(connection, memory, decided)`.

A condition mostly speaks of another matter than what depends on it, so what may settle a commitment is looked for by
its parties alone. Events come in any order: one that settles what a later one has settled goes before it.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import CompoundSelect, Date, Select, bindparam, delete, or_, select, union_all, update

from depesche.record import commitments
from depesche.record.schema import commitment, commitment_party, event
from depesche.record.store.days import shifted
from depesche.record.store.prepared import ask, run
from depesche.record.store.rows import by_ids, chunks, upsert
from depesche.record.types import Commitment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import BindParameter, Connection

    from depesche.record.store.memory import Memory
    from depesche.record.types import Event

    Row = dict[str, Any]

_MOST_WAITING = 40  # of a party, the latest
_MOST_LATER = 200  # events of a party
_PARTIES_AT_ONCE = 20
_WINDOW = timedelta(days=commitments.WINDOW_DAYS)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF_EVENTS = select(commitment.c.id).where(or_(commitment.c.id.in_(_IDS), commitment.c.by.in_(_IDS)))
_CONFIRMED = by_ids(
    select(commitment.c.id, commitment.c.status, commitment.c.by).where(commitment.c.confirmed),
    commitment.c.id,
)
_UNSURE = (commitment.c.id == bindparam("of")) & commitment.c.confirmed.is_(False)
_SETTLE = update(commitment).where(_UNSURE)
_BY = event.alias("settling")


class _Acting(NamedTuple):
    """A party that acts on a day."""

    party: str
    day: date


def commit(
    connection: Connection, memory: Memory, changed: Sequence[Event], freed: Collection[str] = ()
) -> None:
    """Keep the commitments among events that came or changed, and see which ones these events settle.

    `freed` are commitments to be settled anew.
    """
    made = [one for one in changed if commitments.is_commitment(one)]
    _keep(connection, made)
    anew = {one.id: one for one in made}
    anew |= {
        key: one
        for key, one in memory.events(connection, sorted(freed)).items()
        if commitments.is_commitment(one)
    }
    later = commitments.ByWords.of(changed)
    for one, status in _waiting(connection, memory, changed, later):
        if one.id not in anew:
            settled = commitments.settle(Commitment(one.id, one), later.near(one))
            if settled.status != "pending" and status == "pending":
                _write(connection, settled)
            elif settled.status != "pending":
                anew[one.id] = one
    _settle_anew(connection, memory, list(anew.values()), changed, {one.id for one in made})


def _keep(connection: Connection, made: Sequence[Event]) -> None:
    upsert(connection, commitment, [_row(Commitment(one.id, one)) for one in made])
    rows = [
        {"party": party, "day": one.day, "commitment": one.id}
        for one in made
        if one.day is not None
        for party in sorted(commitments.concerned(one))
    ]
    upsert(connection, commitment_party, rows)


def _row(one: Commitment) -> Row:
    names = ("id", "status", "by", "score", "reason", "confirmed")
    return {name: getattr(one, name) for name in names}


def _waiting(
    connection: Connection, memory: Memory, changed: Sequence[Event], later: commitments.ByWords
) -> list[tuple[Event, str]]:
    """Commitments with their status that events may settle: the latest before them that concern their parties."""
    acting = sorted(
        {_Acting(party, one.day) for one in later.telling for party in one.actors if one.day is not None}
    )
    found: dict[str, str] = {}
    for some in chunks(acting, _PARTIES_AT_ONCE):
        values: Row = {}
        for number, (party, day) in enumerate(some):
            values |= {
                f"party{number}": party,
                f"first{number}": shifted(day, -_WINDOW),
                f"last{number}": day,
            }
        found |= dict(ask(connection, _waiting_query(len(some)), values))
    loaded = memory.events(connection, found)
    return [(one, found[key]) for key, one in loaded.items()]


@cache
def _waiting_query(count: int) -> CompoundSelect[Any]:
    """The latest commitments of so many parties that are pending, or only seem to have lapsed, or ended later."""
    columns = commitment_party.c

    def of(number: int) -> Select[Any]:
        first, last = (bindparam(f"{end}{number}", type_=Date) for end in ("first", "last"))
        query = (
            select(columns.commitment, commitment.c.status)
            .join(commitment, commitment.c.id == columns.commitment)
            .outerjoin(_BY, _BY.c.id == commitment.c.by)
            .where(columns.party == bindparam(f"party{number}"), columns.day.between(first, last))
            .where(or_(commitment.c.status.in_(("pending", "lapsed")), _BY.c.day >= last))
            .where(~commitment.c.confirmed)
        )
        return select(query.order_by(columns.day.desc()).limit(_MOST_WAITING).subquery())

    return union_all(*map(of, range(count)))


def _settle_anew(
    connection: Connection,
    memory: Memory,
    every: Sequence[Event],
    changed: Sequence[Event],
    pending: Collection[str] = (),
) -> None:
    """See what has become of commitments by all that came after them; `pending` are those that are kept as such."""
    said = {key: (status, by) for key, status, by in _rows(connection, _CONFIRMED, [one.id for one in every])}
    for one in every:
        if one.id in said:
            _explain(connection, memory, one, *said[one.id])
        else:
            settled = commitments.settle(Commitment(one.id, one), _later(connection, memory, one, changed))
            if settled.status != "pending" or one.id not in pending:
                _write(connection, settled)


def _rows(connection: Connection, query: Select[Any], ids: Iterable[str]) -> list[tuple[Any, ...]]:
    return [row for some in chunks(sorted(ids)) for row in ask(connection, query, {"ids": list(some)})]


def _later(connection: Connection, memory: Memory, one: Event, changed: Sequence[Event]) -> list[Event]:
    """Events after a commitment that may settle it: of each of its parties the first so many, by their words."""
    pairs = [(party, "actor") for party in sorted(commitments.concerned(one))]
    if one.day is None or not pairs:
        return []
    bounds = (one.day, shifted(one.day, _WINDOW))
    rows = memory.doings.nearest(connection, pairs, bounds, _MOST_LATER, newest=False)
    by_party = {party: some for (party, _), some in rows.items()}
    ids = list(dict.fromkeys(row.id for row in commitments.may_settle(one, by_party) if row.id != one.id))
    known = {each.id: each for each in changed}
    loaded = known | memory.events(connection, [key for key in ids if key not in known])
    return [loaded[key] for key in ids if key in loaded]


def _write(connection: Connection, settled: Commitment) -> None:
    """Keep what is suggested of a commitment, unless a person has confirmed something of it."""
    run(connection, _SETTLE, [{"of": settled.id, **_row(settled)}])


def _explain(connection: Connection, memory: Memory, made: Event, status: str, by: str | None) -> None:
    """Say why a commitment ended as a person says, as far as words tell."""
    settling = list(memory.events(connection, [by] if by else []).values())
    found = commitments.settle(Commitment(made.id, made), settling)
    values: Row = {"score": 0.0, "reason": ""}
    if found.status == status:
        values = {"score": found.score, "reason": found.reason}
    connection.execute(update(commitment).where(commitment.c.id == made.id).values(values))


def release(connection: Connection, ids: Collection[str]) -> set[str]:
    """Take back what was suggested of events that have changed; the other commitments that they settled.

    What a person has confirmed stays.
    """
    rows = _rows(connection, _OF_EVENTS, ids)
    mine = sorted({key for (key,) in rows}.intersection(ids))
    for some in chunks(mine):
        unsure = commitment.c.confirmed.is_(False)
        connection.execute(delete(commitment).where(commitment.c.id.in_(some), unsure))
        connection.execute(delete(commitment_party).where(commitment_party.c.commitment.in_(some)))
    return {key for (key,) in rows}.difference(ids)


def decide(connection: Connection, memory: Memory, decided: Mapping[str, Row | None]) -> None:
    """Lay over commitments what people say of them now: `status` and `by`, None for nothing any more."""
    for key, said in decided.items():
        mine = commitment.c.id == key
        state = {"confirmed": said is not None, "given": None, **(said or {"status": "pending", "by": None})}
        upsert(connection, commitment, [{"id": key, "score": 0.0, "reason": "", **state}])
        connection.execute(update(commitment).where(mine).values(state))
    made = memory.events(connection, sorted(decided))
    held = [one for one in made.values() if commitments.is_commitment(one) and one.day is not None]
    _settle_anew(connection, memory, held, [])
    gone = decided.keys() - {one.id for one in held if one.lead.review != "rejected"}
    release(connection, gone)
