"""What the fifth form of a record derives from what is there, as it was when that form was made."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_BANDS = 16
_BYTES = 12  # of a band: three numbers of a signature
_ARTICLES_AT_ONCE = 5_000
_SIGNATURES = sa.text(
    'SELECT article, "values" FROM signature WHERE article > :after ORDER BY article LIMIT :most'
)
_TO_SQLITE = "INSERT INTO band (hash, article) VALUES (?, ?)"
_TO_POSTGRESQL = sa.text(
    "INSERT INTO band (hash, article) SELECT * FROM unnest(CAST(:hashes AS bigint[]), CAST(:articles AS text[]))"
)
_RECIPIENTS = """
INSERT INTO event_person (event, role, person, party, kind, matter, day)
SELECT event, 'recipient', person, min(party), kind, matter, day FROM (
    SELECT told.id AS event, {person} AS person, {party} AS party, told.kind, told.matter, told.day
    FROM act JOIN event AS told ON told.id = act.event, {roles} AS role
    WHERE CAST(act.recipients AS text) LIKE '%"person"%' AND (act.review <> 'rejected' OR told.review = 'rejected')
) AS concerned WHERE person IS NOT NULL GROUP BY event, person, kind, matter, day
"""
_JSON = {
    "sqlite": {
        "person": "json_extract(role.value, '$.person')",
        "party": "json_extract(role.value, '$.party')",
        "roles": "json_each(act.recipients)",
    },
    "postgresql": {
        "person": "role.value ->> 'person'",
        "party": "role.value ->> 'party'",
        "roles": "json_array_elements(act.recipients)",
    },
}


def fill_recipients(connection: Connection) -> None:
    """Say of every event toward which persons it is, and for whom they act."""
    connection.execute(sa.text(_RECIPIENTS.format(**_JSON[connection.dialect.name])))


def fill_bands(connection: Connection) -> None:
    """Keep the bands of every signature."""
    for rows in _rows(connection):
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(_TO_SQLITE, rows)
        else:
            hashes, articles = [row[0] for row in rows], [row[1] for row in rows]
            connection.execute(_TO_POSTGRESQL, {"hashes": hashes, "articles": articles})


def _rows(connection: Connection) -> Iterator[list[tuple[int, str]]]:
    """Bands in the order of the index, some thousand articles at once."""
    after = ""
    while found := connection.execute(_SIGNATURES, {"after": after, "most": _ARTICLES_AT_ONCE}).all():
        yield sorted({(band, row.article) for row in found for band in _bands(bytes(row[1]))})
        after = found[-1].article


def _bands(values: bytes) -> Iterator[int]:
    for number in range(_BANDS):
        start = number * _BYTES
        place = (number * 3).to_bytes(2, "big")
        digest = blake2b(place + values[start : start + _BYTES], digest_size=8).digest()
        yield int.from_bytes(digest, "big", signed=True)
