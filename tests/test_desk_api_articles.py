"""An article as the desk tells it: its text once, its acts by their places; and what newer versions take back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from depesche.record.record import Record
from tests.desk_api import Asker, asking, copied, filled
from tests.record.making import Told, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "https://zeitung.example/abzug"
SAYS = "Island kündigt den Abzug seiner Küstenwache an. Norwegen fordert von Island Auskunft."
CORRECTS = "Island prüft eine Anfrage seiner Fischer. Norwegen fordert von Island Auskunft."
ROLE = dict.fromkeys(("mention", "name", "party_name", "party", "person", "reason"))
SPANS: dict[str, Any] = {
    **dict.fromkeys(("trigger", "content", "condition"), ()),
    **dict.fromkeys(("sentence", "time", "deadline")),
}
ACT: dict[str, Any] = {
    "matter": None, "status": "actual", "condition_party": None, "time_value": None, "day": None, "dated_by": "none",
    "deadline": None, "statement": None, "confidence": None, "review": "open", "origin": "read", "version": 0,
}  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("articles") / "krise.db")


@pytest.fixture
def desk(record: Path, tmp_path: Path) -> Iterator[Asker]:
    with asking(copied(record, tmp_path)) as asker:
        yield asker


def whole(act: dict[str, Any], article: dict[str, Any]) -> dict[str, Any]:
    """An act with all that docs/http-api.md says of what is left out."""
    spans = {**SPANS, **act.get("spans", {})}
    some = {**spans, "sentence": [spans["sentence"]], "time": [spans["time"]]}
    words = {
        part: " … ".join(article["text"][span[0] : span[1]] for span in some[part] if span)
        for part in ("trigger", "content", "condition", "sentence", "time")
    }
    names = article["names"]["parties"]
    roles = {
        side: [{**ROLE, "party_name": names.get(role.get("party")), **role} for role in act.get(side, ())]
        for side in ("actors", "recipients")
    }
    return {
        **ACT,
        "extractor": None if act.get("origin") == "hand" else article["extractor"],
        "event": act["id"],
        "last_day": act.get("day"),
        **words,
        **act,
        **roles,
        "spans": {part: list(span) if span is not None else None for part, span in spans.items()},
        "article": article["id"],
        "published": article["published"],
        "language": article["language"],
    }


def test_what_is_left_out_of_acts_follows_from_their_article(desk: Asker) -> None:
    heads = desk.get("/articles", limit=6)["items"]
    first = desk.get(f"/articles/{heads[0]['id']}")
    start = first["text"].index(" ") + 1
    edited = first["acts"][0]["id"]
    desk.decide("edit", ids=[edited], changes={"content": [[start, start + 9]], "kind": "deny"})
    desk.decide("add", article=first["id"], fields={"kind": "demand", "trigger": [[start, start + 5]]})
    seen = 0
    for head in heads:
        article = desk.get(f"/articles/{head['id']}")
        for act in article["acts"]:
            assert whole(act, article) == desk.get(f"/acts/{act['id']}")["act"]
            seen += 1
    again = desk.get(f"/articles/{first['id']}")
    assert any(act.get("origin") == "hand" for act in again["acts"])
    mine = next(act for act in again["acts"] if act["id"] == edited)
    assert (mine["review"], mine["spans"]["content"]) == ("edited", [[start, start + 9]])
    assert seen > 10


def test_acts_are_told_in_an_article_in_half_the_room(desk: Asker) -> None:
    short = long = 0
    for head in desk.get("/articles", limit=5)["items"]:
        acts = desk.get(f"/articles/{head['id']}")["acts"]
        short += len(json.dumps(acts))
        long += len(json.dumps([desk.get(f"/acts/{act['id']}")["act"] for act in acts]))
    assert 0 < short < long / 2


def test_what_a_newer_version_takes_back_is_marked_and_leads_there(tmp_path: Path) -> None:
    asks = Told("demand", "fordert", actor="Norwegen", recipient="Island", content="Auskunft")
    versions = [
        (SAYS, Told("announce", "kündigt", actor="Island", content="den Abzug seiner Küstenwache")),
        (CORRECTS, Told("state", "prüft", actor="Island", content="eine Anfrage seiner Fischer")),
    ]
    path = tmp_path / "fassungen.db"
    with Record.open(path) as record:
        for text, act in versions:
            record.add(reading(text, act, asks, url=ADDRESS, name="zeitung", published="2024-02-06"))
    with asking(path) as desk:
        heads = {head["revision"]: head for head in desk.get("/articles")["items"]}
        assert heads[1]["replaced_by"] == heads[2]["id"]
        told = {event["kind"]: event for event in desk.get("/timeline")["items"]}
        assert told["announce"]["source"]["replaced"]
        assert told["announce"]["source"]["replaced_by"] == heads[2]["id"]
        assert not told["state"]["source"]["replaced"]
        assert not told["demand"]["source"]["replaced"], "the newer version tells it as well"
        shown = desk.get(f"/acts/{told['announce']['lead']}")["event"]["source"]
        assert (shown["replaced"], shown["replaced_by"]) == (True, heads[2]["id"])
        (old,) = [one for one in desk.get("/review")["items"] if one["act"]["kind"] == "announce"]
        assert old["source"]["replaced_by"] == heads[2]["id"]
