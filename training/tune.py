"""Thresholds of decoding and the calibration of confidence, chosen on the dev articles.

Thresholds: coordinate descent over a grid. Confidence: logistic calibration (Platt 1999) with two parameters;
`benchmarks/calibration.py` shows how well it holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.calibration import judged
from depesche.reading import acts, statements
from training.evaluate import Dev, scores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy.typing as npt


GRID = (0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.75, 0.9, 1.01)


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
    scale, shift = calibrate(*judged(dev.gold, dev.readings(limits, skip="acts"), "statements"))
    return limits._replace(scale=scale, shift=shift)


def tune_acts(data: Path, devs: Sequence[Dev], said: statements.Limits) -> acts.Limits:
    """Thresholds with the best weighted sum of the scorer's figures, and their calibration.

    Who does it and to whom is weighed apart, by `training/roles.py`.
    """

    def goal(limits: acts.Limits) -> float:
        found = [scores(data, "acts", dev.path, dev.readings(said, limits)) for dev in devs]
        weights = {
            "found_f1": 1.0,
            "act_f1": 3.0,
            "condition_f1": 0.1,
            "content": 1.0,
        }
        return sum(weight * one[name] for one in found for name, weight in weights.items())

    names = (
        "anchor",
        "content",
        "condition",
        "anchor",
    )
    limits: acts.Limits = descend(acts.Limits(), names, goal)
    pairs = [judged(dev.gold, dev.readings(said, limits), "acts") for dev in devs]
    scale, shift = calibrate(*(np.concatenate(arrays) for arrays in zip(*pairs, strict=True)))
    return limits._replace(scale=scale, shift=shift)


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
