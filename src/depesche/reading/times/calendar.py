"""Days, weeks, months … as TIMEX3 values with the days they cover.

Every function returns a `Value`; where the calendar ends (before year 1, after 9999) its interval is None.
"""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.types import Granularity, Interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.reading.types import TimeType

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Value(NamedTuple):
    """A TIMEX3 value, the days it covers, and the type where it is not that of its rule."""

    text: str | None
    interval: Interval | None = None
    type: TimeType | None = None


UNKNOWN = Value(None)


def day(when: date) -> Value:
    """2013-09-23"""
    return Value(when.isoformat(), Interval(when, when, "day"))


def part_of_day(when: date, suffix: str) -> Value:
    """2013-09-23TMO, 2013-09-23T19:30"""
    return Value(f"{when.isoformat()}T{suffix}", Interval(when, when, "time"), "TIME")


def week(when: date) -> Value:
    """2013-W39, the week that holds a day."""
    year, number, weekday = when.isocalendar()
    monday = shift_days(when, 1 - weekday)
    return Value(f"{year:04d}-W{number:02d}", days(monday, shift_days(monday, 6), "week"))


def weekend(when: date) -> Value:
    """2013-W39-WE, the Saturday and Sunday of the week that holds a day."""
    year, number, weekday = when.isocalendar()
    saturday = shift_days(when, 6 - weekday)
    return Value(f"{year:04d}-W{number:02d}-WE", days(saturday, shift_days(saturday, 1), "day"))


def month(year: int, number: int) -> Value:
    """2013-09"""
    return Value(f"{year:04d}-{number:02d}", _months(year, number, 1, "month"))


def quarter(year: int, number: int) -> Value:
    """2013-Q3"""
    return Value(f"{year:04d}-Q{number}", _months(year, 3 * number - 2, 3, "quarter"))


def half_year(year: int, number: int) -> Value:
    """2013-H2"""
    return Value(f"{year:04d}-H{number}", _months(year, 6 * number - 5, 6, "quarter"))


def season(year: int, name: str) -> Value:
    """2013-SU; winter begins in December of its year."""
    return Value(f"{year:04d}-{name}", _months(year, SEASON_MONTHS[name], 3, "season"))


def year(number: int) -> Value:
    """2013"""
    return Value(f"{number:04d}", _months(number, 1, 12, "year"))


def decade(first: int) -> Value:
    """199, the years from 1990 to 1999."""
    return Value(f"{first // 10:03d}", _months(first, 1, 120, "decade"))


def century(number: int) -> Value:
    """19 for the twentieth century."""
    return Value(f"{number - 1:02d}", _months(100 * (number - 1) or 1, 1, 1200, "century"))


def days(start: date | None, end: date | None, granularity: Granularity) -> Interval | None:
    """From one day to another, if both are days of the calendar."""
    if start is None or end is None or start > end:
        return None
    return Interval(start, end, granularity)


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, if there is such a one."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def shift_days(when: date | None, number: int) -> date | None:
    """So many days later, if the calendar goes that far."""
    try:
        return None if when is None else when + timedelta(days=number)
    except OverflowError:
        return None


def shift_months(when: date, number: int) -> date | None:
    """The same day so many months later; at a month's end the last day there is."""
    index = when.year * 12 + when.month - 1 + number
    return next(
        (found for last in range(when.day, 27, -1) if (found := make_day(index // 12, index % 12 + 1, last))),
        make_day(index // 12, index % 12 + 1, min(when.day, 28)),
    )


def part(value: Value, edge: str | None) -> Value:
    """The first, middle or last third ("start", "mid", "end") or half ("1", "2") of a value's days; its text stays."""
    if edge not in _PARTS or value.interval is None:
        return value
    start, end, granularity = value.interval.start, value.interval.end, value.interval.granularity
    length = (end - start).days + 1
    parts, place = _PARTS[edge]
    size = max(length // parts, 1)
    first = int((length - size) * place)
    interval = days(shift_days(start, first), shift_days(start, first + size - 1), granularity)
    return value._replace(interval=interval)


# How many such parts make the whole, and how far along the part lies, from 0 (first) to 1 (last).
_PARTS = {"start": (3, 0.0), "mid": (3, 0.5), "end": (3, 1.0), "1": (2, 0.0), "2": (2, 1.0)}


def _months(year: int, first: int, count: int, granularity: Granularity) -> Interval | None:
    start = make_day(year, first, 1)
    if start is None:
        return None
    after = shift_months(start, count)
    last = shift_days(after, -1) if after else date(MAXYEAR, 12, 31) if year + count // 12 > MAXYEAR else None
    return days(start, last, granularity)


def step(unit: str, when: date, number: int) -> Value:
    """The day, week, month … that lies so many units from the one that holds `when`."""
    maker = _STEPS.get(unit)
    return maker(when, number) if maker else UNKNOWN


def _step_days(make: Callable[[date], Value], length: int) -> Callable[[date, int], Value]:
    def moved(when: date, number: int) -> Value:
        target = shift_days(when, length * number)
        return make(target) if target else UNKNOWN

    return moved


def _step_months(make: Callable[[date], Value], length: int) -> Callable[[date, int], Value]:
    def moved(when: date, number: int) -> Value:
        target = shift_months(when.replace(day=1), length * number)
        return make(target) if target else UNKNOWN

    return moved


_STEPS: dict[str, Callable[[date, int], Value]] = {
    "D": _step_days(day, 1),
    "W": _step_days(week, 7),
    "WE": _step_days(weekend, 7),
    "M": _step_months(lambda when: month(when.year, when.month), 1),
    "Q": _step_months(lambda when: quarter(when.year, (when.month + 2) // 3), 3),
    "H2": _step_months(lambda when: half_year(when.year, (when.month + 5) // 6), 6),
    "Y": _step_months(lambda when: year(when.year), 12),
    "DE": _step_months(lambda when: decade(when.year // 10 * 10), 120),
    "CE": _step_months(lambda when: century(when.year // 100 + 1), 1200),
}
_UNIT_DAYS = {"D": 1, "W": 7, "WE": 7, "TH": 1 / 24, "TM": 0, "TS": 0, "NI": 1, "WD": 1}
_UNIT_MONTHS = {"M": 1, "Q": 3, "H2": 6, "Y": 12, "DE": 120, "CE": 1200}
_UNIT_GRANULARITY: dict[str, Granularity] = {
    "D": "day", "W": "week", "WE": "week", "M": "month", "Q": "quarter", "H2": "quarter", "Y": "year",
    "DE": "decade", "CE": "century", "TH": "time", "TM": "time", "TS": "time", "NI": "day", "WD": "day",
}  # fmt: skip


def moved(when: date, unit: str, number: float) -> date | None:
    """The day that lies so many units from `when`."""
    if unit in _UNIT_MONTHS:
        months = number * _UNIT_MONTHS[unit]
        return shift_months(when, round(months)) if abs(months) < 12 * MAXYEAR else None
    if unit in _UNIT_DAYS and abs(number) < 4_000_000:
        return shift_days(when, round(number * _UNIT_DAYS[unit]))
    return None


def granularity_of(unit: str) -> Granularity:
    """How exact a count of this unit is."""
    return _UNIT_GRANULARITY.get(unit, "day")


def in_range(number: int) -> bool:
    """Whether there is such a year in the calendar."""
    return MINYEAR <= number <= MAXYEAR
