"""`depesche brief`: what a reader must know since a day, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, asking

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


@asking
def brief(
    ask: Ask,
    matters: Annotated[int, typer.Option(metavar="N", min=1, max=100, help="The busiest matters.")] = 6,
) -> Answer:
    """What a reader must know since a day, on one page.

    New events by matter, changed positions, open demands, pending conditions, days ahead; needs --since DATE.
    """
    if ask.wanted.since is None:
        raise typer.BadParameter("a brief needs the day it begins with: --since 2022-01-27")
    from depesche.record.questions import brief as answer

    return answer(ask.record, ask.wanted.since, ask.wanted, matters=matters)
