"""What an act is about: where its content begins and ends, in words that can stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.decoding import Run
from depesche.reading.quotes import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from depesche.reading.document import Document
    from depesche.reading.types import Spans

EDGES = DOUBLE | frozenset(",.:;!?–")
FURTHER = 4


def content_of(
    document: Document, run: Run, others: Spans, lists: Mapping[str, Sequence[str]], trigger: int = -1
) -> Run | None:
    """A content as the network sees it, without other parts of the act, punctuation and scraps at its ends.

    A quotation that it opens is closed, and a noun phrase that it begins at its end goes on to its noun, a "zu" to its
    infinitive where that is not the act's own `trigger`. `lists` are those of the table "content" of the language's
    objects. None where nothing is left that says something.
    """
    first, last = _beside(document, run, others)
    words, leading = document.folded, lists.get("infinitive", ())
    if last - first > 1 and words[last - 1] in lists.get("open", ()) and words[last - 2] not in leading:
        last = _finished(document, last)
    while last - first > 1 and words[last - 1] in lists.get("loose", ()):
        last -= 1
    if last - first > 1 and words[last - 1] in leading:
        last += 1 if last != trigger and _goes_on(document, last) else -1
    first, last = _bare(document, *_closed(document, first, last))
    empty = last - first == 1 and document.folded[first] in lists.get("nothing", ())
    return None if empty else Run(first, last)


def _beside(document: Document, run: Run, others: Spans) -> Run:
    """A run without the condition or time that it begins or ends with; all of it where that lies inside."""
    for span in others:
        tokens = document.tokens_in(span)
        if tokens.start <= run.first < tokens.stop < run.last:
            run = Run(tokens.stop, run.last)
        if run.first < tokens.start < run.last <= tokens.stop:
            run = Run(run.first, tokens.start)
    return run


def _goes_on(document: Document, token: int) -> bool:
    """Whether the sentence goes on with a small word."""
    tokens = document.tokens
    return (
        token < len(tokens)
        and tokens[token].sentence == tokens[token - 1].sentence
        and tokens[token].word.isalpha()
        and tokens[token].word.islower()
    )


def _finished(document: Document, last: int) -> int:
    """The end behind the noun that a last article or preposition leads to: "Zölle auf Wein aus der" and "EU".

    Where no noun follows in the sentence ("lud sie ein."), the end before that word.
    """
    tokens = document.tokens
    end = min(document.sentences[tokens[last - 1].sentence].last, last + FURTHER)
    for token in range(last, end):
        word = tokens[token].word
        if not word[0].isalpha():
            break
        if word[0].isupper():
            return token + 1
    return last - 1


def _bare(document: Document, first: int, last: int) -> tuple[int, int]:
    """Without punctuation at either end, and without a quotation mark that has lost its partner."""
    words = [token.word for token in document.tokens[first:last]]
    while len(words) > 1 and _is_left_over(words[0], words):
        first, words = first + 1, words[1:]
    while len(words) > 1 and _is_left_over(words[-1], words):
        last, words = last - 1, words[:-1]
    return first, last


def _is_left_over(word: str, words: Sequence[str]) -> bool:
    return _marks(words) % 2 == 1 if word in DOUBLE else word in EDGES


def _marks(words: Sequence[str]) -> int:
    return sum(word in DOUBLE for word in words)


def _closed(document: Document, first: int, last: int) -> tuple[int, int]:
    """With the mark behind it that closes a quotation inside: 'nannte das „eine Schande' and '“'."""
    marks = _marks([token.word for token in document.tokens[first:last]])
    follows = last < len(document.tokens) and document.tokens[last].word in DOUBLE
    return first, last + (marks % 2 == 1 and follows)
