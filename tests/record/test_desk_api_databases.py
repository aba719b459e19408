"""The desk answers the same on SQLite and on PostgreSQL, and also of a record that holds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from depesche.record.record import Record
from tests.desk_api import KARSLAND, ROOT, Asker, asking
from tests.krise import krise

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTIONS = (
    "/articles?limit=200", "/articles?limit=7&party=XKA", "/acts?limit=200", "/review?limit=200",
    "/review?kind=demand&limit=3", "/parties?limit=200", "/parties?q=ka", "/matters?limit=200", "/matters?q=damm",
    "/board?parties=40&matters=40", "/board?to=2024-03-01", "/timeline?limit=200", "/timeline?party=XKA&order=newest",
    "/timeline/density", "/timeline/density?by=party&lanes=40&bin=week", "/timeline/density?by=matter&lanes=40",
    "/timeline/density?by=kind&recipient=XVA", "/timeline/density?by=party&confidence=0.5&lanes=40",
    "/timeline/ahead?to=2024-02-20", "/exchanges?limit=200", "/exchanges?to=2024-03-01", "/commitments?limit=200",
    "/commitments?status=lapsed&status=pending", "/graph?parties=200", "/graph?confidence=0.5&kind=demand",
    "/brief", f"/parties/{KARSLAND}", "/decisions", "/review/reviewers", "/status",
)  # fmt: skip
_OWN = {"added", "record", "score"}  # what differs, by the clock, the name and the rounding


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Asker]]:
    places = [
        str(tmp_path_factory.mktemp("desk") / "krise.db"),
        request.getfixturevalue("cluster").new_database(),
    ]
    for place in places:
        with Record.open(place) as record:
            for one in krise():
                record.add(one)
    with asking(places[0]) as first, asking(places[1]) as second:
        yield [first, second]


def same(value: Any) -> Any:
    """An answer without what is the database's own."""
    if isinstance(value, dict):
        kept = {name: same(one) for name, one in value.items() if name not in _OWN}
        if "offices" in kept:  # those without a day come first in one, last in the other
            kept["offices"].sort(key=str)
        return kept
    return [same(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_databases_answer_the_same(both: list[Asker], question: str) -> None:
    first, second = (same(asker.get(question)) for asker in both)
    assert first == second


def test_decisions_are_seen_and_conflicts_told_on_both(both: list[Asker]) -> None:
    for asker in both:
        act = asker.get("/review", limit=1)["items"][0]["act"]["id"]
        asker.decide("confirm", ids=[act], seen={act: 0})
        assert asker.decide("reject", 409, ids=[act], seen={act: 0})["error"]["conflict"]["theirs"]
        asker.decide("undo")
    first, second = (same(asker.get("/review", limit=200)) for asker in both)
    assert first == second


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_record_that_holds_nothing_answers_so(empty: Asker, question: str) -> None:
    address, _, parameters = question.partition("?")
    if "X" in parameters or KARSLAND in address:
        pytest.skip("asks for a party that is not there")
    answer = empty.get(question)
    assert answer.get("items", []) == []


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    place = tmp_path_factory.mktemp("desk") / "leer.db"
    Record.open(place).close()
    with asking(place) as asker:
        assert asker.client.get(f"{ROOT}/export/csv").status_code == 200
        yield asker
