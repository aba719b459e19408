"""Copies of a record, made while others write.

Public: `backup(record, path)`, `copy_file(source, target)`, `copy_tables(source, target)`.

SQLite's own backup takes a file as it stands at one moment. A PostgreSQL record is copied, as it stands at one moment,
into an SQLite record, which every Depesche can open; in the same way a record moves from one database to the other.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from depesche.errors import RecordUnavailable
from depesche.record import search
from depesche.record.database import Database, explained
from depesche.record.parts import part_of, remove
from depesche.record.schema import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from depesche.record.record import Record

_PAGES_AT_ONCE = 2_000
_ROWS_AT_ONCE = 1_000


def backup(record: Record, path: Path) -> None:
    """Copy a record into an SQLite file; what was there is replaced when all is written. Raises `RecordUnavailable`."""
    if path.is_dir():
        raise RecordUnavailable(f"{path} is a folder; name a file")
    if record.database.path is not None:
        copy_file(record.database.path, path)
        return
    from depesche.record.upgrade import bring_up_to_date

    part = part_of(path, "copy")
    target = Database.at(part)
    try:
        bring_up_to_date(target)
        with record.connect() as source, target.writing() as connection:
            copy_tables(source, connection)
        copy_file(part, path)
    finally:
        target.close()
        remove(part)


def copy_file(source: Path, target: Path) -> None:
    """Copy an SQLite record; the target changes at once, when all is written. Raises `RecordUnavailable`."""
    part = part_of(target)
    try:
        with (
            explained(str(target)),
            closing(sqlite3.connect(source)) as origin,
            closing(sqlite3.connect(part)) as copy,
        ):
            origin.backup(copy, pages=_PAGES_AT_ONCE)
            copy.execute("PRAGMA journal_mode = DELETE")  # so that the copy is one file
        if source.exists() and target.exists() and source.samefile(target):
            raise RecordUnavailable(f"{target} is the record itself; name another file for the copy")
        for end in ("-wal", "-shm"):  # of a writer that was killed: SQLite would lay it over the new content
            target.with_name(f"{target.name}{end}").unlink(missing_ok=True)
        part.replace(target)
    except OSError as error:
        raise RecordUnavailable(f"{target}: cannot be written: {error.strerror}") from None
    finally:
        remove(part)


def copy_tables(source: Connection, target: Connection) -> None:
    """Copy all rows into a record that is new and empty; both databases may be of either kind."""
    for table in metadata.sorted_tables:
        _copy_rows(source, target, table)
    search.rebuild(target)


def _copy_rows(source: Connection, target: Connection, table: Table) -> None:
    rows = source.execute(select(table).execution_options(yield_per=_ROWS_AT_ONCE))
    for part in rows.mappings().partitions(_ROWS_AT_ONCE):
        target.execute(insert(table), [dict(row) for row in part])
