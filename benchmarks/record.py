"""How fast a record is: adding read articles, and the questions people ask of a big one.

`python -m benchmarks.record [--articles N] [--keep FILE] [--json FILE] [--report]`

Fills a record with a made-up crisis (`benchmarks.crisis`, ten acts an article), then asks it in a process of its own,
so that the memory of filling does not count. Of every question, many different ones are asked; the first of each is
left out, since it also waits for the disk.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, cast

from benchmarks.common import ROOT, machine, run, show
from benchmarks.crisis import ACTS, FIRST_DAY, PARTIES, readings
from benchmarks.report import PAGE, markdown_table, replace_measured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from depesche import Reading
    from depesche.record.record import Record

ARTICLES = 100_000
BEGIN = "<!-- record: begin -->"
END = "<!-- record: end -->"
ASKED = 25  # times of each question
TIMED = 500  # articles that are added one by one
TOGETHER = 250  # articles in one transaction


@dataclass(frozen=True, slots=True)
class Times:
    """Of many runs of one thing: the median and what 95 of 100 stay under, in milliseconds."""

    median: float
    most: float

    @classmethod
    def of(cls, seconds: list[float]) -> Times:
        """The figures of so many seconds."""
        most = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
        return cls(median(seconds) * 1000, most * 1000)


@dataclass(frozen=True, slots=True)
class Filled:
    """A record that was filled, many articles in one transaction; then some were added one by one, and timed.

    `seconds` is what the filling took by the clock, `seconds_cpu` what it computed; of the adding alike.
    """

    articles: int
    acts: int
    adding: Times
    adding_cpu: Times
    seconds: float
    seconds_cpu: float
    megabytes: float
    size: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Times of each question, and the most memory that the process held in megabytes."""

    questions: dict[str, Times]
    megabytes: float


def fill(path: Path, articles: int) -> Filled:
    """Fill a new record in this process, then time what is added to it one by one."""
    from depesche.record.record import Record

    timed = min(TIMED, articles // 2)
    made = readings(articles)
    wall, cpu = [], []
    begin, begin_cpu = time.perf_counter(), time.process_time()
    with Record.open(path) as record:
        acts = _fill(record, made, articles - timed)
        whole, whole_cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
        for reading in made:
            start, start_cpu = time.perf_counter(), time.process_time()
            acts += record.add(reading).acts
            wall.append(time.perf_counter() - start)
            cpu.append(time.process_time() - start_cpu)
    size = path.stat().st_size / 1e6
    return Filled(articles, acts, Times.of(wall), Times.of(cpu), whole, whole_cpu, _peak(), size)


def _fill(record: Record, made: Iterator[Reading], articles: int) -> int:
    """Add so many articles, `TOGETHER` in one transaction; the number of their acts."""
    acts = 0
    for first in range(0, articles, TOGETHER):
        some = islice(made, min(TOGETHER, articles - first))
        acts += sum(added.acts for added in record.add_together(some))
        if first % 5000 == 0:
            _note(f"{first} articles, {time.process_time():.0f} s of computing")
    return acts


def ask(path: Path, times: int = ASKED) -> Asked:
    """Ask a record in this process, every question so many times."""
    from depesche.record.record import Record

    random = Random(7)  # noqa: S311
    with Record.open(path, create=False) as record:
        asked = {name: _timed(question, record, random, times) for name, question in _QUESTIONS.items()}
    return Asked(asked, _peak())


def _timed(question: Callable[[Record, Random], object], record: Record, random: Random, times: int) -> Times:
    seconds = []
    for number in range(times + 1):
        start = time.perf_counter()
        question(record, random)
        if number:
            seconds.append(time.perf_counter() - start)
    return Times.of(seconds)


def _board(record: Record, random: Random) -> object:
    from depesche.record.questions import board
    from depesche.record.types import Filter

    return board(record, Filter(since=_day(record, random)))


def _timeline(record: Record, random: Random) -> object:
    from depesche.record.questions import timeline
    from depesche.record.types import Filter

    return timeline(record, Filter(since=_day(record, random)))


def _timeline_of_party(record: Record, random: Random) -> object:
    from depesche.record.questions import timeline
    from depesche.record.types import Filter

    return timeline(record, Filter(parties=(_party(random),), kinds=("demand",)), newest=True)


def _party_profile(record: Record, random: Random) -> object:
    from depesche.record.questions import party

    return party(record, _party(random))


def _search(record: Record, random: Random) -> object:
    from depesche.record.questions import search

    return search(record, f"{random.choice(_rare(record))} beenden")


def _rare(record: Record) -> list[str]:
    """Words that few acts hold: those by which matters are named."""
    return [word.strip() for matter in record.matters()[:40] for word in matter.name.split(",")]


def _search_common(record: Record, random: Random) -> object:
    from depesche.record.questions import search

    return search(record, random.choice(("schließen", "Leuten", "räumen aufgefordert", "Montag angeboten")))


def _exchanges(record: Record, random: Random) -> object:
    from depesche.record.questions import exchanges
    from depesche.record.types import Filter

    return exchanges(record, Filter(until=_day(record, random)), statuses=("open",))


def _commitments(record: Record, random: Random) -> object:
    from depesche.record.questions import commitments
    from depesche.record.types import Filter

    return commitments(record, Filter(until=_day(record, random)), statuses=("pending",))


def _brief(record: Record, random: Random) -> object:
    from depesche.record.questions import brief
    from depesche.record.types import Filter

    day = _day(record, random)
    return brief(record, day, Filter(until=day + timedelta(days=7)))


def _show(record: Record, random: Random) -> object:
    from depesche.record.questions import show, timeline
    from depesche.record.types import Filter

    found = timeline(record, Filter(since=_day(record, random)), limit=1).lines
    return show(record, found[0].event.id)


_QUESTIONS: dict[str, Callable[[Record, Random], object]] = {
    "board": _board,
    "timeline page": _timeline,
    "timeline page, one party and kind": _timeline_of_party,
    "party": _party_profile,
    "search, rare word": _search,
    "search, common words": _search_common,
    "exchanges": _exchanges,
    "commitments": _commitments,
    "brief": _brief,
    "show": _show,
}


def _day(record: Record, random: Random) -> date:
    """A day in the second half of the record."""
    from depesche.record.questions.commitments import last_day

    with record.connect() as connection:
        last = last_day(connection) or FIRST_DAY
    days = (last - FIRST_DAY).days
    return FIRST_DAY + timedelta(days=random.randrange(days // 2, days + 1))


def _party(random: Random) -> str:
    return f"X{random.randrange(PARTIES):02}"


def _peak() -> float:
    """Most memory that this process has held so far, in megabytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _note(line: str) -> None:
    print(f"record: {line}", file=sys.stderr, flush=True)


def measure(articles: int, keep: Path | None = None) -> tuple[Filled, Asked]:
    """Fill a record and ask it; each in a process of its own. With `keep`, one that is there is only asked."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "record.db"
        figures = path.with_suffix(".json")
        if not figures.is_file():
            filled = _in_process("--fill", str(path), "--articles", str(articles))
            figures.write_text(json.dumps(filled), encoding="utf-8")
        filled = json.loads(figures.read_text(encoding="utf-8"))
        asked = _in_process("--ask", str(path))
    adding, cpu = Times(**filled.pop("adding")), Times(**filled.pop("adding_cpu"))
    questions = {name: Times(**times) for name, times in asked["questions"].items()}
    return Filled(adding=adding, adding_cpu=cpu, **filled), Asked(questions, asked["megabytes"])


def _in_process(*options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.record", *options]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"record: failed: {' '.join(command)}")
    return cast("dict[str, Any]", json.loads(done.stdout))


COLUMNS = ("what", "median ms", "95 of 100 under ms")


def rows_of(filled: Filled, asked: Asked) -> list[tuple[str, ...]]:
    """A row for adding and for each question, under `COLUMNS`."""
    times = {
        f"adding an article of {ACTS} acts": filled.adding,
        "adding one, computing only": filled.adding_cpu,
        **asked.questions,
    }
    return [(name, f"{one.median:.1f}", f"{one.most:.1f}") for name, one in times.items()]


def section(filled: Filled, asked: Asked) -> str:
    """The figures as a section of docs/benchmarks.md."""
    facts = (
        f"A record of {filled.articles:,} articles with {filled.acts:,} acts takes {filled.size:,.0f} MB on SQLite. "
        f"Filling it took {filled.seconds_cpu:,.0f} s of one core ({filled.seconds:,.0f} s by the clock). "
        f"Memory at most: {filled.megabytes:.0f} MB adding, {asked.megabytes:.0f} MB asking. ({machine()})"
    )
    return f"{facts}\n\n{markdown_table(COLUMNS, rows_of(filled, asked))}"


def main() -> None:
    """Measure, print a table, and write the figures as JSON or into docs/benchmarks.md if asked to."""
    options = _options()
    if options.fill:
        print(json.dumps(asdict(fill(options.fill, options.articles))))
    elif options.ask:
        print(json.dumps(asdict(ask(options.ask))))
    else:
        filled, asked = measure(options.articles, options.keep)
        title = f"A record of {filled.articles:,} articles, {filled.acts:,} acts, {filled.size:,.0f} MB; {machine()}"
        show(title, COLUMNS, rows_of(filled, asked))
        print(f"Memory at most: {filled.megabytes:.0f} MB adding, {asked.megabytes:.0f} MB asking")
        if options.report:
            page = PAGE.read_text(encoding="utf-8")
            PAGE.write_text(
                replace_measured(page, section(filled, asked), begin=BEGIN, end=END), encoding="utf-8"
            )
        if options.json:
            figures = {"filled": asdict(filled), "asked": asdict(asked)}
            options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="record", description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"how many (default {ARTICLES})")
    parser.add_argument(
        "--keep", type=Path, metavar="FILE", help="fill this record, or ask it if it is there"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    parser.add_argument("--report", action="store_true", help="write the figures into docs/benchmarks.md")
    parser.add_argument("--fill", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    parser.add_argument("--ask", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    run(main)
