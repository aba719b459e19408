"""`depesche exchanges`: demands and offers with their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, LimitOption, asking

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


@asking
def exchanges(
    ask: Ask,
    open_only: Annotated[bool, typer.Option("--open", help="Only those without a settling answer.")] = False,
    limit: LimitOption = 50,
) -> Answer:
    """Who demanded or offered what, and how it was answered."""
    from depesche.record.questions import exchanges as answer

    return answer(ask.record, ask.wanted, statuses=("open",) if open_only else (), limit=limit)
