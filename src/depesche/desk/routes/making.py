"""How the routers are made: who may ask, what errors look like, when an answer is still fresh.

Public: `reading_router(tag, kept=…)`, `router(tag)`, `answers(…)`, `Limit`.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from depesche.desk.access import Role, require
from depesche.desk.hub import fresh, kept_fresh
from depesche.desk.paging import MOST
from depesche.desk.refusals import ANSWERS

_COMMON = (401, 403, 404, 422, 503)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that an endpoint may answer with, beside those that all may."""
    return {status: ANSWERS[status] for status in statuses}


def router(tag: str) -> APIRouter:
    """A router for whoever is logged in; its endpoints say what further role they take."""
    return APIRouter(
        tags=[tag], dependencies=[Depends(require(Role.reader))], responses=answers(400, *_COMMON)
    )


def reading_router(tag: str, *, kept: bool = False) -> APIRouter:
    """A router of questions to the record, whose answers stay good until it changes; `kept` ones a little longer."""
    return APIRouter(
        tags=[tag],
        dependencies=[Depends(require(Role.reader)), Depends(kept_fresh if kept else fresh)],
        responses=answers(400, *_COMMON),
    )


Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many entries.")]
