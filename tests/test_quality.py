"""Readings of the development articles keep the contract and stay above the floors of floors.toml."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from benchmarks import quality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TASKS = {task.name: task for task in quality.TASKS}
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@cache
def figures_of(task: str, predicted: Path) -> quality.Figures:
    return quality.score(TASKS[task], predicted)


def readings_in(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def spans_in(part: object) -> Iterator[tuple[int, int]]:
    """Every span in a reading: the lists of two whole numbers."""
    if isinstance(part, dict):
        for value in part.values():
            yield from spans_in(value)
    elif isinstance(part, list) and len(part) == 2 and all(type(value) is int for value in part):
        yield part[0], part[1]
    elif isinstance(part, list):
        for value in part:
            yield from spans_in(value)


@pytest.mark.parametrize(
    ("task", "figure", "floor"),
    [(task, figure, floor) for task, floors in FLOORS.items() for figure, floor in floors.items()],
)
def test_quality_stays_above_its_floor(
    task: str, figure: str, floor: float, predictions: Callable[[str], Path]
) -> None:
    measured = figures_of(task, predictions(task))[figure]
    assert measured >= floor, f"{task}: {figure} is {measured:.3f}, the floor is {floor:.3f}"


@pytest.mark.parametrize("task", TASKS)
def test_every_reading_keeps_the_contract(
    task: str, predictions: Callable[[str], Path], shared: Path
) -> None:
    schema = json.loads((shared / "contract" / "reading.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    for reading in readings_in(predictions(task)):
        assert [error.message for error in validator.iter_errors(reading)] == []


@pytest.mark.parametrize("task", TASKS)
def test_every_span_lies_in_the_text_as_it_was_given(task: str, predictions: Callable[[str], Path]) -> None:
    given = readings_in(TASKS[task].path)
    readings = readings_in(predictions(task))
    assert [reading["id"] for reading in readings] == [article["id"] for article in given]
    for article, reading in zip(given, readings, strict=True):
        assert reading["text"] == article["text"]
        outside = [span for span in spans_in(reading) if not 0 <= span[0] < span[1] <= len(article["text"])]
        assert outside == []


def test_floors_name_tasks_and_figures_that_there_are() -> None:
    assert set(FLOORS) == set(TASKS) - {"seed"}  # measured to be shown, and never a goal
    assert all(0 < floor < 1 for floors in FLOORS.values() for floor in floors.values())


def test_figures_are_taken_from_rows_and_the_last_line() -> None:
    output = "actor party    P 0.500  R 1.000  F1 0.667  (gold 3)\ncontent overlap   0.4\nact_f1 0.250 content 0.400\n"
    assert quality.parse(output) == {"actor_party_f1": 0.667, "act_f1": 0.25, "content": 0.4}


@pytest.mark.usefixtures("shared")
def test_gold_is_perfect_by_its_own_scorer() -> None:
    figures = quality.score(TASKS["acts"], TASKS["acts"].path)
    assert {figures[name] for name in ("found_f1", "act_f1", "event_f1", "content")} == {1.0}


@pytest.mark.usefixtures("shared")
def test_a_scorer_that_refuses_is_heard(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(RuntimeError, match="articles missing"):
        quality.score(TASKS["acts"], empty)
