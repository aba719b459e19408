"""The words that people see: each language has all of them, and each asks for the same values."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any, get_args

import pytest

from depesche import languages
from depesche.errors import UnknownLanguage
from depesche.reading.types import Kind
from depesche.render.labels import labels_of
from depesche.render.record_labels import record_labels

if TYPE_CHECKING:
    from collections.abc import Iterator


def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


def values(words: str) -> list[tuple[str | None, str | None]]:
    """What is filled in, with the form of it."""
    return sorted((name, form) for _, name, form, _ in string.Formatter().parse(words) if name is not None)


@pytest.mark.parametrize("table", ["labels", "record_labels"])
def test_english_has_the_words_that_german_has(table: str) -> None:
    german = dict(leaves(languages.shown("de").table(table)))
    english = dict(leaves(languages.shown("en").table(table)))
    assert list(english) == list(german)
    assert all(english.values())
    for name, words in german.items():
        if not name.startswith("date"):
            assert values(english[name]) == values(words), name


def test_results_are_shown_in_english_though_english_is_not_read() -> None:
    assert labels_of("en-GB").code == "en"
    assert record_labels("en").exchange_status["open"] == "open"
    assert labels_of("en").kinds["demand"] == "demands"
    assert set(labels_of("en").kinds) == set(get_args(Kind))
    assert "en" not in languages.available()
    assert languages.installed("en") is None
    with pytest.raises(UnknownLanguage):
        languages.load("en")


def test_a_language_without_words_is_shown_in_the_first_that_is_installed() -> None:
    assert labels_of("xx").code == labels_of("").code == languages.available()[0]


def test_the_keys_of_the_review_are_one_letter_each() -> None:
    for code in ("de", "en"):
        keys = list(record_labels(code).keys.values())
        assert all(len(key) == 1 for key in keys)
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(("code", "written"), [("de", "02.04.2024"), ("en", "2 Apr 2024")])
def test_days_are_written_as_people_write_them(code: str, written: str) -> None:
    labels = labels_of(code)
    assert labels.day("2024-04-02T10:00:00") == written
    assert labels.day("no day") is None


@pytest.mark.parametrize(
    ("code", "one", "several"), [("de", "fordert", "fordern"), ("en", "demands", "demand")]
)
def test_verbs_are_those_of_one_or_of_several(code: str, one: str, several: str) -> None:
    labels = labels_of(code)
    assert (labels.verb("demand"), labels.verb("demand", many=True)) == (one, several)
    assert set(labels.kinds_many) == set(labels.kinds)
    told = record_labels(code)
    assert set(told.answer_kinds_many) == set(told.answer_kinds)
