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


def day_of_holiday(name: str, year: int) -> date | None:
    """The day of a holiday ("easter_monday", "advent_1" or a fixed "12-24") in a year, if the calendar knows it."""
    if name in _FROM_EASTER:
        return shift_days(_easter(year), _FROM_EASTER[name])
    if name == "advent_1":
        christmas = make_day(year, 12, 25)
        return shift_days(christmas, -21 - christmas.isoweekday()) if christmas else None
    month, day = name.split("-")
    return make_day(year, int(month), int(day))


def _easter(year: int) -> date | None:
    from dateutil.easter import easter

    return easter(year) if 1583 <= year <= 4099 else None
