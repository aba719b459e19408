"""What is kept counted is what one would count: whatever is added, decided and taken back."""

from __future__ import annotations

import time
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from depesche.errors import AnswerTookTooLong
from depesche.record import review, schema
from depesche.record.database import within
from depesche.record.questions.density import density
from depesche.record.questions.graph import graph
from depesche.record.questions.listed import events
from depesche.record.store import counting
from depesche.record.types import Filter
from tests.krise import krise

if TYPE_CHECKING:
    from depesche.record.record import Record

EVER = date(1, 1, 1)
MARCH = date(2024, 3, 1)


def counted(record: Record) -> dict[str, list[tuple[object, ...]]]:
    with record.connect() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in (schema.cell, schema.flow)
        }


def check(record: Record) -> None:
    kept = counted(record)
    with record.writing() as (connection, _):
        counting.recount(connection)
    assert counted(record) == kept
    with record.connect() as connection:
        wrong = "SELECT event FROM event_party p JOIN event e ON e.id = p.event WHERE p.rejected <> "
        assert connection.execute(text(f"{wrong}(e.review = 'rejected')")).all() == []


def test_counts_follow_every_decision(record: Record) -> None:
    for reading in list(krise())[:8]:
        record.add(reading)
    check(record)
    acts = review.uncertain(record, limit=20)
    review.reject(record, [acts[0].event], who="vera")
    review.reject(record, [acts[1].id], who="vera")
    review.confirm(record, [acts[2].id], who="vera")
    review.edit(record, [acts[3].event], {"kind": "reject"}, who="vera")
    review.edit(record, [acts[4].event], {"actors": ["XKA", "XVA"]}, who="vera")
    review.assign(record, [acts[5].event], "Ein neuer Streit", who="vera")
    check(record)
    for _ in range(4):
        review.undo(record, who="vera")
        check(record)


def test_the_graph_as_it_is_kept_is_the_graph_as_it_is_counted(record: Record) -> None:
    for reading in krise():
        record.add(reading)
    review.reject(record, [review.uncertain(record, limit=1)[0].event], who="vera")
    with record.connect() as connection:
        undated = select(schema.event.c.id).where(schema.event.c.day.is_(None))
        assert connection.execute(undated).all() == [], "a filter by days would leave them out"
    for wanted in ({}, {"kinds": ("demand",)}, {"parties": ("XKA",)}, {"recipients": ("XKA",)}):
        kept = graph(record, Filter(**wanted))  # type: ignore[arg-type]
        assert kept == graph(record, Filter(since=EVER, **wanted))  # type: ignore[arg-type]
        assert kept.edges or wanted


def test_rejected_events_are_counted_only_where_they_are_wanted(record: Record) -> None:
    for reading in list(krise())[:8]:
        record.add(reading)
    event = review.uncertain(record, limit=1)[0].event
    party = record.event(event).actors[0]
    before = density(record).total, density(record, Filter(parties=(party,))).total
    review.reject(record, [event], who="vera")
    for wanted, number in zip((Filter(), Filter(parties=(party,))), before, strict=True):
        assert density(record, wanted).total == number - 1
        assert density(record, Filter(parties=wanted.parties, rejected=True)).total == number


def test_a_question_is_stopped_when_its_time_is_over_and_the_next_one_is_answered(record: Record) -> None:
    copy_context().run(_stopped, record)
    assert record.matters() == []


def _stopped(record: Record) -> None:
    without_end = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i % 7) FROM n"
    within(0.5)
    begin = time.monotonic()
    with pytest.raises(AnswerTookTooLong), record.connect() as connection:
        connection.execute(text(without_end))
    assert time.monotonic() - begin < 30
    within(60.0)
    with record.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1


@pytest.mark.parametrize("newest", [True, False])
def test_pages_of_what_one_party_does_are_those_of_all_its_events(record: Record, newest: bool) -> None:
    for reading in krise():
        record.add(reading)
    review.reject(record, [review.uncertain(record, limit=1)[0].event], who="vera")
    for wanted in (Filter(), Filter(kinds=("demand", "reject")), Filter(rejected=True), Filter(since=MARCH)):
        lines = events(record, wanted, limit=500, newest=newest).lines
        for party in {actor for line in lines for actor in line.event.actors}:
            own = [line.event.id for line in lines if party in line.event.actors]
            assert _walked(record, replace(wanted, parties=(party,)), newest=newest) == own
            days = [record.event(one).day for one in own]
            told = density(record, replace(wanted, parties=(party,)))
            assert told.total == len(own)
            assert (told.first, told.last) == (min(filter(None, days)), max(filter(None, days)))


def _walked(record: Record, wanted: Filter, *, newest: bool) -> list[str]:
    """The ids of all events, three by three."""
    found: list[str] = []
    page = events(record, wanted, limit=3, newest=newest)
    found += [line.event.id for line in page.lines]
    while page.after:
        page = events(record, wanted, limit=3, after=page.after, newest=newest)
        found += [line.event.id for line in page.lines]
    return found


def test_lanes_of_all_days_are_those_of_all_days_that_are_named(record: Record) -> None:
    for reading in krise():
        record.add(reading)
    review.reject(record, [review.uncertain(record, limit=1)[0].event], who="vera")
    for by in ("none", "party", "matter", "kind"):
        kept, asked = (density(record, one, by=by) for one in (Filter(), Filter(since=EVER)))
        assert kept.total == asked.total == len(events(record, limit=500).lines)
        assert (kept.first, kept.last, kept.undated) == (asked.first, asked.last, asked.undated)
        assert [(lane.id, lane.events, lane.bins) for lane in kept.lanes] == [
            (lane.id, lane.events, lane.bins) for lane in asked.lanes
        ]
        assert kept.left_out == asked.left_out
