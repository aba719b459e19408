"""Acts that tell the same thing become one event, and nothing else does."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesche.record.events import THRESHOLD, compare, differences, lead, merge_all, place
from depesche.record.types import Witness
from tests.tellings import act, event

if TYPE_CHECKING:
    from depesche.record.types import StoredAct

PAIRS = Path(__file__).parent / "data" / "event_pairs.jsonl"
KINDS = ("demand", "threaten", "aid")
CONTENTS = ("den Abzug der Truppen", "die Truppen abzuziehen", "Sanktionen gegen Banken", "")


def telling(told: dict[str, Any]) -> StoredAct:
    parts = {name: told[name] for name in ("day", "dated_by", "condition")}
    return act(
        told["kind"], ", ".join(told["actors"]), ", ".join(told["recipients"]), told["content"], **parts
    )


def scores(*, odd: bool) -> tuple[float, float]:
    """Precision and recall on one half of the scenes; the limits were set on the odd ones."""
    found = true = right = 0
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["scene"] % 2 == odd:
            same = compare(telling(pair["first"]), telling(pair["second"])).score >= THRESHOLD
            found, true, right = found + same, true + pair["same"], right + (same and pair["same"])
    return right / found, right / true


@pytest.mark.parametrize(("odd", "precision", "recall"), [(True, 0.93, 0.88), (False, 0.95, 0.84)])
def test_pairs_are_told_apart(odd: bool, precision: float, recall: float) -> None:
    measured = scores(odd=odd)
    assert measured[0] >= precision
    assert measured[1] >= recall


def test_an_act_joins_the_event_it_tells_most_likely() -> None:
    there = [
        event("demand", "Nordmark", "Südland", "die Freilassung der Gefangenen"),
        event("demand", "Nordmark", "Südland", "den Abzug der Truppen von der Grenze"),
    ]
    again = act("demand", "Nordmark", "Südland", "die Truppen von der Grenze abzuziehen", day="2031-05-03")
    assert place(again, there) is there[1]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "offer"},
        {"actors": "Westbund"},
        {"recipients": "Westbund"},
        {"day": "2031-05-20"},
        {"status": "negated"},
        {"content": "den Bau einer Brücke"},
    ],
)
def test_what_differs_in_one_point_is_another_event(other: dict[str, str]) -> None:
    told = {
        "kind": "demand",
        "actors": "Nordmark",
        "recipients": "Südland",
        "content": "den Abzug der Truppen",
    }
    first = event(**told)  # type: ignore[arg-type]
    assert place(act(**told), [first]) is first  # type: ignore[arg-type]
    assert place(act(**(told | other)), [first]) is None  # type: ignore[arg-type]


def test_near_duplicates_need_less_to_be_one() -> None:
    first = event("demand", "Nordmark", "Südland", "den Abzug der Truppen und freie Fahrt für Schiffe")
    changed = act("demand", "Nordmark", "Südland", "freie Fahrt für Handel und Schiffe", day="2031-05-08")
    assert place(changed, [first]) is None
    assert place(changed, [first], frozenset([first.id])) is first


def test_two_acts_of_one_article_stay_two() -> None:
    told = {"article": "one", "recipients": "Südland"}
    first = event("demand", "Nordmark", content="den Abzug der Truppen aus dem Osten", **told)
    second = act("demand", "Nordmark", content="den Abzug der Truppen und Panzer", **told)
    assert place(second, [first]) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(["A", "B", "A, B", ""]), st.sampled_from(CONTENTS),
                  st.integers(1, 9)),
        max_size=8,
    )
)  # fmt: skip
def test_every_act_is_in_one_event_of_its_kind(told: list[tuple[Any, str, str, int]]) -> None:
    acts = [act(kind, actors, "", content, day=f"2031-05-0{day}") for kind, actors, content, day in told]
    events = merge_all(acts)
    assert events.keys() == {one.id for one in acts}
    kinds = {one.id: one.kind for one in acts}
    assert all(kinds[one] == kinds[of] for one, of in events.items())
    assert all(events[of] == of for of in events.values())
    assert merge_all(reversed(acts)) == events


def witness(told: StoredAct, group: str = "") -> Witness:
    return Witness(told, "Bote", None, None, told.published, group or told.article)


def test_differences_name_who_says_what() -> None:
    first = act("assault", "Rebellen", "Talstadt", "14 Tote auf dem Markt", day="2031-05-02")
    second = act("assault", "Rebellen", "Talstadt", "zwölf Tote auf dem Markt", day="2031-05-03")
    third = act("assault", "Rebellen", "Talstadt", "14 Tote auf dem Markt", day="2031-05-02")
    found = {
        difference.what: dict(difference.values)
        for difference in differences([*map(witness, (first, second, third))])
    }
    assert found["number"] == {"14 Tote": (first.id, third.id), "zwölf Tote": (second.id,)}
    assert found["date"] == {"2031-05-02": (first.id, third.id), "2031-05-03": (second.id,)}
    assert found["wording"].keys() == {"14 Tote auf dem Markt", "zwölf Tote auf dem Markt"}
    assert found.keys() == {"number", "date", "wording"}


def test_what_only_one_tells_is_no_difference() -> None:
    full = act("demand", "Nordmark", "Südland", "den Abzug von 300 Soldaten", deadline="2031-06-01")
    bare = act("demand", "Nordmark", "", "", dated_by="published")
    assert differences([witness(full), witness(bare)]) == ()
    assert differences([witness(full)]) == ()


def test_the_lead_tells_most_and_what_a_person_confirmed_goes_first() -> None:
    full = act("threaten", "Nordmark", "Südland", "mit Sanktionen", condition="falls der Abzug ausbleibt")
    bare = act("threaten", "Nordmark", "", "mit Sanktionen")
    confirmed = act("threaten", "Nordmark", "", "mit Sanktionen", review="confirmed")
    assert lead([bare, full]) is lead([full, bare]) is full
    assert lead([full, confirmed]) is confirmed


def test_an_undated_act_only_joins_near_duplicates() -> None:
    first = event("demand", "Nordmark", "Südland", "den Abzug der Truppen")
    undated = replace(act("demand", "Nordmark", "Südland", "den Abzug der Truppen"), day=None, last_day=None)
    assert place(undated, [first]) is None
    assert place(undated, [first], frozenset([first.id])) is first


def test_what_is_in_another_language_stays_by_itself() -> None:
    first = event("demand", "Nordmark", "Südland", "den Abzug der Truppen")
    french = act(
        "demand", "Nordmark", "Südland", "den Abzug der Truppen", language="fr", terms=first.lead.terms
    )
    assert place(french, [first]) is None
    assert differences([witness(first.lead), witness(french)]) == ()
