"""From a text and what is known about it to an `Article`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from depesche.errors import InputError, NoTextFound
from depesche.reading.detect import language_of
from depesche.reading.document import INVISIBLE
from depesche.reading.types import Article
from depesche.sources.decode import mend

if TYPE_CHECKING:
    from collections.abc import Callable

_EMPTY = INVISIBLE + " \t\r\n\v\f\u00a0\x00"
_DEFAULT_LANGUAGE = "de"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of all articles; it goes before what an article says of itself."""

    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What an article says of itself."""

    id: str
    source: str
    line: int | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notices: tuple[str, ...] = ()


def build(text: str, known: Known, given: Given) -> Article:
    """The article. Raises `NoTextFound` where the text holds no visible character."""
    mended = mend(text)
    if not mended.text.strip(_EMPTY):
        raise NoTextFound("no text in it", source=known.source, line=known.line)
    return Article(
        text=mended.text,
        id=mend(known.id).text,
        title=mend(known.title).text if known.title else None,
        published=given.published or known.published,
        url=mend(known.url).text if known.url else None,
        language=given.language or known.language or language_of(mended.text, _DEFAULT_LANGUAGE),
        notices=known.notices + ((mended.notice,) if mended.notice else ()),
    )


def attempt(make: Callable[[], Article], source: str, line: int | None = None) -> Article | InputError:
    """The article, or the error that came instead of it, with its place."""
    try:
        return make()
    except InputError as error:
        return placed(error, source, line)


def placed(error: InputError, source: str, line: int | None = None) -> InputError:
    """The same error with its place, if it did not name one."""
    return error if error.source is not None else type(error)(str(error), source=source, line=line)
