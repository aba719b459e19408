"""The gate of a desk that others can reach: a cookie after a login, or a token, tells who asks.

Public: `LoginGate`.
"""

from __future__ import annotations

import logging
import math
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from anyio.to_thread import run_sync

from depesche.desk.access import User
from depesche.desk.refusals import Refusal
from depesche.desk.security.attempts import Attempts, network_of
from depesche.desk.security.routes import router
from depesche.desk.security.sessions import Sessions
from depesche.desk.security.users import key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import APIRouter, Request, Response

    from depesche.desk.security.sessions import Session
    from depesche.desk.security.users import Account, Users
    from depesche.desk.settings import Settings

SPAN = 15 * 60.0  # seconds within which attempts are counted
MOST_OF_USER, MOST_OF_ADDRESS = 10, 50
_AT_ONCE = 2  # passwords checked at the same time: each takes 64 MB and a core
_MOST_WAITING = 20
_BEARER = "bearer "
_LISTENING = "/api/v1/events"  # to listen is not to work: it does not keep a session from being idle
log = logging.getLogger("depesche.desk.security")


class LoginGate:
    """Tells users apart by the cookie of a session, and programs by an API token."""

    login_needed = True

    def __init__(self, users: Users, settings: Settings, sessions: Sessions | None = None) -> None:
        self.users = users
        self.sessions = sessions or Sessions(users)
        self.by_user, self.by_address = Attempts(MOST_OF_USER, SPAN), Attempts(MOST_OF_ADDRESS, SPAN)
        self._secure = settings.is_secure
        # Cookies do not know ports: two desks on one machine must not take each other's.
        self.cookie = f"{'__Host-' if self._secure else ''}depesche-{settings.port}"
        self._checks = CapacityLimiter(_AT_ONCE)
        self._notes = CapacityLimiter(1)
        users.passwords.warm()

    async def user(self, request: Request) -> User | None:
        """Who asks. Raises `Refusal` (401) for a token that is none."""
        given = request.headers.get("authorization")
        if given is not None:
            return self._of_token(given)
        session = self._session(request)
        if session is None:
            return None
        if self.sessions.is_due(session) and request.scope["path"] != _LISTENING:
            await run_sync(self.sessions.note, session, limiter=self._notes)
        return User(session.name, session.role)

    def _of_token(self, given: str) -> User:
        account = None
        if given[: len(_BEARER)].casefold() == _BEARER:
            account = self.users.of_token(given[len(_BEARER) :].strip())
        if account is None:
            hint = "make one with: depesche users token NAME"
            raise Refusal(401, "login_needed", "this API token is none, or no longer", hint=hint)
        return User(account.name, account.role, by_token=True)

    def _session(self, request: Request) -> Session | None:
        secret = request.cookies.get(self.cookie)
        return self.sessions.find(secret) if secret else None

    async def csrf(self, request: Request) -> str:
        """The token that every change in this session must carry; empty where there is no session."""
        session = getattr(request.state, "session", None) or self._session(request)
        return session.csrf if session else ""

    async def login(self, request: Request, response: Response, name: str, password: str) -> User:
        """Let a user in: a new session, whatever there was before. Raises `Refusal`: 401, 429."""
        account = await self.check(request, name, password)
        await self.logout(request, response)
        secret = await run_sync(self.sessions.begin, account.name, limiter=self._notes)
        request.state.session = self.sessions.find(secret)
        response.set_cookie(
            self.cookie,
            secret,
            max_age=int(self.sessions.longest),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="strict",
        )
        return User(account.name, account.role)

    async def check(self, request: Request, name: str, password: str) -> Account:
        """Whose name and password it is. Raises `Refusal`: 401 `wrong_login`, 429 `too_many`."""
        address = network_of(request.client.host if request.client else "")
        key = key_of(name)
        self._take(key, address)
        account = await run_sync(self.users.of_password, name, password, limiter=self._checks)
        if account is None:
            log.warning("wrong login as %r from %s", name[:100], address)
            raise Refusal(401, "wrong_login", "name and password do not go together")
        self.by_user.forget(key)
        self.by_address.forgive(address)
        return account

    async def set_password(self, name: str, password: str) -> None:
        """Give a user another password. Raises `InvalidUser`."""
        await run_sync(self.users.set_password, name, password, limiter=self._checks)

    def _take(self, key: str, address: str) -> None:
        """Count an attempt before it is made, so that many at once are as many. Raises `Refusal` (429)."""
        if self._checks.statistics().tasks_waiting >= _MOST_WAITING:
            raise _too_many(5.0)
        wait = self.by_address.take(address) or self.by_user.take(key)
        if wait:
            log.warning("too many logins as %r from %s", key[:100], address)
            raise _too_many(wait)

    async def logout(self, request: Request, response: Response) -> None:
        """End the session of this browser."""
        secret = request.cookies.get(self.cookie)
        if secret:
            await run_sync(self.sessions.end, secret, limiter=self._notes)
            response.delete_cookie(
                self.cookie, path="/", secure=self._secure, httponly=True, samesite="strict"
            )

    def routers(self) -> Sequence[APIRouter]:
        """The endpoints for users and tokens."""
        return (router,)

    def close(self) -> None:
        """Give the file of users back."""
        self.users.close()


def _too_many(wait: float) -> Refusal:
    seconds = math.ceil(wait)
    text = f"{seconds} seconds" if seconds < 120 else f"{math.ceil(seconds / 60)} minutes"
    return Refusal(
        429, "too_many", f"too many logins failed; wait {text}", hint="then try again", wait=seconds
    )
