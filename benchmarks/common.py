"""What the benchmarks share: where the data are, articles out of gold files, the machine in a few words."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from depesche import Article, DepescheError, Reading, read_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
_FIELDS = ("id", "title", "published", "url", "language", "text")


def load_articles(path: Path) -> list[Article]:
    """The articles of a JSON Lines file; what else its lines hold, such as gold, is left out."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [Article(**_fields_of(record)) for record in records]


def _fields_of(record: dict[str, Any]) -> dict[str, Any]:
    return {name: record[name] for name in _FIELDS if record.get(name) is not None}


def readings_of(articles: Iterable[Article], workers: int) -> Iterator[Reading]:
    """Read articles in order; the first that cannot be read is raised, since a benchmark needs them all."""
    for outcome in read_many(articles, workers=workers):
        if isinstance(outcome, DepescheError):
            raise outcome
        yield outcome


def count_words(articles: Iterable[Article]) -> int:
    """Words as runs of characters without white space."""
    return sum(len(article.text.split()) for article in articles)


def machine() -> str:
    """Cores and processor model, such as "2 cores, Intel Xeon"."""
    return f"{os.cpu_count()} cores, {_processor()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.processor() or platform.machine())


def run(command: Callable[[], None]) -> None:
    """Run a benchmark's command; what cannot be read ends it with one clear line."""
    try:
        command()
    except DepescheError as error:
        sys.exit(f"benchmark: {error}")


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; the first column is text, the others are figures."""
    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
