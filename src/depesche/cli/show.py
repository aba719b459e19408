"""`depesche show`: one act with the sentence around it, its witnesses, its history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, telling

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


@telling
def show(
    ask: Ask,
    id: Annotated[  # noqa: A002
        str,
        typer.Argument(metavar="ID", show_default=False, help="As in the lists; its first characters do."),
    ],
) -> Answer:
    """One act with all that belongs to it.

    The sentence around it, its witnesses and their differences, its exchanges, its history.
    """
    from depesche.record.questions import show as answer

    return answer(ask.record, id)
