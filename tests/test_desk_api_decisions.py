"""Decisions over HTTP: each does what the record does, none is lost, and only those may decide who are allowed to."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from depesche.desk.access import CSRF_HEADER, Loopback, Role, User
from depesche.record import review
from depesche.record.record import Record
from tests.desk_api import KARSLAND, ROOT, VALDORIEN, Asker, asking, copied, filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import Request


class Named(Loopback):
    """A gate that believes the name and role that a header gives; nobody is in without it."""

    login_needed = True

    async def user(self, request: Request) -> User | None:
        given = request.headers.get("X-Test-User")
        if given is None:
            return None
        name, _, role = given.partition(":")
        return User(name, Role[role])


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    return copied(whole, tmp_path)


@pytest.fixture
def desk(path: Path) -> Iterator[Asker]:
    with asking(path, Loopback("vera")) as asker:
        yield asker


def acts(desk: Asker, **wanted: Any) -> list[dict[str, Any]]:
    return list(desk.get("/acts", limit=200, **wanted)["items"])


def test_to_confirm_is_a_decision_with_who_when_and_a_new_version(desk: Asker) -> None:
    act = acts(desk)[0]
    before = desk.get("/review")["total"]
    done = desk.decide("confirm", ids=[act["id"]], seen={act["id"]: act["version"]}, note="gelesen")
    decision = done["decision"]
    assert (decision["who"], decision["action"], decision["note"]) == ("vera", "confirm", "gelesen")
    assert decision["at"].endswith("Z")
    assert done["acts"][0]["review"] == "confirmed"
    assert done["acts"][0]["version"] == decision["number"] == 1
    assert desk.get("/review")["total"] == before - 1
    assert desk.get(f"/acts/{act['id']}/history")["items"] == [decision]
    assert desk.get("/decisions/1") == decision


def test_ten_are_reviewed_and_two_taken_back(desk: Asker) -> None:
    for _ in range(5):
        first, second = desk.get("/review", limit=2)["items"]
        desk.decide("confirm", ids=[first["act"]["id"]])
        desk.decide("reject", ids=[second["act"]["id"]])
    left = desk.get("/review")["total"]
    taken = [desk.decide("undo")["decision"]["undoes"] for _ in range(2)]
    assert taken == [10, 9]
    assert desk.get("/review")["total"] == left + 2
    log = desk.get("/decisions", limit=200)["items"]
    assert [one["number"] for one in log] == list(range(12, 0, -1))
    assert [one["number"] for one in log if not one["holds"]] == [10, 9]
    again = desk.decide("undo", number=12)
    assert again["acts"][0]["review"] == "confirmed"
    assert [one["action"] for one in desk.all_of("/decisions", 5)] == ["undo"] * 3 + ["reject", "confirm"] * 5


def test_an_edit_takes_spans_words_names_and_days(desk: Asker) -> None:
    act = next(one for one in acts(desk, kind="demand") if one["content"] and not one["condition"])
    article = desk.get(f"/articles/{act['article']}")
    start, end = act["spans"]["trigger"][0]
    edited = desk.decide(
        "edit",
        ids=[act["event"]],
        whole=True,
        changes={
            "kind": "threaten",
            "actors": ["Valdorien"],
            "recipients": [{"party": "Karsland", "mention": [start, end]}],
            "condition": [[start, end]],
            "day": "2024-02-09",
            "deadline": None,
        },
    )["acts"]
    found = next(one for one in edited if one["id"] == act["id"])
    assert found["kind"] == "threaten"
    assert [role["party"] for role in found["actors"]] == [VALDORIEN]
    assert [(role["party"], role["mention"]) for role in found["recipients"]] == [(KARSLAND, [start, end])]
    assert found["condition"] == article["text"][start:end]
    assert (found["day"], found["dated_by"], found["review"]) == ("2024-02-09", "time", "edited")
    word = article["text"].split()[0]
    again = desk.decide("edit", ids=[act["id"]], changes={"content": word})["acts"][0]
    assert again["content"] == word
    assert article["text"][slice(*again["spans"]["content"][0])] == word


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "shout"}, "invalid"),
        ({}, "invalid_decision"),
        ({"trigger": [[0, 10_000_000]]}, "invalid_decision"),
        ({"content": "steht nirgends in diesem Artikel"}, "invalid_decision"),
        ({"actors": ["Niemandsland"]}, "unknown_party"),
        ({"actors": [{"party": "Niemandsland"}]}, "unknown_party"),
        ({"review": "confirmed"}, "invalid"),
        ({"condition": "\x00"}, "invalid"),
    ],
)
def test_what_does_not_fit_changes_nothing(desk: Asker, changes: dict[str, Any], code: str) -> None:
    act = acts(desk)[0]
    status = 404 if code.startswith("unknown") else 422
    problem = desk.decide("edit", status, ids=[act["id"]], changes=changes)["error"]
    assert problem["code"] == code
    assert "\n" not in problem["message"]
    assert desk.get(f"/acts/{act['id']}")["act"] == act


def test_what_others_decided_meanwhile_is_shown_and_not_lost(desk: Asker, path: Path) -> None:
    act = acts(desk)[0]
    with Record.open(path) as record:  # another process, such as `depesche decide`
        review.edit(record, [act["event"]], {"status": "planned"}, who="jan")
    problem = desk.decide("reject", 409, ids=[act["id"]], seen={act["id"]: act["version"]}, note="doch nicht")
    conflict = problem["error"]["conflict"]
    assert problem["error"]["code"] == "conflict"
    assert "jan" in problem["error"]["message"]
    assert conflict["yours"] == {
        "action": "reject",
        "ids": [act["id"]],
        "changes": {},
        "note": "doch nicht",
    }
    assert [(one["who"], one["action"]) for one in conflict["theirs"]] == [("jan", "edit")]
    (now,) = conflict["now"]
    assert (now["status"], now["review"]) == ("planned", "edited")
    assert desk.get(f"/acts/{act['id']}")["act"] == now
    desk.decide("reject", ids=[act["id"]], seen={act["id"]: now["version"]})


def test_the_queue_gives_the_version_with_which_to_decide_again(desk: Asker) -> None:
    first, second = (item["act"] for item in desk.get("/review", limit=2)["items"])
    desk.decide("assign", ids=[first["event"]], matter="Hafen")
    desk.decide("confirm", ids=[second["id"]])
    desk.decide("undo")
    waiting = {item["act"]["id"]: item["act"] for item in desk.get("/review", limit=20)["items"]}
    for id_ in (first["id"], second["id"]):
        assert waiting[id_] == desk.get(f"/acts/{id_}")["act"]
        assert waiting[id_]["version"] > 0
        desk.decide("confirm", ids=[id_], seen={id_: waiting[id_]["version"]})


def test_a_decision_about_an_event_sees_conflicts_of_all_its_acts(desk: Asker) -> None:
    event = next(one for one in desk.get("/timeline", limit=200)["items"] if len(one["acts"]) > 1)
    desk.decide("confirm", ids=[event["acts"][-1]])
    body = {"ids": [event["id"]], "whole": True, "seen": {event["id"]: 0}}
    assert desk.decide("reject", 409, **body)["error"]["conflict"]["theirs"][0]["subjects"] == [
        event["acts"][-1]
    ]


def test_of_many_at_once_one_decides_and_the_others_see_it(desk: Asker) -> None:
    act = acts(desk)[0]
    statuses: list[int] = []
    start = threading.Barrier(6)

    def decide() -> None:
        start.wait()
        body = {"ids": [act["id"]], "seen": {act["id"]: act["version"]}}
        answer = desk.client.post(f"{ROOT}/decisions/confirm", json=body, headers=desk.headers)
        statuses.append(answer.status_code)

    threads = [threading.Thread(target=decide) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [201, 409, 409, 409, 409, 409]
    assert len(desk.get(f"/acts/{act['id']}/history")["items"]) == 1


def test_events_are_merged_and_acts_split_off(desk: Asker) -> None:
    first, second = desk.get("/timeline", kind="demand", limit=2)["items"]
    desk.decide("merge", ids=[first["id"], second["id"]])
    merged = desk.get(f"/acts/{first['id']}")["event"]
    assert set(merged["acts"]) == {*first["acts"], *second["acts"]}
    desk.decide("split", ids=second["acts"])
    assert desk.get(f"/acts/{first['id']}")["event"]["acts"] == first["acts"]
    alone = desk.decide("split", 422, ids=first["acts"])["error"]
    assert alone["code"] == "invalid_decision"


def test_an_act_is_added_by_hand_with_its_span(desk: Asker) -> None:
    article = desk.get("/articles")["items"][0]["id"]
    text = desk.get(f"/articles/{article}")["text"]
    start = text.index(" ") + 1
    fields = {"kind": "announce", "trigger": [[start, start + 5]], "actors": ["Karsland"]}
    done = desk.decide("add", article=article, fields=fields)
    (act,) = done["acts"]
    assert (act["origin"], act["review"], act["trigger"]) == ("hand", "confirmed", text[start : start + 5])
    assert act["id"] in {one["id"] for one in desk.get(f"/articles/{article}")["acts"]}
    assert desk.decide("add", 422, article=article, fields={"kind": "announce"})["error"]["code"] == (
        "invalid_decision"
    )
    assert desk.decide("add", 404, article="nichts", fields=fields)["error"]["code"] == "not_found"


def test_matters_are_renamed_merged_split_pinned_and_assigned(desk: Asker) -> None:
    first, second, *_ = desk.get("/matters")["items"]
    seen = {first["id"]: 0}
    desk.decide("rename", matter=first["id"], name="Der Damm", seen=seen)
    assert desk.get("/matters/Der Damm")["matter"]["named_by_hand"]
    assert (
        desk.decide("rename", 409, matter=first["id"], name="Damm", seen=seen)["error"]["code"] == "conflict"
    )
    desk.decide("pin", matter="Der Damm", words=["Füllung"])
    pinned = desk.get("/matters/Der Damm")
    assert pinned["matter"]["pinned"]
    assert [one["action"] for one in pinned["history"]] == ["rename", "pin"]
    desk.decide("merge-matters", matter=second["id"], into=first["id"])
    assert second["id"] not in {one["id"] for one in desk.get("/matters")["items"]}
    desk.decide("undo")
    assert second["id"] in {one["id"] for one in desk.get("/matters")["items"]}
    event = desk.get("/timeline", matter=second["id"])["items"][0]["id"]
    desk.decide("assign", ids=[event], matter="Etwas Neues")
    assert [one["id"] for one in desk.get("/timeline", matter="Etwas Neues")["items"]] == [event]
    desk.decide("split-matter", ids=[event], name="Noch etwas")
    assert [one["id"] for one in desk.get("/timeline", matter="Noch etwas")["items"]] == [event]


def test_answers_are_confirmed_refused_and_added(desk: Asker) -> None:
    exchange = next(one for one in desk.get("/exchanges", limit=200)["items"] if len(one["answers"]) == 1)
    opening, answer = exchange["id"], exchange["answers"][0]["event"]["id"]
    body = {"opening": opening, "event": answer}
    desk.decide("answer", **body, verdict="confirm")
    assert desk.get(f"/exchanges/{opening}")["exchange"]["answers"][0]["confirmed"]
    seen = {f"{opening}/{answer}": 0}
    assert desk.decide("answer", 409, **body, verdict="reject", seen=seen)["error"]["code"] == "conflict"
    desk.decide("answer", **body, verdict="reject")
    assert desk.get(f"/exchanges/{opening}")["exchange"]["answers"] == []
    desk.decide("answer", **body, verdict="add", kind="agree")
    assert desk.get(f"/exchanges/{opening}")["exchange"]["status"] == "agreed"
    assert desk.decide("answer", 422, **body, verdict="add")["error"]["field"] == "kind"


def test_a_commitment_is_settled(desk: Asker) -> None:
    pending = desk.get("/commitments", status="pending")["items"][0]
    by = desk.get("/timeline", order="newest", to="2024-04-02")["items"][0]["id"]
    desk.decide("settle", commitment=pending["id"], status="withdrawn", by=by, seen={pending["id"]: 0})
    settled = desk.get(f"/commitments/{pending['id']}")["commitment"]
    assert (settled["status"], settled["confirmed"], settled["by"]["id"]) == ("withdrawn", True, by)
    assert settled["version"] == 1


def test_an_offer_that_its_commitment_settled_says_by_what(desk: Asker) -> None:
    offers = [
        one
        for one in desk.get("/exchanges", status="open", limit=200)["items"]
        if one["opening"]["condition"]
    ]
    pending = {one["id"] for one in desk.get("/commitments", status="pending", limit=200)["items"]}
    opening = next(one["id"] for one in offers if one["id"] in pending)
    assert all(one["settled"] is None for one in offers)
    by = desk.get("/timeline", order="newest", to="2024-04-02")["items"][0]["id"]
    desk.decide("settle", commitment=opening, status="come_true", by=by)
    exchange = desk.get(f"/exchanges/{opening}")["exchange"]
    assert exchange["status"] == "settled"
    settled = exchange["settled"]
    assert (settled["status"], settled["by"]["id"], settled["confirmed"]) == ("come_true", by, True)
    assert opening in {one["id"] for one in desk.get("/exchanges", status="settled")["items"]}


def test_many_are_recoded_after_a_preview_and_undone_as_one(desk: Asker) -> None:
    wanted = {"kind": ["accuse", "warn"]}
    there = acts(desk, **wanted)
    preview = desk.post(
        "/decisions/recode/preview", {"filter": wanted, "changes": {"status": "planned"}}, 200
    )
    assert preview["acts"] == len(there) > 1
    assert {one["after"]["status"] for one in preview["examples"]} == {"planned"}
    assert acts(desk, **wanted) == there
    body = {"filter": wanted, "changes": {"status": "planned"}}
    assert desk.decide("recode", 409, **body, expect=1)["error"]["field"] == "expect"
    done = desk.decide("recode", **body, expect=len(there))
    assert len(done["decision"]["subjects"]) == len(there)
    assert {one["status"] for one in acts(desk, **wanted)} == {"planned"}
    desk.decide("undo")
    assert [one["status"] for one in acts(desk, **wanted)] == [one["status"] for one in there]


def test_reviewers_are_compared(desk: Asker, path: Path) -> None:
    some = [one["id"] for one in acts(desk)[:3]]
    desk.decide("confirm", ids=some)
    with Record.open(path) as record:
        review.confirm(record, some[:2], who="jan", whole=False)
        review.reject(record, some[2:], who="jan", whole=False)
    names = {one["name"]: one["acts"] for one in desk.get("/review/reviewers")["items"]}
    assert names == {"vera": 3, "jan": 3}
    agreement = desk.get("/review/agreement", first="vera", second="jan")
    assert (agreement["acts"], agreement["same"]) == (3, 2)
    assert [one["second"] for one in agreement["disagreements"]] == ["none"]
    assert desk.error("/review/agreement", 404, first="vera", second="niemand")["code"] == "not_found"


def test_undo_takes_back_ones_own_decision_only(path: Path) -> None:
    with asking(path, Named()) as desk:
        vera, jan = ({**desk.headers, "X-Test-User": f"{name}:reviewer"} for name in ("vera", "jan"))
        ids = [one["id"] for one in desk.client.get(f"{ROOT}/acts", headers=vera).json()["items"][:2]]

        def post(action: str, headers: dict[str, str], **body: Any) -> Any:
            return desk.client.post(f"{ROOT}/decisions/{action}", json=body, headers=headers)

        assert post("confirm", vera, ids=ids[:1]).status_code == 201
        assert post("confirm", jan, ids=ids[1:]).status_code == 201
        assert post("undo", vera).json()["decision"]["undoes"] == 1
        nothing = post("undo", vera)
        assert (nothing.status_code, nothing.json()["error"]["code"]) == (422, "invalid_decision")


def test_a_role_may_do_what_it_may(path: Path) -> None:
    with asking(path, Named()) as desk:
        act = {"ids": ["nichts"]}

        def post(user: str | None, **headers: str) -> tuple[int, str]:
            given = {**headers, **({"X-Test-User": user} if user else {})}
            answer = desk.client.post(f"{ROOT}/decisions/confirm", json=act, headers=given)
            return answer.status_code, answer.json()["error"]["code"]

        assert desk.client.get(f"{ROOT}/board").status_code == 401
        assert desk.client.get(f"{ROOT}/board", headers={"X-Test-User": "lea:reader"}).status_code == 200
        assert post(None, **desk.headers) == (401, "login_needed")
        assert post("lea:reader", **desk.headers) == (403, "forbidden")
        assert post("vera:reviewer") == (403, "csrf")
        assert post("vera:reviewer", **{CSRF_HEADER: "guess"}) == (403, "csrf")
        assert post("vera:reviewer", **desk.headers) == (404, "not_found")
        session = desk.client.get(f"{ROOT}/session").json()
        assert (session["user"], session["login_needed"], session["record"]) == (None, True, "")


def test_another_site_gets_no_token_and_changes_nothing(desk: Asker) -> None:
    elsewhere = {"Origin": "https://evil.example"}
    session = desk.client.get(f"{ROOT}/session", headers=elsewhere)
    assert session.status_code == 403
    assert desk.headers[CSRF_HEADER] not in session.text
    answer = desk.client.post(f"{ROOT}/decisions/undo", json={}, headers={**desk.headers, **elsewhere})
    assert answer.status_code == 403
    here = {**desk.headers, "Origin": "http://127.0.0.1:8765"}
    assert desk.client.post(f"{ROOT}/decisions/undo", json={}, headers=here).status_code == 422
