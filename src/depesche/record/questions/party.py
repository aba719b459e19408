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
from depesche.record.filters import by_shared, conditions, told_now
from depesche.record.positions import POSITION_KINDS, history
from depesche.record.questions.board import cells_of
from depesche.record.questions.lookup import in_order, lines_of, names_of, sources_of, spoken_of
from depesche.record.questions.paging import events_after
from depesche.record.questions.results import Line, Profile, Stance
from depesche.record.store import decisions
from depesche.record.types import Filter

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.types import Event, StoredParty

LIMIT = 60
MATTERS = 20


def party(record: Record, name: str, wanted: Filter | None = None, *, limit: int = LIMIT) -> Profile:
    """The profile of a party, by its name or id. Raises `UnknownParty`, `AmbiguousEntry`."""
    known = _until(_with_offices(record, record.party(record.find_party(name))), wanted or Filter())
    held = stances(record, known.id, wanted or Filter(), limit)
    cells = cells_of(record, _matters(record, known, wanted or Filter()), wanted or Filter())
    shown = [*(one.position for one in held), *(one.position for one in cells)]
    events = [one.event for one in shown]
    before = [one.before for one in shown if one.before]
    others = [*known.persons, *(id_ for office in known.offices for id_ in (office.person, office.party))]
    deeds = _deeds(record, known, wanted or Filter(), limit)
    events += [line.event for line in deeds]
    with record.connect() as connection:
        number = _number_of_events(connection, known, wanted or Filter())
        decided = [
            one for key in (known.id, *known.merged) for one in decisions.history(connection, "party", key)
        ]
    changes = tuple(one for one in held if one.position.changed)
    names = names_of(record, [*events, *before], [known.id, *others, *spoken_of(decided)])
    history = tuple(sorted(decided, key=lambda one: one.number))
    return Profile(known, held, changes, names, number, history, deeds, cells)


def _matters(record: Record, known: StoredParty, wanted: Filter) -> list[tuple[tuple[str, str], int]]:
    """The busiest matters of a party, with the number of its events on each."""
    cell = schema.cell.c
    selection = select(cell.matter, cell.events).where(cell.party == known.id, cell.events > 0)
    if wanted.matters:
        selection = selection.where(cell.matter.in_(wanted.matters))
    with record.connect() as connection:
        rows = connection.execute(selection.order_by(cell.events.desc(), cell.matter).limit(MATTERS))
        return [((known.id, row[0]), row[1]) for row in rows]


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


def _until(known: StoredParty, wanted: Filter) -> StoredParty:
    """The party as it stood on the last day that is asked about: offices of later are left out, others end there."""
    day = wanted.until
    if day is None:
        return known
    held = tuple(
        replace(office, last=min(office.last, day) if office.last else None)
        for office in known.offices
        if office.first is None or office.first <= day
    )
    later = {office.person for office in known.offices} - {office.person for office in held}
    return replace(known, offices=held, persons=tuple(one for one in known.persons if one not in later))


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
    sources = sources_of(record, [one.event for one in found])
    return tuple(
        Stance(one, sources.get(one.event.id)) for one in found if _is_wanted(one.event, wanted.since)
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
        .where(told_now())
        .where(*conditions(connection, wanted))
        .order_by(table.day.desc(), table.event.desc())
        .limit(limit)
    )
    return [row[0] for row in connection.execute(selection)]


def _number_of_events(connection: Connection, known: StoredParty, wanted: Filter) -> int:
    acting, person = schema.event_party.c, schema.event_person.c
    selection = select(func.count()).where(acting.party == known.id, acting.role == "actor")
    if known.kind == "person":
        selection = select(func.count()).where(person.person == known.id, person.role == "actor")
    selection = selection.where(*by_shared(person if known.kind == "person" else acting, wanted))
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
