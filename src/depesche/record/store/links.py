"""What ties events together: exchanges and commitments.

Public: `link(connection, memory, new, altered)`, `relink(connection, memory, ids)`, `lend_anew(connection, …)`.

The links follow from the events and from what people decided, whatever the order in which they came: an event that
comes or changes is tied to those before it, and those after it for which that matters are tied anew. Where articles
come in the order of time, that is nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.record import exchanges
from depesche.record.schema import answer
from depesche.record.store import answers, raised, settling
from depesche.record.store.rows import chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.store.memory import Memory
    from depesche.record.types import Event


def link(connection: Connection, memory: Memory, new: Sequence[Event], altered: Sequence[Event] = ()) -> None:
    """Tie new events to those that are there and to each other, and anew those that were there and are altered.

    What has no day is tied to nothing.
    """
    standing = {one.id: one for one in (*new, *altered) if _stands(one)}
    _tie(connection, memory, standing, {one.id for one in altered}, _closed(altered, standing))


def relink(connection: Connection, memory: Memory, ids: Iterable[str]) -> None:
    """Tie events anew that have changed or are gone; what a person has decided about their links stays."""
    wanted = set(ids)
    events = memory.events(connection, sorted(wanted))
    standing = {key: one for key, one in events.items() if _stands(one)}
    openings = {key for key, one in standing.items() if one.kind in exchanges.OPENING_KINDS}
    _tie(connection, memory, standing, wanted, wanted - openings)


def _stands(one: Event) -> bool:
    return one.day is not None and one.lead.review != "rejected"


def _closed(altered: Iterable[Event], standing: Collection[str]) -> set[str]:
    """Demands and offers whose new lead has no day."""
    return {one.id for one in altered if one.kind in exchanges.OPENING_KINDS and one.id not in standing}


def _tie(
    connection: Connection,
    memory: Memory,
    standing: Mapping[str, Event],
    changed: Collection[str],
    closed: Collection[str],
) -> None:
    """Tie events; of those that changed, with all that hung on them. `closed` are no openings any more."""
    loose, freed = answers.Loose(), set[str]()
    if changed:
        loose = answers.untie(connection, changed, standing)
        raised.close(connection, closed)
        freed = settling.release(connection, memory, changed)
    answers.tie(connection, memory, list(standing.values()), loose)
    settling.commit(connection, memory, list(standing.values()), freed)


def lend_anew(connection: Connection, memory: Memory, ids: Iterable[str]) -> None:
    """See under which matter those are filed that answer events whose matter has changed."""
    found: set[str] = set()
    for some in chunks(sorted(ids)):
        found.update(connection.execute(select(answer.c.event).where(answer.c.opening.in_(some))).scalars())
    lent = [
        one
        for one in memory.events(connection, sorted(found)).values()
        if one.lead.lent or one.matter is None
    ]
    answers.tie(connection, memory, [], answers.Loose(frozenset(one.id for one in lent)))
