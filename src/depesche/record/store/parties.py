"""Parties with their names and offices.

Public: `keep(connection, parties)`, `load(connection, ids)`, `find(connection, name)`.
"""

from __future__ import annotations

from difflib import get_close_matches
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from depesche.errors import AmbiguousEntry, UnknownParty
from depesche.record.schema import office, party, party_name
from depesche.record.store.rows import Change, chunks, upsert
from depesche.record.types import Office, StoredParty

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.intake import Parties

_PLAINLY_MORE = 3  # times as many articles call one party by a name as the next one
_MOST_NAMED = 5


def keep(connection: Connection, parties: Parties) -> None:
    """Add the parties of an article; what is there already gets its further names and days."""
    rows = [{"id": one.party.id, "name": one.party.name, "kind": one.party.kind} for one in parties.named]
    listed = [one.listed for one in parties.named]
    upsert(connection, party, list(compress(rows, listed)), Change(replace=("kind",)))
    upsert(connection, party, list(compress(rows, map(not_, listed))))
    names = [
        {"party": one.party.id, "name": name, "folded": name.casefold(), "articles": 1}
        for one in parties.named
        for name in one.names
    ]
    upsert(connection, party_name, names, Change(add=("articles",)))
    _keep_offices(connection, parties.offices)


def _keep_offices(connection: Connection, offices: Sequence[Office]) -> None:
    rows = [
        {"person": one.person, "party": one.party, "title": one.title, "first": one.first, "last": one.last}
        for one in offices
    ]
    upsert(connection, office, rows, Change(least=("first",), greatest=("last",)))


def load(connection: Connection, ids: Sequence[str]) -> dict[str, StoredParty]:
    """Parties by their ids; those that are not there are left out."""
    found: dict[str, StoredParty] = {}
    for some in chunks(ids):
        names = _names(connection, some)
        offices = _offices(connection, some)
        for row in connection.execute(select(party).where(party.c.id.in_(some))):
            held = [one for one in offices if one.person == row.id]
            persons = tuple(dict.fromkeys(one.person for one in offices if one.party == row.id))
            found[row.id] = StoredParty(
                row.id, row.name, row.kind, tuple(names.get(row.id, ())), tuple(held), persons
            )
    return found


def _names(connection: Connection, ids: Sequence[str]) -> Mapping[str, list[str]]:
    names: dict[str, list[str]] = {}
    rows = connection.execute(
        select(party_name.c.party, party_name.c.name)
        .where(party_name.c.party.in_(ids))
        .order_by(party_name.c.articles.desc(), party_name.c.name)
    )
    for identifier, name in rows:
        names.setdefault(identifier, []).append(name)
    return names


def _offices(connection: Connection, ids: Sequence[str]) -> list[Office]:
    rows = connection.execute(
        select(office)
        .where(or_(office.c.person.in_(ids), office.c.party.in_(ids)))
        .order_by(office.c.last.desc(), office.c.person, office.c.title)
    )
    return [Office(*row) for row in rows]


def find(connection: Connection, name: str) -> str:
    """The id of the party with this id or name, or a name that ends in it ("Solheim").

    Raises `UnknownParty` with what is near to it, `AmbiguousEntry` where several have it.
    """
    if connection.execute(select(party.c.id).where(party.c.id == name)).scalar():
        return name
    folded = " ".join(name.split()).casefold()
    ending = party_name.c.folded.endswith(f" {folded}", autoescape=True)
    for condition in (party_name.c.folded == folded, ending):
        count = func.sum(party_name.c.articles)
        rows = connection.execute(
            select(party_name.c.party, count)
            .where(condition)
            .group_by(party_name.c.party)
            .order_by(count.desc())
        ).all()
        if rows and (len(rows) == 1 or rows[0][1] >= _PLAINLY_MORE * rows[1][1]):
            return str(rows[0][0])
        if rows:
            ids = ", ".join(row[0] for row in rows[:_MOST_NAMED])
            raise AmbiguousEntry(f"several parties are called {name!r}; say which: {ids}")
    raise UnknownParty(_unknown(connection, name, folded))


def _unknown(connection: Connection, name: str, folded: str) -> str:
    known = {
        row.folded: row.name for row in connection.execute(select(party_name.c.folded, party_name.c.name))
    }
    if not known:
        return f"there is no party {name!r}: the record is empty"
    near = [known[one] for one in get_close_matches(folded, known, n=3)]
    advice = f"; perhaps {' or '.join(near)}" if near else ""
    return f"there is no party {name!r}{advice}"
