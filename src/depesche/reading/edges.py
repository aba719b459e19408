"""Where the phrases of a statement begin and end: names in marks whole, articles before adjectives, no stray marks.

The network tells roles word by word, and now and then leaves half a name ("Kalmarer Zeitung“"), a noun without
its article, or a comma of another clause. These rules put that right by the form alone.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from depesche.reading.decoding import Run
from depesche.reading.quotes import DOUBLE
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.types import Span, Spans, Statement

LONGEST_NAME = 8


def with_edges(statement: Statement, document: Document, language: Language) -> Statement:
    """The statement with speaker, addressee and frame that begin and end as phrases do."""
    return replace(
        statement,
        speaker=tuple(_phrase(document, language, span) for span in statement.speaker),
        addressee=tuple(_phrase(document, language, span) for span in statement.addressee),
        frame=_with_words(statement.frame, document.text),
    )


def whole_phrases(document: Document, language: Language, speakers: Sequence[Run]) -> list[Run]:
    """Speakers of which the network saw only the article, with their noun; none where it is a genitive's."""
    return [whole for run in speakers if (whole := _whole_phrase(document, language, run)) is not None]


def _whole_phrase(document: Document, language: Language, run: Run) -> Run | None:
    lists = language.table("sources")
    article = document.folded[run.first]
    if run.last - run.first > 1 or article not in lists["determiners"] or article in lists["pronouns"]:
        return run
    end = document.sentences[document.tokens[run.first].sentence].last
    phrase = next(phrases_in(document, language, Run(run.first, end)), None)
    if phrase is None or phrase.first != run.first or phrase.last == run.last:
        return run
    return None if article in lists["only_genitives"] else phrase


def _with_words(frame: Spans, text: str) -> Spans:
    """The pieces of a frame that hold a word."""
    return tuple(span for span in frame if any(letter.isalnum() for letter in span.of(text)))


def _phrase(document: Document, language: Language, span: Span) -> Span:
    tokens = document.tokens_in(span)
    run = _before_berufung(document, language, Run(tokens.start, tokens.stop))
    whole = _with_article(document, language, _with_both_marks(document, run))
    return span if whole == (tokens.start, tokens.stop) else document.span_of(*whole)


@cache
def _citing(language: Language) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(entry.split()) for entry in language.table("relays")["citing"])


def _before_berufung(document: Document, language: Language, run: Run) -> Run:
    """Cut where a speaker names a source in turn: "die Agentur | unter Berufung auf Kreise"."""
    words = [document.folded[token] for token in range(*run)]
    for at in range(1, len(words) - 1):
        if tuple(words[at : at + 2]) in _citing(language):
            return Run(run.first, run.first + at)
    return run


def _with_both_marks(document: Document, run: Run) -> Run:
    """Up to the other mark of a short name of which only one is there."""
    marks = [token for token in range(*run) if document.tokens[token].word in DOUBLE]
    if len(marks) != 1:
        return run
    sentence = document.sentences[document.tokens[run.first].sentence]
    if _opens(document, marks[0]):
        other = _mark_in(document, range(run.last, min(sentence.last, run.first + LONGEST_NAME)))
        return run if other is None or _opens(document, other) else Run(run.first, other + 1)
    other = _mark_in(document, range(run.first - 1, max(sentence.first, run.last - LONGEST_NAME) - 1, -1))
    return run if other is None or not _opens(document, other) else Run(other, run.last)


def _opens(document: Document, mark: int) -> bool:
    """Whether a mark opens, by the space before it."""
    start = document.tokens[mark].start
    return start == 0 or (not document.text[start - 1].isalnum() and document.text[start - 1] not in ".,!?")


def _mark_in(document: Document, tokens: range) -> int | None:
    return next((token for token in tokens if document.tokens[token].word in DOUBLE), None)


def _with_article(document: Document, language: Language, run: Run) -> Run:
    """With the article before it, where a phrase begins with an adjective, a noun or a name in marks."""
    first = document.tokens[run.first]
    if not run.first or document.tokens[run.first - 1].sentence != first.sentence:
        return run
    words = language.table("sources")
    before = document.folded[run.first - 1]
    adjective = (
        first.word in DOUBLE
        or first.word[0].isupper()
        or first.word.endswith(tuple(words["adjective_endings"]))
    )
    known = first.word in words["determiners"] or first.word in words["no_adjectives"]
    return Run(run.first - 1, run.last) if before in words["determiners"] and adjective and not known else run
