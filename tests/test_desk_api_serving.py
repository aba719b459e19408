"""What stands around the interface: headers, hosts, patience, the files of the front end, and the command."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import httpx2
import pytest

from depesche.desk.statics import NOT_BUILT, Front
from tests.desk_api import PATIENCE, ROOT, Asker, asking, filled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from depesche.record.questions.counts import Counts
    from depesche.record.record import Record

COMMAND = (sys.executable, "-m", "depesche", "serve")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("desk") / "krise.db")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front end as Vite leaves it."""
    folder = tmp_path_factory.mktemp("static")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<!doctype html><title>Depesche</title>", encoding="utf-8")
    (folder / "assets" / "index-5f3a.js").write_text("export {};" * 100, encoding="utf-8")
    (folder / "assets" / "index-5f3a.js.br").write_bytes(b"packed")
    (folder / ".secret").write_text("no", encoding="utf-8")
    (folder.parent / "outside.txt").write_text("no", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(path: Path, built: Path) -> Iterator[Asker]:
    with asking(path, static=built) as asker:
        yield asker


@pytest.mark.parametrize(
    "address", ["/", "/board", f"{ROOT}/board", f"{ROOT}/nowhere", f"{ROOT}/acts?limit=x", "/assets/none.js"]
)
def test_every_answer_has_its_headers(desk: Asker, address: str) -> None:
    headers = desk.client.get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_a_fault_of_ours_tells_nothing_and_has_its_headers(
    desk: Asker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from depesche.desk.routes import status

    def fail(_record: Record) -> Counts:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(status, "counts", fail)
    desk.client.app.state.desk.keeper._answers.clear()  # type: ignore[attr-defined]
    answer = desk.client.get(f"{ROOT}/status")
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "secret" not in answer.text
    assert "secret detail" in caplog.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_it_answers_to_its_own_names_only(desk: Asker) -> None:
    for host in ("127.0.0.1:8765", "localhost:8765", "[::1]:8765"):
        assert desk.client.get(f"{ROOT}/session", headers={"Host": host}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example:8765", ""):
        answer = desk.client.get(f"{ROOT}/session", headers={"Host": host})
        assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unknown_host")


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "invalid_json"),
        (b'{"ids":["a"]}', "text/plain", 422, "invalid"),
        (b"[]", "application/json", 422, "invalid"),
        (b'{"ids":["a\\u0000"]}', "application/json", 422, "invalid"),
        (b'{"ids":["\\ud800"]}', "application/json", 422, "invalid"),
        (b'{"ids":[]}', "application/json", 422, "invalid"),
        (b"\xff\xfe", "application/json", 400, "invalid_json"),
    ],
)
def test_a_malformed_body_is_one_clear_line(
    desk: Asker, content: bytes, kind: str, status: int, code: str
) -> None:
    headers = {**desk.headers, "Content-Type": kind}
    answer = desk.client.post(f"{ROOT}/decisions/confirm", content=content, headers=headers)
    problem = answer.json()["error"]
    assert (answer.status_code, problem["code"]) == (status, code)
    assert "\n" not in problem["message"]


def test_a_method_that_is_not_known_is_refused(desk: Asker) -> None:
    answer = desk.client.put(f"{ROOT}/board", headers=desk.headers)
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")
    assert desk.client.get(f"{ROOT}/board?party=%00").status_code == 400


def test_a_body_that_does_not_come_is_not_waited_for(path: Path) -> None:
    from tests.desk_api import answering

    with answering(path, patience=0.3) as address:
        parts = httpx2.URL(address)
        token = httpx2.get(f"{address}{ROOT}/session").json()["csrf"]
        with closing(socket.create_connection((parts.host, parts.port or 0), PATIENCE)) as connection:
            head = (
                f"POST {ROOT}/decisions/undo HTTP/1.1\r\nHost: {parts.host}:{parts.port}\r\n"
                f"X-CSRF-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"
            )
            connection.sendall(head.encode())
            assert b" 408 " in connection.recv(4096).splitlines()[0]


def test_large_answers_are_packed(desk: Asker) -> None:
    large = desk.client.get(f"{ROOT}/timeline", headers={"Accept-Encoding": "gzip"})
    assert large.headers["content-encoding"] == "gzip"
    small = desk.client.get(f"{ROOT}/session", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in small.headers


def test_files_are_kept_by_the_browser_and_pages_asked_for_anew(desk: Asker) -> None:
    script = desk.client.get("/assets/index-5f3a.js", headers={"Accept-Encoding": "identity"})
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    for address in ("/", "/board", "/article/k3v9q2m8x4ab", "/index.html"):
        page = desk.client.get(address)
        assert page.text.startswith("<!doctype html>")
        assert page.headers["cache-control"] == "no-cache"
    assert desk.client.get("/assets/gone-1234.js").status_code == 404


def test_a_packed_file_is_sent_to_whom_it_is_of_use(built: Path) -> None:
    front = Front(built)
    packed = front.answer("assets/index-5f3a.js", "gzip, br;q=0.9")
    assert packed.headers["content-encoding"] == "br"
    assert packed.headers["content-type"].startswith("text/javascript")
    assert "content-encoding" not in front.answer("assets/index-5f3a.js", "gzip").headers


@pytest.mark.parametrize(
    "address",
    ["../outside.txt", "assets/../../outside.txt", "/etc/passwd", ".secret", "assets", "a\x00b", "x" * 5000],
)
def test_nothing_outside_of_its_folder_is_sent(built: Path, address: str) -> None:
    answer = Front(built).answer(address)
    assert answer.headers.get("content-length") != "2"
    assert answer.status_code == 404 or answer.headers["content-type"].startswith("text/html")


def test_without_pages_it_says_how_to_build_them(path: Path, tmp_path: Path) -> None:
    with asking(path, static=tmp_path / "none") as desk:
        answer = desk.client.get("/")
        assert (answer.status_code, answer.text) == (404, f"{NOT_BUILT}\n")
        assert desk.get("/status")["articles"] > 0


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=300)


def test_the_command_says_its_address_and_ends_when_it_is_told(path: Path) -> None:
    command = [*COMMAND, "--record", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        assert httpx2.get(f"{address}{ROOT}/status", timeout=PATIENCE).json()["record"] == "krise.db"
        process.send_signal(signal.SIGTERM if os.name == "posix" else signal.SIGBREAK)  # type: ignore[attr-defined]
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_an_empty_record_is_begun_where_that_is_wanted(tmp_path: Path) -> None:
    place = tmp_path / "neu.db"
    assert "serve --new" in run("--record", str(place)).stderr
    assert not place.exists()
    command = [*COMMAND, "--record", str(place), "--new", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert httpx2.get(f"{address}{ROOT}/status", timeout=PATIENCE).json()["articles"] == 0
        process.send_signal(signal.SIGTERM if os.name == "posix" else signal.SIGBREAK)  # type: ignore[attr-defined]
        process.communicate(timeout=PATIENCE)


def test_what_stands_in_the_way_is_one_line(path: Path, tmp_path: Path) -> None:
    missing = run("--record", str(tmp_path / "none.db"))
    assert missing.returncode == 1
    assert "there is no record" in missing.stderr
    assert missing.stderr.count("\n") <= 2
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = run("--record", str(path), "--port", str(port))
    assert refused.returncode == 1
    assert f"127.0.0.1:{port} cannot be taken" in refused.stderr
    assert "--port" in refused.stderr
    assert "Traceback" not in missing.stderr + refused.stderr
