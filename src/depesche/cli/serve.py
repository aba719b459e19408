"""`depesche serve`: the desk, for a browser."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import typer

from depesche.cli.asking import RecordOption, options_of, with_options
from depesche.cli.read import PartiesOption  # noqa: TC001 (Typer reads the annotations)

_HOST, _PORT = "127.0.0.1", 8765
UsersOption = Annotated[
    Path | None,
    typer.Option(
        "--users",
        metavar="FILE",
        envvar="DEPESCHE_USERS",
        show_envvar=True,
        show_default=False,
        help="The file of users; beside the record if not given.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    record: RecordOption
    new: Annotated[bool, typer.Option("--new", help="Begin an empty record where there is none yet.")] = False
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to answer; all but this machine's own needs users.")
    ] = _HOST
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65_535, help="0 takes any free one.")] = _PORT
    parties: PartiesOption = None
    login: Annotated[bool, typer.Option("--login", help="Ask for a login on this machine too.")] = False
    users: UsersOption = None
    public_address: Annotated[
        str | None, typer.Option(metavar="URL", help="Where others find it behind a proxy: https://…")
    ] = None
    proxy: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help="The proxy whose word is taken on who asks, if not on this machine."
        ),
    ] = None
    allowed_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name that it answers to; may be given several times."),
    ] = None
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Add articles from addresses in private networks too.")
    ] = False


def _serve() -> None:
    """Open the desk: the record in a browser.

    It answers on this machine alone, until you stop it with Ctrl+C; for others see docs/security.md.
    """


def _run(given: dict[str, Any]) -> int:
    from depesche.desk.serving import serve as run
    from depesche.desk.settings import Settings

    allowed, private = given.pop("allowed_host"), given.pop("allow_private")
    _check_address(given["public_address"])
    _begin(given["record"], new=given.pop("new"))
    run(Settings(**given, allowed_hosts=tuple(allowed or ()), private_addresses=private), say=_say)
    return 0


def _begin(record: str, *, new: bool) -> None:
    """See that there is a record, an empty one if it is to be `new`."""
    from depesche.errors import NoRecord
    from depesche.record.record import Record

    try:
        Record.open(record, create=new).close()
    except NoRecord as error:
        if new:
            raise
        raise NoRecord(
            f"{error}; or begin an empty one at the desk: depesche serve --new --record …"
        ) from None


def _check_address(address: str | None) -> None:
    try:
        parts = urlsplit("http://desk" if address is None else address)
        is_one = parts.scheme in {"http", "https"} and parts.hostname and parts.path in {"", "/"}
    except ValueError:
        is_one = False
    if not is_one:
        raise typer.BadParameter(
            f"{address!r} is no address of a desk; write it as https://desk.example, without a path"
        )


def _say(line: str) -> None:
    """The address on standard output, for whoever starts it; all else on standard error."""
    out = sys.stdout if line.startswith("http://") else sys.stderr
    print(line, file=out, flush=True)


serve = with_options(_serve, options_of(_Options), _run)
