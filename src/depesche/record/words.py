"""What a text is about: its content words and names as *terms*, so that two tellings of one thing can be compared.

A term is a stem ("hafen"), or the stem of the word that stands for a meaning ("abzug" for Rückzug, abziehen …).
Compounds give the terms of their parts. What the words are stands in the data of the language (`record*.t*`).

    terms_of(text, language)    terms in order, stop words dropped; may repeat
    act_terms(kind, …)          terms of an act: of its content and condition, of a deed's trigger too
    stems(text, language)       stems of all words, for full text search
    words_in(text)              the words of a text as they are written
    vocabulary(language)        the rest: how telling a term is, likeness of two sets of terms, numbers in a text
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from depesche import languages
from depesche.reading.types import DEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from depesche.reading.types import Kind

_WORD = re.compile(r"[^\W\d_]+(?:[-’'‑][^\W\d_]+)*")
_RUN = re.compile(r"\w+")
_PIECES = re.compile(r"[-’'‑]")
_CLAUSE = re.compile(r"[.,;:!?…()„“”»«\"]+")
_NUMBER_OR_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_FOLLOWING = re.compile(r"(?:\s+[^\W\d_][\w-]*){1,3}")

_MOST_CACHED = 100_000
_MOST_TEXTS = 4_096  # of which it is kept what was found in them: one act is compared with many
_RAREST = 10.5


def terms_of(text: str, language: str) -> tuple[str, ...]:
    """Terms of a text, in its order; the same one may come again."""
    return vocabulary(language).terms(text)


def act_terms(
    kind: Kind, language: str, *, content: str, condition: str = "", trigger: str = "", sentence: str = ""
) -> tuple[str, ...]:
    """Terms of what an act is about: of a deed its trigger says a part; without any, the sentence has to do."""
    about = (content, condition, trigger) if kind in DEEDS else (content, condition)
    words = vocabulary(language)
    return tuple(term for text in about for term in words.terms(text)) or words.terms(sentence)


def stems(text: str, language: str) -> list[str]:
    """Stems of all words and figures of a text, in its order."""
    return vocabulary(language).stems(text)


def words_in(text: str) -> list[str]:
    """The words of a text as they are written, in its order."""
    return _WORD.findall(text)


@lru_cache(maxsize=256)
def comparable(*language_codes: str) -> bool:
    """Whether texts in these languages can be compared: it is one, and its words are known."""
    return len(set(language_codes)) == 1 and languages.installed(language_codes[0]) is not None


def entries(text: str) -> list[str]:
    """The entries of a list in a data file, parted by commas."""
    return [" ".join(entry.split()) for entry in text.split(",") if entry.strip()]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, made once. Raises `UnknownLanguage`."""
    return Vocabulary.of(languages.load(language))


@dataclass(slots=True, eq=False)
class Vocabulary:
    """The words of one language, as far as comparing needs them.

    `concepts` maps stems to terms of meanings, `forms` those to words, `meanings` those to all words of the meaning;
    `doings` are the meanings that verbs have too. `general` are terms that say little of what a text is about, `parts`
    those of which compounds are made.
    """

    stem: Callable[[str], str]
    table: Mapping[str, Any]
    stop: frozenset[str]
    concepts: Mapping[str, str]
    forms: Mapping[str, str]
    doings: frozenset[str]
    parts: frozenset[str]
    general: frozenset[str]
    no_matters: frozenset[str]
    rarities: Mapping[str, float]
    particles: tuple[str, ...]
    meanings: Mapping[str, tuple[str, ...]]
    _terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, language: languages.Language) -> Vocabulary:
        """From the data of a language."""
        from Stemmer import Stemmer

        table = language.table("record")
        stemmer = Stemmer(table["stemmer"])
        stem: Callable[[str], str] = stemmer.stemWord
        meanings = language.table("record_concepts")["concepts"]
        concepts, forms = _concepts(meanings, stem)
        parts = {stem(part) for part in language.words("record_parts")}

        def meant(name: str) -> frozenset[str]:
            return frozenset(concepts.get(stem, stem) for stem in map(stem, language.words(name)))

        no_matters = meant("record_no_matters")
        return cls(
            stem,
            table,
            language.words("record_stop"),
            concepts,
            forms,
            frozenset(concepts[stem(name.casefold())] for name in meanings if _has_verbs(meanings[name])),
            frozenset(parts.union(concepts)),
            meant("record_general") | no_matters,
            no_matters,
            _rarities(language.words("record_frequencies"), concepts),
            tuple(entries(table["words"]["particles"])),
            {stem(name.casefold()): (name, *entries(others)) for name, others in meanings.items()},
        )

    def stems(self, text: str) -> list[str]:
        """Stems of all words and figures."""
        known = self._stems
        if len(known) >= _MOST_CACHED:
            known.clear()
        words = _RUN.findall(text.casefold())
        for word in words:
            if word not in known:
                known[word] = self.stem(word)
        return [known[word] for word in words]

    @lru_cache(maxsize=_MOST_TEXTS)  # noqa: B019
    def terms(self, text: str) -> tuple[str, ...]:
        """Terms in the order of the text."""
        return tuple(term for _, found in self.worded(text) for term in found)

    @lru_cache(maxsize=_MOST_TEXTS)  # noqa: B019
    def worded(self, text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Every content word, as it is written, with its terms."""
        return tuple(
            (word, found)
            for clause in _CLAUSE.split(text)
            for word in self._clause(clause)
            if (found := self.word(word))
        )

    def _clause(self, clause: str) -> list[str]:
        """The words of a clause, a particle at its end put back before its verb."""
        words = _WORD.findall(clause)
        if len(words) > 1 and words[-1] in self.particles:
            return self._joined(words[:-1], words[-1])
        return words

    def word(self, word: str) -> tuple[str, ...]:
        """Terms of a single word; none for a stop word."""
        found = self._terms.get(word)
        if found is None:
            if len(self._terms) >= _MOST_CACHED:
                self._terms.clear()
            found = self._terms[word] = tuple(
                term for piece in _PIECES.split(word) for term in self._piece(piece.casefold())
            )
        return found

    def kin(self, word: str) -> tuple[str, ...]:
        """The word, and others of its meaning that begin like it: "abziehen" → "Abzug", "abgezogen", "abzuziehen"."""
        meant = self.meanings.get(self.concepts.get(self.stem(self._infinitive(word.casefold())), ""), ())
        beginning = self._beginning(word)
        like = [other for other in meant if self._beginning(other) == beginning]
        marker = self.table["words"]["infinitive_marker"]
        split = [
            f"{particle}{marker}{verb.removeprefix(particle)}"
            for verb in dict.fromkeys((word, *like))
            for particle in self.particles
            if verb.startswith(particle) and verb.endswith(self.table["words"]["infinitive_ending"])
        ]
        return tuple(dict.fromkeys((word, *like, *split)))

    def parts_of(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The parts of a compound, each with its kin; none where one is not known: "Truppenabzug" → Truppe, Abzug."""
        return tuple(self.kin(self.form(term)) for term in self._cut(word.casefold()))

    def _beginning(self, word: str) -> str:
        """The first letters of a word, by which forms of one root are told from others of its meaning."""
        rules = self.table["words"]
        return word.casefold().removeprefix(rules["participle_prefix"])[: rules["same_beginning"]]

    def rarity(self, term: str) -> float:
        """How telling a term is in the language at large: 3 (common) to 10.5 (rare)."""
        return self.rarities.get(term, _RAREST)

    def form(self, term: str) -> str:
        """How people write a term that stands for a meaning, else the term."""
        return self.forms.get(term, term)

    def names(self, word: str) -> bool:
        """Whether a word can name a matter: a noun, where nouns have a capital."""
        return word[0].isupper() or not self.table["names"]["nouns_have_capitals"]

    def plain(self, word: str) -> str:
        """A noun without the ending of its case, as far as the stem tells: "Ormadamms" → "Ormadamm"."""
        stem, endings = self.stem(word.casefold()), self.table["names"]["endings"]
        bare = [word.removesuffix(ending) for ending in endings if word.endswith(ending)]
        same = [one for one in bare if self.stem(one.casefold()) == stem]
        return next((one for one in same if one.casefold() == stem), min(same, key=len, default=word))

    def likeness(
        self, these: Iterable[str], those: Iterable[str], light: frozenset[str] = frozenset()
    ) -> float:
        """Cosine, between 0 and 1, of two sets of terms weighted by rarity; those in `light` count a third."""
        return self._weighed(frozenset(these), frozenset(those), light)[0]

    def alike(self, these: Iterable[str], those: Iterable[str], light: frozenset[str] = frozenset()) -> float:
        """How alike two sets of terms are, between 0 and 1; of two terms and more, the other may hold all and more."""
        first, second = frozenset(these), frozenset(those)  # one that is such is not made anew
        whole, held = self._weighed(first, second, light)
        return max(whole, (whole + held) / 2) if min(len(first), len(second)) > 1 else whole

    def _weighed(self, first: Set[str], second: Set[str], light: frozenset[str]) -> tuple[float, float]:
        """The cosine of two sets of terms, and which share of the weight of the smaller one the other has."""
        if first.isdisjoint(second):
            return 0.0, 0.0
        rarity = self.rarities.get
        shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
        common = square = other = shared = weight = 0.0
        for term in shorter:
            weighs = rarity(term, _RAREST) * (1 / 3 if term in light else 1)
            weight += weighs
            square += weighs * weighs
            if term in longer:
                shared += weighs
                common += weighs * weighs
        for term in longer:
            weighs = rarity(term, _RAREST) * (1 / 3 if term in light else 1)
            other += weighs * weighs
        return common / math.sqrt(square * other), shared / weight

    @lru_cache(maxsize=_MOST_TEXTS)  # noqa: B019
    def negated(self, text: str) -> bool:
        """Whether a text denies what it speaks of: by an odd number of words such as "nicht" or "verweigern"."""
        table = self.table["negation"]
        return self._count(text, f"{table['words']}, {table['verbs']}") % 2 == 1

    @lru_cache(maxsize=_MOST_TEXTS)  # noqa: B019
    def affirmed(self, text: str) -> tuple[str, ...]:
        """Terms of a text without those of words that deny."""
        table = self.table["negation"]
        deny = _folded(f"{table['words']}, {table['verbs']}")
        return tuple(
            term for word, found in self.worded(text) if word.casefold() not in deny for term in found
        )

    def again(self, text: str) -> bool:
        """Whether a text says that something was done before: "erneut"."""
        return _first_of(text, self.table["again"]["words"]) is not None

    def lasting(self, text: str) -> bool:
        """Whether a condition holds already and may end: "solange"."""
        return _first_of(text, self.table["lasting"]["words"]) is not None

    def counters(self, text: str) -> str | None:
        """The words by which a demand or offer answers another: "Gegenvorschlag"."""
        return _first_of(text, self.table["counter"]["words"])

    def withdraws(self, text: str) -> str | None:
        """The words by which something is taken back: "zieht … zurück"."""
        return _first_of(text, self.table["withdrawal"]["words"])

    @lru_cache(maxsize=_MOST_TEXTS)  # noqa: B019
    def back_references(self, text: str) -> Mapping[str, str]:
        """Kinds of acts that a text takes up, each with the word: "diese Forderung" → {"demand": "Forderung"}."""
        found: dict[str, str] = {}
        nouns: Mapping[str, str] = self.table["back_references"]
        every = _endings(", ".join(nouns.values()))
        for word in _WORD.findall(text):
            if (folded := word.casefold()).endswith(every) and self.names(word):
                for kind, listed in nouns.items():
                    if folded.endswith(_endings(listed)):
                        found.setdefault(kind, word)
        return found

    def _count(self, text: str, listed: str) -> int:
        wanted = _folded(listed)
        return sum(word.casefold() in wanted for word in _WORD.findall(text))

    def numbers(self, text: str) -> tuple[str, ...]:
        """The numbers of a text in one form ("1.200", "drei", "2 Millionen" → "1200", "3", "2000000")."""
        return tuple(figure for figure, _, _ in self._figures(text))

    def counts(self, text: str) -> dict[str, tuple[str, str]]:
        """What is counted in a text: first term after the number -> (number in one form, the words)."""
        found: dict[str, tuple[str, str]] = {}
        for figure, start, end in self._figures(text):
            after = _FOLLOWING.match(text, end)
            for word in _WORD.finditer(text, *after.span()) if after else ():
                if terms := self.word(word[0]):
                    found.setdefault(terms[-1], (figure, text[start : word.end()]))
                    break
        return found

    def _figures(self, text: str) -> list[tuple[str, int, int]]:
        """Numbers in one form, each with its first and last character."""
        table = self.table["numbers"]
        found: list[tuple[float, int, int]] = []
        for match in _NUMBER_OR_WORD.finditer(text):
            scale = table["scales"].get(match[0])
            if scale and found and found[-1][2] + 1 == match.start():
                found[-1] = (found[-1][0] * scale, found[-1][1], match.end())
            elif (value := self._number(match[0], table)) is not None:
                found.append((value, match.start(), match.end()))
        return [(f"{value:.12g}", start, end) for value, start, end in found]

    def _number(self, word: str, table: Mapping[str, Any]) -> float | None:
        if not word[0].isdigit():
            value = table["words"].get(word.casefold())
            return None if value is None else float(value)
        plain = word.replace(table["thousands"], "").replace(table["decimal"], ".")
        try:
            return float(plain)
        except ValueError:
            return None

    def _joined(self, words: list[str], particle: str) -> list[str]:
        """The words of a clause that a particle ends: it goes to the verb that makes a known word with it."""
        for number, word in enumerate(words):
            whole = self.stem(particle + word.casefold())
            if whole in self.concepts:
                return [*words[:number], particle + word, *words[number + 1 :]]
        return words

    def _piece(self, word: str) -> tuple[str, ...]:
        if word in self.stop or len(word) < 2:
            return ()
        stem = self.stem(self._infinitive(word))
        known = self.concepts.get(stem)
        if known is not None:
            return (known,)
        return self._cut(word) or (stem,)

    def _infinitive(self, word: str) -> str:
        """Without the marker inside: "abzuziehen" → "abziehen"."""
        marker = self.table["words"]["infinitive_marker"]
        for particle in self.particles:
            rest = word.removeprefix(particle + marker)
            if rest != word and len(rest) >= self.table["words"]["shortest_verb"]:
                return particle + rest
        return word

    def _cut(self, word: str) -> tuple[str, ...]:
        """Terms of the parts of a compound whose parts are all known, else none; the last part is the longest."""
        rules = self.table["words"]
        if len(word) < rules["shortest_compound"]:
            return ()
        for place in range(rules["shortest_part"], len(word) - rules["shortest_part"] + 1):
            last = self._part(word[place:])
            if last is not None and (first := self._first(word[:place], rules["links"])):
                return (*first, last)
        return ()

    def _first(self, word: str, links: Sequence[str]) -> tuple[str, ...]:
        for link in links:
            if word.endswith(link) and (part := self._part(word[: len(word) - len(link)])) is not None:
                return (part,)
        return self._cut(word)

    def _part(self, word: str) -> str | None:
        stem = self.stem(word)
        if len(word) < self.table["words"]["shortest_part"] or stem not in self.parts:
            return None
        return self.concepts.get(stem, stem)


@cache
def _folded(listed: str) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in entries(listed))


@cache
def _endings(listed: str) -> tuple[str, ...]:
    return tuple(_folded(listed))


@cache
def _phrases(listed: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The entries of a list, each with its words."""
    return tuple((entry, tuple(entry.casefold().split())) for entry in entries(listed))


@cache
def _beginnings(listed: str) -> frozenset[str]:
    """The first words of the entries of a list."""
    return frozenset(parts[0] for _, parts in _phrases(listed))


@lru_cache(maxsize=_MOST_TEXTS)
def _first_of(text: str, listed: str) -> str | None:
    """The first entry of a list whose words all stand in a text in their order."""
    words = [word.casefold() for word in _WORD.findall(text)]
    having = set(words)
    if having.isdisjoint(_beginnings(listed)):  # as most texts are
        return None
    for entry, parts in _phrases(listed):
        if having.issuperset(parts) and _in_order(parts, words):
            return entry
    return None


def _in_order(parts: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(part in rest for part in parts)


def _concepts(table: Mapping[str, str], stem: Callable[[str], str]) -> tuple[dict[str, str], dict[str, str]]:
    """From stems to the term of their meaning, and from that to the word people write."""
    concepts: dict[str, str] = {}
    forms: dict[str, str] = {}
    for name, others in table.items():
        term = stem(name.casefold())
        forms[term] = name
        for word in (name, *entries(others)):
            concepts.setdefault(stem(word.casefold()), term)
    return concepts, forms


def _has_verbs(listed: str) -> bool:
    """Whether words of a meaning are verbs, which have no capital."""
    return any(entry[0].islower() for entry in entries(listed))


def _rarities(lines: Iterable[str], concepts: Mapping[str, str]) -> dict[str, float]:
    """Rarity of each term; that of a meaning follows from all its words."""
    shares: Counter[str] = Counter()
    for line in lines:
        level, *words = line.split()
        for stem in words:
            shares[concepts.get(stem, stem)] += math.exp(-float(level))  # type: ignore[assignment]
    return {term: -math.log(share) for term, share in shares.items()}
