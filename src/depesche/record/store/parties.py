"""Parties with their names and offices.

Public: `keep(connection, parties)`, `load(connection, ids)`, `find(connection, name)`, `resolve(connection, ids)`,
`persons_among(connection, ids)`, `merged(connection)`, `finals_of(connection)`, `merge(connection, party, into)`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from difflib import get_close_matches
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from depesche.errors import AmbiguousEntry, UnknownParty
from depesche.record.oneness import finals
from depesche.record.schema import office, party, party_name
from depesche.record.store.rows import Change, chunks, upsert
from depesche.record.types import Office, StoredParty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping, Sequence

    from sqlalchemy import ColumnElement, Connection

    from depesche.record.intake import Named, Parties

_PLAINLY_MORE = 3  # times as many articles call one party by a name as the next one
_MOST_NAMED = 5


def keep(connection: Connection, parties: Parties, kinds: MutableMapping[str, str]) -> None:
    """Add the parties of an article; what is there already gets its further names and days.

    `kinds` are those of parties that are there, as far as they are known; it grows.
    """
    new = [one for one in parties.named if _says_more(one, kinds)]
    rows = [{"id": one.party.id, "name": one.party.name, "kind": one.party.kind} for one in new]
    listed = [one.listed for one in new]
    upsert(connection, party, list(compress(rows, listed)), Change(replace=("kind",)))
    upsert(connection, party, list(compress(rows, map(not_, listed))))
    kinds.update({one.party.id: one.party.kind for one in new if one.listed})
    names = [
        {"party": one.party.id, "name": name, "folded": name.casefold(), "articles": 1}
        for one in parties.named
        for name in one.names
    ]
    upsert(connection, party_name, names, Change(add=("articles",)))
    _keep_offices(connection, parties.offices)


def _says_more(one: Named, kinds: Mapping[str, str]) -> bool:
    known = kinds.get(one.party.id)
    return known is None or (one.listed and known != one.party.kind)


def _keep_offices(connection: Connection, offices: Sequence[Office]) -> None:
    rows = [
        {"person": one.person, "party": one.party, "title": one.title, "first": one.first, "last": one.last}
        for one in offices
    ]
    upsert(connection, office, rows, Change(least=("first",), greatest=("last",)))


def merged(connection: Connection) -> dict[str, str]:
    """Parties that people said are others, each with the one into which it was merged."""
    query = select(party.c.id, party.c.merged_into).where(party.c.merged_into > "")
    return {row.id: row.merged_into for row in connection.execute(query)}


def finals_of(connection: Connection) -> dict[str, str]:
    """Parties that were merged, each with the one that it now is."""
    return finals(merged(connection))


def resolve(connection: Connection, ids: Iterable[str]) -> tuple[str, ...]:
    """The parties that these now are, each once."""
    into = finals_of(connection)
    return tuple(dict.fromkeys(into.get(key, key) for key in ids))


def persons_among(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Those of these parties that are persons."""
    wanted = select(party.c.id).where(party.c.id.in_(ids), party.c.kind == "person")
    return list(connection.execute(wanted).scalars())


def merge(connection: Connection, identifier: str, into: str | None) -> None:
    """Say that a party is another one, or no longer (None)."""
    connection.execute(update(party).where(party.c.id == identifier).values(merged_into=into))


def load(connection: Connection, ids: Sequence[str]) -> dict[str, StoredParty]:
    """Parties by their ids; those that are not there are left out. What was merged into one belongs to it."""
    found: dict[str, StoredParty] = {}
    into = finals_of(connection)
    for some in chunks(ids):
        others = {key: goal for key, goal in into.items() if goal in set(some)}
        all_ids = [*some, *others]
        names = _names(connection, all_ids, others)
        offices = [
            replace(one, person=into.get(one.person, one.person), party=into.get(one.party, one.party))
            for one in _offices(connection, all_ids)
        ]
        for row in connection.execute(select(party).where(party.c.id.in_(some))):
            held = dict.fromkeys(one for one in offices if one.person == row.id)
            persons = dict.fromkeys(one.person for one in offices if one.party == row.id)
            mine = tuple(sorted(key for key, goal in others.items() if goal == row.id))
            found[row.id] = StoredParty(
                row.id, row.name, row.kind, tuple(names.get(row.id, ())), tuple(held), tuple(persons), mine
            )
    return found


def _names(connection: Connection, ids: Sequence[str], into: Mapping[str, str]) -> Mapping[str, list[str]]:
    names: dict[str, dict[str, None]] = {}
    rows = connection.execute(
        select(party_name.c.party, party_name.c.name)
        .where(party_name.c.party.in_(ids))
        .order_by(party_name.c.articles.desc(), party_name.c.name)
    )
    for identifier, name in rows:
        names.setdefault(into.get(identifier, identifier), {})[name] = None
    return {key: list(some) for key, some in names.items()}


def _offices(connection: Connection, ids: Sequence[str]) -> list[Office]:
    rows = connection.execute(
        select(office)
        .where(or_(office.c.person.in_(ids), office.c.party.in_(ids)))
        .order_by(office.c.last.desc().nulls_last(), office.c.person, office.c.title)
    )
    return [Office(*row) for row in rows]


def find(connection: Connection, name: str) -> str:
    """The id of the party with this id or name, or a name that ends in it ("Solheim").

    One that was merged gives that into which it was. Raises `UnknownParty` with what is near to it, `AmbiguousEntry`
    where several have it.
    """
    into = finals_of(connection)
    if connection.execute(select(party.c.id).where(party.c.id == name)).scalar():
        return into.get(name, name)
    folded = " ".join(name.split()).casefold()
    ending = party_name.c.folded.endswith(f" {folded}", autoescape=True)
    for condition in (party_name.c.folded == folded, ending):
        rows = _called(connection, condition, into)
        if rows and (len(rows) == 1 or rows[0][1] >= _PLAINLY_MORE * rows[1][1]):
            return rows[0][0]
        if rows:
            ids = ", ".join(row[0] for row in rows[:_MOST_NAMED])
            raise AmbiguousEntry(f"several parties are called {name!r}; say which: {ids}")
    raise UnknownParty(_unknown(connection, name, folded))


def _called(
    connection: Connection, condition: ColumnElement[bool], into: Mapping[str, str]
) -> list[tuple[str, int]]:
    """Parties of which a name is as it should be, with how many articles call them so, the most first."""
    counts: Counter[str] = Counter()
    query = select(party_name.c.party, party_name.c.articles).where(condition).order_by(party_name.c.party)
    for identifier, articles in connection.execute(query):
        counts[into.get(identifier, identifier)] += articles
    return counts.most_common()


def _unknown(connection: Connection, name: str, folded: str) -> str:
    known = {
        row.folded: row.name for row in connection.execute(select(party_name.c.folded, party_name.c.name))
    }
    if not known:
        return f"there is no party {name!r}: the record is empty"
    near = [known[one] for one in get_close_matches(folded, known, n=3)]
    advice = f"; perhaps {' or '.join(near)}" if near else ""
    return f"there is no party {name!r}{advice}"
