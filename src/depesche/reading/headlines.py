"""Headlines that quote without marks: "Holm: Keine Schiffe für Nordmark".

The network has read articles without their headlines, so a rule finds these: one line, at the head of the text, that
begins with somebody who can speak and a colon. Behind a person stand a claim's words ("kein", "wir", "muss"), else the
headline is about him or her ("Trainer Lohse: Abschied nach neun Jahren"). States, places and organisations are left
out: before a colon they mostly say what the headline is about ("Norwegen: Drei Tote bei Lawine"). Headlines in
capitals, which the network reads badly, are found with their marks too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run
from depesche.reading.quotes import DOUBLE
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties
    from depesche.reading.types import Span

HEADLINES = 2
LONGEST_SPEAKER = 7
LONGEST = 25
LEAST_QUOTE = 2
DASHES = frozenset("-–—")


class Headline(NamedTuple):
    """Who speaks in a headline, with the colon, and what is said, in tokens."""

    speaker: Run
    frame: Run
    quote: Run
    in_marks: bool


def find_headlines(document: Document, language: Language, parties: Parties) -> Iterator[Headline]:
    """The headlines at the head of a text that quote somebody without marks, and those in capitals with marks."""
    for line in _lines(document):
        colon = next((one for one in range(*line) if document.tokens[one].word == ":"), line.last)
        speaker, quote = Run(line.first, colon), Run(colon + 1, line.last)
        short = 0 < colon - line.first <= LONGEST_SPEAKER and quote.last - quote.first >= LEAST_QUOTE
        if short and _is_shouted(document, line) and _is_in_marks(document, quote):
            if parties.can_act(document.span_of(*speaker)) and _is_phrase(document, language, speaker):
                yield Headline(speaker, Run(line.first, colon + 1), quote, in_marks=True)
            continue
        bare = short and not any(document.tokens[token].word in DOUBLE for token in range(*quote))
        if bare and _can_speak(document, language, parties, speaker, quote):
            yield Headline(speaker, Run(line.first, colon + 1), quote, in_marks=False)


def _is_shouted(document: Document, run: Run) -> bool:
    words = [document.tokens[token].word for token in range(*run)]
    return all(word.isupper() for word in words if word.isalpha())


def _is_in_marks(document: Document, quote: Run) -> bool:
    marks = [token for token in range(*quote) if document.tokens[token].word in DOUBLE]
    return marks == [quote.first, quote.last - 1] and quote.last - quote.first > LEAST_QUOTE


def _is_phrase(document: Document, language: Language, run: Run) -> bool:
    return next(phrases_in(document, language, run), None) == run


def own_colon(
    document: Document, language: Language, parties: Parties, quote: Run, speaker: Run
) -> Run | None:
    """Who stands before the colon of a quote, behind another quote of its line: "Holm: „Ja“ - Lohse: „Nein“"."""
    colon, words = quote.first - 1, document.tokens
    first = document.sentences[words[quote.first].sentence].first
    dash = next((one for one in range(colon - 1, first, -1) if words[one].word in DASHES), None)
    if dash is None or words[colon].word != ":" or words[dash - 1].word not in DOUBLE or speaker.last > dash:
        return None
    phrase = Run(dash + 1, colon)
    fits = phrase.first < phrase.last and _is_phrase(document, language, phrase)
    return phrase if fits and parties.can_act(document.span_of(*phrase)) else None


def usual_mention(document: Document, span: Span) -> Span:
    """Where the words of a mention in capitals stand in the usual case; the mention itself where they do not.

    A mention of several words is also found by its last: "MINISTERIN HOLM" by "Holm".
    """
    tokens = document.tokens_in(span)
    words = [document.tokens[token].word for token in tokens]
    if not words or not all(word.isupper() for word in words):
        return span
    for wanted in (words, words[-1:]):
        folded = [word.casefold() for word in wanted]
        for first in range(len(document.tokens) - len(wanted) + 1):
            there = [one.word for one in document.tokens[first : first + len(wanted)]]
            if not all(word.isupper() for word in there) and [word.casefold() for word in there] == folded:
                return document.span_of(_begin(document, first), first + len(wanted))
    return span


def _begin(document: Document, token: int) -> int:
    """The first of the capitalised words in front of a name, its title and first names."""
    first = document.sentences[document.tokens[token].sentence].first
    while token > first and document.tokens[token - 1].word[0].isupper():
        token -= 1
    return token


def _lines(document: Document) -> Iterator[Run]:
    """The first paragraphs that are one line each, without a full stop."""
    for paragraph in range(HEADLINES):
        sentences = [one for one in document.sentences[: 2 * LONGEST] if one.paragraph == paragraph]
        if not sentences:
            return
        first, last = sentences[0].first, sentences[-1].last
        whole = document.span_of(first, last).of(document.text)
        if last - first > LONGEST or "\n" in whole or document.tokens[last - 1].word == ".":
            return
        yield Run(first, last)


def _can_speak(document: Document, language: Language, parties: Parties, speaker: Run, quote: Run) -> bool:
    if not _is_phrase(document, language, speaker):
        return False
    mention = usual_mention(document, document.span_of(*speaker))
    if mention.of(document.text).casefold() in language.table("sources")["houses"]:
        return True
    words = {document.folded[token] for token in range(*quote)}
    if words.isdisjoint(language.table("sources")["claims"]):
        return False
    role = parties.resolve(mention)
    return parties.can_act(mention) and role.name != role.party
