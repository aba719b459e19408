"""What all questions need: events with the articles they rest on, and the names of parties and matters.

lines_of(record, ids)           a line per event, by its id
cited(record, events)           the articles that events' leads stand in, by article id
names_of(record, events, …)     the names of all parties and matters that events speak of
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import schema
from depesche.record.questions.results import Line, Names, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.types import Event

_AT_ONCE = 500  # ids in one statement; databases limit the number


def lines_of(record: Record, ids: Iterable[str]) -> dict[str, Line]:
    """A line per event, by its id, in the order of the ids; ids that are not there are left out."""
    wanted = tuple(dict.fromkeys(ids))
    events = record.events(wanted)
    sources = cited(record, events.values())
    return {id_: Line(events[id_], sources.get(events[id_].lead.article)) for id_ in wanted if id_ in events}


def cited(record: Record, events: Iterable[Event]) -> dict[str, Source]:
    """The articles in which the leads of events stand, by article id."""
    table = schema.article.c
    columns = (table.id, table.source, table.title, table.url, table.published)
    with record.connect() as connection:
        rows = [
            tuple(row)
            for part in _parts(event.lead.article for event in events)
            for row in connection.execute(select(*columns).where(table.id.in_(part)))
        ]
    return {row[0]: Source(*row) for row in rows}


def names_of(
    record: Record, events: Iterable[Event], parties: Iterable[str] = (), matters: Iterable[str] = ()
) -> Names:
    """The names of all parties and matters that events speak of, and of others that are given."""
    events = tuple(events)
    of_events = (party for event in events for party in (*event.actors, *event.recipients))
    filed = (event.lead.matter for event in events if event.lead.matter)
    with record.connect() as connection:
        return Names(
            dict(_names(connection, "party", (*of_events, *parties))),
            dict(_names(connection, "matter", (*filed, *matters))),
        )


def _names(connection: Connection, kind: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    table = schema.party.c if kind == "party" else schema.matter.c
    for part in _parts(ids):
        for row in connection.execute(select(table.id, table.name).where(table.id.in_(part))):
            yield row[0], row[1]


def _parts(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), _AT_ONCE):
        yield unique[start : start + _AT_ONCE]


def in_order(lines: Mapping[str, Line], ids: Iterable[str]) -> tuple[Line, ...]:
    """The lines of the ids that are there, in their order."""
    return tuple(lines[id_] for id_ in ids if id_ in lines)
