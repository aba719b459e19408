"""The record as many requests share it: read by several at once, written by one after the other.

Public: `Keeper`.

Reading takes a connection of the pool for each question. Writing goes through one `Record` under a lock, since what a
writer keeps in memory is for one thread; what was seen is checked within the same transaction that decides.
"""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from depesche.record.questions.counts import writes
from depesche.record.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from sqlalchemy import Connection

    from depesche.record.store.memory import Memory

    Guard = Callable[[Connection], None]

_MOST_KEPT = 64
_Answer = TypeVar("_Answer")


class _Writer(Record):
    """A record that asks its guard before it changes anything, in the transaction of the change."""

    guard: Guard | None = None

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Memory]]:
        with super().writing() as (connection, memory):
            if self.guard is not None:
                self.guard(connection)
            yield connection, memory


class Keeper:
    """A record for many threads. `after_writing` is called after every change, from the thread that made it.

    `changes` counts what was written from here.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.after_writing: Callable[[], None] = lambda: None
        self.changes = 0
        self._writer = _Writer(record.database)
        self._turn = Lock()
        self._answers: OrderedDict[Hashable, tuple[int, Any]] = OrderedDict()
        self._in_hand: dict[Hashable, Lock] = {}
        self._mutex = Lock()

    @classmethod
    def open(cls, place: str) -> Self:
        """Open the record at a path or address. Raises `RecordError`."""
        return cls(Record.open(place, create=False))

    def close(self) -> None:
        """Give back what it holds."""
        with self._turn:
            self.record.close()

    @contextmanager
    def writing(self, guard: Guard | None = None) -> Iterator[Record]:
        """The record to write to. `guard` is called in each of its transactions and may raise to stop it."""
        if guard is not None:
            with self.record.connect() as connection:  # mostly enough, and the writer's memory stays good
                guard(connection)
        with self._turn:
            self._writer.guard = guard
            try:
                yield self._writer
            finally:
                self._writer.guard = None
                self.changes += 1
        self.after_writing()

    def kept(self, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """An answer that is good until the record changes; made once, however many ask."""
        with self._mutex:
            lock = self._in_hand.setdefault(key, Lock())
        try:
            with lock:
                return cast("_Answer", self._good(key, make))
        finally:
            with self._mutex:
                self._in_hand.pop(key, None)

    def _good(self, key: Hashable, make: Callable[[], Any]) -> Any:
        with self.record.connect() as connection:
            now = writes(connection)
        with self._mutex:
            then, answer = self._answers.get(key, (-1, None))
        if then != now:
            answer = make()
            self._keep(key, now, answer)
        return answer

    def _keep(self, key: Hashable, now: int, answer: Any) -> None:
        with self._mutex:
            self._answers[key] = (now, answer)
            self._answers.move_to_end(key)
            while len(self._answers) > _MOST_KEPT:
                self._answers.popitem(last=False)
