"""Weights of the choice of actors and recipients: `python -m training.roles`.

A logistic regression per side over the features of `depesche.reading.roles` (L2, L-BFGS-B, the signs of weights given),
from the acts that the network finds in the dev articles and their gold. Dev, because the network knows the training
articles too well for its doubts there to be worth anything; five-fold cross-validation over articles says what the fit
gives where it has not seen the gold.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from depesche.reading.acts import decode_acts
from depesche.reading.around import Before, side_by_side, taken_over
from depesche.reading.network import KINDS
from depesche.reading.roles import (
    FEATURES,
    SIDES,
    Weighing,
    features,
    given,
    party_of,
    weigh,
)
from depesche.reading.types import Reading
from training.evaluate import scores
from training.parties import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from depesche.reading import acts, statements
    from depesche.reading.acts import Decoded
    from training.evaluate import Dev

    Table = npt.NDArray[np.float64]
    Least = dict[str, tuple[float, float]]

FOLDS = 5
DECAY = {"features": 2.0, "kinds": 6.0}
# What the network sees of a party in a role never tells against it there, nor for it on the other side.
FOR = frozenset(
    {
        "mention",
        "mention_chance",
        "party",
        "party_chance",
        "implied",
        "implied_chance",
        "leads",
        "alone",
        "again",
    }
)
AGAINST = frozenset(
    {"rival_mention", "rival_chance", "rival_party", "rival_implied", "behind", "unknown_mention"}
)
LEAST = (0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
ALONE = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5)


class Rows(NamedTuple):
    """Candidates of an act in one role: their features and kind, and whether gold has them."""

    table: Table
    right: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Article:
    """The acts that were found in an article, whose parties are open; `rows` has those of gold, by side."""

    reading: Reading
    acts: tuple[Decoded, ...]
    rows: dict[str, list[Rows]]

    def read(self, weighings: Mapping[str, Weighing]) -> Reading:
        """The reading with the parties that some weights choose."""
        done = []
        earlier: list[Before] = []
        for one in self.acts:
            kind = one.setting.kind
            found = weigh(
                [each.candidate for each in one.weighed if each.taken_over != "answers"], kind, weighings
            )
            weighed = taken_over(kind, side_by_side(found, one.setting.parties), earlier)
            earlier.append(Before(kind, weighed))
            actors, recipients = (given(weighed, side) for side in SIDES)
            done.append(replace(one.act, actors=actors, recipients=recipients))
        return replace(self.reading, acts=tuple(done))


def gather(data: Path, dev: Dev, limits: tuple[statements.Limits, acts.Limits]) -> list[Article]:
    """Every article of a dev file with its open acts."""
    sys.path.insert(0, str(data.parent / "eval"))
    said, done = limits
    found = []
    for gold, known, seen in zip(dev.gold, dev.known(said), dev.seen, strict=True):
        decoded = tuple(decode_acts(known, seen.acts, done))
        reading = Reading(id=str(gold["id"]), language="de", text=known.document.text)
        found.append(Article(reading, decoded, rows_of(gold, known.document.text, decoded)))
    return found


def rows_of(gold: dict[str, Any], text: str, decoded: Sequence[Decoded]) -> dict[str, list[Rows]]:
    """The candidates of the acts that gold has too."""
    pairs_of = __import__("score_acts").pairs_of
    predicted = [as_scored(text, one.act) for one in decoded]
    places = {id(act): place for place, act in enumerate(predicted)}
    rows: dict[str, list[Rows]] = {side: [] for side in SIDES}
    for right_act, act in pairs_of(gold["acts"], predicted):
        found = decoded[places[id(act)]]
        some, kind = [one.candidate for one in found.weighed], found.setting.kind
        for side in SIDES if some else ():
            right = {normal(role["party"]) or normal(role["name"]) for role in right_act[f"{side}s"]}
            kinds = np.eye(len(KINDS))[[KINDS.index(kind)] * len(some)]
            table = np.hstack([features(some, side, kind).astype(np.float64), kinds])
            rows[side].append(Rows(table, np.array([normal(party_of(one.role)) in right for one in some])))
    return rows


def as_scored(text: str, act: Any) -> dict[str, Any]:
    """An act in the form of the contract."""
    reading = Reading(id="", language="de", text=text, acts=(act,))
    one: dict[str, Any] = json.loads(reading.to_json())["acts"][0]
    return one


def fit(rows: Sequence[Rows]) -> Table:
    """Weights of features, then of kinds."""
    table = np.concatenate([one.table for one in rows])
    right = np.concatenate([one.right for one in rows])
    size = len(FEATURES)
    decay = np.array([DECAY["features"]] * size + [DECAY["kinds"]] * len(KINDS))
    decay[0] = 0.0

    def loss(weights: Table) -> tuple[float, Table]:
        odds = table @ weights
        chance = 1 / (1 + np.exp(-odds))
        value = np.logaddexp(0, np.where(right, -odds, odds)).sum() + 0.5 * (decay * weights**2).sum()
        return float(value), table.T @ (chance - right) + decay * weights

    bounds = [(0.0 if name in FOR else None, 0.0 if name in AGAINST else None) for name in FEATURES]
    bounds += [(None, None)] * len(KINDS)
    result = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    found: Table = result.x
    return found


def weighing(weights: Table, least: tuple[float, float] = (0.5, 0.5)) -> Weighing:
    """Weights by name."""
    size = len(FEATURES)
    return Weighing(
        {name: round(float(w), 4) for name, w in zip(FEATURES, weights[:size], strict=True)},
        {kind: round(float(w), 4) for kind, w in zip(KINDS, weights[size:], strict=True)},
        *least,
    )


def cross_validated(gathered: Sequence[Sequence[Article]], least: Least) -> list[list[Reading]]:
    """Readings of each dev file, every article read with weights that were fitted without it."""
    found: list[list[Reading]] = [[one.reading for one in some] for some in gathered]
    for fold in range(FOLDS):
        others = [one for some in gathered for place, one in enumerate(some) if place % FOLDS != fold]
        weighings = {
            side: weighing(fit([row for one in others for row in one.rows[side]]), least[side])
            for side in SIDES
        }
        for file, some in enumerate(gathered):
            for place in range(fold, len(some), FOLDS):
                found[file][place] = some[place].read(weighings)
    return found


def fitted(
    data: Path, devs: Sequence[Dev], limits: tuple[statements.Limits, acts.Limits]
) -> dict[str, Weighing]:
    """Weights over all dev articles; the least chance of a party in each role is chosen by cross-validation."""
    gathered = [gather(data, dev, limits) for dev in devs]
    least = dict.fromkeys(SIDES, (0.5, 0.5))
    reached = 0.0
    for side in (*SIDES, *SIDES):
        for values in product(LEAST, ALONE):
            tried = {**least, side: values}
            goal = _goal(data, devs, cross_validated(gathered, tried)) if values[1] <= values[0] else 0.0
            if goal > reached + 1e-6:
                least, reached = tried, goal
    articles = [one for some in gathered for one in some]
    return {
        side: weighing(fit([row for one in articles for row in one.rows[side]]), least[side])
        for side in SIDES
    }


def _goal(data: Path, devs: Sequence[Dev], readings: Sequence[list[Reading]]) -> float:
    total: Counter[str] = Counter()
    for dev, some in zip(devs, readings, strict=True):
        total.update(scores(data, "acts", dev.path, some))
    return 2 * total["event_f1"] + 0.5 * total["actor_f1"] + 0.5 * total["recipient_f1"]
