"""From probabilities to runs: the quick ways find what the plain definitions say."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from depesche.reading.decoding import Run, best_run, log_odds, runs, strength

CHANCES = st.lists(st.floats(0.0, 1.0, width=32), min_size=1, max_size=24)
THRESHOLD = st.sampled_from((0.1, 0.3, 0.5, 0.75, 0.9))


@given(CHANCES, THRESHOLD, st.integers(0, 50))
def test_runs_are_the_longest_stretches_above_the_threshold(
    chances: list[float], threshold: float, first: int
) -> None:
    found = runs(np.array(chances, dtype=np.float32), first, threshold)
    inside = {token - first for run in found for token in range(*run)}
    least = np.float32(threshold)  # as the chances are
    assert inside == {place for place, chance in enumerate(chances) if np.float32(chance) > least}
    assert all(one.last < other.first for one, other in pairwise(found))


@given(CHANCES, THRESHOLD, st.integers(0, 50))
def test_no_run_has_a_larger_sum_than_the_best(chances: list[float], threshold: float, first: int) -> None:
    array = np.array(chances, dtype=np.float32)
    scores = log_odds(array) - np.log(threshold / (1 - threshold))
    size = len(chances)
    most = max(float(scores[a:b].sum()) for a in range(size) for b in range(a + 1, size + 1))
    best = best_run(array, first, threshold)
    if best is None:
        assert most <= 1e-6
    else:
        assert abs(float(scores[best.first - first : best.last - first].sum()) - most) < 1e-6


def test_strength_is_the_mean_within_a_run() -> None:
    chances = np.array([0.0, 0.5, 1.0, 0.25], dtype=np.float32)
    assert strength(chances, 7, Run(8, 10)) == 0.75
