"""The made-up crisis and the measuring of a record."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.crisis import ACTS, PER_DAY, readings
from benchmarks.record import BEGIN, END, ask, fill, rows_of, section
from benchmarks.report import PAGE
from depesche import Reading

if TYPE_CHECKING:
    from pathlib import Path


def test_the_crisis_is_made_of_valid_readings_and_the_same_each_time() -> None:
    made = list(readings(PER_DAY + 3))
    assert len({reading.id for reading in made}) == PER_DAY + 3
    assert made == list(readings(PER_DAY + 3))
    assert made != list(readings(PER_DAY + 3, seed=2))
    for reading in made:
        assert Reading.from_json(reading.to_json()) == reading
        assert len(reading.acts) == ACTS
        assert all(
            role.mention and role.mention.of(reading.text) == role.name for role in reading.acts[0].actors
        )


def test_happenings_are_told_in_several_articles() -> None:
    told = [
        (act.kind, act.actors[0].party, act.recipients[0].party, act.time.value if act.time else None)
        for reading in islice(readings(PER_DAY), PER_DAY)
        for act in reading.acts
    ]
    assert 1.5 < len(told) / len(set(told)) < 4


def test_a_record_is_filled_and_asked_and_the_figures_are_told(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    filled = fill(path, 12)
    asked = ask(path, times=2)
    assert filled.articles == 12
    assert filled.acts == 12 * ACTS
    rows = rows_of(filled, asked)
    assert len(rows) == len(asked.questions) + 2
    assert all(float(cell) >= 0 for row in rows for cell in row[1:])
    assert "12 articles with 120 acts" in section(filled, asked)


def test_the_page_has_a_place_for_the_figures() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert 0 < page.index(BEGIN) < page.index(END)
