"""Quality and speed of the time expressions alone: `python -m benchmarks.times`.

Prints, for each gold file and both together, the scores of the reference scorer, the share of day-exact dates that are
right from text to value, and words per second of `find_times` on one core.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.times import find_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.reading.types import TimeExpression

GOLD = Path(__file__).parents[2] / "shared" / "data" / "times"
FILES = ("dolomiten-42", "diezeit-a")
MEASURES = ("strict", "relaxed", "value", "type")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Expression(NamedTuple):
    """A time expression of gold or prediction."""

    start: int
    end: int
    type: str
    value: str | None


@dataclass(slots=True)
class Score:
    """Counts over some articles."""

    hits: Counter[str] = field(default_factory=Counter)
    gold: int = 0
    predicted: int = 0
    days: int = 0
    days_right: int = 0
    words: int = 0
    seconds: float = 0.0

    def f1(self, measure: str) -> float:
        """F1 of "strict", "relaxed", "value" or "type"."""
        return 2 * self.hits[measure] / max(self.gold + self.predicted, 1)

    @property
    def day_share(self) -> float:
        """Share of gold expressions with a day as value that are found with this value."""
        return self.days_right / max(self.days, 1)

    def add(self, gold: list[Expression], predicted: list[Expression]) -> None:
        """Count one article."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        self.days += sum(_is_day(one.value) for one in gold)
        for one, other in best_pairs(gold, predicted):
            self.hits["relaxed"] += 1
            self.hits["strict"] += one[:2] == other[:2]
            self.hits["value"] += one.value == other.value
            self.hits["type"] += one.type == other.type
            self.days_right += _is_day(one.value) and one.value == other.value

    def row(self, name: str) -> str:
        """One line."""
        scores = " ".join(f"{measure}_f1 {self.f1(measure):.3f}" for measure in MEASURES)
        speed = self.words / max(self.seconds, 1e-9)
        return f"{name:<14}{scores} day_exact {self.day_share:.3f} words/s {speed:,.0f}"


def _is_day(value: str | None) -> bool:
    return value is not None and _DAY.fullmatch(value) is not None


def best_pairs(
    gold: list[Expression], predicted: list[Expression]
) -> Iterator[tuple[Expression, Expression]]:
    """Each gold expression with the overlapping prediction that shares most with it, one to one."""
    shared = sorted(
        (
            (min(one.end, other.end) - max(one.start, other.start), i, j)
            for i, one in enumerate(gold)
            for j, other in enumerate(predicted)
            if one.start < other.end and other.start < one.end
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, j in shared:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            yield gold[i], predicted[j]


def measure(articles: Iterable[dict[str, Any]]) -> Score:
    """Read articles in the form of the contract and compare their times."""
    language = load("de")
    score = Score()
    find_times(cut("", language), language, None)  # compiles the rules
    for article in articles:
        document = cut(article["text"], language)
        published = date.fromisoformat(article["published"][:10]) if article["published"] else None
        begin = time.perf_counter()
        found = find_times(document, language, published)
        score.seconds += time.perf_counter() - begin
        score.words += len(article["text"].split())
        score.add([*_gold(article)], [_expression(one) for one in found])
    return score


def _gold(article: dict[str, Any]) -> Iterator[Expression]:
    for one in article["times"]:
        if one["span"][0] < one["span"][1]:
            start, end = one["span"]
            yield Expression(start, end, one["type"], one["value"])


def _expression(found: TimeExpression) -> Expression:
    return Expression(found.span.start, found.span.end, found.type, found.value)


def articles_of(name: str) -> list[dict[str, Any]]:
    """The articles of a gold file."""
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def main() -> None:
    """Print the scores."""
    for name in FILES:
        print(measure(articles_of(name)).row(name))
    print(measure([article for name in FILES for article in articles_of(name)]).row("together"))


if __name__ == "__main__":
    main()
