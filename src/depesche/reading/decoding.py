"""From probabilities per token to runs of tokens and spans of characters."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from depesche.reading.document import Document
    from depesche.reading.types import Span, Spans

    Floats = npt.NDArray[np.float32]


EDGE = 1e-4  # how far below a threshold rounding may still take a probability for above it


class Run(NamedTuple):
    """Tokens first … last - 1 of a document."""

    first: int
    last: int


def log_odds(chances: Floats) -> Floats:
    """Logits of probabilities, kept finite."""
    safe = np.minimum(np.maximum(chances, 1e-4), 1 - 1e-4)
    found: Floats = np.log(safe / (1 - safe))
    return found


def runs(chances: Floats, first: int, threshold: float = 0.5) -> list[Run]:
    """Runs of tokens above a threshold; `chances` begins at token `first`."""
    places = (chances > threshold).nonzero()[0].tolist()
    found: list[Run] = []
    start = last = -1
    for place in places:
        if place != last:
            if last >= 0:
                found.append(Run(first + start, first + last))
            start = place
        last = place + 1
    if last >= 0:
        found.append(Run(first + start, first + last))
    return found


def best_run(chances: Floats, first: int, threshold: float = 0.5) -> Run | None:
    """The run with the largest sum of log-odds over a threshold (Bentley 1984), None where all are below."""
    near = (chances > threshold - EDGE).nonzero()[0]
    if not len(near):
        return None
    low, high = int(near[0]), int(near[-1]) + 1  # what lies outside only costs
    scores = log_odds(chances[low:high]) - np.log(threshold / (1 - threshold))
    best, best_at, total, start = 0.0, None, 0.0, low
    for place, score in enumerate(scores.tolist(), low):
        if total <= 0:
            total, start = 0.0, place
        total += score
        if total > best:
            best, best_at = total, Run(first + start, first + place + 1)
    return best_at


def joined(found: Iterable[Run], gap: int = 0) -> list[Run]:
    """Runs in order; those with at most `gap` tokens between them become one."""
    merged: list[Run] = []
    for run in sorted(found):
        if merged and run.first - merged[-1].last <= gap:
            merged[-1] = Run(merged[-1].first, max(merged[-1].last, run.last))
        else:
            merged.append(run)
    return merged


def spans(document: Document, found: Iterable[Run]) -> Spans:
    """Characters of runs, in order."""
    return tuple(document.span_of(*run) for run in joined(found) if run.last > run.first)


def strength(chances: Floats, first: int, run: Run) -> float:
    """Mean probability within a run."""
    within = chances[run.first - first : run.last - first]
    return float(np.add.reduce(within) / len(within))


def calibrated(score: float, scale: float, shift: float) -> float:
    """A score as the chance of being right: logistic calibration (Platt 1999), four decimals."""
    odds = float(log_odds(np.array([score], dtype=np.float32))[0])
    return round(1 / (1 + math.exp(-(scale * odds + shift))), 4)


def overlap(one: Iterable[Run], other: Iterable[Run]) -> float:
    """F1 of two sets of tokens."""
    left = {token for run in one for token in range(*run)}
    right = {token for run in other for token in range(*run)}
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 1.0


def covers(outer: Spans, inner: Span) -> bool:
    """Whether any of some spans shares a character with a span."""
    start, end = inner
    return any(span[0] < end and start < span[1] for span in outer)
