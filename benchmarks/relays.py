"""How well who passes a statement on is told from who makes it, on invented sentences.

    python -m benchmarks.relays [--misses]

Four sets: `relays.jsonl`, `relays_fresh.jsonl` and `relays_unseen.jsonl`, which were in view while rules were written;
and `relays_later.jsonl`, written after them (docs/statements.md says what it gave at first). A sentence counts as
right where some statement is relayed by its medium, as wrong where one is relayed by anything else, as missing where
none is relayed by its medium; its speaker is found where it stands in that of some statement.
"""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.common import ROOT, run, show
from depesche import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from depesche import Reading, Span

FOLDER = ROOT / "tests" / "data"
SETS = {
    "old": FOLDER / "relays.jsonl",
    "fresh": FOLDER / "relays_fresh.jsonl",
    "unseen": FOLDER / "relays_unseen.jsonl",
    "later": FOLDER / "relays_later.jsonl",
}
COLUMNS = ("set", "sentences", "right", "wrong", "missing", "precision", "recall", "speakers")


class Judged(NamedTuple):
    """What the reader made of one sentence."""

    text: str
    relays: tuple[str, ...]
    speakers: tuple[str, ...]
    right: bool
    wrong: bool
    missing: bool
    found: bool


class Counts(NamedTuple):
    """Right, wrong and missing relays; speakers found, and how many sentences there are."""

    right: int
    wrong: int
    missing: int
    found: int
    sentences: int

    @property
    def precision(self) -> float:
        """Share of the sentences with a relay found that have the right one."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the sentences with a relay whose relay is found."""
        return self.right / (self.right + self.missing)

    @property
    def speakers(self) -> float:
        """Share of the sentences whose speaker is found."""
        return self.found / self.sentences


def judge(path: Path) -> list[Judged]:
    """Every sentence of a set, read and judged."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_judged(**json.loads(line)) for line in lines]


def count(judged: Iterable[Judged]) -> Counts:
    """The sums over a set."""
    rows = [(one.right, one.wrong, one.missing, one.found, True) for one in judged]
    return Counts(*(sum(column) for column in zip(*rows, strict=True)))


def _judged(text: str, speaker: str, relay: str | None) -> Judged:
    reading = read(text, language="de")
    relays = tuple(_words(reading, one.relayed_by) for one in reading.statements if one.relayed_by)
    speakers = tuple(_words(reading, one.speaker) for one in reading.statements)
    right = relay is not None and any(relay in found for found in relays)
    wrong = any(relay is None or relay not in found for found in relays)
    missing = relay is not None and not right
    return Judged(text, relays, speakers, right, wrong, missing, any(speaker in found for found in speakers))


def _words(reading: Reading, spans: Iterable[Span]) -> str:
    return " … ".join(span.of(reading.text) for span in spans)


def measure() -> list[tuple[str, ...]]:
    """A row of figures for each set."""
    return [row_of(name, count(judge(path))) for name, path in SETS.items()]


def row_of(name: str, counts: Counts) -> tuple[str, ...]:
    """The figures of a set as they are shown."""
    figures = (counts.precision, counts.recall, counts.speakers)
    numbers = (counts.sentences, counts.right, counts.wrong, counts.missing)
    return (name, *map(str, numbers), *(f"{figure:.2f}" for figure in figures))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="relays", description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="list the sentences that are not read as said")
    chosen = parser.parse_args()
    judged = {name: judge(path) for name, path in SETS.items()}
    if chosen.misses:
        for name, sentences in judged.items():
            missed = [one for one in sentences if one.wrong or one.missing or not one.found]
            rows = [(one.text, "; ".join(one.relays), "; ".join(one.speakers)) for one in missed]
            show(f"Not as said: {name}", ("sentence", "relayed by", "speakers"), rows)
    show("Who passes it on", COLUMNS, [row_of(name, count(sentences)) for name, sentences in judged.items()])


if __name__ == "__main__":
    run(main)
