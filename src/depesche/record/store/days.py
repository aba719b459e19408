"""Days of the calendar, which has a first and a last one; articles without a real date are given such.

Public: `shifted(day, by)`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta


def shifted(day: date, by: timedelta) -> date:
    """So much before or after a day; where the calendar ends, its first or last day."""
    try:
        return day + by
    except OverflowError:
        return date.max if by.days > 0 else date.min
