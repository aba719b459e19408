"""What somebody has written shows to them at once: a cookie tells which state of the record they have made.

Public: `Own`, an ASGI middleware that sends it; `cookie_of(port)`, `seen_by(request, cookie)`. Browsers send cookies to
all ports of a machine, so the port is in its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.desk.access import SAFE_METHODS

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from depesche.desk.keeper import Keeper

_LIFE = 60  # seconds, longer than any lag
_MOST_DIGITS = 18


class Own:
    """Sends with every answer to a change how often the record has been changed so far."""

    def __init__(self, app: ASGIApp, keeper: Keeper, cookie: str) -> None:
        self._app = app
        self._name = cookie
        self._keeper = keeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        before = self._keeper.changes

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start" and self._keeper.changes != before:
                message = {**message, "headers": [*message.get("headers", ()), self._cookie()]}
            await send(message)

        await self._app(scope, receive, told)

    def _cookie(self) -> tuple[bytes, bytes]:
        value = f"{self._name}={self._keeper.known}; Path=/api; Max-Age={_LIFE}; HttpOnly; SameSite=Strict"
        return b"set-cookie", value.encode()


def cookie_of(port: int) -> str:
    """The name of the cookie of a desk."""
    return f"depesche-seen-{port}"


def seen_by(request: Request, cookie: str) -> int:
    """The state of the record that whoever asks has made, 0 where there is none."""
    value = request.cookies.get(cookie, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS else 0
