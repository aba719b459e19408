"""`depesche party`: who a party is, what it has held, where it changed its mind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, LimitOption, asking

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


@asking
def party(
    ask: Ask,
    name: Annotated[
        str, typer.Argument(metavar="NAME", show_default=False, help="One of its names, or its id.")
    ],
    limit: LimitOption = 60,
) -> Answer:
    """Who a party is and what it has held.

    Its names and persons, its positions over time, its changes of position.
    """
    from depesche.record.questions import party as answer

    return answer(ask.record, name, ask.wanted, limit=limit)
