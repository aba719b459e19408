"""Openings that raise earlier ones again: each belongs to the exchange of the first in its chain.

Public: `raise_again(connection, parents)`, `close(connection, ids)`, `belonging(connection, openings)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from depesche.record.schema import answer, exchange, repeat
from depesche.record.store.prepared import ask, run
from depesche.record.store.rows import by_ids, chunks, drop, upsert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import Connection

_ROWS = by_ids(select(repeat.c.event, repeat.c.raises, repeat.c.exchange), repeat.c.event)
_RAISED_BY = by_ids(select(repeat.c.event, repeat.c.raises, repeat.c.exchange), repeat.c.raises)
_INSERT = insert(repeat)
_ALONE = update(answer).where(answer.c.opening == bindparam("of")).values(exchange=answer.c.opening)


class _Link(NamedTuple):
    """An opening that raises an earlier one again, and the exchange to which both belong."""

    raises: str
    exchange: str


def raise_again(connection: Connection, parents: Mapping[str, str | None]) -> set[str]:
    """Say of openings which earlier one they raise again, if any; the ids of the exchanges that this touches.

    Every opening that raises none opens an exchange of its own.
    """
    if not parents:
        return set()
    there = _links(connection, {*parents, *(parent for parent in parents.values() if parent)})
    changed = {
        key for key, parent in parents.items() if (there[key].raises if key in there else None) != parent
    }
    upsert(
        connection, exchange, [{"id": key, "status": "open"} for key, parent in parents.items() if not parent]
    )
    if not changed:
        return set()
    before = {key: there[key] for key in changed if key in there}
    links = _replaced(connection, {key: parents[key] for key in changed}, before)
    return _belong(connection, links, changed)


def _replaced(
    connection: Connection, parents: Mapping[str, str | None], before: Collection[str]
) -> dict[str, _Link | None]:
    """Write the links of openings; those that stand now, with all that hang on them."""
    for some in chunks(sorted(before)):
        connection.execute(delete(repeat).where(repeat.c.event.in_(some)))
    made = {key: parent for key, parent in parents.items() if parent}
    run(
        connection,
        _INSERT,
        [{"event": key, "raises": parent, "exchange": parent} for key, parent in made.items()],
    )
    links: dict[str, _Link | None] = {key: _Link(made[key], "") if key in made else None for key in parents}
    waiting = set(parents)
    while waiting:
        hanging = _links(connection, waiting, _RAISED_BY)
        waiting = hanging.keys() - links.keys()
        links |= {key: hanging[key] for key in waiting}
    return links


def _belong(connection: Connection, links: Mapping[str, _Link | None], changed: Collection[str]) -> set[str]:
    """Bring openings, and the answers to them, to the exchanges to which they now belong."""
    outside = {link.raises for link in links.values() if link} - links.keys()
    firsts = belonging(connection, outside)
    groups: dict[str, list[str]] = {}
    for key in links:
        groups.setdefault(_first(key, links, firsts), []).append(key)
    touched = {link.exchange for key, link in links.items() if link and key not in changed}
    for first, keys in groups.items():
        for some in chunks(keys):
            columns = answer.c
            touched.update(
                connection.execute(select(columns.exchange).where(columns.opening.in_(some))).scalars()
            )
            connection.execute(update(repeat).where(repeat.c.event.in_(some)).values(exchange=first))
            connection.execute(update(answer).where(columns.opening.in_(some)).values(exchange=first))
    upsert(connection, exchange, [{"id": key, "status": "open"} for key in links.keys() & groups.keys()])
    for some in chunks(sorted(links.keys() - groups.keys())):
        connection.execute(delete(exchange).where(exchange.c.id.in_(some)))
    return touched | groups.keys()


def _first(key: str, links: Mapping[str, _Link | None], firsts: Mapping[str, str]) -> str:
    """The first opening of a chain: each raises again one that came before it."""
    while (link := links.get(key)) is not None:
        key = link.raises
    return firsts.get(key, key)


def _links(connection: Connection, ids: Iterable[str], query: Any = _ROWS) -> dict[str, _Link]:
    rows = (row for some in chunks(sorted(ids)) for row in ask(connection, query, {"ids": list(some)}))
    return {event: _Link(raises, first) for event, raises, first in rows}


def belonging(connection: Connection, openings: Collection[str]) -> dict[str, str]:
    """The exchanges to which openings belong: their own, or that of what they raise again."""
    links = _links(connection, openings)
    return {key: links[key].exchange if key in links else key for key in openings}


def close(connection: Connection, ids: Collection[str]) -> None:
    """These are no openings any more: they open no exchange, and raise nothing again.

    What people decided about answers to them waits until they are openings again.
    """
    gone = sorted(ids)
    drop(connection, exchange.c.id, gone)
    drop(connection, repeat.c.event, gone)
    run(connection, _ALONE, [{"of": key} for key in gone])
