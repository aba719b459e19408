"""Whose turn it is to make an answer, where few are made at once: what somebody waits for goes first.

Public: `Turns`.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from itertools import count
from threading import Condition
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Place(NamedTuple):
    """A place in the line; the least is the first."""

    is_spare: bool
    number: int


class Turns:
    """So many turns at once; those who wait come in the order in which they asked, spare turns after them all."""

    def __init__(self, most: int) -> None:
        self._left = most
        self._line: set[_Place] = set()
        self._numbers = count()
        self._urgent = 0
        self._changed = Condition()

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Do what needs no turn and must be soon done: no spare one begins meanwhile."""
        self._hurry(1)
        try:
            yield
        finally:
            self._hurry(-1)

    @contextmanager
    def turn(self, patience: float | None) -> Iterator[bool]:
        """A turn for which somebody waits; false where it does not come within so many seconds."""
        with self._taken(self._came(_Place(False, next(self._numbers)), patience)) as came:
            yield came

    @contextmanager
    def spare(self, until: float) -> Iterator[None]:
        """A turn for which nobody waits; it comes when nobody waits for one of the others.

        From a time on, by the monotonic clock, it stands in line by its age like all others.
        """
        number = next(self._numbers)
        left = max(0.0, until - time.monotonic())
        came = self._came(_Place(True, number), left) or self._came(_Place(False, number), None)
        with self._taken(came):
            yield

    def _came(self, mine: _Place, patience: float | None) -> bool:
        """Wait for one's turn, and take it where it comes in time."""

        def is_mine() -> bool:
            is_held_up = mine.is_spare and self._urgent
            return self._left > 0 and not is_held_up and min(self._line) == mine

        with self._changed:
            self._line.add(mine)
            try:
                came = self._changed.wait_for(is_mine, patience)
                self._left -= came
            finally:
                self._line.remove(mine)
                self._changed.notify_all()
            return came

    @contextmanager
    def _taken(self, came: bool) -> Iterator[bool]:
        try:
            yield came
        finally:
            with self._changed:
                self._left += came
                self._changed.notify_all()

    def _hurry(self, more: int) -> None:
        with self._changed:
            self._urgent += more
            self._changed.notify_all()
