"""Days told by name or by counting: weekdays, "gestern", nights, weekends, holidays, times of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.times import calendar, dates
from depesche.reading.times.calendar import UNKNOWN, Value
from depesche.reading.times.choice import tense_of_weekday
from depesche.reading.times.deixis import is_nowadays
from depesche.reading.times.normalisers import normaliser

if TYPE_CHECKING:
    from datetime import date

    from depesche.reading.times.grammar import Facts
    from depesche.reading.times.scene import Scene


def with_daypart(when: date | None, facts: Facts) -> Value:
    """A day, or the part of it that the facts name."""
    if when is None:
        return UNKNOWN
    return calendar.part_of_day(when, facts["daypart"]) if "daypart" in facts else calendar.day(when)


def _day_by_weekday(number: int, facts: Facts, scene: Scene) -> date | None:
    """The Monday … that is meant: by its adjective, else by the tense of its clause."""
    today = scene.published
    if today is None:
        return None
    back = (today.isoweekday() - number) % 7
    if "relation" in facts and int(facts["relation"]) != 0:
        relation = int(facts["relation"])
        if relation < 0:
            return calendar.shift_days(today, -(back or 7) + 7 * (relation + 1))
        return calendar.shift_days(today, (7 - back) + 7 * (relation - 1))
    if back == 0:
        return today
    behind, ahead = calendar.shift_days(today, -back), calendar.shift_days(today, 7 - back)
    tense = tense_of_weekday(scene)
    if tense == "past":
        return behind
    if tense != "open" or "relation" in facts:
        return ahead
    told = scene.memory.day or today
    near = [when for when in (behind, ahead) if when is not None]
    return min(near, key=lambda when: abs((when - told).days)) if scene.memory.day else behind


@normaliser
def weekday_of_week(facts: Facts, scene: Scene) -> Value | None:
    """For "Mittwoch kommender Woche"."""
    if scene.published is None:
        return UNKNOWN
    monday = scene.published.isoweekday() - int(facts["weekday"])
    return with_daypart(calendar.shift_days(scene.published, 7 * int(facts["week"]) - monday), facts)


@normaliser
def weekday(facts: Facts, scene: Scene) -> Value | None:
    """For "am Montag", "kommenden Dienstag", "Mittwochabend"."""
    when = _day_by_weekday(int(facts["weekday"]), facts, scene)
    if "daypart_after" in facts:
        facts["daypart"] = facts["daypart_after"]
    value = with_daypart(when, facts)
    return value._replace(type="TIME" if "daypart" in facts else "DATE")


@normaliser
def relative_day(facts: Facts, scene: Scene) -> Value | None:
    """For "gestern", "morgen Abend", "heutigen Samstag"."""
    when = calendar.shift_days(scene.published, int(facts["shift"]))
    return with_daypart(when, facts)._replace(type="TIME" if "daypart" in facts else "DATE")


@normaliser
def adjective_day(facts: Facts, scene: Scene) -> Value | None:
    """For "die gestrige Sitzung"; "die heutige Lage" is the present."""
    if facts["shift"] == "0":
        return today(facts, scene)
    return relative_day(facts, scene)


@normaliser
def today(facts: Facts, scene: Scene) -> Value | None:
    """For "heute": the day, or these days."""
    if is_nowadays(scene):
        return Value("PRESENT_REF")
    return relative_day(facts, scene)


@normaliser
def deictic_noun(facts: Facts, scene: Scene) -> Value | None:
    """For "Vorjahr", "Vortag": unit and number from the day the text speaks of."""
    unit, number = facts["deictic_noun"][0], int(facts["deictic_noun"][1:])
    when = scene.anchor_day() if unit == "D" else scene.published
    return calendar.step(unit, when, number) if when else UNKNOWN


@normaliser
def night(facts: Facts, scene: Scene) -> Value | None:
    """For "Nacht auf Sonntag": it begins on Saturday."""
    when = _day_by_weekday(int(facts["weekday"]), facts, scene)
    return _night_before(when) if when else UNKNOWN


def _night_before(when: date) -> Value:
    before = calendar.shift_days(when, -1)
    if before is None:
        return UNKNOWN
    return calendar.part_of_day(before, "NI")._replace(interval=calendar.days(before, when, "time"))


@normaliser
def night_before_day(facts: Facts, scene: Scene) -> Value | None:
    """For "Nacht auf den 5. Mai": it begins on the fourth."""
    value = dates.date_(facts, scene)
    return value and (_night_before(value.interval.start) if value.interval else UNKNOWN)


@normaliser
def weekend(facts: Facts, scene: Scene) -> Value | None:
    """For "am Wochenende": the last one where the clause tells what was, else the coming one."""
    if scene.published is None:
        return UNKNOWN
    if "relation" in facts:
        return calendar.step("WE", scene.published, int(facts["relation"]))
    back = scene.tense() in ("past", "open") and scene.published.isoweekday() < 6
    return calendar.step("WE", scene.published, -1 if back else 0)


def _at(hour: int, minute: int, scene: Scene) -> Value | None:
    if hour > 24 or minute > 59:
        return None
    when = scene.anchor_day(reach=0)
    text = f"{hour:02d}:{minute:02d}"
    return calendar.part_of_day(when, text) if when else UNKNOWN


@normaliser
def clock(facts: Facts, scene: Scene) -> Value | None:
    """For "20.15 Uhr", "8 Uhr 30"."""
    if "a" in facts:
        return _at(int(facts["a"]), int(facts["b"]), scene)
    return _at(int(facts["hour"]), int(facts.get("minute", "0")), scene)


@normaliser
def clock_half(facts: Facts, scene: Scene) -> Value | None:
    """For "halb neun" is half past eight."""
    return _at(int(facts["hour"]) - 1, 30, scene) if 1 <= int(facts["hour"]) <= 12 else None


@normaliser
def clock_quarter(facts: Facts, scene: Scene) -> Value | None:
    """For "Viertel nach acht", "Viertel vor acht"."""
    hour = int(facts["hour"])
    return _at(hour, 15, scene) if facts["side"] == "past" else _at(hour - 1, 45, scene)


@normaliser
def daypart(facts: Facts, scene: Scene) -> Value | None:
    """For "am Abend" of the day the text speaks of."""
    when = scene.anchor_day()
    if "relation" in facts:
        when = calendar.shift_days(scene.published, int(facts["relation"]))
    return calendar.part_of_day(when, facts["daypart"]) if when else UNKNOWN


@normaliser
def daypart_habit(facts: Facts, scene: Scene) -> Value | None:
    """For "nachts": again and again, or of the day just named."""
    if scene.memory.day and scene.sentence - scene.memory.day_sentence <= 1:
        return calendar.part_of_day(scene.memory.day, facts["daypart"])
    return Value(f"PT{facts['daypart']}")


@normaliser
def reference(facts: Facts, scene: Scene) -> Value | None:
    """PRESENT_REF, PAST_REF, FUTURE_REF."""
    return Value(facts["ref"])
