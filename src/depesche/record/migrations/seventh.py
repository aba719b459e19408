"""What the seventh form of a record derives from what is there, as it was when that form was made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from depesche.errors import UnknownLanguage
from depesche.record.words import stems

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

_ACTS_AT_ONCE = 2_000
_LONGEST_STEM = 500
_LAST_PLACE = 16_383
_ROLES = ("actors", "recipients")
_ACT = sa.table(
    "act",
    sa.column("key", sa.Integer()),
    *(sa.column(name, sa.Text()) for name in ("sentence", "content", "condition", "language")),
    *(sa.column(role, sa.JSON()) for role in _ROLES),
)
_ADD = sa.text("INSERT INTO act_words (key, words) VALUES (:key, CAST(:words AS tsvector))")
_WORDS = sa.text(
    "INSERT INTO word (stem, reversed) "
    "SELECT word, reverse(word) FROM ts_stat('SELECT words FROM act_words') WHERE octet_length(word) < 1000"
)


def index_anew(connection: Connection) -> None:
    """Index all acts of a PostgreSQL record by stems of ours, and keep every stem, also read from its end."""
    connection.exec_driver_sql("DELETE FROM act_words")
    connection.exec_driver_sql("DELETE FROM word")
    after = -1
    while rows := _after(connection, after):
        connection.execute(_ADD, [{"key": row["key"], "words": _vector(row)} for row in rows])
        after = rows[-1]["key"]
    connection.execute(_WORDS)


def _after(connection: Connection, key: int) -> list[RowMapping]:
    query = sa.select(_ACT).where(_ACT.c.key > key).order_by(_ACT.c.key).limit(_ACTS_AT_ONCE)
    return list(connection.execute(query).mappings())


def _vector(row: RowMapping) -> str:
    """The stems of what an act is found by, as PostgreSQL writes what it indexes."""
    roles: list[dict[str, Any]] = [role for side in _ROLES for role in row[side]]
    names = [name for role in roles for name in (role.get("name"), role.get("party_name")) if name]
    outside = [part for part in (row["content"], row["condition"]) if part not in row["sentence"]]
    found = _stems(" . ".join(dict.fromkeys([row["sentence"], *outside, *names])), row["language"])
    places = enumerate((stem for stem in found if len(stem) <= _LONGEST_STEM), 1)
    return " ".join(f"'{stem}':{min(place, _LAST_PLACE)}" for place, stem in places)


def _stems(words: str, code: str) -> list[str]:
    try:
        return stems(words, code)
    except UnknownLanguage:
        return re.findall(r"\w+", words.casefold())
