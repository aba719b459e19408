"""Words to codes: every token gets one character that stands for the set of its word classes.

Rules are then regular expressions over these characters (see `grammar.py`), which makes them quick and keeps
every word of the language in its data files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from depesche.reading.document import Token

Value = str | dict[str, str]

_FIRST_CODE = 0xE000
_LONGEST_WORD = 80
_CACHED_WORDS = 50_000
OTHER, NAME = "·", "N"


class Entry(NamedTuple):
    """What is known of a word: its code, its value in each class, and which characters matter, if not all."""

    code: str
    values: Mapping[str, Value]
    core: tuple[int, int] | None = None


class _Shape(NamedTuple):
    """A pattern over one whole word with the classes it gives."""

    regex: re.Pattern[str]
    classes: tuple[str, ...]
    of: Mapping[str, Sequence[str]]
    core: str | None


_UNKNOWN = Entry(OTHER, {})
_UNKNOWN_NAME = Entry(NAME, {})


class Lexicon:
    """Word classes from a table with `words` and `shape`; `codes_of(name)` are the characters of a class."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._codes: dict[frozenset[str], str] = {}
        self._forms: dict[str, dict[str, str]] = _expand(table)
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        self._fill()
        self._shapes = [_shape(shape, self._forms) for shape in table["shape"]]
        for shape in self._shapes:
            self._code(shape.classes)
        self._any_shape = _any_of(self._shapes)
        self._cache: dict[str, Entry] = {}
        self._asked: dict[tuple[str, ...], str] = {}

    def codes_of(self, *names: str) -> str:
        """All codes that stand for sets with one of these classes. Raises `KeyError` where no word has them."""
        if names not in self._asked:
            codes = "".join(code for classes, code in self._codes.items() if classes.intersection(names))
            if not codes:
                raise KeyError(*names)
            self._asked[names] = codes
        return self._asked[names]

    def encode(self, tokens: Iterable[Token]) -> str:
        """One code for each token."""
        cache, entry = self._cache, self.entry
        return "".join([(cache.get(token.word) or entry(token.word)).code for token in tokens])

    def entry(self, word: str) -> Entry:
        """What is known of a word."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) >= _CACHED_WORDS:
                self._cache.clear()
            found = self._cache[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> Entry:
        if len(word) > _LONGEST_WORD:
            return _UNKNOWN
        known = self._exact.get(word) or self._folded.get(word.casefold())
        return known or self._by_shape(word) or (_UNKNOWN_NAME if word[:1].isupper() else _UNKNOWN)

    def _by_shape(self, word: str) -> Entry | None:
        if self._any_shape.fullmatch(word) is None:
            return None
        for shape in self._shapes:
            if match := shape.regex.fullmatch(word):
                values = {name: self._value_of(shape, name, part) for name, part in match.groupdict().items()}
                core = match.span(shape.core) if shape.core else None
                return Entry(self._code(shape.classes), dict.fromkeys(shape.classes, values), core)
        return None

    def _value_of(self, shape: _Shape, group: str, part: str) -> str:
        """The value of a part of a word, by the classes that the shape names for it; else the part itself."""
        for name in shape.of.get(group, ()):
            if value := self._forms[name].get(part.casefold()):
                return value
        return part

    def _code(self, classes: Iterable[str]) -> str:
        return self._codes.setdefault(frozenset(classes), chr(_FIRST_CODE + len(self._codes)))

    def _fill(self) -> None:
        folded: dict[str, dict[str, Value]] = {}
        exact: dict[str, dict[str, Value]] = {}
        for name, forms in self._forms.items():
            for form, value in forms.items():
                target = exact if form != form.casefold() else folded
                target.setdefault(form, {})[name] = value
        for form, values in exact.items():
            merged = folded.get(form.casefold(), {}) | values
            self._exact[form] = Entry(self._code(merged), merged)
        self._folded = {form: Entry(self._code(values), values) for form, values in folded.items()}


def _expand(table: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Class -> form -> value, with all endings written out."""
    endings = table["endings"]
    forms = {
        name: {form: value for value, line in entries.items() for form in _forms_of(line, endings)}
        for name, entries in table["words"].items()
    }
    return forms | (_number_words(table["numbers"], endings) if "numbers" in table else {})


def _forms_of(line: str, endings: list[str]) -> Iterator[str]:
    for form in line.split():
        if form.endswith("~"):
            yield from (form[:-1] + ending for ending in endings)
        else:
            yield form


def _number_words(numbers: Mapping[str, Any], endings: list[str]) -> dict[str, dict[str, str]]:
    units, small, tens = numbers["units"], numbers["small"], numbers["tens"]
    cardinals = units | small | tens | numbers["hundreds"]
    for ten, high in tens.items():
        cardinals |= {unit + numbers["joiner"] + ten: high + low for unit, low in units.items()}
    ordinals = {
        stem + ending: str(value)
        for word, value in cardinals.items()
        for stem in [numbers["ordinal_stems"].get(word) or word + _ordinal_suffix(value, numbers)]
        for ending in endings
        if ending
    }
    words = {word: str(value) for word, value in cardinals.items()}
    plain = {word: value for word, value in words.items() if value != "1"}
    years = _year_words(numbers, cardinals)
    return {
        "year": years,
        "cardinal": words,
        "number_word": plain,
        "ordinal_word": ordinals,
        "tens": _texts(tens),
    }


def _year_words(numbers: Mapping[str, Any], cardinals: Mapping[str, int]) -> dict[str, str]:
    """Years in words: "nineteen hundred and sixty-eight"."""
    hundreds = {
        word + numbers["year_hundred"]: 100 * value
        for word, value in numbers["small"].items()
        if 13 <= value <= 19
    }
    below = {word: value for word, value in cardinals.items() if value < 100}
    return {
        start + rest: str(first + last)
        for start, first in (hundreds | numbers["year_thousand"]).items()
        for rest, last in (below | {"": 0}).items()
        if rest or start in hundreds
    }


def _ordinal_suffix(value: int, numbers: Mapping[str, Any]) -> str:
    large = value >= numbers["ordinal_from"]
    return str(numbers["ordinal_large"] if large else numbers["ordinal_small"])


def _texts(values: Mapping[str, int]) -> dict[str, str]:
    return {word: str(value) for word, value in values.items()}


def _any_of(shapes: Iterable[_Shape]) -> re.Pattern[str]:
    """One pattern for what any shape matches, since most words have none."""
    unnamed = (re.sub(r"\(\?P<\w+>", "(?:", shape.regex.pattern) for shape in shapes)
    return re.compile("|".join(f"(?:{pattern})" for pattern in unnamed), re.IGNORECASE)


def _shape(shape: Mapping[str, Any], forms: Mapping[str, Mapping[str, str]]) -> _Shape:
    def alternatives(match: re.Match[str]) -> str:
        longest_first = sorted(forms[match[1]], key=len, reverse=True)
        return "|".join(map(re.escape, longest_first))

    pattern = re.sub(r"\{([a-z_]+)\}", alternatives, shape["regex"])
    return _Shape(
        re.compile(pattern, re.IGNORECASE), tuple(shape["classes"]), shape.get("of", {}), shape.get("core")
    )
