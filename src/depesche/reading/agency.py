"""What agencies and web pages put into a text that is nobody's words: datelines, addresses in mid-sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.decoding import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.reading.document import Document

LONGEST_DATELINE = 12
_ADDRESS = ("http://", "https://", "www.")
_DASHES = frozenset("-–—")


def without_addresses(document: Document, found: Iterable[Run]) -> list[Run]:
    """Runs without the web addresses at their ends: "der Minister https://… am Montag" is "der Minister"."""
    return [run for run in (_shortened(document, run) for run in found) if run.last > run.first]


def behind_dateline(document: Document, found: Iterable[Run]) -> list[Run]:
    """Runs that begin behind the dateline of their paragraph: "Kalmar (dpa) - Die Häfen …"."""
    return [
        Run(max(run.first, min(_dateline_end(document, run.first), run.last - 1)), run.last) for run in found
    ]


def _shortened(document: Document, run: Run) -> Run:
    first, last = run
    while last > first and (_is_address(document, last - 1) or _closes_address(document, first, last)):
        last = last - 1 if _is_address(document, last - 1) else last - 3
    return Run(first, last)


def _is_address(document: Document, token: int) -> bool:
    return document.tokens[token].word.startswith(_ADDRESS)


def _closes_address(document: Document, first: int, last: int) -> bool:
    """Whether a run ends with an address in brackets."""
    if last - first < 3:
        return False
    opening, address, closing = range(last - 3, last)
    marks = document.tokens[opening].word, document.tokens[closing].word
    return marks in {("(", ")"), ("[", "]")} and _is_address(document, address)


def _dateline_end(document: Document, token: int) -> int:
    """Behind the dash of a dateline that begins at a token and names an agency in brackets; else the token."""
    sentence = document.sentences[document.tokens[token].sentence]
    if token != sentence.first:
        return token
    words = [one.word for one in document.tokens[token : min(sentence.last, token + LONGEST_DATELINE)]]
    dash = next((at for at, word in enumerate(words) if word in _DASHES), None)
    bracketed = dash is not None and "(" in words[:dash] and words[dash - 1] == ")"
    return token + dash + 1 if dash is not None and bracketed else token
