"""How many direct quotes are found with exactly their characters, on the development articles.

    python -m benchmarks.direct [--workers N] [--misses]

Of the statements that people marked as direct, the share for which a direct statement is read whose quote has exactly
the same spans, marks included.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.common import SHARED, load_articles, readings_of, run, show
from benchmarks.quality import TASKS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from depesche import Reading, Span, Statement

COLUMNS = ("figure", "value")


class Exact(NamedTuple):
    """Direct quotes that people marked, and those of them found to the character; `missed` are the others."""

    gold: int
    found: int
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Share of the direct quotes that are found to the character."""
        return self.found / self.gold if self.gold else 0.0


def measure(workers: int = 1, path: Path | None = None) -> Exact:
    """Read the articles of a gold file (the development articles of statements) and count."""
    from depesche import Reading

    path = path or next(task.path for task in TASKS if task.name == "statements")
    lines = path.read_text(encoding="utf-8").splitlines()
    gold = [Reading.from_json(line) for line in lines if line.strip()]
    return count(zip(gold, readings_of(load_articles(path), workers), strict=True))


def count(pairs: Iterable[tuple[Reading, Reading]]) -> Exact:
    """Of pairs of what people marked and what was read, how many direct quotes are the same."""
    gold = found = 0
    missed: list[str] = []
    for marked, read in pairs:
        quotes = {one.quote for one in read.statements if one.type == "direct"}
        direct = [one for one in marked.statements if one.type == "direct"]
        lost = [one for one in direct if one.quote not in quotes]
        gold, found = gold + len(direct), found + len(direct) - len(lost)
        missed += [_words(marked, one) for one in lost]
    return Exact(gold, found, tuple(missed))


def rows_of(exact: Exact) -> list[tuple[str, str]]:
    """The figures as they are shown."""
    return [("direct quotes", str(exact.gold)), ("found exactly", f"{exact.found} ({exact.share:.3f})")]


def _words(reading: Reading, statement: Statement) -> str:
    pieces: Iterable[Span] = statement.quote
    return " … ".join(span.of(reading.text) for span in pieces)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="direct", description=__doc__.partition("\n")[0])
    parser.add_argument("--workers", type=int, default=1, help="processes that read (default 1)")
    parser.add_argument("--misses", action="store_true", help="list the quotes that are not found exactly")
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"direct: there is no {SHARED}; the data are not part of this repository")
    exact = measure(chosen.workers)
    if chosen.misses:
        show("Not found exactly", ("quote",), [(words,) for words in exact.missed])
    show("Direct quotes, exact", COLUMNS, rows_of(exact))


if __name__ == "__main__":
    run(main)
