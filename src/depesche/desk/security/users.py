"""Users: who may come in and what they may do; the same functions serve the command line and the desk.

Public: `Users.open(path)`, `Account`, `Token`, `ROLES`.
"""

from __future__ import annotations

import hashlib
import secrets
import time
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from depesche.desk.access import Role
from depesche.desk.security.passwords import Passwords, checked
from depesche.desk.security.store import Store
from depesche.errors import InvalidUser, UnknownUser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROLES = {role.name: role for role in Role}
TOKEN_DAYS = 365
_LONGEST_NAME = 60
_DAY = 86_400.0  # seconds
_MARK = "depesche_"  # so that a token that has got out is known for what it is
_ACCOUNTS = """
SELECT name, role, added, seen, disabled,
    (SELECT count(*) FROM tokens WHERE user = key AND ends > ?),
    (SELECT count(*) FROM sessions WHERE user = key)
FROM users
"""


class Account(NamedTuple):
    """A user as others may see them. Moments are seconds since 1970; `seen` is that of the last login.

    Who is `disabled` cannot come in.
    """

    name: str
    role: Role
    added: float
    seen: float | None
    disabled: bool
    tokens: int
    sessions: int


class Token(NamedTuple):
    """A token as it is shown once; it is good until `ends`."""

    secret: str
    ends: float


class Users:
    """Everybody who may use a desk. `now` tells the time."""

    def __init__(
        self, store: Store, passwords: Passwords | None = None, now: Callable[[], float] = time.time
    ) -> None:
        self.store = store
        self.passwords = passwords or Passwords()
        self.now = now

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """The users in a file. Raises `NoUsers` or `UsersError`."""
        return cls(Store.open(path, create=create))

    def close(self) -> None:
        """Give the file back."""
        self.store.close()

    def all(self) -> list[Account]:
        """All users by their names."""
        rows = self.store.read(f"{_ACCOUNTS} ORDER BY key", self.now())
        return [_account(*row) for row in rows]

    def one(self, name: str) -> Account:
        """A user. Raises `UnknownUser`."""
        rows = self.store.read(f"{_ACCOUNTS} WHERE key = ?", self.now(), key_of(name))
        if not rows:
            raise _unknown(name)
        return _account(*rows[0])

    def add(self, name: str, role: str, password: str) -> Account:
        """Add a user. Raises `InvalidUser`."""
        name = name_of(name)
        level = role_of(role)
        kept = self.passwords.hash(checked(password, name))
        with self.store.write() as connection:
            made = connection.execute(
                "INSERT INTO users (key, name, role, password, added) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (key_of(name), name, level.name, kept, self.now()),
            )
            if not made.rowcount:
                raise InvalidUser(f"there is a user {name!r} already")
        return self.one(name)

    def remove(self, name: str) -> None:
        """Take a user out, with all sessions and tokens. Raises `UnknownUser`."""
        with self.store.write() as connection:
            _affected(connection.execute("DELETE FROM users WHERE key = ?", (key_of(name),)), name)

    def set_role(self, name: str, role: str) -> None:
        """Let a user do more or less. Raises `UnknownUser`, `InvalidUser`."""
        level = role_of(role)
        with self.store.write() as connection:
            change = "UPDATE users SET role = ? WHERE key = ?"
            _affected(connection.execute(change, (level.name, key_of(name))), name)

    def set_password(self, name: str, password: str) -> None:
        """Give a user a new password; all their sessions end. Raises `UnknownUser` or `InvalidUser`."""
        key = key_of(name)
        kept = self.passwords.hash(checked(password, name))
        with self.store.write() as connection:
            _affected(connection.execute("UPDATE users SET password = ? WHERE key = ?", (kept, key)), name)
            connection.execute("DELETE FROM sessions WHERE user = ?", (key,))

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Shut a user out, which ends their sessions, or let them in again. Raises `UnknownUser`.

        Tokens stay, and are good again when the user is.
        """
        with self.store.write() as connection:
            change = "UPDATE users SET disabled = ? WHERE key = ?"
            _affected(connection.execute(change, (disabled, key_of(name))), name)
            if disabled:
                connection.execute("DELETE FROM sessions WHERE user = ?", (key_of(name),))

    def add_token(self, name: str, days: int = TOKEN_DAYS) -> Token:
        """A new token for a user's programs; only its hash is kept. Raises `UnknownUser`."""
        self.one(name)
        secret, now = _MARK + secrets.token_urlsafe(32), self.now()
        ends = now + days * _DAY
        with self.store.write() as connection:
            connection.execute("DELETE FROM tokens WHERE ends <= ?", (now,))
            connection.execute(
                "INSERT INTO tokens VALUES (?, ?, ?, ?)", (hash_of(secret), key_of(name), now, ends)
            )
        return Token(secret, ends)

    def revoke(self, name: str) -> int:
        """End all sessions and tokens of a user; how many there were. Raises `UnknownUser`."""
        self.one(name)
        with self.store.write() as connection:
            ended = [
                connection.execute(f"DELETE FROM {table} WHERE user = ?", (key_of(name),)).rowcount  # noqa: S608
                for table in ("sessions", "tokens")
            ]
        return sum(ended)

    def of_token(self, token: str) -> Account | None:
        """Whose token it is, None where it is nobody's or over."""
        question = (
            "SELECT u.name FROM tokens t JOIN users u ON u.key = t.user "
            "WHERE t.hash = ? AND t.ends > ? AND NOT u.disabled"
        )
        rows = self.store.read(question, hash_of(token), self.now())
        return self.one(rows[0][0]) if rows else None

    def of_password(self, name: str, password: str) -> Account | None:
        """Whose name and password it is; None, after as long a time, where they do not go together."""
        rows = self.store.read("SELECT key, password FROM users WHERE key = ? AND NOT disabled", key_of(name))
        key, kept = rows[0] if rows else (None, None)
        if not self.passwords.fits(password, kept) or kept is None:
            return None
        fresh = self.passwords.hash(password) if self.passwords.is_outdated(kept) else kept
        with self.store.write() as connection:
            connection.execute("UPDATE users SET seen = ? WHERE key = ?", (self.now(), key))
            connection.execute(
                "UPDATE users SET password = ? WHERE key = ? AND password = ?", (fresh, key, kept)
            )
        return self.one(name)


def check_new(name: str, role: str) -> None:
    """Raise `InvalidUser` where no user of this name and role could be added."""
    name_of(name)
    role_of(role)


def name_of(written: str) -> str:
    """A user's name as it is kept and shown. Raises `InvalidUser`."""
    name = unicodedata.normalize("NFC", written).strip()
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidUser(f"a user's name has 1 to {_LONGEST_NAME} characters")
    if not name.isprintable() or any(unicodedata.bidirectional(one) in _TURNING for one in name):
        raise InvalidUser("a user's name has letters, digits and marks that can be seen")
    return name


_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"})


def role_of(written: str) -> Role:
    """A role by its name. Raises `InvalidUser`."""
    if written not in ROLES:
        raise InvalidUser(f"{written!r} is no role; there are: {', '.join(ROLES)}")
    return ROLES[written]


def key_of(name: str) -> str:
    """A name by which it is found, whatever its capitals."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).strip().casefold())


def hash_of(secret: str) -> str:
    """What is kept of a random secret; it needs no slow hash, since nobody can try them all."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _account(name: str, role: str, added: float, seen: float | None, disabled: int, *counts: int) -> Account:
    return Account(name, role_of(role), added, seen, bool(disabled), *counts)


def _affected(done: Any, name: str) -> None:
    if not done.rowcount:
        raise _unknown(name)


def _unknown(name: str) -> UnknownUser:
    return UnknownUser(f"there is no user {name[:_LONGEST_NAME]!r}; depesche users list shows all")
