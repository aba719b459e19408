"""What is asked and told about users."""

from datetime import UTC, datetime
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints

from depesche.desk.access import Role
from depesche.desk.models.asked import Asked
from depesche.desk.models.values import Value
from depesche.desk.security import users
from depesche.desk.security.passwords import LONGEST
from depesche.desk.security.users import TOKEN_DAYS

RoleName = Literal["reader", "reviewer", "admin"]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Password = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]


_NAMES: dict[Role, RoleName] = {Role.reader: "reader", Role.reviewer: "reviewer", Role.admin: "admin"}


class Account(Value):
    """A user; `tokens` and `sessions` are how many are in use."""

    name: str
    role: RoleName
    added: datetime
    last_login: datetime | None
    disabled: bool
    tokens: int
    sessions: int

    @classmethod
    def of(cls, account: users.Account) -> Self:
        """A user of the file."""
        return cls(
            name=account.name,
            role=_NAMES[account.role],
            added=_moment(account.added),
            last_login=None if account.seen is None else _moment(account.seen),
            disabled=account.disabled,
            tokens=account.tokens,
            sessions=account.sessions,
        )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


class NewUser(Asked):
    """Somebody who may use the desk from now on."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "vera", "role": "reviewer", "password": "hafen wolke neun tinte"}]
        }
    )
    name: Name
    role: RoleName
    password: Password


class UserChange(Asked):
    """What is to be different about a user."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"role": "admin"}]})
    role: RoleName | None = None
    password: Password | None = None
    disabled: bool | None = None
    """Shut out, until it is `false` again; all their sessions end."""


class OwnPassword(Asked):
    """The password so far, and the one from now on."""

    old: Password
    new: Password


class NewToken(Asked):
    """For how many days a token is to be good."""

    days: Annotated[int, Field(ge=1, le=3650)] = TOKEN_DAYS


class Token(Value):
    """An API token: it is shown this once."""

    token: str
    ends: datetime

    @classmethod
    def of(cls, made: users.Token) -> Self:
        """A token that was just made."""
        return cls(token=made.secret, ends=_moment(made.ends))


class Ended(Value):
    """How many sessions and tokens have ended."""

    ended: int
