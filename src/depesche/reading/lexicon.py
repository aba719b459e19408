"""Words that signal acts and speech: "lehnte … ab" a rejection, "laut" a source.

What the words are, and how they are inflected, stands in the data of the language (`act_words.toml`,
`verbs_irregular.toml`); this module makes the forms, once, and looks them up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from depesche.reading.document import found_once
from depesche.reading.inflection import Inflection, entries
from depesche.reading.once import built_once
from depesche.reading.types import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.languages import Language
    from depesche.reading.document import Document

SIGNALS: tuple[str, ...] = (*get_args(Kind), "cue")
_MOST_CACHED = 200_000


class _Split(NamedTuple):
    """What a finite verb means together with its particle, and the name of that verb."""

    mask: int
    verb: str


class _Phrase(NamedTuple):
    """Fixed words, known by the one at `key`; with `verb`, a form of it must stand in the sentence too.

    `marked` are the places of the words that say something; "in" and "zu" are passed over.
    """

    words: tuple[str, ...]
    key: int
    marked: tuple[int, ...]
    verb: str
    mask: int


class _Entry(NamedTuple):
    """All that is known of one word form; `busy` tells whether there is more to it than the mask."""

    mask: int
    busy: bool
    folded: str
    verbs: tuple[str, ...]
    splits: dict[str, _Split]
    phrases: tuple[_Phrase, ...]
    particle: bool


class _Words(NamedTuple):
    """The forms of a language, casefolded."""

    forms: dict[str, int]
    stems: dict[str, int]
    nouns: dict[str, int]
    heads: dict[str, int]
    splits: dict[str, dict[str, _Split]]
    verbs: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[_Phrase, ...]]
    particles: frozenset[str]
    nouns_not_verbs: frozenset[str]
    not_verbs: frozenset[str]
    endings: tuple[str, ...]
    shortest_head: int


class _Entries(dict[str, _Entry]):
    """Word forms as they were met, each looked up once."""

    __slots__ = ("words",)

    def __init__(self, words: _Words) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, word: str) -> _Entry:
        if len(self) >= _MOST_CACHED:
            self.clear()
        entry = self[word] = _look_up(self.words, word)
        return entry


class Lexicon:
    """Which words of a language signal which kinds of acts; bit n of a mask stands for `SIGNALS[n]`."""

    __slots__ = ("_after_particles", "_entries", "_free_particles")

    SIGNALS = SIGNALS

    def __init__(self, language: Language) -> None:
        table = language.table("act_words")
        settings = table["settings"]
        self._after_particles = frozenset(_fold(settings["after_particles"]))
        self._free_particles = frozenset(_fold(settings["free_particles"]))
        self._entries = _Entries(_Builder(language).words())

    def signals(self, word: str) -> int:
        """Mask of a single word form. Nouns count only with a capital; compounds by their head."""
        return self._entries[word].mask

    def marks(self, document: Document) -> list[int]:
        """Mask per token, with phrases and separable verbs: "lehnte … ab" sets `reject` on both words."""
        look_up = self._entries.__getitem__
        entries = [look_up(token[2]) for token in document.tokens]
        masks = [entry[0] for entry in entries]
        busy = [number for number, entry in enumerate(entries) if entry[1]]
        sentences = document.sentences
        group: list[int] = []
        end = 0
        for number in busy:
            if number >= end:
                self._mark_sentence(group, end, entries, masks)
                group = []
                end = sentences[document.tokens[number].sentence].last
            group.append(number)
        self._mark_sentence(group, end, entries, masks)
        return masks

    def _mark_sentence(self, busy: list[int], end: int, entries: list[_Entry], masks: list[int]) -> None:
        verbs: list[tuple[int, str]] = []
        splits: list[int] = []
        pending: list[tuple[int, _Phrase]] = []
        for number in busy:
            entry = entries[number]
            if entry.particle and splits and self._ends_clause(number, end, entries):
                verbs.extend(_join(number, splits, entries, masks))
            if entry.splits:
                splits.append(number)
            verbs.extend((number, verb) for verb in entry.verbs)
            for phrase in entry.phrases:
                start = number - phrase.key
                if _stands_at(phrase, start, entries):
                    pending.append((start, phrase))
        for start, phrase in pending:
            _mark_phrase(start, phrase, verbs, masks)

    def _ends_clause(self, number: int, end: int, entries: list[_Entry]) -> bool:
        """Whether a particle stands where it can belong to a verb before it, and is no preposition."""
        if number + 1 >= end or entries[number].folded in self._free_particles:
            return True
        following = entries[number + 1].folded
        return not following[0].isalnum() or following in self._after_particles


@built_once
def lexicon_of(language: Language) -> Lexicon:
    """The lexicon of a language, built once."""
    return Lexicon(language)


@found_once
def marks_of(document: Document, language: Language) -> list[int]:
    """The masks of a document's tokens, kept with it."""
    return lexicon_of(language).marks(document)


def _stands_at(phrase: _Phrase, start: int, entries: list[_Entry]) -> bool:
    words = phrase.words
    if start < 0 or start + len(words) > len(entries):
        return False
    return all(entries[start + place].folded == word for place, word in enumerate(words))


def _join(
    number: int, splits: list[int], entries: list[_Entry], masks: list[int]
) -> Iterator[tuple[int, str]]:
    """Give a particle to the nearest finite verb before it that takes it."""
    particle = entries[number].folded
    for place in reversed(splits):
        split = entries[place].splits.get(particle)
        if split is not None:
            masks[place] |= split.mask
            masks[number] |= split.mask
            yield place, split.verb
            return


def _mark_phrase(start: int, phrase: _Phrase, verbs: list[tuple[int, str]], masks: list[int]) -> None:
    if phrase.verb:
        places = [number for number, verb in verbs if verb == phrase.verb]
        if not places:
            return
        masks[min(places, key=lambda number: abs(number - start))] |= phrase.mask
    for place in phrase.marked:
        masks[start + place] |= phrase.mask


def _look_up(words: _Words, word: str) -> _Entry:
    folded = word.casefold()
    noun_like = word[:1].isupper() or "-" in word
    mask = 0
    if not (noun_like and word in words.nouns_not_verbs) and folded not in words.not_verbs:
        mask |= _verb_mask(words, folded)
    if noun_like:
        mask |= _noun_mask(words, folded)
    verbs = words.verbs.get(folded, ())
    splits = words.splits.get(folded, {})
    phrases = words.phrases.get(folded, ())
    particle = folded in words.particles
    return _Entry(
        mask, bool(verbs or splits or phrases or particle), folded, verbs, splits, phrases, particle
    )


def _verb_mask(words: _Words, folded: str) -> int:
    mask = words.forms.get(folded, 0) | words.stems.get(folded, 0)
    for ending in words.endings:
        if folded.endswith(ending):
            mask |= words.stems.get(folded.removesuffix(ending), 0)
    return mask


def _noun_mask(words: _Words, folded: str) -> int:
    """Of the noun itself, else of the longest noun that it ends with."""
    mask = words.nouns.get(folded)
    if mask is not None:
        return mask
    for start in range(2, len(folded) - words.shortest_head + 1):
        mask = words.heads.get(folded[start:])
        if mask is not None:
            return mask
    return 0


def _fold(text: str) -> list[str]:
    return [entry.casefold() for entry in entries(text)]


class _Builder:
    """Makes all forms of all words, one kind after the other."""

    def __init__(self, language: Language) -> None:
        self._table = language.table("act_words")
        self._inflection = Inflection.of(language.table("verbs_irregular"))
        self._forms: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._nouns: dict[str, int] = {}
        self._heads: dict[str, int] = {}
        self._noun_masks: dict[str, int] = {}
        self._split_masks: dict[str, int] = {}
        self._phrases: dict[tuple[str, str], int] = {}

    def words(self) -> _Words:
        """All forms."""
        for bit, signal in enumerate(SIGNALS):
            self._add(1 << bit, self._table[signal])
        phrases = self._keyed_phrases()
        verbs, splits = self._verbs()
        rules, settings = self._inflection.rules, self._table["settings"]
        for noun in entries(settings["other_nouns"]):
            self._noun_masks.setdefault(noun, 0)
        self._inflect_nouns()
        return _Words(
            forms=self._forms,
            stems=self._stems,
            nouns=self._nouns,
            heads=self._heads,
            splits=splits,
            verbs=verbs,
            phrases=phrases,
            particles=frozenset(particle for by_particle in splits.values() for particle in by_particle),
            nouns_not_verbs=frozenset(entries(settings["nouns_not_verbs"])),
            not_verbs=frozenset(_fold(settings["not_verbs"])),
            endings=tuple(rules["adjectives"]),
            shortest_head=rules["shortest_head"],
        )

    def _add(self, bit: int, lists: dict[str, str]) -> None:
        _set(self._forms, _fold(lists.get("forms", "")), bit)
        for verb in entries(lists["verbs"]):
            self._split_masks[verb] = self._split_masks.get(verb, 0) | bit
        for adjective in _fold(lists["adjectives"]):
            _set(self._stems, [adjective], bit)
        for noun in entries(lists["nouns"]):
            self._noun_masks[noun] = self._noun_masks.get(noun, 0) | bit
        for phrase in _fold(lists["phrases"]):
            self._add_phrase(phrase, "", bit)
        unmarked = entries(self._table["settings"]["unmarked"])
        for phrase in entries(lists["with_verb"]):
            fixed, _, verb = phrase.rpartition(" ")
            self._add_phrase(fixed.casefold(), "" if verb in unmarked else verb, bit)

    def _inflect_nouns(self) -> None:
        shortest = self._inflection.rules["shortest_head"]
        for noun, mask in self._noun_masks.items():
            bare = noun.removeprefix("=")
            forms = tuple(self._inflection.noun(bare))
            _set(self._nouns, forms, mask)
            if bare == noun and len(bare) >= shortest:
                _set(self._heads, forms, mask)

    def _add_phrase(self, fixed: str, verb: str, bit: int) -> None:
        self._phrases[fixed, verb] = self._phrases.get((fixed, verb), 0) | bit

    def _keyed_phrases(self) -> dict[str, tuple[_Phrase, ...]]:
        """Phrases by their longest word, which is the rarest."""
        keyed: dict[str, tuple[_Phrase, ...]] = {}
        settings = self._table["settings"]
        for (fixed, verb), mask in self._phrases.items():
            words = tuple(fixed.split())
            longest = max(words, key=len)
            key = words.index(longest)
            least = settings["shortest_key" if verb else "shortest_alone"]
            marked = tuple(
                place
                for place, word in enumerate(words)
                if len(word) >= (least if place == key else settings["shortest_marked"])
            )
            phrase = _Phrase(words, key, marked, verb, mask)
            keyed[longest] = (*keyed.get(longest, ()), phrase)
        return keyed

    def _verbs(self) -> tuple[dict[str, tuple[str, ...]], dict[str, dict[str, _Split]]]:
        """Forms that phrases ask for, by form; and what finite forms mean with their particles, by form."""
        asked = {verb for _, verb in self._phrases if verb}
        named: dict[str, tuple[str, ...]] = {}
        splits: dict[str, dict[str, _Split]] = {}
        for verb in self._split_masks.keys() | asked:
            mask = self._split_masks.get(verb, 0)
            whole, participles = self._inflection.joined(verb)
            if mask:
                _set(self._forms, whole, mask)
                _set(self._stems, participles, mask)
            if verb in asked:
                for form in (*whole, *participles):
                    named[form] = (*named.get(form, ()), verb)
            self._add_splits(splits, verb, mask)
        return named, splits

    def _add_splits(self, splits: dict[str, dict[str, _Split]], verb: str, mask: int) -> None:
        particle, rest = self._inflection.split(verb)
        if particle:
            split = _Split(mask, verb)
            for form in self._inflection.conjugate(rest).finite:
                splits.setdefault(form, {})[particle.casefold()] = split


def _set(table: dict[str, int], forms: Iterable[str], mask: int) -> None:
    for form in forms:
        table[form] = table.get(form, 0) | mask
