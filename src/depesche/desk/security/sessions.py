"""Sessions: who has logged in with which browser, until they log out, are idle too long, or it gets late.

Public: `Sessions`, `Session`.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

from depesche.desk.security.users import hash_of, key_of, role_of

if TYPE_CHECKING:
    from depesche.desk.access import Role
    from depesche.desk.security.users import Users

LONGEST = 12 * 3600.0  # seconds that a session lasts at most
IDLE = 2 * 3600.0  # seconds without a request after which it ends
_MOST = 50  # sessions of one user; the oldest give way
_COARSE = 60.0  # seconds within which a further request is not noted


class Session(NamedTuple):
    """A browser that somebody has logged in with. `hash` is kept instead of its secret."""

    hash: str
    name: str
    role: Role
    csrf: str
    seen: float


class Sessions:
    """The sessions of all users."""

    def __init__(self, users: Users, longest: float = LONGEST, idle: float = IDLE) -> None:
        self._store, self._now = users.store, users.now
        self.longest, self.idle = longest, idle

    def begin(self, name: str) -> str:
        """A new session of a user: the secret that only their browser will know."""
        secret, csrf, now = secrets.token_urlsafe(32), secrets.token_urlsafe(24), self._now()
        key = key_of(name)
        with self._store.write() as connection:
            ended = (now - self.longest, now - self.idle)
            connection.execute("DELETE FROM sessions WHERE begun <= ? OR seen <= ?", ended)
            connection.execute(
                "DELETE FROM sessions WHERE user = ? AND hash NOT IN "
                "(SELECT hash FROM sessions WHERE user = ? ORDER BY begun DESC LIMIT ?)",
                (key, key, _MOST - 1),
            )
            connection.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", (hash_of(secret), key, csrf, now, now)
            )
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of a secret, None where there is none or it is over."""
        now = self._now()
        rows = self._store.read(
            "SELECT s.hash, u.name, u.role, s.csrf, s.seen FROM sessions s JOIN users u ON u.key = s.user "
            "WHERE s.hash = ? AND s.begun > ? AND s.seen > ? AND NOT u.disabled",
            hash_of(secret),
            now - self.longest,
            now - self.idle,
        )
        if not rows:
            return None
        found, name, role, csrf, seen = rows[0]
        return Session(found, name, role_of(role), csrf, seen)

    def is_due(self, session: Session) -> bool:
        """Whether it is time to note that it is still used."""
        return self._now() - session.seen > _COARSE

    def note(self, session: Session) -> None:
        """Note that it is still used."""
        with self._store.write() as connection:
            connection.execute("UPDATE sessions SET seen = ? WHERE hash = ?", (self._now(), session.hash))

    def end(self, secret: str) -> None:
        """End the session of a secret."""
        with self._store.write() as connection:
            connection.execute("DELETE FROM sessions WHERE hash = ?", (hash_of(secret),))
