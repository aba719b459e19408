"""What a record answers, of a crisis whose articles a careful reader has read (tests/krise.py)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from depesche.errors import RecordError, UnknownEntry, UnknownParty
from depesche.record.questions import board, brief, commitments, exchanges, party, search, show, timeline
from depesche.record.questions.counts import counts
from depesche.record.questions.pages import exchanges_page
from depesche.record.record import Record
from depesche.record.types import Filter
from tests.krise import krise
from tests.samples import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from depesche.record.questions.results import Cell, CommitmentLine, ExchangeLine, Line
    from depesche.record.types import Event

VALDORIEN, KARSLAND, LINDMARK, KUESTENBUND = "XVA", "XKA", "XLI", "kuestenbund"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The crisis, added in the order of its days; the questions only ask."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("record") / "krise.db")
    else:
        place = request.getfixturevalue("cluster").new_database()
    with Record.open(place) as made:
        for reading in krise():
            made.add(reading)
        yield made


@pytest.fixture
def empty(place: str) -> Iterator[Record]:
    """A record that holds nothing."""
    with Record.open(place) as made:
        yield made


def about(lines: tuple[Line, ...], words: str) -> Line:
    """The one line whose content holds some words."""
    found = [line for line in lines if words in line.event.lead.content]
    assert len(found) == 1, [line.event.lead.content for line in lines]
    return found[0]


def all_events(record: Record, wanted: Filter | None = None) -> list[Event]:
    return [line.event for line in timeline(record, wanted, limit=1000).lines]


# The timeline


def test_events_come_in_the_order_of_their_days_each_with_its_source(record: Record) -> None:
    lines = timeline(record, limit=1000).lines
    days = [line.event.day for line in lines]
    assert days == sorted(day for day in days if day)
    assert len({line.event.id for line in lines}) == len(lines)
    assert all(line.source and line.source.published and line.source.title for line in lines)
    assert days[0] == date(2024, 2, 1)


def test_one_event_told_by_several_papers_is_told_once(record: Record) -> None:
    first = timeline(record, Filter(parties=(VALDORIEN,), kinds=("demand",), until=date(2024, 2, 2))).lines
    assert len(first) == 1
    assert len(first[0].event.acts) == 3
    assert first[0].event.sources == 2, "two papers print the same agency's text"


@pytest.mark.parametrize("newest", [False, True])
@pytest.mark.parametrize("limit", [1, 7, 40])
def test_pages_together_are_the_whole_timeline(record: Record, limit: int, newest: bool) -> None:
    whole = [line.event.id for line in timeline(record, limit=1000, newest=newest).lines]
    pages: list[str] = []
    after = None
    while True:
        page = timeline(record, limit=limit, newest=newest, after=after)
        pages += [line.event.id for line in page.lines]
        after = page.after
        if after is None:
            break
    assert pages == whole


def test_what_has_no_day_comes_last(place: str) -> None:
    undated = replace(sample(), published=None, times=())
    acts = tuple(replace(act, time=None) for act in undated.acts)
    with Record.open(place) as record:
        record.add(replace(undated, acts=acts))
        record.add(krise()[0])
        lines = timeline(record, limit=3)
        rest = timeline(record, limit=10, after=lines.after)
    assert all(line.event.day for line in lines.lines)
    assert rest.lines
    assert all(line.event.day is None for line in rest.lines)


FILTERS: dict[str, tuple[Filter, Callable[[Any], bool]]] = {
    "party": (Filter(parties=(KUESTENBUND,)), lambda event: KUESTENBUND in event.actors),
    "recipient": (Filter(recipients=(KARSLAND,)), lambda event: KARSLAND in event.recipients),
    "kind": (Filter(kinds=("threaten", "reject")), lambda event: event.kind in {"threaten", "reject"}),
    "since": (Filter(since=date(2024, 3, 20)), lambda event: event.day >= date(2024, 3, 20)),
    "until": (Filter(until=date(2024, 2, 5)), lambda event: event.day <= date(2024, 2, 5)),
    "confidence": (Filter(confidence=0.95), lambda event: event.lead.confidence >= 0.95),
    "reviewed": (Filter(reviewed=True), lambda event: event.lead.review != "open"),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_keeps_what_fits_and_nothing_else(record: Record, name: str) -> None:
    wanted, fits = FILTERS[name]
    found = {event.id for event in all_events(record, wanted)}
    assert found == {event.id for event in all_events(record) if fits(event)}
    assert found or name in {"confidence", "reviewed"}


def test_words_are_looked_for_in_all_tellings_of_an_event(record: Record) -> None:
    found = {event.id for event in all_events(record, Filter(text="Lastwagen"))}
    assert found == {
        event.id
        for event in all_events(record)
        if any("Lastwagen" in witness.act.sentence for witness in record.witnesses(event.id))
    }
    assert found


def test_a_page_after_an_event_that_is_not_there_is_an_error(record: Record) -> None:
    with pytest.raises(UnknownEntry):
        timeline(record, after="zzzzzzzzzzzz-9")


# The board


def cell(record: Record, party_id: str, words: str, wanted: Filter | None = None) -> Cell:
    """What a party holds on the matter under which an act with these words is filed."""
    matter = next(event.matter for event in all_events(record) if words in event.lead.content)
    assert matter
    cells = board(record, replace(wanted or Filter(), matters=(matter,)), parties=50).cells
    found = [one for one in cells if one.position.party == party_id]
    assert len(found) == 1
    return found[0]


def test_the_board_tells_what_a_party_now_holds_and_what_it_held_before(record: Record) -> None:
    dam = cell(record, KARSLAND, "die Füllung des Ormadamms bis zum 1. März zu stoppen")
    assert dam.position.event.kind == "retreat"
    assert dam.position.event.day == date(2024, 3, 22)
    assert dam.position.changed
    assert dam.position.before is not None
    assert dam.position.before.kind in {"reject", "announce"}
    assert dam.source is not None
    assert dam.source.published == date(2024, 3, 22)


def test_the_board_of_an_earlier_day_knows_nothing_of_what_came_later(record: Record) -> None:
    then = Filter(until=date(2024, 2, 10))
    dam = cell(record, KARSLAND, "die Füllung des Ormadamms bis zum 1. März zu stoppen", then)
    assert dam.position.event.day is not None
    assert dam.position.event.day <= date(2024, 2, 10)
    assert dam.position.event.kind in {"reject", "announce"}
    days = [one.position.event.day for one in board(record, then).cells]
    assert max(day for day in days if day) <= date(2024, 2, 10)


def test_the_board_marks_what_is_new_since_a_day(record: Record) -> None:
    cells = board(record, Filter(since=date(2024, 3, 20)), parties=50, matters=50).cells
    assert {one.new for one in cells} == {True, False}
    assert all(
        one.new == (one.position.event.day >= date(2024, 3, 20)) for one in cells if one.position.event.day
    )
    assert not any(one.new for one in board(record).cells)


def test_a_smaller_board_says_how_much_it_leaves_out(record: Record) -> None:
    whole = board(record, parties=500, matters=500)
    small = board(record, parties=2, matters=1)
    assert whole.left_out == (0, 0)
    assert len(small.matters) == 1
    assert len(small.parties) <= 2
    assert sum(small.left_out) > 0


def test_what_is_only_planned_is_no_position(record: Record) -> None:
    assert all(
        one.position.event.lead.status == "actual" for one in board(record, parties=50, matters=50).cells
    )


# Exchanges and commitments


def exchange(record: Record, words: str) -> ExchangeLine:
    found = [one for one in exchanges(record, limit=500).lines if words in one.opening.event.lead.content]
    assert len(found) == 1, [one.opening.event.lead.content for one in found]
    return found[0]


def test_a_demand_is_refused_raised_again_and_met(record: Record) -> None:
    dam = exchange(record, "die Füllung des Ormadamms bis zum 1. März zu stoppen")
    assert dam.exchange.status == "agreed"
    days = [reply.line.event.day for reply in dam.replies]
    assert days == sorted(day for day in days if day)
    assert dam.replies[0].answer.kind == "reject"
    assert dam.replies[-1].answer.kind == "agree"
    assert dam.replies[-1].line.event.kind == "retreat", "it was met by a deed"
    assert {repeat.event.day for repeat in dam.repeats} >= {date(2024, 2, 8), date(2024, 3, 11)}
    assert all(reply.answer.reason and 0 < reply.answer.score <= 1 for reply in dam.replies)
    assert all(reply.line.source for reply in dam.replies)


def test_an_offer_is_taken_by_one_side(record: Record) -> None:
    mediation = exchange(record, "seine Vermittlung im Streit um den Ormadamm")
    kinds = {(reply.line.event.actors, reply.answer.kind) for reply in mediation.replies}
    assert ((KARSLAND,), "agree") in kinds
    assert ((VALDORIEN,), "reject") in kinds


def test_only_open_exchanges_where_these_are_asked_for(record: Record) -> None:
    found = exchanges(record, statuses=("open",), limit=500).lines
    assert found
    assert {one.exchange.status for one in found} == {"open"}
    whole = exchanges(record, limit=500).lines
    assert len(found) == sum(one.exchange.status == "open" for one in whole)


def commitment(record: Record, words: str, wanted: Filter | None = None) -> CommitmentLine:
    lines = commitments(record, wanted, limit=500).lines
    found = [one for one in lines if words in one.line.event.lead.content]
    assert len(found) == 1, [one.line.event.lead.content for one in lines]
    return found[0]


@pytest.mark.parametrize("until", [None, date(2024, 3, 9), date(2024, 3, 26)])
def test_nothing_is_open_here_and_settled_there(record: Record, until: date | None) -> None:
    wanted = Filter(until=until)
    made = {line.commitment.id: line.commitment.status for line in commitments(record, wanted).lines}
    told = exchanges(record, wanted, limit=500).lines
    for line in told:
        if line.exchange.status in {"open", "settled"} and line.exchange.id in made:
            assert (line.exchange.status == "open") == (made[line.exchange.id] == "pending")
    both = {line.exchange.id for line in told} & made.keys()
    assert both
    for status in ("open", "settled"):
        found = exchanges(record, wanted, statuses=(status,), limit=500).lines
        assert {one.exchange.id for one in found} == {
            one.exchange.id for one in told if one.exchange.status == status
        }
        page = exchanges_page(record, wanted, statuses=(status,), limit=500).lines
        assert {one.exchange.id for one in page} == {one.exchange.id for one in found}
    since = brief(record, date(2024, 2, 1), wanted).exchanges
    assert {one.exchange.status for one in since} == {"open"}


def test_an_offer_that_was_carried_out_is_settled_and_says_by_what(record: Record) -> None:
    (line,) = [one for one in exchanges(record, statuses=("settled",)).lines
               if "Grenze werde" in one.opening.event.lead.content]  # fmt: skip
    assert line.commitment is not None
    assert line.commitment.commitment.status == "come_true"
    assert line.commitment.by is not None
    assert counts(record).exchanges["settled"] == len(exchanges(record, statuses=("settled",)).lines)


def test_a_threat_comes_true(record: Record) -> None:
    border = commitment(record, "werde die Grenze für alle Lastwagen")
    assert border.commitment.status == "come_true"
    assert border.by is not None
    assert border.by.event.kind == "sanction"
    assert border.by.source is not None
    assert not border.commitment.confirmed, "until a person confirms it, this is a suggestion"


def test_a_threat_is_withdrawn(record: Record) -> None:
    power = commitment(record, "die Stromlieferungen einzustellen")
    assert power.commitment.status == "withdrawn"
    assert power.by is not None
    assert power.by.event.kind == "retreat"


def test_what_is_pending_stays_so_until_its_day_has_passed(record: Record) -> None:
    pending = commitments(record, statuses=("pending",), limit=500)
    assert pending.day == date(2024, 4, 2)
    assert {one.commitment.status for one in pending.lines} == {"pending"}
    assert any("40 Millionen Taler" in one.line.event.lead.content for one in pending.lines)


def test_a_page_of_few_commitments_says_that_there_are_more(record: Record) -> None:
    assert commitments(record, limit=1).more
    assert not commitments(record, limit=500).more
    assert exchanges(record, limit=1).more
    assert not exchanges(record, limit=500).more


def test_exchanges_and_commitments_of_an_earlier_day_know_nothing_of_what_came_later(record: Record) -> None:
    then = Filter(until=date(2024, 2, 6))
    dam = exchanges(record, then, limit=500).lines
    answered = [one for one in dam if one.replies]
    assert [one.exchange.status for one in answered if one.opening.event.day == date(2024, 2, 1)] == [
        "rejected"
    ]
    days = [reply.line.event.day for one in dam for reply in one.replies]
    assert max(day for day in days if day) <= date(2024, 2, 6)
    opened = {one.exchange.id for one in exchanges(record, then, statuses=("open",), limit=500).lines}
    assert opened == {one.exchange.id for one in dam if one.exchange.status == "open"}
    border = commitment(record, "werde die Grenze für alle Lastwagen", Filter(until=date(2024, 2, 20)))
    assert border.commitment.status == "pending"
    assert border.by is None
    pending = commitments(record, Filter(until=date(2024, 2, 20)), statuses=("pending",), limit=500).lines
    assert border.commitment.id in {one.commitment.id for one in pending}


# Search


def test_search_finds_words_in_all_their_forms_and_marks_them(record: Record) -> None:
    found = search(record, "Lastwagens")
    assert found.lines
    assert all("\x02Lastwagen\x03" in line.snippet for line in found.lines if "Lastwagen" in line.snippet)
    assert any("\x02" in line.snippet for line in found.lines)
    plain = [line.snippet.replace("\x02", "").replace("\x03", "") for line in found.lines]
    assert plain == [line.event.lead.sentence for line in found.lines]


@pytest.mark.parametrize(
    "words", ["", "   ", "Zitronenpresse", '"', "-Damm", "*", "a AND (b", "\x00", "'; --"]
)
def test_what_is_not_there_is_not_found_and_no_error(record: Record, words: str) -> None:
    assert search(record, words).lines == ()


def test_a_search_is_narrowed_by_a_filter(record: Record) -> None:
    found = search(record, "Grenze", Filter(parties=(KUESTENBUND,)))
    assert found.lines
    assert all(KUESTENBUND in line.event.actors for line in found.lines)


def test_a_search_cut_off_says_so(record: Record) -> None:
    assert search(record, "Grenze", limit=1).more
    assert len(search(record, "Grenze", limit=1).lines) == 1


# A party


@pytest.mark.parametrize("name", ["Karsland", "karsland", KARSLAND])
def test_a_party_is_known_by_any_of_its_names(record: Record, name: str) -> None:
    profile = party(record, name)
    assert profile.party.id == KARSLAND
    assert profile.party.kind == "state"
    persons = {profile.names.parties[person] for person in profile.party.persons}
    assert persons == {"Aleko Dravin", "Ilja Soren", "Mira Kasten"}


def test_the_office_of_a_person_is_kept_with_its_days(record: Record) -> None:
    profile = party(record, "Karsland")
    offices = [one for one in profile.party.offices if profile.names.parties[one.person] == "Ilja Soren"]
    assert [one.title for one in offices] == ["Außenminister"]
    assert offices[0].first == date(2024, 2, 6)
    assert offices[0].last == date(2024, 3, 14)


def test_a_person_is_found_with_what_it_did_and_for_whom(record: Record) -> None:
    profile = party(record, "Soren")
    assert profile.party.kind == "person"
    assert profile.events == len(profile.deeds) > 5
    assert about(profile.deeds, "die Truppen abzuziehen").event.actors == (KARSLAND,)
    days = [line.event.day for line in profile.deeds]
    assert days == sorted((day for day in days if day), reverse=True)
    for line in profile.deeds:
        people = {role.person for act in map(record.act, line.event.acts) for role in act.actors}
        assert profile.party.id in people
    assert len(party(record, "Soren", limit=2).deeds) == 2
    assert party(record, "Karsland").deeds == ()


def test_a_filter_by_a_person_keeps_what_that_person_did(record: Record) -> None:
    soren = record.find_party("Soren")
    ids = {event.id for event in all_events(record, Filter(parties=(soren,)))}
    assert ids == {line.event.id for line in party(record, "Soren").deeds}
    both = all_events(record, Filter(parties=(soren, LINDMARK)))
    assert {event.id for event in both} > ids
    assert any(LINDMARK in event.actors for event in both)


def test_a_filter_by_a_person_as_recipient_keeps_what_was_done_toward_that_person(record: Record) -> None:
    soren = record.find_party("Soren")
    found = all_events(record, Filter(recipients=(soren,)))
    toward = {
        event.id
        for event in all_events(record, Filter())
        if soren in {role.person for act in map(record.act, event.acts) for role in act.recipients}
    }
    assert {event.id for event in found} == toward != set()
    both = all_events(record, Filter(recipients=(soren, LINDMARK)))
    assert {event.id for event in both} > toward


def test_the_positions_of_a_party_are_its_own_the_newest_first(record: Record) -> None:
    profile = party(record, "Valdorien")
    days = [one.position.event.day for one in profile.positions]
    assert days == sorted((day for day in days if day), reverse=True)
    assert all(VALDORIEN in one.position.event.actors for one in profile.positions)
    assert all(one.position.changed and one.position.before for one in profile.changes)
    assert profile.changes


def test_an_unknown_party_is_one_clear_line(record: Record) -> None:
    with pytest.raises(UnknownParty) as raised:
        party(record, "Karlsand")
    assert "\n" not in str(raised.value)
    assert "Karlsand" in str(raised.value)


# The brief


def test_the_brief_tells_what_is_new_what_changed_what_is_open_and_what_lies_ahead(record: Record) -> None:
    told = brief(record, date(2024, 3, 18))
    new = [line for _, lines in told.matters for line in lines]
    assert new
    assert all(line.event.day and line.event.day >= date(2024, 3, 18) for line in new)
    assert all(line.event.kind != "state" for line in new)
    assert all(one.position.changed for one in told.changes)
    assert any("40 Millionen" in one.line.event.lead.content for one in told.commitments)
    assert {one.exchange.status for one in told.exchanges} == {"open"}
    assert any(line.event.day == date(2024, 4, 15) for line in told.ahead), "the treaty is to be signed"
    lines = [
        *new,
        *told.ahead,
        *(one.opening for one in told.exchanges),
        *(one.line for one in told.commitments),
    ]
    assert all(line.source for line in lines)
    assert all(one.source for one in told.changes)


def test_nothing_is_lost_from_the_count_of_a_brief(record: Record) -> None:
    told = brief(record, date(2024, 2, 1), matters=2)
    counted = sum(len(lines) for _, lines in told.matters) + told.left_out
    assert counted == sum(event.kind != "state" for event in all_events(record))


# One entry


def test_an_entry_is_shown_with_its_sentence_its_witnesses_and_their_differences(record: Record) -> None:
    brigades = next(event for event in all_events(record) if event.kind == "mobilize")
    shown = show(record, brigades.id)
    assert shown.article.text.count(shown.before + shown.act.sentence + shown.after) == 1
    assert {witness.act.id for witness in shown.witnesses} == set(brigades.acts)
    assert len(shown.witnesses) == 2
    numbers = [one for one in shown.differences if one.what == "number"]
    assert numbers, "two or three brigades"
    assert {id_ for one in numbers for _, ids in one.values for id_ in ids} == set(brigades.acts)


def test_an_entry_is_shown_with_the_exchanges_and_commitments_it_is_part_of(record: Record) -> None:
    met = exchange(record, "die Füllung des Ormadamms bis zum 1. März zu stoppen").replies[-1]
    assert met.line.event.id in show(record, met.line.event.id).event.id
    assert any(
        reply.answer.event == met.line.event.id
        for one in show(record, met.line.event.id).exchanges
        for reply in one.replies
    )
    threat = commitment(record, "werde die Grenze für alle Lastwagen")
    assert threat.by is not None
    assert [one.commitment.id for one in show(record, threat.by.event.id).commitments] == [
        threat.commitment.id
    ]


def test_an_id_may_be_shortened(record: Record) -> None:
    event = all_events(record)[0]
    assert show(record, event.id[:-1].rstrip("-") + "-1").act.id.startswith(event.id.partition("-")[0])
    with pytest.raises(UnknownEntry):
        show(record, "zzzz")


# Nothing at all


def test_an_empty_record_answers_every_question_with_nothing(empty: Record) -> None:
    assert board(empty).cells == ()
    assert timeline(empty).lines == ()
    assert exchanges(empty).lines == ()
    assert commitments(empty).lines == ()
    assert search(empty, "Damm").lines == ()
    told = brief(empty, date(2024, 1, 1))
    assert not any((told.matters, told.changes, told.exchanges, told.commitments, told.ahead))
    with pytest.raises(UnknownParty):
        party(empty, "Karsland")
    with pytest.raises(UnknownEntry):
        show(empty, "a")


@pytest.mark.parametrize("ask", [party, show])
def test_half_a_character_is_in_no_record(record: Record, ask: Callable[[Record, str], object]) -> None:
    with pytest.raises(RecordError, match="no character"):
        ask(record, "Kars\udcff")
