"""Plain reports that the network passes over: "Der Verband fordert ein Verbot."

A sentence that no other statement takes a word of, whose main clause has a verb of demanding, warning or naming and
somebody who can speak for its subject, is a statement of type `reported`, as a whole. Verbs in `relays.toml` of the
language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.agency import dateline_end
from depesche.reading.decoding import Run
from depesche.reading.passed_on import told_by, verbs_of, words_of_verbs
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    for whole in document.sentences:
        sentence = (
            whole._replace(first=dateline_end(document, whole.first)) if whole.last > whole.first else whole
        )
        words = list(document.folded[sentence.first : sentence.last])
        may = len(words) >= LEAST_WORDS and not signs.isdisjoint(words) and words[-1] != "?"
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
        if told is not None and first > sentence.first and document.tokens[first - 1].word == ",":
            named = _named_before(document, language, sentence)
            told = told._replace(speaker=named or told.speaker)
        if (
            told is not None
            and _can_report(document, language, parties, told.speaker)
            and _is_speech(document, language, parties, told, sentence.last)
        ):
            return told
    return None


def _is_speech(document: Document, language: Language, parties: Parties, told: Told, last: int) -> bool:
    """Whether the verb means speech here: not reflexive, without words of another sense, nothing that threatens."""
    shown = [document.tokens[token].word for token in range(told.verb.last, last)]
    words = [word.casefold() for word in shown]
    clause = shown[: words.index(",")] if "," in words else shown
    verb = document.folded[told.verb.first]
    among = {verb, *words}
    apart = not {word.casefold() for word in clause[-2:]}.isdisjoint(language.table("relays")["particles"])
    threat = None if apart else words_of_verbs(language, "threats").get(verb)
    return (
        not any(excluded & among for excluded in _of(language, "unless", among))
        and not _is_reflexive(language, clause, among)
        and all(_ends_low(clause, excluded) for excluded in _of(language, "adjective", among))
        and (threat is None or _is_threat(document, language, parties, told, threat))
    )


def _of(language: Language, name: str, forms: set[str]) -> list[frozenset[str]]:
    """The words that a table gives to the verbs among some words."""
    table = words_of_verbs(language, name)
    return [table[form] for form in forms if form in table]


def _is_reflexive(language: Language, clause: Sequence[str], forms: set[str]) -> bool:
    excluded = set(language.table("relays")["no_reports"]).difference(*_of(language, "may", forms))
    return any(word.casefold() in excluded for word in clause)


def _ends_low(clause: Sequence[str], excluded: frozenset[str]) -> bool:
    """Whether a clause ends as with an adjective, without some words: "den Vorwurf falsch", not "das Kind Olaf"."""
    words = [word for word in clause if word.isalpha()]
    return bool(words) and words[-1].islower() and excluded.isdisjoint(word.casefold() for word in words)


def _is_threat(
    document: Document, language: Language, parties: Parties, told: Told, needed: frozenset[str]
) -> bool:
    """Whether whoever threatens is the subject: before "mit" stands whom, not what, as in "droht ein Streik"."""
    first = max(told.verb.last, told.speaker.last)
    end = document.sentences[document.tokens[told.verb.first].sentence].last
    mit = next((token for token in range(first, end) if document.folded[token] in needed), first)
    phrases = phrases_in(document, language, Run(first, mit))
    return all(
        _is_dative(document, language, phrase) or parties.can_act(document.span_of(*phrase))
        for phrase in phrases
    )


def _is_dative(document: Document, language: Language, phrase: Run) -> bool:
    """Whether a noun phrase can be one in the dative, by its first word or an adjective: "neun jungen Leuten"."""
    words = [document.tokens[token].word for token in range(*phrase)]
    lists = language.table("relays")
    endings = tuple(lists["dative_endings"])
    return words[0].casefold() in lists["datives"] or any(
        word.islower() and word.endswith(endings) for word in words
    )


def _named_before(document: Document, language: Language, sentence: Sentence) -> Run | None:
    """What the sentence begins with, before a clause between commas: "Holm, die lange schwieg, fordert …"."""
    phrase = next(phrases_in(document, language, Run(sentence.first, sentence.last)), None)
    if phrase is None or phrase.first > sentence.first or document.tokens[phrase.last].word != ",":
        return None
    other = document.folded[phrase.first] in language.table("relays")["not_subjects"]
    return None if other else phrase


def _begins(document: Document, sentence: Sentence, verbs: Verbs) -> Iterator[int]:
    """Where a main clause can begin: with the sentence, behind a colon, or with the verb behind a comma."""
    words = list(document.folded[sentence.first : sentence.last])
    colon = next((at + 1 for at, word in enumerate(words) if word == ":"), 0)
    if colon < len(words):
        yield sentence.first + colon
    for at in range(1, len(words)):
        if words[at - 1] == "," and words[at] in verbs.finite:
            yield sentence.first + at


def _can_report(document: Document, language: Language, parties: Parties, speaker: Run) -> bool:
    last = document.folded[speaker.last - 1]
    known = parties.can_act(document.span_of(*speaker))
    return known and last not in language.table("relays")["no_reporters"]
