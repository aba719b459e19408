"""The inputs of a call, one after the other, as articles or as the errors that came instead."""

from __future__ import annotations

import io
import os
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from depesche.errors import InputError, NoTextFound, TooLarge, UnreadableInput
from depesche.reading.types import Article
from depesche.sources.address import fetch, is_address, name_of
from depesche.sources.build import Given, attempt, placed
from depesche.sources.dates import iso_date
from depesche.sources.lines import from_lines
from depesche.sources.page import from_page
from depesche.sources.plain import from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from depesche.sources.address import Page

LARGEST_FILE = 64_000_000  # of one article; JSON Lines may be of any size
STANDARD_INPUT = "-"
_TEXT, _PAGE, _LINES = "text", "page", "lines"
_KINDS = {
    ".txt": _TEXT,
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".jsonl": _LINES,
    ".ndjson": _LINES,
}
_TYPES = {
    "text/html": _PAGE,
    "application/xhtml+xml": _PAGE,
    "application/jsonl": _LINES,
    "application/x-ndjson": _LINES,
}
_OPENS_PAGE = re.compile(
    rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OPENS_LINE = re.compile(rb"\{\s*(?:\"|\}\s*$)")
_Result = Article | InputError


def articles(
    inputs: Iterable[str | Path],
    *,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
    public_only: bool = False,
) -> Iterator[_Result]:
    """The articles of files, folders, addresses and "-" (standard input), in order and one at a time.

    `published` and `language` go before what an article says of itself. A bad input comes out as an
    `InputError` in its place. A folder is read with all below it, in the order of the names; hidden files and
    other kinds are left out. With `public_only` no address leads into a private network: for whoever lets others
    name them. Raises `InvalidDate` at once where `published` is none.
    """
    given = Given(published=iso_date(published) if published is not None else None, language=language)
    get = partial(fetch, public_only=public_only)
    return _all(inputs, given, stdin or sys.stdin.buffer, get)


def is_readable(name: str) -> bool:
    """Whether the ending of a file's name is one of those that are read in a folder."""
    return Path(name).suffix.casefold() in _KINDS


def count(inputs: Iterable[str | Path]) -> int | None:
    """How many articles there are to come, None where that cannot be told beforehand."""
    total = 0
    for name in inputs:
        if str(name) == STANDARD_INPUT or is_address(str(name)):
            return None
        total += sum(_count_file(path) for path in _paths(Path(name)) if isinstance(path, Path))
    return total


def _all(
    inputs: Iterable[str | Path], given: Given, stdin: BinaryIO, get: Callable[[str], Page]
) -> Iterator[_Result]:
    unique = _unique_names()
    for name in inputs:
        if str(name) == STANDARD_INPUT:
            yield from _guard(_stream(stdin, "", unique("stdin"), "standard input", given), "standard input")
        elif is_address(str(name)):
            yield from _guard(_address(str(name), unique, given, get), str(name))
        else:
            yield from _below(Path(name), unique, given)


def _below(start: Path, unique: Callable[[str], str], given: Given) -> Iterator[_Result]:
    for path in _paths(start):
        if isinstance(path, InputError):
            yield path
        else:
            yield from _guard(_file(path, unique(path.stem), given), str(path))


def _guard(results: Iterator[_Result], source: str) -> Iterator[_Result]:
    """Pass results on; an error ends them and comes out as a value."""
    try:
        yield from results
    except InputError as error:
        yield placed(error, source)
    except OSError as error:
        yield UnreadableInput(_reason(error), source=source)
    except ValueError as error:  # a path with a null character
        yield UnreadableInput(str(error), source=source)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return (error.strerror or str(error)).casefold()


def _paths(start: Path) -> Iterator[Path | InputError]:
    """The file itself, or the articles in a folder and below it."""
    if not _is_folder(start):
        yield start
        return
    found = False
    for path in _walk(start):
        found = True
        yield path
    if not found:
        kinds = ", ".join(_KINDS)
        yield NoTextFound(f"no articles in this folder ({kinds})", source=str(start))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _walk(folder: Path) -> Iterator[Path | InputError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield UnreadableInput(_reason(error), source=str(folder))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif Path(entry.name).suffix.casefold() in _KINDS:
            yield Path(entry.path)


def _file(path: Path, name: str, given: Given) -> Iterator[_Result]:
    with path.open("rb") as stream:
        yield from _stream(stream, path.suffix.casefold(), name, str(path), given)


def _stream(stream: BinaryIO, suffix: str, name: str, source: str, given: Given) -> Iterator[_Result]:
    """Articles of a stream; its kind is told by the suffix or, failing that, by how it begins."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    kind = _KINDS.get(suffix) or _kind_of(buffered.peek(4096))
    if kind == _LINES:
        yield from from_lines(buffered, name=name, source=source, given=given)
        return
    data = buffered.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TooLarge(f"larger than {LARGEST_FILE // 1_000_000} MB; cut it into articles", source=source)
    make = from_page if kind == _PAGE else from_text
    yield attempt(partial(make, data, name=name, source=source, given=given), source)


def _kind_of(start: bytes) -> str:
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _OPENS_LINE.match(start):
        return _LINES
    return _PAGE if _OPENS_PAGE.match(start) else _TEXT


def _address(
    address: str, unique: Callable[[str], str], given: Given, get: Callable[[str], Page]
) -> Iterator[_Result]:
    page = get(address)
    name = unique(name_of(page.url))
    kind = _TYPES.get(page.type) or _kind_of(page.data[:4096])
    if kind == _LINES:
        yield from from_lines(io.BytesIO(page.data), name=name, source=address, given=given)
        return
    make = partial(from_page if kind == _PAGE else from_text, name=name, source=address, given=given)
    yield attempt(partial(make, page.data, charset=page.charset, url=page.url), address)


def _unique_names() -> Callable[[str], str]:
    """A function that gives each name once, and "name-2", "name-3" for the next ones."""
    taken: set[str] = set()

    def unique(name: str) -> str:
        candidate, number = name, 1
        while candidate in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate)
        return candidate

    return unique


def _count_file(path: Path) -> int:
    if _KINDS.get(path.suffix.casefold()) != _LINES:
        return 1
    try:
        with path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except (OSError, ValueError):
        return 1
