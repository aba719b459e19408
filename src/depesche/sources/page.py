"""Web pages: the main text, title and date, found by trafilatura."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from depesche.errors import InvalidDate, NoTextFound, UnreadableInput
from depesche.sources.build import Given, Known, build
from depesche.sources.dates import iso_date
from depesche.sources.decode import decode

if TYPE_CHECKING:
    from depesche.reading.types import Article

# Three words and a mark that ends a sentence: what the menus and forms of a page lack.
_SENTENCE = re.compile(r"\w+\W+\w+\W+\w.*?[.!?…。]", re.DOTALL)
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]+?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def from_page(
    data: bytes, *, name: str, source: str, given: Given, charset: str | None = None, url: str | None = None
) -> Article:
    """An article from the bytes of an HTML page. Raises `NoTextFound` where it has no main text."""
    text, notice = decode(data, charset or _declared(data))
    found = _extract(text, url, source)
    if found is None or not found.text or not _SENTENCE.search(found.text):
        raise NoTextFound("no main text in this page; save the article's own text as .txt", source=source)
    known = Known(
        id=name,
        source=source,
        title=found.title or None,
        published=_date(found.date),
        url=url or _web_address(found.url),
        notices=(notice,) if notice else (),
    )
    return build(found.text, known, given)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "replace") if match else None


def _extract(text: str, url: str | None, source: str) -> Any:
    """What trafilatura found, or None."""
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they say is said by our own errors
    try:
        return bare_extraction(
            text,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableInput(f"this page cannot be taken apart: {error}", source=source) from error


def _date(found: str | None) -> str | None:
    try:
        return iso_date(found) if found else None
    except InvalidDate:
        return None


def _web_address(found: str | None) -> str | None:
    return found if found and found.startswith(("https://", "http://")) else None
