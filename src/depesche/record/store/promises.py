"""Commitments by the words that may settle them: of a hundred that wait, an event settles two at most.

Public: `Promise`, `Promises`.

The record has them in `commitment_party`. Those of a party are read when it first acts, and kept up to date with what
is written. What has become of them is not kept here. A decision changes few events: of a party that is not here it
reads only what still waits for these, and keeps none of it, since reading all takes longer than all else that it does.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right, insort
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Date, Text, and_, bindparam, cast, or_, select

from depesche.record.commitments import STILL_OPEN, WINDOW_DAYS, WORDS, Goals, goals, taken_back
from depesche.record.compared import Goal, idle
from depesche.record.events import name_terms, party_terms
from depesche.record.rows import names_of
from depesche.record.schema import act, commitment, commitment_party, event, event_party
from depesche.record.store.days import shifted
from depesche.record.store.prepared import ask
from depesche.record.store.rows import by_ids, chunks
from depesche.record.words import comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from depesche.record.types import Event, StoredAct

_MOST = 50_000  # commitments that are kept
_FEW = 8  # events for which it is quicker to read only what waits for them
_NONE: frozenset[str] = frozenset()
_OWN = ""  # the word under which all commitments of a party are listed that it made itself
_AFTER_ALL = "\U0010ffff"  # an id after all ids
_WINDOW = timedelta(days=WINDOW_DAYS)
_DAY = timedelta(days=1)
_PARTY = commitment_party.c
_MADE_BY_PARTY = and_(
    event_party.c.event == _PARTY.commitment,
    event_party.c.role == "actor",
    event_party.c.party == _PARTY.party,
)
_COLUMNS = (
    *(_PARTY.party, _PARTY.day, _PARTY.commitment, act.c.kind, act.c.language, act.c.terms),
    *(act.c.condition, act.c.content, cast(act.c.actors, Text), cast(act.c.recipients, Text)),
    event_party.c.place,
)
_READ = by_ids(
    select(*_COLUMNS)
    .join(event, event.c.id == _PARTY.commitment)
    .join(act, act.c.id == event.c.lead)
    .outerjoin(event_party, _MADE_BY_PARTY)
    .where(_PARTY.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date))),
    _PARTY.party,
)
_SETTLING = event.alias("settling")
_WAITING = by_ids(  # in this order: SQLite looks at the wide rows of acts last
    select(*_COLUMNS)
    .join(commitment, commitment.c.id == _PARTY.commitment)
    .outerjoin(_SETTLING, _SETTLING.c.id == commitment.c.by)
    .join(event, event.c.id == _PARTY.commitment)
    .join(act, act.c.id == event.c.lead)
    .outerjoin(event_party, _MADE_BY_PARTY)
    .where(
        _PARTY.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)),
        ~commitment.c.confirmed,
        or_(commitment.c.status.in_(STILL_OPEN), _SETTLING.c.day >= bindparam("last", type_=Date)),
    ),
    _PARTY.party,
)


class Promise(NamedTuple):
    """A commitment as far as its words tell what settles it."""

    id: str
    day: date
    kind: str
    language: str
    terms: frozenset[str]
    goals: Goals | None


class Promises:
    """Commitments, under each party that they concern by their words, in the order of their days."""

    def __init__(self) -> None:
        self._known: dict[str, Promise] = {}
        self._under: dict[str, dict[str, bool]] = {}  # their parties, and whether these made them
        self._listed: dict[tuple[str, str], list[tuple[date, str]]] = {}  # by party and word
        self._since: dict[str, date] = {}  # from which day on those of a party are here
        self.spares = (
            False  # whether it reads only what waits for few events, where it does not have those of a party
        )

    def clear(self) -> None:
        """Keep nothing: others may have written."""
        self._known.clear()
        self._under.clear()
        self._listed.clear()
        self._since.clear()

    def trim(self) -> None:
        """Keep not too much."""
        if len(self._known) > _MOST:
            self.clear()

    def put(self, made: Event, parties: Iterable[str]) -> None:
        """Keep that there is a commitment, which concerns these parties."""
        self.take_out(made.id)
        day = made.day
        there = {party for party in parties if day is not None and self._since.get(party, date.max) <= day}
        if there and day is not None:
            one = _promise(made, day)
            for party in there:
                self._list(one, party, own=party in made.actors)

    def take_out(self, identifier: str) -> None:
        """Keep that there is a commitment no more, or not as it was."""
        one = self._known.pop(identifier, None)
        if one is not None:
            for party, own in self._under.pop(identifier).items():
                for word in _words(one, own=own):
                    rows = self._listed[party, word]
                    del rows[bisect_left(rows, (one.day, one.id))]

    def near(self, connection: Connection, events: Sequence[Event]) -> dict[str, list[Event]]:
        """The commitments that events may settle, of all that came before them; each with these events.

        Where it `spares`, those may be left out that people have confirmed, or that ended before an event.
        """
        telling = [one for one in events if one.day is not None and _tells(one)]
        spares = self.spares and len(telling) <= _FEW
        aside = {one.id for one in telling if spares and not self._has(one)}
        self._read(connection, [one for one in telling if one.id not in aside])
        found: dict[str, list[Event]] = {}
        for one in telling:
            for key in sorted(_waiting(connection, one) if one.id in aside else self._near(one)):
                found.setdefault(key, []).append(one)
        return found

    def _has(self, one: Event) -> bool:
        """Whether the commitments that an event may settle are here."""
        start = shifted(one.day, -_WINDOW) if one.day else date.max
        return all(self._since.get(party, date.max) <= start for party in one.actors)

    def _near(self, settling: Event) -> set[str]:
        """A party of the commitment acts, and has a word that is needed; or it takes back what it said."""
        lead = settling.lead
        found = self._met(settling) if settling.kind not in WORDS else set()
        if taken_back(lead) is not None:
            is_meant = _meant_by(lead)
            own = {key: self._known[key] for key in self._before(settling, _OWN)}
            found |= {key for key, one in own.items() if is_meant(one.kind, one.terms)}
        return {key for key in found if key != settling.id and self._known[key].language == lead.language}

    def _met(self, settling: Event) -> set[str]:
        """It does what is needed, as far as its words and the names of its parties tell."""
        words = party_terms(settling.lead).union(settling.lead.terms)
        found = {key for word in words for key in self._before(settling, word)}
        return {key for key in found if self._may_be_met(key, words, settling.actors)}

    def _may_be_met(self, key: str, words: frozenset[str], acting: Iterable[str]) -> bool:
        under, wanted = self._under[key], self._known[key].goals
        own = any(map(under.get, acting))
        return wanted is not None and wanted.may_be_met_by(words, own=own)

    def _before(self, settling: Event, word: str) -> Iterator[str]:
        """The commitments, listed under a word, of those who act in an event that comes after them."""
        for party in settling.actors:
            rows = self._listed.get((party, word))
            if rows:
                day: Any = settling.day
                start: Any = (shifted(day, -_WINDOW),)
                for _, key in rows[bisect_left(rows, start) : bisect_right(rows, (day, _AFTER_ALL))]:
                    yield key

    def _read(self, connection: Connection, telling: Iterable[Event]) -> None:
        """Read the commitments of those who act, as far as they are not here."""
        missing: dict[tuple[date, date], list[str]] = {}
        first: dict[str, date] = {}
        for one in telling:
            for party in one.actors:
                if one.day is not None:
                    first[party] = min(shifted(one.day, -_WINDOW), first.get(party, date.max))
        for party, day in first.items():
            since = self._since.get(party)
            if since is None or day < since:
                missing.setdefault((day, shifted(since, -_DAY) if since else date.max), []).append(party)
                self._since[party] = day
        for (day, last), parties in missing.items():
            for some in chunks(sorted(parties)):
                for row in ask(connection, _READ, {"first": day, "last": last, "ids": list(some)}):
                    self._take_in(_Row._make(row))

    def _take_in(self, row: _Row) -> None:
        """Keep what is read."""
        one = self._known.get(row.id)
        if one is None:
            known, terms = comparable(row.language), frozenset(row.terms.split())
            wanted = goals(row.condition, row.content, row.names, row.language) if known else None
            one = Promise(row.id, row.day, row.kind, row.language, terms, wanted)
        self._list(one, row.party, own=row.place is not None)

    def _list(self, one: Promise, party: str, *, own: bool) -> None:
        self._known[one.id] = one
        self._under.setdefault(one.id, {})[party] = own
        for word in _words(one, own=own):
            insort(self._listed.setdefault((party, word), []), (one.day, one.id))


class _Row(NamedTuple):
    """A commitment under one of its parties, as it is read; roles are JSON, `place` is None where another made it."""

    party: str
    day: date
    id: str
    kind: str
    language: str
    terms: str
    condition: str
    content: str
    actors: str
    recipients: str
    place: int | None

    @property
    def names(self) -> frozenset[str]:
        """Terms of the names of its parties, in a language whose words are known."""
        named = names_of(json.loads(self.actors), json.loads(self.recipients))
        return name_terms(named, self.language) if named else _NONE


def _waiting(connection: Connection, settling: Event) -> set[str]:
    """Those of who acts that still wait for an event, or ended after it, and that it may settle."""
    lead, day = settling.lead, settling.day
    if day is None or not settling.actors:
        return set()
    values = {"first": shifted(day, -_WINDOW), "last": day, "ids": list(settling.actors)}
    every = map(_Row._make, ask(connection, _WAITING, values))
    rows = [one for one in every if one.language == lead.language and one.id != settling.id]
    found: set[str] = set()
    if settling.kind not in WORDS:
        having = party_terms(lead).union(lead.terms)
        found.update(one.id for one in rows if _is_met(one, having))
    if taken_back(lead) is not None:
        is_meant = _meant_by(lead)
        own = (one for one in rows if one.place is not None)
        found.update(one.id for one in own if is_meant(one.kind, one.terms.split()))
    return found


def _is_met(one: _Row, having: frozenset[str]) -> bool:
    """Whether terms of an event are what a condition speaks of, or, of its own party, what was said."""
    affirmed, telling = vocabulary(one.language).affirmed, having - idle(one.language)
    for text in (one.condition, one.content) if one.place is not None else (one.condition,):
        wanted = set(affirmed(text))
        if not telling.isdisjoint(wanted) and Goal.of(wanted - one.names, one.language).met_by(having):
            return True
    return False


def _meant_by(back: StoredAct) -> Callable[[str, Collection[str]], bool]:
    """Whether what takes something back may mean a commitment, by its kind and terms: it points to it or shares one."""
    pointing, terms = vocabulary(back.language).back_references(back.content), frozenset(back.terms)
    return lambda kind, others: kind in pointing or not terms.isdisjoint(others)


def _promise(made: Event, day: date) -> Promise:
    lead = made.lead
    known = comparable(lead.language)
    wanted = goals(lead.condition, lead.content, party_terms(lead), lead.language) if known else None
    return Promise(made.id, day, lead.kind, lead.language, frozenset(lead.terms), wanted)


def _words(one: Promise, *, own: bool) -> Iterable[str]:
    needed = one.goals.needed if one.goals else _NONE
    return (*needed, _OWN) if own else needed


def _tells(one: Event) -> bool:
    """Whether an event may settle anything."""
    return comparable(one.lead.language) and (one.kind not in WORDS or taken_back(one.lead) is not None)
