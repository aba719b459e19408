"""Which functions draw which answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.record.questions.results import (
    Board,
    Brief,
    Commitments,
    Exchanges,
    Found,
    Profile,
    Shown,
    Timeline,
)
from depesche.render.answers import board, exchanges, lists, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from depesche.render.answers.parts import Row
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Sheet

Answer = Board | Brief | Commitments | Exchanges | Found | Profile | Shown | Timeline

_DRAWN: dict[type, tuple[Callable[..., Sheet], Callable[..., Iterator[Row]]]] = {
    Board: (board.board_sheet, board.board_rows),
    Brief: (pages.brief_sheet, pages.brief_rows),
    Commitments: (exchanges.commitments_sheet, exchanges.commitments_rows),
    Exchanges: (exchanges.exchanges_sheet, exchanges.exchanges_rows),
    Found: (lists.found_sheet, lists.found_rows),
    Profile: (pages.profile_sheet, pages.profile_rows),
    Shown: (pages.shown_sheet, pages.shown_rows),
    Timeline: (lists.timeline_sheet, lists.timeline_rows),
}


def sheet_of(answer: Answer, labels: RecordLabels) -> Sheet:
    """What people see of an answer."""
    return _DRAWN[type(answer)][0](answer, labels)


def rows_of(answer: Answer) -> Iterator[Row]:
    """An answer as rows that all have the same columns, for CSV."""
    return _DRAWN[type(answer)][1](answer)
