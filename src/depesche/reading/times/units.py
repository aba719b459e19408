"""Weeks, months, years … told by their place: "vergangene Woche", "im zweiten Quartal", seasons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from depesche.reading.times import calendar
from depesche.reading.times.calendar import UNKNOWN, Value
from depesche.reading.times.choice import (
    full_year,
    names_year,
    nearest_by_tense,
    related_year,
    years_around,
)
from depesche.reading.times.days import with_daypart
from depesche.reading.times.holidays import day_of_holiday
from depesche.reading.times.normalisers import normaliser

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.reading.times.grammar import Facts
    from depesche.reading.times.scene import Scene


@normaliser
def relation(facts: Facts, scene: Scene) -> Value | None:
    """For "vergangene Woche", "Ende nächsten Jahres", "Jahresende"."""
    unit, number = facts["unit"], int(facts.get("relation", "0"))
    if unit not in _STEP_UNITS:
        return None
    if unit == "D":
        return _related_day(number, scene)
    year_number = full_year(facts, scene)
    when = date(year_number, 1, 1) if year_number and calendar.in_range(year_number) else scene.published
    return calendar.part(calendar.step(unit, when, number), facts.get("edge")) if when else UNKNOWN


_STEP_UNITS = frozenset(("D", "W", "WE", "M", "Q", "H2", "Y", "DE", "CE"))


def _related_day(number: int, scene: Scene) -> Value | None:
    """For "am nächsten Tag" follows the day named before."""
    when = calendar.shift_days(scene.anchor_day() if number > 0 else scene.published, number)
    return calendar.day(when) if when else UNKNOWN


@normaliser
def relation_text(facts: Facts, scene: Scene) -> Value | None:
    """For "im Jahr darauf", "am folgenden Tag", "im selben Jahr": from what was named before."""
    unit, number = facts["unit"], int(facts.get("relation_text") or facts["darauf"])
    when = scene.anchor_day()
    if unit == "Y" and scene.memory.year and calendar.in_range(scene.memory.year):
        when = date(scene.memory.year, 1, 1)
    if unit not in _STEP_UNITS:
        return None
    return calendar.part(calendar.step(unit, when, number), facts.get("edge")) if when else UNKNOWN


@normaliser
def relation_time(facts: Facts, scene: Scene) -> Value | None:
    """For "in letzter Zeit", "in nächster Zeit"."""
    number = int(facts["relation"])
    return Value("PAST_REF" if number < 0 else "FUTURE_REF" if number > 0 else "PAST_REF")


@normaliser
def quarter(facts: Facts, scene: Scene) -> Value | None:
    """For "im ersten Quartal 2010"."""
    return _numbered(facts, scene, 4, calendar.quarter, "Q")


@normaliser
def half_year(facts: Facts, scene: Scene) -> Value | None:
    """For "im zweiten Halbjahr"."""
    return _numbered(facts, scene, 2, calendar.half_year, "H")


def _numbered(
    facts: Facts, scene: Scene, most: int, make: Callable[[int, int], Value], letter: str
) -> Value | None:
    number = int(facts["n"]) or most
    if not 1 <= number <= most:
        return None
    year_number = full_year(facts, scene) or (scene.published and scene.published.year)
    return calendar.part(make(year_number, number), facts.get("edge")) if year_number else UNKNOWN


@normaliser
def season(facts: Facts, scene: Scene) -> Value | None:
    """For "im Sommer 2011", "im kommenden Herbst"."""
    name = facts["season"][:2]
    number = full_year(facts, scene)
    if "relation" in facts:
        number = related_year(calendar.SEASON_MONTHS[name], int(facts["relation"]), scene)
    elif number is None and not names_year(facts):
        number = scene.told_year() or _year_of_season(name, scene)
    if number is None:
        return Value(f"XXXX-{name}") if scene.published is None else UNKNOWN
    return calendar.part(calendar.season(number, name), facts.get("edge"))


def _year_of_season(name: str, scene: Scene) -> int | None:
    if scene.published is None:
        return None
    starts = [date(year, calendar.SEASON_MONTHS[name], 20) for year in years_around(scene.published)]
    return nearest_by_tense(starts, scene).year


@normaliser
def holiday(facts: Facts, scene: Scene) -> Value | None:
    """Christmas, Easter …, of a year named or the one that is meant."""
    name = facts["holiday"]
    if "year" in facts:
        return with_daypart(day_of_holiday(name, int(facts["year"])), facts)
    if scene.published is None:
        return UNKNOWN
    found = [when for year in years_around(scene.published) if (when := day_of_holiday(name, year))]
    if not found:
        return UNKNOWN
    if "relation" in facts:
        return with_daypart(_holiday_beside(found, int(facts["relation"]), scene.published), facts)
    return with_daypart(nearest_by_tense(found, scene), facts)


def _holiday_beside(found: list[date], relation: int, today: date) -> date | None:
    if relation < 0:
        return max((when for when in found if when < today), default=None)
    return min((when for when in found if when >= today), default=None)


@normaliser
def advent(facts: Facts, scene: Scene) -> Value | None:
    """For "am zweiten Advent"."""
    if not 1 <= int(facts["n"]) <= 4:
        return None
    first = holiday({"holiday": "advent_1"}, scene)
    start = first.interval.start if first and first.interval else None
    return with_daypart(calendar.shift_days(start, 7 * int(facts["n"]) - 7), {})
