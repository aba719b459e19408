"""Articles from the web: one request, with limits on time, size and redirects.

Whoever names an address on their own machine may go wherever that machine can. Where others name it, `public_only`
refuses what is not public, and counts all the time from the first look-up to the last byte (`reach.py`).
"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from http.client import HTTPException
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from depesche.errors import NoPage, TooLarge, UnreadableInput
from depesche.sources.reach import Visit

if TYPE_CHECKING:
    from http.client import HTTPMessage, HTTPResponse

LARGEST_PAGE = 20_000_000
WAIT = 15.0  # seconds for one answer from the network
DEADLINE = 60.0  # seconds for the whole page
MOST_REDIRECTS = 5
_SAFE = "/:?#[]@!$&'()*+,;=%~"


class Page(NamedTuple):
    """What an address answered; `url` is where the redirects ended."""

    data: bytes
    url: str
    type: str
    charset: str | None


class _Redirects(urllib.request.HTTPRedirectHandler):
    max_redirections = MOST_REDIRECTS

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not is_address(newurl):
            raise NoPage(f"leads on to {newurl[:80]!r}, which is no web address")
        fp.close()  # else all that comes with the redirect would be read, however much that is
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(name: str) -> bool:
    """Whether it is the address of a web page."""
    return name[:8].casefold().startswith(("http://", "https://"))


def fetch(address: str, *, public_only: bool = False) -> Page:
    """Get a page. Raises `UnreadableInput` (`NoPage`, `PrivateAddress`) or `TooLarge`."""
    if not public_only:
        return _fetched(address, urllib.request.build_opener(_Redirects))
    with Visit(DEADLINE) as visit:
        try:
            page = _fetched(address, urllib.request.build_opener(_Redirects, *visit.handlers()))
        except UnreadableInput:
            if visit.is_over:
                raise _incomplete() from None
            raise
        if visit.is_over:  # where no length was named, a connection that was shut looks like the end
            raise _incomplete()
        return page


def _fetched(address: str, opener: urllib.request.OpenerDirector) -> Page:
    try:
        request = urllib.request.Request(_ascii(address), headers=_headers())  # noqa: S310 (see is_address)
        with opener.open(request, timeout=WAIT) as answer:
            return _page(answer)
    except urllib.error.HTTPError as error:
        error.close()
        raise NoPage(f"the address answers {error.code} {_phrase(error)}") from None
    except TimeoutError:
        raise NoPage(f"no answer within {WAIT:.0f} seconds") from None
    except urllib.error.URLError as error:
        raise NoPage(_reason(error.reason)) from None
    except (OSError, HTTPException) as error:
        raise NoPage(_reason(error)) from None
    except ValueError as error:
        raise NoPage(f"this is no web address: {error}") from None


def name_of(url: str) -> str:
    """A short id for a page: the last part of its path, or its host."""
    parts = urlsplit(url)
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    last = segments[-1] if segments else parts.hostname or url
    return last.removesuffix(".html").removesuffix(".htm").removesuffix(".txt") or last


def _headers() -> dict[str, str]:
    from depesche import __version__

    return {
        "User-Agent": f"Depesche/{__version__}",
        "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "identity",
    }


def _ascii(address: str) -> str:
    """The address as it goes over the wire: host in IDNA, other signs percent-encoded."""
    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if not host:
        raise ValueError("it names no host")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    if "@" in parts.netloc:
        raise ValueError("leave the user name and password out of it; pages behind a login are not fetched")
    path, query = quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE)
    return urlunsplit((parts.scheme, f"{host}{port}", path, query, ""))


def _page(answer: HTTPResponse) -> Page:
    headers = answer.headers
    length = headers.get("Content-Length") or ""
    expected = int(length) if length.isdecimal() else 0
    if expected > LARGEST_PAGE:
        raise TooLarge(f"this page is larger than {LARGEST_PAGE // 1_000_000} MB")
    encoding = (headers.get("Content-Encoding") or "identity").casefold()
    if encoding != "identity":
        raise NoPage(f"the address answers in {encoding}, though asked not to")
    body = _body(answer)
    if len(body) < expected:
        raise NoPage(f"the page broke off after {len(body)} of {expected} bytes")
    return Page(body, answer.geturl(), headers.get_content_type(), headers.get_content_charset())


def _body(answer: HTTPResponse) -> bytes:
    start = time.monotonic()
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(65_536):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_PAGE:
            raise TooLarge(f"this page is larger than {LARGEST_PAGE // 1_000_000} MB")
        if time.monotonic() - start > DEADLINE:
            raise _incomplete()
    return b"".join(pieces)


def _incomplete() -> NoPage:
    return NoPage(f"the page was not complete after {DEADLINE:.0f} seconds")


def _phrase(error: urllib.error.HTTPError) -> str:
    return " ".join(str(error.reason).split())[:200] or "with an error"


def _reason(error: object) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {WAIT:.0f} seconds"
    text = " ".join(str(getattr(error, "strerror", None) or error).split())
    return f"the address does not answer: {text[:200] or type(error).__name__}"
