"""What agencies and web pages put into a text that is nobody's words: datelines, addresses in mid-sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.decoding import Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.reading.document import Document, Sentence

LONGEST_DATELINE = 12
_ADDRESS = ("http://", "https://", "www.")
LONGEST_PLACES = 5
_BETWEEN_PLACES = frozenset("/,")
_DASHES = frozenset("-–—")


def without_addresses(document: Document, found: Iterable[Run]) -> list[Run]:
    """Runs without the web addresses at their ends: "der Minister https://… am Montag" is "der Minister"."""
    return [run for run in (_shortened(document, run) for run in found) if run.last > run.first]


def behind_dateline(document: Document, found: Iterable[Run]) -> list[Run]:
    """Runs that begin behind the dateline of their paragraph: "Kalmar (dpa) - Die Häfen …"."""
    return [
        Run(max(run.first, min(dateline_end(document, run.first), run.last - 1)), run.last) for run in found
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


def dateline_end(document: Document, token: int) -> int:
    """Behind the dash of a dateline that begins at a token; else the token.

    It names an agency in brackets ("Kalmar (dpa) - Die Häfen …"), or has only places before the dash
    ("Kalmar/Oslo – Im Hafen …").
    """
    sentence = document.sentences[document.tokens[token].sentence]
    if token != sentence.first:
        return token
    words = [one.word for one in document.tokens[token : min(sentence.last, token + LONGEST_DATELINE)]]
    dash = next((at for at, word in enumerate(words) if word in _DASHES), None)
    if dash is None or dash == 0:
        return token
    bracketed = "(" in words[:dash] and words[dash - 1] == ")"
    return token + dash + 1 if bracketed or _are_places(document, sentence, token + dash) else token


def _are_places(document: Document, sentence: Sentence, dash: int) -> bool:
    """Whether only capitalised words and strokes stand before the one dash of a paragraph's first sentence."""
    number = document.tokens[dash].sentence
    opens = number == 0 or document.sentences[number - 1].paragraph != sentence.paragraph
    before = [one.word for one in document.tokens[sentence.first : dash]]
    behind = [one.word for one in document.tokens[dash + 1 : sentence.last]]
    named = all(word[0].isupper() or word in _BETWEEN_PLACES for word in before)
    apart = document.text[document.tokens[dash].start - 1].isspace()
    goes_on = len(behind) > 1 and behind[0][0].isupper() and behind[-1] == "." and _DASHES.isdisjoint(behind)
    return opens and named and apart and len(before) <= LONGEST_PLACES and goes_on
