"""Sources that are named without a verb: "laut Polizei", "nach Angaben der Behörde", "…, so der Minister".

Such a phrase makes a statement of the clause it stands in. The rule finds the phrase, who the source is, and how far
the clause reaches; `statements.py` asks it where the network saw nothing. Words in `languages/de/data/sources.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run
from depesche.reading.quotes import DOUBLE, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.types import Medium, Span

LONGEST_PHRASE = 30
LONGEST_NAME = 7


class Source(NamedTuple):
    """A source and the clause it vouches for, in tokens."""

    cue: Run
    speaker: Run
    frame: Run
    quote: tuple[Run, ...]
    medium: Medium


def find_sources(document: Document, language: Language) -> tuple[Source, ...]:
    """The sources of a document, in order."""
    return tuple(_Finder(document, _words(language), _endings(language)).sources())


def phrases_in(document: Document, language: Language, run: Run) -> Iterator[Run]:
    """The noun phrases among some tokens of one sentence, in order."""
    finder = _Finder(document, _words(language), _endings(language))
    token = run.first
    while token < run.last:
        last = finder.phrase_end(token)
        if last is not None:
            yield Run(token, min(last, run.last))
        token = max(token + 1, last or 0)


def voice_in(document: Document, language: Language, span: Span) -> Span:
    """Whose words a speaker's are: "der Polizei" of "Angaben der Polizei", "ihren" of "ihren Angaben"."""
    words, tokens = _words(language), document.tokens_in(span)
    folded = [document.folded[token] for token in tokens]
    at = next((at for at, word in enumerate(folded) if word in words["spoken"]), None)
    if at is None:
        return span
    if at + 1 < len(folded) and folded[at + 1] in words["genitives"] | words["of"]:
        return document.span_of(tokens.start + at + 1, tokens.stop)
    if at and folded[0] in words["possessives"]:
        return document.span_of(tokens.start, tokens.start + 1)
    return span


def is_own(document: Document, language: Language, span: Span) -> bool:
    """Whether a source is somebody's own words without saying whose: "eigenen Angaben"."""
    words = [document.folded[token] for token in document.tokens_in(span)]
    lists = _words(language)
    return len(words) == 2 and words[0] in lists["own"] and words[1] in lists["spoken"]


class _Phrase(NamedTuple):
    cue: Run
    speaker: Run
    frame: Run


@cache
def _words(language: Language) -> dict[str, frozenset[str]]:
    lists = language.table("sources").items()
    return {name: frozenset(entries) for name, entries in lists if not isinstance(entries[0], list)}


@cache
def _endings(language: Language) -> dict[str, tuple[str, ...]]:
    """The same lists for `str.endswith`."""
    return {name: tuple(entries) for name, entries in _words(language).items()}


@dataclass(slots=True)
class _Finder:
    document: Document
    words: dict[str, frozenset[str]]
    endings: dict[str, tuple[str, ...]]

    def sources(self) -> Iterator[Source]:
        quoted: list[int] | None = None
        for token, word in enumerate(self.document.folded):
            phrase = self._phrase(token, word)
            if phrase is None:
                continue
            quoted = quoted or inside(self.document)
            if quoted[token]:
                continue
            quote = tuple(self._quote(phrase))
            if quote:
                yield Source(*phrase, quote, self._medium(phrase))

    def _phrase(self, token: int, word: str) -> _Phrase | None:
        """The phrase whose cue is this token."""
        words = self.words
        if word in words["alone"]:
            run = Run(token, token + 1)
            return _Phrase(run, run, run)
        if word in words["behind"] or (
            word in words["behind_opinions"] and self._has_noun(token - 1, "opinions")
        ):
            found = self._before(token)
            if found is not None:
                return found
        if word in words["before"]:
            return self._after(token)
        if word in words["before_nouns"]:
            found = self._after(token)
            return found if found is not None and self._names_source(found.speaker) else None
        if word in words["before_bodies"]:
            found = self._after(token)
            told = found is not None and any(self._has_noun(one, "bodies") for one in range(*found.speaker))
            return found if found is not None and (told or self._names_source(found.speaker)) else None
        if word in words["so"]:
            return self._so(token)
        return None

    def _after(self, token: int) -> _Phrase | None:
        last = self.phrase_end(token + 1)
        if last is None:
            return None
        return _Phrase(Run(token, token + 1), Run(token + 1, last), Run(token, self._with_clause(last)))

    def _before(self, token: int) -> _Phrase | None:
        """The longest noun phrase that ends where the cue stands; a noun such as "Berichten" is its head."""
        start = max(self._sentence(token).first, token - LONGEST_PHRASE)
        for first in range(self._own_start(start, token), token):
            if self.phrase_end(first) == token and not self._goes_on(first):
                return _Phrase(Run(token, token + 1), Run(first, token), Run(first, token + 1))
        return None

    def _own_start(self, start: int, token: int) -> int:
        """Where the phrase of the last noun such as "Berichten" can begin: at its first adjective."""
        head = next((one for one in range(token - 1, start - 1, -1) if self._has_noun(one, "nouns")), None)
        if head is None:
            return start
        while head > start and self._modifies(head - 1):
            head -= 1
        return head

    def _goes_on(self, first: int) -> bool:
        """Whether a noun phrase begins before this token."""
        return first > self._sentence(first).first and self._word(first - 1) in self.words["determiners"]

    def _so(self, token: int) -> _Phrase | None:
        if token == self._sentence(token).first or self._word(token - 1) != ",":
            return None
        if token > 1 and self._word(token - 2) in DOUBLE:
            return None
        begin = token + 1
        if begin < self._end(token) and self._word(begin) in self.words["after_so"]:
            begin += 1
        last = self.phrase_end(begin)
        if last is None:
            return None
        end = last + 1 if last < self._end(token) and self._word(last) in self.words["after_so"] else last
        if end < self._end(token) and self._word(end) not in ",.;:!–-)":
            return None
        return _Phrase(Run(token, token + 1), Run(begin, last), Run(token - 1, end))

    def _names_source(self, speaker: Run) -> bool:
        tokens = range(*speaker)
        named = any(self._has_noun(token, "nouns") for token in tokens)
        return named and not any(self._has_noun(token, "no_nouns") for token in tokens)

    def _has_noun(self, token: int, name: str) -> bool:
        word = self.document.tokens[token].word
        return token >= 0 and word[0].isupper() and word.casefold().endswith(self.endings[name])

    def _with_clause(self, last: int) -> int:
        """The end of a frame with the relative clause behind its source: "…, die Reuters vorlagen,"."""
        end = self._end(last - 1)
        if last + 1 >= end or self._word(last) != "," or self._word(last + 1) not in self.words["relatives"]:
            return last
        return next((token + 1 for token in range(last + 2, end) if self._word(token) == ","), last)

    # Noun phrases

    def phrase_end(self, first: int) -> int | None:
        """Where the noun phrase that begins at a token ends; None where none begins."""
        end = self._end(first) if first < len(self.document.tokens) else first
        head = self._past_modifiers(first, end)
        if head is None:
            alone = first < end and self._word(first) in self.words["pronouns"]
            return first + 1 if alone else None
        last = self._past_names(head, end)
        while (further := self._further(first, last, end)) > last:
            last = further
        return last if last > first else None  # a mark that opens no name

    def _past_modifiers(self, first: int, end: int) -> int | None:
        """The first capital, number or quoted word behind determiners and adjectives."""
        for token in range(first, min(end, first + LONGEST_PHRASE)):
            if self._opens_name(token):
                return token
            if not self._modifies(token):
                return None
        return None

    def _opens_name(self, token: int) -> bool:
        text = self.document.tokens[token].word
        if self._word(token) in self.words["determiners"]:
            return False
        if text in self.words["small_names"]:
            return True
        return text[0].isupper() or text in DOUBLE or text.startswith(("http", "www"))

    def _modifies(self, token: int) -> bool:
        word, text = self._word(token), self.document.tokens[token].word
        if word in self.words["determiners"] or (text[0].isdigit() and len(text) < 7):
            return True
        if text == "-":  # "die 56-jährige Anwältin"
            return token > 0 and self._word(token - 1).isdigit()
        fits = text.isalpha() or "-" in text
        return (
            fits
            and word not in self.words["no_adjectives"]
            and word.endswith(self.endings["adjective_endings"])
        )

    def _past_names(self, head: int, end: int) -> int:
        token = head
        while token < end:
            text = self.document.tokens[token].word
            if text in DOUBLE and token < end - 1:
                behind = self._past_quoted(token, end)
                if behind == token:
                    break
                token = behind
            elif self._opens_name(token) or (text == "&" and token + 1 < end):
                token += 1
            elif text == "(":
                token = next(
                    (one + 1 for one in range(token, min(end, token + 10)) if self._word(one) == ")"), end
                )
            elif self._inside_name(token, end):
                token += 1
            else:
                break
        return token

    def _past_quoted(self, token: int, end: int) -> int:
        """Behind the closing mark of a name in quotation marks; the mark itself where there is no name."""
        closing = (
            one + 1 for one in range(token + 1, min(end, token + LONGEST_NAME)) if self._word(one) in DOUBLE
        )
        return next(closing, token) if self.document.tokens[token + 1].word[0].isupper() else token

    def _inside_name(self, token: int, end: int) -> bool:
        """Whether a small word stands between two parts of a name: "Ursula von der Leyen", "Bank of China"."""
        following = token + 1
        if (
            self._word(token) not in self.words["inside_names"]
            or self._word(token) in self.words["determiners"]
        ):
            return False
        while following < end and self._word(following) in self.words["inside_names"]:
            following += 1
        named = token > 1 and self.document.tokens[token - 1].word[0].isupper()
        return (
            named
            and self._word(token) not in self.words["of"]
            and following < end
            and self._opens_name(following)
        )

    def _further(self, first: int, last: int, end: int) -> int:
        """The end of a genitive, a "von" or a second part that goes on behind a noun phrase; else `last`."""
        if last >= end:
            return last
        word = self._word(last)
        if word == ",":
            return self._apposition(last, end)
        relational = any(self._has_noun(token, "nouns") for token in range(first, last))
        told = relational or self._word(first) in self.words["determiners"]
        bare = relational and word.endswith("er") and self._modifies(last) and last - first < 3
        if not (
            (word in self.words["genitives"] and (word != "der" or told))
            or (word in self.words["of"] and relational)
            or (word in self.words["and"])
            or bare
        ):
            return last
        head = self._past_modifiers(last if bare else last + 1, end)
        return last if head is None else self._past_names(head, end)

    def _apposition(self, last: int, end: int) -> int:
        """The end of a noun phrase between commas; else `last`."""
        head = self._past_modifiers(last + 1, end)
        if head is None or head == last + 1:
            return last
        close = self._past_names(head, end)
        while close < end and self._word(close) in self.words["genitives"] | self.words["of"]:
            inner = self._past_modifiers(close + 1, end)
            if inner is None:
                break
            close = self._past_names(inner, end)
        return close if close < end and self._word(close) == "," else last

    # The clause

    def _quote(self, phrase: _Phrase) -> Iterator[Run]:
        """The clause around a phrase, without it and the marks at its edges."""
        first, last = self._clause(phrase.frame)
        for piece in (Run(first, phrase.frame.first), Run(phrase.frame.last, last)):
            run = self._trimmed(piece)
            if run.last > run.first:
                yield run

    def _clause(self, frame: Run) -> Run:
        sentence = self._sentence(frame.first)
        first, subordinate = self._clause_start(frame, sentence.first)
        last = next(
            (token for token in range(frame.last, sentence.last) if self._word(token) == ";"), sentence.last
        )
        if subordinate and self._word(frame.first) != ",":
            last = next((token for token in range(frame.last, last) if self._word(token) == ","), last)
        return Run(first, last)

    def _clause_start(self, frame: Run, first: int) -> tuple[int, bool]:
        """Where the clause begins, and whether it is subordinate."""
        if self._word(frame.first) == ",":  # ", so …" stands behind the whole
            return first, False
        for token in range(frame.first - 1, first - 1, -1):
            word = self._word(token)
            if word in ";:":
                return token + 1, False
            if word in self.words["coordinators"] and token == frame.first - 1:
                return frame.first, False
            if word == ",":
                if self._opens_subordinate(token + 1, frame.first):
                    return token + 1, True
                if self._word(token + 1) in self.words["coordinators"]:
                    return token + 1, False
        return first, False

    def _opens_subordinate(self, token: int, stop: int) -> bool:
        if self._word(token) in self.words["subordinators"]:
            return True
        for place in (token, token + 1):
            if place < stop and self._word(place) in self.words["relatives"]:
                return place + 1 == stop or not self._opens_name(
                    self._past_modifiers(place + 1, stop) or place
                )
        return False

    def _trimmed(self, run: Run) -> Run:
        first, last = run
        while first < last and self._word(first) in ",:;–-":
            first += 1
        while last > first and self._word(last - 1) in ",.:;!–-":
            last -= 1
        return Run(first, last)

    def _medium(self, phrase: _Phrase) -> Medium:
        named = [self._word(token) for token in range(*phrase.speaker)]
        if any(word.endswith(self.endings["thought"]) for word in named):
            return "speech_or_thought"
        if any(word.endswith(self.endings["writing"]) for word in named):
            return "writing"
        return "speech" if self._word(phrase.cue.first) in self.words["so"] else "speech_or_writing"

    def _word(self, token: int) -> str:
        return self.document.folded[token]

    def _sentence(self, token: int) -> Run:
        sentence = self.document.sentences[self.document.tokens[token].sentence]
        return Run(sentence.first, sentence.last)

    def _end(self, token: int) -> int:
        return self._sentence(token).last
