"""What a writer keeps in memory from one article to the next, as long as nobody else has written meanwhile.

Public: `Memory`, `altered(before, now)`.

Articles come mostly in the order of time: the events that one of them may tell or answer were compared with the one
before it, too.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from sqlalchemy import select

from depesche.reading.types import Kind
from depesche.record import filters
from depesche.record.exchanges import ANSWERING_KINDS, OPENING_KINDS
from depesche.record.schema import setting
from depesche.record.store import events, parties
from depesche.record.store.calendar import Calendar
from depesche.record.store.events import Candidate, Told
from depesche.record.store.matters import Shelf
from depesche.record.store.prepared import ask
from depesche.record.store.promises import Promises
from depesche.record.store.rows import Change, upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from depesche.record.types import Event, StoredAct

_WRITES = "writes"  # the setting that counts transactions that wrote
_COUNT = select(setting.c.value).where(setting.c.name == _WRITES)
_MOST = 12_000
_DAYS_OF_A_PAGE = 4  # as few as those in which one thing is told
_DAYS_OF_OPENINGS = 16  # of which those of some weeks are wanted
_MOST_STEMS = 100_000
_TIMES_SPARED = 2  # in which it is quicker to ask for some events of a party than to read pages of them


class Memory:
    """The matters of a record, and its events with their acts as far as they were needed lately.

    `merged` are parties of which people say that they are others, each with that one; `kinds` those of parties;
    `stems` are words that the index of words has.
    """

    def __init__(self) -> None:
        self.shelf = Shelf()
        self._events: dict[str, Event] = {}
        self._told: dict[str, Told] = {}  # of some of these events
        self.openings = Calendar(OPENING_KINDS, by="role", days=_DAYS_OF_OPENINGS)
        self.replies = Calendar(ANSWERING_KINDS, by="role", days=_DAYS_OF_A_PAGE)
        self.doings = Calendar(get_args(Kind), by="role", days=_DAYS_OF_A_PAGE, roles=("actor",), names=True)
        self._by_kind = Calendar(get_args(Kind), by="kind", days=_DAYS_OF_A_PAGE)
        self.promises = Promises()
        self._languages: set[str] = set()
        self._writes = -1
        self.merged: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.stems: set[str] = set()

    def open(self, connection: Connection) -> None:
        """See to it that all is as the record has it; at the start of a transaction."""
        found = ask(connection, _COUNT, {})
        writes = int(found[0][0]) if found else 0
        changed = writes != self._writes
        self.shelf.open(connection, changed=changed)
        if changed:
            self._forget_events()
            self.merged = parties.finals_of(connection)
            self.kinds.clear()
            self.stems.clear()
            self._writes = writes

    def close(self, connection: Connection) -> None:
        """Write what has changed, and say so to other writers; at the end of a transaction."""
        self.shelf.close(connection)
        self._writes += 1
        row = {"name": _WRITES, "value": str(self._writes)}
        upsert(connection, setting, [row], Change(replace=("value",)))
        while len(self._events) > _MOST:
            self._told.pop(key := next(iter(self._events)), None)
            del self._events[key]
        for calendar in self._calendars:
            calendar.trim()
        self.promises.trim()
        if len(self.stems) > _MOST_STEMS:
            self.stems.clear()

    def forget(self) -> None:
        """What is in memory may not have come into the record."""
        self.shelf.forget()
        self._forget_events()
        self._languages.clear()
        self.kinds.clear()
        self.stems.clear()
        self._writes = -1

    @property
    def _calendars(self) -> tuple[Calendar, ...]:
        return self.openings, self.replies, self.doings, self._by_kind

    def _forget_events(self) -> None:
        self._events.clear()
        self._told.clear()
        for calendar in self._calendars:
            calendar.clear()
        self.promises.clear()

    @contextmanager
    def sparing(self) -> Iterator[None]:
        """Read only what few events need, and keep none of it: for who changes some of them, mostly far apart."""
        self._spare(_TIMES_SPARED)
        try:
            yield
        finally:
            self._spare(0)

    def _spare(self, times: int) -> None:
        self.promises.spares = times > 0
        for calendar in self._calendars:
            calendar.spare(times)

    def note_language(self, connection: Connection, code: str) -> None:
        """Keep that there are articles in this language."""
        if code not in self._languages:
            filters.note_languages(connection, [code])
            self._languages.add(code)

    def events(self, connection: Connection, ids: Iterable[str]) -> dict[str, Event]:
        """Events by their ids; those that are not there are left out."""
        wanted, known = dict.fromkeys(ids), self._events
        found = {key: known[key] for key in wanted if key in known}
        if len(found) == len(wanted):
            return found
        known.update(events.load(connection, [key for key in wanted if key not in found]))
        return {key: known[key] for key in wanted if key in known}

    def candidates(self, connection: Connection, acts: Sequence[StoredAct]) -> list[Candidate]:
        """Events that acts may tell, as far as an index says."""
        return events.candidates(connection, self._by_kind, acts)

    def place(
        self, connection: Connection, acts: Iterable[StoredAct], group: str
    ) -> tuple[list[Event], list[Event]]:
        """Add new acts of one article, of a group of near-duplicates, to their events, before they are in the record.

        Those that they founded, and those that have another lead or other parties now. Events that acts join were asked
        for with `events` before.
        """
        told = {one.event: [one] for one in acts}
        before = self._whole(connection, [key for key in told if key in self._events])
        made = []
        for key, new in told.items():
            known = before.get(key)
            groups = {**(known.groups if known else {}), new[0].article: group}
            made.append(Told.of(key, [*(known.acts if known else ()), *new], groups))
        founded = [one for one in made if one.event.id not in before]
        joined = [one for one in made if one.event.id in before]
        events.place(connection, founded, joined, before)
        for calendar in self._calendars:
            for one in joined:
                calendar.change(before[one.event.id].event, one.event)
            for one in founded:
                calendar.put(one.event)
        self._keep(made)
        changed = [one.event for one in joined if altered(before[one.event.id].event, one.event)]
        return [one.event for one in founded], changed

    def whole(self, connection: Connection, ids: Sequence[str]) -> dict[str, Event]:
        """Events of which acts are to change: those of which this was asked are written as far as they change."""
        found = self._whole(connection, ids)
        self._keep(found.values())
        return {key: told.event for key, told in found.items()}

    def _whole(self, connection: Connection, ids: Sequence[str]) -> dict[str, Told]:
        """Events with their acts, as the record has them."""
        missing = [key for key in ids if key not in self._told]
        if missing:
            self._told.update(events.told(connection, missing))
        return {key: self._told[key] for key in ids if key in self._told}

    def refresh(self, connection: Connection, ids: Iterable[str]) -> None:
        """Make events anew from their acts, in the record and here; those without any are taken out."""
        wanted = sorted(set(ids))
        made = events.told(connection, wanted)
        before = {key: self._told[key] for key in made if key in self._told}
        listed = events.listed(connection, [key for key in wanted if key not in before])
        events.write(connection, list(made.values()), before)
        events.remove(connection, [key for key in wanted if key not in made])
        for key in wanted:
            self._events.pop(key, None)
            self._told.pop(key, None)
        for calendar in self._calendars:
            calendar.take_out(listed)
            for key, one in made.items():
                if key in before:
                    calendar.replace(before[key].event, one.event)
                else:
                    calendar.put(one.event)
        self._keep(made.values())

    def _keep(self, made: Iterable[Told]) -> None:
        for one in made:
            key = one.event.id
            self._events.pop(key, None)  # what was wanted last is forgotten last
            self._events[key], self._told[key] = one.event, one


def altered(before: Event, now: Event) -> bool:
    """Whether an event may have other links than it had; that its lead was confirmed makes no odds."""
    if (before.actors, before.recipients) != (now.actors, now.recipients):
        return True
    old, new = before.lead, now.lead
    if old is new or old.id != new.id:
        return old is not new
    same = replace(old, review=new.review) if "rejected" not in {old.review, new.review} else old
    return same != new
