"""How far a confidence can be believed: of the entries with confidence 0.8, are eight in ten right?

`python -m benchmarks.calibration` reads the development articles and prints the reliability table and the expected
calibration error (Naeini et al. 2015, ten bins of equal width) of statements and acts.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.common import SHARED, load_articles, readings_of, run, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from depesche import Reading

    Chances = npt.NDArray[np.float64]
    Hits = npt.NDArray[np.bool_]

BINS = 10
FILES = {"statements": ("statements/dev.jsonl",), "acts": ("acts/dev.jsonl", "acts/dev-standard.jsonl")}


class Bin(NamedTuple):
    """Entries whose confidence lies in one tenth: how many, their mean confidence, the share that is right."""

    low: float
    entries: int
    confidence: float
    right: float


def judged(gold: Iterable[dict[str, Any]], readings: Iterable[Reading], what: str) -> tuple[Chances, Hits]:
    """Confidence of each prediction, and whether it is right.

    A statement is right when it shares half its quote (F1) with a gold statement, an act when its trigger overlaps
    that of a gold act of its kind; each gold entry counts once.
    """
    confidence: list[float] = []
    right: list[bool] = []
    for article, reading in zip(gold, readings, strict=True):
        predicted = getattr(reading, what)
        if not predicted:
            continue
        table = np.zeros((len(article[what]), len(predicted)))
        for row, one in enumerate(article[what]):
            table[row] = [_shared(one, other, what) for other in predicted]
        rows, columns = linear_sum_assignment(table, maximize=True)
        hits = {int(c) for r, c in zip(rows, columns, strict=True) if table[r, c] >= 0.5}
        confidence += [one.confidence for one in predicted]
        right += [number in hits for number in range(len(predicted))]
    return np.array(confidence), np.array(right)


def _shared(gold: dict[str, Any], predicted: Any, what: str) -> float:
    if what == "acts" and gold["kind"] != predicted.kind:
        return 0.0
    part = "quote" if what == "statements" else "trigger"
    one = {place for start, end in gold[part] for place in range(start, end)}
    other = {place for start, end in getattr(predicted, part) for place in range(start, end)}
    shared = 2 * len(one & other) / (len(one) + len(other))
    return shared if what == "statements" else float(shared > 0)


def bins_of(confidence: Chances, right: Hits) -> list[Bin]:
    """The ten bins, without empty ones."""
    numbers = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        Bin(one / BINS, int(here.sum()), float(confidence[here].mean()), float(right[here].mean()))
        for one in range(BINS)
        if (here := numbers == one).any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Mean distance between confidence and share of right entries, weighted by the entries of each bin."""
    total = sum(one.entries for one in bins)
    return sum(one.entries * abs(one.confidence - one.right) for one in bins) / total if total else 0.0


def measure(what: str) -> list[Bin]:
    """Read the development articles of a task and judge every entry."""
    confidence, right = [], []
    for name in FILES[what]:
        path = SHARED / "data" / name
        with path.open(encoding="utf-8") as lines:
            gold = [json.loads(line) for line in lines]
        one, other = judged(gold, readings_of(load_articles(path), 1), what)
        confidence.append(one)
        right.append(other)
    return bins_of(np.concatenate(confidence), np.concatenate(right))


def rows_of(bins: Iterable[Bin]) -> list[tuple[str, str, str, str]]:
    """The reliability table."""
    return [
        (f"{one.low:.1f}-{one.low + 0.1:.1f}", str(one.entries), f"{one.confidence:.2f}", f"{one.right:.2f}")
        for one in bins
    ]


COLUMNS = ("confidence", "entries", "mean confidence", "share right")


def main() -> None:
    """Measure and print both tables."""
    for what in FILES:
        bins = measure(what)
        show(f"{what}: expected calibration error {calibration_error(bins):.3f}", COLUMNS, rows_of(bins))


if __name__ == "__main__":
    run(main)
