"""Whose turn it is where few answers are made at once: what somebody waits for comes first, all else in the end."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from depesche.desk.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

PATIENCE = 20.0  # seconds, on a busy machine
SOON = 0.3  # seconds in which whatever could begin has begun


class Line:
    """One turn at a time, that somebody has until `go`, and the order in which others got theirs."""

    def __init__(self) -> None:
        self.turns = Turns(1)
        self.order: list[str] = []
        self.go = threading.Event()
        self._pool = ThreadPoolExecutor(20)
        self._left: list[Future[None]] = [self._pool.submit(self._held)]
        _wait(lambda: self.order == ["held"])

    def _held(self) -> None:
        with self.turns.turn(None):
            self.order.append("held")
            assert self.go.wait(PATIENCE)

    def _asked(self, name: str) -> None:
        with self.turns.turn(PATIENCE) as came:
            self.order.append(name if came else f"{name} came not")

    def _spare(self, name: str, until: float) -> None:
        with self.turns.spare(until):
            self.order.append(name)

    def ask(self, name: str) -> None:
        """Wait for a turn, in a thread of its own; behind those who wait already."""
        self._begin(self._asked, name)

    def spare(self, name: str, until: float) -> None:
        """Wait for a spare turn."""
        self._begin(self._spare, name, until)

    def _begin(self, wait: Callable[..., None], *arguments: object) -> None:
        before = len(self.turns._line)
        self._left.append(self._pool.submit(wait, *arguments))
        _wait(lambda: len(self.turns._line) > before)

    def end(self) -> list[str]:
        """Let all have their turns; the order in which they had them."""
        self.go.set()
        for one in self._left:
            one.result(PATIENCE)
        self._pool.shutdown()
        return self.order[1:]


def _wait(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.001)


def _later() -> float:
    return time.monotonic() + PATIENCE


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line()
    yield made
    made.end()


def test_those_who_wait_come_in_their_order_and_spare_turns_last(line: Line) -> None:
    line.spare("spare", _later())
    for name in ("first", "second", "third"):
        line.ask(name)
    line.spare("another spare", _later())
    line.ask("fourth")
    assert line.end() == ["first", "second", "third", "fourth", "spare", "another spare"]


def test_a_spare_turn_that_has_waited_long_enough_is_one_like_others(line: Line) -> None:
    line.ask("before")
    line.spare("spare", time.monotonic() + SOON)
    line.ask("after")
    _wait(lambda: not any(place.is_spare for place in line.turns._line))
    line.ask("later")
    assert line.end() == ["before", "spare", "after", "later"], "nobody overtakes it any more"


def test_a_spare_turn_does_not_begin_while_something_urgent_is_done() -> None:
    turns, done = Turns(2), threading.Event()

    def spare(until: float) -> None:
        with turns.spare(until):
            done.set()

    with ThreadPoolExecutor(1) as pool:
        with turns.urgent():
            pool.submit(spare, _later())
            assert not done.wait(SOON), "it waits though there are turns"
            with turns.turn(PATIENCE) as came:
                assert came, "what somebody waits for does not"
        assert done.wait(PATIENCE)
        done.clear()
        with turns.urgent():
            pool.submit(spare, time.monotonic() + SOON)
            assert done.wait(PATIENCE), "it does not starve"


def test_a_turn_that_does_not_come_in_time_holds_up_nobody(line: Line) -> None:
    with line.turns.turn(0.01) as came:
        assert not came
    line.ask("next")
    assert line.end() == ["next"]


def test_what_fails_gives_its_turn_back() -> None:
    turns = Turns(1)
    for spare in (True, False, True):
        with pytest.raises(ZeroDivisionError), turns.spare(_later()) if spare else turns.turn(PATIENCE):
            _ = 1 / 0
    with turns.turn(PATIENCE) as came:
        assert came
