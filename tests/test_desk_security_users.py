"""The file of users and the command that looks after it."""

from __future__ import annotations

import io
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from depesche.cli import main
from depesche.desk.access import Role
from depesche.desk.security import passwords
from depesche.desk.security.passwords import SHORTEST, Passwords, checked
from depesche.desk.security.store import Store, beside
from depesche.desk.security.users import Users
from depesche.errors import InvalidUser, NoUsers, UnknownUser, UsersError
from depesche.record.backup import backup
from depesche.record.record import Record
from tests.command import Outcome, Run
from tests.desk_users import CHEAP, PASSWORD, WRONG, Clock, cheap_users

if TYPE_CHECKING:
    from collections.abc import Iterator

# The file


@pytest.fixture
def users(tmp_path: Path) -> Iterator[Users]:
    made = cheap_users(tmp_path)
    yield made
    made.close()


def test_only_its_owner_reads_the_file(users: Users) -> None:
    users.add("jan", "reader", PASSWORD)
    for path in users.store.path.parent.glob("desk.users*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_users_are_known_by_name_and_role(users: Users) -> None:
    assert [(one.name, one.role) for one in users.all()] == [
        ("anna", Role.admin), ("rita", Role.reader), ("vera", Role.reviewer),
    ]  # fmt: skip
    users.set_role("Rita", "admin")
    assert users.one("RITA").role is Role.admin
    users.remove("rita")
    with pytest.raises(UnknownUser):
        users.one("rita")
    for change in (users.remove, users.revoke, users.add_token):
        with pytest.raises(UnknownUser):
            change("rita")
    with pytest.raises(UnknownUser):
        users.set_password("rita", PASSWORD)


@pytest.mark.parametrize(
    "name", ["", "  ", "a" * 61, "vera\n", "ve\x00ra", "ve\u202era", "\u200fvera", "v\u2066era"]
)
def test_names_that_cannot_be_taken(users: Users, name: str) -> None:
    if name.strip() == "vera":
        name = "ve\nra"
    with pytest.raises(InvalidUser):
        users.add(name, "reader", PASSWORD)


@pytest.mark.parametrize("name", ["vera", "VERA", "Vera ", "ｖｅｒａ"])
def test_one_name_is_one_user_however_it_is_written(users: Users, name: str) -> None:
    with pytest.raises(InvalidUser, match="already"):
        users.add(name, "admin", PASSWORD)
    assert users.one("vera").role is Role.reviewer


def test_a_role_that_is_none(users: Users) -> None:
    with pytest.raises(InvalidUser, match="reader, reviewer, admin"):
        users.add("jan", "boss", PASSWORD)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "kurz",
        "x" * (SHORTEST - 1),
        "x" * SHORTEST,
        "ab" * 10,
        "karoline-1234",
        "KAROLINEkaroline",
        "x" * 1_001,
    ],
)
def test_passwords_that_cannot_be_taken(password: str) -> None:
    with pytest.raises(InvalidUser) as refused:
        checked(password, "karoline")
    assert not password or password not in str(refused.value)


def test_passwords_that_can_be_taken() -> None:
    for password in (PASSWORD, "Ölstand! 1984", "密码密码保存得很好很好很安全"):
        assert checked(password, "karoline") == password


def test_a_password_fits_however_a_keyboard_composes_it(users: Users) -> None:
    users.set_password("vera", "schöne grüße aus köln")
    assert users.of_password("vera", "scho\u0308ne gru\u0308ße aus ko\u0308ln")


def test_passwords_are_kept_with_argon2id_as_today_advises() -> None:
    kept = Passwords().hash(PASSWORD)
    assert kept.startswith("$argon2id$")
    work = dict(part.split("=") for part in kept.split("$")[3].split(","))
    assert int(work["m"]) >= 19_456  # KiB: OWASP's least, with two passes
    assert int(work["t"]) >= 2
    assert Passwords().hash(PASSWORD) != kept


def test_a_hash_is_made_anew_when_the_work_is_raised(users: Users) -> None:
    def kept() -> str:
        return str(users.store.read("SELECT password FROM users WHERE key = 'vera'")[0][0])

    before = kept()
    assert users.of_password("vera", PASSWORD)
    assert kept() == before
    users.passwords = Passwords(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    assert not users.of_password("vera", WRONG)
    assert kept() == before
    assert users.of_password("vera", PASSWORD)
    assert "m=16,t=2" in kept()
    assert users.of_password("vera", PASSWORD)


def test_a_damaged_hash_lets_nobody_in(users: Users) -> None:
    with users.store.write() as connection:
        connection.execute("UPDATE users SET password = ''")
    assert users.of_password("vera", "") is None
    assert users.of_password("vera", PASSWORD) is None


def test_users_lie_beside_the_record_and_never_in_it(tmp_path: Path) -> None:
    assert beside("crisis.db") == Path("crisis.db.users")
    assert beside("a/crisis.db") == beside("sqlite:///a/crisis.db") == Path("a/crisis.db.users")
    assert beside("sqlite:////a/crisis.db") == Path("/a/crisis.db.users")
    with pytest.raises(UsersError, match="--users FILE"):
        beside("postgresql://user@host/crisis")
    record = tmp_path / "crisis.db"
    with Record.open(record) as opened:
        Users(Store.open(beside(str(record)), create=True), Passwords(CHEAP)).add("vera", "admin", PASSWORD)
        backup(opened, tmp_path / "copy.db")
    for path in (record, tmp_path / "copy.db"):
        assert b"argon2" not in path.read_bytes()


def test_files_that_are_none_of_users(tmp_path: Path) -> None:
    with pytest.raises(NoUsers):
        Store.open(tmp_path / "none.users")
    assert not list(tmp_path.iterdir())
    (tmp_path / "text.users").write_text("vera\n" * 100, encoding="utf-8")
    Record.open(tmp_path / "record.db").close()
    before = (tmp_path / "record.db").read_bytes()
    for name in ("text.users", "record.db"):
        for create in (False, True):
            with pytest.raises(UsersError, match="no file of users"):
                Store.open(tmp_path / name, create=create)
    assert (tmp_path / "record.db").read_bytes() == before
    with pytest.raises(UsersError):
        Store.open(tmp_path / "no" / "folder", create=True)


def test_a_file_of_a_newer_release_is_left_alone(users: Users) -> None:
    users.store.read("PRAGMA user_version = 99")
    with pytest.raises(UsersError, match="newer"):
        Store.open(users.store.path)


def test_two_who_write_at_once_both_get_their_turn(users: Users) -> None:
    other = Users(Store.open(users.store.path), Passwords(CHEAP), Clock())
    other.add("jan", "reader", PASSWORD)
    users.add("mia", "reader", PASSWORD)
    assert {"jan", "mia"} <= {one.name for one in other.all()}
    other.close()


# The command


class RunUsers(Run):
    """Runs `depesche users` over the record crisis.db; no password may be shown."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        super().__init__(monkeypatch, capsys)
        self.record = folder / "crisis.db"

    def __call__(self, *arguments: object, stdin: bytes | str = b"", record: bool = True) -> Outcome:
        place = ("--record", self.record) if record else ()
        outcome = super().__call__("users", *arguments, *place, stdin=stdin)
        assert PASSWORD not in outcome.out + outcome.err
        return outcome

    def users(self) -> Users:
        """What is in the file now."""
        return Users(Store.open(beside(str(self.record))), Passwords(CHEAP))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunUsers:
    monkeypatch.setattr(passwords, "PasswordHasher", lambda: CHEAP)
    for name in ("DEPESCHE_RECORD", "DEPESCHE_USERS"):
        monkeypatch.delenv(name, raising=False)
    Record.open(tmp_path / "crisis.db").close()
    return RunUsers(tmp_path, monkeypatch, capsys)


def test_a_user_from_the_first_day_to_the_last(run: RunUsers) -> None:
    added = run("add", "vera", "--role", "reviewer", stdin=f"{PASSWORD}\n")
    assert (added.code, added.out) == (0, "vera: added as reviewer\n")
    assert run.users().of_password("vera", PASSWORD)
    token = run("token", "vera", "--days", "30")
    assert token.out.strip().isascii()
    assert "\n" not in token.out.strip()
    assert "not shown again" in token.err
    assert run.users().of_token(token.out.strip())
    listed = run("list").out
    assert token.out.strip() not in listed
    assert "vera  reviewer" in listed
    assert run("role", "vera", "admin").code == 0
    assert run("password", "vera", stdin="ganz andere worte hier\r\n").code == 0
    assert run.users().of_password("vera", "ganz andere worte hier")
    assert run("revoke", "vera").out == "vera: 1 sessions and tokens ended\n"
    assert not run.users().of_token(token.out.strip())
    assert run("remove", "vera").code == 0
    assert run.users().all() == []


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "words"),
    [
        (("add", "vera", "--role", "boss"), PASSWORD, 1, "reader, reviewer, admin"),
        (("add", "vera"), "kurz\n", 1, "too short"),
        (("add", "vera"), "", 2, "no password came in on standard input"),
        (("add", "\u202e"), PASSWORD, 1, "can be seen"),
        (("add", "vera", "hafen"), "", 2, "hafen"),
        (("add", "vera", "--password", "x"), "", 2, "No such option"),
        (("remove", "vera"), "", 1, "depesche users add NAME"),
        (("list",), "", 1, "depesche users add NAME"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_makes_no_file(
    run: RunUsers, arguments: tuple[str, ...], stdin: str, code: int, words: str
) -> None:
    done = run(*arguments, stdin=stdin)
    assert (done.code, done.out) == (code, "")
    assert len(done.err.splitlines()) == 1
    assert words in done.err
    assert not beside(str(run.record)).exists()


def test_users_of_a_record_that_is_not_there(run: RunUsers) -> None:
    run.record = run.record.with_name("kirsis.db")
    done = run("add", "vera", stdin=PASSWORD)
    assert (done.code, done.out) == (1, "")
    assert "there is no record" in done.err
    assert not beside(str(run.record)).exists()


def test_whose_users_they_are_must_be_said(run: RunUsers) -> None:
    done = run("list", record=False)
    assert done.code == 2
    assert "--record FILE" in done.err


def test_the_file_of_users_may_lie_elsewhere(run: RunUsers, tmp_path: Path) -> None:
    file = str(tmp_path / "people")
    assert run("add", "vera", "--users", file, stdin=PASSWORD, record=False).code == 0
    assert "vera" in run("list", "--users", file, record=False).out
    assert not beside(str(run.record)).exists()


def test_a_desk_for_others_without_users_says_how_to_add_one(
    run: RunUsers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["depesche", "serve", "--record", str(run.record), "--host", "0.0.0.0", "--port", "0"]
    for more in ([], ["--login"]):
        monkeypatch.setattr(sys, "argv", command + more)
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = capsys.readouterr()
        assert (stopped.value.code, out) == (1, "")
        assert len(err.splitlines()) == 1
        assert f"depesche users add NAME --role admin --record {run.record}" in err


@pytest.mark.parametrize(
    "address", ["desk.example", "ftp://desk.example", "https://desk.example/desk", "https://[", ""]
)
def test_a_public_address_that_is_none(
    run: RunUsers, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    command = ["depesche", "serve", "--record", str(run.record), "--public-address", address]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "is no address of a desk" in capsys.readouterr().err


class Terminal(io.TextIOWrapper):
    """Standard input where somebody sits."""

    def isatty(self) -> bool:
        return True


def test_a_password_is_asked_for_twice_at_a_terminal(run: RunUsers, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def prompt(text: str, **options: object) -> str:
        asked.append((text, options["hide_input"], options["confirmation_prompt"]))
        return PASSWORD

    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr(sys, "argv", ["depesche", "users", "add", "vera", "--record", str(run.record)])
    monkeypatch.setattr(sys, "stdin", Terminal(io.BytesIO()))
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 0
    assert asked == [("Password", True, True)]
    assert run.users().of_password("vera", PASSWORD)
