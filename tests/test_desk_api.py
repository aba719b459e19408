"""The HTTP interface answers what the record answers: every question, with names, sources and spans that fit."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from depesche.desk.access import Loopback
from depesche.desk.security import routes as users
from depesche.reading.contract import from_json
from depesche.record import questions
from depesche.record.record import Record
from depesche.record.types import Filter
from tests.desk_api import KARSLAND, ROOT, VALDORIEN, Asker, Json, asking, filled
from tests.krise import krise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fastapi import APIRouter

LISTS: dict[str, Json] = {
    "/articles": {},
    "/acts": {},
    "/acts?": {"order": "oldest"},
    "/review": {},
    "/parties": {},
    "/matters": {},
    "/timeline": {},
    "/timeline?": {"order": "newest"},
    "/exchanges": {},
    "/exchanges?": {"order": "newest"},
    "/exchanges??": {"to": "2024-03-10"},
    "/commitments": {},
    "/commitments?": {"order": "newest"},
    "/search": {"q": "Grenze"},
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


@pytest.fixture(scope="module")
def desk(path: Path) -> Iterator[Asker]:
    with asking(path) as asker:
        yield asker


@pytest.fixture(scope="module")
def record(path: Path) -> Iterator[Record]:
    with Record.open(path) as opened:
        yield opened


def key_of(entry: Json) -> str:
    """What tells an entry of any list apart."""
    inner = entry if "id" in entry else entry.get("act") or entry["event"]
    return str(inner["id"])


@pytest.mark.parametrize("name", LISTS)
def test_pages_hold_all_entries_once_and_in_order(desk: Asker, name: str) -> None:
    address, parameters = name.rstrip("?"), LISTS[name]
    at_once = [key_of(one) for one in desk.get(address, limit=200, **parameters)["items"]]
    assert len(at_once) > 3
    page_by_page = [key_of(one) for one in desk.all_of(address, 2, **parameters)]
    assert page_by_page == at_once
    assert len(set(at_once)) == len(at_once)


def test_status_counts_what_is_there(desk: Asker, record: Record) -> None:
    status = desk.get("/status")
    assert status["articles"] == len(krise())
    assert status["acts"] == sum(len(one.acts) for one in krise())
    assert status["unreviewed"] == status["acts"]
    assert status["matters"] == len(record.matters())
    assert sum(status["exchanges"].values()) == len(questions.exchanges(record, limit=1000).lines)
    assert (status["first_day"], status["last_day"]) == ("2024-02-01", "2024-04-02")
    assert status["record"] == "krise.db"


def test_an_article_comes_with_all_that_was_read_in_it(desk: Asker) -> None:
    one = next(reading for reading in krise() if reading.acts and reading.parties)
    (head,) = [head for head in desk.get("/articles", limit=200)["items"] if head["title"] == one.title]
    article = desk.get(f"/articles/{head['id']}")
    assert article["text"] == one.text
    assert article["given_id"] == one.id
    assert len(article["acts"]) == head["acts"] == len(one.acts)
    assert {mention["name"] for mention in article["mentions"]} == {party.name for party in one.parties}
    for act in article["acts"]:
        start, end = act["spans"]["sentence"]
        assert all(start <= span[0] < span[1] <= end for span in act["spans"]["trigger"])
        for role in (*act.get("actors", ()), *act.get("recipients", ())):
            assert article["names"]["parties"][role["party"]]


def test_an_article_is_found_by_the_beginning_of_its_id(desk: Asker) -> None:
    whole = desk.get("/articles")["items"][0]["id"]
    assert desk.get(f"/articles/{whole[:8]}")["id"] == whole


def test_the_reading_comes_exactly_as_it_was_added(desk: Asker) -> None:
    one = krise()[0]
    (head,) = [head for head in desk.get("/articles", limit=200)["items"] if head["title"] == one.title]
    answer = desk.client.get(f"{ROOT}/articles/{head['id']}/reading")
    assert from_json(answer.content) == one
    (made,) = desk.get(f"/articles/{head['id']}/readings")["items"]
    assert made["current"]
    named = {"extractor": made["extractor"], "version": made["version"]}
    assert desk.get(f"/articles/{head['id']}/reading", **named)["id"] == one.id
    assert desk.error(f"/articles/{head['id']}/reading", 422, extractor="depesche")["field"] == "version"
    assert (
        desk.error(f"/articles/{head['id']}/reading", 404, **{**named, "version": "0"})["code"] == "not_found"
    )


def test_articles_are_filtered_by_what_they_hold_and_when_they_were_published(desk: Asker) -> None:
    march = desk.get("/articles", since="2024-03-01", to="2024-03-31", limit=200)
    assert march["total"] == len(march["items"]) > 0
    assert all("2024-03-01" <= head["published"] <= "2024-03-31" for head in march["items"])
    threats = desk.get("/articles", kind="threaten", limit=200)["items"]
    held = {act["article"] for act in desk.get("/acts", kind="threaten", limit=200)["items"]}
    assert {head["id"] for head in threats} == held
    source = march["items"][0]["source"]
    assert {head["source"] for head in desk.get("/articles", source=source)["items"]} == {source}


def test_an_act_comes_with_its_context_witnesses_and_names(desk: Asker, record: Record) -> None:
    event = next(one for one in desk.get("/timeline", limit=200)["items"] if one["sources"] > 1)
    shown = desk.get(f"/acts/{event['id']}")
    expected = questions.show(record, event["id"])
    assert shown["event"]["id"] == event["id"]
    assert len(shown["witnesses"]) == len(expected.witnesses) > 1
    assert (
        shown["before"] + shown["act"]["sentence"] + shown["after"]
        in record.article(shown["act"]["article"]).text
    )
    assert {one["what"] for one in shown["differences"]} == {one.what for one in expected.differences}
    assert shown["act"]["version"] == 0
    assert shown["history"] == []
    assert set(event["actors"]) <= set(shown["names"]["parties"])


def test_filters_are_the_same_everywhere(desk: Asker) -> None:
    by_name = desk.get("/timeline", party="Karsland", limit=200)["items"]
    by_id = desk.get("/timeline", party=KARSLAND, limit=200)["items"]
    assert by_name == by_id
    assert all(KARSLAND in event["actors"] for event in by_id)
    toward = desk.get(
        "/timeline", recipient=VALDORIEN, party=KARSLAND, kind=["demand", "threaten"], limit=200
    )
    assert toward["items"]
    assert {event["kind"] for event in toward["items"]} <= {"demand", "threaten"}
    assert all(VALDORIEN in event["recipients"] for event in toward["items"])
    matter = desk.get("/matters")["items"][0]
    filed = desk.get("/timeline", matter=matter["name"], limit=200)["items"]
    assert {event["matter"] for event in filed} == {matter["id"]}
    assert desk.get("/timeline", reviewed=True)["items"] == []
    assert desk.get("/timeline", confidence=0.95)["items"] == []
    told = desk.get("/timeline", text="Grenze", limit=200)["items"]
    assert 0 < len(told) < len(desk.get("/timeline", limit=200)["items"])


def test_the_timeline_is_in_order_and_dates_are_days(desk: Asker) -> None:
    days = [event["day"] for event in desk.get("/timeline", limit=200)["items"]]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[: len(dated)] == dated
    newest = [event["day"] for event in desk.get("/timeline", limit=200, order="newest")["items"]]
    assert newest == sorted(newest, key=lambda day: day or "", reverse=True)


@pytest.mark.parametrize("by", ["none", "party", "matter", "kind"])
@pytest.mark.parametrize("size", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize(
    "wanted", [{}, {"since": "2024-02-10", "to": "2024-03-05"}, {"text": "Grenze"}, {"party": KARSLAND}]
)
def test_density_counts_what_the_timeline_lists(desk: Asker, by: str, size: str, wanted: Json) -> None:
    density = desk.get("/timeline/density", by=by, bin=size, lanes=40, **wanted)
    events = desk.get("/timeline", limit=200, **wanted)["items"]
    expected: Counter[str | None] = Counter(
        lane
        for event in events
        for lane in {
            "none": [""],
            "party": event["actors"],
            "matter": [event["matter"]],
            "kind": [event["kind"]],
        }[by]
    )
    found = {lane["id"]: lane["events"] for lane in density["lanes"]}
    if by == "party" and "party" in wanted:
        expected = Counter({KARSLAND: expected[KARSLAND]})
    assert found == expected
    for lane in density["lanes"]:
        assert sum(one["events"] for one in lane["bins"]) == lane["events"]
        assert all(sum(one["kinds"].values()) == one["events"] for one in lane["bins"])
        assert all(before["end"] < after["start"] for before, after in itertools.pairwise(lane["bins"]))
        assert all(one["start"] <= one["end"] for one in lane["bins"])


@pytest.mark.parametrize("by", ["none", "party", "matter", "kind"])
@pytest.mark.parametrize("wanted", [{}, {"text": "Grenze"}, {"party": [KARSLAND, VALDORIEN]}])
def test_density_tells_of_all_events_whatever_lanes_are_shown(desk: Asker, by: str, wanted: Json) -> None:
    density = desk.get("/timeline/density", by=by, lanes=1, **wanted)
    events = desk.get("/timeline", limit=200, **wanted)["items"]
    days = [event["day"] for event in events if event["day"]]
    assert density["total"] == len(events)
    assert density["undated"] == len(events) - len(days)
    assert (density["first"], density["last"]) == (min(days), max(days))


@pytest.mark.parametrize("by", ["party", "matter"])
@pytest.mark.parametrize("wanted", [{}, {"kind": "demand"}, {"kind": "demand", "to": "2024-03-05"}])
def test_lanes_are_those_with_most_of_what_the_filter_wants_and_the_others_are_counted(
    desk: Asker, by: str, wanted: Json
) -> None:
    def lanes(number: int) -> tuple[dict[str, int], int]:
        density = desk.get("/timeline/density", by=by, lanes=number, **wanted)
        return {lane["id"]: lane["events"] for lane in density["lanes"] if lane["id"]}, density["left_out"]

    every, none = lanes(40)
    assert every
    assert none == 0
    busiest = sorted(every, key=lambda lane: (-every[lane], lane))
    for number in (1, len(every)):
        shown, left_out = lanes(number)
        assert left_out == len(every) - number
        assert len(shown) == number
        if wanted or by == "party":
            assert list(shown) == busiest[:number]


def test_what_lies_ahead_is_after_today(desk: Asker) -> None:
    found = desk.get("/timeline/ahead", to="2024-03-01")
    assert found["today"] == "2024-03-01"
    assert found["items"]
    assert all(due["day"] > "2024-03-01" for due in found["items"])
    assert [due["day"] for due in found["items"]] == sorted(due["day"] for due in found["items"])


def test_the_board_is_that_of_the_record(desk: Asker, record: Record) -> None:
    found = desk.get("/board")
    expected = questions.board(record)
    assert found["parties"] == list(expected.parties)
    assert found["matters"] == list(expected.matters)
    assert [(cell["party"], cell["matter"], cell["event"]["id"]) for cell in found["cells"]] == [
        (cell.position.party, cell.position.matter, cell.position.event.id) for cell in expected.cells
    ]
    changed = [cell for cell in found["cells"] if cell["changed"]]
    assert changed
    assert all(cell["before"]["source"]["name"] for cell in changed)
    assert all(cell["event"]["source"]["name"] for cell in found["cells"])
    new = desk.get("/board", since="2024-03-20")["cells"]
    assert any(cell["new"] for cell in new)
    assert len(new) == len(found["cells"])
    small = desk.get("/board", parties=1, matters=1)
    assert small["left_out"]["matters"] == found["left_out"]["matters"] + len(found["matters"]) - 1


def test_open_exchanges_come_first_and_their_answers_with_them(desk: Asker, record: Record) -> None:
    found = desk.get("/exchanges", limit=200)["items"]
    statuses = [one["status"] != "open" for one in found]
    assert statuses == sorted(statuses)
    expected = {line.exchange.id: line for line in questions.exchanges(record, limit=1000).lines}
    assert {one["id"]: one["status"] for one in found} == {
        key: line.exchange.status for key, line in expected.items()
    }
    for one in found:
        assert [answer["event"]["id"] for answer in one["answers"]] == [
            reply.answer.event for reply in expected[one["id"]].replies
        ]
    rejected = desk.get("/exchanges", status="rejected", limit=200)["items"]
    assert {one["status"] for one in rejected} == {"rejected"}
    answered = next(one for one in found if one["answers"])
    again = desk.get(f"/exchanges/{answered['answers'][0]['event']['id']}")["exchange"]
    assert again["id"] in {one["id"] for one in found}


def test_exchanges_stand_as_they_did_on_a_day(desk: Asker, record: Record) -> None:
    from datetime import date

    day = date(2024, 3, 1)
    then = desk.get("/exchanges", to=day.isoformat(), limit=200)["items"]
    lines = questions.exchanges(record, Filter(until=day), limit=1000).lines
    assert {one["id"]: one["status"] for one in then} == {
        line.exchange.id: line.exchange.status for line in lines
    }


def test_pending_commitments_come_first(desk: Asker, record: Record) -> None:
    found = desk.get("/commitments", limit=200)
    statuses = [one["status"] != "pending" for one in found["items"]]
    assert statuses == sorted(statuses)
    expected = questions.commitments(record, limit=1000)
    assert found["day"] == expected.day.isoformat() if expected.day else None
    assert {one["id"]: one["status"] for one in found["items"]} == {
        line.commitment.id: line.commitment.status for line in expected.lines
    }
    first = found["items"][0]
    assert first["event"]["condition"]
    assert desk.get(f"/commitments/{first['id']}")["commitment"] == first
    no_commitment = next(
        event["id"]
        for event in desk.get("/timeline", limit=200)["items"]
        if event["id"] not in {one["id"] for one in found["items"]}
    )
    assert desk.error(f"/commitments/{no_commitment}", 404)["code"] == "not_found"


def test_the_graph_counts_who_does_what_toward_whom(desk: Asker) -> None:
    graph = desk.get("/graph", parties=200)
    pairs: dict[tuple[str, str], int] = {}
    for event in desk.get("/timeline", limit=200)["items"]:
        for pair in itertools.product(event["actors"], event["recipients"]):
            pairs[pair] = pairs.get(pair, 0) + 1
    assert {(edge["from"], edge["to"]): edge["events"] for edge in graph["edges"]} == pairs
    assert all(sum(edge["kinds"].values()) == edge["events"] for edge in graph["edges"])
    demands = desk.get("/graph", kind="demand", confidence=0.1)["edges"]
    assert demands == desk.get("/graph", kind="demand")["edges"]
    assert {kind for edge in demands for kind in edge["kinds"]} == {"demand"}
    assert desk.get("/graph", parties=1)["left_out"] == len(graph["nodes"]) - 1


def test_a_search_marks_its_hits(desk: Asker) -> None:
    found = desk.get("/search", q="Grenze")["items"]
    assert found
    for hit in found:
        assert "".join(piece["text"] for piece in hit["snippet"]) == hit["event"]["sentence"]
    assert any(piece["hit"] and "grenz" in piece["text"].casefold() for piece in found[0]["snippet"])
    assert desk.error("/search", 422)["field"] == "q"


def test_the_brief_comes_as_data_markdown_and_a_page(desk: Asker, record: Record) -> None:
    from datetime import date

    found = desk.get("/brief", since="2024-03-18")
    expected = questions.brief(record, date(2024, 3, 18))
    assert [(news["matter"], [event["id"] for event in news["events"]]) for news in found["matters"]] == [
        (matter, [line.event.id for line in lines]) for matter, lines in expected.matters
    ]
    assert found["since"] == "2024-03-18"
    assert desk.get("/brief")["since"] == "2024-03-27"
    text = desk.client.get(f"{ROOT}/brief.md", params={"from": "2024-03-18"})
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    assert text.text.startswith("# ")
    page = desk.client.get(f"{ROOT}/brief.html", params={"from": "2024-03-18"})
    assert page.headers["content-disposition"] == 'attachment; filename="depesche-2024-03-18.html"'
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "<h1" in page.text


@pytest.mark.parametrize(
    ("language", "title", "open_ones", "kind"),
    [
        ("de", "Lage seit 18.03.2024", "Offene Forderungen und Angebote", "droht"),
        ("en", "Situation since 18 Mar 2024", "Open demands and offers", "threatens"),
    ],
)
def test_the_brief_is_written_in_the_language_that_is_asked_for(
    desk: Asker, language: str, title: str, open_ones: str, kind: str
) -> None:
    asked = {"from": "2024-03-18", "language": language}
    text = desk.client.get(f"{ROOT}/brief.md", params=asked).text
    assert text.startswith(f"# {title}\n")
    assert f"## {open_ones}\n" in text
    assert kind in text
    page = desk.client.get(f"{ROOT}/brief.html", params=asked).text
    assert f'<html lang="{language}">' in page
    assert f"<h1>{title}</h1>" in page
    assert desk.error("/brief.md", 422, language="fr")["field"] == "language"


def test_a_party_and_a_matter_show_what_was_held_over_time(desk: Asker, record: Record) -> None:
    party = desk.get("/parties/Karsland")
    profile = questions.party(record, KARSLAND)
    assert party["id"] == KARSLAND
    assert [one["event"]["id"] for one in party["positions"]] == [
        one.position.event.id for one in profile.positions
    ]
    assert {office["person"] for office in party["offices"]} <= set(party["names_of"]["parties"])
    matter = desk.get(f"/matters/{desk.get('/matters')['items'][0]['id']}")
    days = [one["event"]["day"] for one in matter["positions"]]
    assert days == sorted(days, reverse=True)
    assert {one["party"] for one in matter["positions"]} <= {one["party"] for one in matter["parties"]}
    held = {one["party"]: one["event"]["id"] for one in reversed(matter["positions"])}
    assert {cell["party"]: cell["event"]["id"] for cell in matter["cells"]} == held


def test_a_matter_is_known_by_words_that_people_write(desk: Asker) -> None:
    for matter in desk.get("/matters", limit=200)["items"]:
        words = matter["words"]
        assert all(one["form"][:1].isupper() for one in words), words
        assert [one["weight"] for one in words] == sorted((one["weight"] for one in words), reverse=True)


def test_parties_are_completed_by_any_word_of_their_names(desk: Asker) -> None:
    assert desk.get("/parties", q="kars")["items"][0]["id"] == KARSLAND
    assert desk.get("/parties", q="%")["items"] == []
    persons = desk.get("/parties", kind="person")["items"]
    last_name = persons[0]["name"].split()[-1]
    assert persons[0]["id"] in {one["id"] for one in desk.get("/parties", q=last_name[:4])["items"]}


def test_the_queue_begins_with_what_is_least_certain_in_its_context(desk: Asker, record: Record) -> None:
    page = desk.get("/review", limit=5)
    assert page["total"] == desk.get("/status")["unreviewed"]
    for waiter in page["items"]:
        text = record.article(waiter["act"]["article"]).text
        assert waiter["before"] + waiter["act"]["sentence"] + waiter["after"] in text
    some = desk.get("/review", kind="threaten", limit=200)
    assert some["total"] == len(some["items"]) > 0


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "graphml", "plover"])
def test_every_export_is_a_download(desk: Asker, form: str) -> None:
    answer = desk.client.get(f"{ROOT}/export/{form}", params={"party": KARSLAND})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="depesche.')
    assert int(answer.headers["x-written"]) > 0
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert len(rows) == int(answer.headers["x-written"])
    if form == "jsonl":
        assert all(json.loads(line) for line in answer.content.decode().splitlines())


def test_what_is_not_there_is_one_shape_that_says_what_to_do(desk: Asker) -> None:
    assert desk.error("/timeline", 404, party="Karslnd") == {
        "code": "unknown_party",
        "message": "there is no party 'Karslnd'; perhaps Karsland",
        "hint": "GET /api/v1/parties?q=… lists those that are there",
        "field": "party",
    }
    assert desk.error("/timeline", 404, matter="gar nichts")["field"] == "matter"
    assert desk.error("/articles/nichts", 404)["code"] == "not_found"
    assert desk.error("/acts/nichts", 404)["code"] == "not_found"
    assert desk.error("/parties/Niemandsland", 404)["code"] == "unknown_party"
    assert desk.error("/decisions/77", 404)["code"] == "not_found"
    assert desk.error("/jobs/j0", 404)["code"] == "not_found"
    assert desk.error("/nowhere", 404)["code"] == "not_found"
    assert desk.error("/timeline", 422, kind="shout")["field"] == "kind.0"
    assert desk.error("/timeline", 422, since="gestern")["field"] == "from"
    assert desk.error("/timeline", 422, limit=0)["field"] == "limit"
    assert desk.error("/timeline", 422, cursor="zzzz")["code"] == "invalid_cursor"
    assert desk.error("/export/word", 422)["field"] == "form"


def test_no_parameter_is_left_aside_without_a_word(desk: Asker) -> None:
    paths = desk.get("/openapi.json")["paths"]
    asked = [path.removeprefix(ROOT) for path, operations in paths.items() if "get" in operations]
    assert len(asked) > 25
    for path in asked:
        address = path.replace("{number}", "1").replace("{form}", "csv")
        problem = desk.error(re.sub(r"\{\w+\}", "x", address), 422, unbekannt=1)
        assert (problem["code"], problem["field"]) == ("invalid", "unbekannt"), path
    assert "party" in desk.error("/timeline", 422, partei=KARSLAND)["hint"]
    assert desk.error("/parties", 422, matter="Damm")["field"] == "matter"


def test_days_that_end_before_they_begin_are_refused(desk: Asker) -> None:
    problem = desk.error("/timeline", 422, since="2024-03-02", to="2024-03-01")
    assert (problem["code"], problem["field"]) == ("invalid", "to")
    filter_ = {"from": "2024-03-02", "to": "2024-03-01"}
    assert desk.post("/decisions/recode/preview", {"filter": filter_, "changes": {"kind": "warn"}}, 422)
    assert desk.get("/timeline", since="2024-03-01", to="2024-03-01")["items"] is not None


def test_a_beginning_that_several_ids_have_is_ambiguous(desk: Asker) -> None:
    ids = [head["id"] for head in desk.get("/articles", limit=200)["items"]]
    first = next(
        letter for letter in "abcdefghijklmnopqrstuvwxyz" if sum(id_[0] == letter for id_ in ids) > 1
    )
    assert desk.error(f"/articles/{first}", 422)["code"] == "ambiguous"


def test_an_answer_is_fresh_until_the_record_changes(path: Path, tmp_path: Path) -> None:
    from tests.desk_api import copied

    with asking(copied(path, tmp_path)) as desk:
        first = desk.client.get(f"{ROOT}/board")
        tag = {"If-None-Match": first.headers["etag"]}
        again = desk.client.get(f"{ROOT}/board", headers=tag)
        assert again.status_code == 304
        assert again.content == b""
        desk.decide("reject", ids=[first.json()["cells"][0]["event"]["id"]], whole=True)
        changed = desk.client.get(f"{ROOT}/board", headers=tag)
        assert changed.status_code == 200
        assert changed.json()["cells"] != first.json()["cells"]


def test_every_answer_and_body_is_described_with_an_example_that_fits(path: Path) -> None:
    with asking(path, WithUsers("vera")) as desk:
        described = desk.get("/openapi.json")
    told = 0
    for operations in described["paths"].values():
        for operation in operations.values():
            answers = [answer for status, answer in operation["responses"].items() if status < "400"]
            contents = [part.get("content", {}) for part in (operation.get("requestBody", {}), *answers)]
            for kind, content in [pair for one in contents for pair in one.items()]:
                if kind in {"application/vnd.apache.parquet", "text/plain"}:
                    continue
                assert "example" in content, (operation["operationId"], kind)
                schema = {**content.get("schema", {}), "components": described["components"]}
                jsonschema.validate(content["example"], schema, jsonschema.Draft202012Validator)
                told += 1
    assert told > 80


class WithUsers(Loopback):
    """A gate with the endpoints for users, as one that asks for a login has them."""

    def routers(self) -> Sequence[APIRouter]:
        """Those for users."""
        return (users.router,)


def form_of(address: str) -> str:
    """An address with its parameters left open, however they are called."""
    return re.sub(r"\{[^}]*\}", "{}", address).rstrip("/")


def test_the_description_and_the_documentation_have_the_same_addresses(path: Path) -> None:
    with asking(path, WithUsers()) as desk:
        described = desk.client.get(f"{ROOT}/openapi.json").json()["paths"]
    page = (Path(__file__).parents[1] / "docs" / "http-api.md").read_text(encoding="utf-8")
    documented = {
        (method.lower(), form_of(address))
        for method, address in re.findall(r"`(GET|POST|PATCH|DELETE) (/api/v1/[^`?…]*[^`?…\s/])[`?]", page)
    }
    table = page.partition("| `POST /api/v1/decisions/…`")[2].partition("\n\n")[0]
    documented |= {
        ("post", f"{ROOT}/decisions/{name}") for name in re.findall(r"^\| `([\w/-]+)`", table, re.M)
    }
    known = {(method, form_of(address)) for address, methods in described.items() for method in methods}
    assert documented == known


def test_the_description_names_everything_once_and_errors_as_they_are(desk: Asker) -> None:
    described = desk.client.get(f"{ROOT}/openapi.json").json()["paths"]
    operations = [operation for methods in described.values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    errors = [answer for one in operations for status, answer in one["responses"].items() if status >= "400"]
    assert all("ErrorAnswer" in json.dumps(answer["content"]["application/json"]) for answer in errors)
