"""Exchanges: demands and offers with their answers."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Path, Query, Response
from pydantic import TypeAdapter

from depesche.desk.filters import Wanted
from depesche.desk.hub import TheDesk
from depesche.desk.models.answers import OneExchange, Page
from depesche.desk.models.values import Exchange, Names
from depesche.desk.paging import CursorText, cursor_of, place_of
from depesche.desk.refusals import Refusal
from depesche.desk.routes.making import Limit, reading_router
from depesche.record.questions.exchanges import events_of_exchanges, exchanges_with
from depesche.record.questions.lookup import names_of
from depesche.record.questions.pages import ExchangesPage, exchanges_page
from depesche.record.types import ExchangeStatus

router = reading_router("exchanges", kept=True)
Spot = TypeAdapter[tuple[int, tuple[date | None, str]]](tuple[int, tuple[date | None, str]])


@router.get("/exchanges", response_model=Page[Exchange])
def list_exchanges(
    desk: TheDesk,
    wanted: Wanted,
    cursor: CursorText = None,
    status: Annotated[list[ExchangeStatus], Query(max_length=10)] = [],  # noqa: B006
    order: Annotated[Literal["open", "newest"], Query()] = "open",
    limit: Limit = 30,
) -> Response:
    """Exchanges, the open ones first; with `to`, as they stood on that day."""
    wished, place, open_first = desk.filter(wanted), place_of(cursor, Spot), order == "open"
    statuses = tuple(dict.fromkeys(status))
    return desk.kept(
        ("exchanges", wished, statuses, place, open_first, limit),
        lambda: _page(
            exchanges_page(
                desk.record, wished, statuses=statuses, open_first=open_first, limit=limit, after=place
            )
        ),
    )


def _page(found: ExchangesPage) -> Page[Exchange]:
    items = [Exchange.of(line) for line in found.lines]
    return Page[Exchange](items=items, next=cursor_of(found.after), names=Names.of(found.names))


@router.get("/exchanges/{id}")
def get_exchange(
    desk: TheDesk,
    key: Annotated[
        str, Path(alias="id", max_length=200, description="Id of any act or event in it, or its beginning.")
    ],
) -> OneExchange:
    """One exchange with its answers."""
    event = desk.record.event(key)
    lines = exchanges_with(desk.record, event.id)
    if not lines:
        raise Refusal(
            404, "not_found", f"{event.id} is in no exchange", hint="GET /api/v1/exchanges lists them"
        )
    own = next((line for line in lines if line.exchange.id == event.id), lines[0])
    names = names_of(desk.record, events_of_exchanges([own]))
    return OneExchange(exchange=Exchange.of(own), names=Names.of(names))
