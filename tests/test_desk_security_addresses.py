"""Addresses that others name lead to public pages only: whatever a name stands for, wherever a redirect leads."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.request import build_opener

import pytest

from depesche import Article, InputError, articles
from depesche.errors import UnreadableInput
from depesche.sources import address as addresses
from depesche.sources import reach
from depesche.sources.reach import Network, Visit, is_public
from tests.desk_api import asking, filled, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUBLIC = "93.184.215.14"
TEXT = "Karsland forderte gestern die Öffnung des Hafens."


# Which addresses are public


@pytest.mark.parametrize(
    "address",
    [
        "93.184.215.14",
        "1.1.1.1",
        "192.0.66.1",
        "2606:2800:21f:cb07::1",
        "2a00:1450:4001::1",
        "64:ff9b::5db8:d70e",
    ],
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "fe80::1", "fe80::1%eth0",
        "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "100::1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "4000::1", "",
        "localhost", "127.1", "0x7f.1", "2130706433", "93.184.215.14 ",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


# A web in which names stand for whatever a test says


class Site(BaseHTTPRequestHandler):
    """Answers as the tests set; every request is noted."""

    answers: ClassVar[dict[str, tuple[int, dict[str, str], bytes]]] = {}
    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in {
            "Content-Length": str(len(body)),
            "Content-Type": "text/plain",
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


class Web:
    """Names with their addresses; every connection to a public one ends at the local server, and is noted."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.names: dict[str, list[list[str]]] = {}
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []

    def look_up(self, host: str, port: int) -> list[str]:
        del port
        self.looked_up.append(host)
        found = self.names.get(host)
        if found is None:
            return [host]
        return found.pop(0) if len(found) > 1 else found[0]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.connected.append((address, port))
        if address == "93.184.215.99":
            raise ConnectionRefusedError("nobody there")
        return socket.create_connection(("127.0.0.1", self.port), seconds)


@pytest.fixture(scope="module")
def server() -> Iterator[int]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made.server_port
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def web(server: int, monkeypatch: pytest.MonkeyPatch) -> Web:
    made = Web(server)
    network = Network(made.look_up, made.connect)
    monkeypatch.setattr(addresses, "Visit", partial(Visit, network=network))
    Site.asked.clear()
    Site.answers = {"/hafen": (200, {}, TEXT.encode())}
    return made


def fetched(address: str) -> Article | InputError:
    (result,) = articles([address], public_only=True)
    return result


def refusal(address: str) -> str:
    result = fetched(address)
    assert isinstance(result, UnreadableInput), result
    return str(result)


def test_a_public_page_is_fetched_by_its_name(web: Web) -> None:
    web.names["news.example"] = [[PUBLIC]]
    found = fetched("http://news.example/hafen")
    assert isinstance(found, Article)
    assert found.text == TEXT
    assert web.connected == [(PUBLIC, 80)]
    assert Site.asked == [("news.example", "/hafen")]


@pytest.mark.parametrize(
    "private", ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1", "::ffff:192.168.0.1", "fd00::1"]
)
def test_a_name_of_a_private_address_is_refused_and_never_called(web: Web, private: str) -> None:
    web.names["news.example"] = [[private]]
    message = refusal("http://news.example/hafen")
    assert "private network" in message
    assert private not in message.replace(
        "http://news.example", ""
    )  # what a name stands for inside stays inside
    assert web.connected == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.5", "169.254.169.254"])
def test_a_private_address_itself_is_refused(web: Web, host: str) -> None:
    assert "private network" in refusal(f"http://{host}/hafen")
    assert web.connected == []


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f000001", "2130706433", "0177.0.0.1"])
def test_other_ways_to_write_this_machine_are_refused(host: str) -> None:
    """With the real resolver, which knows all of these."""
    assert isinstance(fetched(f"http://{host}:9/hafen"), UnreadableInput)
    with Visit(5) as visit, pytest.raises((UnreadableInput, OSError)):
        visit.socket_to(host, 80, 1)


def test_one_private_address_among_public_ones_is_enough(web: Web) -> None:
    web.names["news.example"] = [[PUBLIC, "10.0.0.1"]]
    assert "private network" in refusal("http://news.example/hafen")
    assert web.connected == []


def test_a_name_that_changes_its_mind_gains_nothing(web: Web) -> None:
    web.names["rebound.example"] = [[PUBLIC], ["127.0.0.1"]]
    assert isinstance(fetched("http://rebound.example/hafen"), Article)
    assert web.looked_up == ["rebound.example"]
    assert web.connected == [(PUBLIC, 80)]
    assert "private network" in refusal("http://rebound.example/hafen")


@pytest.mark.parametrize(
    "target",
    ["http://127.0.0.1:8765/api/v1/users", "http://inside.example/", "http://[::1]/", "//10.0.0.1/x"],
)
def test_a_redirect_into_a_private_network_is_not_followed(web: Web, target: str) -> None:
    web.names |= {"news.example": [[PUBLIC]], "inside.example": [["192.168.0.9"]]}
    Site.answers["/weiter"] = (302, {"Location": target}, b"")
    assert "private network" in refusal("http://news.example/weiter")
    assert web.connected == [(PUBLIC, 80)]


def test_a_public_redirect_is_followed_a_few_times_only(web: Web) -> None:
    web.names["news.example"] = [[PUBLIC]]
    Site.answers["/weiter"] = (301, {"Location": "http://news.example/hafen"}, b"")
    assert isinstance(fetched("http://news.example/weiter"), Article)
    Site.answers["/kreis"] = (302, {"Location": "/kreis?"}, b"")
    for number in range(20):
        Site.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    Site.asked.clear()
    assert "302" in refusal("http://news.example/0")
    assert len(Site.asked) <= addresses.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://news.example/x", "gopher://news.example/", "data:,x"]
)
def test_a_redirect_to_what_is_no_web_page_is_refused(web: Web, target: str) -> None:
    web.names["news.example"] = [[PUBLIC]]
    Site.answers["/weiter"] = (302, {"Location": target}, b"")
    assert isinstance(fetched("http://news.example/weiter"), UnreadableInput)


@pytest.mark.parametrize("port", [22, 25, 631])
def test_ports_of_other_services_are_refused(web: Web, port: int) -> None:
    web.names["news.example"] = [[PUBLIC]]
    assert f"port {port}" in refusal(f"http://news.example:{port}/hafen")
    assert web.connected == []
    assert isinstance(fetched("http://news.example:8080/hafen"), Article)


def test_a_user_in_an_address_does_not_hide_its_host(web: Web) -> None:
    web.names["news.example"] = [[PUBLIC]]
    refusal("http://news.example@127.0.0.1/hafen")
    refusal("http://news.example:80@10.0.0.1/hafen")
    assert web.connected == []


def test_the_next_address_is_tried_where_the_first_does_not_answer(web: Web) -> None:
    web.names["news.example"] = [["93.184.215.99", PUBLIC]]
    assert isinstance(fetched("http://news.example/hafen"), Article)
    web.names["news.example"] = [["93.184.215.99"]]
    assert "does not answer" in refusal("http://news.example/hafen")


def test_a_proxy_is_left_aside(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.names["news.example"] = [[PUBLIC]]
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert isinstance(fetched("http://news.example/hafen"), Article)


def test_a_certificate_is_asked_for_in_the_name_of_the_page() -> None:
    here, there = socket.socketpair()
    network = Network(lambda _host, _port: [PUBLIC], lambda _address, _port, _seconds: here)
    with there, Visit(5, network) as visit:
        handler = visit.handlers()[-1]
        thread = threading.Thread(target=lambda: _hang_up(there, hello), daemon=True)
        hello: list[bytes] = []
        thread.start()
        opener = build_opener(*visit.handlers())
        with pytest.raises(UnreadableInput):
            addresses._fetched("https://news.example/hafen", opener)
        thread.join(5)
        assert isinstance(handler, reach._Secure)
        assert handler._trusted.check_hostname
    assert b"news.example" in hello[0]


def _hang_up(connection: socket.socket, heard: list[bytes]) -> None:
    heard.append(connection.recv(4_096))
    connection.close()


# Those who take their time


@contextmanager
def dripping(piece: bytes) -> Iterator[int]:
    """A server that sends a little, again and again."""
    stop = threading.Event()

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                while not stop.wait(0.02):
                    connection.sendall(piece)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, args=(listener,), daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            stop.set()
            thread.join(5)


@pytest.mark.parametrize("piece", [b"a", b"\r\nX-A: b", b"\r\n\r\nabc"])
def test_a_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch, piece: bytes) -> None:
    monkeypatch.setattr(addresses, "DEADLINE", 0.5)
    with dripping(piece) as port:
        network = Web(port)
        network.names["news.example"] = [[PUBLIC]]
        made = Network(network.look_up, network.connect)
        monkeypatch.setattr(addresses, "Visit", partial(Visit, network=made))
        start = time.monotonic()
        assert isinstance(fetched("http://news.example/"), UnreadableInput)
        assert time.monotonic() - start < 10


def test_what_comes_with_a_redirect_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a redirect whose body never ends would fill the memory."""
    head = b"Location: http://127.0.0.1/\r\n\r\n"

    def send(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(4_096)
            try:
                connection.sendall(b"HTTP/1.1 302 Found\r\n" + head)
                for _ in range(2_000):
                    connection.sendall(b"x" * 100_000)
            except OSError:
                sent.append("stopped")

    sent: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=send, args=(listener,), daemon=True)
        thread.start()
        web = Web(listener.getsockname()[1])
        web.names["news.example"] = [[PUBLIC]]
        made = Network(web.look_up, web.connect)
        monkeypatch.setattr(addresses, "Visit", partial(Visit, network=made))
        assert "private network" in refusal("http://news.example/")
        thread.join(20)
    assert sent == ["stopped"]


# Where it holds


def test_the_desk_refuses_private_addresses_unless_it_is_told_otherwise(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading(monkeypatch)
    path = filled(tmp_path / "krise.db")
    here = {"url": f"http://127.0.0.1:{web.port}/hafen"}
    with asking(path) as desk:
        job = desk.ended(desk.post("/articles/address", here, 202))
        assert job["state"] == "failed"
        assert job["errors"][0]["code"] == "private_address"
        assert "private network" in job["errors"][0]["message"]
        for url in ("file:///etc/hostname", "ftp://news.example/x", "/etc/hostname", "-"):
            assert desk.post("/articles/address", {"url": url}, 422)["error"]["field"] == "url"
    assert Site.asked == []
    with asking(path, private_addresses=True) as desk:
        assert desk.ended(desk.post("/articles/address", here, 202))["found"][0]["outcome"] == "new"


def test_on_ones_own_machine_private_addresses_are_read(web: Web) -> None:
    (found,) = articles([f"http://127.0.0.1:{web.port}/hafen"])
    assert isinstance(found, Article)
