"""`depesche board`: what each party now holds on each matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, asking

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer

_Number = Annotated[
    int, typer.Option(metavar="N", min=1, max=500, help="At most so many, the busiest first.")
]


@asking
def board(ask: Ask, parties: _Number = 8, matters: _Number = 8) -> Answer:
    """What each party now holds on each matter.

    --since marks what is new since a day, --until shows the board as it stood on one.
    """
    from depesche.record.questions import board as answer

    return answer(ask.record, ask.wanted, parties=parties, matters=matters)
