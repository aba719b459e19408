"""The command line: one file per command, each a thin wrapper of a function.

`main` is the entry point. Whatever goes wrong is one line on standard error: exit code 1 when something could not
be read, 2 for wrong usage, 130 when interrupted.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from depesche import __version__
from depesche.cli.add import add
from depesche.cli.backup import backup
from depesche.cli.board import board
from depesche.cli.brief import brief
from depesche.cli.commitments import commitments
from depesche.cli.decide import decide
from depesche.cli.exchanges import exchanges
from depesche.cli.explain import explain
from depesche.cli.export import export
from depesche.cli.imports import imports
from depesche.cli.output import BROKEN_PIPE
from depesche.cli.party import party
from depesche.cli.read import read
from depesche.cli.reread import reread
from depesche.cli.review import review
from depesche.cli.search import search
from depesche.cli.serve import serve
from depesche.cli.show import show
from depesche.cli.timeline import timeline
from depesche.cli.users import users
from depesche.errors import DepescheError
from depesche.reading.once import garbage_searched_seldom
from depesche.render.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable

WRONG_USAGE = 2
INTERRUPTED = 130

app = typer.Typer(
    name="depesche",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS: dict[str, Callable[..., int]] = {
    "read": read,
    "explain": explain,
    "add": add,
    "reread": reread,
    "board": board,
    "timeline": timeline,
    "exchanges": exchanges,
    "commitments": commitments,
    "search": search,
    "party": party,
    "brief": brief,
    "show": show,
    "review": review,
    "export": export,
    "import": imports,
    "backup": backup,
    "serve": serve,
}
for _name, _command in _COMMANDS.items():
    app.command(_name)(_command)
app.add_typer(decide, name="decide", help="Decide about entries: confirm, reject, edit, merge, undo …")
app.add_typer(users, name="users", help="Who may use the desk: add, list, remove, password, token …")

# Typer carries a copy of Click or takes the installed one, by its version; this is ClickException in either.
_UsageError = typer.BadParameter.__mro__[2]


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"depesche {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Read news about a crisis: who does what to whom, when, and on which condition."""


def main() -> None:
    """Run the command line and exit."""
    with garbage_searched_seldom():
        code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        code = BROKEN_PIPE
    sys.exit(code)


def _run() -> int:
    """Run a command; its exit code."""
    try:
        result = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return _say("interrupted", INTERRUPTED)
    except DepescheError as error:
        return _say(str(error), 1)
    except Exception as error:
        return _failed(error)
    if result == INTERRUPTED:  # what newer versions of Typer make of KeyboardInterrupt
        return _say("interrupted", INTERRUPTED)
    return result if isinstance(result, int) else 0


def _failed(error: Exception) -> int:
    """Wrong usage, a full disk and the like, or a fault of ours: one line for people, the rest on request."""
    if isinstance(error, _UsageError):
        return _say_usage(error)
    if os.environ.get("DEPESCHE_DEBUG"):
        raise error
    if isinstance(error, OSError):
        return _say(str(error), 1)
    return _say(f"internal error: {error!r}; set DEPESCHE_DEBUG=1 for the details and report it", 1)


def _say_usage(error: Exception) -> int:
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    if message.lstrip().startswith("Usage:"):  # no command at all: the help itself
        print(message, file=sys.stderr)
        return WRONG_USAGE
    command = next((one for one in sys.argv[1:2] if one in {*_COMMANDS, "decide", "users"}), "read")
    return _say(f"{message} (depesche {command} --help lists the options)", WRONG_USAGE)


def _say(message: str, code: int) -> int:
    print(f"depesche: {clean(message)}", file=sys.stderr)
    return code


def _silence() -> None:
    """Nobody reads on: what is left in the buffer goes nowhere, so that Python says nothing at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
