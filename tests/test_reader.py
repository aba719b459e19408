"""The reading as a whole: any text gives a valid reading, many articles come in order, weights load once."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depesche import (
    Article,
    DepescheError,
    InputError,
    InvalidDate,
    Reading,
    UnknownLanguage,
    read,
    read_many,
)
from depesche.reading import hands, reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from depesche import Span

ARTICLE = (
    "Kalmarien hat das Nachbarland Tessin-Ost am Dienstag aufgefordert, seine Truppen bis Freitag abzuziehen. "
    "„Wir verlangen den sofortigen Rückzug“, sagte Außenministerin Vera Holm in Kalmar. Sollte das nicht "
    "geschehen, werde ihr Land die Grenze schließen. Die Regierung in Ostern wies die Forderung zurück."
)


def spans(reading: Reading) -> Iterator[Span]:
    """Every span of a reading."""
    for statement in reading.statements:
        for part in ("quote", "cue", "speaker", "addressee", "frame", "relayed_by"):
            yield from getattr(statement, part)
    for act in reading.acts:
        yield from (*act.trigger, *act.content, *act.condition)
        yield from (role.mention for role in (*act.actors, *act.recipients) if role.mention)
        yield from (time.span for time in (act.time, act.deadline) if time)
    yield from (time.span for time in reading.times)
    yield from (mention for party in reading.parties for mention in party.mentions)


def assert_valid(reading: Reading) -> None:
    """Spans lie within the text, are not empty, and each list is in the order of the text."""
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(reading.text)
    for statement in reading.statements:
        for part in (statement.quote, statement.cue, statement.frame):
            assert all(one.end <= other.start for one, other in pairwise(part))
        assert statement.quote
    for found in (
        [statement.quote[0].start for statement in reading.statements],
        [act.trigger[0].start for act in reading.acts],
        [when.span.start for when in reading.times],
        [sentence.start for sentence in reading.sentences],
    ):
        assert found == sorted(found)
    assert Reading.from_json(reading.to_json()) == reading


def test_an_article_is_read_whole() -> None:
    reading = read(ARTICLE, published="2024-05-16", language="de")
    assert_valid(reading)
    assert reading.text == ARTICLE
    assert len(reading.sentences) == 4
    kinds = {act.kind for act in reading.acts}
    assert {"demand", "reject"} <= kinds
    direct = [one for one in reading.statements if one.type == "direct"]
    assert [one.quote[0].of(ARTICLE) for one in direct] == ["„Wir verlangen den sofortigen Rückzug“"]
    assert "Vera Holm" in direct[0].speaker[0].of(ARTICLE)
    assert {"2024-05-14", "2024-05-17"} <= {time.value for time in reading.times}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_gives_a_valid_reading(text: str) -> None:
    assert_valid(read(text, language="de"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from([*'„“»«"‚‘ ,.:\n\u200b\u00ad', *ARTICLE.split(), "sagte", "er"]), max_size=80)
)
def test_any_mix_of_words_and_marks_gives_a_valid_reading(words: list[str]) -> None:
    assert_valid(read(" ".join(words), published="2024-05-16", language="de"))


def test_without_a_date_relative_times_have_no_value_and_a_notice_says_so() -> None:
    reading = read("Er traf sie gestern in Wien.", language="de")
    assert [time.value for time in reading.times] == [None]
    assert any("date" in notice for notice in reading.notices)


def test_a_date_may_be_a_date() -> None:
    assert read("Er kam gestern.", published=date(2020, 1, 2), language="de").published == "2020-01-02"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidDate, match="gestern"):
        read("Er kam.", published="gestern")


@pytest.mark.parametrize("given", [None, 5, b"Er kam."])
def test_what_is_no_text_is_refused(given: Any) -> None:
    with pytest.raises(TypeError, match="text must be a str"):
        read(given)


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="de"):
        read("Er kam.", language="tlh")


def test_another_language_gives_a_notice_and_no_entries() -> None:
    english = (
        "The minister said on Monday that the government would not accept the demand of its neighbour. " * 3
    )
    reading = read(english)
    assert (reading.language, reading.statements, reading.acts) == ("en", (), ())
    assert any("'en'" in notice for notice in reading.notices)
    assert read(english, language="de").sentences


def test_many_articles_come_in_order_and_errors_in_their_place() -> None:
    error = InputError("broken", source="b.txt")
    undated = Article("Er kam.", "d", published="nie")
    articles: list[Article | DepescheError] = [
        Article(ARTICLE, "a"),
        error,
        Article("", "c"),
        undated,
        Article("Er ging.", "e"),
    ]
    found = list(read_many(articles))
    assert [one.id if isinstance(one, Reading) else type(one).__name__ for one in found] == [
        "a", "InputError", "c", "InvalidDate", "e",
    ]  # fmt: skip
    assert found[1] is error


def test_reading_together_gives_the_same_as_reading_alone() -> None:
    articles = [Article(ARTICLE, str(n), published=f"2024-05-{n + 10}") for n in range(3)]
    together = [one for one in read_many(articles) if isinstance(one, Reading)]
    alone = [read(ARTICLE, published=article.published, language="de", id=article.id) for article in articles]
    assert [(one.statements, one.acts, one.times) for one in together] == [
        (one.statements, one.acts, one.times) for one in alone
    ]


def test_articles_are_read_as_they_come() -> None:
    taken = []

    def endless() -> Iterator[Article]:
        for number in range(10_000):
            taken.append(number)
            yield Article("Er kam am Montag nach Wien.", str(number))

    stream = read_many(endless())
    assert isinstance(next(stream), Reading)
    assert len(taken) <= (hands.THREADS + 1) * reader.ARTICLES_AT_ONCE


@pytest.mark.parametrize("threads", [1, 2])
def test_two_threads_read_as_one_does(threads: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "THREADS", threads)
    monkeypatch.setattr(reader, "ARTICLES_AT_ONCE", 3)
    broken = InputError("article 5: no text")
    articles = [
        broken if number == 5 else Article(f"{ARTICLE} {number}", str(number)) for number in range(20)
    ]
    found = list(read_many(articles))
    assert found[5] is broken
    assert [one.id for one in found if isinstance(one, Reading)] == [str(n) for n in range(20) if n != 5]
    batches = [articles[first : first + 3] for first in range(0, 20, 3)]
    assert found == [one for batch in batches for one in read_many(batch)]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_run_ends_at_once(workers: int, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    script = tmp_path / "script.py"
    script.write_text(
        "import signal, sys\n"
        "from pathlib import Path\n"
        "from depesche import Article, read_many\n"
        "def main():\n"
        "    signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"    text = {ARTICLE!r} * 20\n"
        f"    for number, _ in enumerate(read_many((Article(text, str(n)) for n in range(2000)), workers={workers})):\n"
        f"        Path({str(begun)!r}).touch()\n"
        "if __name__ == '__main__':\n"
        "    main()\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, str(script)], stderr=subprocess.PIPE, text=True)
    while not begun.exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert "KeyboardInterrupt" in told
    assert process.returncode != 0


def test_a_very_long_text_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join([ARTICLE] * 6)
    monkeypatch.setattr(reader, "LONGEST_PIECE", 2 * len(ARTICLE) + 10)
    reading = read(text, published="2024-05-16", language="de")
    assert_valid(reading)
    assert len(reading.sentences) == 24
    assert [act.id for act in reading.acts] == [f"a{number}" for number in range(len(reading.acts))]
    first = [act for act in reading.acts if act.trigger[0].end <= len(ARTICLE)]
    assert len(reading.acts) == pytest.approx(6 * len(first), rel=0.34)
    ids = {statement.id for statement in reading.statements}
    assert {act.statement for act in reading.acts} - {None} <= ids


def test_weights_load_once() -> None:
    assert reader.reader_of("de") is reader.reader_of("de")
