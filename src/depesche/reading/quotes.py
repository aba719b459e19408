"""Which tokens stand inside quotation marks, whatever marks a text uses and however it loses them.

A mark opens or closes by its shape where the shape is clear („ opens), else by the spaces beside it and by what is
open. A quotation that runs over paragraphs repeats its opening mark at each; one that is never closed is kept as
such, up to the end of its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.document import Document, Token

DOUBLE = frozenset('„“”"»«‟＂〝〞')
_ALWAYS_OPENS = frozenset("„‟〝")
LONGEST = 600


class Quotation(NamedTuple):
    """Tokens first … last - 1, marks included; `closed` tells whether the closing mark was found."""

    first: int
    last: int
    closed: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    token: int
    opens: bool
    closes: bool
    starts_paragraph: bool


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of a text in order; they do not overlap."""
    found: list[Quotation] = []
    open_at: int | None = None
    for mark in _marks(document):
        if open_at is not None and _ends(document, open_at, mark):
            limit = _paragraph_end(document, open_at)
            if limit <= mark.token and mark.opens and not mark.starts_paragraph:
                found.append(Quotation(open_at, limit, closed=False))
                open_at = mark.token if mark.opens else None
                continue
        if open_at is None:
            open_at = mark.token if mark.opens else None
        elif mark.closes and mark.token - open_at <= LONGEST:
            found.append(Quotation(open_at, mark.token + 1, closed=True))
            open_at = None
        elif not mark.starts_paragraph:
            found.append(Quotation(open_at, min(mark.token, _paragraph_end(document, open_at)), closed=False))
            open_at = mark.token
    if open_at is not None:
        found.append(Quotation(open_at, _paragraph_end(document, open_at), closed=False))
    return tuple(found)


def inside(document: Document) -> list[int]:
    """Per token: 0 outside, 1 inside a closed quotation, 2 inside one that is never closed."""
    flags = [0] * len(document.tokens)
    for first, last, closed in find_quotations(document):
        flags[first:last] = [1 if closed else 2] * (last - first)
    return flags


def _marks(document: Document) -> Iterator[_Mark]:
    for number, token in enumerate(document.tokens):
        if token.word in DOUBLE:
            yield _read_mark(document, number, token)


def _read_mark(document: Document, number: int, token: Token) -> _Mark:
    text = document.text
    space_before = token.start == 0 or text[token.start - 1].isspace() or text[token.start - 1] in "([-–—/"
    space_after = token.end >= len(text) or not (text[token.end].isalnum() or text[token.end] in "([…„‚«»")
    starts = document.sentences[token.sentence].first == number and _first_of_paragraph(
        document, token.sentence
    )
    if token.word in _ALWAYS_OPENS:
        return _Mark(number, opens=True, closes=False, starts_paragraph=starts)
    opens = space_before and not space_after
    closes = not space_before or space_after
    return _Mark(number, opens=opens or not closes, closes=closes, starts_paragraph=starts and opens)


def _first_of_paragraph(document: Document, sentence: int) -> bool:
    return (
        sentence == 0 or document.sentences[sentence - 1].paragraph != document.sentences[sentence].paragraph
    )


def _ends(document: Document, open_at: int, mark: _Mark) -> bool:
    """Whether the paragraph of the open mark ended before this mark."""
    here = document.sentences[document.tokens[mark.token].sentence].paragraph
    return document.sentences[document.tokens[open_at].sentence].paragraph != here


def _paragraph_end(document: Document, token: int) -> int:
    sentence = document.tokens[token].sentence
    paragraph = document.sentences[sentence].paragraph
    while sentence + 1 < len(document.sentences) and document.sentences[sentence + 1].paragraph == paragraph:
        sentence += 1
    return document.sentences[sentence].last
