"""What each party now holds on each matter.

board(record, wanted, parties=…, matters=…) -> Board
cells_of(record, pairs, wanted) -> the cells of pairs of party and matter
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, and_, bindparam, func, select, true

from depesche.record import schema
from depesche.record.filters import conditions, told_now, with_parties_as_they_are
from depesche.record.positions import POSITION_KINDS, WEAK_KINDS, Seen, deciding, position
from depesche.record.questions.lookup import names_of, sources_of
from depesche.record.questions.results import Board, Cell
from depesche.record.store.prepared import ask
from depesche.record.types import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.record import Record
    from depesche.record.types import Position

PARTIES = 8
MATTERS = 8
_NEWEST = 12  # events of a party on a matter that say what it holds and what it held before
Pair = tuple[str, str]  # party, matter


def board(
    record: Record, wanted: Filter | None = None, *, parties: int = PARTIES, matters: int = MATTERS
) -> Board:
    """The board of the busiest parties and matters, or of those that are wanted.

    `wanted.until` shows it as it stood on that day; `wanted.since` excludes nothing here but marks what is new.
    """
    with record.connect() as connection:
        wanted = with_parties_as_they_are(connection, wanted or Filter())
        pairs = _busiest(connection, wanted, parties, matters)
        left_out = _left_out(connection, wanted, pairs)
    cells = cells_of(record, pairs, wanted)
    events = [one.position.event for one in cells]
    shown_parties = tuple(dict.fromkeys(one.position.party for one in cells))
    shown_matters = tuple(dict.fromkeys(one.position.matter for one in cells))
    names = names_of(record, events, shown_parties, shown_matters)
    return Board(shown_parties, shown_matters, cells, names, wanted.since, wanted.until, left_out)


def cells_of(record: Record, pairs: Sequence[tuple[Pair, int]], wanted: Filter) -> tuple[Cell, ...]:
    """What a party holds on a matter, for each pair of which anything is held; with the number of its events."""
    with record.connect() as connection:
        newest = _Newest(connection, wanted)
        ids = {pair: deciding(newest.seen(pair)) for pair, _ in pairs}
    events = record.events([id_ for some in ids.values() for id_ in some])
    held = [
        (found, number)
        for (party, matter), number in pairs
        if (found := position(party, matter, [events[one] for one in ids[party, matter] if one in events]))
    ]
    sources = sources_of(record, [found.event for found, _ in held])
    return tuple(
        Cell(found, sources.get(found.event.id), number, _is_new(found, wanted)) for found, number in held
    )


def _is_new(found: Position, wanted: Filter) -> bool:
    day = found.event.day
    return wanted.since is not None and day is not None and day >= wanted.since


class _Newest:
    """The last events that tell what a party holds on a matter, looked up for each pair."""

    def __init__(self, connection: Connection, wanted: Filter) -> None:
        self._connection = connection
        further = replace(wanted, since=None, until=None, parties=(), matters=(), kinds=(), rejected=True)
        self._filters = conditions(connection, further)
        self._told = _TOLD_AT_ALL if wanted.rejected else _TOLD
        self._until = wanted.until or date.max
        kinds = POSITION_KINDS.intersection(wanted.kinds or POSITION_KINDS)
        self._kinds = [sorted(some) for some in (kinds - WEAK_KINDS, kinds & WEAK_KINDS) if some]

    def seen(self, pair: Pair) -> list[Seen]:
        """What the rows of these events say; weak ones only where there are no others."""
        party, matter = pair
        for kinds in self._kinds:
            values = {"party": party, "matter": matter, "kinds": kinds, "until": self._until}
            if rows := self._rows(values):
                return [Seen(*row) for row in rows]
        return []

    def _rows(self, values: dict[str, Any]) -> Sequence[Any]:
        if not self._filters:
            return ask(self._connection, self._told, values)
        return self._connection.execute(self._told.where(*self._filters), values).all()


def _newest(*where: ColumnElement[bool]) -> Select[Any]:
    table, event = schema.event_party.c, schema.event.c
    return (
        select(table.event, table.kind, table.day, event.sources)
        .join(schema.event, event.id == table.event)
        .where(table.matter == bindparam("matter"), table.party == bindparam("party"), table.role == "actor")
        .where(table.kind.in_(bindparam("kinds", expanding=True)), table.day <= bindparam("until"))
        .where(event.status == "actual", told_now(), *where)
        .order_by(table.day.desc(), table.event.desc())
        .limit(_NEWEST)
    )


_TOLD = _newest(schema.event.c.review != "rejected")  # made once: the board asks it for every cell
_TOLD_AT_ALL = _newest()


def _busiest(connection: Connection, wanted: Filter, parties: int, matters: int) -> list[tuple[Pair, int]]:
    """Pairs of the busiest matters and the busiest parties on them, matter by matter."""
    table = schema.cell.c
    chosen_matters = wanted.matters or _most(connection, table.matter, matters)
    within = table.matter.in_(chosen_matters)
    chosen_parties = wanted.parties or _most(connection, table.party, parties, within)
    selection = select(table.party, table.matter, table.events).where(
        within, table.party.in_(chosen_parties), table.events > 0
    )
    places = {matter: place for place, matter in enumerate(chosen_matters)}
    rows = [((row[0], row[1]), row[2]) for row in connection.execute(selection)]
    return sorted(rows, key=lambda row: (places[row[0][1]], -row[1], row[0][0]))


def _most(
    connection: Connection, column: ColumnElement[str], number: int, *where: ColumnElement[bool]
) -> list[str]:
    """The ids in a column of the table of cells with the most events."""
    total = func.sum(schema.cell.c.events)
    selection = select(column).where(*where).group_by(column).having(total > 0).order_by(total.desc(), column)
    return list(connection.execute(selection.limit(number)).scalars())


def _left_out(connection: Connection, wanted: Filter, pairs: Sequence[tuple[Pair, int]]) -> tuple[int, int]:
    """How many parties and how many matters the board does not show."""
    table = schema.cell.c
    here = and_(
        table.events > 0,
        table.matter.in_(wanted.matters) if wanted.matters else true(),
        table.party.in_(wanted.parties) if wanted.parties else true(),
    )
    all_parties, all_matters = connection.execute(
        select(func.count(table.party.distinct()), func.count(table.matter.distinct())).where(here)
    ).one()
    shown = [pair for pair, _ in pairs]
    return (
        all_parties - len({party for party, _ in shown}),
        all_matters - len({matter for _, matter in shown}),
    )
