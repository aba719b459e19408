"""Events near to others: what one may answer or raise again, and what may answer one or raise it again.

Public: `before(connection, memory, replies)`, `after(connection, memory, openings)`.

Of one party in one role and on one side of a day, those nearest in time are looked at, so many at most, and those kept
whose words let them matter. What belongs to an event does not depend on what is asked with it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from depesche.record import exchanges
from depesche.record.store.days import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from depesche.record.store.calendar import Near
    from depesche.record.store.memory import Memory
    from depesche.record.types import Event

_MOST_ASKED = 40  # events of one party in one role
_WINDOW = timedelta(days=exchanges.WINDOW_DAYS)


class _Place(NamedTuple):
    """A party in a role, and the day from which its events are looked for."""

    party: str
    role: str
    day: date


def before(connection: Connection, memory: Memory, replies: Sequence[Event]) -> dict[str, list[str]]:
    """For each event, which has a day, the ids of openings that it may answer or raise again."""
    wanted = {one.id: _looked_for(one) for one in replies}
    rows = _near(connection, memory, wanted.values(), later=False)
    near = {one.id: exchanges.may_concern(one.lead, _gathered(one, wanted[one.id], rows)) for one in replies}
    return {key: [one.id for one in some] for key, some in near.items()}


def after(connection: Connection, memory: Memory, openings: Sequence[Event]) -> dict[str, list[str]]:
    """For each opening, which has a day, the ids of events that may answer it or raise it again."""
    wanted = {one.id: _looking_for(one) for one in openings}
    rows = _near(connection, memory, wanted.values(), later=True)
    near = {
        one.id: exchanges.may_be_concerned(one.lead, _gathered(one, wanted[one.id], rows)) for one in openings
    }
    return {key: [one.id for one in some] for key, some in near.items()}


def _looked_for(reply: Event) -> list[_Place]:
    """Who has a part in what an event may answer: openings toward those who act, or by those toward whom they act.

    Their own they may raise again, and one of several may answer that of another.
    """
    if reply.day is None:
        return []
    own = reply.actors if reply.kind in exchanges.OPENING_KINDS or len(reply.actors) > 1 else ()
    toward = [_Place(party, "recipient", reply.day) for party in reply.actors]
    return [
        *toward,
        *(_Place(party, "actor", reply.day) for party in dict.fromkeys((*own, *reply.recipients))),
    ]


def _looking_for(opening: Event) -> list[_Place]:
    """The same seen from an opening: whom it was toward, who made it, and toward whom they who made it are."""
    if opening.day is None:
        return []
    acting = [
        _Place(party, "actor", opening.day) for party in dict.fromkeys((*opening.recipients, *opening.actors))
    ]
    return [*acting, *(_Place(party, "recipient", opening.day) for party in opening.actors)]


def _gathered(one: Event, places: Iterable[_Place], rows: dict[_Place, list[Near]]) -> Iterable[Near]:
    found = {near.id: near for place in places for near in rows.get(place, ())}
    found.pop(one.id, None)
    return found.values()


def _near(
    connection: Connection, memory: Memory, wanted: Iterable[Iterable[_Place]], *, later: bool
) -> dict[_Place, list[Near]]:
    """Events that fit, which nobody has rejected: of each place so many at most, the nearest in time."""
    found: dict[_Place, list[Near]] = {}
    calendar = memory.replies if later else memory.openings
    days: dict[date, set[tuple[str, str]]] = {}
    for places in wanted:
        for party, role, day in places:
            days.setdefault(day, set()).add((party, role))
    for day, pairs in days.items():
        bounds = (day, shifted(day, _WINDOW)) if later else (shifted(day, -_WINDOW), day)
        near = calendar.nearest(connection, pairs, bounds, _MOST_ASKED, newest=not later)
        found |= {_Place(party, role, day): rows for (party, role), rows in near.items()}
    return found
