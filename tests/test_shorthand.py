"""Shorthand for annotating by hand, and acts of texts that lie elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from training.own_articles import InvalidOwnArticle, compile_article
from training.shorthand import acts_of_text, blocks, main, own_article
from training.standoff import STANDOFF, load_standoff

if TYPE_CHECKING:
    from pathlib import Path

OWN = """# own-x-001
title: Streit am Sund
date: 2014-09-03
Nordmark drohte am Montag mit einem Ausfuhrstopp, falls Südmark das Embargo nicht aufhebe.
> threaten | drohte | Nordmark | Südmark | einem Ausfuhrstopp | falls … aufhebe | am Montag
Das Wasser stand hoch.

Man werde nicht weichen, hieß es in Südmark.
> reject!planned | hieß | Südmark=Südmark; _=Hafenamt=~ | - | Man werde nicht weichen
"""
TEXT = "Der Rat tagt. Die Ministerin wies den Vorwurf zurück."


def written(text: str = OWN) -> dict[str, Any]:
    name, lines = next(blocks(text))
    return own_article(name, lines)


def test_an_own_article_is_what_was_written() -> None:
    article = written()
    first, second = article["acts"]
    assert article["text"].split("\n\n")[1] == "Man werde nicht weichen, hieß es in Südmark."
    assert (article["title"], article["published"]) == ("Streit am Sund", "2014-09-03")
    assert first["condition"] == "falls Südmark das Embargo nicht aufhebe"
    assert first["recipients"] == [{"text": "Südmark", "name": "Südmark", "party": "Südmark"}]
    assert (first["sentence"], first["time"], first["status"]) == (0, "am Montag", "actual")
    assert (second["sentence"], second["kind"], second["status"]) == (2, "reject", "planned")
    assert second["actors"][1] == {"text": None, "name": "Hafenamt", "party": None}
    assert len(compile_article(article)["acts"]) == 2


def test_acts_of_a_text_are_told_by_sentence() -> None:
    source = {"id": "x1", "title": "Vorwurf", "published": "2014-09-03", "text": TEXT}
    article = acts_of_text(
        source, [[0, 13], [14, 53]], [(1, "1 deny | wies | Die Ministerin | - | den Vorwurf")]
    )
    assert compile_article(article)["acts"][0]["trigger"] == [[29, 33]]


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("| drohte |", "| schwieg |", "schwieg"),
        ("falls … aufhebe", "falls … aufhübe", "aufhübe"),
        ("Südmark=Südmark;", "a=b=c=d;", "a=b=c=d"),
        ("| am Montag", "| am Montag | zu | viel", "fields"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(old: str, new: str, word: str) -> None:
    with pytest.raises(InvalidOwnArticle, match=word) as caught:
        written(OWN.replace(old, new))
    assert "line" in caught.value.problems[0]


def test_a_sentence_that_is_not_there_is_named() -> None:
    source = {"id": "x1", "title": "Vorwurf", "published": "2014-09-03", "text": TEXT}
    with pytest.raises(InvalidOwnArticle, match="no sentence"):
        acts_of_text(source, [[0, 13]], [(1, "4 deny | wies")])


def test_the_command_prints_what_fits_and_names_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.txt"
    file.write_text(
        OWN + OWN.replace("own-x-001", "own-x-002").replace("| hieß |", "| hiess |"), encoding="utf-8"
    )
    assert main([str(file)]) == 1
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == ["own-x-001"]
    assert "own-x-002" in printed.err


def test_the_standoff_file_carries_no_text() -> None:
    for line in STANDOFF.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        assert article.keys() == {"file", "id", "digest", "acts"}
        strings = [role["name"] for act in article["acts"] for role in act["actors"] + act["recipients"]]
        assert all(len(name.split()) < 25 for name in strings)


def test_standoff_acts_lie_in_their_texts(shared: Path) -> None:
    articles = load_standoff(shared / "data")
    assert len(articles) >= 240
    for article in articles:
        spans = [
            span
            for act in article["acts"]
            for part in ("trigger", "content", "condition")
            for span in act[part]
        ]
        assert all(0 <= start < end <= len(article["text"]) for start, end in spans)


def test_no_dev_article_is_annotated(shared: Path) -> None:
    texts = {article["text"] for article in load_standoff(shared / "data")}
    for name in ("acts/dev.jsonl", "acts/dev-standard.jsonl", "statements/dev.jsonl"):
        for line in (shared / "data" / name).read_text(encoding="utf-8").splitlines():
            assert json.loads(line)["text"] not in texts
