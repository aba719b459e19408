"""Whether "today" means this day or these days."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.reading.times.scene import Scene

_CLOCK_REACH, _CONTRAST_REACH = 4, 40
_WORDS_PER_DAY = 150


def is_nowadays(scene: Scene) -> bool:
    """By the words beside it, the tense of its clause, and whether the article tells of single days at all."""
    if scene.after("oclock", "clock", "daypart", "relative_day", "paren", reach=_CLOCK_REACH):
        return False
    if scene.before("wide_before") or scene.after("wide_after"):
        return True
    if scene.after("this_day", reach=2) or scene.is_planned() or scene.tense() == "past":
        return False
    return _has_contrast(scene) or not tells_of_days(scene)


def _has_contrast(scene: Scene) -> bool:
    beside = ("contrast", "year", "decade_word")
    return scene.before(*beside, reach=_CONTRAST_REACH) or scene.after(*beside, reach=_CONTRAST_REACH)


def tells_of_days(scene: Scene) -> bool:
    """Whether the article names weekdays, clock times or days beside today every few sentences, as news do."""
    return scene.day_words * _WORDS_PER_DAY >= len(scene.document.tokens)
