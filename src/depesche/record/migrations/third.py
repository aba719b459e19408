"""What the third form of a record derives from what is there, as it was when that form was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

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
