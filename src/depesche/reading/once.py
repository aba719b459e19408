"""Tables that are built when first asked for and then kept, and Python's search for garbage beside them."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import wraps
from threading import RLock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


P = ParamSpec("P")
T = TypeVar("T")
_LOCK = RLock()
SELDOM = (
    50_000,
    20,
    100,
)  # new objects until Python searches them for garbage, then those that stayed, then all
_ordinary: list[tuple[int, int, int]] = []  # the usual thresholds, once for each block that searches seldom


def built_once(build: Callable[P, T]) -> Callable[P, T]:
    """A function that builds its result once for the same (hashable) arguments and keeps it.

    Threads that ask meanwhile wait, where `functools.cache` would let each build its own.
    """
    kept: dict[tuple[object, ...], T] = {}

    @wraps(build)
    def asked(*given: P.args, **named: P.kwargs) -> T:
        key = (given, *named.items())
        if key not in kept:
            with _LOCK, _collector_at_rest():
                if key not in kept:
                    kept[key] = build(*given, **named)
        return kept[key]

    return asked


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without Python's search for garbage: what is built here stays, and to look it through again and again is slow."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def garbage_searched_seldom() -> Iterator[None]:
    """A block in which Python searches for garbage seldom: reading makes many objects that are hardly ever cycles.

    Searching as often as usual takes a tenth of the time outside the network. Blocks may overlap; after the last of
    them, the search is as it was.
    """
    with _LOCK:
        _ordinary.append(gc.get_threshold() if not _ordinary else _ordinary[0])
        gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        with _LOCK:
            before = _ordinary.pop()
            if not _ordinary:
                gc.set_threshold(*before)
