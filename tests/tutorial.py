"""Runs the commands of docs/tutorial.md as a reader would, one after the other.

`python -m tests.tutorial` writes what they now say into the page; the test holds that nothing differs.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from contextlib import chdir, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest import mock

from depesche.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "tutorial.md"
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_MOMENT = re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d")  # of a decision


class Step(NamedTuple):
    """A command of the page with what the page says it says."""

    command: str
    said: str


def steps(page: str) -> Iterator[Step]:
    """The commands of all blocks, each with the lines below it."""
    for block in _BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, said = part.partition("\n")
            yield Step(command, said)


def run(commands: list[str]) -> list[str]:
    """What each command writes, when they are run in this order in a folder with the examples.

    It is what a shell would do, as far as the page needs it: pipes, `export`, and `depesche` in this process.
    """
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DEPESCHE_", "COLUMNS"))
    }
    with (
        tempfile.TemporaryDirectory() as folder,
        chdir(folder),
        mock.patch.dict(os.environ, kept, clear=True),
    ):
        Path("examples").symlink_to(ROOT / "examples")
        return [_without_trailing_spaces(_piped(command)) for command in commands]


def _piped(command: str) -> str:
    """What a line of commands writes."""
    said = ""
    for stage in re.split(r" \| (?=(?:[^\"']|\"[^\"]*\"|'[^']*')*$)", command):
        said = _stage(shlex.split(stage), said)
    return said


def _stage(words: list[str], given: str) -> str:
    if words[0] == "export":
        os.environ.update(dict(word.split("=", 1) for word in words[1:]))
        return ""
    if words[0] != "depesche":
        return subprocess.run(words, input=given, capture_output=True, text=True, check=True).stdout
    written = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    with (
        mock.patch.multiple(sys, argv=words, stdin=stdin, stdout=written, stderr=written),
        suppress(SystemExit),
    ):
        main()
    written.seek(0)
    return written.read()


def _without_trailing_spaces(said: str) -> str:
    lines = "\n".join(line.rstrip() for line in said.splitlines()).rstrip("\n")
    return lines + "\n" if lines else ""


def same(said: str, says: str) -> bool:
    """Whether two outputs are the same but for the moments of decisions."""
    return _MOMENT.sub("", said) == _MOMENT.sub("", says)


def written_anew(page: str) -> str:
    """The page with what its commands now say."""
    told = list(steps(page))
    says = iter(zip(told, run([one.command for one in told]), strict=True))

    def block(match: re.Match[str]) -> str:
        count = len(re.findall(r"^\$ ", match[1], flags=re.MULTILINE))
        parts = (next(says) for _ in range(count))
        return "```console\n" + "".join(_shown(step, output) for step, output in parts) + "```"

    return _BLOCK.sub(block, page)


def _shown(step: Step, output: str) -> str:
    return f"$ {step.command}\n{step.said if same(step.said, output) else output}"


if __name__ == "__main__":
    PAGE.write_text(written_anew(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
