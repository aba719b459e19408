"""An article read anew: which acts of the old reading are those of the new one.

Public: `matched(old, new, first)`.

An act is the same where its trigger shares a character with that of the old one: of the same kind first, then of any.
It keeps its id, what people decided and, if it is of the same kind, its event. An old act that is not found any more
goes, unless a person has decided about it or added it by hand: then it stays as it is. If it is found again later, it
comes back under its old number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from depesche.record.events import place_in_text
from depesche.record.overlay import kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from depesche.record.types import StoredAct


class Known(NamedTuple):
    """An act that is there, with the fields that decisions have changed as they were before (None if none has)."""

    act: StoredAct
    given: Mapping[str, Any] | None

    @property
    def is_decided(self) -> bool:
        """Whether a person has had a hand in it."""
        return self.given is not None or self.act.review != "open" or self.act.origin == "hand"


class Change(NamedTuple):
    """What a new reading changes: acts with their columns to set, acts that go, acts to add.

    `missing` are acts that it does not find, and that stay since people have decided about them.
    """

    changed: list[tuple[StoredAct, Mapping[str, Any]]]
    gone: list[StoredAct]
    new: list[StoredAct]
    missing: list[StoredAct]


def matched(old: Sequence[Known], new: Sequence[StoredAct], first: Sequence[StoredAct]) -> Change:
    """Bring the acts of a new reading together with those that are there; `first` are those of the first reading."""
    pairs = _pairs(old, new)
    found = {known.act.id for known, _ in pairs}
    left = [known for known in old if known.act.id not in found]
    gone = [known.act for known in left if not known.is_decided]
    missing = [known.act for known in left if known.is_decided and known.act.origin == "read"]
    taken = {place for _, place in pairs}
    rest = [act for place, act in enumerate(new) if place not in taken]
    turned = [(known.act, new[place]) for known, place in pairs if _turned(known, new[place])]
    changed = [_renewed(known, new[place]) for known, place in pairs if not _turned(known, new[place])]
    return Change(
        changed,
        [*gone, *(act for act, _ in turned)],
        [*(replace(act, id=before.id) for before, act in turned), *_numbered(rest, old, first)],
        missing,
    )


def _pairs(old: Sequence[Known], new: Sequence[StoredAct]) -> list[tuple[Known, int]]:
    free = list(range(len(new)))
    pairs: list[tuple[Known, int]] = []
    waiting = [known for known in old if known.act.origin == "read"]
    for same_kind in (True, False):
        left = []
        for known in waiting:
            place = next((place for place in free if _same(known, new[place], same_kind=same_kind)), None)
            if place is None:
                left.append(known)
            else:
                free.remove(place)
                pairs.append((known, place))
        waiting = left
    return pairs


def _same(known: Known, act: StoredAct, *, same_kind: bool) -> bool:
    """Whether two acts have a trigger in common; a kind that a person changed counts as it was read."""
    kind = (known.given or {}).get("kind", known.act.kind)
    shared = any(one.overlaps(other) for one in known.act.trigger_spans for other in act.trigger_spans)
    return shared and (not same_kind or kind == act.kind)


def _turned(known: Known, act: StoredAct) -> bool:
    """Whether an act that nobody has decided about is of another kind now, and so tells another event."""
    return known.given is None and known.act.kind != act.kind


def _renewed(known: Known, act: StoredAct) -> tuple[StoredAct, Mapping[str, Any]]:
    """The act as it is read now, under its old id, with what people decided laid over it."""
    old = known.act
    placed = replace(act, id=old.id, event=old.event, matter=old.matter, review=old.review)
    if known.given is None:
        return placed, {}
    return kept(placed, old, known.given)


def _numbered(acts: Sequence[StoredAct], old: Sequence[Known], first: Sequence[StoredAct]) -> list[StoredAct]:
    """New acts under their numbers in the first reading, if it has them, else under such as no act has had."""
    taken = {known.act.id for known in old}
    numbers = {(act.kind, act.trigger_spans): act.id for act in first if act.id not in taken}
    last = max((place_in_text(one)[1] for one in (*taken, *(act.id for act in first))), default=0)
    made = []
    for act in acts:
        known = numbers.pop((act.kind, act.trigger_spans), None)
        last += known is None
        made.append(replace(act, id=known or f"{act.article}-{last}"))
    return made
