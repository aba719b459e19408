"""Mentions that mean several parties: "SPD und Grüne", "beide Seiten", "die beiden Länder"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from depesche.reading.parties.phrases import head_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.scan import Name
    from depesche.reading.types import Span

_MEANING = frozenset({"person", "name", "noun"})
_SUBJECT = 4  # tokens into a sentence up to which a name is taken for its subject


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
    """Whether a phrase says that it means two who were named: "beide", "die beiden Länder", not "die beiden Serben"."""
    scan = context.scan
    words = map(str.casefold, scan.words[first:last])
    if context.index.lexicon.small["both"].isdisjoint(words):
        return False
    named = any(token in scan.name_at or token in scan.adjectives for token in range(first, last))
    return not named and all(
        scan.nouns[token].owner is None for token in range(first, last) if token in scan.nouns
    )


def two_before(context: Context, starts: dict[int, Entity], first: int, last: int) -> list[tuple[int, int]]:
    """The two different parties named last before a phrase, of its kind where it says one; earlier first.

    People where it speaks of people ("beide Präsidenten"). Who is what its own sentence begins with is not one of them
    ("Wien lud beide Seiten ein"), unless both are.
    """
    own = range(context.scan.sentence(first)[0], first)
    found = _last_two(context, starts, first, last, range(0))
    lone = [place for place in found.values() if place[0] in own]
    if len(lone) == 1 and lone[0][0] - own.start <= _SUBJECT:
        found = _last_two(context, starts, first, last, own)
    return sorted(found.values())


def _last_two(
    context: Context, starts: dict[int, Entity], first: int, last: int, without: range
) -> dict[str, tuple[int, int]]:
    nouns = [context.scan.nouns[token].noun for token in range(first, last) if token in context.scan.nouns]
    country = any(noun.role == "country" for noun in nouns)
    if any(noun.person for noun in nouns):
        return _last_people(context, starts, first)
    found: dict[str, tuple[int, int]] = {}
    for name in context.scan.names_before(first):
        entry, use = name.meaning.entry, name.meaning.use
        fits = use in {"name", "seat"} and (entry.kind == "state" or not country) and not entry.relay
        if fits and entry.id not in found and name.first not in without and not _is_place(context, name):
            found[entry.id] = name.first, name.last
        if len(found) == 2:
            break
    return found


def _last_people(context: Context, starts: dict[int, Entity], first: int) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for token in sorted((token for token in starts if token < first), reverse=True):
        if starts[token].id not in found:
            found[starts[token].id] = token, token + 1
        if len(found) == 2:
            break
    return found


def _is_place(context: Context, name: Name) -> bool:
    """Whether a capital is only where something happens: "in Genf"."""
    before = context.scan.words[name.first - 1] if name.first else ""
    return name.meaning.use == "seat" and before in context.index.lexicon.small["local"]


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


def joined_with(context: Context, found: Sequence[tuple[range, Span]], first: int, last: int) -> list[Span]:
    """The other phrases of a list with "und": "Polen" in "Polen, Litauen und Lettland" has two.

    `found` are the phrases of the sentence; `first` up to `last` are tokens of one of them.
    """
    here = next(
        (number for number, (one, _) in enumerate(found) if one.start < last and first < one.stop), None
    )
    if here is None:
        return []
    low = high = here
    gaps: list[frozenset[str]] = []
    while low and (gap := _gap(context, found[low - 1][0], found[low][0])):
        low -= 1
        gaps.append(gap)
    while high + 1 < len(found) and (gap := _gap(context, found[high][0], found[high + 1][0])):
        high += 1
        gaps.append(gap)
    if all(gap == {","} for gap in gaps):
        return []
    return [span for number, (_, span) in enumerate(found[low : high + 1], low) if number != here]


def _gap(context: Context, one: range, other: range) -> frozenset[str]:
    """What joins two phrases: a comma or "und", with an article behind it; empty where they are not joined."""
    words = context.scan.words[one.stop : other.start]
    joiners = context.index.lexicon.small["conjunction"] | {","}
    if not words or words[0] not in joiners or len(words) > 2:
        return frozenset()
    if len(words) == 2 and words[1].casefold() not in context.index.lexicon.determiners:
        return frozenset()
    return frozenset(words[:1])
