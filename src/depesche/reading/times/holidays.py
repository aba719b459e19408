"""Dates of holidays; names are data, moving feasts come from `dateutil`, loaded when first needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.times.calendar import make_day, shift_days

if TYPE_CHECKING:
    from datetime import date

_FROM_EASTER = {
    "weiberfastnacht": -52, "rose_monday": -48, "shrove_tuesday": -47, "ash_wednesday": -46, "palm_sunday": -7,
    "maundy_thursday": -3, "good_friday": -2, "holy_saturday": -1, "easter": 0, "easter_monday": 1, "ascension": 39,
    "pentecost": 49, "whit_monday": 50, "corpus_christi": 60,
}  # fmt: skip
_FROM_ADVENT = {"advent_1": 0, "day_of_repentance": -11, "memorial_sunday": -14, "sunday_of_the_dead": -7}


def day_of_holiday(name: str, year: int) -> date | None:
    """The day of a holiday ("easter_monday", "advent_1" or a fixed "12-24") in a year, if the calendar knows it."""
    if name in _FROM_EASTER:
        return shift_days(_easter(year), _FROM_EASTER[name])
    if name in _FROM_ADVENT:
        return shift_days(_first_advent(year), _FROM_ADVENT[name])
    if name == "mothers_day":
        return _second_sunday(year, 5)
    month, day = name.split("-")
    return make_day(year, int(month), int(day))


def _first_advent(year: int) -> date | None:
    """The fourth Sunday before Christmas."""
    christmas = make_day(year, 12, 25)
    return shift_days(christmas, -21 - christmas.isoweekday()) if christmas else None


def _second_sunday(year: int, month: int) -> date | None:
    first = make_day(year, month, 1)
    return shift_days(first, 14 - first.isoweekday()) if first else None


def _easter(year: int) -> date | None:
    from dateutil.easter import easter

    return easter(year) if 1583 <= year <= 4099 else None
