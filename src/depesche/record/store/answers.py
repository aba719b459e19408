"""Exchanges: demands and offers, the events that raise them again, and those that answer them.

Public: `tie(connection, memory, changed, loose)`, `untie(connection, ids, standing)`, `judge(connection, ids)`,
`decide(connection, memory, decided)`.

What an event answers or raises again follows from it and from the openings before it; articles come in any order. So
when an event comes or changes, those after it for which that matters are tied anew, each as a whole.
"""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, or_, select, update

from depesche.record import exchanges
from depesche.record.events import in_time, place_in_text
from depesche.record.schema import act, answer, event, exchange, repeat
from depesche.record.store import events as event_store
from depesche.record.store import near, raised
from depesche.record.store.prepared import ask, ask_named, run
from depesche.record.store.rows import Change, by_ids, chunks, upsert
from depesche.record.types import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import BindParameter, Connection

    from depesche.record.store.memory import Memory
    from depesche.record.types import Event

    Row = dict[str, Any]
    Key = tuple[str, str]  # of an answer: the opening and the event

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TIED = select(answer.c.opening, answer.c.event, answer.c.exchange).where(
    or_(answer.c.opening.in_(_IDS), answer.c.event.in_(_IDS))
)
_RAISING = select(repeat.c.event, repeat.c.raises, repeat.c.exchange).where(
    or_(repeat.c.event.in_(_IDS), repeat.c.raises.in_(_IDS))
)
_GIVEN = by_ids(select(answer), answer.c.event)
_FORGET = delete(answer).where(answer.c.opening == bindparam("from"), answer.c.event == bindparam("by"))
_ANSWERS = by_ids(
    select(answer, event.c.day, event.c.lead)
    .join(event, event.c.id == answer.c.event)
    .where(answer.c.review != "rejected", event.c.review != "rejected"),
    answer.c.exchange,
)
_REPEATS = by_ids(
    select(repeat.c.exchange, event.c.day)
    .join(event, event.c.id == repeat.c.event)
    .where(event.c.review != "rejected", event.c.day.is_not(None)),
    repeat.c.exchange,
)
_STATUSES = by_ids(select(exchange.c.id, exchange.c.status), exchange.c.id)


class Loose(NamedTuple):
    """What hung on events that have changed: the ids of those to be tied anew, and the exchanges that this touches."""

    events: frozenset[str] = frozenset()
    exchanges: frozenset[str] = frozenset()


class _Around(NamedTuple):
    """Events that are to be tied, the ids of openings before them, and all of these by their ids."""

    every: list[Event]
    before: dict[str, list[str]]
    known: dict[str, Event]

    def earlier(self, one: Event) -> list[Event]:
        """The openings that an event may answer or raise again."""
        return [self.known[key] for key in self.before.get(one.id, ()) if key in self.known]


def tie(connection: Connection, memory: Memory, changed: Sequence[Event], loose: Loose = Loose()) -> None:  # noqa: B008
    """Tie events that came or changed, which all have a day, and those for which that matters."""
    around = _around(connection, memory, changed, loose)
    openings = [one for one in around.every if one.kind in exchanges.OPENING_KINDS]
    parents = {one.id: exchanges.repeats(one, around.earlier(one)) for one in openings}
    touched = raised.raise_again(connection, parents)
    given = {one.id: exchanges.answers(one, around.earlier(one)) for one in around.every}
    touched |= _write(connection, given)
    _lend(connection, memory, around, given)
    judge(connection, touched | loose.exchanges)


def _around(connection: Connection, memory: Memory, changed: Sequence[Event], loose: Loose) -> _Around:
    openings = [one for one in changed if one.kind in exchanges.OPENING_KINDS]
    after = near.after(connection, memory, openings)
    known = {one.id: one for one in changed}
    wanted = dict.fromkeys((*sorted(loose.events), *chain.from_iterable(after.values())))
    later = _standing(memory, connection, [key for key in wanted if key not in known])
    again = later.keys() & loose.events
    again |= {
        key
        for opening in openings
        for key in after[opening.id]
        if key in later and key not in again and exchanges.concerns(later[key], opening)
    }
    every = sorted([*changed, *(later[key] for key in again)], key=in_time)
    before = near.before(connection, memory, [one for one in every if one.kind in exchanges.ANSWERING_KINDS])
    known |= later
    wanted = dict.fromkeys(chain.from_iterable(before.values()))
    known |= memory.events(connection, [key for key in wanted if key not in known])  # all of these stand
    return _Around(every, before, known)


def _standing(memory: Memory, connection: Connection, ids: Sequence[str]) -> dict[str, Event]:
    """Events by their ids, without those that are rejected or have no day."""
    found = memory.events(connection, ids)
    return {key: one for key, one in found.items() if one.lead.review != "rejected" and one.day is not None}


def _write(connection: Connection, given: Mapping[str, Sequence[tuple[str, Answer]]]) -> set[str]:
    """Write the answers that events give, in the place of those they gave; the ids of the exchanges they answer.

    What a person has decided about stays.
    """
    rows = {(opening, one.event): one for some in given.values() for opening, one in some}
    there: dict[Key, Row] = {}
    for some in chunks(sorted(given)):
        found = ask_named(connection, _GIVEN, {"ids": list(some)})
        there |= {(row["opening"], row["event"]): row for row in found}
    belonging = raised.belonging(connection, {opening for opening, _ in rows}) if rows else {}
    decided = {key for key, row in there.items() if row["review"] != "open"}
    for key in decided & rows.keys():
        if there[key]["origin"] == "read":
            mine = (answer.c.opening == key[0]) & (answer.c.event == key[1])
            values = {"score": rows[key].score, "reason": rows[key].reason}
            connection.execute(update(answer).where(mine).values(values))
    wanted = {key: _row(key, belonging[key[0]], rows[key]) for key in sorted(rows.keys() - decided)}
    gone = {key: there[key] for key in sorted(there.keys() - decided) if there[key] != wanted.get(key)}
    new = [row for key, row in wanted.items() if key in gone or key not in there]
    run(connection, _FORGET, [{"from": opening, "by": event_} for opening, event_ in gone])
    upsert(connection, answer, new)
    return {row["exchange"] for row in (*new, *gone.values(), *(there[key] for key in decided))}


def _row(key: Key, belonging: str, one: Answer) -> Row:
    row = {"opening": key[0], "event": key[1], "exchange": belonging}
    said = {"kind": one.kind, "score": one.score, "reason": one.reason}
    return {**row, **said, "review": "open", "origin": "read"}


def _lend(
    connection: Connection,
    memory: Memory,
    around: _Around,
    given: Mapping[str, Sequence[tuple[str, Answer]]],
) -> None:
    """File events that said too little by themselves under the matter of what they answer."""
    lent: dict[str, str | None] = {}
    for one in around.every:
        if one.matter is not None and not one.lead.lent:
            continue
        answered = [around.known[opening] for opening, _ in given[one.id]]
        matter = next((each.matter for each in answered if each.matter and not each.lead.lent), None)
        if matter != one.matter:
            lent[one.id] = matter
    for key, acts in event_store.acts_of(connection, sorted(lent)).items():
        mine = [each.id for each in acts if each.lent or each.matter is None]
        connection.execute(update(act).where(act.c.id.in_(mine)).values(matter=lent[key]))
    if lent:
        memory.refresh(connection, lent)


def judge(connection: Connection, ids: Iterable[str]) -> None:
    """Set the status of exchanges by the last thing that was said; ids that are none are left out."""
    for some in chunks(sorted(set(ids))):
        stored: dict[str, str] = dict(ask(connection, _STATUSES, {"ids": list(some)}))
        answers = _answers(connection, some)
        last = _last_repeats(connection, some)
        rows = []
        for key, before in stored.items():
            given = answers.get(key, [])
            repeated = bool(given) and key in last and last[key] > given[-1][0][0]
            status = exchanges.status([one for _, one in given], repeated=repeated)
            if status != before:
                rows.append({"id": key, "status": status})
        upsert(connection, exchange, rows, Change(replace=("status",)))


def _answers(
    connection: Connection, ids: Sequence[str]
) -> dict[str, list[tuple[tuple[date, str, int], Answer]]]:
    """The answers to exchanges that hold, each with its place in time, in that order."""
    found: dict[str, list[tuple[tuple[date, str, int], Answer]]] = {}
    for row in ask_named(connection, _ANSWERS, {"ids": list(ids)}):
        one = Answer(row["event"], row["kind"], row["score"], row["reason"], row["review"] == "confirmed")
        place = (row["day"] or date.min, *place_in_text(row["lead"]))
        found.setdefault(row["exchange"], []).append((place, one))
    return {
        key: sorted(some, key=lambda pair: (pair[0], *exchanges.strength(pair[1])))
        for key, some in found.items()
    }


def _last_repeats(connection: Connection, ids: Sequence[str]) -> dict[str, date]:
    """The days on which exchanges were last raised again."""
    last: dict[str, date] = {}
    for key, day in ask(connection, _REPEATS, {"ids": list(ids)}):
        last[key] = max(day, last.get(key, day))
    return last


def untie(connection: Connection, ids: Collection[str], standing: Collection[str]) -> Loose:
    """See what hung on events that have changed; what no longer stands among them answers nothing."""
    loose: set[str] = set()
    touched: set[str] = set()
    for some in chunks(sorted(ids)):
        tied = ask(connection, _TIED, {"ids": list(some)})
        hanging = ask(connection, _RAISING, {"ids": list(some)})
        loose.update(event_ for _, event_, _ in tied)
        loose.update(event_ for event_, _, _ in hanging)
        touched.update(first for *_, first in (*tied, *hanging))
        gone = {event_ for _, event_, _ in tied}.intersection(some).difference(standing)
        if gone:
            connection.execute(delete(answer).where(answer.c.event.in_(gone), answer.c.review == "open"))
    return Loose(frozenset(loose), frozenset(touched))


def decide(connection: Connection, memory: Memory, decided: Mapping[Key, Row | None]) -> None:
    """Lay over answers what people say of them now: some of `review`, `kind` and `reason`, None for nothing any more.

    What nobody says anything of any more is suggested again, if it is.
    """
    belonging = raised.belonging(connection, {opening for opening, _ in decided})
    touched = set(belonging.values())
    free: set[str] = set()
    for (opening, event_), said in decided.items():
        mine = (answer.c.opening == opening) & (answer.c.event == event_)
        if said is None:
            connection.execute(delete(answer).where(mine))
            free.add(event_)
            continue
        row = {"opening": opening, "event": event_, "exchange": belonging[opening], "origin": "hand"}
        upsert(connection, answer, [{**row, "kind": "agree", "score": 1.0, "reason": "", **said}])
        values = {name: said[name] for name in ("review", "kind") if name in said}
        connection.execute(update(answer).where(mine).values(values))
    tie(connection, memory, [], Loose(frozenset(free), frozenset(touched)))
