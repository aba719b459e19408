"""Whose a noun is by the words right before it: "die russische Forderung", "Russlands schriftliche Antwort"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.parties.phrases import is_genitive

if TYPE_CHECKING:
    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.knowledge import Entry
    from depesche.reading.parties.scan import Scan

_BETWEEN = 2  # adjectives at most that stand between
_APOSTROPHES = frozenset("’'")


def owner_before(scan: Scan, starts: dict[int, Entity], noun: int) -> range | None:
    """Tokens of the party whose a noun is: its adjective, or a name in the genitive in front; None where none is told.

    A name that stands behind another noun belongs to that one ("mit Unterstützung Polens Angriffe").
    """
    start, token = scan.sentence(noun)[0], noun - 1
    endings = scan.index.lexicon.endings
    while token >= max(start, noun - 1 - _BETWEEN):
        word = scan.words[token]
        if token in scan.adjectives:
            known = "-" not in word or adjectives_of(scan, token)
            return range(token, token + 1) if known else None
        if token in scan.name_at or token in starts:
            return _genitive(scan, starts, token, start)
        if word in _APOSTROPHES and (token - 1 in scan.name_at or token - 1 in starts):
            return _genitive(scan, starts, token - 1, start, marked=True)
        if not (word.islower() and word.endswith(endings)) or word in scan.index.lexicon.determiners:
            return None
        token -= 1
    return None


def adjectives_of(scan: Scan, token: int) -> list[tuple[str, Entry]]:
    """The adjectives of different parties that one word joins, each with its party ("israelisch-syrische"); or none."""
    parts = scan.words[token].split("-")
    entries = [scan.index.adjective(part) for part in parts]
    found = [(part, entry) for part, entry in zip(parts, entries, strict=True) if entry is not None]
    return found if len({entry.id for _, entry in found}) == len(parts) > 1 else []


def _genitive(
    scan: Scan, starts: dict[int, Entity], token: int, start: int, *, marked: bool = False
) -> range | None:
    """A name that ends in `token`, if it is a genitive (`marked` by an apostrophe behind it) and no other's."""
    first = token
    while first > start and (first - 1 in scan.name_at or first - 1 in starts):
        first -= 1
    if first - 1 > start and scan.words[first - 1][0].isupper():
        return None
    if marked:
        told = True
    elif token in starts or first in starts:
        told = is_genitive(scan, starts, first if first in starts else token)
    else:
        word = scan.words[token]
        told = word[-1] in "s’'" and word not in scan.name_at[token].meaning.label.split()
    return range(first, token + 1) if told else None
