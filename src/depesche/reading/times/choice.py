"""Which year, and which of several days, an expression means."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.reading.times.grammar import Facts
    from depesche.reading.times.scene import Scene
    from depesche.reading.times.tense import Tense

_FAR, _NEAR, _RUNNING = 240, 90, 14


def full_year(facts: Facts, scene: Scene) -> int | None:
    """The year that the facts name or point to; None where they do not."""
    if "year" in facts:
        return int(facts["year"]) if len(facts["year"]) > 2 else century_of(int(facts["year"]), scene)
    if "yy" in facts:
        return century_of(int(facts["yy"]), scene)
    if "year_shift" in facts and scene.published:
        return scene.published.year + int(facts["year_shift"])
    if "year_text" in facts:
        known = scene.memory.year or (scene.published and scene.published.year)
        return known + int(facts["year_text"]) if known else None
    return None


def century_of(digits: int, scene: Scene) -> int:
    """'68 is 1968, '12 is 2012 where that is not far ahead of publication."""
    today = scene.published.year if scene.published else 2030
    guess = today // 100 * 100 + digits
    return guess - 100 if guess > today + 10 else guess


def names_year(facts: Facts) -> bool:
    """Whether the facts speak of a year, even one that cannot be told."""
    return any(name in facts for name in ("year", "yy", "year_shift", "year_text"))


def nearest_by_tense(candidates: list[date], scene: Scene) -> date:
    """The candidate on the side of publication that "seit", "bis" or the clause's tense shows; else the nearest."""
    today = scene.published or date.max
    tense = scene.tense()
    nearest = min(candidates, key=lambda when: abs((when - today).days))
    behind = [when for when in candidates if when <= today]
    ahead = [when for when in candidates if when >= today]
    if scene.before("until", reach=2) and ahead:
        return ahead[0]
    if scene.before("since", reach=2) and behind:
        return behind[-1]
    if tense == "past" and behind:
        return _unless_far(behind[-1], nearest, today)
    if tense == "future" and ahead:
        return _unless_far(ahead[0], nearest, today, near=_RUNNING)
    if tense == "present" and ahead:
        return _unless_far(ahead[0], nearest, today)
    return nearest


def _unless_far(chosen: date, nearest: date, today: date, near: int = _NEAR) -> date:
    """A day eight months off is less likely than one `near` days off at most, whatever the tense says.

    A future leaves less room than a past: only what may still be running began before.
    """
    far = abs((chosen - today).days) > _FAR and abs((nearest - today).days) < near
    return nearest if far else chosen


def years_around(published: date) -> range:
    """The year of publication, the one before and the one after."""
    year = published.year
    return range(max(year - 1, 1), min(year + 2, 9999))


def related_year(number: int, relation: int, scene: Scene) -> int | None:
    """For "letzten Mai", "kommenden Mai": the one before or after publication."""
    if scene.published is None:
        return None
    year, today = scene.published.year, scene.published.month
    if relation < 0:
        return year + relation + (1 if number < today else 0)
    if relation > 0:
        return year + relation - (1 if number > today else 0)
    return year


def tense_of_weekday(scene: Scene) -> Tense:
    """For "seit Montag" began before and "für Montag" is to come, whatever the tense of the clause."""
    if scene.before("since", reach=2):
        return "past"
    return "future" if _is_set_for(scene) else scene.tense()


def _is_set_for(scene: Scene) -> bool:
    """For "auf Montag verschoben", "ein Ultimatum bis Montag"; but not "von Sonntag auf Montag"."""
    if scene.before("until", reach=2) and scene.is_demanded():
        return True
    index = scene.index_before("set_for", reach=2)
    return index is not None and not scene.word_has(index - 1, "weekday")
