"""How well the word list and the condition rules agree with annotated acts, and how quick they are.

    python -m benchmarks.lexicon ../shared/data/acts/train*.jsonl

Recall: gold triggers with a token that signals their kind. Precision: tokens that signal a kind and lie in a gold
trigger of it; low by nature, for a text is full of such words, and the same act is annotated once. For `cue` any
trigger counts. Conditions are annotated only where they belong to an act, so their precision is low as well.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from depesche.languages import load
from depesche.reading.conditions import find_conditions
from depesche.reading.document import cut
from depesche.reading.lexicon import SIGNALS, Lexicon
from depesche.reading.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.languages import Language
    from depesche.reading.document import Document


class Annotated(NamedTuple):
    """A text with its gold acts."""

    document: Document
    acts: list[dict[str, Any]]


class Agreement(NamedTuple):
    """Counts by signal."""

    gold: Counter[str]
    found: Counter[str]
    signalled: Counter[str]
    right: Counter[str]


def read(paths: Iterable[Path], language: Language) -> list[Annotated]:
    """The annotated articles of some files."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    articles = map(json.loads, lines)
    return [Annotated(cut(article["text"], language), article["acts"]) for article in articles]


def compare_signals(articles: list[Annotated], lexicon: Lexicon) -> Agreement:
    """How the marks of the lexicon agree with gold triggers."""
    counts = Agreement(Counter(), Counter(), Counter(), Counter())
    for article in articles:
        marks = lexicon.marks(article.document)
        kinds = _count_triggers(article, marks, counts)
        for number, mask in enumerate(marks):
            for signal in _names(mask):
                counts.signalled[signal] += 1
                counts.right[signal] += signal in kinds[number] or (signal == "cue" and bool(kinds[number]))
    return counts


def _count_triggers(article: Annotated, marks: list[int], counts: Agreement) -> dict[int, set[str]]:
    """Kinds by token of a trigger."""
    kinds: dict[int, set[str]] = defaultdict(set)
    for act in article.acts:
        kind = act["kind"]
        tokens = [number for span in act["trigger"] for number in article.document.tokens_in(Span(*span))]
        counts.gold[kind] += 1
        counts.found[kind] += any(kind in _names(marks[number]) for number in tokens)
        for number in tokens:
            kinds[number].add(kind)
    return kinds


def _names(mask: int) -> list[str]:
    return [signal for bit, signal in enumerate(SIGNALS) if mask >> bit & 1]


def compare_conditions(articles: list[Annotated], language: Language) -> dict[str, int]:
    """Gold conditions, those found by overlap and to the character; conditions found, and those that overlap gold."""
    counts: Counter[str] = Counter()
    for article in articles:
        gold = {Span(*span) for act in article.acts for span in act["condition"]}
        found = [condition.span for condition in find_conditions(article.document, language)]
        counts["gold"] += len(gold)
        counts["overlapping"] += sum(any(one.overlaps(span) for one in found) for span in gold)
        counts["exact"] += len(gold.intersection(found))
        counts["found"] += len(found)
        counts["right"] += sum(any(one.overlaps(span) for span in gold) for one in found)
    return dict(counts)


def speeds(articles: list[Annotated], language: Language) -> dict[str, float]:
    """Milliseconds to build the lexicon, tokens per second with the forms cached."""
    start = time.perf_counter()
    lexicon = Lexicon(language)
    built = time.perf_counter() - start
    tokens = sum(len(article.document.tokens) for article in articles)
    rates = {"build_ms": built * 1000}
    for name, step in (
        ("marks", lexicon.marks),
        ("conditions", lambda document: find_conditions(document, language)),
    ):
        for _ in range(2):  # the first round fills the caches
            start = time.perf_counter()
            for article in articles:
                step(article.document)
            rates[f"{name}_tokens_per_s"] = tokens / (time.perf_counter() - start)
    return rates


def main(arguments: list[str]) -> None:
    """Print the tables."""
    language = load("de")
    articles = read([Path(argument) for argument in arguments], language)
    counts = compare_signals(articles, Lexicon(language))
    print(f"{'signal':10} {'gold':>6} {'recall':>7} {'tokens':>7} {'precision':>9}")
    for signal in SIGNALS:
        recall = counts.found[signal] / max(1, counts.gold[signal])
        precision = counts.right[signal] / max(1, counts.signalled[signal])
        print(
            f"{signal:10} {counts.gold[signal]:6} {recall:7.3f} {counts.signalled[signal]:7} {precision:9.3f}"
        )
    print(f"{'all':10} {counts.gold.total():6} {counts.found.total() / max(1, counts.gold.total()):7.3f}")
    print("conditions:", compare_conditions(articles, language))
    print("speed:", {name: round(rate) for name, rate in speeds(articles, language).items()})


if __name__ == "__main__":
    main(sys.argv[1:])
