"""Cutting a text: nothing is lost, sentences end where people would end them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche import languages
from depesche.reading.document import Document, cut
from depesche.reading.types import Span

GERMAN = languages.load("de")


def words(text: str) -> list[str]:
    return [token.word for token in cut(text, GERMAN).tokens]


def sentences(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in cut(text, GERMAN).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die US-Marine, so hieß es.", ["Die", "US-Marine", ",", "so", "hieß", "es", "."]),
        ("Luft- und Seewege", ["Luft-", "und", "Seewege"]),
        ("Am 3. März um 14.30 Uhr", ["Am", "3.", "März", "um", "14.30", "Uhr"]),
        ("z.B. Dr. Meier (J. F. Kern)", ["z.B.", "Dr.", "Meier", "(", "J.", "F.", "Kern", ")"]),
        ("siehe https://example.org/a?b=1, dort", ["siehe", "https://example.org/a?b=1", ",", "dort"]),
        ("an post@amt.example.org.", ["an", "post@amt.example.org", "."]),
        ("Ver\u00adhand\u200blung", ["Verhandlung"]),
        ("1.500.000 Euro", ["1.500.000", "Euro"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "parts",
    [
        ["Er kam am 3. März an.", "Danach ging er."],
        ["„Wir gehen.“", "Dann schwieg sie."],
        ["Prof. Dr. Lenz widersprach.", "Niemand folgte ihm."],
        ["Es geschah im Jahr 2014.", "Heute ist es vergessen."],
        ["Die 2. Kammer lehnte ab.", "Die 1. Kammer stimmte zu."],
        ["Er nannte Öl, Gas usw. als Gründe."],
        ["Wohin?", "Nach Wien!", "So schnell?"],
        ["Das schrieb er auf X.", "Minister Holm schwieg."],
        ["Das sagte J. Kern auf X.", "Niemand folgte F. Lenz."],
        ["Der Bau kostet 3,5 Mio. Euro.", "Das sei zu viel."],
    ],
)
def test_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_lost_space_still_ends_a_sentence() -> None:
    assert sentences("Das Lager ist leer.Auch der Hof liegt still.") == [
        "Das Lager ist leer.",
        "Auch der Hof liegt still.",
    ]


def test_headlines_end_at_their_line_and_wrapped_lines_do_not() -> None:
    assert sentences("NEUE DROHUNG\nDer Minister warnt.") == ["NEUE DROHUNG", "Der Minister warnt."]
    wrapped = "Der Minister warnte am Abend vor den Folgen einer weiteren\nEskalation an der Grenze."
    assert sentences(wrapped) == [wrapped]


def test_paragraphs_are_counted() -> None:
    document = cut("Eins. Zwei.\n\nDrei.", GERMAN)
    assert [sentence.paragraph for sentence in document.sentences] == [0, 0, 1]


@given(st.text())
def test_nothing_is_lost_and_all_is_in_order(text: str) -> None:
    document = cut(text, GERMAN)
    assert all(one.end <= other.start for one, other in pairwise(document.tokens))
    assert all(token.start < token.end <= len(text) and token.word for token in document.tokens)
    covered = {place for token in document.tokens for place in range(token.start, token.end)}
    assert all(place in covered for place, mark in enumerate(text) if mark.isalnum())
    assert_sentences_hold_all_tokens(document)


def assert_sentences_hold_all_tokens(document: Document) -> None:
    bounds = [(sentence.first, sentence.last) for sentence in document.sentences]
    assert [token for first, last in bounds for token in range(first, last)] == list(
        range(len(document.tokens))
    )


@given(st.text(alphabet="ab .\n", min_size=1), st.data())
def test_tokens_in_a_span_are_those_that_share_a_character(text: str, data: st.DataObject) -> None:
    document = cut(text, GERMAN)
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    expected = [number for number, token in enumerate(document.tokens) if token.span.overlaps(span)]
    found = document.tokens_in(span)
    assert list(found) == expected or span.start == span.end


@pytest.mark.parametrize("piece", ["20.15-", "a.", "a-", "http://", '"', "a\n", "1.", ".@", "a.b@"])
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    clock = time.perf_counter()
    cut(piece * 20_000, GERMAN)
    assert time.perf_counter() - clock < 10
