"""Answers as people and programs get them: tables, pages, Markdown, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console

from depesche.record.questions import board, brief, commitments, exchanges, party, search, show, timeline
from depesche.record.questions.results import Line, Names, Source, Timeline
from depesche.record.record import Record
from depesche.record.types import Event, Filter, StoredAct, StoredRole
from depesche.render.answers import rows_of, sheet_of
from depesche.render.answers.exchanges import headline
from depesche.render.answers.parts import SOURCE_WIDTH, sentence_about
from depesche.render.plain import data_of, write_csv, write_json
from depesche.render.record_labels import record_labels
from depesche.render.sheet import Column, Grid, Section, Sheet, cell, piece, plain
from depesche.render.sheet_markdown import markdown
from depesche.render.sheet_page import sheet_page
from depesche.render.sheet_table import sheet_table
from tests.krise import krise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from depesche.render.answers.drawing import Answer

LABELS = record_labels("de")
QUESTIONS = ("board", "timeline", "exchanges", "commitments", "search", "party", "brief", "show")
HOSTILE = '<script>alert(1)</script> [bold]x[/] | `*_\\ \x1b[31m\u202e "\n=1+1'


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Answer]:
    """An answer to every question."""
    with Record.open(tmp_path_factory.mktemp("record") / "krise.db") as record:
        for reading in krise():
            record.add(reading)
        first = timeline(record, Filter(kinds=("mobilize",))).lines[0].event.id
        return {
            "board": board(record, Filter(since=date(2024, 3, 20))),
            "timeline": timeline(record, limit=20),
            "exchanges": exchanges(record),
            "commitments": commitments(record),
            "search": search(record, "Grenze"),
            "party": party(record, "Karsland"),
            "brief": brief(record, date(2024, 3, 18)),
            "show": show(record, first),
        }


def as_table(answer: Answer, width: int) -> str:
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, legacy_windows=False).print(
        sheet_table(sheet_of(answer, LABELS))
    )
    return out.getvalue()


def as_page(answer: Answer) -> str:
    return sheet_page(sheet_of(answer, LABELS))


def as_markdown(answer: Answer) -> str:
    return markdown(sheet_of(answer, LABELS))


def as_csv(answer: Answer) -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    write_csv(answer, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def as_json(answer: Answer) -> dict[str, object]:
    out = io.StringIO()
    write_json(answer, out)
    found = json.loads(out.getvalue())
    assert isinstance(found, dict)
    return found


class Page(HTMLParser):
    """What a browser would see of a page: tags that are open, words, addresses."""

    VOID = frozenset({"meta"})

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.scripts = 0
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.scripts += tag == "script"
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("question", QUESTIONS)
def test_tables_fit_their_width(answers: Mapping[str, Answer], question: str, width: int) -> None:
    lines = as_table(answers[question], width).splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) > 4


@pytest.mark.parametrize("question", QUESTIONS)
def test_pages_are_whole_and_need_nothing_from_outside(answers: Mapping[str, Answer], question: str) -> None:
    content = as_page(answers[question])
    page = Page(content)
    assert page.open == []
    assert page.scripts == 1
    assert "Content-Security-Policy" in content
    assert not re.search(r"""(?:src|href)=["'](?!#)""", content), "the examples have no addresses"


@pytest.mark.parametrize("question", QUESTIONS)
def test_markdown_has_a_title_and_whole_tables(answers: Mapping[str, Answer], question: str) -> None:
    lines = as_markdown(answers[question]).splitlines()
    assert lines[0].startswith("# ")
    tables = [line for line in lines if line.startswith("| ")]
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in tables}
    assert len(widths) <= 3, "one width per kind of table"


@pytest.mark.parametrize("question", QUESTIONS)
def test_rows_all_have_the_same_columns_and_cite_their_source(
    answers: Mapping[str, Answer], question: str
) -> None:
    rows = list(rows_of(answers[question]))
    assert rows
    assert len({tuple(row) for row in rows}) == 1
    assert all(row["source"] for row in rows)
    assert [
        {name: str(value) if value is not None else "" for name, value in row.items()} for row in rows
    ] == as_csv(answers[question])


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_holds_every_field(answers: Mapping[str, Answer], question: str) -> None:
    answer = answers[question]
    found = as_json(answer)
    assert found == json.loads(json.dumps(data_of(answer)))
    assert "names" in found


def test_every_line_of_the_brief_names_its_source_and_its_id(answers: Mapping[str, Answer]) -> None:
    lines = [line for line in as_markdown(answers["brief"]).splitlines() if line.startswith("- ")]
    assert len(lines) > 10
    assert all(
        re.search(r"(abendblatt|kuestenkurier|anzeiger|bote), \d\d\.\d\d\.2024.*\w{12}-\d+\)$", line)
        for line in lines
    )


def test_what_was_found_stands_out(answers: Mapping[str, Answer]) -> None:
    assert 'class="look-found">Grenze<' in as_page(answers["search"])
    assert "**Grenze**" in as_markdown(answers["search"])


def told(words: str, address: str | None = None) -> Timeline:
    """A timeline of one event in which everything that comes from outside is the same words."""
    role = StoredRole(None, words, words, "p")
    act = StoredAct(
        "a-1", "a", "demand", "actual", (role,), (role,), words, words, words, words, day=date(2024, 1, 1), matter="m",
    )  # fmt: skip
    event = Event("a-1", act, ("a-1",), ("p",), ("p",))
    source = Source("a", words, words, address, date(2024, 1, 1))
    return Timeline((Line(event, source),), Names({"p": words}, {"m": words}), words)


def test_hostile_words_stay_words() -> None:
    answer = told(HOSTILE)
    table = as_table(answer, 200)
    assert "\x1b" not in table
    assert "\u202e" not in table
    assert "[bold]x[/]" in " ".join(table.split())
    page = as_page(answer)
    assert Page(page).scripts == 1
    assert "<script>alert" not in page
    assert as_csv(answer)[0]["content"] == HOSTILE
    row = next(
        line for line in as_markdown(answer).splitlines() if "script" in line and line.startswith("| ")
    )
    assert len(re.findall(r"(?<!\\)\|", row)) == 7, "six cells"


@given(st.text("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20a", max_size=6))
@example("=1+1")
@example("'=1+1")
@example("'a")
def test_no_cell_is_a_formula_and_the_words_come_back(words: str) -> None:
    cell = as_csv(told(words))[0]["content"]
    assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))
    assert re.sub("^'(?='*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])", "", cell) == words


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://x"]
)
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert address.strip() not in Page(as_page(told("x", address))).links


def test_addresses_of_the_web_become_links() -> None:
    address = "https://blatt.example/a?b=1&c=(2)"
    assert address in Page(as_page(told("x", address))).links
    assert "](https://blatt.example/a?b=1&c=%282%29)" in as_markdown(told("x", address))


@given(st.text(max_size=60))
def test_any_words_can_be_shown(words: str) -> None:
    answer = told(words)
    as_table(answer, 80)
    assert Page(as_page(answer)).open == []
    as_markdown(answer)
    assert as_csv(answer)


@given(st.text(max_size=30))
def test_a_piece_is_one_line_and_keeps_the_spaces_at_its_ends(words: str) -> None:
    shown = plain((piece(f" {words} "),))
    assert "\n" not in shown
    assert shown.startswith(" ")
    assert shown.endswith(" ")


def test_a_settled_exchange_says_by_what_in_every_form(answers: Mapping[str, Answer]) -> None:
    rows = [row for row in rows_of(answers["exchanges"]) if row["exchange_status"] == "settled"]
    assert rows
    for row in rows:
        assert row["settled"] in {"come_true", "lapsed", "withdrawn"}
        assert row["settled_reason"]
    assert any(row["settled_by"] and row["settled_day"] and row["settled_content"] for row in rows)
    others = [row for row in rows_of(answers["exchanges"]) if row["exchange_status"] != "settled"]
    assert {row["settled"] for row in others} == {None}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("hafenpost.example", ["hafenpost.", "example,"]),
        ("nord-west-kurier.example", ["nord-west-kurier.", "example,"]),
        ("kurier.example", ["kurier.example,"]),
    ],
)
def test_a_long_source_breaks_where_its_words_end(name: str, lines: list[str]) -> None:
    columns = (Column("Beleg", width=SOURCE_WIDTH), Column("Rest", share=1))
    grid = Grid(columns, ((cell((piece(f"{name}, 01.02.2024"),)), cell()),))
    out = io.StringIO()
    Console(width=80, file=out).print(sheet_table(Sheet("", "de", (), (Section(grid=grid),))))
    told = [line.strip() for line in out.getvalue().splitlines()[2:] if line.strip()]
    assert told == [*lines, "01.02.2024"]


@pytest.mark.parametrize(
    ("code", "one", "several"), [("de", "fordert", "fordern"), ("en", "demands", "demand")]
)
def test_what_several_do_together_is_told_of_several(code: str, one: str, several: str) -> None:
    labels, names = record_labels(code), Names({"p": "Karsland", "q": "Valdorien"}, {})
    (alone,) = told("Zölle").lines
    both = StoredRole(None, "Valdorien", "Valdorien", "q")
    lead = replace(alone.event.lead, actors=(*alone.event.lead.actors, both))
    together = replace(alone.event, lead=lead, actors=("p", "q"))
    for event, verb in ((alone.event, one), (together, several)):
        line = replace(alone, event=event)
        for words in (sentence_about(line, names, labels), headline(line, names, labels)):
            assert f"! {verb}" in [part.text for part in words]
        table = markdown(sheet_of(Timeline((line,), names, None), labels))
        assert f"! {verb} |" in table
