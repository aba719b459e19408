"""The timeline: what happened in the order of time, how much of it, and what lies ahead."""

from typing import Annotated, Literal

from fastapi import Query, Response

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Ahead, Bin, Density, Due, Lane, Page
from depesche.desk.models.values import Event, Names
from depesche.desk.paging import CursorText, Place, cursor_of, place_of
from depesche.desk.routes.making import Limit, reading_router
from depesche.record.questions.ahead import ahead
from depesche.record.questions.density import Bin as Counted
from depesche.record.questions.density import By, Size, density
from depesche.record.questions.listed import Events, events
from depesche.record.record import Record
from depesche.record.types import Filter

router = reading_router("timeline", kept=True)


@router.get("/timeline", response_model=Page[Event])
def get_timeline(
    desk: TheDesk,
    wanted: Wanted,
    cursor: CursorText = None,
    order: Annotated[Literal["oldest", "newest"], Query()] = "oldest",
    limit: Limit = 100,
) -> Response:
    """Events in the order of their days; those without a day come last."""
    place = place_of(cursor, Place)
    wished, newest = desk.filter(wanted), order == "newest"
    return desk.kept(
        ("timeline", wished, place, newest, limit),
        lambda: _page(events(desk.record, wished, limit=limit, after=place, newest=newest)),
    )


def _page(found: Events) -> Page[Event]:
    items = [Event.line(line) for line in found.lines]
    return Page[Event](items=items, next=cursor_of(found.after), names=Names.of(found.names))


@router.get("/timeline/density", response_model=Density)
def get_density(
    desk: TheDesk,
    wanted: Wanted,
    size: Annotated[Literal["auto"] | Size, Query(alias="bin", description="How long a bin is.")] = "auto",
    by: Annotated[By, Query(description="What makes a lane.")] = "none",
    lanes: Annotated[int, Query(ge=1, le=40)] = 8,
) -> Response:
    """How many events lie in each span of time, however many there are."""
    wished, chosen = desk.filter(wanted), None if size == "auto" else size
    return desk.kept(
        ("density", wished, by, lanes, chosen), lambda: _density(desk.record, wished, by, lanes, chosen)
    )


def _density(record: Record, wanted: Filter, by: By, lanes: int, size: Size | None) -> Density:
    found = density(record, wanted, by=by, lanes=lanes, size=size)
    return Density(
        bin=found.size,
        by=found.by,
        first=found.first,
        last=found.last,
        total=found.total,
        undated=found.undated,
        lanes=[
            Lane(id=lane.id, events=lane.events, bins=[_bin(one) for one in lane.bins])
            for lane in found.lanes
        ],
        left_out=found.left_out,
        names=Names.of(found.names),
    )


def _bin(one: Counted) -> Bin:
    return Bin(start=one.start, end=one.end, events=one.events, kinds=dict(one.kinds))


@router.get("/timeline/ahead", response_model=Ahead)
def get_ahead(desk: TheDesk, wanted: Wanted, limit: Limit = 20) -> Response:
    """Dates ahead and deadlines, the nearest first."""
    wished = desk.filter(wanted)
    return desk.kept(("ahead", wished, limit), lambda: _ahead(desk.record, wished, limit))


def _ahead(record: Record, wanted: Filter, limit: int) -> Ahead:
    found = ahead(record, wanted, limit=limit)
    dues = [Due(event=Event.line(due.line), day=due.day, why=due.why) for due in found.dues]
    return Ahead(items=dues, today=found.today, names=Names.of(found.names))
