"""Quotation marks of all kinds, in any mix, closed or not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche import languages
from depesche.reading.document import cut
from depesche.reading.quotes import find_quotations, inside

GERMAN = languages.load("de")


def quoted(text: str) -> list[str]:
    document = cut(text, GERMAN)
    return [document.span_of(first, last).of(text) for first, last, _ in find_quotations(document)]


@pytest.mark.parametrize(
    ("before", "after"), [("„", "“"), ("„", "”"), ("“", "”"), ("»", "«"), ("«", "»"), ('"', '"'), ("„", '"')]
)
def test_every_pair_of_marks(before: str, after: str) -> None:
    quote = f"{before}Wir bleiben dabei.{after}"
    assert quoted(f"Der Sprecher sagte: {quote} Dann ging er.") == [quote]


def test_several_quotations_of_different_make() -> None:
    text = 'Erst „eins“, dann "zwei", zuletzt »drei«.'
    assert quoted(text) == ["„eins“", '"zwei"', "»drei«"]


def test_a_quotation_inside_another_by_single_marks() -> None:
    text = "„Sie nannten es ‚Hilfe‘, wir nicht“, sagte er."
    assert quoted(text) == ["„Sie nannten es ‚Hilfe‘, wir nicht“"]


def test_the_mark_repeated_at_each_paragraph() -> None:
    text = "„Der erste Absatz.\n\n„Der zweite Absatz.“\n\nDer Rest."
    assert quoted(text) == ["„Der erste Absatz.\n\n„Der zweite Absatz.“"]


def test_a_quotation_over_paragraphs() -> None:
    text = "„Der erste Absatz.\n\nDer zweite Absatz.“\n\nDer Rest."
    assert quoted(text) == ["„Der erste Absatz.\n\nDer zweite Absatz.“"]


def test_a_missing_closing_mark_reaches_to_the_end_of_the_paragraph() -> None:
    text = "Er sagte: „Wir gehen nicht.\n\nSie sagte: „Wir auch nicht.“"
    document = cut(text, GERMAN)
    assert [quotation.closed for quotation in find_quotations(document)] == [False, True]
    flags = dict(zip((token.word for token in document.tokens), inside(document), strict=True))
    assert flags["gehen"] == 2
    assert flags["auch"] == 1
    assert flags["Sie"] == 0


@given(st.text(alphabet="„“”\"»«‚‘’'`,<> ab.\n"))
def test_any_mix_of_marks_gives_quotations_in_order(text: str) -> None:
    document = cut(text, GERMAN)
    end = 0
    for first, last, _ in find_quotations(document):
        assert end <= first < last <= len(document.tokens)
        end = last


TYPED = [
    ("``", "''"), ("``", '"'), ("``", "``"), (",,", "''"), (",,", "``"), (",,", '"'), (",,", "“"), ("„", "''"),
    ("<<", ">>"), (">>", "<<"), ("''", "''"), ("‚‚", "‘‘"), ("‘‘", "’’"), ("´´", "´´"), ("‹‹", "››"), ("››", "‹‹"),
    ("<< ", " >>"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TYPED)
def test_marks_typed_as_two_characters(before: str, after: str) -> None:
    quote = f"{before}Wir bleiben dabei.{after}"
    assert quoted(f"Der Sprecher sagte: {quote} Dann ging er.") == [quote]


@pytest.mark.parametrize(("before", "after"), [("``", "''"), (",,", "''"), ("<<", ">>")])
def test_marks_typed_as_two_characters_repeated_at_each_paragraph(before: str, after: str) -> None:
    quote = f"{before}Der erste Absatz.\n\n{before}Der zweite Absatz.{after}"
    assert quoted(f"{quote}\n\nDer Rest.") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "Er kam,, und ging.",
        "Das Rohr misst 5'' und 7'' im Querschnitt.",
        ">> Mehr dazu auf Seite drei",
        "Es gilt a << b und auch c << d.",
        "Hans'' Haus",
        "''",
        "``",
    ],
)
def test_what_is_typed_without_a_partner_is_no_mark(text: str) -> None:
    assert quoted(text) == []


def test_a_sentence_ends_behind_a_mark_typed_as_two_characters() -> None:
    document = cut("Er sagte: ,,Wir gehen.'' Dann ging er.", GERMAN)
    assert [sentence.span.of(document.text) for sentence in document.sentences] == [
        "Er sagte: ,,Wir gehen.''", "Dann ging er.",
    ]  # fmt: skip
