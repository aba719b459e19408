"""Matters: those that are there, and one with what is held on it."""

from typing import Annotated

from fastapi import Path, Query, Response

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import MatterShown, Page, Share
from depesche.desk.models.values import Decision, Matter, Names
from depesche.desk.paging import CursorText, Rank, cursor_of, place_of
from depesche.desk.refusals import refusal_of
from depesche.desk.routes.making import Limit, reading_router
from depesche.desk.shaping import cells_of, history_of, stances_of, versions_of
from depesche.errors import RecordError
from depesche.record.questions.listed import matters
from depesche.record.questions.matter import matter
from depesche.record.record import Record
from depesche.record.types import Filter

router = reading_router("matters", kept=True)
MatterName = Annotated[str, Path(max_length=300, description="Id or name of a matter.")]


@router.get("/matters", response_model=Page[Matter])
def list_matters(
    desk: TheDesk,
    cursor: CursorText = None,
    q: Annotated[str, Query(max_length=200, description="Words of its name.")] = "",
    limit: Limit = 100,
) -> Response:
    """Matters, those with most acts first."""
    place = place_of(cursor, Rank)
    return desk.kept(("matters", q, limit, place), lambda: _page(desk.record, q, limit, place))


def _page(record: Record, q: str, limit: int, place: tuple[int, str] | None) -> Page[Matter]:
    found = matters(record, q, limit=limit, after=place)
    known = versions_of(record, "matter", [one.id for one in found.matters])
    items = [Matter.of(one, known) for one in found.matters]
    return Page[Matter](items=items, next=cursor_of(found.after), total=found.total)


@router.get("/matters/{name}", response_model=MatterShown)
def get_matter(desk: TheDesk, wanted: Wanted, name: MatterName) -> Response:
    """A matter, what each party holds on it now, and what all have held over time."""
    wished = desk.filter(wanted)
    try:
        return desk.kept(("matter", name, wished), lambda: _shown(desk.record, name, wished))
    except RecordError as error:
        raise refusal_of(error, "matter") from None


def _shown(record: Record, name: str, wanted: Filter) -> MatterShown:
    found = matter(record, name, wanted)
    known = versions_of(record, "matter", [found.matter.id])
    return MatterShown(
        matter=Matter.of(found.matter, known),
        parties=[Share(party=party, events=events) for party, events in found.parties],
        cells=cells_of(record, found.cells),
        positions=stances_of(record, found.positions),
        history=history_of(record, found.history),
        names=Names.of(found.names),
    )


@router.get("/matters/{name}/history")
def list_matter_history(desk: TheDesk, name: MatterName) -> Page[Decision]:
    """What was decided about a matter, the oldest first."""
    key = desk.record.find_matter(name)
    found = history_of(desk.record, desk.record.history("matter", key))
    return Page[Decision](items=found, total=len(found))
