"""Acts: those that are there, and one with all that belongs to it."""

from typing import Annotated, Literal

from fastapi import Path, Query

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Page, Shown
from depesche.desk.models.values import Act, Decision
from depesche.desk.paging import CursorText, Place, cursor_of, place_of
from depesche.desk.routes.making import Limit, reading_router
from depesche.desk.shaping import acts_of, history_of, names_of_acts, shown_of
from depesche.record.questions import show
from depesche.record.questions.listed import acts

router = reading_router("acts")
ActId = Annotated[
    str, Path(alias="id", max_length=200, description="Id of an act or event, or its beginning.")
]


@router.get("/acts")
def list_acts(
    desk: TheDesk,
    wanted: Wanted,
    cursor: CursorText = None,
    order: Annotated[Literal["newest", "oldest"], Query()] = "newest",
    limit: Limit = 50,
) -> Page[Act]:
    """Acts in the order of their days; `limit` counts events, whose acts come together."""
    place = place_of(cursor, Place)
    found = acts(desk.record, desk.filter(wanted), limit=limit, after=place, newest=order == "newest")
    return Page[Act](
        items=acts_of(desk.record, found.acts),
        next=cursor_of(found.after),
        names=names_of_acts(desk.record, found.acts),
    )


@router.get("/acts/{id}")
def get_act(desk: TheDesk, key: ActId) -> Shown:
    """One act with the text around it, its witnesses, exchanges, commitments and history."""
    return shown_of(desk.record, show(desk.record, key))


@router.get("/acts/{id}/history")
def list_history(desk: TheDesk, key: ActId) -> Page[Decision]:
    """What was decided about an act, the oldest first."""
    act = desk.record.act(key)
    found = history_of(desk.record, desk.record.history("act", act.id))
    return Page[Decision](items=found, total=len(found))
