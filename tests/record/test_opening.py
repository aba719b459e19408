"""Records that are opened, and what is no record: one clear line, nothing changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import make_url, select, text, update
from sqlalchemy.exc import ProgrammingError

from depesche.errors import (
    AmbiguousEntry,
    DamagedRecord,
    NewerRecord,
    NoRecord,
    NotARecord,
    RecordUnavailable,
    UnknownEntry,
    UnknownParty,
)
from depesche.record.database import Database, explained
from depesche.record.fresh import filled
from depesche.record.migrations.third import name_persons
from depesche.record.record import Record
from depesche.record.schema import act as act_table
from depesche.record.schema import metadata
from depesche.record.upgrade import HEAD, MIGRATIONS, bring_up_to_date
from tests.krise import krise
from tests.record.making import DEMAND, REFUSAL
from tests.record.states import state

if TYPE_CHECKING:
    from depesche.reading.types import Reading
    from tests.record.postgresql import Cluster

ROOT = Path(__file__).parents[2]


def test_what_migrations_make_is_what_the_code_expects(record: Record) -> None:
    with record.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: "act_words" not in (name or "")}
        )
        assert compare_metadata(context, metadata) == []


def test_the_newest_form_is_that_of_the_last_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == HEAD


def test_a_record_is_there_again_when_it_is_opened_again(place: str) -> None:
    with Record.open(place) as record:
        record.add(DEMAND)
        before = state(record, log=True)
    with Record.open(place, create=False) as again:
        assert state(again, log=True) == before


def test_where_there_is_none_it_is_made_only_if_wanted(place: str) -> None:
    with pytest.raises(NoRecord, match="depesche add"):
        Record.open(place, create=False)
    Record.open(place).close()
    Record.open(place, create=False).close()


def test_an_empty_record_says_that_it_is_empty(record: Record) -> None:
    with pytest.raises(UnknownParty, match="the record is empty"):
        record.find_party("Norwegen")
    assert record.matters() == []


def test_ids_may_be_shortened_as_long_as_they_are_clear(record: Record) -> None:
    first, second = record.add(DEMAND).article, record.add(REFUSAL).article
    assert record.article(first[:6]).id == first
    assert record.act(f"{first[:6]}").id == f"{first}-1"
    with pytest.raises(AmbiguousEntry, match=f"{second}-1, {second}-2"):
        record.act(second)
    for nothing in ("", "zzz", "%", "a_b"):
        with pytest.raises(UnknownEntry):
            record.article(nothing)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"Das ist ein Text.\n", NotARecord), (b"SQLite format 3\0" + b"x" * 5000, (NotARecord, DamagedRecord))],
)
def test_a_file_that_is_no_record_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, error: type[Exception]
) -> None:
    path = tmp_path / "crisis.db"
    path.write_bytes(content)
    with pytest.raises(error):
        Record.open(path)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE places (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="another program"):
        Record.open(path)
    assert path.read_bytes() == before


def test_tables_of_another_program_in_postgresql_are_refused(cluster: Cluster) -> None:
    address = cluster.new_database()
    cluster.sql("CREATE TABLE places (name text)", make_url(address).database or "")
    with pytest.raises(NotARecord, match="another program"):
        Record.open(address)


@pytest.mark.parametrize("address", ["mysql://host/base", "://", "http://example.org/x"])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(NotARecord):
        Record.open(address)


def test_a_folder_and_a_place_in_no_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="folder"):
        Record.open(tmp_path)
    with pytest.raises(NoRecord, match="no folder"):
        Record.open(tmp_path / "none" / "crisis.db")


def test_a_damaged_record_says_so_and_a_backup_is_named(tmp_path: Path) -> None:
    path = tmp_path / "crisis.db"
    with Record.open(path) as record:
        record.add(DEMAND)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 30] = os.urandom(4096 * 27)
    path.write_bytes(content)
    with pytest.raises((DamagedRecord, NotARecord), match=str(path)):
        everything(path)


def everything(path: Path) -> None:
    """Read and write a record."""
    with Record.open(path) as record:
        record.add(REFUSAL)
        state(record)


def folder_with_one_more_step(tmp_path: Path, script: str) -> Path:
    """The migrations and one that does not exist yet."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(
        f'from alembic import op\nrevision = "9999"\ndown_revision = "{HEAD}"\n\n\ndef upgrade():\n    {script}\n'
    )
    return folder


def test_an_older_record_is_copied_and_upgraded_and_a_newer_one_refused(place: str, tmp_path: Path) -> None:
    with Record.open(place) as record:
        added = record.add(DEMAND)
    database = Database.at(place)
    folder = folder_with_one_more_step(tmp_path, 'op.execute("CREATE TABLE later (id integer)")')
    bring_up_to_date(database, migrations=folder, head="9999")
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM later")).scalar() == 0
    if database.path:
        with Record.open(database.path.with_name(f"{database.path.name}.{HEAD}.backup")) as copy:
            assert copy.article(added.article).text == DEMAND.text
    with pytest.raises(NewerRecord, match="newer Depesche"):
        Record.open(place)
    database.close()


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(place: str, tmp_path: Path) -> None:
    with Record.open(place) as record:
        record.add(DEMAND)
        before = state(record, log=True)
    database = Database.at(place)
    script = 'op.execute("CREATE TABLE later (id integer)"); op.execute("SELECT nonsense")'
    with pytest.raises((RecordUnavailable, ProgrammingError)):
        bring_up_to_date(database, migrations=folder_with_one_more_step(tmp_path, script), head="9999")
    database.close()
    with Record.open(place, create=False) as again:
        assert state(again, log=True) == before


def test_a_full_disk_is_one_clear_line_and_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "crisis.db"
    with Record.open(path) as record:
        added = record.add(DEMAND)
        with record.database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RecordUnavailable, match="disk is full"):
            list(record.add_all(longer(number) for number in range(50)))
        assert record.article(added.article).text == DEMAND.text
        with record.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_a_disk_too_full_for_what_lies_beside_the_file_is_told_as_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite calls it an error of the disk when the index of its log finds no room."""

    def broken() -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        with explained(str(tmp_path / "crisis.db")):
            raise error

    with pytest.raises(RecordUnavailable, match="disk I/O error"):
        broken()
    usage = shutil.disk_usage(tmp_path)._replace(free=4096)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(RecordUnavailable, match="disk is full"):
        broken()


def test_what_fails_while_a_new_record_is_filled_is_told_by_the_name_it_would_have(tmp_path: Path) -> None:
    path = tmp_path / "crisis.db"

    def fill() -> None:
        with filled(str(path)) as record:
            with record.database.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA max_page_count = 1")
            list(record.add_all(longer(number) for number in range(50)))

    with pytest.raises(RecordUnavailable) as caught:
        fill()
    assert str(caught.value).startswith(f"{path}: the disk is full")
    assert not [one.name for one in tmp_path.iterdir() if ".part" in one.name]


def longer(number: int) -> Reading:
    return replace(DEMAND, text=DEMAND.text + f" Nummer {number}." * 50, url=None)


_AS_NOBODY = """
import os, sys
from depesche.errors import RecordError
from depesche.record.record import Record
from tests.record.making import DEMAND, REFUSAL
with Record.open(sys.argv[3]) as other:  # loads all that nobody might not be allowed to read
    other.add(DEMAND)
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    with Record.open(sys.argv[1]) as record:
        print(len(record.witnesses(sys.argv[2])))
        record.add(REFUSAL)
except RecordError as error:
    print(error)
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without permission")
def test_a_folder_that_may_not_be_written_is_one_clear_line(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        path = Path(name) / "crisis.db"
        with Record.open(path) as record:
            added = record.add(DEMAND)
        path.chmod(0o644)
        run = subprocess.run(
            [sys.executable, "-c", _AS_NOBODY, str(path), f"{added.article}-1", str(tmp_path / "other.db")],
            check=False, capture_output=True, text=True, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}"},
        )  # fmt: skip
        assert "Traceback" not in run.stderr, run.stderr
        assert run.stdout.startswith("1\n"), "what may only be read is read"
        assert "no permission to write" in run.stdout
        assert sorted(one.name for one in Path(name).iterdir()) == ["crisis.db"]
        with Record.open(path) as record:
            assert record.article(added.article)


def test_a_lost_connection_is_one_clear_line_and_the_next_one_works(cluster: Cluster) -> None:
    address = cluster.new_database()
    with Record.open(address) as record:
        record.add(DEMAND)
        with pytest.raises(RecordUnavailable, match="nothing is half done"):
            lose_the_connection(record, cluster)
        assert record.add(REFUSAL).outcome == "new"


def lose_the_connection(record: Record, cluster: Cluster) -> None:
    """End the server's side of a connection in the middle of a transaction."""
    with record.writing() as (connection, _):
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        cluster.sql(f"SELECT pg_terminate_backend({own})")
        connection.execute(text("SELECT 1"))


def test_nobody_listening_is_one_clear_line_without_the_password() -> None:
    with pytest.raises(RecordUnavailable) as caught:
        Record.open("postgresql://vera:secret@127.0.0.1:1/crisis")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_an_upgrade_names_the_persons_that_an_older_record_left_unnamed(record: Record) -> None:
    """The third form did so; before, a role had no person where only a part of the name stood in the text."""
    for reading in krise():
        record.add(reading)
    wanted = roles_of(record)
    assert sum("person" in role for sides in wanted.values() for role in sides) > 10
    with record.writing() as (connection, _):
        for act, sides in wanted.items():
            bare = [{key: value for key, value in role.items() if key != "person"} for role in sides]
            connection.execute(update(act_table).where(act_table.c.id == act).values(actors=bare))
        name_persons(connection)
    assert roles_of(record) == wanted


def roles_of(record: Record) -> dict[str, list[dict[str, object]]]:
    """Who acts in each act, as the table has it, where the words for it stand in the article."""
    with record.connect() as connection:
        rows = connection.execute(select(act_table.c.id, act_table.c.actors)).all()
    return {row.id: row.actors for row in rows if all(role.get("mention") for role in row.actors)}
