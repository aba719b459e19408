"""What somebody says inside the words of a medium: "Laut dpa bestätigte der Minister den Abzug."

The medium's statement holds one more, of the minister. Where the network saw only the outer one, the rule adds the
inner one: a verb of saying in the second or first place of the clause, and the noun phrase beside it that can speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run
from depesche.reading.headlines import usual_mention
from depesche.reading.inflection import Inflection, entries
from depesche.reading.quotes import DOUBLE
from depesche.reading.sources import phrases_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

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


def without_verb(document: Document, language: Language, speakers: Sequence[Run]) -> list[Run]:
    """Speakers in capitals without the verb of saying at their end: "SCHOLZ SAGT" is "SCHOLZ"."""
    verbs = verbs_of_saying(language).finite
    return [Run(run.first, run.last - _shouts_last(document, run, verbs)) for run in speakers]


def _shouts_last(document: Document, run: Run, words: Container[str]) -> bool:
    last = document.tokens[run.last - 1].word
    return run.last - run.first > 1 and last.isupper() and last.casefold() in words


class Verbs(NamedTuple):
    """Verbs of saying: the particles of each finite form in the indicative, all participles, all infinitives.

    `needs` tells which words must stand beside some forms: "drohte" is speech with "mit", not alone. All are folded.
    """

    finite: dict[str, frozenset[str]]
    participles: frozenset[str]
    infinitives: frozenset[str]
    needs: dict[str, frozenset[str]]


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
        infinitives.add((particle + rest).casefold())
        for form in forms.finite:
            if form not in _subjunctives(rest, inflection):
                finite.setdefault(form, set()).add(particle)
    whole = {form: frozenset(found) for form, found in finite.items()}
    return Verbs(whole, frozenset(participles), frozenset(infinitives), words_of_verbs(language, "needs"))


@cache
def words_of_verbs(language: Language, name: str) -> dict[str, frozenset[str]]:
    """The words that a table of `relays.toml` gives to verbs, by each finite form and participle."""
    inflection = Inflection.of(language.table("verbs_irregular"))
    found: dict[str, frozenset[str]] = {}
    for verb, words in language.table("relays")[name].items():
        forms = inflection.conjugate(verb)
        found |= dict.fromkeys((*forms.finite, forms.participles[0]), frozenset(words))
    return found


def _subjunctives(verb: str, inflection: Inflection) -> frozenset[str]:
    """The first subjunctive, which is somebody else's speech already: "lehne", "fordere"."""
    ending = inflection.rules["subjunctive"][0]
    return frozenset(
        (verb.removesuffix(stem) + ending).casefold() for stem in inflection.rules["infinitives"]
    )


@cache
def _words(language: Language) -> dict[str, frozenset[str]]:
    lists, sources = language.table("relays"), language.table("sources")
    words = {name: frozenset(entries) for name, entries in lists.items() if isinstance(entries, list)}
    shared = ("determiners", "subordinators", "relatives", "coordinators")
    return {**words, **{name: frozenset(sources[name]) for name in shared}}


@cache
def _feminine(language: Language) -> tuple[str, ...]:
    return tuple(language.table("relays")["feminine"])


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
        before = None if self._says(tokens) else self._whole_subject(tokens[:1])
        for place, token in enumerate(tokens):
            if before is not None and token < before.last:
                continue
            if self._says(tokens[place:]):
                speaker = self._beside(before, token, tokens[place + 1 :], tokens[:place])
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

    def _says(self, tokens: Sequence[int]) -> bool:
        """Whether the first token is a verb of saying, with its particle at the end, or the auxiliary of one."""
        form = self._word(tokens[0])
        particles = self.verbs.finite.get(form, frozenset())
        auxiliary = form in self._words["auxiliaries"]
        if not particles and not auxiliary:
            return False
        clauses = list(self._clauses(tokens[1:]))
        if auxiliary:
            return any(self._has_participle(clause) for clause in clauses)
        own = next((self._word(one) for one in clauses[0] if self._is_particle(one)), "") if clauses else ""
        if own in particles:
            return bool(own) or self._has_needed(form, tokens[1:])
        return not own and any(
            self._word(one) in particles and self._is_particle(one)
            for clause in clauses[1:]
            for one in clause
        )

    def _clauses(self, tokens: Sequence[int]) -> Iterator[list[int]]:
        """Tokens parted at commas: the first clause, and those that do not begin like a subordinate one."""
        clause: list[int] = []
        opens = True
        for token in (*tokens, None):
            if token is not None and self._word(token) != ",":
                clause.append(token)
                continue
            if opens or not self._is_subordinate(clause):
                yield clause
            clause, opens = [], False

    def _is_subordinate(self, clause: Sequence[int]) -> bool:
        words = [self._word(one) for one in clause[:2]]
        opens = self._words["subordinators"] | self._words["relatives"] | self._words["subordinate"]
        led = len(words) == 2 and words[0] in self._words["leading_relatives"]
        return bool(words) and (words[0] in opens or (led and words[1] in opens))

    def _is_particle(self, token: int) -> bool:
        """Whether a token is the particle of a verb, at the end of its clause: "rief alle auf", not "auf den Plan"."""
        fixed = f"{self._word(token - 1)} {self._word(token)}" in self._words["no_particles"]
        return self._word(token) in self._words["particles"] and self._ends_clause(token) and not fixed

    def _has_participle(self, clause: Sequence[int]) -> bool:
        """Whether a clause ends with the participle of a verb of saying, and is not in the passive."""
        for place, token in enumerate(clause):
            if self._word(token) in self._words["passive"]:
                return False
            if self._word(token) in self.verbs.participles and self._ends_clause(token):
                return self._has_needed(self._word(token), clause[:place])
        return False

    def _has_needed(self, form: str, among: Sequence[int]) -> bool:
        needed = self.verbs.needs.get(form)
        return needed is None or any(self._word(one) in needed for one in among)

    def _ends_clause(self, token: int) -> bool:
        behind = self._word(token + 1)
        return not behind or not behind[0].isalnum() or behind in self._words["joining"]

    def _beside(
        self, before: Run | None, verb: int, behind: Sequence[int], front: Sequence[int]
    ) -> Run | None:
        """The noun phrase that ends before the verb, else the first one behind it."""
        if before is None:
            words = {self._word(one) for one in front}
            taken = not words.isdisjoint(self._words["own_subjects"])
            joined = front and self._word(front[-1]) in self._words["joining"]
            return None if taken or joined else self._subject(behind[:FAR])
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
        if self._is_of_a_woman(first):
            return None
        end = self.document.sentences[self.document.tokens[first].sentence].last
        phrase = next(phrases_in(self.document, self.language, Run(first, end)), None)
        if phrase is None or phrase.first != first:
            return None
        phrase = Run(first, next(self._shouted_verbs(phrase), phrase.last))
        told = self._word(first) in self._words["determiners"]
        mention = usual_mention(self.document, self.document.span_of(*phrase))
        return phrase if told or self.parties.can_act(mention) else None

    def _shouted_verbs(self, phrase: Run) -> Iterator[int]:
        """Verbs of saying in capitals, which look like a part of the name before them: "MINISTER DROHT MIT …"."""
        for token in range(phrase.first + 1, phrase.last):
            if self._text(token).isupper() and self._word(token) in self.verbs.finite:
                yield token

    def _is_of_a_woman(self, first: int) -> bool:
        """Whether "der" stands before a feminine noun, which is no subject then: "Der Regierung droht Ärger"."""
        if self._word(first) not in self._words["feminine_datives"]:
            return False
        behind = (self._text(one) for one in range(first + 1, first + FAR))
        head = next((text for text in behind if text[:1].isupper()), "")
        return head.casefold().endswith(_feminine(self.language))

    def _text(self, token: int) -> str:
        return self.document.tokens[token].word if token < len(self.document.tokens) else ""

    def _word(self, token: int) -> str:
        return self._text(token).casefold()

    @property
    def _words(self) -> dict[str, frozenset[str]]:
        return _words(self.language)
