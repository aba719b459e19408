"""What stands around every request: sizes, patience, the name of the host, and the headers of every answer.

Public: `Guard`, an ASGI middleware that goes outermost.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from depesche.desk.models.errors import Problem
from depesche.desk.refusals import answer_of, internal
from depesche.desk.security.hosts import is_known

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from depesche.desk.settings import Settings

POLICY = (
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; "
    "img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'"
)
_HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
    b"cache-control": b"no-store",
}
_HOSTS = "name it with --allowed-host when the desk starts"
_UPLOADS = "/api/v1/articles/files"
_ONLY_HTTPS = (b"strict-transport-security", b"max-age=31536000")


class _Stopped(HTTPException):
    """The body is too large or too slow; holds the answer."""

    def __init__(self, status: int, code: str, message: str, hint: str | None = None) -> None:
        super().__init__(status, message, {"Connection": "close"})
        self.status = status
        self.problem = Problem(code=code, message=message, hint=hint)


class Guard:
    """Lets only sound requests in, and nothing out without its headers."""

    def __init__(self, app: ASGIApp, settings: Settings, *, hosts: frozenset[str]) -> None:
        self._app = app
        self._settings = settings
        self._hosts = hosts
        self._headers = dict([*_HEADERS.items(), *([_ONLY_HTTPS] if settings.is_secure else [])])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        patience = (self._settings.patience, self._settings.longest_wait)
        exchange = _Exchange(receive, send, self._limit(scope), patience, self._headers)
        stop = self._refused(scope)
        try:
            if stop is None:
                await self._app(scope, exchange.receive, exchange.send)
                return
        except _Stopped as stopped:
            stop = stopped
        except Exception as error:
            if exchange.begun:
                raise
            await internal(error)(scope, receive, exchange.send)
            return
        if not exchange.begun:
            answer = answer_of(stop.status, stop.problem, {"Connection": "close"})
            await answer(scope, receive, exchange.send)

    def _limit(self, scope: Scope) -> int:
        return self._settings.largest_upload if scope["path"] == _UPLOADS else self._settings.largest_body

    def _refused(self, scope: Scope) -> _Stopped | None:
        headers = dict(scope["headers"])
        if not is_known(headers.get(b"host", b"").decode("latin-1"), self._hosts):
            return _Stopped(400, "unknown_host", "this desk does not answer to this host name", _HOSTS)
        if b"\x00" in scope["path"].encode("utf-8", "replace") or b"%00" in scope["query_string"]:
            return _Stopped(400, "bad_request", "the address holds U+0000")
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length[:20]) > self._limit(scope):
            return _too_large(self._limit(scope))
        return None


def _too_large(limit: int) -> _Stopped:
    return _Stopped(413, "too_large", f"what was sent is larger than {limit // 1_000_000} MB")


class _Exchange:
    """The two ends of one request: counts what comes in, adds headers to what goes out."""

    def __init__(
        self,
        receive: Receive,
        send: Send,
        limit: int,
        patience: tuple[float, float],
        headers: Mapping[bytes, bytes],
    ) -> None:
        self._receive = receive
        self._send = send
        self._limit = limit
        self._patience, longest = patience
        self._end = asyncio.get_running_loop().time() + longest
        self._headers = headers
        self._size = 0
        self._complete = False
        self.begun = False

    async def receive(self) -> Message:
        """The next piece of the body. Raises `_Stopped`."""
        if self._complete:
            return await self._receive()
        try:
            left = self._end - asyncio.get_running_loop().time()
            message = await asyncio.wait_for(self._receive(), max(0.0, min(self._patience, left)))
        except TimeoutError:
            raise _Stopped(408, "too_slow", "the request did not come in in time") from None
        self._size += len(message.get("body", b""))
        self._complete = not message.get("more_body", False)
        if self._size > self._limit:
            raise _too_large(self._limit)
        return message

    async def send(self, message: Message) -> None:
        """Send a piece of the answer, its headers completed."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = list(message.get("headers", ()))
            there = {name.lower() for name, _ in headers}
            headers += [(name, value) for name, value in self._headers.items() if name not in there]
            message = {**message, "headers": headers}
        await self._send(message)
