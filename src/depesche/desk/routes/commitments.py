"""Commitments: what was threatened, offered or announced on a condition."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Path, Query, Response
from pydantic import TypeAdapter

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import CommitmentPage, OneCommitment
from depesche.desk.models.values import Names
from depesche.desk.paging import CursorText, cursor_of, place_of
from depesche.desk.refusals import Refusal
from depesche.desk.routes.making import Limit, reading_router
from depesche.desk.shaping import commitments_of
from depesche.record.questions.commitments import commitments_with, events_of_commitments, last_day
from depesche.record.questions.lookup import names_of
from depesche.record.questions.pages import CommitmentsPage, commitments_page
from depesche.record.record import Record
from depesche.record.types import CommitmentStatus

router = reading_router("commitments", kept=True)
Spot = TypeAdapter[tuple[int, tuple[date | None, str]]](tuple[int, tuple[date | None, str]])


@router.get("/commitments", response_model=CommitmentPage)
def list_commitments(
    desk: TheDesk,
    wanted: Wanted,
    cursor: CursorText = None,
    status: Annotated[list[CommitmentStatus], Query(max_length=10)] = [],  # noqa: B006
    order: Annotated[Literal["pending", "newest"], Query()] = "pending",
    limit: Limit = 30,
) -> Response:
    """Commitments, the pending ones first, as things stood on `to` or the record's last day."""
    wished, place, pending_first = desk.filter(wanted), place_of(cursor, Spot), order == "pending"
    statuses = tuple(dict.fromkeys(status))
    return desk.kept(
        ("commitments", wished, statuses, place, pending_first, limit),
        lambda: _page(
            desk.record,
            commitments_page(
                desk.record, wished, statuses=statuses, pending_first=pending_first, limit=limit, after=place
            ),
        ),
    )


def _page(record: Record, found: CommitmentsPage) -> CommitmentPage:
    return CommitmentPage(
        items=commitments_of(record, found.lines),
        next=cursor_of(found.after),
        day=found.day,
        names=Names.of(found.names),
    )


@router.get("/commitments/{id}")
def get_commitment(
    desk: TheDesk,
    key: Annotated[
        str, Path(alias="id", max_length=200, description="Id of its act or event, or its beginning.")
    ],
) -> OneCommitment:
    """One commitment, and what (perhaps) settled it."""
    event = desk.record.event(key)
    lines = [one for one in commitments_with(desk.record, event.id) if one.commitment.id == event.id]
    if not lines:
        raise Refusal(
            404, "not_found", f"{event.id} is no commitment", hint="GET /api/v1/commitments lists them"
        )
    names = names_of(desk.record, events_of_commitments(lines))
    with desk.record.connect() as connection:
        day = last_day(connection)
    return OneCommitment(commitment=commitments_of(desk.record, lines)[0], day=day, names=Names.of(names))
