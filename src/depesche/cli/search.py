"""`depesche search`: events by the words in which they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, LimitOption, asking

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


@asking
def search(
    ask: Ask,
    query: Annotated[
        str,
        typer.Argument(
            metavar="WORDS",
            show_default=False,
            help='Words in any form; "…" keeps them together, -word must not be there, or (oder) parts alternatives.',
        ),
    ],
    limit: LimitOption = 30,
) -> Answer:
    """Find events by the words in which they are told."""
    from depesche.record.questions import search as answer

    return answer(ask.record, query, ask.wanted, limit=limit)
