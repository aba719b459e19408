"""The record as many requests share it: read by several at once, written by one after the other.

Public: `Keeper`, `asker`, `Asker`.

Reading takes a connection of the pool for each question. Writing goes through one `Record` under a lock, since what a
writer keeps in memory is for one thread; what was seen is checked within the same transaction that decides.

Answers are kept, made once for all who ask at the same time. What others write shows in them after some seconds (the
lag) and not before, so that many readers and a decision a second do not have everything counted anew each second. What
many ask is then made in the background, one answer after the other, and nobody waits for it: the old ones go out until
the new ones are there, and what somebody waits for, or decides, goes first (`turns.py`). The longer that takes, the
longer the lag, so that it takes a small share of the time. What an asker has written shows at once.

Few answers are made at once, however many are asked for: those that are there already wait for no others.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar, cast

from depesche.desk.turns import Turns
from depesche.errors import AnswerTookTooLong
from depesche.record.database import TOO_LONG, time_left
from depesche.record.questions.counts import writes
from depesche.record.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from sqlalchemy import Connection

    from depesche.record.store.memory import Memory

    Guard = Callable[[Connection], None]

LAG = 5.0  # seconds
LONGEST_LAG = 20.0
_SHARE = 0.1  # of the time, that making answers anew takes at most, as long as the lag is not the longest
_LONGEST_REST = 1.0  # seconds
_MOST_KEPT = 256
_MANY = 2  # askings that make it worth while to have an answer ready
_Answer = TypeVar("_Answer")


class Asker(NamedTuple):
    """Who asks: the state of the record that they have made themselves, and what goes out with the answer."""

    seen: int = 0
    tag: str = ""
    packed: bool = False


asker: ContextVar[Asker] = ContextVar("asker", default=Asker())  # noqa: B039 (a tuple cannot change)


@dataclass(slots=True)
class _Made:
    """An answer that was made, or is being made, of a state of the record; how, and how often it was asked for."""

    writes: int
    make: Callable[[], Any]
    asked: int = 0
    answer: Future[Any] = field(default_factory=Future)


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

    `changes` counts what was written from here, `known` is the newest state of the record that was heard of, `shown`
    the oldest that kept answers may still show: both as numbers of writes.
    """

    def __init__(self, record: Record, lag: float = LAG) -> None:
        self.record = record
        self.after_writing: Callable[[], None] = lambda: None
        self.changes = 0
        self._lag = lag
        self._shown_since = -lag
        self._renewed_in = 0.0  # seconds
        self._writer = _Writer(record.database)
        self._turn = Lock()
        self._answers: OrderedDict[Hashable, _Made] = OrderedDict()
        self._mutex = Lock()
        self._renewing: Thread | None = None
        self._closed = Event()
        self._turns = Turns(max(2, os.cpu_count() or 1))
        self.known = self.shown = self._now()

    @classmethod
    def open(cls, place: str, lag: float = LAG) -> Self:
        """Open the record at a path or address. Raises `RecordError`."""
        record = Record.open(place, create=False)
        record.database.share()
        return cls(record, lag)

    def close(self) -> None:
        """Give back what it holds."""
        self._closed.set()
        if (renewing := self._renewing) is not None:
            renewing.join()
        with self._turn:
            self.record.close()

    @contextmanager
    def writing(self, guard: Guard | None = None) -> Iterator[Record]:
        """The record to write to. `guard` is called in each of its transactions and may raise to stop it."""
        if guard is not None:
            with self.record.connect() as connection:  # mostly enough, and the writer's memory stays good
                guard(connection)
        with self._turns.urgent(), self._turn:
            self._writer.guard = guard
            try:
                yield self._writer
            finally:
                self._writer.guard = None
                self.changes += 1
                self.look(self._now())
        self.after_writing()

    def _now(self) -> int:
        with self.record.connect() as connection:
            return writes(connection)

    def look(self, now: int) -> int:
        """Hear of a state of the record; what kept answers show at least from now on."""
        with self._mutex:
            self.known = max(self.known, now)
            due = time.monotonic() - self._shown_since >= self.lag
            if self.known != self.shown and due and self._renewing is None:
                wanted = [(key, made.make) for key, made in self._answers.items() if made.asked >= _MANY]
                if wanted and self._lag:
                    self._renewing = Thread(target=self._renew, args=(wanted,), daemon=True)
                    self._renewing.start()
                else:
                    self._show(self.known)
            return self.shown

    @property
    def lag(self) -> float:
        """After how many seconds kept answers show what others write; none where none is wanted."""
        return self._lag and max(self._lag, min(self._renewed_in / _SHARE, LONGEST_LAG))

    def _show(self, state: int) -> None:
        self.shown, self._shown_since = state, time.monotonic()

    def _renew(self, wanted: Sequence[tuple[Hashable, Callable[[], Any]]]) -> None:
        """Make anew what many have asked, then show it; with rests, since others are asking meanwhile."""
        state, took = self.shown, 0.0
        until = time.monotonic() + LONGEST_LAG
        try:
            state = self._now()
            for key, make in wanted:
                with self._turns.spare(until):
                    begin = time.monotonic()
                    with suppress(Exception):  # whoever asks next is told
                        self._make_anew(key, make, state)
                    latest = time.monotonic() - begin
                took += latest
                if self._closed.wait(min(latest, _LONGEST_REST)):
                    break
        finally:
            with self._mutex:
                self._renewing, self._renewed_in = None, took
                self._show(max(state, self.shown))
            self.after_writing()

    def _make_anew(self, key: Hashable, make: Callable[[], Any], state: int) -> None:
        """Put an answer of a state in the place of an older one, which goes out until then."""
        if self._is_older(key, state):
            new = _Made(state, make)
            new.answer.set_result(make())
            with self._mutex:
                if self._is_older(key, state):
                    self._answers[key] = new

    def _is_older(self, key: Hashable, state: int) -> bool:
        made = self._answers.get(key)
        return made is not None and made.writes < state

    def least(self, seen: int) -> int:
        """The state that must show to whoever has made a state; one that nobody has heard of counts for nothing."""
        return max(self.look(0), seen if seen <= self.known else 0)

    def kept(self, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """An answer that is good until the record changes, and the lag longer; made once, however many ask."""
        now = self._now()
        self.look(now)
        made = self._answer(key, make, now, self.least(asker.get().seen))
        made.asked += 1
        try:
            return cast("_Answer", made.answer.result(time_left()))
        except TimeoutError:
            raise AnswerTookTooLong(TOO_LONG) from None

    def _answer(self, key: Hashable, make: Callable[[], Any], now: int, least: int) -> _Made:
        """The answer of a state that is new enough; made here and now where nobody has begun to."""
        with self._mutex:
            made = self._answers.get(key)
            is_good = made is not None and made.writes >= least
            if made is None or not is_good:
                made = self._answers[key] = _Made(now, make)
            self._answers.move_to_end(key)
            while len(self._answers) > _MOST_KEPT:
                self._answers.popitem(last=False)
        if not is_good:
            self._make(key, made, make)
        return made

    def _make(self, key: Hashable, made: _Made, make: Callable[[], Any]) -> None:
        try:
            made.answer.set_result(self._in_turn(make))
        except BaseException as error:
            with self._mutex:
                if self._answers.get(key) is made:
                    del self._answers[key]
            made.answer.set_exception(error)

    def _in_turn(self, make: Callable[[], _Answer]) -> _Answer:
        """Make an answer while few others are made. Raises `AnswerTookTooLong` where its turn does not come."""
        with self._turns.turn(time_left()) as came:
            if not came:
                raise AnswerTookTooLong(TOO_LONG)
            return make()
