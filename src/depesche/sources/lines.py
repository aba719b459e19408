"""JSON Lines: one article a line, read one line at a time."""

from __future__ import annotations

import codecs
import json
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

from depesche.errors import InvalidArticle, InvalidDate, NoTextFound, TooLarge, UnreadableInput
from depesche.sources.build import Given, Known, attempt, build, placed
from depesche.sources.dates import iso_date
from depesche.sources.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.errors import InputError
    from depesche.reading.types import Article

LONGEST_LINE = 64_000_000
_HEAD = 1000
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def from_lines(stream: BinaryIO, *, name: str, source: str, given: Given) -> Iterator[Article | InputError]:
    """The articles of a JSON Lines stream; a line that is none is an error in its place.

    `name` stands before the line's number in the ids of articles that bring none.
    """
    found = False
    try:
        for number, line in enumerate(_lines(stream), 1):
            if line is None or line.strip():
                found = True
                make = partial(_article, line, f"{name}-{number}", source, number, given)
                yield attempt(make, source, number)
    except UnreadableInput as error:
        yield placed(error, source)
        return
    if not found:
        yield NoTextFound("no articles in it", source=source)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines in the encoding they are in; None for one that is too long. Raises `UnreadableInput`."""
    line = stream.readline(LONGEST_LINE + 1)
    if line.startswith(_WIDE_MARKS):
        text = decode(line + stream.read(LONGEST_LINE)).text
        yield from (wide.encode() for wide in text.split("\n"))
        return
    decode(line[:_HEAD])
    while line:
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(stream)
            yield None
        else:
            yield line
        line = stream.readline(LONGEST_LINE + 1)


def _skip_line(stream: BinaryIO) -> None:
    while (piece := stream.readline(1_000_000)) and not piece.endswith(b"\n"):
        pass


def _article(line: bytes | None, name: str, source: str, number: int, given: Given) -> Article:
    if line is None:
        raise TooLarge(f"this line is longer than {LONGEST_LINE // 1_000_000} MB")
    decoded = decode(line)
    entry = _object(decoded.text)
    text = entry.get("text")
    if not isinstance(text, str):
        raise InvalidArticle('no "text" in this line' if text is None else '"text" should be a string')
    known = Known(
        id=_id(entry.get("id")) or name,
        source=source,
        line=number,
        title=_string(entry, "title"),
        published=_published(entry),
        url=_string(entry, "url"),
        language=_string(entry, "language"),
        notices=(decoded.notice,) if decoded.notice else (),
    )
    return build(text, known, given)


def _object(line: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidArticle(f"not JSON: {error.msg} (column {error.colno})") from None
    except (ValueError, RecursionError):
        raise InvalidArticle("not JSON that can be read: nested too deeply or a number too long") from None
    if not isinstance(entry, dict):
        raise InvalidArticle('should be a JSON object with "text"')
    return entry


def _id(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidArticle('"id" should be a string')
    return str(value)


def _string(entry: dict[str, Any], name: str) -> str | None:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise InvalidArticle(f'"{name}" should be a string')
    return value or None


def _published(entry: dict[str, Any]) -> str | None:
    value = _string(entry, "published")
    try:
        return iso_date(value) if value else None
    except InvalidDate as error:
        raise InvalidArticle(f'"published": {error}') from None
