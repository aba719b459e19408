"""How far two reviewers agree: on what they both decided about, act by act.

    reviewers(record) -> names, with how many acts each has decided about
    agreement(record, first, second) -> Agreement

What a reviewer says of an act is its kind, as read or as this reviewer edited it, or that it is none. Agreement beyond
chance is Krippendorff's alpha for names (nominal): 1 is full agreement, 0 is chance.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.errors import UnknownEntry
from depesche.record.store import decisions
from depesche.record.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.rereading import Known
    from depesche.record.types import Decision

NONE = "none"  # what a reviewer says of an act that is none


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An act of which two reviewers say different things."""

    act: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of how many acts both have said something, and of how many the same; `alpha` is None where it says nothing.

    That is so where both have decided about no act in common, or always said one and the same.
    """

    acts: int
    same: int
    alpha: float | None
    disagreements: tuple[Disagreement, ...]


def reviewers(record: Record) -> dict[str, int]:
    """Who has decided about acts, and about how many."""
    with record.connect() as connection:
        said = _said(connection)
    return {who: len(acts) for who, acts in sorted(said.items())}


def agreement(record: Record, first: str, second: str) -> Agreement:
    """How far two reviewers agree. Raises `UnknownEntry` where one has decided nothing."""
    with record.connect() as connection:
        said = _said(connection)
    for who in (first, second):
        if who not in said:
            known = ", ".join(sorted(said)) or "nobody has"
            raise UnknownEntry(f"{who!r} has decided about no act; these have: {known}")
    common = sorted(said[first].keys() & said[second].keys())
    pairs = [(said[first][act], said[second][act]) for act in common]
    differing = [
        Disagreement(act, one, other) for act, (one, other) in zip(common, pairs, strict=True) if one != other
    ]
    return Agreement(len(common), len(common) - len(differing), _alpha(pairs), tuple(differing))


def _alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    labels = sorted({label for pair in pairs for label in pair})
    if len(labels) < 2:
        return None
    import krippendorff

    counts = [[Counter(pair)[label] for label in labels] for pair in pairs]
    alpha = float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
    return None if math.isnan(alpha) else alpha


def _said(connection: Connection) -> dict[str, dict[str, str]]:
    """What each reviewer says of each act, by the decisions that hold."""
    every = [one for one in decisions.every(connection) if one.subject == "act"]
    undone = decisions.undone(connection, every)
    standing = [one for one in every if one.undoes is None and one.number not in undone]
    kinds = _kinds(connection, sorted({act for one in standing for act in one.subjects}))
    said: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in standing:
        for act in one.subjects:
            label = _label(one, said[one.who].get(act) or kinds.get(act))
            if label is not None:
                said[one.who][act] = label
    return {who: acts for who, acts in said.items() if acts}


def _label(one: Decision, before: str | None) -> str | None:
    """What a decision says of an act; None where it says nothing of its kind."""
    review = one.changes.get("review")
    if review == "rejected":
        return NONE
    kind = one.changes.get("kind")
    return str(kind) if kind else (before if review else None)


def _kinds(connection: Connection, acts: Sequence[str]) -> Mapping[str, str]:
    """The kinds of acts as they were read."""
    return {known.act.id: _kind(known) for known in event_store.known(connection, acts)}


def _kind(known: Known) -> str:
    return str((known.given or {}).get("kind", known.act.kind))
