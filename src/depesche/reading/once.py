"""Tables that are built when first asked for and then kept."""

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
