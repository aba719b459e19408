"""What people see: the table and the page hold what the reading holds, whatever the article tries."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from depesche import Act, Party, Reading, Role, Span, Statement
from depesche.reading.types import Kind, PartyKind, StatementType, TimeType
from depesche.render import html
from depesche.render.clean import clean, shorten
from depesche.render.html import page
from depesche.render.labels import labels_of, sign_of, style_of, tone_of
from depesche.render.segments import Mark, marks_of, segments
from depesche.render.table import table
from tests.samples import readings, sample

KINDS: tuple[Kind, ...] = get_args(Kind)
COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'`</style></title><!-- ]]> {{ 7*7 }} {% raw %} "
    "&lt;b&gt; javascript:alert(1) \u202egnirts\u202c \u200f \x00\x1b[2J\x1b]8;;http://x\x07 [bold]fett[/bold] \r\n"
)


class Parsed(HTMLParser):
    """A page taken apart: elements with their attributes, and the text inside the article's text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self._inside = 0
        self._last = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        self._last = tag
        if tag == "div" and attributes.get("class") == "text":
            self._inside = 1
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._last = ""
        if tag == "div":
            self._inside = 0

    def handle_data(self, data: str) -> None:
        if self._last in self.raw:
            self.raw[self._last].append(data)
        if self._inside:
            self.texts[-1] += data

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def printed(reading: Reading, width: int = 100, *, terminal: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=terminal, highlight=False).print(table(reading))
    return out.getvalue()


def hostile() -> Reading:
    """A reading whose every string is an attack."""
    role = Role(Span(0, 8), HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    return Reading(
        id=HOSTILE,
        language="de",
        text=HOSTILE,
        title=HOSTILE,
        url="javascript:alert(1)",
        published="2022-01-27",
        sentences=(Span(0, len(HOSTILE)),),
        statements=(
            Statement(
                HOSTILE, "direct", None, (Span(0, 30),), speaker_name=HOSTILE, speaker_party=HOSTILE,
                relayed_by=(Span(3, 40),),
            ),
        ),
        acts=(
            Act(
                HOSTILE, "threaten", "planned", (Span(1, 7),), (role,), (role,), (Span(0, len(HOSTILE)),),
                (Span(2, 60),), condition_party=HOSTILE, statement=HOSTILE,
            ),
        ),
        parties=(Party(HOSTILE, HOSTILE, "state", (Span(5, 20),)),),
        notices=(HOSTILE,),
    )  # fmt: skip


# Segments


@given(readings())
@settings(deadline=None, max_examples=60)
def test_segments_are_the_text_with_exactly_its_marks(reading: Reading) -> None:
    marks = list(marks_of(reading))
    cut = list(segments(reading.text, marks))
    assert "".join(segment.span.of(reading.text) for segment in cut) == reading.text
    for segment in cut:
        over = {mark for mark in marks if mark.span.start <= segment.span.start < mark.span.end}
        assert set(segment.marks) == over
        assert all(segment.span.end <= mark.span.end for mark in over)


def test_overlapping_marks_are_cut_at_their_bounds() -> None:
    marks = [Mark(Span(0, 4), "act", "a0", "content"), Mark(Span(2, 6), "statement", "s0", "quote")]
    cut = [(segment.span, [mark.owner for mark in segment.marks]) for segment in segments("abcdefgh", marks)]
    assert cut == [(Span(0, 2), ["a0"]), (Span(2, 4), ["a0", "s0"]), (Span(4, 6), ["s0"]), (Span(6, 8), [])]


# Signs and labels


def test_every_kind_has_a_word_a_tone_and_a_sign_of_its_own() -> None:
    assert len({sign_of(kind) for kind in KINDS}) == len(KINDS)
    style = Path(html.__file__).with_name("page.css").read_text(encoding="utf-8")
    for kind in KINDS:
        assert cell_len(sign_of(kind)) == 1
        assert f".tone-{tone_of(kind)}" in style
        assert isinstance(style_of(kind), str)


def test_every_value_has_a_label() -> None:
    labels = labels_of("de")
    assert set(labels.kinds) == set(KINDS)
    assert len(set(labels.kinds.values())) == len(KINDS)
    assert set(labels.statement_types) == set(get_args(StatementType))
    assert set(labels.party_kinds) == set(get_args(PartyKind))
    assert set(labels.time_types) == set(get_args(TimeType))
    assert labels_of("xx") == labels_of("de-AT") == labels


# The table


def test_the_table_tells_who_does_what_to_whom() -> None:
    lines = printed(sample()).splitlines()
    assert lines[0].strip() == "Norwegen droht Island"
    assert lines[1].strip() == "16.03.2023 · 4 Sätze · 3 Aussagen · 4 Handlungen"
    assert lines[3].split() == [
        "Satz",
        "Wann",
        "Wer",
        "Tut",
        "was",
        "Wem",
        "Inhalt",
        "und",
        "Bedingung",
        "Sicher",
    ]
    assert re.fullmatch(
        r"\s+1\s+15\.03\.2023\s+Norwegen\s+! fordert\s+Island\s+seine Küstenwache …\s+91%\s*", lines[5]
    )
    assert any("Frist: 31.03.2023" in line for line in lines)
    assert any("Bedingung: Sollten die" in line for line in lines)
    assert any("(nicht)" in line for line in lines)
    assert any("Ingrid Solheim" in line for line in lines)
    assert lines[-2].strip() == "* read as windows-1252"


def test_acts_come_in_the_order_of_the_text() -> None:
    shown = re.findall(r"^\s+(\d)\s", printed(sample()), re.MULTILINE)
    assert shown == ["1", "2", "3", "4"]


@given(readings(), st.integers(60, 140))
@settings(deadline=None, max_examples=40)
def test_any_reading_fits_any_width(reading: Reading, width: int) -> None:
    for line in printed(reading, width).split("\n"):
        assert cell_len(line) <= width
        assert not COMMANDS.search(line)


def test_colours_are_for_terminals() -> None:
    assert "\x1b[" not in printed(sample())
    coloured = printed(sample(), terminal=True)
    assert "\x1b[1;31m↯ droht" in coloured
    assert "\x1b[1;34m! fordert" in coloured


def test_hostile_text_cannot_command_the_terminal() -> None:
    for terminal in (False, True):
        shown = re.sub(r"\x1b\[[\d;]*m", "", printed(hostile(), terminal=terminal))
        assert not COMMANDS.search(shown.replace("\n", ""))
        assert "\u202e" not in shown
    assert "[bold]" in printed(replace(sample(), title="[bold]fett[/bold]"))


def test_an_article_without_acts_says_so() -> None:
    shown = printed(Reading(id="a", language="de", text="Es regnet. " * 30))
    assert "Keine Handlungen gefunden." in shown
    assert "ohne Datum" in shown
    assert shown.startswith("Es regnet. Es regnet.")
    assert "…" in shown.splitlines()[0]


@given(st.text())
def test_clean_text_is_one_printable_line(text: str) -> None:
    assert not COMMANDS.search(clean(text))
    assert len(clean(text).splitlines()) <= 1


@given(st.text(), st.integers(5, 60))
def test_shortened_text_is_not_longer(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most
    if len(text) <= most:
        assert shorten(text, most) == text


# The page


@given(readings())
@settings(deadline=None, max_examples=60)
def test_the_page_shows_the_text_as_it_is(reading: Reading) -> None:
    (shown,) = Parsed(page([reading])).texts
    wanted = re.sub("\r\n?|[\u2028\u2029]", "\n", reading.text)
    wanted = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\ufffd", wanted)
    wanted = re.sub("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", "◌", wanted)
    assert shown == wanted


@given(readings(), readings())
@settings(deadline=None, max_examples=30)
def test_links_and_marks_find_their_goals(one: Reading, other: Reading) -> None:
    parsed = Parsed(page([one, other]))
    ids = parsed.values("id")
    assert len(ids) == len(set(ids))
    inner = {link[1:] for link in parsed.values("href") if link.startswith("#")}
    assert {goal for goal in inner if not goal.endswith("-words")} <= set(ids)
    owners = set(parsed.values("data-owner"))
    assert {
        token.partition("/")[0] for marks in parsed.values("data-on") for token in marks.split()
    } <= owners


def test_every_act_leads_to_its_words_and_back() -> None:
    parsed = Parsed(page([sample()]))
    ids, links = set(parsed.values("id")), set(parsed.values("href"))
    for number in range(len(sample().acts)):
        assert {f"r0-a{number}", f"r0-a{number}-words"} <= ids
        assert {f"#r0-a{number}", f"#r0-a{number}-words"} <= links
    on = " ".join(parsed.values("data-on"))
    for part in ("trigger", "actors", "recipients", "content", "time", "deadline"):
        assert f"a0/{part}" in on
    assert "a1/condition" in on
    for token in ("s0/quote", "s0/speaker", "s0/relayed_by", "s1/quote", "t0/time", "p0/mention"):
        assert token in on


def test_nothing_in_an_article_becomes_part_of_the_page() -> None:
    innocent = Parsed(page([sample()]))
    attacked = Parsed(page([hostile(), hostile()]))
    assert {tag for tag, _ in attacked.elements} <= {tag for tag, _ in innocent.elements} | {"i", "nav", "h1"}
    names = {name for _, attributes in attacked.elements for name in attributes}
    assert not [
        name for name in names if name.startswith("on") or name in {"src", "style", "srcdoc", "action"}
    ]
    assert all(link.startswith("#") for link in attacked.values("href"))
    assert attacked.raw == innocent.raw
    assert len(attacked.raw["script"]) == 1
    assert "7*7" in attacked.texts[0]
    assert not re.search("[\u202a-\u202e\u200f\x1b]", page([hostile()]))
    assert any("U+202E RIGHT-TO-LEFT OVERRIDE" in title for title in attacked.values("title"))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " https://x", "//x", "file:///etc/passwd"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert all(link.startswith("#") for link in Parsed(page([replace(sample(), url=url)])).values("href"))


def test_the_page_needs_nothing_from_outside() -> None:
    source = page([replace(sample(), url=None)])
    assert not re.search(r"https?://|//\w|@import|url\(|<link|<img|<iframe", source)
    assert "https://example.org/grenze" in Parsed(page([sample()])).values("href")


def test_the_policy_allows_our_style_and_script_only() -> None:
    parsed = Parsed(page([sample()]))
    (policy,) = [
        attributes["content"]
        for tag, attributes in parsed.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for name in ("script", "style"):
        content = "".join(parsed.raw[name])
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy


def test_several_articles_are_one_page_with_a_list() -> None:
    source = page([sample(), replace(sample(), title="Zweiter Artikel")])
    parsed = Parsed(source)
    assert len(parsed.texts) == 2
    assert {"#r0", "#r1"} <= set(parsed.values("href"))
    assert "2 Artikel" in source
    assert "<nav" not in page([sample()])


def test_layers_can_be_switched_and_reached_by_keyboard() -> None:
    parsed = Parsed(page([sample()]))
    boxes = [attributes for tag, attributes in parsed.elements if attributes.get("type") == "checkbox"]
    assert [box["value"] for box in boxes] == ["acts", "statements", "times", "parties"]
    script, style = parsed.raw["script"][0], parsed.raw["style"][0]
    for box in boxes:
        assert f".no-{box['value']}" in style
    assert '"no-" + event.target.value' in script
    cards = [
        attributes for tag, attributes in parsed.elements if tag == "a" and attributes.get("class") == "go"
    ]
    assert len(cards) == len(parsed.values("data-owner"))
    assert "@media print" in style
    assert "prefers-color-scheme" in script
    assert "max-width" in style
