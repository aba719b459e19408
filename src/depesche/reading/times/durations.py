"""How long and how often."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from depesche.reading.times import calendar
from depesche.reading.times.calendar import Value
from depesche.reading.times.normalisers import normaliser

if TYPE_CHECKING:
    from datetime import date

    from depesche.reading.times.grammar import Facts
    from depesche.reading.times.scene import Scene
    from depesche.reading.types import Interval


def _amount(text: str) -> str:
    """For "07" -> "7", "1,5" -> "1.5", "X" stays."""
    return re.sub(r"^0+(?=\d)", "", text.replace(",", "."))


def _period(number: str, unit: str) -> str:
    """P3Y, PT48H, P6M for half a year."""
    number = _amount(number)
    if number == "0.5" and unit in _HALVES:
        return _HALVES[unit]
    if unit[0] == "T":
        return f"PT{number}{unit[1:]}"
    if unit == "CEN":
        return f"P{number}ML"
    return f"P{number}{unit}"


_HALVES = {"Y": "P6M", "TH": "PT30M", "D": "PT12H", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S"}


def _float(text: str) -> float | None:
    try:
        return float(_amount(text))
    except ValueError:
        return None


@normaliser
def duration(facts: Facts, scene: Scene) -> Value | None:
    """For "drei Jahre und vier Monate"; "vor drei Wochen" also says when."""
    text = _period(facts["n"], facts["unit"])
    if "unit2" in facts and facts["unit2"][0] != "T":
        text += _period(facts["n2"], facts["unit2"])[1:]
    return Value(text, _interval_beside(facts, scene))


def _interval_beside(facts: Facts, scene: Scene) -> Interval | None:
    """The days that "vor", "seit", "in", "binnen" before a duration point at."""
    number, today = _float(facts["n"]), scene.published
    if today is None or number is None:
        return None
    unit = facts["unit"]
    granularity = calendar.granularity_of(unit)
    if scene.before("ago", reach=2):
        return _around(calendar.moved(today, unit, -number), unit)
    if scene.before("since"):
        return calendar.days(calendar.moved(today, unit, -number), today, granularity)
    if scene.before("within", reach=2) and scene.tense() != "past":
        return calendar.days(today, calendar.moved(today, unit, number), granularity)
    if scene.before("in") and scene.tense() in ("future", "present"):
        return _around(calendar.moved(today, unit, number), unit)
    return None


def _around(when: date | None, unit: str) -> Interval | None:
    """The day, week, month … that holds a day: "vor drei Jahren" is no exacter than a year."""
    if when is None:
        return None
    found = calendar.step(unit, when, 0).interval
    return found or calendar.days(when, when, "day")


@normaliser
def span_back(facts: Facts, scene: Scene) -> Value | None:
    """For "die letzten 20 Jahre", "die kommenden drei Wochen": a duration up to or from publication."""
    text = _period(facts["n"], facts["unit"])
    number, today = _float(facts["n"]), scene.published
    if number is None or today is None:
        return Value(text)
    sign = 1 if int(facts["relation"]) > 0 else -1
    other = calendar.moved(today, facts["unit"], sign * number)
    start, end = (today, other) if sign > 0 else (other, today)
    return Value(text, calendar.days(start, end, calendar.granularity_of(facts["unit"])))


@normaliser
def set_(facts: Facts, scene: Scene) -> Value | None:
    """For "täglich", "alle vier Jahre", "jeden zweiten Tag"."""
    if "set" in facts:
        return Value(facts["set"])
    return Value(_period(facts.get("n", "1"), facts["unit"]))


@normaliser
def set_weekday(facts: Facts, scene: Scene) -> Value | None:
    """For "jeden Montag", "montags"."""
    suffix = f"T{facts['daypart']}" if "daypart" in facts else ""
    return Value(f"XXXX-WXX-{facts['weekday']}{suffix}")
