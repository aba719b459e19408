"""Measure speed and quality and write the figures into docs/benchmarks.md, between its two marks.

`python -m benchmarks.report [--workers N]`
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from benchmarks import calibration, direct, quality, relays, speed
from benchmarks.common import ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN = "<!-- measured: begin -->"
END = "<!-- measured: end -->"


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are figures."""
    rule = ["---", *["---:"] * (len(columns) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (columns, rule, *rows))


def speed_section(measured: speed.Speed) -> str:
    """Words a second, memory, the yardstick, and the time to start."""
    starts = [(name.replace("_", " "), f"{value:.2f}") for name, value in asdict(measured.start).items()]
    return "\n\n".join(
        (
            f"### Speed ({measured.machine})",
            markdown_table(speed.COLUMNS, speed.rows_of(measured)),
            markdown_table(("start until", "seconds"), starts),
        )
    )


def quality_section(measured: dict[str, quality.Figures]) -> str:
    """The headline figures of every task."""
    rows = [(task, _headlines(figures)) for task, figures in measured.items()]
    return "### Quality\n\n" + markdown_table(("articles", "figures"), rows)


def statements_section(exact: direct.Exact, relayed: list[tuple[str, ...]]) -> str:
    """Direct quotes found to the character, and who passes on statements."""
    return "\n\n".join(
        (
            "### Direct quotes and relays",
            markdown_table(direct.COLUMNS, direct.rows_of(exact)),
            markdown_table(relays.COLUMNS, relayed),
        )
    )


def calibration_section() -> str:
    """How far the confidence of statements and acts can be believed."""
    parts = ["### Confidence"]
    for what in calibration.FILES:
        bins = calibration.measure(what)
        parts.append(f"{what}: expected calibration error {calibration.calibration_error(bins):.3f}")
        parts.append(markdown_table(calibration.COLUMNS, calibration.rows_of(bins)))
    return "\n\n".join(parts)


def _headlines(figures: quality.Figures) -> str:
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items() if name in quality.HEADLINES)


def replace_measured(page: str, sections: str, *, begin: str = BEGIN, end: str = END) -> str:
    """The page with new figures between two marks. Raises `ValueError` where one is missing."""
    head, first, rest = page.partition(begin)
    _, last, tail = rest.partition(end)
    if not first or not last:
        raise ValueError(f"the page lacks {end if first else begin}")
    return f"{head}{begin}\n{sections}\n{end}{tail}"


def write(page: Path, workers: int) -> None:
    """Measure everything and bring the page up to date."""
    sections = (
        speed_section(speed.measure((1, 2), 3)),
        quality_section(quality.measure(workers)),
        statements_section(direct.measure(workers), relays.measure()),
        calibration_section(),
    )
    current = page.read_text(encoding="utf-8")
    page.write_text(replace_measured(current, "\n\n".join(sections)), encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="report", description=__doc__.partition("\n")[0])
    parser.add_argument("--workers", type=int, default=1, help="processes that read for quality (default 1)")
    if not speed.ARTICLES.is_file():
        sys.exit(f"report: there is no {speed.ARTICLES}; the data are not part of this repository")
    write(PAGE, parser.parse_args().workers)


if __name__ == "__main__":
    run(main)
