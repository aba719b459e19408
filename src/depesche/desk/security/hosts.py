"""Under which names a desk may be called, and from which pages it may be asked.

Public: `hosts_of(settings)`, `is_known(host, hosts)`, `is_foreign(headers, public)`, `ANY_NUMBER`.

A page of somebody else can make a browser send requests here. It cannot make up the `Host` of the address bar, nor
`Origin` and `Sec-Fetch-Site`, which the browser sets itself.
"""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from depesche.desk.settings import Settings

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_NUMBER = "*"  # any IP address: no name can be turned over to another machine where none is named


def hosts_of(settings: Settings) -> frozenset[str]:
    """The names a desk answers to, in lower case."""
    named = {one.casefold().rstrip(".") for one in settings.allowed_hosts}
    if settings.public_address:
        named.add(urlsplit(settings.public_address).hostname or "")
    if settings.is_everywhere:
        named |= {ANY_NUMBER, socket.gethostname().casefold()}
    return LOCAL | named | {settings.host.casefold()}


def is_known(header: str, hosts: frozenset[str]) -> bool:
    """Whether a `Host` header names one of the hosts, whatever the port."""
    host = _host(header)
    return host in hosts or (ANY_NUMBER in hosts and _is_number(host))


def is_foreign(headers: Mapping[str, str], public: str | None) -> bool:
    """Whether a page of another origin makes the browser ask; what is no browser says nothing of it.

    `public` is the address under which the desk is known outside, if it differs from the one it is asked at.
    """
    origin = headers.get("origin")
    if origin is not None and not _is_own(origin, headers.get("host", ""), public):
        return True
    site = headers.get("sec-fetch-site", "none")
    visits = headers.get("sec-fetch-mode") == "navigate" and origin is None  # a link that somebody followed
    return site not in {"none", "same-origin"} and not visits


def _is_own(origin: str, host: str, public: str | None) -> bool:
    try:
        found, outside = urlsplit(origin.casefold()), urlsplit((public or "").casefold())
    except ValueError:
        return False
    if found.scheme not in {"http", "https"} or not found.netloc:
        return False
    if found.netloc == outside.netloc:
        return found.scheme == outside.scheme  # what comes without TLS may be anybody's
    return found.netloc == host.casefold()


def _host(header: str) -> str:
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
