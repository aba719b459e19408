"""`depesche timeline`: what happened, in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, LimitOption, asking

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


@asking
def timeline(
    ask: Ask,
    limit: LimitOption = 100,
    after: Annotated[str | None, typer.Option(metavar="ID", help="The page after this event.")] = None,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
) -> Answer:
    """What happened, in the order of time."""
    from depesche.record.questions import timeline as answer

    return answer(ask.record, ask.wanted, limit=limit, after=after, newest=newest)
