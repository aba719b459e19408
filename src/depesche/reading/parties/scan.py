"""One pass over the tokens: which are names, nouns and adjectives that tell of a party."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.document import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.document import Document
    from depesche.reading.parties.index import Index, Meaning, Pattern, Word
    from depesche.reading.parties.knowledge import Entry


_SEAT = 2.0


class Name(NamedTuple):
    """A known name: tokens `first` up to, not including, `last`; `choices` where it may mean several parties."""

    first: int
    last: int
    meaning: Meaning
    choices: tuple[Meaning, ...] = ()


@dataclass(slots=True)
class Scan:
    """What each token of a document is; the number of a token is the key."""

    document: Document
    index: Index
    words: list[str]
    names: list[Name] = field(default_factory=list)
    name_at: dict[int, Name] = field(default_factory=dict)
    nouns: dict[int, Word] = field(default_factory=dict)
    adjectives: dict[int, Entry] = field(default_factory=dict)
    vocabulary: frozenset[str] = frozenset()

    @property
    def quotes(self) -> frozenset[str]:
        """Quotation marks."""
        return self.index.lexicon.small["quotes"]

    def names_before(self, token: int) -> Iterator[Name]:
        """Known names in front of a token, the nearest first."""
        for number in range(bisect_left(self.names, token, key=_first_token) - 1, -1, -1):
            yield self.names[number]

    def sentence(self, token: int) -> tuple[int, int]:
        """First and last (not included) token of the sentence a token stands in."""
        sentence = self.document.sentences[self.document.tokens[token].sentence]
        return sentence.first, sentence.last

    def text(self, first: int, last: int) -> str:
        """The words of a range of tokens as they are seen in the text: without invisible characters."""
        tokens = self.document.tokens
        return " ".join(visible(self.document.text[tokens[first].start : tokens[last - 1].end]).split())

    def adjacent(self, token: int) -> bool:
        """Whether only a blank, or nothing, stands between a token and the one before it."""
        tokens = self.document.tokens
        gap = tokens[token].start - tokens[token - 1].end
        between = self.document.text[tokens[token - 1].end : tokens[token].start]
        return gap == 0 or (gap < 4 and "\n" not in between and not between.strip())


def _first_token(name: Name) -> int:
    return name.first


def scan(document: Document, index: Index) -> Scan:
    """Look up every token."""
    found = Scan(document, index, [token.word for token in document.tokens])
    found.vocabulary = frozenset(found.words)
    words, position = found.words, 0
    while position < len(words):
        patterns = index.patterns(words[position])
        name = _match(found, position, patterns) if patterns else None
        if name is None:
            _look_up(found, position, words[position])
            position += 1
        else:
            found.names.append(name)
            for token in range(name.first, name.last):
                found.name_at[token] = name
            position = name.last
    return found


def _match(found: Scan, position: int, patterns: list[Pattern]) -> Name | None:
    """The longest name at a token, with all that it may mean."""
    words, last = found.words, 0
    choices: list[Meaning] = []
    for rest, meaning in patterns:
        end = position + 1 + len(rest)
        if end < last:
            break
        if end > len(words) or not all(map(_is_form, words[position + 1 : end], rest)):
            continue
        if rest or not _is_first_name(found, position):
            last = end
            choices.append(meaning)
    if not choices:
        return None
    choices = [meaning for meaning in choices if meaning.label == words[position]] or choices
    sure = [meaning for meaning in choices if meaning.use != "ambiguous"]
    if sure and len({meaning.entry.id for meaning in sure}) == 1:
        return Name(position, last, sure[0])
    return Name(position, last, (sure or choices)[0], tuple(choices))


def _is_form(word: str, forms: frozenset[str]) -> bool:
    return word in forms


def settle(found: Scan, voted: dict[str, float]) -> None:
    """Choose among the meanings of ambiguous names by what else the article speaks of; drop what stays unclear."""
    sure = [name.meaning.entry for name in found.names if not name.choices]
    named = {entry.id for entry in sure}
    regional = any(word.noun.role == "region" for word in found.nouns.values())
    regional = regional or any(entry.kind == "place" and entry.country for entry in sure)
    states = set() if regional else {entry.id for entry in sure if entry.kind == "state"}
    kept: list[Name] = []
    for name in found.names:
        meaning = _choose(name, named, voted, states) if name.choices else name.meaning
        if meaning is None:
            _drop(found, name)
            continue
        chosen = name._replace(meaning=meaning)
        kept.append(chosen)
        found.name_at.update(dict.fromkeys(range(name.first, name.last), chosen))
    found.names = kept


def _drop(found: Scan, name: Name) -> None:
    for token in range(name.first, name.last):
        del found.name_at[token]
        _look_up(found, token, found.words[token])


def _choose(name: Name, named: set[str], voted: dict[str, float], states: set[str]) -> Meaning | None:
    """The meaning that fits best; None where nothing speaks for any.

    Where other states are named and no region or its offices, "Berlin" is more likely the state than the city.
    """
    scores = [
        _fit(meaning, named, voted)
        + (_SEAT if meaning.use == "seat" and states - {meaning.entry.id} else 0.0)
        for meaning in name.choices
    ]
    best = max(scores)
    return name.choices[scores.index(best)] if best > 0 else None


def _fit(meaning: Meaning, named: set[str], voted: dict[str, float]) -> float:
    entry = meaning.entry
    score = 2.0 * voted.get(entry.country or entry.id, 0.0)
    if entry.id in named:
        score += 100.0
    if meaning.use != "ambiguous":
        score += 3.0
    if meaning.label == entry.name and meaning.label.isupper():
        score += 1.0
    return score


def _is_first_name(found: Scan, position: int) -> bool:
    """Whether a name is the first name of somebody: "Israel Katz", "Ministerin Trinidad Jiménez"."""
    words, index = found.words, found.index
    if position + 1 >= len(words):
        return False
    following = words[position + 1]
    if not following[0].isupper() or index.begins(following) or index.word(following) is not None:
        return False
    title = index.word(words[position - 1]) if position and words[position - 1][0].isupper() else None
    return words[position].casefold() in index.first_names or (title is not None and title.noun.person)


def _look_up(found: Scan, position: int, word: str) -> None:
    index = found.index
    if word[0].isupper():
        noun = index.word(word)
        if noun is not None:
            found.nouns[position] = noun
            return
        cities = index.city_adjectives.get(word)
        if cities:
            found.adjectives[position] = cities[0]
            return
    entry = index.adjective(word)
    if entry is not None:
        found.adjectives[position] = entry
