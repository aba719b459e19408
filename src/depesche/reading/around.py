"""Who has a part in an act, by what stands around: names side by side, and the acts before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.roles import ACTOR, MENTIONED, RECIPIENT, SIDES, Candidate, Weighed, party_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.reading.parties import Parties
    from depesche.reading.types import Kind

GOES_ON: frozenset[Kind] = frozenset({"accuse"})  # kinds that may take over the recipient of the act before
LISTED = 0.3  # chance from which the other parties of a list are taken with the one that is
HINTED = 0.05  # chance from which the act itself hints at that party
ANSWERS: frozenset[Kind] = frozenset({"reject"})  # kinds that answer who asked
ASKS: frozenset[Kind] = frozenset({"demand", "offer"})
FAR = 8  # acts back that an answer may answer
ISO_LETTERS = 3


class Before(NamedTuple):
    """An act that came before: its kind and its parties."""

    kind: Kind
    weighed: Sequence[Weighed]


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
            elif side == ACTOR and _is_known(one) and not _parties_in(list(now.values()), RECIPIENT):
                for each in (other, *_listed_with(other, weighed, side, parties)):
                    now[id(each)] = _toward(each)
    return whole_lists(list(now.values()), parties)


def whole_lists(weighed: list[Weighed], parties: Parties) -> list[Weighed]:
    """The same with the others of a list of which one has a role, where they were marked for it but are less sure."""
    now = {id(one): one for one in weighed}
    for side in SIDES:
        for one in weighed:
            if side in one.sides and one.candidate.odds(side) > MENTIONED:
                for other in _listed_with(one, weighed, side, parties):
                    if not now[id(other)].sides and other.likely[side] >= LISTED:
                        now[id(other)] = other._replace(sides=frozenset((side,)))
    return list(now.values())


def _listed_with(first: Weighed, weighed: Sequence[Weighed], side: str, parties: Parties) -> list[Weighed]:
    """Those marked for the same role that one list names with a party: "hat die EU Serbien und das Kosovo gemahnt"."""
    spans = parties.listed_with(first.candidate.signs[side].words)
    return [
        one
        for one in weighed
        if one is not first
        and one.candidate.odds(side) > MENTIONED
        and any(one.candidate.signs[side].words.overlaps(span) for span in spans)
    ]


def _is_known(weighed: Weighed) -> bool:
    """Whether a state or a listed organisation is named by its own name."""
    role = weighed.candidate.role
    id_ = role.party_id or ""
    return role.name == role.party and bool(id_) and not id_.startswith("org:")


def _is_state(weighed: Weighed) -> bool:
    """Whether a state is named by its own name."""
    role = weighed.candidate.role
    id_ = role.party_id or ""
    return role.name == role.party and len(id_) == ISO_LETTERS and id_.isupper()


def _toward(weighed: Weighed) -> Weighed:
    """A party as whom an act is done toward, by the words that were marked as who does it."""
    signs = weighed.candidate.signs
    candidate = replace(weighed.candidate, signs={**signs, RECIPIENT: signs[ACTOR]})
    return weighed._replace(candidate=candidate, sides=frozenset((RECIPIENT,)), taken_over="beside")


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


def taken_over(kind: Kind, weighed: list[Weighed], earlier: Sequence[Before]) -> list[Weighed]:
    """The parties of an act; where it names nobody whom it is done toward, with those whom acts before it tell.

    "Oslo warf Riga Verzug vor. Außerdem verurteilte Oslo den Bau": who goes on to blame blames the same party. "Riga
    verlangte von Oslo Geld. Oslo lehnte ab": who refuses what was asked of it refuses it to who asked.
    """
    actors = _parties_in(weighed, ACTOR)
    if not actors or not earlier or _parties_in(weighed, RECIPIENT):
        return weighed
    if kind in GOES_ON and actors == _parties_in(earlier[-1].weighed, ACTOR):
        return _going_on(weighed, _parties_in(earlier[-1].weighed, RECIPIENT) - actors)
    if kind in ANSWERS:
        return [*weighed, *_who_asked(actors, earlier)]
    return weighed


def _going_on(weighed: Sequence[Weighed], meant: set[str]) -> list[Weighed]:
    return [
        one._replace(sides=frozenset((RECIPIENT,)), taken_over="goes_on_about")
        if party_of(one.candidate.role) in meant and one.likely[RECIPIENT] >= HINTED
        else one
        for one in weighed
    ]


def _who_asked(actors: set[str], earlier: Sequence[Before]) -> list[Weighed]:
    """Who last asked something of these parties or offered it to them."""
    for before in reversed(earlier[-FAR:]):
        if before.kind in ASKS and actors & _parties_in(before.weighed, RECIPIENT):
            return [
                Weighed(
                    Candidate(one.candidate.role),
                    dict.fromkeys(SIDES, 0.0),
                    frozenset((RECIPIENT,)),
                    "answers",
                )
                for one in before.weighed
                if ACTOR in one.sides and party_of(one.candidate.role) not in actors
            ]
    return []


def _parties_in(weighed: Sequence[Weighed], side: str) -> set[str]:
    return {party_of(one.candidate.role) for one in weighed if side in one.sides}
