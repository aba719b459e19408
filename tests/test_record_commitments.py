"""What was threatened, offered or announced on a condition comes true, lapses or is withdrawn."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from depesche.record.commitments import is_commitment, lapsed, on, settle
from depesche.record.types import Commitment
from tests.tellings import event

THREAT: dict[str, Any] = {
    "kind": "threaten", "actors": "Westbund", "recipients": "Karelien", "content": "die Einfuhr von Kohle zu verbieten",
}  # fmt: skip
OFFER: dict[str, Any] = {
    "kind": "offer", "actors": "Nordmark", "recipients": "Südland", "content": "die Sperre der Brücke aufzuheben",
}  # fmt: skip


def pending(told: dict[str, Any], condition: str, **more: Any) -> Commitment:
    made = event(**told, condition=condition, **more)
    return Commitment(made.id, made)


def settled(commitment: Commitment, kind: str, actors: str, content: str, **more: Any) -> Commitment:
    day = more.pop("day", "2031-05-20")
    return settle(commitment, [event(kind, actors, more.pop("recipients", ""), content, day=day, **more)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "condition", "status", "expected"),
    [
        ("threaten", "falls Karelien die Häfen sperrt", "actual", True),
        ("offer", "wenn Karelien zustimmt", "actual", True),
        ("announce", "sobald Frieden herrscht", "planned", True),
        ("threaten", "", "actual", False),
        ("demand", "falls Karelien die Häfen sperrt", "actual", False),
        ("threaten", "falls Karelien die Häfen sperrt", "negated", False),
    ],
)
def test_which_events_are_commitments(kind: Any, condition: str, status: str, expected: bool) -> None:
    assert (
        is_commitment(event(kind, "Westbund", content="Sanktionen", condition=condition, status=status))
        is expected
    )


CLOSED = ("coerce", "Karelien", "seine Häfen gesperrt")


CLOSES = "falls Karelien seine Häfen schließt"
STAYS_CLOSED = "wenn Karelien die Häfen nicht wieder öffnet"
REFUSES = "sollte Karelien die Öffnung der Häfen verweigern"


@pytest.mark.parametrize(
    ("condition", "later", "status"),
    [
        (CLOSES, CLOSED, "come_true"),
        (STAYS_CLOSED, ("retreat", "Karelien", "die Häfen geöffnet"), "lapsed"),
        (STAYS_CLOSED, ("reject", "Karelien", "eine Öffnung der Häfen"), "come_true"),
        (REFUSES, ("reject", "Karelien", "die Öffnung der Häfen"), "come_true"),
        (CLOSES, ("sanction", "Westbund", "die Einfuhr von Kohle verboten"), "come_true"),
        (CLOSES, ("retreat", "Westbund", "seine Drohung zurückgenommen"), "withdrawn"),
        (CLOSES, ("announce", "Westbund", "auf das Einfuhrverbot für Kohle zu verzichten"), "withdrawn"),
    ],
)
def test_later_events_settle_it(condition: str, later: tuple[str, str, str], status: str) -> None:
    found = settled(pending(THREAT, condition), *later)
    assert found.status == status
    assert found.by is not None
    assert 0.5 <= found.score < 1
    assert "18 Tage später" in found.reason
    assert not found.confirmed


@pytest.mark.parametrize(
    ("later", "more"),
    [
        (("coerce", "Karelien", "die Schulen geschlossen"), {}),
        (("threaten", "Karelien", "seine Häfen zu sperren"), {}),
        (("announce", "Karelien", "die Häfen zu sperren"), {}),
        (CLOSED, {"day": "2031-05-01"}),
        (CLOSED, {"day": "2032-05-01"}),
        (CLOSED, {"status": "planned"}),
        (("retreat", "Inselrepublik", "seine Drohung zurückgenommen"), {}),
        (("retreat", "Westbund", "seine Drohung mit einem Flugverbot zurückgenommen"), {}),
        (("consult", "Karelien, Westbund", "über die Häfen"), {"trigger": "sprachen"}),
    ],
)
def test_what_settles_nothing(later: tuple[str, str, str], more: dict[str, str]) -> None:
    made = pending(THREAT, CLOSES)
    assert settled(made, *later, **more) == made


def test_only_the_party_of_the_condition_meets_it() -> None:
    made = pending(THREAT, CLOSES, condition_party="Karelien")
    assert settled(made, *CLOSED).status == "come_true"
    assert "durch Karelien" in settled(made, *CLOSED).reason
    assert settled(made, "coerce", "Inselrepublik", "seine Häfen gesperrt") == made


def test_the_first_telling_event_counts_and_what_is_confirmed_stays() -> None:
    made = pending(THREAT, CLOSES)
    met = event(*CLOSED[:2], "", CLOSED[2], day="2031-05-10")  # type: ignore[arg-type]
    back = event("retreat", "Westbund", "", "seine Drohung zurückgenommen", day="2031-05-12")
    assert settle(made, [met, back]).by == met.id
    assert settle(settle(made, [met]), [back]).by == met.id
    confirmed = Commitment(made.id, made.event, confirmed=True)
    assert settle(confirmed, [met]) is confirmed


def test_a_condition_that_lasts_lapses_when_it_ends() -> None:
    made = pending(OFFER, "solange die Truppen an der Grenze stehen")
    assert settled(made, "retreat", "Südland", "die Truppen von der Grenze abgezogen").status == "lapsed"


def test_a_deadline_that_passes_makes_an_offer_lapse() -> None:
    made = pending(OFFER, "wenn Südland bis zum 1. Juni zustimmt", deadline="2031-06-01")
    assert on(made, date(2031, 6, 1)) is made
    late = on(made, date(2031, 6, 2))
    assert (late.status, lapsed(made, date(2031, 6, 2))) == ("lapsed", True)
    assert "01.06.2031" in late.reason


def test_a_deadline_for_the_other_side_makes_a_threat_come_true() -> None:
    made = pending(THREAT, "falls die Häfen nicht bis zum 1. Juni geöffnet werden", deadline="2031-06-01")
    late = on(made, date(2031, 6, 2))
    assert (late.status, lapsed(made, date(2031, 6, 2))) == ("come_true", False)
    assert "01.06.2031" in late.reason


def test_time_changes_nothing_that_is_settled() -> None:
    made = pending(THREAT, CLOSES, deadline="2031-06-01")
    met = settled(made, *CLOSED)
    assert on(met, date(2031, 7, 1)) is met


def test_to_refuse_a_deed_is_not_to_do_something_else() -> None:
    threat = pending(THREAT, "sollten die Schiffe von Karelien in der Bucht bleiben")
    assert (
        settled(threat, "reject", "Karelien", "die Forderung, aus der Bucht abzuziehen").status == "pending"
    )
    offer = pending(OFFER, "wenn Südland die Truppen abzieht")
    assert settled(offer, "reject", "Südland", "den Abzug der Truppen").status == "pending"
    assert settled(offer, "retreat", "Südland", "die Truppen abgezogen").status == "come_true"


def test_what_is_carried_out_came_true_though_it_seemed_to_have_lapsed() -> None:
    threat = pending(THREAT, STAYS_CLOSED)
    opened = event("retreat", "Karelien", "", "die Häfen geöffnet", day="2031-05-10")
    closed = event("sanction", "Westbund", "Karelien", "die Einfuhr von Kohle verboten", day="2031-05-20")
    assert settle(threat, [opened]).status == "lapsed"
    for later in ([opened, closed], [closed, opened]):
        found = settle(threat, later)
        assert (found.status, found.by) == ("come_true", closed.id)
