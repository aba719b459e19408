"""Who has a part in an act, by what stands around: names side by side, and the act before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from depesche.reading.roles import ACTOR, MENTIONED, RECIPIENT, SIDES, Weighed, party_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.reading.parties import Parties
    from depesche.reading.types import Kind

GOES_ON: frozenset[Kind] = frozenset({"accuse"})  # kinds that may take over the recipient of the act before
HINTED = 0.05  # chance from which the act itself hints at that party
ISO_LETTERS = 3


def side_by_side(weighed: list[Weighed], parties: Parties) -> list[Weighed]:
    """The same without what cannot be: two mentions in one role with nothing between them.

    A word in front of a name says what that is ("Kanzler Anna Berg"), or a state behind it whose it is ("die Partei
    Polens"). A state that acts does so toward the one named behind it ("hat Norwegen Island gedroht").
    """
    now = {id(one): one for one in weighed}
    for side in SIDES:
        for one, other in _touching(weighed, side):
            words, behind = one.candidate.signs[side].words, other.candidate.signs[side].words
            if side not in now[id(one)].sides or not parties.is_named(behind):
                continue
            if side in now[id(other)].sides and parties.is_title(words, behind):
                less = other if _is_state(other) else one
                now[id(less)] = less._replace(sides=less.sides - {side})
            elif side == ACTOR and _is_state(one) and not _parties_in(list(now.values()), RECIPIENT):
                now[id(other)] = _toward(other)
    return list(now.values())


def _is_state(weighed: Weighed) -> bool:
    """Whether a state is named by its own name."""
    role = weighed.candidate.role
    id_ = role.party_id or ""
    return role.name == role.party and len(id_) == ISO_LETTERS and id_.isupper()


def _toward(weighed: Weighed) -> Weighed:
    """A party as whom an act is done toward, by the words that were marked as who does it."""
    signs = weighed.candidate.signs
    candidate = replace(weighed.candidate, signs={**signs, RECIPIENT: signs[ACTOR]})
    return weighed._replace(candidate=candidate, sides=frozenset((RECIPIENT,)))


def _touching(weighed: Sequence[Weighed], side: str) -> list[tuple[Weighed, Weighed]]:
    """Pairs of parties whose mentions in a role have at most a blank between them."""
    found = [
        (one.candidate.signs[side].words, one) for one in weighed if one.candidate.odds(side) > MENTIONED
    ]
    placed = sorted(found, key=lambda pair: pair[0])
    return [
        (one, other)
        for (first, one), (second, other) in pairwise(placed)
        if 0 <= second.start - first.end <= 1
    ]


def carried_on(kind: Kind, weighed: list[Weighed], before: Sequence[Weighed]) -> list[Weighed]:
    """The parties of an act, with the recipients of the act `before` where its actor goes on about them.

    "Oslo warf Riga Verzug vor. Außerdem verurteilte Oslo den Bau": the second names nobody whom it blames.
    """
    actors = _parties_in(weighed, ACTOR)
    if kind not in GOES_ON or not actors or _parties_in(weighed, RECIPIENT):
        return weighed
    if actors != _parties_in(before, ACTOR):
        return weighed
    meant = _parties_in(before, RECIPIENT) - actors
    return [
        one._replace(sides=frozenset((RECIPIENT,)), carried=True)
        if party_of(one.candidate.role) in meant and one.likely[RECIPIENT] >= HINTED
        else one
        for one in weighed
    ]


def _parties_in(weighed: Sequence[Weighed], side: str) -> set[str]:
    return {party_of(one.candidate.role) for one in weighed if side in one.sides}
