"""Seats of parties in a text: "Brüssel", "das Weiße Haus". They stand for who acts, and are not what it is about.

Public: `seat_words(text, language)`. The names are those of the tables of parties that ship with the language; the
seats that a file of one's own gives are mentions of parties, and known by these.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from depesche import languages
from depesche.record.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TABLES = ("states", "regions")
_MOST_TEXTS = 4_096


@lru_cache(maxsize=_MOST_TEXTS)
def seat_words(text: str, language: str) -> frozenset[str]:
    """The words of a text, as they are written, by which it names a capital or another seat of a party."""
    seats, words = _seats(language), words_in(text)
    return frozenset(
        word
        for place, first in enumerate(words)
        for name in seats.get(first, ())
        if tuple(words[place : place + len(name)]) == name
        for word in name
    )


@cache
def _seats(code: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Names of seats by their first words."""
    language = languages.load(code)
    endings = ("", *language.table("record")["names"]["endings"])
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in dict.fromkeys(_names(language)):
        *before, last = words_in(name)
        for ending in endings:
            words = (*before, last + ending)
            found.setdefault(words[0], []).append(words)
    return found


def _names(language: languages.Language) -> Iterator[str]:
    for table in _TABLES:
        for party in language.table(f"parties/{table}")["party"]:
            yield from filter(None, (party.get("capital"), *party.get("seats", ())))
