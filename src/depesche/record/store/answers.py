"""Exchanges: demands and offers, the events that raise them again, and those that answer them.

Public: `tie(connection, memory, new)`, `judge(connection, ids)`, `untie(connection, changed)`.

An event that comes in may answer what was there before it, and be answered by what is there already but came later:
articles come in any order. What is near is asked for all events of an article at once.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import CompoundSelect, Date, Select, bindparam, delete, or_, select, union_all, update

from depesche.record import exchanges
from depesche.record.schema import act, answer, event, event_party, exchange, repeat
from depesche.record.store.prepared import ask, ask_named
from depesche.record.store.rows import Change, by_ids, chunks, upsert
from depesche.record.types import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.store.memory import Memory
    from depesche.record.types import Event

    Row = dict[str, Any]

_MOST_ASKED = 40  # events of one party that an index gives
_PARTIES_AT_ONCE = 20
_MOST_TRIED = 12  # of these, compared with an event
_WINDOW = timedelta(days=exchanges.WINDOW_DAYS)
_LATER_KINDS = exchanges.ANSWERING_KINDS - exchanges.OPENING_KINDS | {"offer"}


_RAISED = by_ids(select(repeat.c.event, repeat.c.exchange), repeat.c.event)
_ANSWERS = by_ids(
    select(answer, event.c.day)
    .join(event, event.c.id == answer.c.event)
    .where(answer.c.review != "rejected", event.c.review != "rejected")
    .order_by(event.c.day, event.c.id),
    answer.c.exchange,
)
_REPEATS = by_ids(
    select(repeat.c.exchange, event.c.day)
    .join(event, event.c.id == repeat.c.event)
    .where(event.c.review != "rejected", event.c.day.is_not(None)),
    repeat.c.exchange,
)


_Near = tuple[str, str | None, date]  # an event near to others, its matter, its day
_Pair = tuple[str, str]  # a party and its role


class _Tying(NamedTuple):
    """New events of an article, and the ids of those they are to be compared with."""

    openings: list[Event]
    replies: list[Event]
    before: dict[str, list[str]]
    after: dict[str, list[str]]
    known: dict[str, Event]

    def earlier(self, one: Event) -> list[Event]:
        """The openings that an event may answer or raise again."""
        return [self.known[key] for key in self.before.get(one.id, ()) if key in self.known]

    def later(self) -> list[tuple[Event, list[Event]]]:
        """The later events that may answer new openings, each with its opening."""
        pairs = ((opening, key) for opening in self.openings for key in self.after.get(opening.id, ()))
        return [(self.known[key], [opening]) for opening, key in pairs if key in self.known]


def tie(connection: Connection, memory: Memory, new: Sequence[Event]) -> None:
    """Tie new events, which all have a day, to those that are there and to each other."""
    tying = _tying(connection, memory, new)
    touched = _open(connection, tying)
    touched |= _answer(connection, memory, [(one, tying.earlier(one)) for one in tying.replies])
    touched |= _answer(connection, memory, tying.later(), only_better=True)
    judge(connection, touched)


def _tying(connection: Connection, memory: Memory, new: Sequence[Event]) -> _Tying:
    openings = [one for one in new if one.kind in exchanges.OPENING_KINDS]
    replies = [one for one in new if one.kind in exchanges.ANSWERING_KINDS]
    before = _before(connection, replies)  # openings are replies too
    after = _after(connection, openings)
    known = {one.id: one for one in new}
    wanted = dict.fromkeys(chain.from_iterable((*before.values(), *after.values())))
    loaded = memory.events(connection, [key for key in wanted if key not in known])
    known |= {key: one for key, one in loaded.items() if one.lead.review != "rejected"}
    return _Tying(openings, replies, before, after, known)


def _before(connection: Connection, replies: Sequence[Event]) -> dict[str, list[str]]:
    """For each event the ids of openings that it may answer or raise again, the newest of its matter first."""
    if not replies:
        return {}
    first, last = _days(replies)
    pairs = {pair for one in replies for pair in _looked_for(one)}
    rows = _near(connection, pairs, exchanges.OPENING_KINDS, (first - _WINDOW, last))
    return {one.id: _tried(one, rows) for one in replies}


def _looked_for(new: Event) -> list[_Pair]:
    """Who has a part in what an event may answer: openings toward those who act, by them or toward whom they act."""
    toward = [(party, "recipient") for party in new.actors]
    return [*toward, *((party, "actor") for party in dict.fromkeys((*new.actors, *new.recipients)))]


def _tried(new: Event, rows: Mapping[_Pair, Sequence[_Near]]) -> list[str]:
    before, matter = new.day or date.min, new.matter
    fitting = {
        (filed == matter, day, key)
        for pair in _looked_for(new)
        for key, filed, day in rows.get(pair, ())
        if day <= before and key != new.id
    }
    return [key for _, _, key in sorted(fitting, reverse=True)[:_MOST_TRIED]]


def _after(connection: Connection, openings: Sequence[Event]) -> dict[str, list[str]]:
    """For each opening the ids of later events that may answer it, the earliest of its matter first."""
    if not openings:
        return {}
    first, last = _days(openings)
    pairs = {(party, "actor") for one in openings for party in one.recipients}
    rows = _near(connection, pairs, _LATER_KINDS, (first, last + _WINDOW), newest=False)
    return {one.id: _tried_later(one, rows) for one in openings}


def _tried_later(opening: Event, rows: Mapping[_Pair, Sequence[_Near]]) -> list[str]:
    after, matter = opening.day or date.max, opening.matter
    fitting = {
        (filed != matter, day, key)
        for party in opening.recipients
        for key, filed, day in rows.get((party, "actor"), ())
        if day >= after and key != opening.id
    }
    return [key for _, _, key in sorted(fitting)[:_MOST_TRIED]]


def _days(events: Sequence[Event]) -> tuple[date, date]:
    days = [one.day for one in events if one.day is not None]
    return min(days), max(days)


def _near(
    connection: Connection,
    wanted: Collection[_Pair],
    kinds: Collection[str],
    days: tuple[date, date],
    *,
    newest: bool = True,
) -> dict[_Pair, list[_Near]]:
    """Events of parties in roles, of some kinds, between days: of each so many at most, by an index."""
    found: dict[_Pair, list[_Near]] = {}
    pairs = sorted(wanted)
    for start in range(0, len(pairs), _PARTIES_AT_ONCE):
        some = pairs[start : start + _PARTIES_AT_ONCE]
        values = {f"party{place}": party for place, (party, _) in enumerate(some)}
        values |= {f"role{place}": role for place, (_, role) in enumerate(some)}
        query = _near_query(len(some), newest=newest)
        bounds = {"first": days[0], "last": days[1], "kinds": sorted(kinds)}
        for event_, role, party, matter, day in ask(connection, query, {**values, **bounds}):
            found.setdefault((party, role), []).append((event_, matter, day))
    return found


@cache
def _near_query(count: int, *, newest: bool) -> CompoundSelect[Any]:
    """The latest (or earliest) events of so many parties, each in one role."""
    columns = event_party.c
    order = columns.day.desc() if newest else columns.day.asc()

    def of(place: int) -> Select[Any]:
        query = (
            select(columns.event, columns.role, columns.party, columns.matter, columns.day)
            .where(columns.party == bindparam(f"party{place}"), columns.role == bindparam(f"role{place}"))
            .where(columns.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
            .where(columns.kind.in_(bindparam("kinds", expanding=True)))
        )
        return select(query.order_by(order).limit(_MOST_ASKED).subquery())

    return union_all(*map(of, range(count)))


def _open(connection: Connection, tying: _Tying) -> set[str]:
    """Open an exchange for each demand and offer that raises nothing again; which exchanges are touched."""
    opened: list[Row] = []
    again: dict[str, str] = {}
    for opening in tying.openings:
        raised = exchanges.repeats(opening, tying.earlier(opening))
        if raised is None:
            opened.append({"id": opening.id, "status": "open"})
        else:
            again[opening.id] = again.get(raised) or _exchange_of(connection, raised)
    upsert(connection, exchange, opened)
    rows = [{"event": key, "exchange": first} for key, first in again.items()]
    upsert(connection, repeat, rows, Change(replace=("exchange",)))
    return set(again.values())


def _exchange_of(connection: Connection, opening: str) -> str:
    """The exchange that an opening belongs to: its own, or the one it has raised again."""
    return connection.execute(select(repeat.c.exchange).where(repeat.c.event == opening)).scalar() or opening


def _answer(
    connection: Connection,
    memory: Memory,
    pairs: Sequence[tuple[Event, Sequence[Event]]],
    *,
    only_better: bool = False,
) -> set[str]:
    """Add the answers that events give; the ids of the exchanges they answer.

    With `only_better`, an answer is added only where the event does not answer something else better already.
    """
    found = [
        (reply, key, one) for reply, openings in pairs for key, one in exchanges.answers(reply, openings)
    ]
    if not found:
        return set()
    raised = _raised(connection, {key for _, key, _ in found})
    rows = {(key, one.event): _row(raised.get(key, key), one) for _, key, one in found}
    if only_better:
        rows = _better(connection, rows)
    kept = list({(row["exchange"], row["event"]): row for row in rows.values()}.values())
    upsert(connection, answer, kept)
    matters = {opening.id: opening.matter for _, openings in pairs for opening in openings}
    unfiled = {
        reply.id: matters[key]
        for reply, key, one in found
        if reply.matter is None and (key, one.event) in rows
    }
    _file(connection, memory, {reply: matter for reply, matter in unfiled.items() if matter})
    return {str(row["exchange"]) for row in kept}


def _raised(connection: Connection, openings: Collection[str]) -> dict[str, str]:
    """The exchanges of those openings that raise something again."""
    return dict(ask(connection, _RAISED, {"ids": sorted(openings)}))


def _row(opening: str, one: Answer) -> Row:
    row = {
        "exchange": opening,
        "event": one.event,
        "kind": one.kind,
        "score": one.score,
        "reason": one.reason,
    }
    return {**row, "review": "open", "origin": "read"}


def _better(connection: Connection, rows: Mapping[tuple[str, str], Row]) -> dict[tuple[str, str], Row]:
    """Those answers that are better than what their events answer already, which they replace."""
    columns = answer.c
    there: dict[str, float] = {}
    ids = {row["event"] for row in rows.values()}
    for row in connection.execute(select(answer).where(columns.event.in_(ids), columns.review != "rejected")):
        sure = row.review == "confirmed"
        there[row.event] = max(2.0 if sure else row.score, there.get(row.event, 0.0))
    better = {key: row for key, row in rows.items() if row["score"] > there.get(row["event"], 0.0)}
    losing = {row["event"] for row in better.values()} & there.keys()
    if losing:
        old = columns.event.in_(losing) & (columns.review == "open")
        worse = set(connection.execute(select(columns.exchange).where(old)).scalars())
        connection.execute(delete(answer).where(old))
        judge(connection, worse)
    return better


def _file(connection: Connection, memory: Memory, matters: Mapping[str, str]) -> None:
    """File events that said too little by themselves under the matter of what they answer."""
    for key, matter in matters.items():
        connection.execute(update(act).where(act.c.event == key).values(matter=matter, filed=matter))
    if matters:
        memory.refresh(connection, matters)


def judge(connection: Connection, ids: Iterable[str]) -> None:
    """Set the status of exchanges by the last thing that was said."""
    for some in chunks(sorted(set(ids))):
        answers = _answers(connection, some)
        last = _last_repeats(connection, some)
        rows = []
        for key in some:
            given = answers.get(key, [])
            repeated = bool(given) and key in last and last[key] > given[-1][0]
            rows.append({"id": key, "status": exchanges.status([one for _, one in given], repeated=repeated)})
        upsert(connection, exchange, rows, Change(replace=("status",)))


def _answers(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[date, Answer]]]:
    """The answers to exchanges that hold, in the order of time."""
    found: dict[str, list[tuple[date, Answer]]] = {}
    for row in ask_named(connection, _ANSWERS, {"ids": list(ids)}):
        one = Answer(row["event"], row["kind"], row["score"], row["reason"], row["review"] == "confirmed")
        found.setdefault(row["exchange"], []).append((row["day"] or date.min, one))
    return found


def _last_repeats(connection: Connection, ids: Sequence[str]) -> dict[str, date]:
    """The days on which exchanges were last raised again."""
    last: dict[str, date] = {}
    for key, day in ask(connection, _REPEATS, {"ids": list(ids)}):
        last[key] = max(day, last.get(key, day))
    return last


def untie(connection: Connection, changed: Sequence[Event]) -> tuple[set[str], set[str]]:
    """Take back what was suggested of events that have changed.

    What is no demand or offer any more, or was rejected, has no exchange. The exchanges that this touches and that
    stay, and the events that raised again what is no exchange any more.
    """
    touched: set[str] = set()
    orphans: set[str] = set()
    closed = {
        one.id for one in changed if one.kind not in exchanges.OPENING_KINDS or one.lead.review == "rejected"
    }
    for some in chunks([one.id for one in changed]):
        mine = or_(answer.c.event.in_(some), answer.c.exchange.in_(some))
        touched.update(connection.execute(select(answer.c.exchange).where(mine)).scalars())
        connection.execute(delete(answer).where(mine, answer.c.review == "open"))
        touched.update(
            connection.execute(select(repeat.c.exchange).where(repeat.c.event.in_(some))).scalars()
        )
        connection.execute(delete(repeat).where(repeat.c.event.in_(some)))
        gone = closed.intersection(some)
        orphans.update(
            connection.execute(select(repeat.c.event).where(repeat.c.exchange.in_(gone))).scalars()
        )
        connection.execute(delete(exchange).where(exchange.c.id.in_(gone)))
        connection.execute(delete(repeat).where(repeat.c.exchange.in_(gone)))
    return touched - closed, orphans - closed
