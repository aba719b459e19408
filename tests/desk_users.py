"""A desk with users, over the crisis in examples/krise; all have one password, whose hash costs next to nothing.

`guarded(path, folder)` opens one; `desk.log_in("vera")` gives whoever asks in her name.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from argon2 import PasswordHasher
from starlette.testclient import TestClient

from depesche.desk.app import create_app
from depesche.desk.security.gate import LoginGate
from depesche.desk.security.passwords import Passwords
from depesche.desk.security.sessions import Sessions
from depesche.desk.security.store import Store
from depesche.desk.security.users import Users
from depesche.desk.settings import Settings
from tests.desk_api import HOST, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI


PASSWORD = "hafen wolke neun tinte"
WRONG = "hafen wolke neun tinten"
ROLES = {"rita": "reader", "vera": "reviewer", "anna": "admin"}
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Clock:
    """A time that goes on when a test says so."""

    time: float = 1_700_000_000.0

    def __call__(self) -> float:
        """The seconds."""
        return self.time


@dataclass
class Client:
    """Somebody's browser: keeps cookies, and knows the token of its session."""

    http: TestClient
    csrf: str = ""

    def log_in(self, name: str, password: str = PASSWORD) -> Any:
        """What a login answers."""
        answer = self.http.post(f"{ROOT}/session", json={"name": name, "password": password})
        if answer.status_code == 200:
            self.csrf = answer.json()["csrf"]
        return answer

    def ask(self, method: str, path: str, **more: Any) -> Any:
        """What an address answers, asked with the token of the session."""
        headers = {"X-CSRF-Token": self.csrf, **more.pop("headers", {})}
        return self.http.request(method, f"{ROOT}{path}", headers=headers, **more)


@dataclass
class Guarded:
    """A desk with users."""

    app: FastAPI
    gate: LoginGate
    clock: Clock
    base: str = HOST

    @property
    def users(self) -> Users:
        """Everybody who may use it."""
        return self.gate.users

    def reset(self) -> None:
        """Everything as it was when the desk was opened, for the next test."""
        self.clock.time = Clock.time
        self.gate.by_user._made.clear()
        self.gate.by_address._made.clear()
        with self.users.store.write() as connection:
            connection.execute("DELETE FROM users")
        add_all(self.users)

    def client(self, address: str = "198.51.100.7") -> Client:
        """A browser at an address that has not logged in."""
        http = TestClient(
            self.app, base_url=self.base, raise_server_exceptions=False, client=(address, 50_000)
        )
        return Client(http)

    def log_in(self, name: str) -> Client:
        """A browser that has logged in."""
        client = self.client()
        answer = client.log_in(name)
        assert answer.status_code == 200, answer.text
        return client

    def with_token(self, name: str) -> Client:
        """A program with a token."""
        client = self.client()
        client.http.headers["Authorization"] = f"Bearer {self.users.add_token(name).secret}"
        return client


def cheap_users(folder: Path, now: Clock | None = None) -> Users:
    """A new file of users, with Rita, Vera and Anna in it."""
    store = Store.open(folder / "desk.users", create=True)
    users = Users(store, Passwords(CHEAP), now or Clock())
    add_all(users)
    return users


def add_all(users: Users) -> None:
    """Add one user for each role."""
    for name, role in ROLES.items():
        users.add(name, role, PASSWORD)


@contextmanager
def guarded(path: Path, folder: Path, base: str = HOST, **settings: Any) -> Iterator[Guarded]:
    """A desk with users over a record."""
    clock = Clock()
    users = cheap_users(folder, clock)
    told = Settings(record=str(path), poll=0.05, lag=0.0, login=True, **settings)
    gate = LoginGate(users, told, Sessions(users))
    gate.by_user._now = gate.by_address._now = clock
    app = create_app(told, gate)
    with TestClient(app, base_url=base):
        yield Guarded(app, gate, clock, base)
