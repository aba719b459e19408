"""What comparing needs of an act, worked out once: one act is compared with many.

Public: `compared(act)`: its terms, those that tell, what is asked for in it …; `Goal`: what is wanted, and whether a
deed does it; `does(done, wanted, language)`: the same of terms alone; `idle(language)`: terms that no goal has.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.record.events import party_terms
from depesche.record.types import once
from depesche.record.words import act_terms, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Set

    from depesche.record.types import StoredAct

_COVERED = 0.5  # of what is to be done, where the doing is the same
_COVERED_WITHOUT_DOING = 0.75


class Goal(NamedTuple):
    """What is wanted: its terms with how much they tell, and those for what is to be done."""

    weights: Mapping[str, float]
    doings: frozenset[str]
    whole: float

    @classmethod
    def of(cls, wanted: Iterable[str], language: str) -> Goal:
        """The goal of these terms."""
        words = vocabulary(language)
        goal = sorted(set(wanted) - idle(language))
        weights = {term: words.rarity(term) for term in goal}
        return cls(weights, words.doings.intersection(goal), sum(weights.values()))

    def met_by(self, having: Set[str]) -> bool:
        """Whether terms of a deed cover it, above all one for what is to be done."""
        if self.doings.isdisjoint(having) if self.doings else not self.weights:
            return False
        covered = sum([weight for term, weight in self.weights.items() if term in having])
        least = _COVERED if self.doings else _COVERED_WITHOUT_DOING
        return covered / self.whole >= least

    def needed(self) -> frozenset[str]:
        """Terms of which a deed has one if it does it: those for what is to be done, or the one that tells most."""
        if self.doings or not self.weights:
            return self.doings
        most = max(self.weights, key=lambda term: (self.weights[term], term))
        indispensable = self.weights[most] > (1 - _COVERED_WITHOUT_DOING) * self.whole
        return frozenset((most,)) if indispensable else frozenset(self.weights)


class Compared(NamedTuple):
    """Of an act: its terms, those that tell more than names and general words, and those that tell less.

    `unconditional` are terms without those of the condition, `goal` is what it asks for. `pointing` are kinds of acts
    to which its words point back, each with its word.
    """

    terms: frozenset[str]
    telling: frozenset[str]
    light: frozenset[str]
    unconditional: frozenset[str]
    goal: Goal
    wanted: frozenset[str]
    pointing: Mapping[str, str]
    negated: bool


@once
def compared(act: StoredAct) -> Compared:
    """What comparing needs of an act whose language is known."""
    words, names, terms = vocabulary(act.language), party_terms(act), frozenset(act.terms)
    unconditional = act.terms
    if act.condition:
        unconditional = act_terms(act.kind, act.language, content=act.content, trigger=act.trigger)
    wanted = frozenset(words.terms(act.content)) - names
    return Compared(
        terms,
        terms - words.general - names,
        names | words.general.intersection(terms.union(unconditional)),
        frozenset(unconditional),
        Goal.of(wanted, act.language),
        wanted,
        words.back_references(act.content),
        words.negated(act.content),
    )


@cache
def idle(language: str) -> frozenset[str]:
    """Terms that say neither what is done nor to what."""
    words = vocabulary(language)
    return words.general - words.doings


def does(done: Collection[str], wanted: Iterable[str], language: str) -> bool:
    """Whether terms of a deed cover those of what is wanted, above all one for what is to be done."""
    return Goal.of(wanted, language).met_by(set(done))
