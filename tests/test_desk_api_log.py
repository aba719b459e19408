"""The log of decisions as it is told: with what each is about, in words; parties and events that are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from depesche.desk.access import Loopback
from tests.desk_api import KARSLAND, Asker, asking, copied, filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


@pytest.fixture
def desk(whole: Path, tmp_path: Path) -> Iterator[Asker]:
    with asking(copied(whole, tmp_path), Loopback("vera")) as asker:
        yield asker


def test_the_log_comes_with_the_acts_that_it_is_about(desk: Asker) -> None:
    five = [act["id"] for act in desk.get("/acts", limit=5)["items"][:5]]
    desk.decide("confirm", ids=five)
    desk.decide("reject", ids=five[:1])
    log = desk.get("/decisions")
    assert [one["action"] for one in log["items"]] == ["reject", "confirm"]
    assert {act["id"] for act in log["acts"]} == set(five[:3]), "three of each, each once"
    assert {act["id"]: act["review"] for act in log["acts"]}[five[0]] == "rejected"
    told = {role["party"] for act in log["acts"] for role in act["actors"] if role["party"]}
    assert told <= set(log["names"]["parties"])


def test_the_log_comes_with_the_names_of_matters_and_parties(desk: Asker) -> None:
    first, second = desk.get("/matters")["items"][:2]
    desk.decide("merge-matters", matter=first["id"], into=second["id"])
    event = desk.get("/timeline", kind="offer", limit=1)["items"][0]["id"]
    desk.decide("assign", ids=[event], matter="Gipfel am Fluss")
    names = desk.get("/decisions")["names"]["matters"]
    assert names[first["id"]] == first["name"]
    assert names[second["id"]] == second["name"]
    assert "Gipfel am Fluss" in names.values()


def test_what_was_changed_is_told_with_what_it_was_before(desk: Asker) -> None:
    act = desk.get("/acts", kind="demand", limit=1)["items"][0]
    id_, kinds = act["id"], ("warn", "threaten", "offer")
    numbers = [
        desk.decide("edit", ids=[id_], changes={"kind": kind}, whole=True)["decision"]["number"]
        for kind in kinds
    ]
    desk.decide("undo", number=numbers[1])
    desk.decide("edit", ids=[id_], changes={"kind": "agree", "day": "2024-02-05"}, whole=True)
    told = [one["before"].get(id_, {}) for one in desk.get(f"/acts/{id_}/history")["items"]]
    assert [one.get("kind") for one in told] == ["demand", "warn", "threaten", None, "offer"]
    assert told[4]["day"] == [act["day"], act["last_day"], act["dated_by"]]
    desk.decide("undo", number=numbers[2])
    desk.decide("edit", ids=[id_], changes={"kind": "reject"}, whole=True)
    log = desk.get("/decisions")["items"]
    assert log[0]["before"][id_] == {"kind": "agree"}
    assert log[-1]["before"][id_] == {"kind": "demand"}
    desk.decide("confirm", ids=[id_])
    assert desk.get("/decisions", limit=1)["items"][0]["before"] == {}


def test_the_matter_that_an_event_was_filed_under_is_named_in_the_log(desk: Asker) -> None:
    act = next(one for one in desk.get("/acts", limit=200)["items"] if one["matter"])
    desk.decide("assign", ids=[act["id"]], matter="Gipfel am Fluss")
    log = desk.get("/decisions")
    (was,) = {one["matter"] for one in log["items"][0]["before"].values()}
    assert was == act["matter"]
    assert was in log["names"]["matters"]


def test_a_page_of_the_log_tells_where_the_next_begins(desk: Asker) -> None:
    ids = [act["id"] for act in desk.get("/acts", limit=3)["items"]]
    for id_ in ids:
        desk.decide("confirm", ids=[id_])
    first = desk.get("/decisions", limit=2)
    rest = desk.get("/decisions", limit=2, cursor=first["next"])
    assert [one["number"] for one in (*first["items"], *rest["items"])] == [3, 2, 1]
    assert len(rest["acts"]) == 1
    assert rest["next"] is None


def test_two_parties_are_one_until_that_is_taken_back(desk: Asker) -> None:
    union = desk.get("/parties/Küstenbund")
    number = desk.get("/parties/Karsland")["events"]
    assert (union["version"], union["history"]) == (0, [])
    decided = desk.decide("merge-parties", party=union["id"], into="Karsland", seen={union["id"]: 0})[
        "decision"
    ]
    assert (decided["action"], decided["subject"], decided["subjects"]) == (
        "merge_parties", "party", [union["id"]],
    )  # fmt: skip
    merged = desk.get("/parties/Karsland")
    assert merged["events"] > number
    assert [one["action"] for one in merged["history"]] == ["merge_parties"]
    assert desk.get("/decisions")["names"]["parties"][KARSLAND] == "Karsland"

    late = desk.decide("merge-parties", 409, party=union["id"], into="Valdorien", seen={union["id"]: 0})
    assert late["error"]["conflict"]["theirs"][0]["number"] == decided["number"]
    assert desk.decide("merge-parties", 422, party="Karsland", into="Karsland")["error"]["code"] == (
        "invalid_decision"
    )
    desk.decide("undo", number=decided["number"])
    assert desk.get("/parties/Karsland")["events"] == number
    assert desk.get("/parties/Küstenbund")["version"] > 0


def test_an_event_is_merged_again_with_the_act_that_it_is_called_after(desk: Asker) -> None:
    event = next(one for one in desk.get("/timeline", limit=200)["items"] if len(one["acts"]) == 2)
    named, other = event["id"], next(id_ for id_ in event["acts"] if id_ != event["id"])
    desk.decide("split", ids=[named], seen={named: 0})
    alone = desk.get(f"/acts/{named}")
    assert (desk.get(f"/acts/{other}")["event"]["id"], alone["event"]["acts"]) == (named, [named])
    seen = {named: 0, alone["event"]["id"]: alone["act"]["version"]}
    desk.decide("merge", ids=[named, alone["event"]["id"]], seen=seen)
    assert set(desk.get(f"/acts/{other}")["event"]["acts"]) == {named, other}
