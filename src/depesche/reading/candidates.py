"""What a statement is read from: an anchor of the network, its quote in tokens, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from depesche.reading.decoding import Run, best_run, joined, runs, strength
from depesche.reading.network import MEDIA, STATEMENT_PARTS, TYPES, Anchor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.reading.decoding import Floats
    from depesche.reading.sources import Source

QUOTE, SPEAKER, CUE, ADDRESSEE, FRAME = range(len(STATEMENT_PARTS))
DIRECT, INDIRECT, REPORTED = (TYPES.index(name) for name in ("direct", "indirect", "reported"))
SURE_OF_SOURCE = 0.95
SOURCE_WORDS = "source_words"  # the rule that most statements by rule come from
NEAR = 40


class Limits(NamedTuple):
    """Thresholds of decoding, and scale and shift of the confidence; `training/tune.py` chooses them on dev."""

    anchor: float = 0.42
    quote: float = 0.5
    speaker: float = 0.3
    cue: float = 0.5
    addressee: float = 0.5
    frame: float = 0.5
    same: float = 0.95
    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement in tokens, before statements are chosen among overlapping ones.

    `source` is the phrase ("laut Polizei") that gave it its roles, None where the network did; `by_rule` tells that
    the network saw nothing of it, `rule` which rule did (a reason of `explain`).
    """

    anchor: Anchor
    score: float
    type: int
    quote: tuple[Run, ...]
    source: Source | None = None
    by_rule: bool = False
    rule: str = SOURCE_WORDS


def states_of(medium: str) -> Floats:
    """The medium of a statement by rule, as the network tells it."""
    return np.array([one == medium for one in MEDIA], dtype=np.float32)


def by_rule(
    kind: int, states: Floats, score: float, parts: Sequence[tuple[int, Run]], rule: str = SOURCE_WORDS
) -> Candidate:
    """A statement that the network did not see, as if it had; `rule` names what found it."""
    labels = np.zeros(len(TYPES) + 1, dtype=np.float32)
    labels[0], labels[1 + kind] = 1.0 - score, score
    first, last = min(run.first for _, run in parts), max(run.last for _, run in parts)
    chances = np.zeros((last - first, len(STATEMENT_PARTS)), dtype=np.float32)
    for part, run in parts:
        chances[run.first - first : run.last - first, part] = SURE_OF_SOURCE
    quote = tuple(run for part, run in parts if part == QUOTE)
    anchor = Anchor(quote[0].first, labels, states, first, chances)
    return Candidate(anchor, score, kind, quote, by_rule=True, rule=rule)


def frames_of(candidate: Candidate, limits: Limits) -> list[Run]:
    """The frame, in pieces."""
    if candidate.source:
        return [candidate.source.frame]
    return joined(runs(candidate.anchor.parts[:, FRAME], candidate.anchor.first, limits.frame), gap=1)


def speaker_of(candidate: Candidate, limits: Limits) -> list[Run]:
    """Who says it; none or one run."""
    return (
        [candidate.source.speaker] if candidate.source else one_run(candidate.anchor, SPEAKER, limits.speaker)
    )


def cue_of(candidate: Candidate, limits: Limits) -> list[Run]:
    """The words that show it is speech."""
    if candidate.source:
        return [candidate.source.cue]
    return runs(candidate.anchor.parts[:, CUE], candidate.anchor.first, limits.cue)


def one_run(anchor: Anchor, part: int, threshold: float) -> list[Run]:
    """The best run of a part; none where the network saw none."""
    run = best_run(anchor.parts[:, part], anchor.first, threshold)
    return [run] if run else []


def raw_confidence(candidate: Candidate) -> float:
    """How sure the network is of a statement and its quote, 0 to 1, before calibration.

    Marks tell how far a direct quote reaches; there the first words count, since the network loses sight of a long one.
    """
    anchor = candidate.anchor
    heard = NEAR if candidate.type == DIRECT else len(anchor.parts)
    seen = [_seen(anchor, Run(run.first, min(run.last, run.first + heard))) for run in candidate.quote]
    quote = [strength(anchor.parts[:, QUOTE], anchor.first, run) for run in seen if run.first < run.last]
    return candidate.score * (sum(quote) / len(quote) if quote else 0.5)


def _seen(anchor: Anchor, run: Run) -> Run:
    """What the anchor was told of a run: the network looks no further than its reach."""
    return Run(max(run.first, anchor.first), min(run.last, anchor.first + len(anchor.parts)))


def within(run: Run, quote: Sequence[Run]) -> bool:
    """Whether a run lies inside a piece of a quote."""
    return any(piece.first <= run.first and run.last <= piece.last for piece in quote)


def meet(one: Run, other: Run) -> bool:
    """Whether two runs share a token."""
    return one.first < other.last and other.first < one.last
