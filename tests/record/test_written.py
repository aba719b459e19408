"""What is written bit by bit, as articles come in, is what one would write anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from depesche.record.schema import answer, event
from depesche.record.store import links
from tests.record.test_order import crisis

if TYPE_CHECKING:
    from sqlalchemy import Table

    from depesche.record.record import Record


def rows(record: Record, table: Table) -> list[tuple[object, ...]]:
    with record.connect() as connection:
        return sorted(map(tuple, connection.execute(select(table).order_by(*table.primary_key))))


def test_events_are_as_their_acts_make_them(record: Record) -> None:
    for one in crisis():
        record.add(one)
    kept = rows(record, event)
    with record.writing() as (connection, memory):
        ids = connection.execute(select(event.c.id)).scalars().all()
        several = connection.execute(select(event.c.id).where(event.c.acts > 1)).scalars().all()
        memory.refresh(connection, ids)
    assert len(several) > 5
    assert rows(record, event) == kept


def test_answers_are_as_their_events_make_them(record: Record) -> None:
    for one in crisis():
        record.add(one)
    kept = rows(record, answer)
    changes: list[dict[str, Any]] = [{"score": 0.1}, {"kind": "deny", "reason": "x"}, {"origin": "hand"}]
    with record.writing() as (connection, memory):
        ids = connection.execute(select(event.c.id)).scalars().all()
        for key, values in zip(kept, changes, strict=False):
            mine = (answer.c.opening == key[0]) & (answer.c.event == key[1])
            connection.execute(update(answer).where(mine).values(values))
        links.relink(connection, memory, ids)
    assert len(kept) > len(changes)
    assert rows(record, answer) == kept
