"""Commitments by the words that may settle them: of a hundred that wait, an event settles two at most.

Public: `Promise`, `Promises`.

The record has them in `commitment_party`. Those of a party are read when it first acts, and kept up to date with what
is written. What has become of them is not kept here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Date, and_, bindparam, select

from depesche.record.commitments import WINDOW_DAYS, WORDS, Goals, goals, taken_back
from depesche.record.events import name_terms, party_terms
from depesche.record.rows import names_of
from depesche.record.schema import act, commitment_party, event, event_party
from depesche.record.store.days import shifted
from depesche.record.store.prepared import ask
from depesche.record.store.rows import by_ids, chunks
from depesche.record.words import comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from depesche.record.types import Event

_MOST = 50_000  # commitments that are kept
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
_READ = by_ids(
    select(_PARTY.party, _PARTY.day, _PARTY.commitment, act.c.kind, act.c.language, act.c.terms)
    .add_columns(act.c.condition, act.c.content, act.c.actors, act.c.recipients, event_party.c.place)
    .join(event, event.c.id == _PARTY.commitment)
    .join(act, act.c.id == event.c.lead)
    .outerjoin(event_party, _MADE_BY_PARTY)
    .where(_PARTY.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date))),
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
        """The commitments that events may settle, of all that came before them; each with these events."""
        telling = [one for one in events if one.day is not None and _tells(one)]
        self._read(connection, telling)
        found: dict[str, list[Event]] = {}
        for one in telling:
            for key in sorted(self._near(one)):
                found.setdefault(key, []).append(one)
        return found

    def _near(self, settling: Event) -> set[str]:
        """A party of the commitment acts, and has a word that is needed; or it takes back what it said."""
        lead = settling.lead
        found = self._met(settling) if settling.kind not in WORDS else set()
        if taken_back(lead) is not None:
            pointing = vocabulary(lead.language).back_references(lead.content)
            for key in self._before(settling, _OWN):
                one = self._known[key]
                if one.kind in pointing or not one.terms.isdisjoint(lead.terms):
                    found.add(key)
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
                    self._take_in(*row)

    def _take_in(self, party: str, day: date, key: str, *told: Any) -> None:
        """Keep what is read."""
        kind, language, terms, condition, content, actors, recipients, place = told
        one = self._known.get(key)
        if one is None:
            named = names_of(actors, recipients) if comparable(language) else ()
            names = name_terms(named, language) if named else _NONE
            wanted = goals(condition, content, names, language) if comparable(language) else None
            one = Promise(key, day, kind, language, frozenset(terms.split()), wanted)
        self._list(one, party, own=place is not None)

    def _list(self, one: Promise, party: str, *, own: bool) -> None:
        self._known[one.id] = one
        self._under.setdefault(one.id, {})[party] = own
        for word in _words(one, own=own):
            insort(self._listed.setdefault((party, word), []), (one.day, one.id))


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
