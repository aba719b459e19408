"""Two parties that people say are one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from depesche.errors import InvalidDecision
from depesche.reading.types import Party, Role
from depesche.record import review, review_matters, review_parties
from depesche.record.export import write
from depesche.record.importing import import_lines
from depesche.record.questions import board, party, show, timeline
from depesche.record.record import Record
from depesche.record.types import Extractor, Filter
from tests.record.making import DEMAND, REFUSAL, Told, reading
from tests.record.states import state

if TYPE_CHECKING:
    from pathlib import Path

    from depesche.reading.types import Reading

CAPITAL = "org:reykjavik"


def by_the_capital(one: Reading) -> Reading:
    """The reading with Iceland under the name of its capital, and another id."""
    acts = tuple(
        replace(
            act,
            actors=tuple(_capital(role) for role in act.actors),
            recipients=tuple(_capital(role) for role in act.recipients),
        )
        for act in one.acts
    )
    parties = tuple(
        Party(CAPITAL, "Reykjavík", "organisation", other.mentions) if other.id == "ISL" else other
        for other in one.parties
    )
    return replace(one, acts=acts, parties=parties)


def _capital(role: Role) -> Role:
    if role.party_id != "ISL":
        return role
    return replace(role, name="Reykjavík", party="Reykjavík", party_id=CAPITAL)


@pytest.fixture
def ids(record: Record) -> tuple[str, str]:
    """The ids of a demand toward Iceland and of its refusal by Reykjavík."""
    refusal = by_the_capital(REFUSAL)
    return f"{record.add(DEMAND).article}-1", f"{record.add(refusal).article}-1"


def status_of(record: Record, opening: str) -> str:
    """The status of an exchange."""
    with record.connect() as connection:
        query = f"SELECT status FROM exchange WHERE id = '{opening}'"
        return str(connection.exec_driver_sql(query).scalar_one())


def test_what_one_did_the_other_did(record: Record, ids: tuple[str, str]) -> None:
    demand, refusal = ids
    assert record.act(refusal).actor_ids == (CAPITAL,)
    review_parties.merge_parties(record, "Reykjavík", "Island", who="Vera", note="Hauptstadt")
    act = record.act(refusal)
    assert act.actor_ids == ("ISL",)
    assert act.actors[0].read_party == CAPITAL
    assert record.event(refusal).actors == ("ISL",)
    assert status_of(record, demand) == "rejected"
    assert {cell.position.party for cell in board(record).cells} == {"NOR", "ISL"}
    assert {line.event.id for line in timeline(record, Filter(parties=(CAPITAL,))).lines} == {
        line.event.id for line in timeline(record, Filter(parties=("ISL",))).lines
    }
    assert show(record, refusal).names.parties["ISL"] == "Island"


def test_the_profile_has_both_names_and_says_who_decided(record: Record, ids: tuple[str, str]) -> None:
    decision = review_parties.merge_parties(record, CAPITAL, "ISL", who="Vera", note="Hauptstadt")
    assert record.find_party("Reykjavík") == record.find_party(CAPITAL) == "ISL"
    profile = party(record, "reykjavík")
    assert profile.party.id == "ISL"
    assert profile.party.merged == (CAPITAL,)
    assert {"Island", "Reykjavík"} <= set(profile.party.names)
    assert profile.history == (decision,) == record.history("party", CAPITAL)
    assert (decision.who, decision.note, decision.action) == ("Vera", "Hauptstadt", "merge_parties")
    assert ids[1] in {stance.position.event.id for stance in profile.positions}


def test_it_is_taken_back_to_the_very_state_before(record: Record, ids: tuple[str, str]) -> None:
    before = state(record)
    merged = review_parties.merge_parties(record, CAPITAL, "ISL", who="Vera")
    between = state(record)
    assert between != before
    undone = review.undo(record, who="Vera")
    assert undone.undoes == merged.number
    assert state(record) == before
    review.undo(record, undone.number, who="Vera")
    assert state(record) == between
    assert [one.action for one in record.history("party", CAPITAL)] == ["merge_parties", "undo", "undo"]


def test_what_is_read_later_or_anew_names_the_one_party(record: Record, ids: tuple[str, str]) -> None:
    review_parties.merge_parties(record, CAPITAL, "ISL", who="Vera")
    later = by_the_capital(
        reading(
            "Island warnt Norwegen vor weiteren Schritten im Fischereistreit und ruft alle Seiten zur Ruhe auf.",
            Told("warn", "warnt", actor="Island", recipient="Norwegen"),
            name="später",
        )
    )
    new = f"{record.add(later).article}-1"
    assert record.act(new).actor_ids == ("ISL",)
    assert record.add(by_the_capital(REFUSAL), Extractor("depesche", "newer")).outcome == "reread"
    assert record.act(ids[1]).actor_ids == ("ISL",)
    review.undo(record, 1, who="Vera")
    assert record.act(new).actor_ids == record.act(ids[1]).actor_ids == (CAPITAL,)


def test_decisions_about_acts_hold_beside_it(record: Record, ids: tuple[str, str]) -> None:
    review.edit(record, [ids[0]], {"actors": [CAPITAL], "condition_party": CAPITAL}, who="Max")
    edited = state(record)
    review_parties.merge_parties(record, CAPITAL, "ISL", who="Vera")
    act = record.act(ids[0])
    assert (act.actor_ids, act.condition_party) == (("ISL",), "ISL")
    review.edit(record, [ids[0]], {"status": "planned"}, who="Max")
    assert record.act(ids[0]).actor_ids == ("ISL",)
    review.undo(record, who="Max")
    review.undo(record, 2, who="Vera")
    assert state(record) == edited
    assert record.act(ids[0]).condition_party == CAPITAL


def test_chains_end_where_the_last_one_is_and_never_in_a_circle(record: Record, ids: tuple[str, str]) -> None:
    first = review_parties.merge_parties(record, CAPITAL, "ISL", who="Vera")
    review_parties.merge_parties(record, "ISL", "NOR", who="Vera")
    assert record.act(ids[1]).actor_ids == ("NOR",)
    assert record.find_party("Reykjavík") == "NOR"
    with pytest.raises(InvalidDecision, match="the same party"):
        review_parties.merge_parties(record, "NOR", CAPITAL, who="Vera")
    review.undo(record, who="Vera")
    assert record.act(ids[1]).actor_ids == ("ISL",)
    taken_back = review.undo(record, first.number, who="Vera")
    review_parties.merge_parties(record, "ISL", CAPITAL, who="Vera")
    before = state(record, log=True)
    with pytest.raises(InvalidDecision, match="undo that first"):
        review.undo(record, taken_back.number, who="Vera")
    assert state(record, log=True) == before


def test_matters_cannot_go_into_each_other_either(record: Record, ids: tuple[str, str]) -> None:
    one, other = (matter.id for matter in record.matters())
    first = review_matters.merge_matters(record, one, other, who="Vera")
    taken_back = review.undo(record, first.number, who="Vera")
    review_matters.merge_matters(record, other, one, who="Vera")
    with pytest.raises(InvalidDecision, match="undo that first"):
        review.undo(record, taken_back.number, who="Vera")


def test_it_goes_out_and_in_again(record: Record, ids: tuple[str, str], tmp_path: Path) -> None:
    review_parties.merge_parties(record, CAPITAL, "ISL", who="Vera")
    write(record, "jsonl", tmp_path / "out.jsonl")
    with Record.open(tmp_path / "copy.db") as copy, (tmp_path / "out.jsonl").open(encoding="utf-8") as lines:
        import_lines(copy, lines)
        assert state(copy) == state(record)
        review.undo(copy, 1, who="Max")
        assert copy.act(ids[1]).actor_ids == (CAPITAL,)
    write(record, "csv", tmp_path / "out.csv")
    assert CAPITAL in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
