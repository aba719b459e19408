"""How often somebody may try: so many times within a span, then they wait.

Public: `Attempts`, `network_of(address)`.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_KEPT = 20_000  # names or addresses that are remembered
_ONE_HOME = 64  # bits of an IPv6 address that one customer shares


class Attempts:
    """Counts attempts by whom they come from: `most` within `span` seconds. `now` is a clock that never goes back."""

    def __init__(self, most: int, span: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._span, self._now = most, span, now
        self._made: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Count an attempt: 0 where it may be made, else the seconds until one may."""
        with self._lock:
            now = self._now()
            made = self._made.setdefault(key, deque())
            self._made.move_to_end(key)
            while made and made[0] <= now - self._span:
                made.popleft()
            if len(made) >= self._most:
                return made[0] + self._span - now
            made.append(now)
            while len(self._made) > _MOST_KEPT:
                self._made.popitem(last=False)
            return 0.0

    def forgive(self, key: str) -> None:
        """Take the last attempt back."""
        with self._lock:
            made = self._made.get(key)
            if made:
                made.pop()

    def forget(self, key: str) -> None:
        """Take all attempts back."""
        with self._lock:
            self._made.pop(key, None)


def network_of(address: str) -> str:
    """From where somebody comes: the address, or the network that one household has under IPv6."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ip_network((int(found), _ONE_HOME), strict=False))
    return str(found)
