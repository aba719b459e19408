"""`depesche users`: who may use the desk, one command for each thing to do about them.

A password comes by prompt or as the first line of standard input, never as an argument, which others could see.
"""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.serve import UsersOption  # noqa: TC001 (Typer reads the annotations)

if TYPE_CHECKING:
    from pathlib import Path

    from depesche.desk.security.users import Users

users = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
RecordOption = Annotated[
    str | None,
    typer.Option(
        "--record",
        "-r",
        metavar="FILE",
        envvar="DEPESCHE_RECORD",
        show_envvar=True,
        show_default=False,
        help="The record whose users they are; not needed where their file is named.",
    ),
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
_ROLES = "reader (reads), reviewer (also adds and decides) or admin (may do all)."


@users.command()
def add(
    name: NameArgument,
    role: Annotated[str, typer.Option(metavar="ROLE", help=_ROLES)] = "reader",
    record: RecordOption = None,
    file: UsersOption = None,
) -> int:
    """Let somebody use the desk; the password is asked for, or read from standard input."""
    from depesche.desk.security.passwords import checked
    from depesche.desk.security.users import Users, check_new

    place = _place(record, file)
    check_new(name, role)  # before anybody types a password
    password = checked(_password(), name)  # before a file is made
    with closing(Users.open(place, create=True)) as kept:
        made = kept.add(name, role, password)
    print(f"{made.name}: added as {made.role.name}")
    return 0


@users.command("list")
def list_users(record: RecordOption = None, file: UsersOption = None) -> int:
    """Show who may use the desk."""
    from rich.table import Table
    from rich.text import Text

    from depesche.cli.output import console_for

    with closing(_users(record, file)) as kept:
        found = kept.all()
    table = Table("name", "role", "added", "last login", "sessions", "tokens", "", box=None)
    for one in found:
        days = (_day(one.added), _day(one.seen))
        shut = "disabled" if one.disabled else ""
        table.add_row(Text(one.name), one.role.name, *days, str(one.sessions), str(one.tokens), shut)
    console_for(sys.stdout).print(table)
    return 0


@users.command()
def remove(name: NameArgument, record: RecordOption = None, file: UsersOption = None) -> int:
    """Take a user out, with all sessions and tokens; what they have decided stays in the record."""
    with closing(_users(record, file)) as kept:
        kept.remove(name)
    print(f"{name}: removed")
    return 0


@users.command()
def role(
    name: NameArgument,
    role: Annotated[str, typer.Argument(metavar="ROLE", show_default=False, help=_ROLES)],
    record: RecordOption = None,
    file: UsersOption = None,
) -> int:
    """Let a user do more or less."""
    with closing(_users(record, file)) as kept:
        kept.set_role(name, role)
    print(f"{name}: {role}")
    return 0


@users.command()
def disable(name: NameArgument, record: RecordOption = None, file: UsersOption = None) -> int:
    """Shut a user out, tokens too; all their sessions end. `enable` lets them in again."""
    with closing(_users(record, file)) as kept:
        kept.set_disabled(name, True)
    print(f"{name}: disabled; all sessions ended")
    return 0


@users.command()
def enable(name: NameArgument, record: RecordOption = None, file: UsersOption = None) -> int:
    """Let a user in again who was shut out."""
    with closing(_users(record, file)) as kept:
        kept.set_disabled(name, False)
    print(f"{name}: enabled")
    return 0


@users.command()
def password(name: NameArgument, record: RecordOption = None, file: UsersOption = None) -> int:
    """Give a user a new password, asked for or read from standard input; all their sessions end."""
    with closing(_users(record, file)) as kept:
        kept.one(name)
        kept.set_password(name, _password())
    print(f"{name}: new password; all sessions ended")
    return 0


@users.command()
def token(
    name: NameArgument,
    days: Annotated[int, typer.Option(metavar="N", min=1, max=3650, help="How long it is good.")] = 365,
    record: RecordOption = None,
    file: UsersOption = None,
) -> int:
    """Make an API token for a user's programs; it is shown this once."""
    with closing(_users(record, file)) as kept:
        made = kept.add_token(name, days)
    print(
        f"{name}: keep this token safe, it is not shown again; good until {_day(made.ends)}", file=sys.stderr
    )
    print(made.secret)
    return 0


@users.command()
def revoke(name: NameArgument, record: RecordOption = None, file: UsersOption = None) -> int:
    """End all sessions and tokens of a user."""
    with closing(_users(record, file)) as kept:
        ended = kept.revoke(name)
    print(f"{name}: {ended} sessions and tokens ended")
    return 0


def _users(record: str | None, file: Path | None) -> Users:
    """The users of a record. Raises `NoRecord` where it is none, `UsersError`."""
    from depesche.desk.security.users import Users

    return Users.open(_place(record, file))


def _place(record: str | None, file: Path | None) -> Path:
    from depesche.desk.security.opening import file_of_users

    if file is None and record is None:
        raise typer.BadParameter("say whose users they are, with --record FILE")
    if file is None:
        _check_record(str(record))
    return file_of_users(str(record), file)


def _check_record(record: str) -> None:
    """So that a slip of the pen makes no users that no desk will ever ask for."""
    from depesche.record.database import Database, check_file

    path = Database.at(record).path
    if path is not None:
        check_file(path, create=False)


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise typer.BadParameter("no password came in on standard input")
    return line


def _day(seconds: float | None) -> str:
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).date().isoformat()
