"""How fast reading is: words a second, time to start, memory; beside an encoder of BERT-base's size if torch is there.

`python -m benchmarks.speed [--workers N ...] [--repeats N] [--json FILE]`

One worker is measured on one core too: with two, it reads in two threads.

Reads ../shared/data/statements/dev.jsonl. Every figure is measured in a process of its own, so that one run's
memory and warm caches do not flatter the next; of several runs the median is taken.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.common import ROOT, SHARED, count_words, load_articles, machine, readings_of, run, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche import Article

ARTICLES = SHARED / "data" / "statements" / "dev.jsonl"
FIRST = SHARED / "data" / "acts" / "dev-standard.jsonl"


@dataclass(frozen=True, slots=True)
class Throughput:
    """One pass over the articles. Seconds include loading weights and starting workers, not the imports.

    `once_loaded` are the words a second behind other articles, as in a long run, with all weights and lists there;
    None for several workers, which load anew for each call.
    `megabytes` is the most that the main process held, plus for each worker the most that any of them held: an
    upper bound, since pages that they share are counted for each.
    """

    workers: int
    words_per_second: float
    seconds: float
    megabytes: float
    cores: int
    once_loaded: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Reading with so many workers, beside an encoder of BERT-base's size on as many threads as cores (or no torch)."""

    reading: Throughput
    bert_words_per_second: float | None

    @property
    def ratio(self) -> float | None:
        """How many times faster reading is."""
        other = self.bert_words_per_second
        return None if other is None else self.reading.words_per_second / other


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds until Python itself has started, `depesche` is imported, and the first table stands there."""

    python: float
    imported: float
    first_table: float


def pass_over(path: Path, workers: int, cores: int, first: Path | None = None) -> Throughput:
    """Read all articles of a JSON Lines file once, in this process and its workers, on so many cores.

    The articles of the file `first`, if there is one, are read before the clock starts.
    """
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    if first is not None:
        _read(load_articles(first), workers)
    articles = load_articles(path)
    seconds = _read(articles, workers)
    helpers = workers * _peak(resource.RUSAGE_CHILDREN) if workers > 1 else 0.0
    return Throughput(
        workers,
        count_words(articles) / seconds,
        seconds,
        _peak(resource.RUSAGE_SELF) + helpers,
        cores,
    )


def _read(articles: Sequence[Article], workers: int) -> float:
    """Seconds that reading them takes."""
    begin = time.perf_counter()
    for _ in readings_of(articles, workers):
        pass
    return time.perf_counter() - begin


def _peak(who: int) -> float:
    """Most memory held so far, in megabytes; of children, that of the largest one that has ended."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss * unit / 1e6


def throughput(
    workers: int, repeats: int, cores: int, path: Path = ARTICLES, first: Path = FIRST
) -> Throughput:
    """The medians of several passes with loading and of as many without, each in a fresh process."""
    one_pass = [sys.executable, "-m", "benchmarks.speed", "--one-pass", str(path)]
    command = [*one_pass, "--workers", str(workers), "--cores", str(cores)]
    passed = _median_pass(command, repeats)
    if workers > 1:
        return passed
    loaded = _median_pass([*command, "--first", str(first)], repeats)
    return replace(passed, once_loaded=loaded.words_per_second)


def _median_pass(command: list[str], repeats: int) -> Throughput:
    passes = [Throughput(**json.loads(_output(command))) for _ in range(repeats)]
    return sorted(passes, key=lambda one: one.seconds)[repeats // 2]


def start_up(example: Path, repeats: int) -> Start:
    """Medians over several starts, after one that warms the disk's cache; the example is one short article."""
    python = [sys.executable, "-c", "pass"]
    imported = [sys.executable, "-c", "import depesche"]
    first_table = [str(Path(sys.executable).with_name("depesche")), "read", str(example)]
    return Start(*(_median_seconds(command, repeats) for command in (python, imported, first_table)))


def _median_seconds(command: list[str], repeats: int) -> float:
    _output(command)
    return median(_seconds(command) for _ in range(repeats))


def _seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    _output(command)
    return time.perf_counter() - begin


def _output(command: list[str]) -> str:
    """Standard output of a command that must succeed; what it says on standard error is passed on."""
    # As installed, with its byte code kept.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False, env=environment)
    if run.returncode:
        sys.exit(f"speed: failed: {' '.join(command)}")
    return run.stdout


def yardstick(threads: int) -> float | None:
    """Words a second of an encoder of BERT-base's size, or None without torch."""
    if importlib.util.find_spec("torch") is None:
        return None
    program = f"from benchmarks.bert import words_per_second; print(words_per_second({threads}))"
    return float(_output([sys.executable, "-c", program]))


@dataclass(frozen=True, slots=True)
class Speed:
    """All that this benchmark measures."""

    machine: str
    start: Start
    comparisons: tuple[Comparison, ...]


def measure(workers: Sequence[int], repeats: int) -> Speed:
    """Measure everything; takes about three minutes."""
    example = next(iter(sorted((ROOT / "examples").glob("*.txt"))))
    cores = os.cpu_count() or 1
    passes = [(1, 1)] * (1 in workers and cores > 1) + [(count, cores) for count in workers]
    comparisons = (Comparison(throughput(count, repeats, used), yardstick(used)) for count, used in passes)
    return Speed(machine(), start_up(example, repeats), tuple(comparisons))


COLUMNS = ("workers", "cores", "words/s", "once loaded", "MB at most", "BERT-base words/s", "times faster")


def rows_of(speed: Speed) -> list[tuple[str, ...]]:
    """A row of words for each number of workers, under `COLUMNS`."""
    return [
        (
            str(one.reading.workers),
            str(one.reading.cores),
            f"{one.reading.words_per_second:,.0f}",
            _figure(one.reading.once_loaded, ",.0f", "–"),
            f"{one.reading.megabytes:,.0f}",
            _figure(one.bert_words_per_second, ",.0f"),
            _figure(one.ratio, ".1f"),
        )
        for one in speed.comparisons
    ]


def _figure(value: float | None, form: str, absent: str = "no torch") -> str:
    return absent if value is None else format(value, form)


def main() -> None:
    """Measure, print tables, and write the figures as JSON if asked to."""
    options = _options()
    if options.one_pass:
        passed = pass_over(options.one_pass, options.workers[0], options.cores, options.first)
        print(json.dumps(asdict(passed)))
        return
    if not ARTICLES.is_file():
        sys.exit(f"speed: there is no {ARTICLES}; the data are not part of this repository")
    speed = measure(options.workers, options.repeats)
    show(f"Speed on {speed.machine}", COLUMNS, rows_of(speed))
    starts = asdict(speed.start).items()
    show("Start, in seconds", ("until", "seconds"), [(name, f"{value:.2f}") for name, value in starts])
    if options.json:
        options.json.write_text(json.dumps(asdict(speed), indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="speed", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--workers", type=int, nargs="+", default=[1, 2], help="numbers of workers (default 1 2)"
    )
    parser.add_argument("--repeats", type=int, default=3, help="runs that the median is taken of (default 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument("--one-pass", type=Path, metavar="ARTICLES", help=argparse.SUPPRESS)
    parser.add_argument("--first", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cores", type=int, default=os.cpu_count(), help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
