"""The stream of what changes, as server-sent events."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Annotated

from fastapi import Header, Request
from fastapi.responses import StreamingResponse

from depesche.desk.access import Gate
from depesche.desk.feed import Feed, Told
from depesche.desk.hub import TheDesk
from depesche.desk.refusals import Refusal
from depesche.desk.routes.making import router as made

router = made("events")
_QUIET = 15.0  # seconds after which a comment keeps the connection open


@router.get(
    "/events",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/event-stream": {}}, "description": "Events without end"}},
)
async def stream_events(
    request: Request,
    desk: TheDesk,
    last: Annotated[str | None, Header(alias="Last-Event-ID", max_length=100)] = None,
) -> StreamingResponse:
    """What changes in the record, whoever changes it."""
    return StreamingResponse(
        _stream(desk.feed, last, partial(_is_here, desk.gate, request)),
        media_type="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )


async def _is_here(gate: Gate, request: Request) -> bool:
    """Whether whoever listens may still do so."""
    try:
        return await gate.user(request) is not None
    except Refusal:
        return False


async def _stream(feed: Feed, last: str | None, is_here: Callable[[], Awaitable[bool]]) -> AsyncIterator[str]:
    async with feed.listening(last) as queue:
        while True:
            written: str | None = ": still here\n\n"
            with suppress(TimeoutError):
                told = await asyncio.wait_for(queue.get(), _QUIET)
                written = _written(told) if told else None
            if written is None or not await is_here():
                return
            yield written


def _written(told: Told) -> str:
    return f"id: {told.id}\nevent: {told.event}\ndata: {told.data}\n\n"
