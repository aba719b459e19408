"""Who a party is, what it has held over time, and where it changed its mind.

party(record, name, wanted) -> Profile
stances(record, party, wanted) -> its positions, the newest first
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.positions import POSITION_KINDS, history
from depesche.record.questions.lookup import cited, in_order, lines_of, names_of
from depesche.record.questions.paging import events_after
from depesche.record.questions.results import Line, Profile, Stance
from depesche.record.store import decisions
from depesche.record.types import Filter

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.types import Event, StoredParty

LIMIT = 60


def party(record: Record, name: str, wanted: Filter | None = None, *, limit: int = LIMIT) -> Profile:
    """The profile of a party, by its name or id. Raises `UnknownParty`, `AmbiguousEntry`."""
    known = _with_offices(record, record.party(record.find_party(name)))
    held = stances(record, known.id, wanted or Filter(), limit)
    events = [one.position.event for one in held]
    before = [one.position.before for one in held if one.position.before]
    others = [*known.persons, *(id_ for office in known.offices for id_ in (office.person, office.party))]
    deeds = _deeds(record, known, wanted or Filter(), limit)
    events += [line.event for line in deeds]
    with record.connect() as connection:
        number = _number_of_events(connection, known)
        decided = [
            one for key in (known.id, *known.merged) for one in decisions.history(connection, "party", key)
        ]
    changes = tuple(one for one in held if one.position.changed)
    names = names_of(record, [*events, *before], [known.id, *others])
    history = tuple(sorted(decided, key=lambda one: one.number))
    return Profile(known, held, changes, names, number, history, deeds)


def _with_offices(record: Record, known: StoredParty) -> StoredParty:
    """The party with the offices that its persons hold for it; a person has its own already.

    What only says that a person acts for it is left out where its office is known too.
    """
    if known.kind == "person":
        offices = list(known.offices)
    else:
        people = record.parties(known.persons)
        offices = [
            office for person in people.values() for office in person.offices if office.party == known.id
        ]
    titled = {(office.person, office.party) for office in offices if office.title}
    told = (office for office in offices if office.title or (office.person, office.party) not in titled)
    return replace(known, offices=tuple(told))


def stances(record: Record, party_id: str, wanted: Filter, limit: int = LIMIT) -> tuple[Stance, ...]:
    """The last positions of a party on all matters, the newest first, each beside the one it held before."""
    with record.connect() as connection:
        ids = _position_events(connection, party_id, replace(wanted, since=None), limit)
    events = record.events(ids).values()
    by_matter: dict[str, list[Event]] = {}
    for event in events:
        by_matter.setdefault(event.matter or "", []).append(event)
    found = [one for matter, some in by_matter.items() for one in history(party_id, matter, some)]
    found.sort(key=lambda one: (one.event.day or date.min, one.event.id), reverse=True)
    sources = cited(record, [one.event for one in found])
    return tuple(
        Stance(one, sources.get(one.event.lead.article))
        for one in found
        if _is_wanted(one.event, wanted.since)
    )


def _is_wanted(event: Event, since: date | None) -> bool:
    return since is None or (event.day is not None and event.day >= since)


def _position_events(connection: Connection, party_id: str, wanted: Filter, limit: int) -> list[str]:
    table, event = schema.event_party.c, schema.event.c
    selection = (
        select(table.event)
        .join(schema.event, event.id == table.event)
        .where(table.party == party_id, table.role == "actor", table.kind.in_(sorted(POSITION_KINDS)))
        .where(table.matter.is_not(None), table.day.is_not(None), event.status == "actual")
        .where(*conditions(connection, wanted))
        .order_by(table.day.desc(), table.event.desc())
        .limit(limit)
    )
    return [row[0] for row in connection.execute(selection)]


def _number_of_events(connection: Connection, known: StoredParty) -> int:
    acting, person = schema.event_party.c, schema.event_person.c
    selection = select(func.count()).where(acting.party == known.id, acting.role == "actor")
    if known.kind == "person":
        selection = select(func.count()).where(person.person == known.id)
    return connection.execute(selection).scalar_one()


def _deeds(record: Record, known: StoredParty, wanted: Filter, limit: int) -> tuple[Line, ...]:
    """The last events in which a person acts."""
    if known.kind != "person":
        return ()
    with record.connect() as connection:
        where = conditions(connection, replace(wanted, parties=(known.id,)))
        places = events_after(connection, where, None, limit, newest=True)
    ids = [id_ for _, id_ in places]
    return in_order(lines_of(record, ids), ids)
