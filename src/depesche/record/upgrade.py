"""A record brought to the form that this Depesche knows, when it is opened.

Public: `bring_up_to_date(database, create=...)`, `HEAD`.

An older SQLite file is copied before it is changed; all of it is one transaction, so that whatever happens meanwhile, a
record is of the old form or of the new one. A newer one is left alone. Where nothing is to be done, Alembic is not even
loaded.
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from depesche.errors import NewerRecord, NoRecord, NotARecord, RecordUnavailable
from depesche.record.backup import copy_file
from depesche.record.database import APPLICATION, Database, check_file, explained

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

HEAD = "0007"  # the newest form
MIGRATIONS = Path(__file__).parent / "migrations"
_VERSION = "alembic_version"
_ASK = text("SELECT version_num FROM alembic_version")


def bring_up_to_date(
    database: Database, *, create: bool = True, migrations: Path = MIGRATIONS, head: str = HEAD
) -> None:
    """Make the record where there is none, or upgrade it to a form (`head`) by the steps in a folder.

    Raises `NoRecord`, `NotARecord`, `NewerRecord`, `RecordUnavailable`.
    """
    if database.path and check_file(database.path, create=create):
        _use_write_ahead_log(database)
    with database.reading() as connection:
        form = _form(connection, database, create=create)
        waits = database.is_sqlite and connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal"
    if form == head:
        if waits:  # a copy that `depesche backup` made
            with suppress(RecordUnavailable):  # where one may only read, nobody waits for a writer
                _use_write_ahead_log(database)
        return
    config = _config(migrations)
    with database.writing() as connection:
        form = _form(connection, database, create=create)  # another process may have been faster
        if form is not None:
            _check_known(config, form, database.place)
        if form is not None and form != head and database.path:
            copy_file(database.path, database.path.with_name(f"{database.path.name}.{form}.backup"))
        _migrate(connection, config)


def _use_write_ahead_log(database: Database) -> None:
    """Let readers and a writer go on side by side; SQLite changes to it outside of transactions only."""
    with explained(database.place), closing(database.engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


def _form(connection: Connection, database: Database, *, create: bool) -> str | None:
    """The form of the record, None where it is still to be made. Raises `NotARecord`, `NoRecord`."""
    if database.is_sqlite:
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
        if mark not in {0, APPLICATION}:
            raise NotARecord(f"{database.place} belongs to another program")
    tables = set(inspect(connection).get_table_names())
    form = connection.execute(_ASK).scalar() if _VERSION in tables else None
    if form is not None and "act" in tables:
        return str(form)
    if tables - {_VERSION}:
        raise NotARecord(
            f"{database.place} holds tables of another program; name another place for the record"
        )
    if not create:
        raise NoRecord(
            f"{database.place} holds no record yet; make one with: depesche add INPUT... --record …"
        )
    return None


def _check_known(config: Config, form: str, place: str) -> None:
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        ScriptDirectory.from_config(config).get_revision(form)
    except CommandError:
        message = (
            f"{place} was made by a newer Depesche (its form is {form}); update with: pip install -U depesche"
        )
        raise NewerRecord(message) from None


def _migrate(connection: Connection, config: Config) -> None:
    from alembic import command

    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config(migrations: Path) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    return config
