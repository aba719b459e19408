"""A record that is to be filled as a whole: where there is none, it comes to stand there only once it is filled.

Public: `filled(place)`.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from depesche.errors import RecordUnavailable
from depesche.record.database import Database, check_file
from depesche.record.parts import part_of, remove
from depesche.record.record import Record
from depesche.record.schema import article
from depesche.record.upgrade import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def filled(place: str) -> Iterator[Record]:
    """The record at a place, opened. A new file is made beside it, and gets its name when there is something in it.

    So a failure leaves no empty record behind, and loses nothing that was taken in. Raises what `Record.open` raises.
    """
    path = Database.at(place).path
    if path is None or not check_file(path, create=True):
        with Record.open(place) as record:
            yield record
        return
    part = part_of(path)
    try:
        with _opened(part, path) as record:
            try:
                yield record
            except BaseException:
                if not _holds_something(record):
                    raise
                record.close()
                _named(part, path)
                raise
        _named(part, path)
    finally:
        remove(part)


def _opened(part: Path, path: Path) -> Record:
    """A new record, which errors call by the name that it will have."""
    database = replace(Database.at(part), place=str(path))
    try:
        bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return Record(database)


def _holds_something(record: Record) -> bool:
    with record.connect() as connection:
        return connection.execute(select(article.c.id).limit(1)).scalar() is not None


def _named(part: Path, path: Path) -> None:
    """Give a file its name, unless somebody else has made a record there meanwhile."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise RecordUnavailable(f"{path} was made by others meanwhile; nothing was changed") from None
    except OSError:  # a file system without links
        with suppress(FileNotFoundError):
            part.replace(path)
