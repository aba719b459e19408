"""How right readings are: reads the development articles and scores them against what people annotated.

`python -m benchmarks.quality [--workers N] [--json FILE] [--all]`

The data and the scorers lie beside the checkout, in ../shared. Predictions go to a temporary folder.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.common import SHARED, load_articles, readings_of, run, show

_ROW = re.compile(r"(?P<name>\S.*?)\s+P [\d.]+\s+R [\d.]+\s+F1 (?P<f1>[\d.]+)")
_PAIR = re.compile(r"([a-z]\w*) (\d\.\d+)")

Figures = dict[str, float]

# What the tables show; the scorers print more.
HEADLINES = frozenset({
    "quote_f1", "roles_f1", "joint_f1", "type_f1",
    "found_f1", "act_f1", "event_f1", "actor_f1", "recipient_f1", "condition_f1", "content",
    "strict_f1", "relaxed_f1", "value_f1",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Task:
    """Gold annotation and its scorer; `gold` is relative to shared/data, `scorer` to shared/eval."""

    name: str
    gold: str
    scorer: str

    @property
    def path(self) -> Path:
        """Where the gold file lies."""
        return SHARED / "data" / self.gold


TASKS = (
    Task("statements", "statements/dev.jsonl", "score_statements.py"),
    Task("acts", "acts/dev.jsonl", "score_acts.py"),
    Task("acts-standard", "acts/dev-standard.jsonl", "score_acts.py"),
    Task("seed", "../articles/seed.acts.jsonl", "score_acts.py"),
    Task("times-dolomiten", "times/dolomiten-42.jsonl", "score_times.py"),
    Task("times-zeit", "times/diezeit-a.jsonl", "score_times.py"),
)


def read_task(task: Task, folder: Path, workers: int = 1) -> Path:
    """Read the task's articles and write the readings as JSON Lines. Raises what reading raises."""
    predicted = folder / f"{task.name}.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for reading in readings_of(load_articles(task.path), workers):
            out.write(reading.to_json() + "\n")
    return predicted


def score(task: Task, predicted: Path) -> Figures:
    """All figures of the task's scorer by name, each from 0 to 1; its headline figures come last.

    Raises `RuntimeError` with the scorer's own words when it refuses the predictions.
    """
    command = [sys.executable, str(SHARED / "eval" / task.scorer), str(task.path), str(predicted)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"{task.scorer}: {run.stderr.strip()}")
    return parse(run.stdout)


def parse(output: str) -> Figures:
    """Figures in a scorer's output: one F1 for every row, then the headline pairs of the last line."""
    rows = {f"{_slug(row['name'])}_f1": float(row["f1"]) for row in _ROW.finditer(output)}
    return rows | headline(output)


def headline(output: str) -> Figures:
    """The pairs of name and figure in the last line."""
    last = output.strip().rpartition("\n")[2]
    return {name: float(value) for name, value in _PAIR.findall(last)}


def _slug(name: str) -> str:
    return re.sub(r"\W+", "_", name)


def measure(workers: int = 1) -> dict[str, Figures]:
    """Read and score every task; figures by task."""
    with tempfile.TemporaryDirectory() as folder:
        return {task.name: score(task, read_task(task, Path(folder), workers)) for task in TASKS}


def main() -> None:
    """Measure, print a table, and write all figures as JSON if asked to."""
    options = _options()
    if not SHARED.is_dir():
        sys.exit(f"quality: there is no {SHARED}; the data are not part of this repository")
    results = measure(options.workers)
    rows = [
        (task, name, f"{value:.3f}")
        for task, figures in results.items()
        for name, value in figures.items()
        if options.all or name in HEADLINES
    ]
    show("Quality on the development articles", ("task", "figure", "value"), rows)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="quality", description=__doc__.partition("\n")[0])
    parser.add_argument("--workers", type=int, default=1, help="processes that read (default 1)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument("--all", action="store_true", help="print every figure of the scorers")
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
