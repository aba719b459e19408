"""Who does it and to whom: the parties that may fill a role of an act, each weighed by all that speaks for it.

The network gives two kinds of evidence. It marks the *mention* in a role ("Oslo", "er"), and it marks every phrase near
by that means the same *party*, wherever it stands. A party may therefore be found where its mention was not seen, or
where no word of the act mentions it at all; and where a mention may mean several, the article decides. Each
candidate has a row of features; a logistic regression over them (Cox 1958), fitted by `training/roles.py`, says how
likely it is in the role.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from depesche.reading.decoding import Run, best_run, runs, strength
from depesche.reading.network import ACT_PARTS, Anchor
from depesche.reading.types import DEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from depesche.reading.document import Document
    from depesche.reading.parties import Parties
    from depesche.reading.types import Kind, Role, Span

    Floats = npt.NDArray[np.float32]

ACTOR, RECIPIENT = "actor", "recipient"
_BRACKETS = frozenset("([")
SIDES = (ACTOR, RECIPIENT)
PART = {name: place for place, name in enumerate(ACT_PARTS)}
PARTY = {side: f"{side}_party" for side in SIDES}
IMPLIED = {side: f"implied_{side}" for side in SIDES}
FAINT = 0.1
BEGIN = 0.5
NOTHING = -4.0  # log-odds of what the network saw no sign of
MENTIONED = -1.4  # log-odds from which a mention counts as one, and the party as more than implied
JOINED = 0.5  # how much less sure a name is than the one of its list that the network marked
OWNED = 3.0  # log-odds of whom the words in front of a trigger name
MANY = 3
FEATURES = (
    "one", "mention", "mention_chance", "party", "party_chance", "implied", "implied_chance", "rival_mention",
    "rival_chance", "rival_party", "rival_implied", "speaker", "speaker_of_deed", "leads", "behind", "alone",
    "known", "unknown_mention", "again",
)  # fmt: skip


@dataclass(frozen=True)
class Weighing:
    """Weights of the features and of the kinds for one side, and the least chance of a party in that role.

    Where nobody has that chance, the likeliest is taken from the chance `alone` on.
    """

    features: Mapping[str, float] = field(default_factory=dict)
    kinds: Mapping[str, float] = field(default_factory=dict)
    least: float = 0.5
    alone: float = 0.5

    @cached_property
    def weights(self) -> Floats:
        """Those of all `FEATURES`, in their order."""
        return np.array([self.features.get(name, 0.0) for name in FEATURES], dtype=np.float32)


# Where nothing was fitted: what the network marks as a mention in the role counts.
UNFITTED = {side: Weighing({"one": 4.0, "mention": 1.0, "implied": 1.0}) for side in SIDES}


def weighings_of(settings: Mapping[str, Any]) -> Mapping[str, Weighing]:
    """The weighings in a network's settings, by side; `UNFITTED` where it has none."""
    return {side: Weighing(**settings[side]) for side in SIDES} if settings else UNFITTED


class Sign(NamedTuple):
    """What the network saw of a party: the log-odds, the words, and the role that these words give."""

    odds: float
    words: Span
    role: Role


@dataclass(slots=True)
class Candidate:
    """A party that may fill a role: who it is, and the strongest sign of each sort, by its part's name.

    `speaker`: it speaks the words that the act stands in; `times`: how many phrases near by mean it; `owner`: the
    words in front of the trigger say that the act is its own ("die russische Forderung").
    """

    role: Role
    signs: dict[str, Sign] = field(default_factory=dict)
    speaker: bool = False
    times: int = 0
    owner: bool = False

    def note(self, part: str, sign: Sign) -> None:
        """Keep the strongest sign of each sort."""
        if sign.odds > self.odds(part):
            self.signs[part] = sign

    def odds(self, part: str) -> float:
        """Log-odds of the strongest sign of a sort, more than `NOTHING` where there is one."""
        return self.signs[part].odds if part in self.signs else NOTHING

    def chance(self, part: str) -> float:
        """The same as a probability; 0 without a sign."""
        return _chance(self.odds(part))


class Setting(NamedTuple):
    """Where an act stands, and what its parties are looked for in.

    `speaker` says the words that the act stands in; `goes_on` is who goes on speaking where no words name a speaker.
    """

    document: Document
    parties: Parties
    anchor: Anchor
    kind: Kind
    speaker: Span | None = None
    goes_on: Span | None = None


def party_of(role: Role) -> str:
    """For whom a role acts, else its name: what makes two roles the same party."""
    return (role.party or role.name or "").casefold()


class Candidates:
    """The candidates of an act, each once; a phrase that lies in a mention is a sign of whom the mention means."""

    def __init__(self) -> None:
        self.found: dict[str, Candidate] = {}
        self._mentions: list[tuple[Span, Candidate]] = []

    def of(self, role: Role) -> Candidate:
        """The candidate that a role means."""
        party = party_of(role)
        if party not in self.found:
            self.found[party] = Candidate(role)
        return self.found[party]

    def mention(self, side: str, sign: Sign) -> None:
        """Words that were marked in a role."""
        candidate = self.of(sign.role)
        candidate.note(side, sign)
        self._mentions.append((sign.words, candidate))

    def meant_by(self, words: Span, parties: Parties) -> list[tuple[Candidate, Role]]:
        """Who is meant by a phrase."""
        here = [(one, one.role) for span, one in self._mentions if span.overlaps(words)]
        if here:
            return here
        return [(self.of(role), role) for role in parties.resolve_all(words)]


def candidates(setting: Setting) -> list[Candidate]:
    """Every party that the network saw a sign of, and who speaks."""
    found = Candidates()
    for side in SIDES:
        signs = list(_mentioned(setting, side))
        for sign in signs:
            found.mention(side, sign)
        for sign in _joined(setting, signs):
            seen = found.of(sign.role).signs.get(side)
            found.mention(side, seen._replace(odds=sign.odds) if seen else sign)
    for side in SIDES:
        for sign in _implied(setting, side):
            found.of(sign.role).note(IMPLIED[side], sign)
    _note_near(found, setting)
    speaker = setting.speaker or setting.goes_on
    if speaker is not None and setting.parties.can_act(speaker):
        found.of(setting.parties.resolve(speaker)).speaker = True
    for sign in _owning(setting):
        owner = found.of(sign.role)
        owner.note(ACTOR, sign)
        owner.owner = True
    return [candidate for party, candidate in found.found.items() if party]


def _note_near(found: Candidates, setting: Setting) -> None:
    """Note the phrases within reach as signs of whom they mean."""
    for span, odds in _near(setting):
        for candidate, role in found.meant_by(span, setting.parties):
            candidate.times += 1
            for side, sort in PARTY.items():
                candidate.note(sort, Sign(odds[side], span, role))


def _owning(setting: Setting) -> list[Sign]:
    """Whom the words in front of the trigger say that the act is by: "Russlands Forderung"."""
    words = setting.parties.owner_before(setting.anchor.token)
    return [Sign(OWNED, words, role) for role in setting.parties.resolve_all(words)] if words else []


def _mentioned(setting: Setting, side: str) -> Iterator[Sign]:
    """Mentions that the network marks in the role."""
    anchor, part = setting.anchor, PART[side]
    found = _parted(setting, mentions(setting.parties, anchor, part, FAINT))
    for run in (Run(*piece) for one in found for piece in setting.parties.apart(*one)):
        odds = _odds(strength(anchor.parts[:, part], anchor.first, _before_bracket(setting.document, run)))
        words = setting.parties.whole(setting.document.span_of(*run))
        for role in setting.parties.resolve_all(words, speaker=setting.speaker):
            yield Sign(odds, words, role)


def _before_bracket(document: Document, run: Run) -> Run:
    """A mention without what is added in brackets, of which the network is less sure: "Anna Berg (Grüne)"."""
    tokens = range(run.first + 1, run.last)
    return Run(
        run.first, next((token for token in tokens if document.tokens[token].word in _BRACKETS), run.last)
    )


def _joined(setting: Setting, signs: Sequence[Sign]) -> Iterator[Sign]:
    """The other names of a list of which the network marked one: "Polen" in "Polen, Litauen und Lettland forderten"."""
    for sign in signs:
        if sign.odds > MENTIONED:
            tokens = setting.document.tokens_in(sign.words)
            for other in setting.parties.joined_with(tokens.start, tokens.stop):
                if not sign.words.overlaps(other):
                    yield Sign(sign.odds - JOINED, other, setting.parties.resolve(other))


def _parted(setting: Setting, found: Sequence[Run]) -> Iterator[Run]:
    """Runs of a role, cut between two names of parties that stand side by side ("hat Oslo Riga aufgefordert")."""
    for run in found:
        phrases = setting.parties.phrases_in(run.first, run.last)
        if not any(one.stop == other.start for (one, _), (other, _) in pairwise(phrases)):
            yield run
            continue
        first, before = run.first, None
        for tokens, span in phrases:
            role = setting.parties.resolve(span)
            name = role.party if role.party == role.name else None
            if before is not None and name and before[1] != name and before[0] == tokens.start:
                yield Run(first, tokens.start)
                first = tokens.start
            before = (tokens.stop, name) if name else None
        yield Run(first, run.last)


def _implied(setting: Setting, side: str) -> Iterator[Sign]:
    """The phrase before the act that the network takes to mean who is not mentioned in it."""
    anchor, part = setting.anchor, PART[IMPLIED[side]]
    run = best_run(anchor.parts[:, part], anchor.first, FAINT)
    if run is not None:
        odds = _odds(strength(anchor.parts[:, part], anchor.first, run))
        phrases = setting.parties.apart(*run)
        words = setting.document.span_of(*(phrases[0] if len(phrases) == 1 else run))
        yield Sign(odds, words, setting.parties.resolve(words, speaker=setting.speaker))


def _near(setting: Setting) -> Iterator[tuple[Span, dict[str, float]]]:
    """Phrases within the network's reach, with the log-odds that they mean the party in either role."""
    anchor = setting.anchor
    phrases = setting.parties.phrases_in(anchor.first, anchor.first + len(anchor.parts))
    if not phrases:
        return
    bounds = np.array([(tokens.start, tokens.stop) for tokens, _ in phrases]) - anchor.first
    # One row more, since the last phrase may end where the network's reach does.
    chances = np.zeros((len(anchor.parts) + 1, len(SIDES)), dtype=np.float32)
    chances[:-1] = anchor.parts[:, [PART[part] for part in PARTY.values()]]
    likely = np.maximum.reduceat(chances, bounds.ravel(), axis=0)[::2].tolist()
    for (_, span), likely_in in zip(phrases, likely, strict=True):
        if max(likely_in) >= FAINT:
            yield span, dict(zip(SIDES, map(_odds, likely_in), strict=True))


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds)) if odds > NOTHING else 0.0


def _odds(chance: float) -> float:
    safe = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(safe / (1 - safe))


def mentions(parties: Parties, anchor: Anchor, part: int, threshold: float) -> list[Run]:
    """Runs of a role, cut where the next mention begins ("Moskau und Peking"); each names somebody.

    A token is of the role that is likelier: in "hat Oslo Riga aufgefordert" the one acts and the other is asked.
    """
    found = []
    begins = anchor.parts[:, part + 1]
    rivals = anchor.parts[:, PART[RECIPIENT if part == PART[ACTOR] else ACTOR]]
    chances = np.where(rivals > anchor.parts[:, part], 0.0, anchor.parts[:, part])
    for run in runs(chances, anchor.first, threshold):
        pieces = []
        first = run.first
        for token in range(run.first + 1, run.last):
            if begins[token - anchor.first] > BEGIN:
                pieces.append(Run(first, token))
                first = token
        pieces.append(Run(first, run.last))
        found += naming(parties, pieces)
    return found


def naming(parties: Parties, pieces: Sequence[Run]) -> list[Run]:
    """The pieces of a run that name somebody; what names nobody ("etwa", "mehr als 100") goes with its neighbour."""
    found: list[Run] = []
    first = pieces[0].first
    for piece in pieces:
        if parties.names_somebody(piece.first, piece.last):
            found.append(Run(first, piece.last))
            first = piece.last
    if found and first < pieces[-1].last:
        found[-1] = Run(found[-1].first, pieces[-1].last)
    return found


def features(found: Sequence[Candidate], side: str, kind: Kind) -> Floats:
    """A row of features for each candidate in one role: (candidates, FEATURES)."""
    rival = RECIPIENT if side == ACTOR else ACTOR
    parts = (side, PARTY[side], IMPLIED[side], rival, PARTY[rival], IMPLIED[rival])
    ranked = sorted([one.odds(PARTY[side]) for one in found])
    named = sum(side in one.signs for one in found)
    rows = []
    for one in found:
        own, party, implied, other, other_party, other_implied = map(one.odds, parts)
        chance = _chance(own)
        better = len(found) - bisect_right(ranked, party)
        known = one.role.party is not None
        rows.append(
            (
                1.0,
                own,
                chance,
                party,
                _chance(party),
                implied,
                _chance(implied),
                other,
                _chance(other),
                other_party,
                other_implied,
                one.speaker,
                one.speaker and kind in DEEDS,
                not better,
                min(better, MANY),
                named == 1 and side in one.signs,
                known,
                0.0 if known else chance,
                min(one.times, MANY),
            )
        )
    return np.array(rows, dtype=np.float32)


def chances(found: Sequence[Candidate], side: str, kind: Kind, weighing: Weighing) -> Floats:
    """How likely each candidate fills a role of an act of that kind."""
    odds = features(found, side, kind) @ weighing.weights + weighing.kinds.get(kind, 0.0)
    likely: Floats = 1.0 / (1.0 + np.exp(-odds))
    return likely


class Weighed(NamedTuple):
    """A candidate, how likely it is in each role, and the roles that it was given.

    `taken_over`: why it is the recipient although the act itself does not say so, as `explain` calls it.
    """

    candidate: Candidate
    likely: dict[str, float]
    sides: frozenset[str]
    taken_over: Literal["", "beside", "goes_on_about", "answers"] = ""


def weigh(found: Sequence[Candidate], kind: Kind, weighings: Mapping[str, Weighing]) -> list[Weighed]:
    """Every candidate with the roles it is given.

    A party is on both sides only where each has a mention of its own ("der Minister warf der Polizei vor").
    """
    if not found:
        return []
    likely = {side: chances(found, side, kind, weighings[side]) for side in SIDES}
    least = {side: _least(likely[side], weighings[side]) for side in SIDES}
    owned = any(candidate.owner for candidate in found)
    weighed = []
    for number, candidate in enumerate(found):
        own = {side: float(likely[side][number]) for side in SIDES}
        sides = {side for side in SIDES if own[side] >= least[side]}
        if owned:
            sides = {ACTOR} if candidate.owner else sides - {ACTOR}
        if len(sides) > 1 and not _is_two(candidate):
            sides = {max(SIDES, key=lambda name: own[name] - weighings[name].least)}
        weighed.append(Weighed(candidate, own, frozenset(sides)))
    return weighed


def _least(likely: Floats, weighing: Weighing) -> float:
    """The chance from which candidates of an act are taken."""
    best = float(likely.max())
    return weighing.least if best >= weighing.least else max(best, weighing.alone)


def _is_two(candidate: Candidate) -> bool:
    """Whether a party is meant in either role by words of its own, and is not the same somebody by the same name."""
    one, other = (_sign(candidate, side) for side in SIDES)
    if one is None or other is None or one.words.overlaps(other.words):
        return False
    return not (one.role.name == other.role.name == one.role.party)


def _sign(candidate: Candidate, side: str) -> Sign | None:
    """The words that give a party its role: its mention in it, else those that mean it."""
    signs = candidate.signs
    if candidate.odds(side) > MENTIONED:
        return signs[side]
    return signs.get(IMPLIED[side]) or signs.get(PARTY[side])


def taken(weighed: Sequence[Weighed], side: str) -> list[tuple[Role, Weighed]]:
    """The parties in a role, in the order of the text: by a mention in it where there is one, else as implied."""
    found = [(_role(one.candidate, side), one) for one in weighed if side in one.sides]
    return sorted(found, key=lambda pair: _place(pair[0]))


def given(weighed: Sequence[Weighed], side: str) -> tuple[Role, ...]:
    """The same without what was weighed."""
    return tuple(role for role, _ in taken(weighed, side))


def _place(role: Role) -> int:
    return role.mention.start if role.mention else -1


def _role(candidate: Candidate, side: str) -> Role:
    sign = _sign(candidate, side)
    role = sign.role if sign is not None else candidate.role
    return role if candidate.odds(side) > MENTIONED else replace(role, mention=None)
