"""The benchmarks' own arithmetic and report; the measuring itself takes too long for a test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks import common, direct, relays, report, speed
from depesche import Reading, Span, Statement

if TYPE_CHECKING:
    from pathlib import Path


def speed_of(bert: float | None) -> speed.Speed:
    passed = speed.Throughput(workers=2, words_per_second=4000.0, seconds=8.0, megabytes=350.4, cores=4)
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
    assert speed.rows_of(speed_of(bert=500.0)) == [("2", "4", "4,000", "–", "350", "500", "8.0")]
    assert speed.rows_of(speed_of(bert=None)) == [("2", "4", "4,000", "–", "350", "no torch", "no torch")]


def test_a_long_run_is_told_apart_from_one_that_loads(tmp_path: Path) -> None:
    lines = tmp_path / "gold.jsonl"
    lines.write_text(
        json.dumps({"id": "1", "text": "Oslo drohte Riga am Montag.", "published": None}) + "\n",
        encoding="utf-8",
    )
    passed = speed.throughput(1, 1, 1, lines, first=lines)
    assert passed.once_loaded is not None
    assert passed.once_loaded > 3 * passed.words_per_second


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


def reading_of(*quotes: tuple[str, tuple[int, int]]) -> Reading:
    statements = [Statement(f"s{n}", type_, None, (Span(*at),)) for n, (type_, at) in enumerate(quotes)]  # type: ignore[arg-type]
    return Reading("a", "de", "„Ja“, rief er. „Nein“, rief sie.", statements=tuple(statements))


def test_a_direct_quote_counts_only_with_exactly_its_characters() -> None:
    gold = reading_of(("direct", (0, 4)), ("direct", (15, 21)), ("indirect", (6, 10)))
    same = direct.count([(gold, gold)])
    assert (same.gold, same.found, same.share, same.missed) == (2, 2, 1.0, ())
    near = reading_of(("direct", (0, 4)), ("direct", (16, 20)), ("indirect", (15, 21)))
    assert direct.count([(gold, near)]) == direct.Exact(2, 1, ("„Nein“",))
    assert direct.rows_of(direct.Exact(2, 1)) == [("direct quotes", "2"), ("found exactly", "1 (0.500)")]


def test_relays_are_counted_by_sentence() -> None:
    right = relays.Judged("a", ("dpa",), ("er",), right=True, wrong=False, missing=False, found=True)
    missed = relays.Judged("b", (), ("sie",), right=False, wrong=False, missing=True, found=False)
    counts = relays.count([right, right, missed, right._replace(right=False, wrong=True)])
    assert counts == relays.Counts(2, 1, 1, 3, 4)
    assert relays.row_of("x", counts) == ("x", "4", "2", "1", "1", "0.67", "0.67", "0.75")


def test_the_report_shows_direct_quotes_and_relays() -> None:
    section = report.statements_section(
        direct.Exact(2, 1), [relays.row_of("x", relays.Counts(1, 0, 0, 1, 1))]
    )
    assert "| found exactly | 1 (0.500) |" in section
    assert "| x | 1 | 1 | 0 | 0 | 1.00 | 1.00 | 1.00 |" in section
