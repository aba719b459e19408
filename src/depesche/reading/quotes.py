"""Which tokens stand inside quotation marks, whatever marks a text uses and however it loses them.

A mark opens or closes by its shape where the shape is clear („ opens), else by the spaces beside it and by what is
open. A quotation that runs over paragraphs repeats its opening mark at each; one that is never closed is kept as
such, up to the end of its paragraph, and one that is never opened from the begin of its sentence. Single marks count
where they stand outside double ones, in pairs within a sentence or paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.document import Document, Token

DOUBLE = frozenset('„“”"»«‟＂〝〞「」『』')
_ALWAYS_OPENS = frozenset("„‟〝「『")
_ALWAYS_CLOSES = frozenset("〞」』")
SINGLE = {"‚": "‘’'", "‘": "’", "›": "‹", "‹": "›", "'": "'", "’": "’", "`": "'´"}
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
    found = _in_double_marks(document)
    taken = [False] * len(document.tokens)
    for first, last, _ in found:
        taken[first:last] = [True] * (last - first)
    return tuple(sorted([*found, *_in_single_marks(document, taken)]))


def _in_single_marks(document: Document, taken: list[bool]) -> Iterator[Quotation]:
    """Quotations in single marks, each of two words or more, outside those in double marks."""
    last = 0
    for first, token in enumerate(document.tokens):
        closing = SINGLE.get(token.word)
        if closing is None or first < last or taken[first] or not _opens(document, token):
            continue
        end = _paragraph_end(document, first)
        for other in range(first + 1, end):
            if taken[other] or not other - first <= LONGEST:
                break
            one = document.tokens[other]
            if one.word in closing and _closes(document, one) and other - first > 2:
                last = other + 1
                yield Quotation(first, last, closed=True)
                break


def _in_double_marks(document: Document) -> list[Quotation]:
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
            if not mark.opens:
                found.extend(_never_opened(document, mark.token, found[-1].last if found else 0))
        elif mark.closes and mark.token - open_at <= LONGEST:
            found.append(Quotation(open_at, mark.token + 1, closed=True))
            open_at = None
        elif not mark.starts_paragraph:
            found.append(Quotation(open_at, min(mark.token, _paragraph_end(document, open_at)), closed=False))
            open_at = mark.token
    if open_at is not None:
        found.append(Quotation(open_at, _paragraph_end(document, open_at), closed=False))
    return found


def _never_opened(document: Document, mark: int, least: int) -> Iterator[Quotation]:
    """The sentence up to a closing mark whose opening mark was lost."""
    first = document.sentences[document.tokens[mark].sentence].first
    if mark == first:  # the mark stands behind the full stop, as a sentence of its own
        first = document.sentences[max(0, document.tokens[mark].sentence - 1)].first
    if least <= first < mark - 2:
        yield Quotation(first, mark + 1, closed=False)


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
    space_before, space_after = _opens_by_space(document, token), _closes(document, token)
    starts = document.sentences[token.sentence].first == number and _first_of_paragraph(
        document, token.sentence
    )
    if token.word in _ALWAYS_OPENS:
        return _Mark(number, opens=True, closes=False, starts_paragraph=starts)
    if token.word in _ALWAYS_CLOSES:
        return _Mark(number, opens=False, closes=True, starts_paragraph=False)
    opens = space_before
    closes = not space_before or space_after
    return _Mark(number, opens=opens or not closes, closes=closes, starts_paragraph=starts and opens)


def _opens(document: Document, token: Token) -> bool:
    return _opens_by_space(document, token) and not _closes(document, token)


def _opens_by_space(document: Document, token: Token) -> bool:
    before = document.text[token.start - 1] if token.start else " "
    return before.isspace() or before in '([-–—/„“»«"'


def _closes(document: Document, token: Token) -> bool:
    after = document.text[token.end : token.end + 1]
    return not after or not (after.isalnum() or after in "([…„‚«»")


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
