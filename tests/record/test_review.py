"""What people decide, and that it can be taken back."""

from __future__ import annotations

from dataclasses import replace
from inspect import isfunction, signature
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from depesche.errors import InvalidDecision, UnknownEntry, UnknownParty
from depesche.record import review, review_links, review_matters, review_parties
from depesche.record.agreement import agreement, reviewers
from depesche.record.questions import search
from depesche.record.recode import preview, recode
from depesche.record.types import Extractor, Filter
from tests.record.making import DEMAND, REFUSAL, Told, reading
from tests.record.states import state

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.record.record import Record
    from depesche.record.types import Decision


THREAT = reading(
    "Norwegen droht mit einer Sperre der Häfen, wenn die Küstenwache bleibt.",
    Told("threaten", "droht", content="einer Sperre der Häfen", condition="wenn die Küstenwache bleibt",
         recipient="Island", condition_party="Island"),
)  # fmt: skip
LATER = reading(
    "Norwegen drängt Island zum Einlenken.", Told("demand", "drängt", recipient="Island", content="Einlenken"),
    name="c", published="2024-02-20",
)  # fmt: skip


@pytest.fixture
def ids(record: Record) -> tuple[str, str]:
    """The ids of the demand and of its refusal."""
    return f"{record.add(DEMAND).article}-1", f"{record.add(REFUSAL).article}-1"


def test_a_decision_is_in_the_history_with_who_and_why(record: Record, ids: tuple[str, str]) -> None:
    review.confirm(record, [ids[0]], who="Vera", note="gelesen")
    (decision,) = record.history("act", ids[0])
    assert (decision.who, decision.action, decision.note, decision.number) == (
        "Vera",
        "confirm",
        "gelesen",
        1,
    )
    assert record.act(ids[0]).review == "confirmed"


def test_a_whole_id_comes_before_the_beginning_of_another(record: Record) -> None:
    told = "Norwegen verlangt von Island, den Damm zu öffnen"
    same = reading(
        f"{told}.", Told("demand", "verlangt", recipient="Island", content="den Damm zu öffnen"), name="a"
    )
    acts = [Told("demand", "verlangt", recipient="Island", content="den Damm zu öffnen")]
    acts += [Told("consult", f"trifft{number}", recipient="Island") for number in range(2, 11)]
    sentences = [f"Norwegen trifft{number} Island." for number in range(2, 11)]
    many = reading(" ".join((f"{told}, sofort.", *sentences)), *acts, name="b", published="2024-02-02")
    event, article = f"{record.add(same).article}-1", record.add(many).article
    assert record.event(f"{article}-1").id == event
    assert record.event(f"{article}-10").id == f"{article}-10"
    assert review.confirm(record, [f"{article}-1"], who="Vera").subjects == (f"{article}-1",)
    assert review.confirm(record, [f"{article}-10"], who="Vera").subjects == (f"{article}-10",)


def test_a_rejected_act_is_kept_and_its_exchange_goes(record: Record, ids: tuple[str, str]) -> None:
    review.reject(record, [ids[1]], who="Vera")
    assert record.act(ids[1]).review == "rejected"
    assert record.witnesses(ids[1]) == ()
    assert exchange_of(record, ids[0]) == ("open", [])


def test_a_witness_that_was_rejected_stays_so_when_its_event_is_edited_or_confirmed(record: Record) -> None:
    first = f"{record.add(DEMAND).article}-1"
    other = replace(DEMAND, text=f"{DEMAND.text} Mehr folgt.")
    second = f"{record.add(other).article}-1"
    assert record.act(second).event == first
    review.reject(record, [second], who="Vera")
    review.edit(record, [first], {"status": "planned"}, who="Vera")
    assert [record.act(one).review for one in (first, second)] == ["edited", "rejected"]
    recode(record, Filter(kinds=("demand",)), {"day": "2024-01-01"}, who="Vera")
    assert [record.act(one).review for one in (first, second)] == ["edited", "rejected"]
    review.confirm(record, [first], who="Vera")
    assert [record.act(one).review for one in (first, second)] == ["confirmed", "rejected"]
    assert [witness.act.id for witness in record.witnesses(first)] == [first]
    review.confirm(record, [second], who="Vera")
    assert record.act(second).review == "confirmed"


def exchange_of(record: Record, opening: str) -> tuple[str, list[str]]:
    """Status and answers of an exchange."""
    with record.connect() as connection:
        status = connection.exec_driver_sql(
            f"SELECT status FROM exchange WHERE id = '{opening}'"
        ).scalar_one()
        answers = connection.exec_driver_sql(
            f"SELECT event FROM answer WHERE exchange = '{opening}' AND review <> 'rejected'"
        ).scalars()
        return status, list(answers)


def test_every_decision_can_be_undone_to_the_very_state_before(record: Record, ids: tuple[str, str]) -> None:
    other = record.add(replace(DEMAND, text=DEMAND.text.replace("Tagen", "Wochen"), url=None)).article
    made, later = (f"{record.add(one).article}-1" for one in (THREAT, LATER))
    announced = f"{record.act(ids[1]).article}-2"
    article = record.act(ids[0]).article
    before = state(record)
    matter = record.matters()[0].id
    decide: list[Callable[[], Decision]] = [
        lambda: review.confirm(record, ids, who="V"),
        lambda: review.reject(record, [ids[0]], who="V"),
        lambda: review.edit(record, [ids[0]], {"kind": "offer", "actors": ["Island"]}, who="V"),
        lambda: review.edit(record, [ids[1]], {"content": "keinen Grund", "day": "2024-02-02"}, who="V"),
        lambda: review.split(record, [f"{other}-1"], who="V"),
        lambda: review.assign(record, [ids[0]], "Küstenwache", who="V"),
        lambda: review_matters.rename(record, matter, "Seegrenze", who="V"),
        lambda: review_matters.pin(record, matter, ["Küstenwache"], who="V"),
        lambda: review.merge(record, [ids[0], later], who="V"),
        lambda: review_matters.split_matter(record, [ids[1], announced], "Gespräche", who="V"),
        lambda: review_links.reject_answer(record, ids[0], ids[1], who="V"),
        lambda: review_links.confirm_answer(record, ids[0], ids[1], who="V"),
        lambda: review_links.answer_by_hand(record, ids[0], announced, "counter", who="V"),
        lambda: review_links.settle(record, made, "withdrawn", by=announced, who="V"),
        lambda: review_links.settle(record, made, "come_true", who="V"),
        lambda: recode(record, Filter(parties=("ISL",)), {"status": "planned"}, who="V"),
        lambda: review_parties.merge_parties(record, "ISL", "NOR", who="V"),
        lambda: review.add_by_hand(record, article, {"kind": "accuse", "trigger": "behindern"}, who="V"),
    ]
    for one in decide:
        decision = one()
        assert state(record) != before
        assert review.undo(record, who="V").undoes == decision.number
        assert state(record) == before, decision.action


def test_no_kind_of_decision_is_left_out_of_the_test_above() -> None:
    tested = (
        Path(__file__).read_text(encoding="utf-8").split("def test_every_decision", 1)[1].split("\ndef ")[0]
    )
    modules = (review, review_links, review_matters, review_parties)
    found = {
        name
        for module in modules
        for name, one in vars(module).items()
        if isfunction(one) and one.__module__ == module.__name__ and "who" in signature(one).parameters
    }
    assert "settle" in found
    assert {name for name in found - {"undo"} if f".{name}(" not in tested} == {"merge_matters"}  # below


def test_an_undo_can_be_undone(record: Record, ids: tuple[str, str]) -> None:
    review.edit(record, [ids[0]], {"kind": "threaten"}, who="Vera")
    undone = review.undo(record, who="Vera")
    assert record.act(ids[0]).kind == "demand"
    review.undo(record, undone.number, who="Vera")
    assert record.act(ids[0]).kind == "threaten"
    with pytest.raises(InvalidDecision, match="undone already"):
        review.undo(record, undone.number, who="Vera")


def test_an_older_decision_can_be_undone_under_a_newer_one(record: Record, ids: tuple[str, str]) -> None:
    first = review.edit(record, [ids[0]], {"kind": "threaten", "status": "planned"}, who="Vera")
    review.edit(record, [ids[0]], {"kind": "warn"}, who="Max")
    review.undo(record, first.number, who="Vera")
    act = record.act(ids[0])
    assert (act.kind, act.status) == ("warn", "actual")


def test_events_are_merged_and_split_as_people_say(record: Record, ids: tuple[str, str]) -> None:
    other = f"{record.add(LATER).article}-1"
    assert record.act(other).event == other
    review.merge(record, [ids[0], other], who="Vera")
    assert record.event(ids[0]).acts == (ids[0], other)
    assert record.event(other).id == ids[0]
    review.split(record, [ids[0]], who="Vera")
    assert record.act(ids[0]).event != record.act(other).event
    with pytest.raises(InvalidDecision, match="several kinds"):
        review.merge(record, ids, who="Vera")
    with pytest.raises(InvalidDecision, match="no other acts"):
        review.split(record, [other], who="Vera")


def test_matters_are_merged_with_all_that_is_filed_under_them(record: Record, ids: tuple[str, str]) -> None:
    talks = record.event(record.act(f"{record.act(ids[1]).article}-2").event)
    assert talks.matter is not None
    goal = record.event(ids[0]).matter
    assert goal is not None
    assert goal != talks.matter
    before = state(record)
    review_matters.merge_matters(record, talks.matter, goal, who="Vera")
    assert record.event(talks.id).matter == goal
    assert [matter.id for matter in record.matters()] == [goal]
    assert record.find_matter(talks.matter) == goal
    review.undo(record, who="Vera")
    assert state(record) == before


def test_what_a_person_decided_survives_a_newer_reading(record: Record) -> None:
    article = record.add(REFUSAL, Extractor("depesche", "1")).article
    first, second = f"{article}-1", f"{article}-2"
    review.edit(record, [first], {"kind": "deny"}, who="Vera")
    review.confirm(record, [second], who="Vera")
    record.add(replace(REFUSAL, acts=(replace(REFUSAL.acts[0], confidence=0.1),)), Extractor("depesche", "2"))
    edited, confirmed = record.act(first), record.act(second)
    assert (edited.kind, edited.review, edited.confidence) == ("deny", "edited", 0.1)
    assert (confirmed.review, confirmed.extractor) == ("confirmed", Extractor("depesche", "1"))
    review.undo(record, 1, who="Vera")
    assert record.act(first).kind == "reject"


def test_an_act_by_hand_has_its_span_and_its_sentence(record: Record, ids: tuple[str, str]) -> None:
    article = record.act(ids[0]).article
    fields = {"kind": "accuse", "trigger": "behindern", "actors": ["Norwegen"], "content": "den Fischfang"}
    (new,) = review.add_by_hand(record, article, fields, who="Vera").subjects
    act = record.act(new)
    text = record.article(article).text
    assert [span.of(text) for span in (*act.trigger_spans, *act.content_spans)] == [
        "behindern",
        "den Fischfang",
    ]
    assert act.sentence.startswith("Die Schiffe liegen")
    assert (act.kind, act.origin, act.review, act.actor_ids) == ("accuse", "hand", "confirmed", ("NOR",))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "shout"}, "no kind"),
        ({"colour": "red"}, "no field"),
        ({"content": [[0, 99999]]}, "leaves the article"),
        ({"content": "steht hier nicht"}, "does not stand"),
        ({"deadline": "morgen"}, "no value"),
        ({}, "no field"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    record: Record, ids: tuple[str, str], changes: dict[str, object], said: str
) -> None:
    before = state(record)
    with pytest.raises(InvalidDecision, match=said):
        review.edit(record, [ids[0]], changes, who="Vera")
    assert state(record) == before
    assert record.history("act", ids[0]) == ()


def test_unknown_entries_and_parties_are_named(record: Record, ids: tuple[str, str]) -> None:
    with pytest.raises(UnknownEntry, match="nowhere-1"):
        review.confirm(record, ["nowhere-1"], who="Vera")
    with pytest.raises(UnknownParty, match="perhaps Norwegen"):
        review.edit(record, [ids[0]], {"actors": ["Norwegn"]}, who="Vera")
    with pytest.raises(InvalidDecision, match="name of who"):
        review.confirm(record, [ids[0]], who=" ")


def test_what_is_found_by_words_follows_what_people_say(record: Record, ids: tuple[str, str]) -> None:
    assert ids[0] not in found_by(record, "Dänemark")
    review.edit(record, [ids[0]], {"recipients": ["Dänemark"]}, who="Vera")
    for decide in (review.confirm, review.reject, review.confirm):
        decide(record, [ids[0]], who="Vera")
    assert ids[0] in found_by(record, "Dänemark")
    for _ in range(4):
        review.undo(record, who="Vera")
    assert ids[0] not in found_by(record, "Dänemark")
    assert ids[0] in found_by(record, "Island")


def found_by(record: Record, words: str) -> set[str]:
    return {line.event.id for line in search(record, words).lines}


def test_the_least_certain_that_nobody_has_decided_about_come_first(
    record: Record, ids: tuple[str, str]
) -> None:
    assert [act.confidence for act in review.uncertain(record)] == [0.4, 0.6, 0.8]
    review.confirm(record, [ids[1]], who="Vera")
    assert [act.confidence for act in review.uncertain(record, Filter(parties=("ISL",)))] == [0.4]


def test_many_are_recoded_after_a_look_and_undone_as_one(record: Record, ids: tuple[str, str]) -> None:
    before = state(record)
    wanted = Filter(parties=("ISL",))
    seen = preview(record, wanted, {"status": "planned"})
    assert (seen.acts, seen.events) == (2, 2)
    assert {new.status for _, new in seen.examples} == {"planned"}
    assert state(record) == before
    decision = recode(record, wanted, {"status": "planned"}, who="Vera")
    assert [record.act(act).status for act in decision.subjects] == ["planned", "planned"]
    assert record.act(ids[0]).status == "actual"
    review.undo(record, who="Vera")
    assert state(record) == before


def test_a_recoding_leaves_rejected_acts_out_of_preview_and_decision(record: Record) -> None:
    first = record.add(DEMAND).article
    second = record.add(replace(DEMAND, text=DEMAND.text + " So meldet NTB.", url=None)).article
    assert record.act(f"{first}-1").event == record.act(f"{second}-1").event
    review.reject(record, [f"{second}-1"], who="Vera", whole=False)
    wanted = Filter(kinds=("demand",))
    seen = preview(record, wanted, {"status": "planned"})
    assert (seen.acts, seen.events, len(seen.examples)) == (1, 1, 1)
    assert recode(record, wanted, {"status": "planned"}, who="Vera").subjects == (f"{first}-1",)
    assert record.act(f"{second}-1").status == "actual"
    assert preview(record, replace(wanted, rejected=True), {"status": "planned"}).acts == 2
    recode(record, wanted, {"kind": "offer"}, who="Vera")
    assert {record.act(f"{one}-1").kind for one in (first, second)} == {"offer"}  # an event has one kind


def test_a_name_that_is_taken_is_refused_with_a_way_out(record: Record, ids: tuple[str, str]) -> None:
    review.assign(record, [ids[0]], "Seegrenze", who="Vera")
    review.assign(record, [ids[1]], "Fischfang", who="Vera")
    before = state(record, log=True)
    with pytest.raises(InvalidDecision, match=r"'seegrenze' already .*join fischfang seegrenze"):
        review_matters.rename(record, "Fischfang", "seegrenze", who="Vera")
    with pytest.raises(InvalidDecision, match=r"'Fischfang' already.*assign fischfang"):
        review_matters.split_matter(record, [ids[0]], "Fischfang", who="Vera")
    assert state(record, log=True) == before
    review_matters.rename(record, "Fischfang", "Fischfang", who="Vera")
    renamed = review_matters.rename(record, "Seegrenze", "Grenze", who="Vera")
    review_matters.rename(record, "Fischfang", "Seegrenze", who="Vera")
    with pytest.raises(InvalidDecision, match="already"):
        review.undo(record, renamed.number, who="Vera")


def test_two_reviewers_are_compared_by_what_both_decided(record: Record, ids: tuple[str, str]) -> None:
    article = record.act(ids[1]).article
    for act in (ids[0], ids[1], f"{article}-2"):
        review.confirm(record, [act], who="Vera")
    review.confirm(record, [ids[0]], who="Max")
    review.reject(record, [ids[1]], who="Max")
    assert reviewers(record) == {"Max": 2, "Vera": 3}
    found = agreement(record, "Vera", "Max")
    assert (found.acts, found.same) == (2, 1)
    assert [(one.act, one.first, one.second) for one in found.disagreements] == [(ids[1], "reject", "none")]
    # Two units: values demand demand, reject none. Observed disagreement 2/4, expected 10/12: alpha = 1 - 0.5/0.8333.
    assert found.alpha == pytest.approx(0.4)


def test_an_answer_given_by_hand_and_the_outcome_of_a_commitment(record: Record) -> None:
    demand, announce = f"{record.add(DEMAND).article}-1", f"{record.add(REFUSAL).article}-2"
    made = f"{record.add(THREAT).article}-1"
    review_links.answer_by_hand(record, demand, announce, "counter", who="Vera")
    assert announce in exchange_of(record, demand)[1]
    review_links.settle(record, made, "withdrawn", who="Vera", by=announce)
    with record.connect() as connection:
        row = connection.exec_driver_sql("SELECT status, confirmed FROM commitment").one()
    assert (row[0], bool(row[1])) == ("withdrawn", True)
    with pytest.raises(UnknownEntry, match="no commitment"):
        review_links.settle(record, demand, "lapsed", who="Vera")
