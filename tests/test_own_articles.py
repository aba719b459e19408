"""The project's own training articles: all of them fit, what does not fit is named, nothing is copied."""

from __future__ import annotations

import json
import lzma
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from training.own_articles import DATA, InvalidOwnArticle, compile_article, load_own_articles, main

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).parents[2] / "shared"
AT_LEAST = 330  # articles
TEXT = "Das Embargo gilt. Die Regierung drohte am Montag mit einem Ausfuhrstopp, falls das Embargo bleibe."
LONG = 8  # words from which on a sentence is nobody's common property


def article(**changes: Any) -> dict[str, Any]:
    """A small article that fits, with changes."""
    act = {
        "sentence": 1,
        "kind": "threaten",
        "trigger": "drohte",
        "actors": [{"text": "Die Regierung", "name": "Regierung", "party": "Nordmark"}],
        "recipients": [],
        "content": "einem Ausfuhrstopp",
        "condition": "falls das Embargo bleibe",
        "time": "am Montag",
        "status": "actual",
    }
    whole = {
        "id": "own-x-001",
        "title": "Streit um Ausfuhren",
        "published": "2021-05-04",
        "language": "de",
        "text": TEXT,
        "acts": [act | changes.pop("act", {})],
    }
    return whole | changes


def words_of(reading: dict[str, Any], spans: list[list[int]]) -> list[str]:
    return [reading["text"][start:end] for start, end in spans]


def test_strings_become_spans() -> None:
    reading = compile_article(article())
    act = reading["acts"][0]
    assert words_of(reading, act["trigger"]) == ["drohte"]
    assert words_of(reading, act["content"]) == ["einem Ausfuhrstopp"]
    assert words_of(reading, act["condition"]) == ["falls das Embargo bleibe"]
    assert words_of(reading, [act["time"]["span"], act["actors"][0]["mention"]]) == [
        "am Montag",
        "Die Regierung",
    ]
    assert len(reading["sentences"]) == 2


def test_the_nearest_of_several_places_is_meant() -> None:
    text = "Der Rat tagt. Der Rat lehnte ab. Der Rat geht."
    roles = [{"text": "Der Rat", "name": "Rat", "party": "Rat"}]
    act = {"trigger": "lehnte", "actors": roles, "content": None, "condition": None, "time": None}
    reading = compile_article(article(text=text, act=act))
    assert reading["acts"][0]["actors"][0]["mention"] == [14, 21]


@pytest.mark.parametrize(
    ("act", "field"),
    [
        ({"kind": "menace"}, "kind"),
        ({"status": "maybe"}, "status"),
        ({"sentence": 7}, "sentence"),
        ({"sentence": 0}, "trigger"),
        ({"trigger": "droht"}, "trigger"),
        ({"content": "einem Lieferstopp"}, "content"),
        ({"content": "Ausfuhr"}, "content"),
        ({"content": ""}, "content"),
        ({"content": "falls das Embargo bleibe"}, "condition"),
        ({"time": "am Dienstag"}, "time"),
        ({"actors": [{"text": "Die Regierung", "name": "", "party": None}]}, "actors"),
        ({"actors": [{"text": None, "name": None, "party": None}]}, "actors"),
        ({"recipients": "Nordmark"}, "recipients"),
        ({"because": "x"}, "fields"),
    ],
)
def test_a_broken_act_is_named(act: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidOwnArticle, match=rf"own-x-001: act 0 .*: {field}: "):
        compile_article(article(act=act))


def test_a_repeated_act_is_named() -> None:
    twice = article()["acts"] * 2
    with pytest.raises(InvalidOwnArticle, match=r"act 1 .* repeats"):
        compile_article(article(acts=twice))


@pytest.mark.parametrize(
    "change", [{"published": "gestern"}, {"acts": []}, {"acts": [1]}, {"title": " "}, {"url": "x"}]
)
def test_a_broken_article_is_named(change: dict[str, Any]) -> None:
    with pytest.raises(InvalidOwnArticle, match="own-x-001: "):
        compile_article(article(**change))


def test_the_command_reports_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "acts-own-x.jsonl"
    broken = [json.dumps(article(id="own-x-002", act={"kind": "menace"})), "{", json.dumps(article())]
    file.write_text("\n".join([json.dumps(article()), *broken]), encoding="utf-8")
    assert main([str(file)]) == 1
    output = capsys.readouterr().out
    for problem in (":2: own-x-002: act 0", ":3: not JSON", ":4: own-x-001: id is used twice"):
        assert problem in output
    assert main([str(tmp_path / "none.jsonl")]) == 1


def test_all_own_articles_fit() -> None:
    readings = load_own_articles()
    assert len(readings) >= AT_LEAST
    assert main([]) == 0
    assert all(len(reading["acts"]) >= 3 for reading in readings)


def _normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _shared_texts() -> Iterator[str]:
    for path in sorted(SHARED.rglob("*.jsonl*")):
        with (
            lzma.open(path, "rt", encoding="utf-8")
            if path.suffix == ".xz"
            else path.open(encoding="utf-8") as lines
        ):
            for line in lines:
                text = json.loads(line).get("text") if line.strip() else None
                if isinstance(text, str):
                    yield _normal(text)


def test_no_sentence_is_copied() -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent: nothing to compare the own articles with")
    own = {
        sentence
        for reading in load_own_articles(DATA)
        for start, end in reading["sentences"]
        if len((sentence := _normal(reading["text"][start:end])).split()) >= LONG
    }
    assert own
    starts = {" ".join(sentence.split()[:LONG]) for sentence in own}
    for text in _shared_texts():
        words = text.split()
        grams = {" ".join(words[i : i + LONG]) for i in range(len(words) - LONG + 1)}
        copied = [sentence for sentence in own if sentence in text] if grams & starts else []
        assert not copied
