"""The database under a record: reached, asked, written, and its errors in words.

Public: `Database.at(path_or_url)`, `database.reading()`, `database.writing()`, `database.share()`, `explained(place)`,
`within(seconds)`, `time_left()`.

A record is one SQLite file, or a PostgreSQL database. Whoever writes holds a lock until the transaction ends, so that
writers come one after the other; readers never wait.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    ProgrammingError,
)
from sqlalchemy.pool import QueuePool

from depesche.errors import (
    AnswerTookTooLong,
    DamagedRecord,
    NoRecord,
    NotARecord,
    RecordError,
    RecordUnavailable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

APPLICATION = 0x44455045  # "DEPE", in the header of an SQLite file
SECONDS_TO_WAIT = 60  # for another writer
CONNECTIONS = 8  # kept open: one for each thread of the desk
_STEPS = 200_000  # of SQLite, some milliseconds, between two looks at the clock
_CANCELLED = "57014"  # by PostgreSQL, since it took too long
_end: ContextVar[float | None] = ContextVar(
    "end", default=None
)  # when reading must be done, by the monotonic clock
_HEADER = b"SQLite format 3\0"
TOO_LONG = "the answer took too long and was stopped; ask for less, such as fewer days"
_LOCK = 0x6465706573636865  # of PostgreSQL, for the length of a transaction
_CACHE_KIBIBYTES = 24_000  # after a change SQLite mostly walks through all of it, in a file of under 1 GB
_MAPPED = 1 << 40  # bytes at most; SQLite takes as much of it as it was built for
_CACHE_BESIDE_MAP = 8_000  # kibibytes
_LEAST_ROOM = 65_536  # bytes: SQLite makes the index of its log in pieces of 32 KiB
_PAGES_IN_LOG = 8_000  # of 4 KiB: what many articles change is written to the file once
_READ_ONLY_MODES = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


@dataclass(frozen=True, slots=True)
class Database:
    """Where a record lies; `place` names it to people, without a password. `path` is None for PostgreSQL."""

    engine: Engine
    place: str
    path: Path | None

    @classmethod
    def at(cls, path_or_url: str | Path) -> Database:
        """The database at a path or address; nothing is opened yet. Raises `NotARecord`."""
        address = str(path_or_url)
        if "://" not in address:
            return cls._file(Path(address))
        url = _url(address)
        if url.get_backend_name() == "sqlite":
            return cls._file(Path(url.database or ""))
        return cls(_postgresql(url), url.render_as_string(hide_password=True), None)

    @classmethod
    def _file(cls, path: Path) -> Database:
        return cls(_sqlite(path, only_read=_only_to_be_read(path)), str(path), path)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file."""
        return self.path is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the record, whatever others write meanwhile.

        Raises `AnswerTookTooLong` where the time of `within` is over.
        """
        with explained(self.place), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with _limited(connection, time_left()):
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is done as a whole at the end, or not at all. Raises `RecordUnavailable`."""
        with explained(self.place), self.engine.connect() as connection:
            connection.execution_options(writing=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
                yield connection

    def share(self) -> None:
        """Look at the file where the system keeps it in memory, for many who read at once and others who write.

        A copy of its own in every connection would be thrown away as a whole with each write. While it is looked at so,
        nobody may cut the file short: where its pages are gone, the system ends the process.
        """
        if self.is_sqlite:
            event.listen(self.engine, "connect", _map)
            self.close()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def within(seconds: float) -> None:
    """What is read from here on in this context must be done in so many seconds."""
    _end.set(time.monotonic() + seconds)


def time_left() -> float | None:
    """Seconds until reading must be done, None where it may take its time. Raises `AnswerTookTooLong`."""
    end = _end.get()
    if end is None:
        return None
    left = end - time.monotonic()
    if left <= 0:
        raise AnswerTookTooLong(TOO_LONG)
    return left


@contextmanager
def _limited(connection: Connection, seconds: float | None) -> Iterator[None]:
    """Let the database stop what takes longer."""
    if seconds is None:
        yield
    elif connection.dialect.name == "sqlite":
        driver: Any = connection.connection.dbapi_connection
        end = time.monotonic() + seconds
        driver.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            yield
        finally:
            driver.set_progress_handler(None, 0)
    else:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
        yield


def check_file(path: Path, *, create: bool) -> bool:
    """Whether a record is to be made at a path. Raises `NoRecord`, `NotARecord`, `RecordUnavailable`."""
    if path.is_dir():
        raise NotARecord(f"{path} is a folder, not a record")
    try:
        with path.open("rb") as file:
            header = file.read(len(_HEADER))
    except FileNotFoundError:
        _check_new(path, create=create)
        return True
    except OSError as error:
        raise RecordUnavailable(f"{path}: cannot be read: {error.strerror}") from None
    if header and header != _HEADER:
        raise NotARecord(f"{path} is not a record; name another file with --record")
    return not header


def _check_new(path: Path, *, create: bool) -> None:
    if not create:
        raise NoRecord(f"there is no record {path}; make one with: depesche add INPUT... --record {path}")
    if not path.parent.is_dir():
        raise NoRecord(f"there is no folder {path.parent} to make the record {path.name} in")


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise NotARecord(
            "not an address of a record; write a path, or postgresql://user@host/database"
        ) from None
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise NotARecord(
            f"{url.get_backend_name()}:// is no address of a record; write a path or postgresql://…"
        )
    return url


def _only_to_be_read(path: Path) -> bool:
    """Whether nobody here can write to a file, and nobody else does: SQLite then needs none beside it to read it."""
    beside = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal"))
    return path.is_file() and not os.access(path.parent, os.W_OK) and not any(one.exists() for one in beside)


def _sqlite(path: Path, *, only_read: bool) -> Engine:
    url = URL.create("sqlite", database=str(path))
    if only_read:
        url = URL.create(
            "sqlite", database=path.absolute().as_uri(), query={"immutable": "1", "mode": "ro", "uri": "true"}
        )
    arguments = {"timeout": SECONDS_TO_WAIT, "check_same_thread": False, "isolation_level": None}
    engine = create_engine(
        url, poolclass=QueuePool, pool_size=CONNECTIONS, pool_use_lifo=True, connect_args=arguments
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA cache_size = -{_CACHE_KIBIBYTES}")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA secure_delete = OFF")  # where it is on, free pages are written once more
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_IN_LOG}")
    cursor.execute(
        "PRAGMA synchronous = NORMAL"
    )  # with a write-ahead log, a killed process loses nothing by it
    cursor.close()


def _map(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA mmap_size = {_MAPPED}")
    cursor.execute(f"PRAGMA cache_size = -{_CACHE_BESIDE_MAP}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(url: URL) -> Engine:
    try:
        postgresql = url.set(drivername="postgresql+psycopg")
        return create_engine(postgresql, pool_size=CONNECTIONS, pool_pre_ping=True)
    except (ImportError, NoSuchModuleError):
        message = "PostgreSQL needs psycopg, which is not installed: pip install 'psycopg[binary]'"
        raise RecordUnavailable(message) from None


def _no_room(path: Path) -> bool:
    """Whether the disk of a file is full: SQLite says so itself only of the file, not of what lies beside it."""
    try:
        return shutil.disk_usage(path.parent).free < _LEAST_ROOM
    except OSError:
        return False


@contextmanager
def explained(place: str) -> Iterator[None]:
    """What the database says, as an error of ours in one line."""
    try:
        yield
    except DBAPIError as error:
        if _is_ours(error):
            raise
        raise _explanation(place, error) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):  # a fault of the code, as in `_is_ours`
        raise
    except sqlite3.DatabaseError as error:
        raise _of_sqlite(place, error) from error
    except UnicodeEncodeError as error:  # an argument of the command line that is no UTF-8, \ud800 in JSON
        half = error.object[error.start : error.end]
        raise RecordError(
            f"{half!r} is no character, so nothing in {place} has it; check what you typed"
        ) from error


def _is_ours(error: DBAPIError) -> bool:
    """Whether it is a fault of the code: what it writes does not fit the tables, which no user can mend."""
    no_permission = getattr(error.orig, "sqlstate", None) == "42501"
    return isinstance(error, IntegrityError | ProgrammingError | DataError) and not no_permission


def _explanation(place: str, error: DBAPIError) -> Exception:
    if isinstance(error.orig, sqlite3.DatabaseError):
        return _of_sqlite(place, error.orig)
    if getattr(error.orig, "sqlstate", None) == _CANCELLED:
        return AnswerTookTooLong(TOO_LONG)
    said = str(error.orig).strip().splitlines()
    return RecordUnavailable(
        f"{place}: {said[0] if said else 'the database gave no answer'}; nothing is half done"
    )


def _of_sqlite(place: str, error: sqlite3.DatabaseError) -> RecordError:
    code = (error.sqlite_errorcode & 0xFF) if hasattr(error, "sqlite_errorcode") else None
    if code == sqlite3.SQLITE_INTERRUPT:
        return AnswerTookTooLong(TOO_LONG)
    if code == sqlite3.SQLITE_NOTADB:
        return NotARecord(f"{place} is not a record; name another file with --record")
    if code == sqlite3.SQLITE_CORRUPT:
        return DamagedRecord(
            f"{place} is damaged; take your last backup, or save what is left: sqlite3 {place} .recover"
        )
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _no_room(Path(place))):
        return RecordUnavailable(f"{place}: the disk is full; nothing is lost: make room and run it again")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return RecordUnavailable(
            f"{place} is being written by others for over {SECONDS_TO_WAIT} s; try again"
        )
    if code in _READ_ONLY_MODES:
        return RecordUnavailable(f"{place}: no permission to write there, nor beside it; nothing was changed")
    return RecordUnavailable(f"{place}: {error}; nothing is half done")
