"""The board: what each party now holds on each matter."""

from typing import Annotated

from fastapi import Query, Response

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Board, LeftOut
from depesche.desk.models.values import Names
from depesche.desk.routes.making import reading_router
from depesche.desk.shaping import cells_of
from depesche.record.questions import board
from depesche.record.record import Record
from depesche.record.types import Filter

router = reading_router("board", kept=True)
Number = Annotated[int, Query(ge=1, le=40)]


@router.get("/board", response_model=Board)
def get_board(desk: TheDesk, wanted: Wanted, parties: Number = 8, matters: Number = 8) -> Response:
    """The busiest parties by the busiest matters, or those that are wanted."""
    wished = desk.filter(wanted)
    return desk.kept(
        ("board", wished, parties, matters), lambda: _board(desk.record, wished, parties, matters)
    )


def _board(record: Record, wanted: Filter, parties: int, matters: int) -> Board:
    found = board(record, wanted, parties=parties, matters=matters)
    return Board(
        parties=list(found.parties),
        matters=list(found.matters),
        cells=cells_of(record, found.cells),
        since=found.since,
        until=found.until,
        left_out=LeftOut(parties=found.left_out[0], matters=found.left_out[1]),
        names=Names.of(found.names),
    )
