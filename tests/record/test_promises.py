"""Commitments kept in memory by their words are those that the record has, and none is left out that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import review
from depesche.record.commitments import STILL_OPEN, concerned, is_commitment, settle
from depesche.record.schema import commitment
from depesche.record.schema import event as event_table
from depesche.record.store.promises import Promises
from depesche.record.types import Commitment
from tests.record.making import Told, reading
from tests.record.test_order import crisis

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from depesche.reading.types import Reading
    from depesche.record.record import Record
    from depesche.record.store.memory import Memory
    from depesche.record.types import Event


def every(connection: Connection, memory: Memory) -> list[Event]:
    ids = connection.execute(select(event_table.c.id).order_by(event_table.c.id)).scalars()
    return [one for one in memory.events(connection, ids).values() if one.lead.review != "rejected"]


def assert_same(record: Record) -> int:
    """What is kept is what is read anew; how many pairs of a commitment and an event are near."""
    with record.writing() as (connection, memory):
        events = every(connection, memory)
        kept = memory.promises.near(connection, events)
        assert kept == Promises().near(connection, events)
        latest = [one for one in events if one.day and one.day.month > 2]
        part = Promises()
        part.near(connection, latest)  # what is older is read when it is asked for
        assert part.near(connection, events) == kept
    return sum(map(len, kept.values()))


def test_what_is_kept_is_what_is_there(record: Record) -> None:
    counts = []
    for one in crisis():
        record.add(one)
        counts.append(assert_same(record))
    assert counts[-1] > 10
    with record.writing() as (connection, memory):
        made = next(one for one in every(connection, memory) if is_commitment(one))
    review.reject(record, [made.lead.id], who="vera")
    assert_same(record)
    review.undo(record, who="vera")
    assert assert_same(record) == counts[-1]
    edits = ({"condition": ""}, {"day": "2024-02-02"}, {"actors": ["Küstenbund"]}, {"content": ""})
    for changes in edits:
        review.edit(record, [made.lead.id], changes, who="vera")
        assert_same(record)
    for _ in edits:
        review.undo(record, who="vera")
    assert assert_same(record) == counts[-1]


def test_no_event_is_left_out_that_settles_a_commitment(record: Record) -> None:
    record.add_together(crisis())
    with record.writing() as (connection, memory):
        events = every(connection, memory)
        near = memory.promises.near(connection, events)
    made = [one for one in events if is_commitment(one)]
    settled = 0
    for one in made:
        pending = Commitment(one.id, one)
        acting = [other for other in events if not concerned(one).isdisjoint(other.actors)]
        settling = [other for other in acting if settle(pending, [other]).status != "pending"]
        assert {other.id for other in settling} <= {other.id for other in near.get(one.id, ())}
        assert settle(pending, near.get(one.id, ())) == settle(pending, acting)
        settled += len(settling)
    assert settled > 5
    assert sum(map(len, near.values())) < 0.3 * len(made) * len(events)


def quarrel() -> list[Reading]:
    """Sixty threats, each on a condition of its own, then what meets that of the first alone."""
    threats = []
    for number in range(60):
        name = f"{chr(97 + number // 26)}x{chr(97 + number % 26)}uk"
        means, if_what = name.title(), f"wenn Island die {'F' + name if number else 'Brücke'} baut"
        told = Told(
            "threaten",
            "droht",
            recipient="Island",
            content=means,
            condition=if_what,
            condition_party="Island",
        )
        day = f"2024-{3 + number // 20:02}-{1 + number % 20:02}"
        text = f"Norwegen droht Island mit {means}, {if_what}."
        threats.append(reading(text, told, name=f"t{number}", published=day))
    deed = Told("cooperate", "baut", actor="Island", content="die Brücke")
    return [*threats, reading("Island baut die Brücke.", deed, name="deed", published="2024-06-02")]


def test_many_that_wait_hide_none(record: Record) -> None:
    record.add_together(quarrel())
    with record.writing() as (connection, memory):
        events = every(connection, memory)
        (made,) = (one for one in events if "Brücke" in one.lead.condition)
        (deed,) = (one for one in events if one.kind == "cooperate")
        by = connection.execute(select(commitment.c.by).where(commitment.c.id == made.id)).scalar()
        assert made.id in memory.promises.near(connection, [deed])
    assert len(events) == 61
    assert by == deed.id


def test_for_few_events_only_those_are_read_that_still_wait(record: Record) -> None:
    record.add_together(crisis())
    with record.writing() as (connection, memory):
        events = every(connection, memory)
        whole = Promises().near(connection, events)
        rows = connection.execute(select(commitment.c.id, commitment.c.status, commitment.c.by)).all()
        ended = {key: by for key, status, by in rows if status not in STILL_OPEN}
        days = {one.id: one.day for one in events if one.day}
        sparing = Promises()
        sparing.spares = True
        passed = 0
        for one in events:
            near = {key for key, some in whole.items() if one in some}
            gone = {key for key in near & ended.keys() if one.day and days[ended[key]] < one.day}
            assert sparing.near(connection, [one]) == {key: [one] for key in near - gone}
            passed += len(gone)
    assert passed > 2
    assert sum(map(len, whole.values())) > passed + 5
