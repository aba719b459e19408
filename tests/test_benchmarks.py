"""The benchmarks' own arithmetic and report; the measuring itself takes too long for a test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import common, report, speed

if TYPE_CHECKING:
    from pathlib import Path


def speed_of(bert: float | None) -> speed.Speed:
    passed = speed.Throughput(workers=2, words_per_second=4000.0, seconds=8.0, megabytes=350.4)
    start = speed.Start(python=0.01, imported=0.1, first_table=1.234)
    return speed.Speed("2 cores, a model", start, (speed.Comparison(passed, bert),))


def test_articles_are_taken_out_of_gold_lines(tmp_path: Path) -> None:
    lines = tmp_path / "gold.jsonl"
    record: dict[str, object] = {
        "id": "1",
        "text": "Ein kurzer Text.\n",
        "published": None,
        "acts": [],
        "language": "de",
    }
    lines.write_text(json.dumps(record) + "\n\n", encoding="utf-8")
    articles = common.load_articles(lines)
    assert [(one.id, one.text, one.published) for one in articles] == [("1", "Ein kurzer Text.\n", None)]
    assert common.count_words(articles) == 3


def test_speed_is_set_beside_the_yardstick() -> None:
    assert speed.rows_of(speed_of(bert=500.0)) == [("2", "4,000", "350", "500", "8.0")]
    assert speed.rows_of(speed_of(bert=None)) == [("2", "4,000", "350", "no torch", "no torch")]


def test_the_report_replaces_what_stands_between_its_marks() -> None:
    page = f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n"
    sections = report.speed_section(speed_of(bert=None)) + report.quality_section({"acts": {"act_f1": 0.5}})
    written = report.replace_measured(page, sections)
    assert written.startswith("before\n")
    assert written.endswith("after\n")
    assert "old" not in written
    assert "| acts | act_f1 0.500 |" in written
    assert report.replace_measured(written, sections) == written


def test_a_page_without_marks_is_left_alone() -> None:
    with pytest.raises(ValueError, match="lacks"):
        report.replace_measured("no marks", "figures")


def test_the_page_of_the_report_has_its_marks() -> None:
    assert report.replace_measured(report.PAGE.read_text(encoding="utf-8"), "")
