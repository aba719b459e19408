"""What somebody says inside the words of a medium: "Laut dpa bestätigte der Minister den Abzug."

The medium's statement holds one more, of the minister. Where the network saw only the outer one, the rule adds the
inner one: a verb of saying in the second or first place of the clause, and the noun phrase beside it that can speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run
from depesche.reading.inflection import Inflection, entries
from depesche.reading.quotes import DOUBLE
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

FAR = 5


class Told(NamedTuple):
    """Who says something, the verb, and the words said: a clause of their own behind a comma, else None."""

    speaker: Run
    verb: Run
    content: Run | None


def frame_of(told: Told) -> Run:
    """Speaker, verb and the comma behind both."""
    return Run(min(told.speaker.first, told.verb.first), max(told.speaker.last, told.verb.last) + 1)


def told_within(
    document: Document, language: Language, parties: Parties, quote: Sequence[Run]
) -> Told | None:
    """What somebody says in the main clause of a quote, None where nobody does."""
    return told_by(document, language, parties, quote, verbs_of_saying(language))


def told_by(
    document: Document, language: Language, parties: Parties, among: Sequence[Run], verbs: Verbs
) -> Told | None:
    """What somebody says with one of some verbs in the main clause of some tokens, None where nobody does."""
    tokens = tuple(token for run in among for token in range(*run))
    return _Finder(document, language, parties, tokens, verbs).told()


class Verbs(NamedTuple):
    """Verbs of saying: the particles of each finite form in the indicative, all participles, all infinitives."""

    finite: dict[str, frozenset[str]]
    participles: frozenset[str]
    infinitives: frozenset[str]


def verbs_of_saying(language: Language) -> Verbs:
    """The verbs of saying of a language, from `relays.toml`."""
    return verbs_of(language, "saying")


@cache
def verbs_of(language: Language, *names: str) -> Verbs:
    """The verbs of some lists in `relays.toml`."""
    inflection = Inflection.of(language.table("verbs_irregular"))
    finite: dict[str, set[str]] = {}
    participles: set[str] = set()
    infinitives: set[str] = set()
    for verb in (verb for name in names for verb in entries(language.table("relays")[name])):
        particle, rest = inflection.split(verb)
        forms = inflection.conjugate(rest)
        participles.add(particle + forms.participles[0])
        infinitives.add(particle + rest)
        for form in forms.finite:
            if form not in _subjunctives(rest, inflection):
                finite.setdefault(form, set()).add(particle)
    whole = {form: frozenset(found) for form, found in finite.items()}
    return Verbs(whole, frozenset(participles), frozenset(infinitives))


def _subjunctives(verb: str, inflection: Inflection) -> frozenset[str]:
    """The first subjunctive, which is somebody else's speech already: "lehne", "fordere"."""
    ending = inflection.rules["subjunctive"][0]
    return frozenset(verb.removesuffix(stem) + ending for stem in inflection.rules["infinitives"])


@cache
def _words(language: Language) -> dict[str, frozenset[str]]:
    lists = language.table("relays")
    words = {name: frozenset(lists[name]) for name in ("auxiliaries", "before_subject", "not_subjects")}
    return {**words, "determiners": frozenset(language.table("sources")["determiners"])}


@dataclass(slots=True)
class _Finder:
    document: Document
    language: Language
    parties: Parties
    tokens: tuple[int, ...]
    verbs: Verbs

    def told(self) -> Told | None:
        tokens = [token for token in self.tokens if self._text(token) not in DOUBLE]
        if not tokens:
            return None
        before = None if self._says(tokens[0], tokens[1:]) else self._whole_subject(tokens[:1])
        for place, token in enumerate(tokens):
            if before is not None and token < before.last:
                continue
            if self._says(token, tokens[place + 1 :]):
                speaker = self._beside(before, token, tokens[place + 1 :])
                return (
                    Told(speaker, Run(token, token + 1), self._content(speaker, token)) if speaker else None
                )
            if self._word(token) == "," and (before is None or token > before.last):
                return None
        return None

    def _content(self, speaker: Run, verb: int) -> Run | None:
        """What stands behind "erklärte der Minister," or "der Minister erklärte,"."""
        comma, last = max(speaker.last, verb + 1), self.tokens[-1] + 1
        return Run(comma + 1, last) if comma + 1 < last and self._word(comma) == "," else None

    def _says(self, token: int, behind: Sequence[int]) -> bool:
        """Whether a token is a verb of saying, with its particle behind it, or the auxiliary of one."""
        later = {self._text(one) for one in behind}
        if self._text(token) in self._words["auxiliaries"]:
            return bool(later & self.verbs.participles)
        particles = self.verbs.finite.get(self._text(token), frozenset())
        return "" in particles or bool(particles & later)

    def _beside(self, before: Run | None, verb: int, behind: Sequence[int]) -> Run | None:
        """The noun phrase that ends before the verb, else the first one behind it."""
        if before is None:
            return self._subject(behind[:FAR])
        return before if verb - before.last <= (self._word(before.last) == ",") else None

    def _whole_subject(self, among: Sequence[int]) -> Run | None:
        """A subject with the name behind it: "der Direktor des Instituts, Paul Grün,"."""
        subject = self._subject(among)
        if subject is None or self._word(subject.last) != ",":
            return subject
        name = self._subject([subject.last + 1])
        return Run(subject.first, name.last) if name and self._word(name.last) == "," else subject

    def _subject(self, among: Sequence[int]) -> Run | None:
        """The noun phrase that begins at the first of some tokens which no small word skips, if it can speak."""
        first = next((one for one in among if self._word(one) not in self._words["before_subject"]), None)
        inside = first is not None and first < len(self.document.tokens)
        if first is None or not inside or self._word(first) in self._words["not_subjects"]:
            return None
        end = self.document.sentences[self.document.tokens[first].sentence].last
        phrase = next(phrases_in(self.document, self.language, Run(first, end)), None)
        if phrase is None or phrase.first != first:
            return None
        told = self._word(first) in self._words["determiners"]
        return phrase if told or self.parties.can_act(self.document.span_of(*phrase)) else None

    def _text(self, token: int) -> str:
        return self.document.tokens[token].word if token < len(self.document.tokens) else ""

    def _word(self, token: int) -> str:
        return self._text(token).casefold()

    @property
    def _words(self) -> dict[str, frozenset[str]]:
        return _words(self.language)
