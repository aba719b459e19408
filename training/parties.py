"""Weights of the choice among parties: `python -m training.parties`.

A log-linear model over options (softmax, L2, L-BFGS), learned from the gold roles of the acts in the three train
files and of the project's own annotation: for whom a description acts. Options come from `reading.parties` itself.
First five-fold cross-validation over articles, then one model of all train articles is written. Dev is not read.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.parties import find_parties
from depesche.reading.types import Span
from training.own_articles import DATA as OWN
from training.own_articles import InvalidOwnArticle, compile_files
from training.standoff import load_standoff, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from depesche.reading.parties import Parties

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
DATA = SHARED / "acts"
FILES = ("train", "train-standard", "train-more")
REAL = ("c", "d", "e")  # own articles about real states and people
TABLE = ROOT / "src" / "depesche" / "languages" / "de" / "data" / "parties" / "weights.toml"
FOLDS = 5
LEAST, DECAY, SMALL = 3, 8.0, 0.02
HEADER = """\
# Weights of the choice among parties for descriptions. Made by `python -m training.parties`; edit nothing here.
# Learned from the annotated roles of acts/train.jsonl, train-standard.jsonl and train-more.jsonl, and of the project's
# own acts-own-c, -d, -e and acts-standoff (annotation CC BY 4.0; texts of Wikinews CC BY 2.5, of Der Standard, 10kGNAD,
# CC BY-NC-SA 4.0, and the project's own, CC BY 4.0). Only sums of counts of word features are kept, no text.

[weights]
"""


class Choice(NamedTuple):
    """A mention with its options: the features of each, whether it is right, whether the acts scorer takes it as right.

    `rule` is the number of the option that the rules alone take.
    """

    article: str
    sort: str
    features: list[list[str]]
    right: list[bool]
    passes: list[bool]
    rule: int


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m training.parties", description=__doc__)
    parser.add_argument("--check", action="store_true", help="cross-validation only, write nothing")
    options = parser.parse_args()
    choices = gather()
    report(choices, cross_validate(choices))
    if not options.check:
        write(learn(choices))


def articles() -> Iterator[dict[str, Any]]:
    """The annotated train articles."""
    for name in FILES:
        for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
    yield from own_articles()
    yield from standoff_articles()


def own_articles() -> list[dict[str, Any]]:
    """The project's own articles about real states and people. Raises `InvalidOwnArticle`."""
    readings, problems = compile_files(OWN / f"acts-own-{name}.jsonl" for name in REAL)
    if problems:
        raise InvalidOwnArticle(problems)
    return readings


def standoff_articles() -> list[dict[str, Any]]:
    """The articles of the shared data in which the project annotated acts, with the day where one is known."""
    known = texts(SHARED)
    return [one | {"published": known[one["id"]][1].get("published")} for one in load_standoff(SHARED)]


def gather() -> list[Choice]:
    """Every choice that a gold role settles."""
    language, found = load("de"), []
    for article in articles():
        day = date.fromisoformat(article["published"][:10]) if article.get("published") else None
        parties = find_parties(cut(article["text"], language), language, published=day)
        roles = [role for act in article["acts"] for role in (*act["actors"], *act["recipients"])]
        found += [
            choice for role in roles if role["mention"] for choice in choices_of(article["id"], parties, role)
        ]
    return found


def choices_of(article: str, parties: Parties, role: dict[str, Any]) -> Iterator[Choice]:
    """The choice of one role, where one of its options is right."""
    mention = Span(*role["mention"])
    options = parties.options(mention)
    passes = [same_party(role, name, option.acting.party) for name, option in options]
    right = [normal(option.acting.party) == normal(role["party"]) for _, option in options]
    if not options:
        return
    sort = options[0][1].features[0].split(":")[1]
    features = [option.features for _, option in options]
    rule = next(
        place for place, names in enumerate(features) if any(name.startswith("rule:") for name in names)
    )
    yield Choice(article, sort, features, right if any(right) else passes, passes, rule)


def same_party(role: dict[str, Any], name: str | None, party: str | None) -> bool:
    """Whether an answer has the party of a gold role; the name stands for it where there is none."""
    return (normal(party) or normal(name)) == (normal(role["party"]) or normal(role["name"]))


SYNONYMS = {
    "vereinigte staaten": "usa", "us": "usa", "vereinte nationen": "uno", "un": "uno", "europäische union": "eu",
    "großbritannien": "vereinigtes königreich", "palästinensische autonomiebehörde": "palästina",
    "palästinenser": "palästina", "islamische republik iran": "iran",
}  # fmt: skip


def normal(name: str | None) -> str | None:
    """A name without case and article, one for all that mean the same."""
    if not name:
        return None
    name = re.sub(r"^(der|die|das|den|dem|des)\s+", "", name.strip().casefold())
    return SYNONYMS.get(name, name)


class Model:
    """Weights by feature."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights

    def pick(self, choice: Choice) -> int:
        """Number of the best option."""
        scores = [sum(self.weights.get(name, 0.0) for name in option) for option in choice.features]
        return scores.index(max(scores))


def learn(choices: Iterable[Choice]) -> Model:
    """Maximise the likelihood that one of the right options is chosen."""
    usable = [choice for choice in choices if any(choice.right) and not all(choice.right)]
    seen = Counter(name for choice in usable for name in {n for option in choice.features for n in option})
    names = [name for name, count in seen.items() if count >= LEAST]
    number = {name: place for place, name in enumerate(names)}
    rows = [[number[n] for n in option if n in number] for choice in usable for option in choice.features]
    matrix = csr_matrix(
        (
            np.ones(sum(map(len, rows))),
            [place for row in rows for place in row],
            np.cumsum([0, *map(len, rows)]),
        ),
        shape=(len(rows), len(names)),
    )
    sizes = np.array([len(choice.features) for choice in usable])
    right = np.array([flag for choice in usable for flag in choice.right])
    found = fit(matrix, sizes, right)
    return Model({name: round(float(w), 3) for name, w in zip(names, found, strict=True) if abs(w) >= SMALL})


def fit(matrix: Any, sizes: npt.NDArray[np.int64], right: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Weights by L-BFGS; `matrix` has a row for each option, `sizes` the options of each choice in order."""
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def loss(weights: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        mass = np.exp(scores)
        every, good = np.add.reduceat(mass, starts), np.add.reduceat(mass * right, starts) + 1e-12
        slope = mass / np.repeat(every, sizes) - mass * right / np.repeat(good, sizes)
        value = float(np.log(every / good).sum() + 0.5 * DECAY * weights @ weights)
        return value, matrix.T @ slope + DECAY * weights

    options = {"maxiter": 150}
    result = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options=options)
    solution: npt.NDArray[np.float64] = result.x
    return solution


def cross_validate(choices: Sequence[Choice]) -> list[int]:
    """The option taken in each choice when its article was left out of the learning."""
    order = {article: place for place, article in enumerate(dict.fromkeys(c.article for c in choices))}
    found = [0] * len(choices)
    for fold in range(FOLDS):
        model = learn(c for c in choices if order[c.article] % FOLDS != fold)
        for place, choice in enumerate(choices):
            if order[choice.article] % FOLDS == fold:
                found[place] = model.pick(choice)
    return found


def report(choices: Sequence[Choice], found: Sequence[int]) -> None:
    """Shares by sort: by the rules alone and as learned, as the scorer counts and strictly; then the best option."""
    sorts: dict[str, list[tuple[Choice, int]]] = {"all": []}
    for choice, pick in zip(choices, found, strict=True):
        sorts["all"].append((choice, pick))
        sorts.setdefault(choice.sort, []).append((choice, pick))
    for sort, group in sorted(sorts.items(), key=lambda item: -len(item[1])):
        counts = [
            sum(choice.passes[choice.rule] for choice, _ in group),
            sum(choice.passes[pick] for choice, pick in group),
            sum(choice.right[choice.rule] for choice, _ in group),
            sum(choice.right[pick] for choice, pick in group),
            sum(any(choice.passes) for choice, _ in group),
        ]
        shares = "  ".join(f"{count / len(group):.3f}" for count in counts)
        print(f"{sort:<8} {len(group):>5}  {shares}")


def write(model: Model) -> None:
    """The table of weights, sorted by feature."""
    lines = [
        f"{json.dumps(name, ensure_ascii=False)} = {weight}" for name, weight in sorted(model.weights.items())
    ]
    TABLE.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
