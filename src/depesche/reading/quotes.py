"""Which tokens stand inside quotation marks, whatever marks a text uses and however it loses them.

A mark opens or closes by its shape where the shape is clear („ opens), else by the spaces beside it and by what is
open. A quotation that runs over paragraphs repeats its opening mark at each; one that is never closed is kept as
such, up to the end of its paragraph, and one that is never opened from the begin of its sentence. Marks typed as two
characters (`` and '') count in pairs only. Single marks count where they stand outside double ones, in pairs within a
sentence or paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.document import TYPED, found_once

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from depesche.reading.document import Document, Token

DOUBLE = frozenset('„“”"»«‟＂〝〞「」『』') | TYPED
_ALWAYS_OPENS = frozenset("„‟〝「『")
_ALWAYS_CLOSES = frozenset("〞」』")
SINGLE = {"‚": "‘’'", "‘": "’", "›": "‹", "‹": "›", "'": "'", "’": "’", "`": "'´"}
_CLOSING_LOW = frozenset(("''", "``", "‘‘", "’’", "´´", '"', "“", "”"))
TYPED_PAIRS = {
    ",,": _CLOSING_LOW,
    "‚‚": _CLOSING_LOW,
    "„": _CLOSING_LOW,
    "``": frozenset(("''", "``", "’’", "´´", '"')),
    "''": frozenset(("''",)),
    "‘‘": frozenset(("’’", "‘‘")),
    "’’": frozenset(("’’",)),
    "´´": frozenset(("´´",)),
    "<<": frozenset((">>",)),
    ">>": frozenset(("<<",)),
    "‹‹": frozenset(("››",)),
    "››": frozenset(("‹‹",)),
}
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


@found_once
def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The quotations of a text in order; they do not overlap."""
    found = _in_double_marks(document)
    taken = [False] * len(document.tokens)
    for first, last, _ in found:
        taken[first:last] = [True] * (last - first)
    return tuple(sorted([*found, *_in_single_marks(document, taken)]))


def find_nested(document: Document, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations in single marks inside closed ones in double marks, in order."""
    taken = [True] * len(document.tokens)
    for first, last, closed in quotations:
        if closed and document.tokens[first].word in DOUBLE:
            taken[first + 1 : last - 1] = [False] * (last - first - 2)
    return tuple(_in_single_marks(document, taken))


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
    typed = _typed_marks(document)
    for number, token in enumerate(document.tokens):
        if number in typed:
            opens = typed[number]
            starts = opens and _starts_paragraph(document, number, token)
            yield _Mark(number, opens=opens, closes=not opens, starts_paragraph=starts)
        elif token.word in DOUBLE and token.word not in TYPED:
            yield _read_mark(document, number, token)


def _typed_marks(document: Document) -> dict[int, bool]:
    """Marks typed as two characters that have a partner, by token: whether it opens."""
    found: dict[int, bool] = {}
    opened: list[int] = []
    for number, token in enumerate(document.tokens):
        if token.word not in DOUBLE:
            continue
        if opened and number - opened[0] > LONGEST:
            opened = []
        word = document.tokens[opened[0]].word if opened else ""
        if opened and token.word in TYPED_PAIRS[word] and _is_last(document, number, word):
            found |= dict.fromkeys(opened, True) | {number: False}
            opened = []
        elif token.word in TYPED_PAIRS and _may_open(document, token):
            again = token.word == word and _starts_paragraph(document, number, token)
            opened = [*opened, number] if again else [number]
        elif token.word not in TYPED and word == "„":
            opened = []
    return {number: opens for number, opens in found.items() if document.tokens[number].word in TYPED}


def _is_last(document: Document, number: int, opening: str) -> bool:
    """Whether a token closes; behind „ a typed mark does so only where no “ follows before the next „."""
    if not _closes(document, document.tokens[number]):
        return False
    if opening != "„" or document.tokens[number].word not in TYPED:
        return True
    behind = (one.word for one in document.tokens[number + 1 : _paragraph_end(document, number)])
    return next((word for word in behind if word in DOUBLE and word not in TYPED), "„") in _ALWAYS_OPENS


def _may_open(document: Document, token: Token) -> bool:
    own_closer = token.word in TYPED_PAIRS[token.word]
    return _opens_by_space(document, token) and not (own_closer and _closes(document, token))


def _starts_paragraph(document: Document, number: int, token: Token) -> bool:
    first = document.sentences[token.sentence].first == number
    return first and _first_of_paragraph(document, token.sentence)


def _read_mark(document: Document, number: int, token: Token) -> _Mark:
    space_before, space_after = _opens_by_space(document, token), _closes(document, token)
    starts = _starts_paragraph(document, number, token)
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
