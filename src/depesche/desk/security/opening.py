"""Which gate a desk gets: none to speak of on this machine alone, else a login.

Public: `gate_for(settings)`, `file_of_users(record, users)`, `warning_for(settings)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.desk.access import Loopback
from depesche.desk.security.gate import LoginGate
from depesche.desk.security.store import beside
from depesche.desk.security.users import Users
from depesche.errors import NoUsers

if TYPE_CHECKING:
    from pathlib import Path

    from depesche.desk.access import Gate
    from depesche.desk.settings import Settings


def file_of_users(record: str, users: Path | None) -> Path:
    """The file of users that was named, else the one beside the record. Raises `UsersError`."""
    return users or beside(record)


def gate_for(settings: Settings) -> Gate:
    """The gate. Raises `NoUsers` where a login is needed and nobody could log in, `UsersError`."""
    if not settings.login_needed:
        return Loopback()
    path = file_of_users(settings.record, settings.users)
    try:
        users = Users.open(path)
    except NoUsers:
        raise _nobody(settings, path) from None
    if not users.all():
        users.close()
        raise _nobody(settings, path)
    return LoginGate(users, settings)


def _nobody(settings: Settings, path: Path) -> NoUsers:
    why = "it asks for a login" if settings.is_local else f"others could reach it at {settings.host}"
    where = f"--users {path}" if settings.users else f"--record {settings.record}"
    return NoUsers(
        f"the desk needs users, since {why}; add one with: depesche users add NAME --role admin {where}"
    )


def warning_for(settings: Settings) -> str | None:
    """What whoever starts the desk should know: that passwords would go over the network as they are."""
    if settings.is_local or settings.is_secure:
        return None
    return (
        "passwords and articles go over the network unencrypted; set a proxy with https before the desk and name "
        "its address with --public-address (docs/security.md)"
    )
