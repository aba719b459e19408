"""What each database has in a form of its own, as it was in the first form of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SQLITE = (
    # What goes in are stems, parted by spaces.
    'CREATE VIRTUAL TABLE act_words USING fts5(stems, tokenize="unicode61 remove_diacritics 0")',
    f"PRAGMA application_id = {0x44455045}",
)
_POSTGRESQL = (
    "CREATE TABLE act_words (key bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX act_words_words ON act_words USING gin (words)",
)


def make_own(connection: Connection) -> None:
    """Make the index of words, `act_words`; mark an SQLite file as a record."""
    for command in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(command)
