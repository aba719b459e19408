"""The desk as an ASGI app.

Public: `create_app(settings, gate=None)`.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from fastapi import FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware

from depesche import __version__
from depesche.desk.examples import add_examples
from depesche.desk.feed import Feed
from depesche.desk.guard import Guard
from depesche.desk.hub import Desk
from depesche.desk.jobs import Jobs
from depesche.desk.keeper import Keeper
from depesche.desk.models.errors import Problem
from depesche.desk.own import Own, cookie_of
from depesche.desk.refusals import answer_of, install
from depesche.desk.routes import ROUTERS
from depesche.desk.security.door import Door
from depesche.desk.security.hosts import hosts_of
from depesche.desk.security.opening import gate_for
from depesche.desk.statics import Front

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi.responses import Response
    from fastapi.routing import APIRoute

    from depesche.desk.access import Gate
    from depesche.desk.settings import Settings

ROOT = "/api/v1"
_SMALLEST_PACKED = 1_500  # bytes
_LEVEL = 4  # of gzip: most of the gain for little time


class _App(FastAPI):
    """FastAPI, with examples, and errors described as they are: in JSON, also where the answer is a file or a text."""

    def openapi(self) -> dict[str, Any]:
        """The description."""
        if self.openapi_schema is None:
            add_examples(super().openapi())
            for operations in super().openapi()["paths"].values():
                for operation in operations.values():
                    for status, answer in operation["responses"].items():
                        if status >= "400" and "content" in answer:
                            answer["content"] = {"application/json": next(iter(answer["content"].values()))}
        return super().openapi()


def create_app(settings: Settings, gate: Gate | None = None) -> FastAPI:
    """A desk for a record; `gate` tells users apart; without one it is as the settings ask (`security/opening.py`).

    The app has its `Desk` in `state.desk`. Raises `RecordError` where the record cannot be opened, `UsersError` where
    a login is needed and nobody could log in.
    """
    gate = gate or gate_for(settings)
    keeper = Keeper.open(settings.record, settings.lag)
    feed = Feed(keeper.record, settings.poll, keeper.look)
    keeper.after_writing = feed.wake
    desk = Desk(settings, gate, keeper, feed, Jobs(feed.job))
    app = _App(
        title="Depesche",
        summary="The record of a crisis: who demands, offers, threatens, rejects or agrees to what",
        version=__version__,
        openapi_url=f"{ROOT}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        generate_unique_id_function=_name_of,
    )
    app.state.desk = desk
    for router in (*ROUTERS, *desk.gate.routers()):
        app.include_router(router, prefix=ROOT)
    _add_front(app, Front(settings.static))
    install(app)
    app.add_middleware(Own, keeper=keeper, cookie=cookie_of(settings.port))
    app.add_middleware(Door, gate=gate, public=settings.public_address)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED, compresslevel=_LEVEL)
    app.add_middleware(Guard, settings=settings, hosts=hosts_of(settings))
    return app


def _name_of(route: APIRoute) -> str:
    return route.name


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    anyio.to_thread.current_default_thread_limiter().total_tokens = desk.settings.threads
    desk.jobs.start()
    looking = asyncio.create_task(desk.feed.run())
    try:
        yield
    finally:
        desk.feed.close()
        await looking
        await asyncio.to_thread(desk.jobs.close)
        desk.keeper.close()
        desk.gate.close()


def _add_front(app: FastAPI, front: Front) -> None:
    """Whatever is no endpoint is a file or an address of the front end."""

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        if path.partition("/")[0] == "api":
            return answer_of(
                404,
                Problem(
                    code="not_found",
                    message="there is no such address",
                    hint=f"{ROOT}/openapi.json lists all",
                ),
            )
        return front.answer(path, request.headers.get("accept-encoding", ""))
