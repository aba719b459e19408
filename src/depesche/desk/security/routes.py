"""Users and their tokens, for admins; a password, for whoever has it."""

from typing import TYPE_CHECKING, Annotated, cast

from fastapi import Depends, Path, Request

from depesche.desk.access import Admin, Reader, gate_of
from depesche.desk.models.answers import Page
from depesche.desk.refusals import Refusal
from depesche.desk.routes.making import answers
from depesche.desk.routes.making import router as made
from depesche.desk.security.models import Account, Ended, NewToken, NewUser, OwnPassword, Token, UserChange
from depesche.desk.security.users import Users, key_of

if TYPE_CHECKING:
    from depesche.desk.security.gate import LoginGate

router = made("users")
UserName = Annotated[str, Path(alias="name", max_length=300, description="Name of a user.")]


def _gate(request: Request) -> "LoginGate":
    return cast("LoginGate", gate_of(request))


def _users(request: Request) -> Users:
    return _gate(request).users


TheUsers = Annotated[Users, Depends(_users)]


@router.get("/users")
def list_users(users: TheUsers, admin: Admin) -> Page[Account]:
    """Everybody who may use the desk."""
    del admin
    found = [Account.of(one) for one in users.all()]
    return Page[Account](items=found, total=len(found))


@router.post("/users", status_code=201)
def add_user(users: TheUsers, admin: Admin, body: NewUser) -> Account:
    """Let somebody use the desk."""
    del admin
    return Account.of(users.add(body.name, body.role, body.password))


@router.patch("/users/{name}")
def change_user(users: TheUsers, admin: Admin, key: UserName, body: UserChange) -> Account:
    """Give a user another role or password, or shut them out; after the last two all their sessions end."""
    if body.disabled or (body.role is not None and body.role != "admin"):
        _check_other(key, admin.name)
    if body.password is not None:
        users.set_password(key, body.password)
    if body.role is not None:
        users.set_role(key, body.role)
    if body.disabled is not None:
        users.set_disabled(key, body.disabled)
    return Account.of(users.one(key))


@router.delete("/users/{name}", status_code=204)
def remove_user(users: TheUsers, admin: Admin, key: UserName) -> None:
    """Take a user out; what they have decided stays, under their name."""
    _check_other(key, admin.name)
    users.remove(key)


@router.post("/users/{name}/tokens", status_code=201)
def add_token(users: TheUsers, admin: Admin, key: UserName, body: NewToken) -> Token:
    """Make a token for a user's programs; it is shown this once."""
    del admin
    return Token.of(users.add_token(key, body.days))


@router.post("/users/{name}/revoke")
def revoke(users: TheUsers, admin: Admin, key: UserName) -> Ended:
    """End all sessions and tokens of a user."""
    del admin
    return Ended(ended=users.revoke(key))


@router.post("/session/password", status_code=204, responses=answers(429))
async def change_password(request: Request, user: Reader, body: OwnPassword) -> None:
    """Give yourself another password; all your sessions end, this one too."""
    if user.by_token:
        raise Refusal(
            403, "forbidden", "a token cannot change a password", hint="log in with name and password"
        )
    gate = _gate(request)
    await gate.check(request, user.name, body.old)
    await gate.set_password(user.name, body.new)


def _check_other(key: str, admin: str) -> None:
    """So that there is always an admin left."""
    if key_of(key) == key_of(admin):
        said = "admins cannot take away their own role or shut themselves out"
        raise Refusal(422, "invalid_user", said, hint="ask another admin")
