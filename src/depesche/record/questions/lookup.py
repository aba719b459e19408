"""What all questions need: events with the articles they rest on, and the names of parties and matters.

lines_of(record, ids)           a line per event, by its id
cited(record, events)           the articles that events' leads stand in, by article id
sources_of(record, events)      the same by the events' ids, and whether only replaced articles tell the event
told_no_more(record, event)     that alone
names_of(record, events, …)     the names of all parties and matters that events speak of
spoken_of(history)              the ids of the parties and matters that decisions set
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import schema
from depesche.record.filters import told_now
from depesche.record.questions.results import Line, Names, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.types import Decision, Event

_NAMED = ("matter", "condition_party", "merged_into")  # fields of decisions
_AT_ONCE = 500  # ids in one statement; databases limit the number


def lines_of(record: Record, ids: Iterable[str]) -> dict[str, Line]:
    """A line per event, by its id, in the order of the ids; ids that are not there are left out."""
    wanted = tuple(dict.fromkeys(ids))
    events = record.events(wanted)
    sources = sources_of(record, events.values())
    return {id_: Line(events[id_], sources.get(id_)) for id_ in wanted if id_ in events}


def sources_of(record: Record, events: Iterable[Event]) -> dict[str, Source]:
    """The article in which each event's lead stands, by the event's id; with whether only replaced ones tell it."""
    events = tuple(events)
    articles = cited(record, events)
    with record.connect() as connection:
        gone = set(_told_no_more(connection, (event.id for event in events)))
    return {
        event.id: replace(articles[event.lead.article], replaced=event.id in gone)
        for event in events
        if event.lead.article in articles
    }


def told_no_more(record: Record, event: str) -> bool:
    """Whether only articles tell an event whose newer versions do not tell it any more."""
    with record.connect() as connection:
        return event in set(_told_no_more(connection, [event]))


def _told_no_more(connection: Connection, ids: Iterable[str]) -> Iterator[str]:
    for part in _parts(ids):
        selection = select(schema.event.c.id).where(schema.event.c.id.in_(part), ~told_now())
        yield from connection.execute(selection).scalars()


def cited(record: Record, events: Iterable[Event]) -> dict[str, Source]:
    """The articles in which the leads of events stand, by article id."""
    table = schema.article.c
    columns = (table.id, table.source, table.title, table.url, table.published, table.replaced_by)
    with record.connect() as connection:
        rows = [
            row
            for part in _parts(event.lead.article for event in events)
            for row in connection.execute(select(*columns).where(table.id.in_(part)))
        ]
    return {row[0]: Source(*row[:5], False, row[5]) for row in rows}


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


def spoken_of(history: Iterable[Decision]) -> set[str]:
    """The ids of the parties and matters that decisions set."""
    found = (one.changes.get(field) for one in history for field in _NAMED)
    return {id_ for id_ in found if isinstance(id_, str)}


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
