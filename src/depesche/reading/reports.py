"""Plain reports that the network passes over: "Der Verband fordert ein Verbot."

A sentence that no other statement takes a word of, whose main clause has a verb of demanding, warning or naming and
somebody who can speak for its subject, is a statement of type `reported`, as a whole. Verbs in `relays.toml` of the
language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run
from depesche.reading.passed_on import told_by, verbs_of
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.languages import Language
    from depesche.reading.document import Document, Sentence
    from depesche.reading.parties import Parties
    from depesche.reading.passed_on import Told, Verbs

LEAST_WORDS = 4


class Report(NamedTuple):
    """Who reports something, and the sentence, in tokens."""

    speaker: Run
    quote: Run


def find_reports(
    document: Document, language: Language, parties: Parties, taken: frozenset[int], quoted: frozenset[int]
) -> Iterator[Report]:
    """The reports in sentences none of whose tokens is taken, with a verb that is not quoted."""
    verbs = verbs_of(language, "reporting_verbs")
    signs = frozenset((*verbs.finite, *language.table("relays")["auxiliaries"]))
    for sentence in document.sentences:
        words = [one.word for one in document.tokens[sentence.first : sentence.last]]
        may = len(words) >= LEAST_WORDS and not signs.isdisjoint(words)
        if may and taken.isdisjoint(range(sentence.first, sentence.last)):
            told = _told(document, language, parties, sentence, verbs)
            if told is not None and told.verb.first not in quoted:
                yield Report(told.speaker, Run(sentence.first, sentence.last))


def _told(
    document: Document, language: Language, parties: Parties, sentence: Sentence, verbs: Verbs
) -> Told | None:
    """Who reports in the main clause, or in the one behind a clause in front: "Wie dpa erfuhr, fordert der Rat …"."""
    for first in _begins(document, sentence, verbs):
        told = told_by(document, language, parties, [Run(first, sentence.last)], verbs)
        if told is not None and first > sentence.first:
            told = told._replace(speaker=_named_before(document, language, parties, sentence) or told.speaker)
        if told is not None and _can_report(document, language, parties, told.speaker):
            return told
    return None


def _named_before(document: Document, language: Language, parties: Parties, sentence: Sentence) -> Run | None:
    """Whoever the sentence begins with, before a clause between commas: "Holm, die lange schwieg, fordert …"."""
    phrase = next(phrases_in(document, language, Run(sentence.first, sentence.last)), None)
    if phrase is None or phrase.first > sentence.first or document.tokens[phrase.last].word != ",":
        return None
    return phrase if parties.can_act(document.span_of(*phrase)) else None


def _begins(document: Document, sentence: Sentence, verbs: Verbs) -> Iterator[int]:
    """Where a main clause can begin: with the sentence, behind a colon, or with the verb behind a comma."""
    words = [one.word for one in document.tokens[sentence.first : sentence.last]]
    colon = next((at + 1 for at, word in enumerate(words) if word == ":"), 0)
    if colon < len(words):
        yield sentence.first + colon
    for at in range(1, len(words)):
        if words[at - 1] == "," and words[at] in verbs.finite:
            yield sentence.first + at


def _can_report(document: Document, language: Language, parties: Parties, speaker: Run) -> bool:
    last = document.tokens[speaker.last - 1].word.casefold()
    known = parties.can_act(document.span_of(*speaker))
    return known and last not in language.table("relays")["no_reporters"]
