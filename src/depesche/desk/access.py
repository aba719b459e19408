"""Who asks, and what they may do: the seam between the desk and whatever knows of users.

Public: `Role`, `User`, `Gate`, `Loopback`, `current_user`, `require(role)`.

A `Gate` tells who a request comes from and which token shows that it was meant (CSRF); `create_app(settings, gate=…)`
takes one. The one here, `Loopback`, lets everybody in who can reach this machine's own address, under the name of the
user who started the desk. `security/door.py` asks it before anything else; endpoints only say `require(Role.reviewer)`.
"""

import getpass
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Protocol

from fastapi import APIRouter, Depends, Request, Response

from depesche.desk.refusals import Refusal

CSRF_HEADER = "X-CSRF-Token"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Role(IntEnum):
    """What a user may do; each may do what those before it may."""

    reader = 1
    reviewer = 2
    admin = 3


@dataclass(frozen=True, slots=True)
class User:
    """Who asks. `by_token`: named by an API token, which no other page can make a browser send."""

    name: str
    role: Role
    by_token: bool = False


class Gate(Protocol):
    """Tells who a request comes from, and lets users in and out."""

    @property
    def login_needed(self) -> bool:
        """Whether anybody must log in at all."""

    async def user(self, request: Request) -> User | None:
        """Who asks, None where nobody has logged in. Raises `Refusal` for a token that is none."""

    async def csrf(self, request: Request) -> str:
        """The token that every change in this session must carry."""

    async def login(self, request: Request, response: Response, name: str, password: str) -> User:
        """Let a user in. Raises `Refusal`: 401 `wrong_login`, 429 `too_many`."""

    async def logout(self, request: Request, response: Response) -> None:
        """End the session."""

    def routers(self) -> Sequence[APIRouter]:
        """Further endpoints under /api/v1, such as those for users and tokens."""

    def close(self) -> None:
        """Give back what it holds."""


class Loopback:
    """No login: whoever reaches this machine's own address is the admin, named as the user of the system."""

    login_needed = False

    def __init__(self, name: str | None = None) -> None:
        self._user = User(name or _system_user(), Role.admin)
        self._token = secrets.token_urlsafe(24)

    async def user(self, request: Request) -> User | None:
        """The user of the system."""
        del request
        return self._user

    async def csrf(self, request: Request) -> str:
        """A token that holds as long as the desk runs."""
        del request
        return self._token

    async def login(self, request: Request, response: Response, name: str, password: str) -> User:
        """Nothing to do: everybody is in."""
        del request, response, name, password
        return self._user

    async def logout(self, request: Request, response: Response) -> None:
        """Nothing to do."""
        del request, response

    def routers(self) -> Sequence[APIRouter]:
        """None."""
        return ()

    def close(self) -> None:
        """Nothing to do."""


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "desk"


def gate_of(request: Request) -> Gate:
    """The gate of the app."""
    gate: Gate = request.app.state.desk.gate
    return gate


def login_needed() -> Refusal:
    """What whoever has not logged in is told."""
    hint = "POST /api/v1/session with name and password"
    return Refusal(401, "login_needed", "a login is needed", hint=hint)


async def current_user(request: Request) -> User:
    """Who asks, as the door has found. Raises `Refusal` (401) where nobody has logged in."""
    user: User | None = getattr(request.state, "user", None)
    if user is None:
        raise login_needed()
    return user


CurrentUser = Annotated[User, Depends(current_user)]


def require(role: Role) -> Callable[[User], Awaitable[User]]:
    """A dependency that lets pass who has at least this role. Raises `Refusal` (401, 403)."""

    async def allowed(user: CurrentUser) -> User:
        if user.role < role:
            raise Refusal(
                403, "forbidden", f"this takes the role {role.name}", hint=f"ask an admin for {role.name}"
            )
        return user

    return allowed


Reader = Annotated[User, Depends(require(Role.reader))]
Reviewer = Annotated[User, Depends(require(Role.reviewer))]
Admin = Annotated[User, Depends(require(Role.admin))]
