"""Demands and offers are tied to the answers to them, with the reason in words."""

from __future__ import annotations

from typing import Any

import pytest

from depesche.record.exchanges import answers, does, repeats, status
from depesche.record.types import Answer
from tests.tellings import event

DEMAND = event("demand", "Nordmark", "Südland", "den Abzug der Truppen von der Grenze", day="2031-05-02")
OTHER = event("demand", "Nordmark", "Südland", "die Freilassung der Gefangenen", day="2031-05-01")
OFFER = event("offer", "Westbund", "Nordmark, Südland", "im Streit zu vermitteln", day="2031-05-03")
OPENINGS = [OTHER, DEMAND, OFFER]


def answered(kind: str, actors: str, recipients: str, content: str, **more: Any) -> list[tuple[str, str]]:
    """Which openings an event answers, and how."""
    reply = event(kind, actors, recipients, content, day=more.pop("day", "2031-05-05"), **more)  # type: ignore[arg-type]
    return [(opening, answer.kind) for opening, answer in answers(reply, OPENINGS)]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (("reject", "Südland", "Nordmark", "seine Soldaten abzuziehen"), [(DEMAND.id, "reject")]),
        (("agree", "Südland", "Nordmark", "die Gefangenen freizulassen"), [(OTHER.id, "agree")]),
        (("retreat", "Südland", "", "seine Truppen von der Grenze abgezogen"), [(DEMAND.id, "agree")]),
        (("announce", "Südland", "", "die Truppen würden von der Grenze abgezogen"), [(DEMAND.id, "agree")]),
        (("reject", "Südland", "Westbund", "das Vermittlungsangebot"), [(OFFER.id, "reject")]),
        (("agree", "Nordmark", "Westbund", "den Vorschlag"), [(OFFER.id, "agree")]),
        (("offer", "Südland", "Nordmark", "einen Teil der Truppen abzuziehen"), [(DEMAND.id, "counter")]),
        (("deny", "Südland", "Nordmark", "Truppen an der Grenze zu haben"), [(DEMAND.id, "deny")]),
    ],
)
def test_an_answer_finds_its_opening(reply: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    assert answered(*reply) == expected


@pytest.mark.parametrize(
    ("reply", "more"),
    [
        (("reject", "Südland", "Nordmark", "den Bau einer Brücke"), {}),
        (("reject", "Nordmark", "Südland", "den Abzug der Truppen"), {}),
        (("reject", "Südland", "Inselrepublik", "den Abzug der Truppen"), {}),
        (("reject", "Südland", "Nordmark", "den Abzug der Truppen"), {"day": "2031-05-01"}),
        (("reject", "Südland", "Nordmark", "den Abzug der Truppen"), {"day": "2031-12-01"}),
        (("reject", "Südland", "Nordmark", "den Abzug der Truppen"), {"status": "negated"}),
        (("agree", "Südland", "Nordmark", "den Abzug der Truppen"), {"status": "planned"}),
        (("mobilize", "Südland", "Nordmark", "Truppen an der Grenze"), {}),
        (("consult", "Südland, Nordmark", "", "über die Truppen an der Grenze"), {"trigger": "sprachen"}),
        (("demand", "Südland", "Nordmark", "den Abzug der Truppen"), {}),
    ],
)
def test_what_answers_nothing(reply: tuple[str, ...], more: dict[str, str]) -> None:
    assert answered(*reply, **more) == []


def test_not_agreed_is_rejected() -> None:
    assert answered("agree", "Südland", "Nordmark", "dem Truppenabzug", status="negated") == [
        (DEMAND.id, "reject")
    ]


def test_words_that_point_back_take_up_what_was_said_last() -> None:
    assert answered("reject", "Südland", "Nordmark", "diese Forderung") == [(DEMAND.id, "reject")]


def test_a_demand_in_return_is_a_counter_offer() -> None:
    reply = ("demand", "Südland", "Nordmark", "zunächst den Abzug der anderen Truppen")
    assert answered(*reply, sentence="Im Gegenzug fordert Südland den Abzug.") == [(DEMAND.id, "counter")]


def test_the_reason_is_in_words() -> None:
    reply = event("reject", "Südland", "Nordmark", "die Forderung nach einem Truppenabzug", day="2031-05-03")
    ((_, answer),) = answers(reply, [DEMAND])
    assert 0.5 <= answer.score <= 1
    assert answer.event == reply.id
    for part in (
        "Südland war angesprochen",
        "gegenüber Nordmark",
        "Abzug",
        "„Forderung“",
        "einen Tag später",
    ):
        assert part in answer.reason


def test_the_same_matter_makes_an_answer_likelier() -> None:
    opening = event("demand", "Nordmark", "Südland", "den Abzug der Truppen", matter="abzug")
    same, other = (
        event("reject", "Südland", "", "einen Abzug der Schiffe", matter=matter)
        for matter in ("abzug", "fischerei")
    )
    scores = [answer.score for reply in (same, other) for _, answer in answers(reply, [opening])]
    assert len(scores) == 1 or scores[0] > scores[1]


@pytest.mark.parametrize(
    ("kinds", "repeated", "expected"),
    [
        ((), False, "open"),
        (("reject",), False, "rejected"),
        (("deny",), False, "rejected"),
        (("reject", "counter"), False, "countered"),
        (("reject", "counter", "agree"), False, "agreed"),
        (("reject",), True, "open"),
    ],
)
def test_the_last_answer_gives_the_status(kinds: tuple[Any, ...], repeated: bool, expected: str) -> None:
    given = [Answer("e", kind, 0.9, "") for kind in kinds]
    assert status(given, repeated=repeated) == expected


def test_a_demand_raised_again_is_known() -> None:
    again = event("demand", "Nordmark", "Südland", "erneut den Truppenabzug", day="2031-05-20")
    assert repeats(again, OPENINGS) == DEMAND.id
    assert (
        repeats(event("demand", "Nordmark", "Südland", "den Bau einer Brücke", day="2031-05-20"), OPENINGS)
        is None
    )
    assert (
        repeats(event("demand", "Westbund", "Südland", "den Truppenabzug", day="2031-05-20"), OPENINGS)
        is None
    )
    assert (
        repeats(event("demand", "Nordmark", "Talland", "den Truppenabzug", day="2031-05-20"), OPENINGS)
        is None
    )
    assert repeats(DEMAND, [again]) is None


def test_to_do_a_thing_is_not_to_do_another_with_it() -> None:
    wanted = {"grenz", "offnung"}
    assert does({"grenz", "offnung"}, wanted, "de")
    assert not does({"grenz", "sperr"}, wanted, "de")
    assert not does(set(), wanted, "de")
    assert not does({"grenz"}, set(), "de")
