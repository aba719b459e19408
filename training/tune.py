"""Thresholds of decoding and the calibration of confidence, chosen on the dev articles.

Thresholds: coordinate descent over a grid. Confidence: logistic calibration (Platt 1999); its quality is the expected
calibration error in ten bins (Naeini et al. 2015), by five-fold cross-validation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import linear_sum_assignment, minimize

from depesche.reading import acts, statements
from training.evaluate import Dev, scores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from depesche.reading.types import Reading

GRID = (0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9, 1.01)
BINS = 10


def descend(start: Any, names: Sequence[str], goal: Callable[[Any], float]) -> Any:
    """Set one threshold after the other to its best value on the grid."""
    best, reached = start, goal(start)
    for name in names:
        for value in GRID:
            tried = best._replace(**{name: value})
            score = goal(tried)
            if score > reached + 1e-6:
                best, reached = tried, score
    return best


def tune_statements(data: Path, dev: Dev) -> statements.Limits:
    """Thresholds with the best joint_f1, and the calibration that goes with them."""

    def goal(limits: statements.Limits) -> float:
        return scores(data, "statements", dev.path, dev.readings(limits, skip="acts"))["joint_f1"]

    names = ("anchor", "quote", "speaker", "cue", "frame", "addressee", "same", "anchor")
    limits: statements.Limits = descend(statements.Limits(), names, goal)
    scale, shift = calibrate(*judged(dev, dev.readings(limits, skip="acts"), "statements"))
    return limits._replace(scale=scale, shift=shift)


def tune_acts(data: Path, devs: Sequence[Dev], said: statements.Limits) -> acts.Limits:
    """Thresholds with the best mean of act_f1, event_f1, condition and content, and their calibration."""

    def goal(limits: acts.Limits) -> float:
        found = [scores(data, "acts", dev.path, dev.readings(said, limits)) for dev in devs]
        weights = {"act_f1": 2.0, "event_f1": 2.0, "condition_f1": 0.1, "content": 1.0, "actor_f1": 0.5}
        return sum(weight * one[name] for one in found for name, weight in weights.items())

    names = (
        "anchor",
        "content",
        "actor",
        "recipient",
        "condition",
        "implied_actor",
        "implied_recipient",
        "anchor",
    )
    limits: acts.Limits = descend(acts.Limits(), names, goal)
    pairs = [judged(dev, dev.readings(said, limits), "acts") for dev in devs]
    scale, shift = calibrate(*(np.concatenate(arrays) for arrays in zip(*pairs, strict=True)))
    return limits._replace(scale=scale, shift=shift)


def judged(
    dev: Dev, readings: Sequence[Reading], what: str
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Confidence of each prediction, and whether it is right: half the quote shared, or a paired act of its kind."""
    confidence, right = [], []
    for gold, reading in zip(dev.gold, readings, strict=True):
        predicted = getattr(reading, what)
        if not predicted:
            continue
        table = np.array([[_shared(g, p, what) for p in predicted] for g in gold[what]]).reshape(
            -1, len(predicted)
        )
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


def calibrate(confidence: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Scale and shift of the logit with the least log-loss."""
    odds = _logit(confidence)

    def loss(weights: npt.NDArray[np.float64]) -> float:
        chance = np.clip(1 / (1 + np.exp(-(weights[0] * odds + weights[1]))), 1e-6, 1 - 1e-6)
        return float(-np.mean(np.where(right, np.log(chance), np.log(1 - chance))))

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return round(float(found.x[0]), 4), round(float(found.x[1]), 4)


def _logit(chance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    safe = np.clip(chance, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(safe / (1 - safe)))


def calibration_error(confidence: npt.NDArray[np.float64], right: npt.NDArray[np.bool_]) -> float:
    """Expected calibration error in ten bins of equal width."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == one].mean() - right[bins == one].mean()) * (bins == one).mean()
        for one in range(BINS)
        if (bins == one).any()
    ]
    return float(sum(gaps))
