"""The tutorial tells what the commands say."""

from __future__ import annotations

import re

from depesche.reading.contract import from_json
from tests.krise import krise
from tests.tutorial import PAGE, ROOT, run, same, steps

QUESTIONS = ("board", "timeline", "exchanges", "commitments", "search", "party", "brief", "show")


def test_the_commands_of_the_tutorial_say_what_it_tells() -> None:
    told = list(steps(PAGE.read_text(encoding="utf-8")))
    says = run([step.command for step in told])
    wrong = [(step, output) for step, output in zip(told, says, strict=True) if not same(step.said, output)]
    assert wrong == [], "python -m tests.tutorial writes it anew"


def test_the_tutorial_walks_through_all_commands() -> None:
    commands = " ".join(step.command for step in steps(PAGE.read_text(encoding="utf-8")))
    used = set(re.findall(r"depesche (\w+)", commands))
    assert used >= {*QUESTIONS, "add", "review", "decide", "export", "import", "backup"}


def test_the_careful_readings_of_the_examples_are_those_of_the_tests() -> None:
    lines = (ROOT / "examples" / "krise-gelesen.jsonl").read_text(encoding="utf-8").splitlines()
    told = [(reading.id, reading.text, reading.acts) for reading in map(from_json, lines)]
    assert told == [(reading.id, reading.text, reading.acts) for reading in krise()]
