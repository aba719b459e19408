"""What there is, in lists: events, acts, parties, matters.

events(record, wanted, limit=…, after=…, newest=…) -> Events
acts(record, wanted, limit=…, after=…, newest=…) -> Acts
parties(record, beginning, kind=…, limit=…, after=…) -> Parties
matters(record, words, limit=…, after=…) -> Matters
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.questions.indexed import narrowed
from depesche.record.questions.lookup import in_order, lines_of, names_of
from depesche.record.questions.paging import events_after
from depesche.record.rows import matter_of
from depesche.record.store import events as event_store
from depesche.record.types import Filter

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.reading.types import PartyKind
    from depesche.record.questions.paging import Place
    from depesche.record.questions.results import Line, Names
    from depesche.record.record import Record
    from depesche.record.types import Matter, StoredAct

LIMIT = 50
Rank = tuple[int, str]
"""A number of events or acts, and an id: where an entry stands in a list of the busiest."""


@dataclass(frozen=True, slots=True)
class Events:
    """A page of events, those without a day last; `after` begins the next one."""

    lines: tuple[Line, ...]
    names: Names
    after: Place | None


@dataclass(frozen=True, slots=True)
class Acts:
    """A page of acts: those of whole events, one event after the other; `after` begins the next page."""

    acts: tuple[StoredAct, ...]
    after: Place | None


@dataclass(frozen=True, slots=True)
class PartyHead:
    """A party and in how many filed events it acts."""

    id: str
    name: str
    kind: PartyKind
    events: int


@dataclass(frozen=True, slots=True)
class Parties:
    """A page of parties, the busiest first; `after` begins the next one."""

    parties: tuple[PartyHead, ...]
    after: Rank | None


@dataclass(frozen=True, slots=True)
class Matters:
    """A page of matters, those with most acts first; `after` begins the next one."""

    matters: tuple[Matter, ...]
    after: Rank | None
    total: int


def events(
    record: Record,
    wanted: Filter | None = None,
    *,
    limit: int = LIMIT,
    after: Place | None = None,
    newest: bool = True,
) -> Events:
    """Events in the order of their days: as `timeline`, from a place that need not be an event any more."""
    with record.connect() as connection:
        near = narrowed(connection, wanted or Filter(), after, limit + 1, newest=newest)
        places = events_after(connection, conditions(connection, near), after, limit + 1, newest=newest)
    ids = [id_ for _, id_ in places[:limit]]
    lines = in_order(lines_of(record, ids), ids)
    names = names_of(record, [line.event for line in lines])
    return Events(lines, names, places[limit - 1] if len(places) > limit else None)


def acts(
    record: Record,
    wanted: Filter | None = None,
    *,
    limit: int = LIMIT,
    after: Place | None = None,
    newest: bool = True,
) -> Acts:
    """The acts of so many events, in the order of their days; rejected ones only where they are wanted."""
    wanted = wanted or Filter()
    with record.connect() as connection:
        near = narrowed(connection, wanted, after, limit + 1, newest=newest)
        places = events_after(connection, conditions(connection, near), after, limit + 1, newest=newest)
        ids = [id_ for _, id_ in places[:limit]]
        told = event_store.acts_of(connection, ids)
    found = (act for id_ in ids for act in told[id_] if wanted.rejected or act.review != "rejected")
    return Acts(tuple(found), places[limit - 1] if len(places) > limit else None)


def parties(
    record: Record,
    beginning: str = "",
    *,
    kind: str | None = None,
    limit: int = LIMIT,
    after: Rank | None = None,
) -> Parties:
    """Parties of which a word of a name begins so, the busiest first."""
    party, cell = schema.party.c, schema.cell.c
    events = func.coalesce(func.sum(cell.events), 0)
    selection = (
        select(party.id, party.name, party.kind, events)
        .join_from(schema.party, schema.cell, cell.party == party.id, isouter=True)
        .where(*_named(beginning))
        .group_by(party.id, party.name, party.kind)
        .order_by(events.desc(), party.id)
    )
    if kind:
        selection = selection.where(party.kind == kind)
    with record.connect() as connection:
        rows = connection.execute(_beyond(selection, events, party.id, after).limit(limit + 1)).all()
    heads = tuple(PartyHead(row[0], row[1], row[2], int(row[3])) for row in rows[:limit])
    return Parties(heads, (heads[-1].events, heads[-1].id) if len(rows) > limit else None)


def _named(beginning: str) -> list[ColumnElement[bool]]:
    folded = " ".join(beginning.replace("\x00", " ").split()).casefold()
    if not folded:
        return []
    name = schema.party_name.c
    begins = name.folded.startswith(folded, autoescape=True)
    inside = name.folded.contains(f" {folded}", autoescape=True)
    return [schema.party.c.id.in_(select(name.party).where(or_(begins, inside)))]


def _beyond(
    selection: Select[Any], number: ColumnElement[int], key: ColumnElement[str], after: Rank | None
) -> Select[Any]:
    """What comes after a rank, where the number is a sum."""
    if after is None:
        return selection
    return selection.having(or_(number < after[0], (number == after[0]) & (key > after[1])))


def matters(record: Record, words: str = "", *, limit: int = LIMIT, after: Rank | None = None) -> Matters:
    """Matters under which something is filed, those with most acts first; with `words`, of which the name has them."""
    columns, event = schema.matter.c, schema.event.c
    used = select(event.id).where(event.matter == columns.id).exists()
    where = [columns.merged_into.is_(None), used]
    if words.strip():
        where.append(func.lower(columns.name).contains(words.strip().lower(), autoescape=True))
    selection = select(schema.matter).where(*where).order_by(columns.acts.desc(), columns.id)
    if after is not None:
        later = (columns.acts == after[0]) & (columns.id > after[1])
        selection = selection.where(or_(columns.acts < after[0], later))
    with record.connect() as connection:
        rows = connection.execute(selection.limit(limit + 1)).mappings().all()
        counted = select(func.count()).select_from(schema.matter).where(*where)
        total = connection.execute(counted).scalar_one()
    found = tuple(matter_of(row) for row in rows[:limit])
    return Matters(found, (found[-1].acts, found[-1].id) if len(rows) > limit else None, total)
