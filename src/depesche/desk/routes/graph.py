"""The graph of the parties: who does what toward whom."""

from typing import Annotated

from fastapi import Query, Response

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Edge, Graph
from depesche.desk.models.values import Names, Party
from depesche.desk.routes.making import reading_router
from depesche.record.questions.graph import graph
from depesche.record.record import Record
from depesche.record.types import Filter

router = reading_router("graph", kept=True)


@router.get("/graph", response_model=Graph)
def get_graph(desk: TheDesk, wanted: Wanted, parties: Annotated[int, Query(ge=1, le=200)] = 30) -> Response:
    """The busiest parties and what goes between them, by kind."""
    wished = desk.filter(wanted)
    return desk.kept(("graph", wished, parties), lambda: _graph(desk.record, wished, parties))


def _graph(record: Record, wanted: Filter, parties: int) -> Graph:
    found = graph(record, wanted, parties=parties)
    return Graph(
        nodes=[Party(id=one.id, name=one.name, kind=one.kind, events=one.events) for one in found.nodes],
        edges=[
            Edge(**{"from": one.source, "to": one.target}, events=one.events, kinds=dict(one.kinds))
            for one in found.edges
        ],
        left_out=found.left_out,
        names=Names.of(found.names),
    )
