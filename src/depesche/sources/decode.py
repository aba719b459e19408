"""Bytes to text: UTF-8 first, then what the source declares, then what the bytes look like."""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

from depesche import languages
from depesche.errors import UnreadableInput

_SAMPLE = 65_536
_WINDOWS = "windows-1252"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_BINARY = "this is binary data, not text"
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
_LIKELY = (
    "cp1252", "iso8859_15", "cp1250", "iso8859_2", "cp1251", "iso8859_5", "koi8_r", "cp1253", "cp1254",
    "mac_roman", "cp850", "cp437",
)  # fmt: skip
_USUAL_NAMES = {
    "cp1252": _WINDOWS,
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "mac_roman": "macintosh",
}


class Decoded(NamedTuple):
    """A text and, where it was not plain UTF-8, how it was read."""

    text: str
    notice: str | None = None


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes; a byte order mark is taken off, nothing else changes.

    `declared` is the encoding that the source names, if any. Raises `UnreadableInput` for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_mark(data, mark, encoding)
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _damaged(data) or _as_declared(data, declared) or _guessed(data)


def mend(text: str) -> Decoded:
    """Replace halves of surrogate pairs, which are no characters, by U+FFFD, one for one."""
    mended, count = _HALF_CHARACTERS.subn("\ufffd", text)
    return Decoded(mended, _mended(count) if count else None)


def _mended(count: int) -> str:
    return f"{count} damaged character{'s' if count > 1 else ''} replaced by U+FFFD"


def _with_mark(data: bytes, mark: bytes, encoding: str) -> Decoded:
    if encoding == "utf-8":
        return decode(data[len(mark) :])
    try:
        return Decoded(data.decode(encoding), f"read as {encoding.upper()}")
    except UnicodeDecodeError as error:
        raise UnreadableInput(f"marked as {encoding.upper()}, but it is not: {error.reason}") from None


def _refuse_binary(data: bytes) -> None:
    for start, name in _FORMATS:
        if data.startswith(start):
            raise UnreadableInput(f"this is {name}; save its text as .txt first")
    if b"\x00" in data[:_SAMPLE]:
        raise UnreadableInput(_BINARY)


def _damaged(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places, such as a cut in the middle of a character."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(_BEYOND_ASCII.findall(text)) - broken
    return Decoded(text, _mended(broken)) if whole > 4 * broken else None


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    # Pages that declare Latin-1 hold Windows characters; browsers read them so.
    name = _WINDOWS if declared.casefold() in {"iso-8859-1", "latin-1", "latin1", "us-ascii"} else declared
    return _try(data, name)


def _guessed(data: bytes) -> Decoded:
    """The first encoding in which the text looks like a language that is installed, or the likeliest one."""
    if len(_CONTROLS.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) / 50:
        raise UnreadableInput(_BINARY)
    windows = _try(data, _WINDOWS)
    if windows and _looks_usual(windows.text):
        return windows
    readings = [reading for name in _candidates(data) if (reading := _try(data, name))]
    if not readings:
        raise UnreadableInput("neither UTF-8 nor any encoding that could be made out; save it as UTF-8")
    return next((reading for reading in readings if _looks_usual(reading.text)), readings[0])


def _candidates(data: bytes) -> list[str]:
    from charset_normalizer import from_bytes

    beyond = _HIGH_BYTE.search(data)
    start = max(0, beyond.start() - 1000) if beyond else 0
    matches = from_bytes(data[start : start + _SAMPLE], cp_isolation=list(_LIKELY))
    return [match.encoding for match in matches]


def _try(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), f"read as {_USUAL_NAMES.get(encoding, encoding)}")
    except (UnicodeDecodeError, LookupError):
        return None


def _looks_usual(text: str) -> bool:
    """Whether most characters beyond ASCII are usual in an installed language."""
    beyond = _BEYOND_ASCII.findall(text[:_SAMPLE])
    usual = _usual_characters()
    return sum(character in usual for character in beyond) > 0.8 * len(beyond)


@cache
def _usual_characters() -> frozenset[str]:
    known = (languages.load(code) for code in languages.available())
    tables = [table.table("spelling") for table in known if table.path("data/spelling.toml").is_file()]
    return frozenset(character for table in tables for character in table["characters"])
