"""News media in a text and whether each passes on what others say: "laut dpa", "wie der „Kurier“ berichtet".

A medium is one that the parties know, a name behind a word such as "Zeitung", a name in quotation marks that ends like
a paper's or stands beside a word of relaying, or media as such ("örtliche Medien"). Words in `relays.toml` of the
language.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run
from depesche.reading.document import found_once
from depesche.reading.parties import base_knowledge
from depesche.reading.passed_on import verbs_of_saying
from depesche.reading.quotes import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties
    from depesche.reading.types import Span

NEAR = 4
LONGEST_NAME = 6
ENDINGS = ("media", "papers", "paper_nouns", "adjective_endings", "nouns", "staff")


class Medium(NamedTuple):
    """A medium: its name, the noun phrase around it ("der Agentur „Tass“"), and the words that name it as a source.

    `source` begins at the preposition or noun that leads to it ("nach Angaben der Agentur Tass") and holds a "zufolge"
    behind it; it is the phrase where there are none. `relays` tells whether the words around say that it passes on.
    """

    name: Span
    phrase: Run
    source: Run
    relays: bool


@found_once
def find_media(document: Document, parties: Parties, language: Language) -> tuple[Medium, ...]:
    """The media of a document, in order."""
    finder = _Finder(document, parties, _words(language), _endings(language), _known_names(language))
    return tuple(finder.media())


@cache
def _words(language: Language) -> dict[str, frozenset[str]]:
    source = language.table("sources")
    relays = language.table("relays")
    lists = {**relays, **{name: source[name] for name in ("determiners", "nouns", "adjective_endings")}}
    no_adjectives = ("no_adjectives", "determiners")
    lists["no_adjectives"] = [word for name in no_adjectives for word in source[name]]
    lists["no_adjectives"] += [*relays["leading"], *relays["reporting"], *verbs_of_saying(language).finite]
    return {name: frozenset(entries) for name, entries in lists.items() if isinstance(entries, list)}


@cache
def _endings(language: Language) -> dict[str, tuple[str, ...]]:
    """The lists of which a word needs only the ending, for `str.endswith`."""
    return {name: tuple(_words(language)[name]) for name in ENDINGS}


@cache
def _known_names(language: Language) -> frozenset[str]:
    entries = base_knowledge(language).parties.values()
    return frozenset(
        name.casefold() for entry in entries if entry.relay for name in (entry.name, *entry.aliases)
    )


@dataclass(slots=True)
class _Finder:
    document: Document
    parties: Parties
    words: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]
    known: frozenset[str]

    def media(self) -> Iterator[Medium]:
        last = 0
        for name in sorted({*self._known_to_parties(), *self._by_form()}):
            if name.first >= last:
                last = name.last
                yield self._medium(name)

    # Names

    def _known_to_parties(self) -> Iterator[Run]:
        for mention, party in self.parties.mentions_in(0, len(self.document.text)):
            tokens = self.document.tokens_in(mention)
            if self.parties.is_medium(party) or self._is_called_medium(tokens.start):
                yield Run(tokens.start, tokens.stop)

    def _by_form(self) -> Iterator[Run]:
        for token, one in enumerate(self.document.tokens):
            if one.word in DOUBLE:
                quoted = self._in_marks(token)
                if quoted is not None:
                    yield quoted
            elif one.word[0].isupper():
                yield from self._bare(token)

    def _in_marks(self, mark: int) -> Run | None:
        """A name in quotation marks, without them, where its form or the words beside it tell a medium."""
        end = self._sentence(mark).last
        close = next(
            (one for one in range(mark + 2, min(end, mark + LONGEST_NAME)) if self._text(one) in DOUBLE), None
        )
        if close is None or not self._text(mark + 1)[0].isupper():
            return None
        name = Run(mark + 1, close)
        words = " ".join(self._word(token) for token in range(*name))
        told = words in self.known or self._ends_like_a_paper(close - 1) or self._is_called_medium(mark)
        return name if told or self._stands_beside_relaying(mark, close + 1) else None

    def _stands_beside_relaying(self, first: int, last: int) -> bool:
        """Whether a verb of relaying stands right behind a name that no noun leads to, or right before it."""
        start, end = self._sentence(first)
        opening = first - 1 if first > start and self._word(first - 1) in self.words["determiners"] else first
        if self._is_told_of(opening, first, last, end):
            return True
        led = opening > start and self._text(opening - 1)[0].isupper() and opening - 1 > start
        behind = last < end and self._word(last) in self.words["reporting"] and not led
        return behind or (opening > start and self._word(opening - 1) in self.words["reporting"])

    def _is_told_of(self, opening: int, first: int, last: int, end: int) -> bool:
        """Whether a name in marks is a source by the words before it: "Darstellung der „Welt“", ", so die „Welt“,"."""
        start = self._sentence(first).first
        before = self._word(opening - 1) if opening > start else ""
        closes = last >= end or self._text(last) in {",", ".", ";"}
        inserted = (
            before in self.words["behind_comma"] and opening - 1 > start and self._word(opening - 2) == ","
        )
        return (inserted and closes) or (opening < first and before.endswith(self.endings["paper_nouns"]))

    def _bare(self, token: int) -> Iterator[Run]:
        """A name without marks: behind a word such as "Sender", with the ending of a paper, or media as such."""
        if self._word(token) in self.words["generic"]:
            first = token
            while first > self._sentence(token).first and self._is_adjective(first - 1):
                first -= 1
            yield Run(first, token + 1)
        elif self._is_called_medium(token) and not self._ends_like_a_medium(token):
            last = token + 1
            while last < self._sentence(token).last and self._text(last)[0].isupper():
                last += 1
            yield Run(token, last)
        elif ("-" in self._text(token) and self._ends_like_a_paper(token)) or self._is_plain_paper(token):
            yield Run(token, token + 1)

    def _is_plain_paper(self, token: int) -> bool:
        """Whether a word of every day is a paper's name, right behind "laut"."""
        named = self._word(token) in self.words["plain_papers"] and token > self._sentence(token).first
        return named and self._word(token - 1) in self.words["sure"]

    def _is_called_medium(self, token: int) -> bool:
        """Whether the word before a name says so: "die Agentur Xinhua"."""
        return token > self._sentence(token).first and self._ends_like_a_medium(token - 1)

    def _ends_like_a_medium(self, token: int) -> bool:
        return self._word(token).endswith(self.endings["media"]) and self._text(token)[0].isupper()

    def _ends_like_a_paper(self, token: int) -> bool:
        return self._word(token).endswith(self.endings["papers"])

    def _is_adjective(self, token: int) -> bool:
        opens = token == self._sentence(token).first
        word = self._word(token) if opens else self._text(token)
        return (
            word.islower()
            and word.endswith(self.endings["adjective_endings"])
            and word not in self.words["no_adjectives"]
        )

    # What stands around

    def _medium(self, name: Run) -> Medium:
        phrase = self._phrase(name)
        source = self._source(phrase)
        return Medium(self.document.span_of(*name), phrase, source, self._relays(phrase, source))

    def _phrase(self, name: Run) -> Run:
        first, last = name
        sentence = self._sentence(first)
        if first > sentence.first and self._text(first - 1) in DOUBLE:
            first -= 1
            if last < sentence.last and self._text(last) in DOUBLE:
                last += 1
        if first > sentence.first and self._ends_like_a_medium(first - 1):
            first -= 1
        while first > sentence.first and self._is_adjective(first - 1):
            first -= 1
        if first > sentence.first and self._word(first - 1) in self.words["determiners"]:
            first -= 1
        return Run(first, last)

    def _source(self, phrase: Run) -> Run:
        """The phrase with "nach Angaben", "laut einem Bericht" before it or "zufolge" behind it."""
        first, last = phrase
        start, end = self._sentence(first)
        if first > start and self._word(first - 1) in self.words["belonging"]:
            first -= 1
        if first > start and self._word(first - 1).endswith(self.endings["nouns"]):
            first -= 1
            while first > start and self._is_adjective(first - 1):
                first -= 1
            if first > start and self._word(first - 1) in self.words["determiners"]:
                first -= 1
        else:
            first = phrase.first
        if first > start and self._word(first - 1) in self.words["leading"]:
            first -= 1
        return (
            Run(first, last + 1)
            if last < end and self._word(last) in self.words["behind"]
            else Run(first, last)
        )

    def _relays(self, phrase: Run, source: Run) -> bool:
        start, end = self._sentence(phrase.first)
        previous = self._word(phrase.first - 1) if phrase.first > start else ""
        if previous.endswith(self.endings["staff"]) and source.first == phrase.first:
            return source.last > phrase.last and self._word(phrase.first) in self.words["told"]
        after = range(phrase.last, min(end, phrase.last + NEAR - 1))
        lead = self._word(source.first) if source.first < phrase.first else ""
        if source.last > phrase.last or lead in self.words["sure"]:
            return True
        if lead in self.words["with_noun"]:
            named = range(source.first + 1, phrase.last)
            return any(self._word(token).endswith(self.endings["nouns"]) for token in named)
        if lead in self.words["behind_comma"]:
            return source.first > start and self._word(source.first - 1) == ","
        if lead in self.words["with_verb"]:
            after = range(phrase.last, self._comma(phrase.last, end))
        if previous in self.words["not_relaying"]:
            return False
        before = range(max(start, phrase.first - NEAR), phrase.first)
        return any(self._word(token) in self.words["before"] for token in before) or any(
            self._word(token) in self.words["after"] for token in after
        )

    def _comma(self, first: int, end: int) -> int:
        return next((token for token in range(first, end) if self._word(token) == ","), end)

    def _sentence(self, token: int) -> Run:
        sentence = self.document.sentences[self.document.tokens[token].sentence]
        return Run(sentence.first, sentence.last)

    def _text(self, token: int) -> str:
        return self.document.tokens[token].word

    def _word(self, token: int) -> str:
        return self.document.folded[token]
