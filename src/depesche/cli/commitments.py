"""`depesche commitments`: what hangs on a condition, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, LimitOption, asking

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


@asking
def commitments(
    ask: Ask,
    pending: Annotated[bool, typer.Option("--pending", help="Only those that are still undecided.")] = False,
    limit: LimitOption = 50,
) -> Answer:
    """What hangs on a condition, and what became of it.

    Threats, offers and announcements; --until shows how they stood on a day.
    """
    from depesche.record.questions import commitments as answer

    return answer(ask.record, ask.wanted, statuses=("pending",) if pending else (), limit=limit)
