"""What a party last held on a matter, and whether it has turned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.record.positions import (
    POSITION_KINDS,
    WEAK_KINDS,
    Seen,
    deciding,
    history,
    leaning,
    position,
)
from tests.tellings import act, event

if TYPE_CHECKING:
    from depesche.record.types import Event


def held(kind: str, day: int, content: str = "den Abzug", **more: Any) -> Event:
    return event(kind, "Nordmark", "", content, day=f"2031-05-{day:02}", **{"matter": "abzug", **more})  # type: ignore[arg-type]


def test_the_last_position_counts_in_whatever_order_events_come() -> None:
    events = [held("demand", 2), held("reject", 9), held("accuse", 5)]
    for some in (events, events[::-1]):
        found = position("nordmark", "abzug", some)
        assert found is not None
        assert found.event is events[1]


def test_only_the_party_and_the_matter_asked_for_count() -> None:
    assert position("südland", "abzug", [held("demand", 2)]) is None
    assert position("nordmark", "gas", [held("demand", 2)]) is None
    assert position("nordmark", "abzug", [held("consult", 2)]) is None
    assert position("nordmark", "abzug", []) is None


def test_bare_statements_count_only_where_there_is_nothing_else() -> None:
    said, wanted = held("state", 8), held("demand", 2)
    found = position("nordmark", "abzug", [said, wanted])
    assert found is not None
    assert found.event is wanted
    found = position("nordmark", "abzug", [said])
    assert found is not None
    assert found.event is said


def test_of_a_day_the_most_telling_act_counts() -> None:
    agreed = held("agree", 3)
    assert [
        one.event for one in history("nordmark", "abzug", [held("accuse", 3), agreed, held("announce", 3)])
    ] == [agreed]


def test_a_turn_is_told_with_what_was_held_before() -> None:
    rejected, announced, agreed = (
        held("reject", 2, "den Abzug"),
        held("announce", 4, "zu warten"),
        held("agree", 8),
    )
    first, second, third = history("nordmark", "abzug", [rejected, announced, agreed])
    assert (first.before, first.changed) == (None, False)
    assert (second.before, second.changed) == (rejected, False)
    assert (third.before, third.changed) == (rejected, True)
    assert third.reason == "vorher: lehnt ab (02.05.2031): den Abzug"


def test_to_hold_on_is_no_turn() -> None:
    assert not any(
        one.changed
        for one in history("nordmark", "abzug", [held("demand", 2), held("reject", 5), held("threaten", 7)])
    )


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("agree", "actual", "toward"),
        ("agree", "negated", "against"),
        ("reject", "actual", "against"),
        ("reject", "negated", None),
        ("announce", "actual", None),
        ("consult", "actual", None),
    ],
)
def test_where_an_act_leans(kind: Any, status: str, expected: str | None) -> None:
    assert leaning(act(kind, "Nordmark", status=status)) == expected


def test_events_without_a_day_are_no_position() -> None:
    dated = held("demand", 2)
    undated = replace(dated, lead=replace(dated.lead, day=None, last_day=None))
    assert position("nordmark", "abzug", [undated]) is None
    assert position("nordmark", "abzug", [undated, dated]) is not None


KINDS = sorted(POSITION_KINDS - WEAK_KINDS)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(1, 6), st.integers(1, 3)), max_size=14))
def test_a_position_follows_from_the_few_events_that_decide_it(told: list[tuple[str, int, int]]) -> None:
    events = [
        replace(held(kind, day, f"Punkt {place}"), id=f"e{place}", sources=sources)
        for place, (kind, day, sources) in enumerate(told)
    ]
    seen = [Seen(one.id, one.kind, one.day, one.sources) for one in events if one.day]
    few = [one for one in events if one.id in deciding(seen)]
    assert len(few) <= 3
    assert position("nordmark", "abzug", few) == position("nordmark", "abzug", events)
