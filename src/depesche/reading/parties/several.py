"""Mentions that mean several parties: "SPD und Grüne", "beide Seiten", "die beiden Länder"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from depesche.reading.parties.phrases import head_of

if TYPE_CHECKING:
    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.owners import Context

_MEANING = frozenset({"person", "name", "noun"})


def parts_of(context: Context, starts: dict[int, Entity], first: int, last: int) -> list[tuple[int, int]]:
    """The phrases that "und" and commas join in tokens `first` up to `last`; one where it is a single phrase."""
    scan = context.scan
    conjunctions = context.index.lexicon.small["conjunction"]
    if conjunctions.isdisjoint(scan.words[first:last]):
        return [(first, last)]
    bounds = [token for token in range(first, last) if _joins(context, token)]
    if not any(scan.words[token] in conjunctions for token in bounds):
        return [(first, last)]
    edges = [first - 1, *bounds, last]
    parts = [(a + 1, b) for a, b in pairwise(edges) if b > a + 1]
    whole = all(_means_somebody(context, starts, *part) for part in parts)
    return parts if whole and len(parts) > 1 else [(first, last)]


def _joins(context: Context, token: int) -> bool:
    """Whether a token joins two phrases; the "und" inside a name or behind "Außen-" does not."""
    scan = context.scan
    word = scan.words[token]
    if word != "," and word not in context.index.lexicon.small["conjunction"]:
        return False
    inside = token in scan.name_at and token + 1 < len(scan.words)
    return not inside and not (token and scan.words[token - 1].endswith("-"))


def _means_somebody(context: Context, starts: dict[int, Entity], first: int, last: int) -> bool:
    return head_of(context.scan, starts, first, last).kind in _MEANING


def is_pair(context: Context, first: int, last: int) -> bool:
    """Whether a phrase says that it means two: "beide", "die beiden Länder"."""
    words = map(str.casefold, context.scan.words[first:last])
    return not context.index.lexicon.small["both"].isdisjoint(words)


def two_before(context: Context, first: int, last: int) -> list[tuple[int, int]]:
    """The two different parties named last before a phrase, of its kind where it says one; earlier first."""
    scan = context.scan
    country = any(
        token in scan.nouns and scan.nouns[token].noun.role == "country" for token in range(first, last)
    )
    found: dict[str, tuple[int, int]] = {}
    for name in scan.names_before(first):
        entry, use = name.meaning.entry, name.meaning.use
        fits = use in {"name", "seat"} and (entry.kind == "state" or not country)
        if fits and entry.id not in found:
            found[entry.id] = name.first, name.last
        if len(found) == 2:
            break
    return sorted(found.values())


def owned_by_several(context: Context, first: int, last: int) -> tuple[list[int], int] | None:
    """Adjectives of different parties before one noun, with the noun: "russische und deutsche Diplomaten"."""
    scan = context.scan
    head = next((token for token in range(first, last) if token in scan.nouns), None)
    if head is None:
        return None
    adjectives = [token for token in range(first, head) if token in scan.adjectives]
    if len(adjectives) < 2:
        return None
    joined = all(
        scan.words[token] == "," or scan.words[token] in context.index.lexicon.small["conjunction"]
        for token in range(adjectives[0], head)
        if token not in scan.adjectives
    )
    different = len({scan.adjectives[token].id for token in adjectives}) == len(adjectives)
    return (adjectives, head) if joined and different else None
