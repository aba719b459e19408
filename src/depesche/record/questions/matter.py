"""What a matter is about, what each party holds on it now, and what it held before.

matter(record, name, wanted) -> MatterShown
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.errors import UnknownMatter
from depesche.record import schema
from depesche.record.filters import conditions, told_now
from depesche.record.positions import POSITION_KINDS, history
from depesche.record.questions.board import cells_of
from depesche.record.questions.lookup import names_of, sources_of
from depesche.record.questions.results import Stance
from depesche.record.store import decisions, matters
from depesche.record.types import Filter

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from depesche.record.questions.results import Cell, Names
    from depesche.record.record import Record
    from depesche.record.types import Decision, Matter

PARTIES = 20
POSITIONS = 200


@dataclass(frozen=True, slots=True)
class MatterShown:
    """A matter, its parties with the number of their events, what they hold, and all their positions over time."""

    matter: Matter
    parties: tuple[tuple[str, int], ...]
    cells: tuple[Cell, ...]
    positions: tuple[Stance, ...]
    history: tuple[Decision, ...]
    names: Names


def matter(record: Record, name: str, wanted: Filter | None = None) -> MatterShown:
    """A matter by its name or id, with the positions of its busiest parties. Raises `UnknownMatter`."""
    wanted = wanted or Filter()
    with record.connect() as connection:
        key = matters.find(connection, name)
        found = matters.load(connection, [key]).get(key)
        if found is None:
            raise UnknownMatter(f"there is no matter {name!r}")
        parties = _parties(connection, key, wanted)
        ids = _events(connection, key, [party for party, _ in parties], wanted)
        decided = decisions.history(connection, "matter", key)
    cells = cells_of(record, [((party, key), number) for party, number in parties], wanted)
    positions = _positions(record, key, [party for party, _ in parties], ids, wanted)
    held = [*(one.position for one in cells), *(one.position for one in positions)]
    events = [one.event for one in held]
    before = [one.before for one in held if one.before]
    names = names_of(record, [*events, *before], [party for party, _ in parties], [key])
    return MatterShown(found, tuple(parties), cells, positions, decided, names)


def _parties(connection: Connection, key: str, wanted: Filter) -> list[tuple[str, int]]:
    cell = schema.cell.c
    selection = select(cell.party, cell.events).where(cell.matter == key, cell.events > 0)
    if wanted.parties:
        selection = selection.where(cell.party.in_(wanted.parties))
    rows = connection.execute(selection.order_by(cell.events.desc(), cell.party).limit(PARTIES))
    return [(row[0], row[1]) for row in rows]


def _events(connection: Connection, key: str, parties: list[str], wanted: Filter) -> list[str]:
    """The last events that tell what parties hold on a matter."""
    table, event = schema.event_party.c, schema.event.c
    selection = (
        select(table.event, table.day)
        .distinct()
        .join(schema.event, event.id == table.event)
        .where(table.matter == key, table.role == "actor", table.party.in_(parties))
        .where(table.kind.in_(sorted(POSITION_KINDS)), table.day.is_not(None), event.status == "actual")
        .where(told_now())
        .where(*conditions(connection, replace(wanted, since=None, parties=(), matters=())))
        .order_by(table.day.desc(), table.event.desc())
        .limit(POSITIONS)
    )
    return [row[0] for row in connection.execute(selection)]


def _positions(
    record: Record, key: str, parties: list[str], ids: list[str], wanted: Filter
) -> tuple[Stance, ...]:
    events = list(record.events(ids).values())
    found = [one for party in parties for one in history(party, key, events)]
    found = [one for one in found if wanted.since is None or (one.event.day or date.min) >= wanted.since]
    found.sort(key=lambda one: (one.event.day or date.min, one.event.id, one.party), reverse=True)
    sources = sources_of(record, [one.event for one in found])
    return tuple(Stance(one, sources.get(one.event.id)) for one in found)
