"""The door before the interface: whoever may not come in is told so before anything of theirs is read.

Public: `Door`, an ASGI middleware.

It asks the gate who it is, and for every method that changes something whether the request was meant. What it lets
pass has its user in `request.state.user`; endpoints then say which role they take. An endpoint that forgets to say so
is shut all the same for whoever has not logged in.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.requests import Request

from depesche.desk.access import CSRF_HEADER, SAFE_METHODS, login_needed
from depesche.desk.refusals import Refusal, refused
from depesche.desk.security.hosts import is_foreign
from depesche.errors import DepescheError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from depesche.desk.access import Gate

INTERFACE = "/api/"
SESSION = "/api/v1/session"
OPEN = frozenset({SESSION, "/api/v1/openapi.json"})
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host")


class Door:
    """Lets only those in whom the gate knows. `public` is the address of the desk as others know it."""

    def __init__(self, app: ASGIApp, gate: Gate, public: str | None = None) -> None:
        self._app = app
        self._gate = gate
        self._public = public

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"].startswith(INTERFACE):
            try:
                await self._admit(Request(scope))
            except (Refusal, DepescheError) as refusal:
                await refused(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _admit(self, request: Request) -> None:
        """Raises `Refusal` (401, 403)."""
        self._check_way(request)
        user = request.state.user = await self._gate.user(request)
        path = request.scope["path"]
        if user is None:
            if path not in OPEN:
                raise login_needed()
        elif not user.by_token and _changes(request):
            await self._check_meant(request)

    def _check_way(self, request: Request) -> None:
        """Refuse what a page of another site makes a browser send, and what comes through a proxy nobody spoke of."""
        if is_foreign(request.headers, self._public):
            raise Refusal(
                403, "csrf", "a page of another site asks for this", hint="open the desk at its own address"
            )
        if not self._gate.login_needed and any(name in request.headers for name in _FORWARDED):
            hint = "start it with --public-address, which asks everybody for a login"
            raise Refusal(403, "forbidden", "this desk has no login, and a proxy lets others in", hint=hint)

    async def _check_meant(self, request: Request) -> None:
        wanted = await self._gate.csrf(request)
        given = request.headers.get(CSRF_HEADER) or ""
        if not wanted or not secrets.compare_digest(given.encode(), wanted.encode()):
            hint = f"send the `csrf` of GET {SESSION} as {CSRF_HEADER}"
            raise Refusal(403, "csrf", "this change does not carry the token of its session", hint=hint)


def _changes(request: Request) -> bool:
    """Whether it changes something; to log in needs no session, so it has no token to carry."""
    login = request.method == "POST" and request.scope["path"] == SESSION
    return request.method not in SAFE_METHODS and not login
