"""The file of users: one small SQLite file beside the record, for its owner's eyes only.

Public: `Store.open(path)`, `store.read(…)`, `store.write()`, `beside(record)`.

Users are no evidence: a record is copied, exported and handed on, and no password hash may go with it. So they lie in a
file of their own.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from depesche.errors import NoUsers, UsersError

if TYPE_CHECKING:
    from collections.abc import Iterator

ENDING = ".users"
_APPLICATION = 0x44455055  # "DEPU", in the header of the file
_FORM = 2  # of the tables
_PATIENCE = 5.0  # seconds that another writer is waited for
_TABLES = (
    """CREATE TABLE users (
        key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
        added REAL NOT NULL, seen REAL, disabled INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE TABLE sessions (
        hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users ON DELETE CASCADE, csrf TEXT NOT NULL,
        begun REAL NOT NULL, seen REAL NOT NULL
    )""",
    """CREATE TABLE tokens (
        hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
        begun REAL NOT NULL, ends REAL NOT NULL
    )""",
    "CREATE INDEX sessions_of ON sessions (user)",
    "CREATE INDEX tokens_of ON tokens (user)",
    f"PRAGMA application_id = {_APPLICATION}",
    f"PRAGMA user_version = {_FORM}",
)


_STEPS = {1: "ALTER TABLE users ADD COLUMN disabled INTEGER NOT NULL DEFAULT 0"}  # from a form to the next


def beside(record: str) -> Path:
    """Where the users of a record are kept if nothing else is said. Raises `UsersError`."""
    scheme, found, rest = record.partition("://")
    if found and scheme != "sqlite":
        raise UsersError(
            "a record in a database has no file beside it: say where its users are, with --users FILE"
        )
    path = Path(rest.removeprefix("/") if found else record)
    return path.with_name(path.name + ENDING)


class Store:
    """The file, for all threads: one connection reads, another one writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader, self._writer = _connected(path), _connected(path)
        self._reading, self._writing = Lock(), Lock()

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Store:
        """Open a file of users. Raises `NoUsers` where there is none, `UsersError` where it is something else."""
        with _explained(path):
            if create:
                _make(path)
            elif not path.exists():
                raise NoUsers(f"there are no users yet in {path}; add one with: depesche users add NAME")
            store = cls(path)
            try:
                store._check()
            except BaseException:
                store.close()
                raise
            return store

    def _check(self) -> None:
        found = self._reader.execute("PRAGMA application_id").fetchone()[0]
        if found != _APPLICATION:
            raise UsersError(f"{self.path} is no file of users; name another one with --users")
        if self._reader.execute("PRAGMA user_version").fetchone()[0] > _FORM:
            raise UsersError(f"{self.path} was made by a newer Depesche; update this one")
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        """Add to the tables of an older file what today's have."""
        with self.write() as connection:
            form = connection.execute("PRAGMA user_version").fetchone()[0]
            for older in range(form, _FORM):
                connection.execute(_STEPS[older])
                connection.execute(f"PRAGMA user_version = {older + 1}")

    def read(self, question: str, *values: object) -> list[Any]:
        """The rows that answer a question."""
        with self._reading, _explained(self.path):
            return self._reader.execute(question, values).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is done as a whole, or not at all."""
        with self._writing, _explained(self.path):
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
            except BaseException:
                self._writer.execute("ROLLBACK")
                raise
            self._writer.execute("COMMIT")

    def close(self) -> None:
        """Give the file back."""
        self._reader.close()
        self._writer.close()


def _connected(path: Path) -> sqlite3.Connection:
    made = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    made.execute("PRAGMA foreign_keys = ON")
    return made


def _make(path: Path) -> None:
    """A file of users that only its owner may read; SQLite gives what it lays beside it the same rights."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with closing(_connected(path)) as made:
        made.execute("BEGIN IMMEDIATE")
        is_new = not made.execute("SELECT 1 FROM sqlite_master").fetchone()
        for statement in _TABLES if is_new else ():
            made.execute(statement)
        made.execute("COMMIT")
        if is_new:
            made.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.OperationalError as error:
        raise UsersError(f"{path}: {error}; nothing was changed") from None
    except sqlite3.DatabaseError:
        raise UsersError(f"{path} is no file of users; name another one with --users") from None
    except OSError as error:
        raise UsersError(f"{path} cannot be made: {error.strerror}") from None
