"""Readings written in the form that was asked for, to standard output or to a file that changes all at once."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer
from rich.console import Console

from depesche.record.parts import part_of
from depesche.render.table import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from depesche.reading.types import Reading

    Writer = Callable[[Iterable[Reading], TextIO], None]

BROKEN_PIPE = 141  # exit code of a program whose output nobody reads to the end
PIPE_WIDTH = 100  # columns of a table that is not written to a terminal
_PIECE = 65_536
_SPAN = re.compile(r"\[\n\s+(\d+),\n\s+(\d+)\n\s+\]")


class _Console(Console):
    """Rich ends the program when nobody reads on; how it ends is for `cli.main` to say."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(out: TextIO) -> Console:
    """A console that writes there, as wide as the terminal or `PIPE_WIDTH`; it raises `BrokenPipeError`."""
    width = None if out.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return _Console(file=out, width=width, highlight=False)


def write(readings: Iterator[Reading], writer: Writer, path: Path | None) -> None:
    """Write readings; where there is none, nothing is touched."""
    first = next(readings, None)
    if first is None:
        return
    with destination(path) as out:
        writer(chain([first], readings), out)


def write_table(readings: Iterable[Reading], out: TextIO) -> None:
    """Tables for people; colours on a terminal only."""
    console = console_for(out)
    for reading in readings:
        console.print(table(reading))
        out.flush()


def write_lines(readings: Iterable[Reading], out: TextIO) -> None:
    """The contract, one reading a line."""
    for reading in readings:
        out.write(reading.to_json())
        out.write("\n")


def write_list(readings: Iterable[Reading], out: TextIO) -> None:
    """One JSON list of readings, indented; a span stays on one line."""
    opening = "[\n"
    for reading in readings:
        indented = json.dumps(json.loads(reading.to_json()), ensure_ascii=False, indent=2)
        out.write(opening + _SPAN.sub(r"[\1, \2]", indented))
        opening = ",\n"
    out.write("\n]\n")


def write_page(readings: Iterable[Reading], out: TextIO) -> None:
    """One page for the browser."""
    from depesche.render.html import page

    content = page(list(readings))
    for start in range(0, len(content), _PIECE):  # so that a reader that goes away is noticed
        out.write(content[start : start + _PIECE])


WRITERS: dict[str, Writer] = {
    "table": write_table,
    "jsonl": write_lines,
    "json": write_list,
    "html": write_page,
}


def check_output(output: Path | None, inputs: Iterable[str] = ()) -> None:
    """Refuse an output that cannot be, or that is an input, before anything is done. Raises `typer.BadParameter`."""
    if output is None:
        return
    if not output.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {str(output.parent)!r} for the output")
    if output.is_dir():
        raise typer.BadParameter(f"the output {str(output)!r} is a folder")
    if any(_is_or_holds(Path(one), output) for one in inputs if "://" not in one):
        raise typer.BadParameter(f"the output {str(output)!r} is one of the inputs; choose another name")
    goal = output.resolve()
    if not goal.exists() or goal.is_file():
        _try_to_write(output, part_of(goal))


def _is_or_holds(given: Path, output: Path) -> bool:
    try:
        if given.is_dir():
            return output.exists() and output.resolve().is_relative_to(given.resolve())
        return given.is_file() and output.exists() and given.samefile(output)
    except OSError:
        return False


def _try_to_write(output: Path, part: Path) -> None:
    try:
        part.touch(exist_ok=False)
        part.unlink()
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise typer.BadParameter(f"the output {str(output)!r} cannot be written: {reason}") from error


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its new content when all is written, and only then."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
    elif path.exists() and not path.is_file():  # a device or a pipe
        with path.open("w", encoding="utf-8") as out:
            yield out
    else:
        with _replacing(path) as out:
            yield out


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    goal = path.resolve()  # through links: what they point at is replaced
    part = part_of(goal)
    try:
        with part.open("x", encoding="utf-8", newline="\n") as out:
            yield out
        if goal.exists():
            part.chmod(goal.stat().st_mode & 0o7777)
        part.replace(goal)
    finally:
        part.unlink(missing_ok=True)
