"""Articles, uploads and requests that mean harm: nothing of theirs runs, and nothing of theirs goes on for ever."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
import uvicorn

from depesche.desk.app import create_app
from depesche.desk.security.protocol import Patient
from depesche.desk.serving import _config
from depesche.desk.settings import Settings
from depesche.reading.types import Act, Party, Reading, Role, Span
from depesche.record.record import Record
from tests.desk_api import ROOT, asking, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

    from tests.desk_api import Asker

HOSTILE = (
    "Karsland</title><script>alert(1)</script> <img src=x onerror=alert(2)> \"' --> ]]> {{7*7}} ${7*7} "
    "<a href='javascript:alert(3)'>x</a> \u202egnp.exe\u202c\r\nSet-Cookie: a=b fordert den Hafen."
)
TEXT = "Karsland forderte gestern die Öffnung des Hafens."


def hostile() -> Reading:
    """A reading whose every word is an attack."""
    role = Role(Span(0, 8), HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    whole = (Span(0, len(HOSTILE)),)
    acts = tuple(
        Act(f"a{number}", kind, "actual", (Span(1, 7),), (role,), (role,), whole, whole)  # type: ignore[arg-type]
        for number, kind in enumerate(("demand", "threaten", "offer", "reject"))
    )
    return Reading(
        HOSTILE, "de", HOSTILE, HOSTILE, "javascript:alert(4)", "2024-02-02", whole, acts=acts,
        parties=(Party(HOSTILE, HOSTILE, "state", (Span(0, 8),)),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "a\"b';c.db"
    with Record.open(path) as record:
        record.add(hostile())
    return path


@pytest.fixture(scope="module")
def desk(path: Path) -> Iterator[Asker]:
    with asking(path) as asker:
        yield asker


# What comes out


class Page(HTMLParser):
    """The elements of a page with their attributes, and what stands in its scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def gets_of(desk: Asker) -> list[tuple[str, dict[str, str]]]:
    """An address for every question, with ids that are there, and what it is asked with."""
    listed = {name: desk.get(f"/{name}")["items"] for name in ("acts", "articles", "parties", "matters")}
    ids = {name: items[0]["id"] for name, items in listed.items() if items}
    assert {"acts", "articles", "parties"} <= set(ids)
    paths = desk.client.get(f"{ROOT}/openapi.json").json()["paths"]
    found = [path for path, methods in paths.items() if "get" in methods and not path.endswith("/events")]
    forms = {"csv", "jsonl", "graphml", "plover"}
    named = [
        (path.replace("{form}", form), asked_of(paths[path]["get"]))
        for path in found
        for form in (forms if "{form}" in path else {""})
    ]
    return [
        (
            re.sub(
                r"/(\w+)/\{\w+\}", lambda part: f"/{part[1]}/{quote(ids.get(part[1], '1'), safe='')}", one
            ),
            asked,
        )
        for one, asked in named
    ]


def asked_of(operation: dict[str, Any]) -> dict[str, str]:
    """Hostile words for each parameter of a question that takes words."""
    known = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
    return dict.fromkeys(known & {"q", "first", "second"}, HOSTILE)


def test_words_of_an_article_never_come_as_a_page(desk: Asker) -> None:
    seen = 0
    for address, asked in gets_of(desk):
        answer = desk.client.get(address, params=asked)
        kind = answer.headers["content-type"].partition(";")[0]
        seen += "alert(1)" in answer.text
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        if kind == "application/json":
            json.loads(answer.content)
            continue
        assert kind in {
            "text/markdown",
            "text/html",
            "text/csv",
            "application/x-ndjson",
            "application/graphml+xml",
        }
        if kind != "text/markdown":
            named = answer.headers["content-disposition"]
            assert re.fullmatch(r'attachment; filename="depesche[a-z0-9.-]*"', named), named
    assert seen > 10


@pytest.mark.parametrize(
    "address",
    [
        "/nothing{}",
        "/acts/{}",
        "/parties/{}",
        "/matters/{}",
        "/export/{}",
        "/timeline?party={}",
        "/search?q={}",
    ],
)
def test_what_is_asked_comes_back_as_json_only(desk: Asker, address: str) -> None:
    for attack in ("<script>alert(1)</script>", "%3Cscript%3E", "%0d%0aSet-Cookie:%20a=b", "{{7*7}}"):
        answer = desk.client.get(f"{ROOT}{address.format(attack)}")
        assert answer.headers["content-type"] == "application/json"
        assert "set-cookie" not in answer.headers
        assert "49" not in answer.text


def test_the_page_of_the_brief_runs_nothing_but_its_own(desk: Asker) -> None:
    answer = desk.client.get(f"{ROOT}/brief.html", params={"from": "2024-02-01"})
    assert "alert(1)" in answer.text  # told, as text
    elements = Page(answer.text).elements
    scripts = [attributes for tag, attributes in elements if tag == "script"]
    assert len(scripts) <= 1
    assert not [tag for tag, _ in elements if tag in {"img", "iframe", "object", "embed", "form", "base"}]
    for _, attributes in elements:
        assert not [name for name in attributes if name.startswith("on")]
        for name in ("href", "src", "action"):
            assert "javascript:" not in (attributes.get(name) or "")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


# What comes in


def sent(desk: Asker, files: list[tuple[str, bytes]]) -> Any:
    """What an upload answers."""
    parts = [("files", (name, content, "text/plain")) for name, content in files]
    return desk.client.post(f"{ROOT}/articles/files", files=parts, headers=desk.headers)


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """A desk with narrow limits over an empty record."""
    reading(monkeypatch)
    Record.open(tmp_path / "own.db").close()
    limits: dict[str, Any] = {"largest_body": 20_000, "largest_upload": 50_000, "most_files": 3}
    with asking(tmp_path / "own.db", **limits) as asker:
        yield asker


def test_uploads_are_limited_in_number_size_and_kind(own: Asker) -> None:
    text = TEXT.encode()
    assert code_of(sent(own, [(f"{number}.txt", text) for number in range(4)])) == (413, "too_large")
    assert code_of(sent(own, [("a.txt", b"x" * 60_000)])) == (413, "too_large")
    for name in ("a.exe", "a.txt.zip", "a", "a.pdf", "txt", "a.svg"):
        assert code_of(sent(own, [("b.txt", text), (name, text)])) == (415, "unsupported_media_type")
    assert own.get("/articles")["items"] == []
    assert sent(own, [("a.txt", text)]).status_code == 202


def test_an_upload_without_a_length_is_counted(own: Asker) -> None:
    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1_000

    for address, kind in (("text", "application/json"), ("files", "multipart/form-data; boundary=b")):
        headers = {**own.headers, "Content-Type": kind}
        answer = own.client.post(f"{ROOT}/articles/{address}", content=pieces(), headers=headers)
        assert code_of(answer) == (413, "too_large")


@pytest.mark.parametrize(
    "name", ["../../flucht.txt", "/etc/flucht.txt", "..\\..\\flucht.txt", "a\x00.txt", ".flucht.txt"]
)
def test_the_name_of_a_file_leads_nowhere(own: Asker, tmp_path: Path, name: str) -> None:
    answer = sent(own, [(name, TEXT.encode())])
    if answer.status_code == 202:
        job = own.ended(answer.json())
        assert job["state"] == "done", job
        assert "/" not in job["found"][0]["source"]
    assert not list(tmp_path.rglob("*flucht*"))


def test_a_file_that_is_no_text_is_an_error_of_its_own(own: Asker) -> None:
    job = own.ended(sent(own, [("a.txt", b"%PDF-1.7 \x00\x01"), ("b.txt", TEXT.encode())]).json())
    assert [one["code"] for one in job["errors"]] == ["unreadable"]
    assert len(job["found"]) == 1


@pytest.mark.parametrize("depth", [100, 900, 990, 1_500, 9_000])
def test_json_of_great_depth_is_refused_like_any_other(own: Asker, depth: int) -> None:
    for opening, closing in (("[", "]"), ('{"a":', "}")):
        body = f'{{"text": {opening * depth}1{closing * depth}}}'
        headers = {**own.headers, "Content-Type": "application/json"}
        answer = own.client.post(f"{ROOT}/articles/text", content=body, headers=headers)
        assert answer.status_code in {400, 413, 422}, answer.text[:200]


def test_only_json_is_taken_for_json(own: Asker) -> None:
    """A form that another page sends can say that it is text, not that it is JSON."""
    body = json.dumps({"text": TEXT})
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = own.client.post(
            f"{ROOT}/articles/text", content=body, headers={**own.headers, "Content-Type": kind}
        )
        assert answer.status_code in {415, 422}


# Those who take their time


@contextmanager
def served(app: FastAPI) -> Iterator[int]:
    """The app, served as `depesche serve` does; the port."""
    taken = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(_config(app, None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    until = time.monotonic() + 60
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    try:
        yield taken.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(30)
        taken.close()


def said(port: int, *pieces: bytes, wait: float = 20) -> bytes:
    """All that a connection is told until it is closed."""
    heard = b""
    with socket.create_connection(("127.0.0.1", port), wait) as connection:
        for piece in pieces:
            connection.sendall(piece)
        while more := connection.recv(65_536):
            heard += more
    return heard


@pytest.fixture(scope="module")
def port(path: Path) -> Iterator[int]:
    app = create_app(Settings(record=str(path), patience=0.5, longest_wait=1.5))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Patient, "seconds", 0.5)
        with served(app) as found:
            yield found


@pytest.mark.parametrize("start", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\n"])
def test_a_connection_that_asks_for_nothing_is_closed(port: int, start: bytes) -> None:
    assert said(port, start) == b""


def dripped(connection: socket.socket, piece: bytes) -> float:
    """The seconds after which the other side no longer takes a little every now and then."""
    begun = time.monotonic()
    try:
        while time.monotonic() - begun < 60:
            connection.sendall(piece)
            time.sleep(0.05)
    except OSError:
        pass
    return time.monotonic() - begun


def test_a_head_that_drips_in_is_not_waited_for(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        assert dripped(connection, b"G") < 25


def test_whoever_asks_in_time_is_answered_and_may_ask_again(port: int) -> None:
    ask = f"GET {ROOT}/status HTTP/1.1\r\nHost: localhost\r\n".encode()
    heard = said(port, ask + b"\r\n", ask + b"Connection: close\r\n\r\n")
    assert heard.count(b"HTTP/1.1 200 OK") == 2
    assert b"\r\nserver:" not in heard.lower()


def test_a_body_that_does_not_come_in_is_answered_in_time(port: int) -> None:
    head = f"POST {ROOT}/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    heard = said(port, head.encode() + b'Content-Length: 100\r\n\r\n{"')
    assert heard.startswith(b"HTTP/1.1 408")
    assert b"too_slow" in heard


def test_a_body_that_drips_in_is_not_waited_for_either(port: int) -> None:
    head = f"POST {ROOT}/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(head.encode() + b"Content-Length: 9000\r\n\r\n")
        assert dripped(connection, b" ") < 25
