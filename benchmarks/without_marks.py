"""How well statements are read where a text has lost its quotation marks, as texts of other newspapers have.

    python -m benchmarks.without_marks [--lost 1.0] [--workers N]

Takes the quotation marks out of the development articles, all or a share of them (`--lost`, by chance, the same at each
run), moves the gold spans accordingly, reads the articles and scores them. The changed articles lie in a temporary
folder.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.common import SHARED, run, show
from benchmarks.quality import HEADLINES, TASKS, Figures, Task, read_task, score

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MARKS = frozenset('„“”"»«‟')
SEED = 20260101


def without_marks(article: dict[str, Any], lost: float, random: Random) -> dict[str, Any]:
    """A gold article with some of its marks taken out and all its spans moved; empty spans are left out."""
    text = article["text"]
    kept = [character not in MARKS or random.random() >= lost for character in text]
    places = [0]
    for keeps in kept:
        places.append(places[-1] + keeps)
    moved: dict[str, Any] = _moved(article, lambda span: [places[span[0]], places[span[1]]])
    moved["text"] = "".join(character for character, keeps in zip(text, kept, strict=True) if keeps)
    return moved


def _moved(part: Any, move: Callable[[Sequence[int]], list[int]]) -> Any:
    """A part of a reading with every span moved."""
    if isinstance(part, dict):
        return {name: _moved(value, move) for name, value in part.items()}
    if not isinstance(part, list):
        return part
    if _is_span(part):
        return move(part)
    values = [_moved(value, move) for value in part]
    return [value for value in values if not (_is_span(value) and value[0] == value[1])]


def _is_span(part: Any) -> bool:
    return isinstance(part, list) and len(part) == 2 and all(type(value) is int for value in part)


def measure(lost: float, workers: int) -> Figures:
    """Figures of the development articles without their marks."""
    task = next(task for task in TASKS if task.name == "statements")
    random = Random(SEED)  # noqa: S311
    articles = [json.loads(line) for line in task.path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold = folder / "gold.jsonl"
        lines = (json.dumps(without_marks(one, lost, random), ensure_ascii=False) for one in articles)
        gold.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        bare = Task("without-marks", str(gold), task.scorer)
        return score(bare, read_task(bare, folder, workers))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="without_marks", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--lost", type=float, default=1.0, help="share of the marks that are lost (default all)"
    )
    parser.add_argument("--workers", type=int, default=1, help="processes that read (default 1)")
    chosen = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"without_marks: there is no {SHARED}; the data are not part of this repository")
    figures = measure(chosen.lost, chosen.workers)
    rows = [(name, f"{value:.3f}") for name, value in figures.items() if name in HEADLINES]
    show(f"Statements with {chosen.lost:.0%} of the quotation marks lost", ("figure", "value"), rows)


if __name__ == "__main__":
    run(main)
