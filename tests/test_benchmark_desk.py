"""The load test of the desk, on a small record and for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.desk import BEGIN, END, Answers, Crowd, Measured, copy_of, load, section, served, status_of
from benchmarks.report import PAGE
from tests.desk_api import filled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


def test_a_crowd_reads_and_decides_without_error_on_a_copy(record: Path, tmp_path: Path) -> None:
    crowd = Crowd(readers=6, reviewers=2, seconds=4, pause=0.2)
    copy = copy_of(record, tmp_path)
    with served(copy) as (address, _):
        answers = load(address, crowd)
    with served(copy) as (address, _):
        decisions = status_of(address)["decisions"]
    routes = answers.routes()
    assert dict(answers.errors) == {name: [] for name in answers.errors}
    assert routes["all"].answers == sum(one.answers for name, one in routes.items() if name != "all")
    assert routes["board"].p50 > 0
    assert decisions == routes["decision"].answers - routes["decision"].conflicts > 0
    with served(record) as (address, _):
        assert status_of(address)["decisions"] == 0


def test_percentiles_errors_and_conflicts_are_told_apart() -> None:
    answers = Answers()
    for hundredth in range(1, 101):
        answers.note("board", hundredth / 100, 200)
    answers.note("decision", 0.1, 409)
    answers.note("decision", 0.1, 503, "busy")
    routes = answers.routes()
    assert (round(routes["board"].p50), round(routes["board"].p95)) == (505, 950)
    assert (routes["decision"].errors, routes["decision"].conflicts) == (1, 1)
    assert routes["all"].answers == 102


def test_the_page_has_a_place_for_the_figures() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.index(BEGIN) < page.index(END)
    answers = Answers()
    answers.note("board", 0.1, 200)
    pages = {"board": {"first": 300.0, "others": [100.0, 200.0, 400.0]}}
    told = section(Measured(1000, 100, Crowd(), answers.routes(), [], pages, None))
    assert "| board | 300 | 200 | 400 |" in told
