"""Users who are shut out: they cannot come in, whatever they have in hand, until they may again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from depesche.desk.security.store import Store
from depesche.errors import UnknownUser
from tests.command import Run
from tests.desk_api import filled
from tests.desk_users import cheap_users, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.desk_users import Guarded

FIRST_FORM = (
    "CREATE TABLE users (key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL, "
    "added REAL NOT NULL, seen REAL)",
    "INSERT INTO users VALUES ('jan', 'jan', 'reader', 'none', 0, NULL)",
    "CREATE TABLE sessions (hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users ON DELETE CASCADE, "
    "csrf TEXT NOT NULL, begun REAL NOT NULL, seen REAL NOT NULL)",
    "CREATE TABLE tokens (hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users ON DELETE CASCADE, "
    "begun REAL NOT NULL, ends REAL NOT NULL)",
    f"PRAGMA application_id = {0x44455055}",
    "PRAGMA user_version = 1",
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("disabled")
    with guarded(filled(folder / "krise.db"), folder) as desk:
        yield desk


@pytest.fixture
def desk(opened: Guarded) -> Guarded:
    opened.reset()
    return opened


def test_who_is_disabled_is_out_at_once_and_cannot_come_in(desk: Guarded) -> None:
    anna, vera, program = desk.log_in("anna"), desk.log_in("vera"), desk.with_token("vera")
    assert vera.ask("GET", "/status").status_code == program.ask("GET", "/status").status_code == 200

    answer = anna.ask("PATCH", "/users/vera", json={"disabled": True})
    assert answer.json()["disabled"] is True
    assert answer.json()["sessions"] == 0
    assert vera.ask("GET", "/status").status_code == 401
    assert program.ask("GET", "/status").status_code == 401
    refused = desk.client().log_in("vera")
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "wrong_login")

    answer = anna.ask("PATCH", "/users/vera", json={"disabled": False})
    assert answer.json()["disabled"] is False
    assert program.ask("GET", "/status").status_code == 200
    assert vera.ask("GET", "/status").status_code == 401, "the session was ended, not put to sleep"
    assert desk.client().log_in("vera").status_code == 200


def test_admins_cannot_shut_themselves_out(desk: Guarded) -> None:
    anna = desk.log_in("anna")
    answer = anna.ask("PATCH", "/users/Anna", json={"disabled": True})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "invalid_user")
    assert anna.ask("GET", "/users").status_code == 200


def test_nobody_is_disabled_who_is_not_there(tmp_path: Path) -> None:
    with closing(cheap_users(tmp_path)) as users, pytest.raises(UnknownUser):
        users.set_disabled("jan", True)


def test_a_file_of_the_first_release_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "alt.users"
    with closing(sqlite3.connect(path)) as made:
        for statement in FIRST_FORM:
            made.execute(statement)
        made.commit()
    for _ in range(2):  # once brought up to date, it stays so
        with closing(Store.open(path)) as store:
            assert store.read("SELECT name, disabled FROM users") == [("jan", 0)]
            assert store.read("PRAGMA user_version") == [(2,)]


def test_the_command_shuts_out_and_lets_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cheap_users(tmp_path).close()
    run, file = Run(monkeypatch, capsys), ("--users", tmp_path / "desk.users")
    assert run("users", "disable", "vera", *file) == (0, "vera: disabled; all sessions ended\n", "")
    told = {line.split()[0]: line for line in run("users", "list", *file).out.splitlines()}
    assert "disabled" in told["vera"]
    assert "disabled" not in told["anna"]
    assert run("users", "enable", "vera", *file) == (0, "vera: enabled\n", "")
    with closing(Store.open(tmp_path / "desk.users")) as store:
        assert store.read("SELECT disabled FROM users WHERE key = 'vera'") == [(0,)]
