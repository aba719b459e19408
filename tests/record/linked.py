"""What ties the events of a record together, by the acts that tell them: the same in every record that has the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record.schema import act, answer, commitment, commitment_party, event, exchange, repeat

if TYPE_CHECKING:
    from depesche.record.record import Record

_IDS = frozenset({"id", "opening", "event", "exchange", "raises", "by", "commitment"})
_NOT_TOLD = frozenset({"added", "matter", "confidence"})


def links(record: Record) -> dict[str, list[str]]:
    """The rows of events, exchanges, repeats, answers and commitments, in order, events named by their acts."""
    found: dict[str, list[str]] = {}
    with record.connect() as connection:
        told: dict[str, list[str]] = {}
        for key, one in connection.execute(select(act.c.event, act.c.id).order_by(act.c.id)):
            told.setdefault(key, []).append(one)
        names = {key: "+".join(acts) for key, acts in told.items()}
        for table in (event, exchange, repeat, answer, commitment, commitment_party):
            rows = (
                {
                    name: names.get(value, value) if name in _IDS else value
                    for name, value in row.items()
                    if name not in _NOT_TOLD
                }
                for row in connection.execute(select(table)).mappings()
            )
            found[table.name] = sorted(repr(sorted(row.items())) for row in rows)
    return found
