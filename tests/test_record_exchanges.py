"""Demands and offers are tied to the answers to them, with the reason in words."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from depesche.record.compared import does
from depesche.record.exchanges import answers, repeats, status
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


def test_the_matter_makes_no_odds_since_it_depends_on_what_was_filed_before() -> None:
    opening = event("demand", "Nordmark", "Südland", "den Abzug der Truppen", matter="abzug")
    same, other = (
        event("reject", "Südland", "", "einen Abzug der Schiffe", matter=matter) for matter in ("abzug", None)
    )
    (first,), (second,) = (answers(reply, [opening]) for reply in (same, other))
    assert first[1].score == second[1].score


def test_openings_in_any_order_are_answered_in_the_same_way() -> None:
    openings = [
        event("demand", "Nordmark", "Südland", content, day=f"2031-05-0{day}")
        for day, content in enumerate(
            ("die Truppen abzuziehen", "den Abzug der Truppen", "die Grenze zu öffnen"), 1
        )
    ]
    reply = event("reject", "Südland", "Nordmark", "den Abzug der Truppen von der Grenze", day="2031-05-08")
    again = event("demand", "Nordmark", "Südland", "die Truppen abzuziehen", day="2031-05-09")
    assert len(answers(reply, openings)) == 2
    for some in permutations(openings):
        assert answers(reply, some) == answers(reply, openings)
        assert repeats(again, some) == repeats(again, openings)


def test_of_two_on_one_day_one_raises_the_other_again() -> None:
    first, second = (
        event("demand", "Nordmark", "Südland", "die Truppen abzuziehen", day="2031-05-02") for _ in range(2)
    )
    assert [repeats(first, [second]), repeats(second, [first])].count(None) == 1


def test_words_of_an_offer_are_no_answer_to_it() -> None:
    sentence = "Nordmark hat Südland Gespräche über die Fischerei angeboten."
    offer, talks = (
        event(kind, "Nordmark", toward, "Gespräche über die Fischerei", trigger=trigger, sentence=sentence)  # type: ignore[arg-type]
        for kind, toward, trigger in (("offer", "Südland", "angeboten"), ("consult", "", "Gespräche"))
    )
    talks = replace(talks, actors=("nordmark", "südland"))
    elsewhere = replace(
        talks, lead=replace(talks.lead, sentence="Am Montag begannen in Norden die Gespräche.")
    )
    assert not answers(talks, [offer])
    assert answers(elsewhere, [offer])


def test_a_new_version_of_a_sentence_does_not_answer_the_old_one() -> None:
    told = "Südland ist bereit, die Truppen von der Grenze abzuziehen"
    demand, deed = (
        event(kind, actor, "", "die Truppen von der Grenze", trigger="abzuziehen", sentence=sentence)  # type: ignore[arg-type]
        for kind, actor, sentence in (
            ("demand", "Nordmark", f"{told}."),
            ("retreat", "Südland", f"{told}, heißt es."),
        )
    )
    assert not answers(deed, [demand])
    assert answers(replace(deed, lead=replace(deed.lead, sentence="Die Truppen sind abgezogen.")), [demand])


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
