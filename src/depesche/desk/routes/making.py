"""How the routers are made: who may ask, what errors look like, when an answer is still fresh.

Public: `reading_router(tag, kept=…)`, `router(tag)`, `answers(…)`, `known_only`, `Limit`.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from depesche.desk.access import Role, require
from depesche.desk.hub import fresh, kept_fresh
from depesche.desk.paging import MOST
from depesche.desk.refusals import ANSWERS, Refusal

_COMMON = (401, 403, 404, 422, 503)


async def known_only(request: Request) -> None:
    """Refuse a query parameter that is none of the endpoint's: it was meant to do something."""
    route = request.scope.get("route")
    if not request.query_params or not isinstance(route, APIRoute):
        return
    known = tuple(dict.fromkeys(_parameters(route.dependant)))
    strange = next((name for name in request.query_params if name not in known), None)
    if strange is not None:
        hint = f"there are: {', '.join(known)}" if known else "there are none here"
        raise Refusal(
            422, "invalid", f"there is no parameter {strange[:60]!r}", hint=hint, field=strange[:60]
        )


def _parameters(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for part in dependant.dependencies:
        yield from _parameters(part)


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that an endpoint may answer with, beside those that all may."""
    return {status: ANSWERS[status] for status in statuses}


def router(tag: str) -> APIRouter:
    """A router for whoever is logged in; its endpoints say what further role they take."""
    return APIRouter(
        tags=[tag],
        dependencies=[Depends(require(Role.reader)), Depends(known_only)],
        responses=answers(400, *_COMMON),
    )


def reading_router(tag: str, *, kept: bool = False) -> APIRouter:
    """A router of questions to the record, whose answers stay good until it changes; `kept` ones a little longer."""
    return APIRouter(
        tags=[tag],
        dependencies=[
            Depends(require(Role.reader)),
            Depends(known_only),
            Depends(kept_fresh if kept else fresh),
        ],
        responses=answers(400, *_COMMON),
    )


Limit = Annotated[int, Query(ge=1, le=MOST, description="At most so many entries.")]
