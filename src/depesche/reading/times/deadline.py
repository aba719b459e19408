"""Whether an expression says by when something is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.reading.times.calendar import Value
    from depesche.reading.times.scene import Scene

_REACH = 3


def is_deadline(scene: Scene, value: Value, previous_end: int) -> bool:
    """By the words beside it. `previous_end` is the token after the expression before, for "von … bis …"."""
    if _lies_behind(scene, value) or scene.before("since", reach=2):
        return False
    if (
        scene.before("deadline_noun", reach=_REACH)
        or scene.after("deadline_noun")
        or scene.word_is("deadline_part")
    ):
        return True
    until = scene.index_before("until", reach=_REACH)
    if until is not None:
        return until != previous_end and (_lies_ahead(scene, value) or scene.tense() != "past")
    return value.interval is not None and scene.before("ago", reach=2) and not _is_length(value)


def _is_length(value: Value) -> bool:
    return value.text is not None and value.text.startswith("P")


def _lies_behind(scene: Scene, value: Value) -> bool:
    """Whether all its days were over, or its first had come, before publication."""
    if value.text in ("PRESENT_REF", "PAST_REF") or (
        scene.published and value.text == scene.published.isoformat()
    ):
        return True
    if value.interval is None or scene.published is None:
        return False
    if _is_length(value):
        return value.interval.start < scene.published
    if value.interval.granularity == "time":
        return value.interval.end < scene.published
    return value.interval.end <= scene.published


def _lies_ahead(scene: Scene, value: Value) -> bool:
    """Whether a day of it is still to come at publication, for "Er forderte, bis Freitag …"."""
    return value.interval is not None and scene.published is not None and value.interval.end > scene.published
