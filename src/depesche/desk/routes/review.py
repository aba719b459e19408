"""What waits for a decision, and how far reviewers agree."""

from typing import Annotated

from fastapi import Query
from pydantic import TypeAdapter

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import Agreement, Disagreement, Page, Reviewer, Waiter
from depesche.desk.models.values import Source
from depesche.desk.paging import CursorText, cursor_of, place_of
from depesche.desk.routes.making import Limit, reading_router
from depesche.desk.shaping import acts_of, names_of_acts
from depesche.record.agreement import agreement, reviewers
from depesche.record.questions.waiting import waiting

router = reading_router("review")
Turn = TypeAdapter[tuple[float | None, int]](tuple[float | None, int])
Name = Annotated[str, Query(min_length=1, max_length=300)]


@router.get("/review")
def list_waiting(desk: TheDesk, wanted: Wanted, cursor: CursorText = None, limit: Limit = 20) -> Page[Waiter]:
    """Acts that nobody has decided about, the least certain first; `total` is what is left."""
    found = waiting(desk.record, desk.filter(wanted), limit=limit, after=place_of(cursor, Turn))
    acts = [one.act for one in found.acts]
    items = [
        Waiter(
            act=act,
            source=Source.of(one.source),
            before=one.before,
            after=one.after,
            sources=one.sources,
        )
        for one, act in zip(found.acts, acts_of(desk.record, acts), strict=True)
    ]
    names = names_of_acts(desk.record, acts)
    return Page[Waiter](items=items, next=cursor_of(found.after), total=found.left, names=names)


@router.get("/review/reviewers")
def list_reviewers(desk: TheDesk) -> Page[Reviewer]:
    """Who has decided about acts, and about how many."""
    found = reviewers(desk.record)
    items = [Reviewer(name=name, acts=number) for name, number in found.items()]
    return Page[Reviewer](items=items, total=len(items))


@router.get("/review/agreement")
def get_agreement(desk: TheDesk, first: Name, second: Name) -> Agreement:
    """How far two reviewers agree on the acts both have decided about."""
    found = agreement(desk.record, first, second)
    said = [Disagreement(act=one.act, first=one.first, second=one.second) for one in found.disagreements]
    return Agreement(acts=found.acts, same=found.same, alpha=found.alpha, disagreements=said)
