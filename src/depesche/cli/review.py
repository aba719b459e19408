"""`depesche review`: through the least certain acts, one after the other, at the keyboard."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, Wanted, command
from depesche.cli.deciding import WhoOption, name_of

if TYPE_CHECKING:
    from collections.abc import Callable


def _review(
    ask: Ask,
    who: WhoOption = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many acts.")
    ] = 50,
) -> None:
    """Look through acts at the keyboard, the least certain first.

    Each is shown with its sentence; a key confirms, rejects or changes it, and everything can be undone.
    """
    from depesche.cli.output import console_for
    from depesche.cli.reviewing import Reviewing

    Reviewing(ask.record, name_of(who), console_for(sys.stdout)).walk(ask.wanted, limit)


def _run(walk: Callable[[Ask], None], wanted: Wanted) -> int:
    from depesche.record.record import Record

    with Record.open(wanted.record, create=False) as record:
        walk(Ask(record, wanted.filter(record)))
    return 0


review = command(_review, Wanted, _run)
