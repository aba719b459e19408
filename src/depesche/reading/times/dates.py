"""Dates, months, years, decades and centuries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from depesche.reading.times import calendar
from depesche.reading.times.calendar import UNKNOWN, Value
from depesche.reading.times.choice import (
    century_of,
    full_year,
    names_year,
    nearest_by_tense,
    related_year,
    years_around,
)
from depesche.reading.times.normalisers import normaliser

if TYPE_CHECKING:
    from depesche.reading.times.grammar import Facts
    from depesche.reading.times.scene import Scene


@normaliser
def date_(facts: Facts, scene: Scene) -> Value | None:
    """A day of a month, with or without year and part of the day."""
    number, month = int(facts["day"]), int(facts["month"])
    if calendar.make_day(2000, month, number) is None:
        return None
    year = full_year(facts, scene)
    if year is None and not names_year(facts):
        year = scene.told_year() or _year_of_day(number, month, scene)
    if year is None:
        return Value(f"XXXX-{month:02d}-{number:02d}") if scene.published is None else UNKNOWN
    when = calendar.make_day(year, month, number)
    if when is None:
        return None
    return calendar.part_of_day(when, facts["daypart"]) if "daypart" in facts else calendar.day(when)


def _year_of_day(number: int, month: int, scene: Scene) -> int | None:
    if scene.published is None:
        return None
    found = [
        when for year in years_around(scene.published) if (when := calendar.make_day(year, month, number))
    ]
    return nearest_by_tense(found, scene).year if found else scene.published.year


@normaliser
def date_short(facts: Facts, scene: Scene) -> Value | None:
    """For "24.12."."""
    return date_(facts | {"day": facts["a"], "month": facts["b"]}, scene)


@normaliser
def month(facts: Facts, scene: Scene) -> Value | None:
    """A month with or without year."""
    number = int(facts["month"])
    year = full_year(facts, scene)
    if "relation" in facts:
        year = related_year(number, int(facts["relation"]), scene)
    elif year is None and not names_year(facts):
        year = scene.told_year() or _year_of_month(number, scene)
    if year is None:
        return Value(f"XXXX-{number:02d}") if scene.published is None else UNKNOWN
    return calendar.part(calendar.month(year, number), facts.get("edge"))


def _year_of_month(number: int, scene: Scene) -> int | None:
    if scene.published is None:
        return None
    if number == scene.published.month:
        return scene.published.year
    return nearest_by_tense([date(year, number, 15) for year in years_around(scene.published)], scene).year


@normaliser
def year(facts: Facts, scene: Scene) -> Value | None:
    """A year by number, or as so many years from publication."""
    if "shift" in facts:
        number = scene.published.year + int(facts["shift"]) if scene.published else None
    else:
        number = full_year(facts, scene)
    return calendar.part(calendar.year(number), facts.get("edge")) if number is not None else UNKNOWN


@normaliser
def year_pair(facts: Facts, scene: Scene) -> Value | None:
    """For "2013/14": told by its first year."""
    first, second = int(facts["year"]), int(facts["yy"])
    if (first + 1) % 100 != second:
        return None
    value = calendar.year(first)
    last = calendar.year(first + 1).interval
    interval = value.interval and last and calendar.days(value.interval.start, last.end, "year")
    return Value(value.text, interval)


@normaliser
def year_era(facts: Facts, scene: Scene) -> Value | None:
    """For "44 v. Chr."."""
    number = int(facts["year"])
    return Value(f"BC{number:04d}") if facts["era"] == "BC" else calendar.year(number)


@normaliser
def decade(facts: Facts, scene: Scene) -> Value | None:
    """For "die neunziger Jahre", "1990er", "90er Jahre"."""
    first = int(facts["year"]) if "year" in facts else century_of(int(facts["tens"]), scene)
    if first % 10:
        return None
    return calendar.part(calendar.decade(first), facts.get("edge"))


@normaliser
def century(facts: Facts, scene: Scene) -> Value | None:
    """For "das 20. Jahrhundert"."""
    number = int(facts["n"])
    return calendar.part(calendar.century(number), facts.get("edge")) if 1 <= number <= 99 else None
