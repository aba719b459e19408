"""Fetching for others: only what is public on the web, whatever a name or a redirect leads to.

Public: `Visit`, `Network`, `is_public(address)`.

Whoever lets other people name addresses lends them this machine's place in the network. A name is looked up once, every
address it has must be public, and the connection goes to what was looked up: a name that changes its mind meanwhile
(DNS rebinding) gains nothing. Proxies are left aside, since they would look the name up again.
"""

from __future__ import annotations

import socket
import ssl
import urllib.request
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from depesche.errors import NoPage, PrivateAddress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from http.client import HTTPResponse

_WEB_PORTS = frozenset({80, 443})
_FREE_PORTS = 1024  # from here on no service of the system listens
_GLOBAL = IPv6Network("2000::/3")  # RFC 4291: all that is given out for use in the whole internet
_TUNNELS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))  # Teredo, 6to4: IPv4 addresses in disguise
_TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052: its last four bytes are an IPv4 address
_SPECIAL = (
    IPv4Network(
        "192.0.0.0/24"
    ),  # RFC 6890: for protocols; some releases of Python take parts of it for public
    IPv4Network("192.88.99.0/24"),  # RFC 7526: the way into 6to4, given up
    IPv4Network("168.63.129.16/32"),  # a cloud's own service at an address that looks public
)


def _look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def _connect(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), seconds)


class Network(NamedTuple):
    """How a name becomes addresses, and an address a connection."""

    look_up: Callable[[str, int], Sequence[str]] = _look_up
    connect: Callable[[str, int, float], socket.socket] = _connect


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, local, multicast, reserved or disguised."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        return _is_public_6(found)
    return _is_public_4(found)


def _is_public_4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved or any(address in network for network in _SPECIAL)
    return address.is_global and not special


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return _is_public_4(address.ipv4_mapped)
    if address in _TRANSLATED:
        return _is_public_4(IPv4Address(address.packed[-4:]))
    tunnelled = any(address in network for network in _TUNNELS)
    return address in _GLOBAL and address.is_global and not tunnelled


class Visit:
    """One page being fetched, with its redirects: `with Visit(…) as visit`, then open with `visit.handlers()`.

    After `seconds` all its connections are shut, however busily the other side goes on.
    """

    def __init__(self, seconds: float, network: Network | None = None) -> None:
        self._network = network or Network()
        self._sockets: list[socket.socket] = []
        self._timer = Timer(seconds, self._shut)
        self._timer.daemon = True
        self.is_over = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for one in self._sockets:
            one.close()

    def _shut(self) -> None:
        self.is_over = True
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def handlers(self) -> tuple[urllib.request.BaseHandler, ...]:
        """What urllib is to open addresses with."""
        return urllib.request.ProxyHandler({}), _Plain(self), _Secure(self)

    def socket_to(self, host: str, port: int, seconds: float) -> socket.socket:
        """A connection to a public machine. Raises `NoPage`, `PrivateAddress`, or `OSError` where nobody answers."""
        if port not in _WEB_PORTS and port < _FREE_PORTS:
            raise NoPage(f"port {port} is none of the web")
        addresses = self._network.look_up(host, port)
        if not addresses or not all(is_public(address) for address in addresses):
            raise PrivateAddress(f"{host[:80]!r} is in a private network, and only public pages are fetched")
        return self._first(addresses, port, seconds)

    def _first(self, addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
        """A connection to the first address that answers."""
        failed: OSError = OSError("it has no address")
        for address in addresses:
            if self.is_over:
                raise TimeoutError
            try:
                made = self._network.connect(address, port, seconds)
            except OSError as error:
                failed = error
                continue
            self._sockets.append(made.dup())  # TLS takes the socket itself over
            return made
        raise failed


class _Guarded(HTTPConnection):
    """A connection that asks a visit for its socket."""

    visit: Visit

    def connect(self) -> None:
        """Connect to the machine, if it is public."""
        self.sock = self.visit.socket_to(self.host, self.port, self.timeout or 0)


class _GuardedSecure(HTTPSConnection, _Guarded):
    """The same under TLS: it connects as its next of kin does, then asks for a certificate of the name."""


def _guarded(kind: type[_Guarded], visit: Visit, host: str, **given: Any) -> _Guarded:
    connection = kind(host, **given)
    connection.visit = visit
    return connection


class _Plain(urllib.request.HTTPHandler):
    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self._visit = visit

    def http_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_guarded, _Guarded, self._visit), req)


class _Secure(urllib.request.HTTPSHandler):
    def __init__(self, visit: Visit) -> None:
        self._trusted = ssl.create_default_context()
        super().__init__(context=self._trusted)
        self._visit = visit

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_guarded, _GuardedSecure, self._visit), req, context=self._trusted)
