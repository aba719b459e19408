"""Long work, one after the other in the background: articles read and added, step by step.

Public: `Jobs`, `Work`.
"""

from __future__ import annotations

import logging
import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from queue import Full, Queue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Literal

from depesche.desk.models.answers import Failed, Found, Job
from depesche.desk.refusals import OURS, Refusal, problem_of
from depesche.errors import DepescheError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

State = Literal["waiting", "running", "done", "failed", "cancelled"]
Step = Found | DepescheError
MOST_WAITING = 50
MOST_KEPT = 100
MOST_TOLD = 500  # entries of `found` and of `errors` that a job holds
log = logging.getLogger("depesche.desk")


@dataclass(slots=True)
class Work:
    """What a job is to do: `steps` makes them one by one, `total` counts them, `clear` is called in the end."""

    who: str
    steps: Callable[[], Iterator[Step]]
    total: int | None = None
    clear: Callable[[], None] = lambda: None


@dataclass(slots=True)
class _Running:
    """A job as it goes."""

    work: Work
    id: str = field(default_factory=lambda: f"j{secrets.token_hex(5)}")
    state: State = "waiting"
    done: int = 0
    found: list[Found] = field(default_factory=list)
    errors: list[Failed] = field(default_factory=list)
    started: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    ended: datetime | None = None
    cancelled: bool = False
    lock: Lock = field(default_factory=Lock)

    def shown(self) -> Job:
        """The job as it now stands."""
        with self.lock:
            return Job(
                id=self.id,
                kind="add",
                state=self.state,
                who=self.work.who,
                done=self.done,
                total=self.work.total,
                found=list(self.found),
                errors=list(self.errors),
                started=self.started,
                ended=self.ended,
            )

    def take(self, step: Step | Failed) -> None:
        """Note a step."""
        with self.lock:
            self.done += 1
            if isinstance(step, Found):
                self.found = [*self.found[1 - MOST_TOLD :], step]
            else:
                failed = step if isinstance(step, Failed) else _failed(step)
                self.errors = [*self.errors[1 - MOST_TOLD :], failed]

    def end(self, state: State) -> None:
        """Note the end."""
        with self.lock:
            self.state = state
            self.ended = datetime.now(UTC).replace(microsecond=0)


def _failed(error: DepescheError) -> Failed:
    _, problem = problem_of(error)
    source = (error.source if isinstance(error, InputError) else None) or ""
    message = problem.message.removeprefix(f"{source}: ") if source else problem.message
    return Failed(source=source, code=problem.code, message=message)


class Jobs:
    """All jobs of a desk, the last ones kept to be looked at. `tell` is called at each step."""

    def __init__(self, tell: Callable[[Job], None]) -> None:
        self._tell = tell
        self._all: OrderedDict[str, _Running] = OrderedDict()
        self._queue: Queue[_Running | None] = Queue(MOST_WAITING)
        self._lock = Lock()
        self._closing = False
        self._thread = Thread(target=self._run, name="depesche-jobs", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def close(self, seconds: float = 20.0) -> None:
        """End after the step that is being made."""
        self._closing = True
        for job in self._listed():
            job.cancelled = True
        if self._thread.is_alive():
            self._queue.put(None)
            self._thread.join(seconds)

    def add(self, work: Work) -> Job:
        """Put work at the end of the queue. Raises `Refusal` where too much waits already."""
        job = _Running(work)
        with self._lock:
            self._all[job.id] = job
        try:
            if self._closing:
                raise Full
            self._queue.put_nowait(job)
        except Full:
            with self._lock:
                del self._all[job.id]
            work.clear()
            raise Refusal(
                409, "busy", "too many jobs are waiting", hint="try again when some are done"
            ) from None
        self._forget()
        return job.shown()

    def _forget(self) -> None:
        with self._lock:
            ended = [key for key, job in self._all.items() if job.ended is not None]
            for key in ended[: max(0, len(self._all) - MOST_KEPT)]:
                del self._all[key]

    def _listed(self) -> list[_Running]:
        with self._lock:
            return list(reversed(self._all.values()))

    def all(self) -> list[Job]:
        """All jobs, the newest first."""
        return [job.shown() for job in self._listed()]

    def one(self, identifier: str) -> Job:
        """A job. Raises `Refusal` where there is none of this id."""
        return self._find(identifier).shown()

    def _find(self, identifier: str) -> _Running:
        with self._lock:
            job = self._all.get(identifier)
        if job is None:
            raise Refusal(
                404, "not_found", f"there is no job {identifier!r}", hint="jobs end with the server"
            )
        return job

    def cancel(self, identifier: str) -> Job:
        """Stop a job after the step that is being made."""
        job = self._find(identifier)
        job.cancelled = True
        if job.state == "waiting":
            job.end("cancelled")
            self._tell(job.shown())
        return job.shown()

    def _run(self) -> None:
        while (job := self._queue.get()) is not None:
            try:
                if not job.cancelled:
                    self._work(job)
            finally:
                job.work.clear()

    def _work(self, job: _Running) -> None:
        job.state = "running"
        self._tell(job.shown())
        try:
            state = self._steps(job)
        except DepescheError as error:
            job.take(error)
            state = "failed"
        except Exception:
            log.exception("a job failed")
            job.take(Failed(source="", code=OURS.code, message=f"{OURS.message}; {OURS.hint}"))
            state = "failed"
        job.end(state)
        self._tell(job.shown())

    def _steps(self, job: _Running) -> State:
        for step in job.work.steps():
            job.take(step)
            self._tell(job.shown())
            if job.cancelled:
                return "cancelled"
        return "failed" if job.errors and not job.found else "done"
