"""How many events there are of each kind of question that is asked first, kept up to date with every change.

Public: `Counts`, `recount(connection)`.

`cell` counts by actor and matter, for the board; `flow` by actor, recipient and kind, for the graph of the parties.
Rejected events count nowhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, delete, func, insert, literal_column, select

from depesche.record.schema import cell, event_party, flow
from depesche.record.store.prepared import run
from depesche.record.store.rows import Change, by_ids, chunks, upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Delete, Table

    from depesche.record.types import Event


class _Cell(NamedTuple):
    party: str
    matter: str


class _Flow(NamedTuple):
    actor: str
    recipient: str
    kind: str


_ACTOR, _RECIPIENT = event_party.alias("actor"), event_party.alias("recipient")
_OF_CELLS = select(event_party.c.party, event_party.c.matter).where(
    event_party.c.role == "actor", event_party.c.matter.is_not(None), ~event_party.c.rejected
)
_OF_FLOWS = (
    select(_ACTOR.c.party, _RECIPIENT.c.party, _ACTOR.c.kind)
    .join(_RECIPIENT, (_RECIPIENT.c.event == _ACTOR.c.event) & (_RECIPIENT.c.role == "recipient"))
    .where(_ACTOR.c.role == "actor", ~_ACTOR.c.rejected)
)
_CELLS = by_ids(_OF_CELLS, event_party.c.event)
_FLOWS = by_ids(_OF_FLOWS, _ACTOR.c.event)


@dataclass(slots=True)
class Counts:
    """By how much the counts change: events are taken out as they were and put in as they are."""

    cells: Counter[_Cell] = field(default_factory=Counter)
    flows: Counter[_Flow] = field(default_factory=Counter)

    def put_in(self, made: Iterable[Event]) -> None:
        """Count events."""
        for one in made:
            self.cells.update(_cells(one))
            self.flows.update(_flows(one))

    def take_out(self, known: Iterable[Event]) -> None:
        """Count events no more, as they were."""
        for one in known:
            self.cells.subtract(_cells(one))
            self.flows.subtract(_flows(one))

    def take_out_stored(self, connection: Connection, ids: Sequence[str]) -> None:
        """Count events no more, as the record still has them; those that are not there count nowhere."""
        for some in chunks(ids):
            self.cells.subtract(_Cell(*row) for row in connection.execute(_CELLS, {"ids": some}))
            self.flows.subtract(_Flow(*row) for row in connection.execute(_FLOWS, {"ids": some}))

    def write(self, connection: Connection) -> None:
        """Bring the tables to it."""
        _write(connection, cell, self.cells)
        _write(connection, flow, self.flows)


def _cells(one: Event) -> list[_Cell]:
    if one.matter is None or one.lead.review == "rejected":
        return []
    return [_Cell(party, one.matter) for party in one.actors]


def _flows(one: Event) -> list[_Flow]:
    if one.lead.review == "rejected":
        return []
    return [_Flow(actor, recipient, one.kind) for actor in one.actors for recipient in one.recipients]


def recount(connection: Connection) -> None:
    """Count all events anew."""
    for table, counted in ((cell, _OF_CELLS), (flow, _OF_FLOWS)):
        keys = [column.name for column in table.primary_key]
        every = counted.add_columns(func.count()).group_by(*counted.selected_columns)
        connection.execute(delete(table))
        connection.execute(insert(table).from_select([*keys, "events"], every))


def _write(connection: Connection, table: Table, counts: Counter[_Cell] | Counter[_Flow]) -> None:
    keys = [column.name for column in table.primary_key]
    changed = [(key, number) for key, number in sorted(counts.items()) if number]
    rows = [{**dict(zip(keys, key, strict=True)), "events": number} for key, number in changed]
    upsert(connection, table, rows, Change(add=("events",)))
    lower = [(key, number) for key, number in changed if number < 0]
    run(connection, _drop_empty(table), [dict(zip(map(_of, keys), key, strict=True)) for key, _ in lower])


def _of(column: str) -> str:
    """The name of the parameter that says of which row."""
    return f"of_{column}"


@cache
def _drop_empty(table: Table) -> Delete:
    mine = (column == bindparam(_of(column.name)) for column in table.primary_key)
    return delete(table).where(*mine, table.c.events <= literal_column("0"))
