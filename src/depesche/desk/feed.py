"""What changes, told to everybody who listens: changes of the record, whoever makes them, and steps of jobs.

Public: `Feed`, `Told`.

One look a second at what the record counts finds changes of other processes; those of this one are told at once. To ask
anew (`changed`) listeners are told when kept answers show what has changed (`keeper.py`), not more often. A listener
that does not keep up is told to ask anew.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from depesche.desk.models.told import Article, Marks
from depesche.desk.models.values import Decision
from depesche.errors import DepescheError
from depesche.record.questions.changes import MOST, changes, decisions_after, marks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from depesche.desk.models.answers import Job
    from depesche.record.questions.changes import Changes
    from depesche.record.questions.changes import Marks as Stand
    from depesche.record.record import Record

_MOST_WAITING = 400  # events that a slow listener may be behind
log = logging.getLogger("depesche.desk")


class Told(NamedTuple):
    """An event of the stream: its name, its data as JSON, and the id from which a listener may go on."""

    event: str
    data: str
    id: str


class Feed:
    """Tells listeners what changes. All methods but `wake` and `job` belong to the event loop."""

    def __init__(self, record: Record, poll: float, look: Callable[[int], int]) -> None:
        self._record = record
        self._poll = poll
        self._look_at = look
        self._stand: Stand = marks(record)
        self._shown = look(self._stand.writes)
        self._listeners: set[asyncio.Queue[Told | None]] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._due = asyncio.Event()
        self._closing = False

    @property
    def stand(self) -> Stand:
        """Where the record stood at the last look."""
        return self._stand

    async def run(self) -> None:
        """Look for changes until it is cancelled."""
        self._loop = asyncio.get_running_loop()
        while not self._closing:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._due.wait(), self._poll)
            self._due.clear()
            await self._look()

    async def _look(self) -> None:
        try:
            found = await asyncio.to_thread(changes, self._record, self._stand)
        except DepescheError as error:
            log.warning("cannot look for changes: %s", error)
            return
        except Exception:  # a fault of ours must not end the looking
            log.exception("cannot look for changes")
            return
        if found.marks != self._stand:
            self._stand = found.marks
            self._tell(found)
        shown = self._look_at(found.marks.writes)
        if shown != self._shown:
            self._shown = shown
            self._send("changed", self._marks())

    def _tell(self, found: Changes) -> None:
        for decision in found.decisions:
            self._send("decision", Decision.of(decision).model_dump_json())
        for one in found.articles:
            article = Article(article=one.id, title=one.title, source=one.source, published=one.published)
            self._send("article", article.model_dump_json())

    def _marks(self) -> str:
        stand = self._stand
        return Marks(writes=stand.writes, decision=stand.decision, articles=stand.articles).model_dump_json()

    def _id(self) -> str:
        return f"{self._stand.writes}.{self._stand.decision}"

    def _send(self, event: str, data: str) -> None:
        told = Told(event, data, self._id())
        for queue in self._listeners:
            if queue.qsize() < _MOST_WAITING:
                queue.put_nowait(told)
            else:
                _start_anew(queue, Told("reset", self._marks(), self._id()))

    def wake(self) -> None:
        """Look at once; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._due.set)

    def job(self, job: Job) -> None:
        """Tell a step of a job; from any thread."""
        short = job.model_copy(update={"found": job.found[-1:], "errors": job.errors[-1:]})
        if self._loop is not None and not self._loop.is_closed():
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._send, "job", short.model_dump_json())

    def close(self) -> None:
        """Let all listeners go, so that the server can stop."""
        self._closing = True
        self._due.set()
        for queue in self._listeners:
            queue.put_nowait(None)

    @asynccontextmanager
    async def listening(self, last: str | None) -> AsyncIterator[asyncio.Queue[Told | None]]:
        """A queue of what is told from now on, after what was missed since the event with the id `last`."""
        queue: asyncio.Queue[Told | None] = asyncio.Queue()
        hello = Told("hello", self._marks(), self._id())
        self._listeners.add(queue)
        try:
            _put_first(queue, [hello, *await self._missed(last)])
            if self._closing:
                queue.put_nowait(None)
            yield queue
        finally:
            self._listeners.discard(queue)

    async def _missed(self, last: str | None) -> list[Told]:
        """What was told since an id, up to now; what comes while it is looked up is told to the listener anyway."""
        known = _numbers(last)
        if known is None or known == (self._stand.writes, self._stand.decision):
            return []
        if known[0] > self._stand.writes or self._stand.decision - known[1] > MOST:
            return [Told("reset", self._marks(), self._id())]
        last_told, changed = self._stand.decision, Told("changed", self._marks(), self._id())
        missed = await asyncio.to_thread(decisions_after, self._record, known[1])
        before = [one for one in missed if one.number <= last_told]
        told = [Told("decision", Decision.of(one).model_dump_json(), changed.id) for one in before]
        return [*told, changed]


def _put_first(queue: asyncio.Queue[Told | None], told: list[Told]) -> None:
    """Put events before those that wait already."""
    waiting = [queue.get_nowait() for _ in range(queue.qsize())]
    for one in (*told, *waiting):
        queue.put_nowait(one)


def _start_anew(queue: asyncio.Queue[Told | None], reset: Told) -> None:
    while not queue.empty():
        queue.get_nowait()
    queue.put_nowait(reset)


def _numbers(last: str | None) -> tuple[int, int] | None:
    """How often the record was changed, and its last decision, as an id says."""
    first, dot, second = (last or "").partition(".")
    if dot and first.isdecimal() and second.isdecimal() and len(first) + len(second) < 40:
        return int(first), int(second)
    return None
