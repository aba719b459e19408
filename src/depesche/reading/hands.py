"""Who reads batches of articles: threads of this process, or processes of their own; and how they are stopped."""

from __future__ import annotations

import gc
import os
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context
from threading import Event
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from depesche.reading.once import SELDOM, garbage_searched_seldom

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")
THREADS = 2


class Halted(Exception):
    """Nobody waits for what is being done any more."""


@dataclass(frozen=True, slots=True)
class Hands:
    """A pool at work. `ahead`: how many batches are given out before the first is waited for."""

    pool: Executor
    ahead: int
    halt: Event | None

    def give(
        self, work: Callable[Concatenate[Event | None, P], T], /, *of: P.args, **named: P.kwargs
    ) -> Future[T]:
        """Have some work done; threads are told by an event, its first argument, when to stop with `Halted`."""
        return self.pool.submit(work, self.halt, *of, **named)


@contextmanager
def hands(workers: int) -> Iterator[Hands]:
    """So many processes, or for one as many threads as are of use.

    What is under way when the block is left is not waited for: processes are ended, threads end with what they are at.
    """
    if workers > 1:
        others = set(active_children())
        pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin)
        try:
            yield Hands(pool, 2 * workers, None)
        except BaseException:
            for worker in set(active_children()) - others:
                worker.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
        return
    halt, threads = Event(), min(THREADS, _cores())
    with garbage_searched_seldom(), ThreadPoolExecutor(threads, "depesche-reading") as some:
        try:
            yield Hands(some, threads, halt)
        finally:
            halt.set()
            some.shutdown(cancel_futures=True)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """A process of our own: the caller sees to interrupts, and there is little garbage to search for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*SELDOM)
