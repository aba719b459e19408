"""Acts and events of one article that lie far apart in time: background of years ago beside the news of the day.

Public: `spells(dated, gap)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, timedelta


class _Dated(Protocol):
    @property
    def day(self) -> date | None: ...


_Thing = TypeVar("_Thing", bound=_Dated)


def spells(dated: Iterable[_Thing], gap: timedelta) -> list[list[_Thing]]:
    """Things in the order of their days, parted where more than a gap lies between two; undated ones are left out.

    What is asked of an index by first and last day is asked once for each part.
    """
    things = [(thing.day, thing) for thing in dated if thing.day is not None]
    days = sorted({day for day, _ in things})
    starts = [day for place, day in enumerate(days) if not place or day - days[place - 1] > gap]
    parts: dict[date, list[_Thing]] = {start: [] for start in starts}
    for day, thing in things:
        parts[max(start for start in starts if start <= day)].append(thing)
    return list(parts.values())
