"""A desk over the crisis in examples/krise, asked through Starlette's test client; no network reads anything.

`filled(path)` makes the record, `asking(path)` opens a desk over one, `answering(path)` does so on a port of its own,
`reading(monkeypatch)` puts a careful reader in the place of the network.
"""

from __future__ import annotations

import shutil
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.testclient import TestClient

from depesche.desk.access import Loopback
from depesche.desk.app import create_app
from depesche.desk.settings import Settings
from depesche.reading import reader
from depesche.reading.types import Article, Reading
from depesche.record.record import Record
from tests.krise import krise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pytest

    from depesche.desk.access import Gate
    from depesche.errors import DepescheError

ROOT = "/api/v1"
HOST = "http://127.0.0.1:8765"
PATIENCE = 60.0  # seconds
KARSLAND, VALDORIEN = "XKA", "XVA"
Json = dict[str, Any]


def filled(path: Path) -> Path:
    """A record of the whole crisis at this path."""
    with Record.open(path) as record:
        for one in krise():
            record.add(one)
    return path


def copied(path: Path, folder: Path) -> Path:
    """A record of one's own to change."""
    return shutil.copyfile(path, folder / "own.db")


@contextmanager
def asking(path: Path | str, gate: Gate | None = None, **settings: Any) -> Iterator[Asker]:
    """A desk over a record, and somebody who asks it."""
    app = create_app(Settings(record=str(path), **{"poll": 0.05, "lag": 0.0, **settings}), gate)
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as client:
        yield Asker(client)


class Asker:
    """Asks a desk as a page of its own would: with the token of its session."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.headers = {"X-CSRF-Token": client.get(f"{ROOT}/session").json()["csrf"]}

    def get(self, path: str, expected: int = 200, /, **parameters: Any) -> Json:
        """The JSON at an address, with query parameters; `since` is sent as `from`."""
        if "since" in parameters:
            parameters["from"] = parameters.pop("since")
        answer = self.client.get(f"{ROOT}{path}", params=parameters)
        assert answer.status_code == expected, answer.text[:500]
        return dict(answer.json())

    def post(self, path: str, body: Json, expected: int = 201) -> Json:
        """What a change answers."""
        answer = self.client.post(f"{ROOT}{path}", json=body, headers=self.headers)
        assert answer.status_code == expected, answer.text[:500]
        return dict(answer.json())

    def decide(self, action: str, expected: int = 201, /, **body: Any) -> Json:
        """What a decision answers."""
        return self.post(f"/decisions/{action}", body, expected)

    def error(self, path: str, expected: int, /, **parameters: Any) -> Json:
        """The problem that an address answers with."""
        return dict(self.get(path, expected, **parameters)["error"])

    def all_of(self, path: str, limit: int, **parameters: Any) -> list[Json]:
        """The entries of a list, taken page by page."""
        items: list[Json] = []
        cursor: Json = {}
        for _ in range(1_000):
            page = self.get(path, limit=limit, **parameters, **cursor)
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = {"cursor": page["next"]}
        raise AssertionError("the list has no end")

    def ended(self, job: Json) -> Json:
        """A job when it has ended."""
        until = time.monotonic() + PATIENCE
        while job["ended"] is None and time.monotonic() < until:
            time.sleep(0.01)
            job = self.get(f"/jobs/{job['id']}")
        assert job["ended"] is not None, job
        return job


@contextmanager
def answering(path: Path, name: str = "vera", **settings: Any) -> Iterator[str]:
    """The address of a desk that answers over a real connection; it is stopped as a signal would stop it."""
    app = create_app(Settings(record=str(path), **{"poll": 0.05, "lag": 0.0, **settings}), Loopback(name))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, timeout_graceful_shutdown=10))
    thread = threading.Thread(target=server.run)
    thread.start()
    end = time.monotonic() + PATIENCE
    while not server.started and thread.is_alive() and time.monotonic() < end:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        app.state.desk.feed.close()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read what is known of the crisis as a careful reader would, and anything else as holding nothing."""
    known = {one.text: one for one in krise()}

    def read_many(
        articles: Iterable[Article | DepescheError], **_options: object
    ) -> Iterator[Reading | DepescheError]:
        for one in articles:
            yield _read(one, known) if isinstance(one, Article) else one

    monkeypatch.setattr(reader, "read_many", read_many)


def _read(article: Article, known: dict[str, Reading]) -> Reading:
    return known.get(
        article.text,
        Reading(article.id, article.language, article.text, article.title, article.url, article.published),
    )
