"""What a writer keeps in memory from one article to the next, as long as nobody else has written meanwhile.

Public: `Memory`.

Articles come mostly in the order of time: the events that one of them may tell or answer were compared with the one
before it, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import filters
from depesche.record.schema import setting
from depesche.record.store import events
from depesche.record.store.matters import Shelf
from depesche.record.store.rows import Change, upsert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from depesche.record.types import Event

_WRITES = "writes"  # the setting that counts transactions that wrote
_COUNT = select(setting.c.value).where(setting.c.name == _WRITES)
_MOST = 6_000


class Memory:
    """The matters of a record, and its events as far as they were needed lately."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self._events: dict[str, Event] = {}
        self._languages: set[str] = set()
        self._writes = -1

    def open(self, connection: Connection) -> None:
        """See to it that all is as the record has it; at the start of a transaction."""
        writes = int(connection.execute(_COUNT).scalar() or 0)
        changed = writes != self._writes
        self.shelf.open(connection, changed=changed)
        if changed:
            self._events.clear()
            self._writes = writes

    def close(self, connection: Connection) -> None:
        """Write what has changed, and say so to other writers; at the end of a transaction."""
        self.shelf.close(connection)
        self._writes += 1
        row = {"name": _WRITES, "value": str(self._writes)}
        upsert(connection, setting, [row], Change(replace=("value",)))
        while len(self._events) > _MOST:
            del self._events[next(iter(self._events))]

    def forget(self) -> None:
        """What is in memory may not have come into the record."""
        self.shelf.forget()
        self._events.clear()
        self._languages.clear()
        self._writes = -1

    def note_language(self, connection: Connection, code: str) -> None:
        """Keep that there are articles in this language."""
        if code not in self._languages:
            filters.note_languages(connection, [code])
            self._languages.add(code)

    def events(self, connection: Connection, ids: Iterable[str]) -> dict[str, Event]:
        """Events by their ids; those that are not there are left out."""
        wanted = list(dict.fromkeys(ids))
        missing = [key for key in wanted if key not in self._events]
        if missing:
            self.put(events.load(connection, missing).values())
        return {key: self._events[key] for key in wanted if key in self._events}

    def put(self, some: Iterable[Event]) -> None:
        """Keep events as they now are."""
        self._events.update((one.id, one) for one in some)

    def refresh(self, connection: Connection, ids: Iterable[str]) -> dict[str, Event]:
        """Make events anew from their acts, in the record and here."""
        wanted = set(ids)
        made = events.refresh(connection, wanted, self._events)
        for key in wanted:
            self._events.pop(key, None)
        self.put(made.values())
        return made
