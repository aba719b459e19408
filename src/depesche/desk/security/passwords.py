"""Passwords: which are taken, how they are kept, and how they are checked without telling who exists.

Public: `Passwords`, `SHORTEST`, `checked`.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from depesche.errors import InvalidUser

SHORTEST, LONGEST = 12, 1_000  # characters
_FEWEST_DIFFERENT = 5


class Passwords:
    """Hashes passwords with Argon2id and checks them; `hasher` says how much time and memory that takes."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(_plain(password))

    def fits(self, password: str, kept: str | None) -> bool:
        """Whether it is the password of which `kept` is the hash; as long in the making where there is no such user."""
        try:
            self._hasher.verify(kept or self._nobody, _plain(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made with less (or other) work than is asked for today."""
        return self._hasher.check_needs_rehash(kept)

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe(24))

    def warm(self) -> None:
        """Make ready what the first check would have to make."""
        _ = self._nobody


def checked(password: str, name: str) -> str:
    """A password that can be taken for a user. Raises `InvalidUser`, which never shows it."""
    plain = _plain(password)
    if len(plain) < SHORTEST:
        raise InvalidUser(
            f"the password is too short: take at least {SHORTEST} characters, such as four words"
        )
    if len(plain) > LONGEST:
        raise InvalidUser(f"the password is too long: take at most {LONGEST} characters")
    if len(set(plain)) < _FEWEST_DIFFERENT or _is_of(plain, name):
        raise InvalidUser(
            "the password is too easy to guess: take four words that have nothing to do with each other"
        )
    return password


def _is_of(password: str, name: str) -> bool:
    """Whether there is little in it beside the user's name."""
    rest = password.casefold().replace(_plain(name).casefold(), "")
    return len(rest) < SHORTEST // 2


def _plain(password: str) -> str:
    """The same characters however a keyboard puts them together."""
    return unicodedata.normalize("NFKC", password)
