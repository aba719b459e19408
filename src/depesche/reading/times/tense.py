"""Whether the clause around an expression tells what was, is or will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Set

    from depesche.reading.document import Document
    from depesche.reading.times.lexicon import Lexicon

Tense = Literal["past", "present", "future", "open"]

_REACH = 25
_FUTURE = {"future_verb", "future_time"}
_INFINITIVE = {"infinitive", "participle"}
_PRESENT = {"present_verb", "perfect_verb"}


def tense_at(document: Document, lexicon: Lexicon, first: int, last: int) -> Tense:
    """Tense of the clause that holds the tokens from `first` to `last`; "open" where it has no verb that tells."""
    start, end = _clause(document, lexicon, first, last)
    found = _tense_of(document, lexicon, start, end)
    if found != "open":
        return found
    sentence = document.sentences[document.tokens[first].sentence]
    wide = max(sentence.first, first - _REACH), min(sentence.last, last + _REACH)
    return _tense_of(document, lexicon, *wide)


def clause_has(document: Document, lexicon: Lexicon, first: int, last: int, name: str) -> bool:
    """Whether the clause that holds the tokens from `first` to `last` has a word of a class."""
    start, end = _clause(document, lexicon, first, last)
    return any(name in lexicon.entry(token.word).values for token in document.tokens[start:end])


def _clause(document: Document, lexicon: Lexicon, first: int, last: int) -> tuple[int, int]:
    """Tokens from the clause boundary before to the one after."""
    sentence = document.sentences[document.tokens[first].sentence]
    start, end = first, min(last, sentence.last)
    lowest, highest = max(sentence.first, first - _REACH), min(sentence.last, last + _REACH)
    while start > lowest and not _ends_clause(document, lexicon, start - 1):
        start -= 1
    while end < highest and not _ends_clause(document, lexicon, end):
        end += 1
    return start, end


def _ends_clause(document: Document, lexicon: Lexicon, index: int) -> bool:
    return "clause_end" in lexicon.entry(document.tokens[index].word).values


def _tense_of(document: Document, lexicon: Lexicon, start: int, end: int) -> Tense:
    seen: set[str] = set()
    previous: Set[str] = seen
    for token in document.tokens[start:end]:
        classes = lexicon.entry(token.word).values.keys()
        if "perfect_infinitive" in classes and "participle" in previous:
            return "past"
        if "to" in previous and classes & _INFINITIVE:
            seen.add("future_verb")
        seen |= classes
        previous = classes
    if "past_verb" in seen or {"perfect_verb", "participle"} <= seen:
        return "past"
    if seen & _FUTURE:
        return "future"
    if "past_time" in seen:
        return "past"
    return "present" if seen & _PRESENT else "open"
