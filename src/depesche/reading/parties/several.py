"""Mentions that mean several parties: "SPD und Grüne", "beide Seiten", "die beiden Länder"."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.parties.phrases import head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.knowledge import Entry
    from depesche.reading.parties.lexicon import Noun
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.scan import Name
    from depesche.reading.types import Span

_MEANING = frozenset({"person", "name", "noun"})
_SUBJECT = 4  # tokens into a sentence up to which a name is taken for its subject
_ARTICLES = 3  # words at most between two names that "und" joins
# How much a word counts for whom "beide Seiten" means; measured on 144 such phrases, see docs/experiments-parties.md.
_TELLING = frozenset({"name", "seat", "organ", "demonym", "ambiguous"})
_PLACED, _ORGAN, _ADJECTIVE, _LATER, _OUTSIDE = 0.3, 0.5, 0.5, 0.3, 0.2


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
    """The two different parties that a phrase means, of its kind where it says one; earlier first, or fewer.

    Those that "und" joined right before; else the two that the article speaks of most, bodies of many states left
    out, for these mediate. Who is told in the phrase's own sentence is none of them ("Wien lud beide Seiten ein").
    People where it speaks of people ("beide Präsidenten"): the last two.
    """
    nouns = [context.scan.nouns[token].noun for token in range(first, last) if token in context.scan.nouns]
    if any(noun.person for noun in nouns):
        return sorted(_last_people(context, starts, first).values())
    return _joined_before(context, first, nouns) or _two_of_most(context, starts, first, nouns)


def _fits(context: Context, entry: Entry, nouns: Sequence[Noun]) -> bool:
    """Whether a party may be one of "beide Länder", "beide Parteien"."""
    if any(noun.role == "country" for noun in nouns):
        return entry.kind == "state"
    if any(noun.lemma in context.index.lexicon.grammar["kinds"]["party"] for noun in nouns):
        return entry.id in context.index.political
    return True


def _joined_before(context: Context, first: int, nouns: Sequence[Noun]) -> list[tuple[int, int]]:
    """The two names that "und" joins in the sentence of a phrase or in the one before, nothing else with them."""
    scan, tokens = context.scan, context.scan.document.tokens
    conjunctions = context.index.lexicon.small["conjunction"]
    names = [name for name in scan.names if name.last <= first and _is_named(name)]
    for one, other in reversed(list(pairwise(names))):
        if tokens[first].sentence - tokens[other.first].sentence > 1:
            break
        between, entries = scan.words[one.last : other.first], (one.meaning.entry, other.meaning.entry)
        joined = len(between) <= _ARTICLES and not conjunctions.isdisjoint(between) and "," not in between
        listed = one.first > 1 and scan.words[one.first - 1] == "," and one.first - 2 in scan.name_at
        different = entries[0].id != entries[1].id and all(_fits(context, entry, nouns) for entry in entries)
        if joined and not listed and different:
            return [(one.first, one.last), (other.first, other.last)]
    return []


def _is_named(name: Name) -> bool:
    meaning = name.meaning
    return meaning.use in {"name", "seat", "ambiguous"} and not meaning.entry.relay


class _Told(NamedTuple):
    """A word that tells of a party: its tokens, how much it counts, and how well it stands for the party's name."""

    first: int
    last: int
    entry: Entry
    weight: float
    rank: int


def _two_of_most(
    context: Context, starts: dict[int, Entity], first: int, nouns: Sequence[Noun]
) -> list[tuple[int, int]]:
    tokens = context.scan.document.tokens
    counts: dict[str, float] = defaultdict(float)
    places: dict[str, _Told] = {}
    for told in sorted(_all_told(context, starts)):
        id_, away = told.entry.id, tokens[told.first].sentence - tokens[first].sentence
        mediates = told.entry.kind == "international_organisation" or not away
        if mediates or not _fits(context, told.entry, nouns):
            continue
        outside = _OUTSIDE if _speaks_of_both(context, told.first, told.last) else 1.0
        counts[id_] += told.weight * (_LATER if away > 0 else 1.0) * outside
        if away < 0 and (id_ not in places or told.rank >= places[id_].rank):
            places[id_] = told
    most = sorted(places, key=lambda id_: -counts[id_])[:2]
    return sorted((places[id_].first, places[id_].last) for id_ in most) if len(most) == 2 else []


def _all_told(context: Context, starts: dict[int, Entity]) -> Iterator[_Told]:
    """Names, adjectives and people of parties; whoever acts for a state counts for it."""
    scan, known = context.scan, context.index.knowledge.parties
    for name in scan.names:
        meaning = name.meaning
        if meaning.use in _TELLING and not meaning.entry.relay and not name.choices:
            own = meaning.entry.kind == "state" or not meaning.entry.state
            weight = _PLACED if _is_place(context, name) else _ORGAN if meaning.use == "organ" else 1.0
            entry = meaning.entry if own else known.get(meaning.entry.state, meaning.entry)
            yield _Told(name.first, name.last, entry, weight, 2 if own else 1)
    for token, entry in scan.adjectives.items():
        state = context.state_of(entry)
        if state is not None:
            yield _Told(token, token + 1, state, _ADJECTIVE, 1)
    for token, person in starts.items():
        if person.acting.entry is not None:
            yield _Told(token, token + 1, person.acting.entry, 1.0, 0)


def _speaks_of_both(context: Context, first: int, last: int) -> bool:
    """Whether a sentence begins with a party and speaks of both others: "Wien lud beide Seiten ein"."""
    scan = context.scan
    start, end = scan.sentence(first)
    if first - start > _SUBJECT:
        return False
    return not context.index.lexicon.small["both"].isdisjoint(map(str.casefold, scan.words[last:end]))


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
