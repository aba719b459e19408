"""What the third form of a record derives from what is there, as it was when that form was made."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    Json = dict[str, Any]

_ROWS_AT_ONCE = 10_000
_PERSONS = """
INSERT INTO event_person (event, person, party, kind, matter, day)
SELECT event, person, min(party), kind, matter, day FROM (
    SELECT told.id AS event, {person} AS person, {party} AS party, told.kind, told.matter, told.day
    FROM act JOIN event AS told ON told.id = act.event, {roles} AS role
    WHERE act.review <> 'rejected' OR told.review = 'rejected'
) AS acting WHERE person IS NOT NULL GROUP BY event, person, kind, matter, day
"""
_JSON = {
    "sqlite": {
        "person": "json_extract(role.value, '$.person')",
        "party": "json_extract(role.value, '$.party')",
        "roles": "json_each(act.actors)",
    },
    "postgresql": {
        "person": "role.value ->> 'person'",
        "party": "role.value ->> 'party'",
        "roles": "json_array_elements(act.actors)",
    },
}
_FROM_POSTGRESQL = """
INSERT INTO word (stem, reversed)
SELECT word, reverse(word) FROM ts_stat('SELECT words FROM act_words') WHERE octet_length(word) < 1000
"""


_READINGS = sa.text(
    "SELECT article.id, reading.body FROM article JOIN reading ON reading.article = article.id "
    "AND reading.extractor_name = article.extractor_name AND reading.extractor_version = article.extractor_version "
    "WHERE article.id > :after ORDER BY article.id LIMIT :most"
)
_READINGS_AT_ONCE = 500
_ROLES = ("actors", "recipients")
_ACT = sa.table(
    "act",
    sa.column("id", sa.String()),
    sa.column("article", sa.String()),
    *(sa.column(role, sa.JSON()) for role in _ROLES),
)


def name_persons(connection: Connection) -> None:
    """Say of roles that name no person yet which one it is: by the name, the place in the text, or the last name."""
    after = ""
    while found := connection.execute(_READINGS, {"after": after, "most": _READINGS_AT_ONCE}).all():
        for article, body in found:
            parties = json.loads(zlib.decompress(bytes(body))).get("parties", ())
            if any(party["kind"] == "person" for party in parties):
                _name_in(connection, article, parties)
        after = found[-1][0]


def _name_in(connection: Connection, article: str, parties: list[Json]) -> None:
    """Name the persons in the roles of an article's acts."""
    columns = _ACT.c
    for row in connection.execute(sa.select(_ACT).where(columns.article == article)).mappings().all():
        named = {side: [_named(role, parties) for role in row[side]] for side in _ROLES}
        if any(named[side] != row[side] for side in _ROLES):
            connection.execute(sa.update(_ACT).where(columns.id == row["id"]).values(named))


def _named(role: Json, parties: list[Json]) -> Json:
    name, mention = role.get("name"), role.get("mention")
    persons = [party for party in parties if party["kind"] == "person"]
    others = {party["name"] for party in parties if party["kind"] != "person"}
    if role.get("person") or not mention or not name or name in others:
        return role
    called = [one["id"] for one in persons if one["name"] == name]
    there = [one["id"] for one in persons if mention in one["mentions"]]
    ending = [one["id"] for one in persons if name.endswith(f" {one['name']}")]
    person = next((found[0] for found in (called, there, ending) if len(found) == 1), None)
    return {**role, "person": person} if person else role


def fill_persons(connection: Connection) -> None:
    """Say of every event who acts in it, and for whom."""
    connection.exec_driver_sql("DELETE FROM event_person")
    connection.exec_driver_sql(_PERSONS.format(**_JSON[connection.dialect.name]))


def fill_words(connection: Connection) -> None:
    """Keep every stem of the index of words, also read from its end."""
    connection.exec_driver_sql("DELETE FROM word")
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_FROM_POSTGRESQL)
        return
    for rows in _of_sqlite(connection):
        connection.execute(text("INSERT INTO word (stem, reversed) VALUES (:stem, :reversed)"), rows)


def _of_sqlite(connection: Connection) -> Iterator[list[dict[str, str]]]:
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE temp.act_stems USING fts5vocab('main', 'act_words', 'row')"
    )
    found = connection.exec_driver_sql("SELECT term FROM temp.act_stems").scalars().all()
    connection.exec_driver_sql("DROP TABLE temp.act_stems")
    for start in range(0, len(found), _ROWS_AT_ONCE):
        yield [{"stem": stem, "reversed": stem[::-1]} for stem in found[start : start + _ROWS_AT_ONCE]]
