"""Commitments, and the events that settle them.

Public: `commit(connection, memory, changed, freed)`, `release(connection, memory, ids)`,
`decide(connection, memory, decided)`.

A condition mostly speaks of another matter than what depends on it, so what may settle a commitment is looked for by
its parties alone. Events come in any order: one that settles what a later one has settled goes before it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, or_, select, update

from depesche.record import commitments
from depesche.record.schema import commitment, commitment_party, event
from depesche.record.store.days import shifted
from depesche.record.store.prepared import ask, run
from depesche.record.store.rows import by_ids, chunks, drop, upsert
from depesche.record.types import Commitment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import BindParameter, Connection, Select

    from depesche.record.store.memory import Memory
    from depesche.record.types import Event

    Row = dict[str, Any]

_MOST_LATER = 200  # events of a party
_STILL_OPEN = ("pending", "lapsed")
_WINDOW = timedelta(days=commitments.WINDOW_DAYS)
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_OF_EVENTS = select(commitment.c.id).where(or_(commitment.c.id.in_(_IDS), commitment.c.by.in_(_IDS)))
_CONFIRMED = by_ids(
    select(commitment.c.id, commitment.c.status, commitment.c.by).where(commitment.c.confirmed),
    commitment.c.id,
)
_UNSURE = (commitment.c.id == bindparam("of")) & commitment.c.confirmed.is_(False)
_SETTLE = update(commitment).where(_UNSURE)
_TAKE_BACK = delete(commitment).where(_UNSURE)
_BY = event.alias("settling")
_OPEN = by_ids(
    select(commitment.c.id, commitment.c.status, _BY.c.day)
    .outerjoin(_BY, _BY.c.id == commitment.c.by)
    .where(~commitment.c.confirmed),
    commitment.c.id,
)


def commit(
    connection: Connection, memory: Memory, changed: Sequence[Event], freed: Collection[str] = ()
) -> None:
    """Keep the commitments among events that came or changed, and see which ones these events settle.

    `freed` are commitments to be settled anew.
    """
    made = [one for one in changed if commitments.is_commitment(one)]
    _keep(connection, memory, made)
    anew = {one.id: one for one in made}
    anew |= {
        key: one
        for key, one in memory.events(connection, sorted(freed)).items()
        if commitments.is_commitment(one)
    }
    for one, status, later in _waiting(connection, memory, changed, anew):
        settled = commitments.settle(Commitment(one.id, one), later)
        if settled.status != "pending" and status == "pending":
            _write(connection, settled)
        elif settled.status != "pending":
            anew[one.id] = one
    _settle_anew(connection, memory, list(anew.values()), changed, {one.id for one in made})


def _keep(connection: Connection, memory: Memory, made: Sequence[Event]) -> None:
    upsert(connection, commitment, [_row(Commitment(one.id, one)) for one in made])
    rows = [
        {"party": party, "day": one.day, "commitment": one.id}
        for one in made
        if one.day is not None
        for party in sorted(commitments.concerned(one))
    ]
    upsert(connection, commitment_party, rows)
    for one in made:
        memory.promises.put(one, commitments.concerned(one))


def _row(one: Commitment) -> Row:
    names = ("id", "status", "by", "score", "reason", "confirmed")
    return {name: getattr(one, name) for name in names}


def _waiting(
    connection: Connection, memory: Memory, changed: Sequence[Event], passed: Collection[str]
) -> list[tuple[Event, str, list[Event]]]:
    """Commitments with their status, and the events that may settle each; those of `passed` are left out.

    They are pending, or only seem to have lapsed, or ended later.
    """
    near = memory.promises.near(connection, changed)
    waiting: dict[str, tuple[str, list[Event]]] = {}
    for key, status, ended in _rows(connection, _OPEN, near.keys() - passed):
        still = status in _STILL_OPEN
        later = [one for one in near[key] if still or (ended and one.day and ended >= one.day)]
        if later:
            waiting[key] = (status, later)
    return [(one, *waiting[key]) for key, one in memory.events(connection, waiting).items()]


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


def release(connection: Connection, memory: Memory, ids: Collection[str]) -> set[str]:
    """Take back what was suggested of events that have changed; the other commitments that they settled.

    What a person has confirmed stays.
    """
    rows = _rows(connection, _OF_EVENTS, ids)
    mine = sorted({key for (key,) in rows}.intersection(ids))
    for key in mine:
        memory.promises.take_out(key)
    run(connection, _TAKE_BACK, [{"of": key} for key in mine])
    drop(connection, commitment_party.c.commitment, mine)
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
    release(connection, memory, gone)
