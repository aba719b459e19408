"""Gold readings as training examples: windows of tokens with anchors and the parts around them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from depesche.languages import load
from depesche.reading.document import Document, cut
from depesche.reading.features import QUOTES
from depesche.reading.network import (
    ACT_PARTS,
    KINDS,
    MEDIA,
    STATEMENT_PARTS,
    STATES,
    TYPES,
    Features,
    Window,
    features_of,
    windows,
)
from depesche.reading.parties import find_parties
from depesche.reading.quotes import DOUBLE
from depesche.reading.reader import day_of
from depesche.reading.types import Span
from training.corpora import lines
from training.own_articles import load_own_articles
from training.parties import normal
from training.standoff import load_standoff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

STATEMENT_FILES = ("statements/train.jsonl",)
ACT_FILES = ("acts/train.jsonl", "acts/train-standard.jsonl", "acts/train-more.jsonl")
FOREIGN_FILES = ("extra/redewiedergabe.jsonl.xz",)
SPEECH_FILES = ("extra/bundestag-speech-events.jsonl.xz",)
LONGEST = 400
NEAR = 25
OWN_WEIGHT, FOREIGN_WEIGHT = 0.7, 0.4


@dataclass(frozen=True, slots=True)
class Mark:
    """One gold statement or act: its anchor, label and state, and the tokens of each part."""

    token: int
    label: int
    state: int
    parts: tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An article with its gold marks; None where that task was not annotated. `weight` scales its loss.

    `tags` are labels of the auxiliary tasks per token, see `training/treebank.py`.
    """

    document: Document
    features: Features
    windows: tuple[Window, ...]
    statements: tuple[Mark, ...] | None
    acts: tuple[Mark, ...] | None
    weight: float = 1.0
    tags: npt.NDArray[np.int64] | None = None
    kept: bool = True  # whether it comes again in the next epoch


def gold_articles(data: Path, names: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Readings of several files."""
    for name in names:
        for line in lines(data / name):
            yield json.loads(line)


def examples(data: Path, own: Path | None) -> list[Example]:
    """The training articles: statements and acts of the same text joined in one example."""
    by_text: dict[str, dict[str, Any]] = {}
    for article in gold_articles(data, STATEMENT_FILES):
        by_text.setdefault(article["text"], {}).update(article)
    for article in gold_articles(data, ACT_FILES):
        by_text.setdefault(article["text"], {}).update(article)
    for article in load_standoff(data) if own is not None else []:
        by_text.setdefault(article["text"], {}).update(article)
    found = [_example(text, gold) for text, gold in by_text.items()]
    if own is not None:
        written = load_own_articles(own)
        found += [
            _example(article["text"], _without(article, "statements"), OWN_WEIGHT) for article in written
        ]
    return found


def _without(article: dict[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in article.items() if name != field}


def foreign_examples(data: Path) -> list[Example]:
    """Statements of another century and scheme, for the first epochs only."""
    return [
        _example(article["text"], {"statements": article["statements"]}, FOREIGN_WEIGHT)
        for article in gold_articles(data, FOREIGN_FILES)
    ]


def speech_examples(data: Path) -> list[Example]:
    """What others said as told in speeches of the Bundestag, as statements; those without a quote are left out."""
    return [
        _example(article["text"], {"statements": list(_told(article["speech_events"]))}, FOREIGN_WEIGHT)
        for article in gold_articles(data, SPEECH_FILES)
    ]


def _told(events: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Speech events in the form of statements; speeches hardly quote word by word, so their type is indirect."""
    for event in events:
        if event["quote"]:
            cue = sorted([*event["cue"], *event["particle"]])
            yield {**event, "cue": cue, "frame": [], "type": "indirect", "medium": None}


def _example(text: str, gold: dict[str, Any], weight: float = 1.0) -> Example:
    language = load("de")
    document = cut(text, language)
    return Example(
        document=document,
        features=features_of(document, language),
        windows=tuple(windows(document, 0, LONGEST)),
        statements=_statements(document, gold["statements"]) if "statements" in gold else None,
        acts=_acts(document, gold["acts"], gold.get("published")) if "acts" in gold else None,
        weight=weight,
    )


def tokens_of(document: Document, spans: Iterable[Iterable[int]]) -> frozenset[int]:
    """Numbers of the tokens under some spans."""
    return frozenset(number for start, end in spans for number in document.tokens_in(Span(start, end)))


def _first(document: Document, spans: list[list[int]]) -> int | None:
    tokens = document.tokens_in(Span(*spans[0]))
    return tokens.start if len(tokens) else None


def _statements(document: Document, gold: list[dict[str, Any]]) -> tuple[Mark, ...]:
    marks: dict[int, Mark] = {}
    for statement in gold:
        anchor = _first(document, statement["quote"])
        if anchor is None:
            continue
        parts = tuple(tokens_of(document, statement[part]) for part in STATEMENT_PARTS)
        medium = MEDIA.index(statement["medium"]) if statement["medium"] in MEDIA else -1
        mark = Mark(anchor, TYPES.index(statement["type"]) + 1, medium, parts)
        other = marks.get(anchor)
        if other is None or len(other.parts[0]) < len(parts[0]):
            marks[anchor] = mark
    return tuple(marks[anchor] for anchor in sorted(marks))


def _acts(document: Document, gold: list[dict[str, Any]], published: str | None) -> tuple[Mark, ...]:
    marks: dict[int, Mark] = {}
    named = named_parties(document, published)
    for act in gold:
        anchor = _first(document, act["trigger"])
        if anchor is not None:
            parts = (*_act_parts(document, act, anchor, gold), *_party_parts(document, act, anchor, named))
            marks.setdefault(
                anchor, Mark(anchor, KINDS.index(act["kind"]) + 1, STATES.index(act["status"]), parts)
            )
    return tuple(marks[anchor] for anchor in sorted(marks))


def _act_parts(
    document: Document, act: dict[str, Any], anchor: int, gold: list[dict[str, Any]]
) -> tuple[frozenset[int], ...]:
    found: dict[str, frozenset[int]] = {"trigger": tokens_of(document, act["trigger"])}
    for part, field in (("actor", "actors"), ("recipient", "recipients")):
        mentions = [tokens for role in act[field] if len(tokens := _mention(document, role, anchor))]
        found[part] = frozenset(token for tokens in mentions for token in tokens)
        found[f"{part}_begin"] = frozenset(tokens.start for tokens in mentions)
    found["content"] = tokens_of(document, act["content"])
    found["condition"] = tokens_of(document, act["condition"])
    found["time"] = tokens_of(document, [act["time"]["span"]] if act["time"] else [])
    for part, field in (("implied_actor", "actors"), ("implied_recipient", "recipients")):
        names = {role["name"] for role in act[field] if not role["mention"] and role["name"]}
        found[part] = _antecedent(document, names, anchor, gold)
    return tuple(found[part] for part in ACT_PARTS[:-2])


def named_parties(document: Document, published: str | None) -> list[tuple[range, frozenset[str]]]:
    """Every phrase that may name a party, with the names of whom the rules take it to mean, in one form."""
    parties = find_parties(document, load("de"), published=day_of(published))
    found = []
    for span in parties.phrases():
        roles = parties.resolve_all(span)
        names = frozenset(name for role in roles for name in keys_of(role.name, role.party))
        found.append((document.tokens_in(span), names))
    return found


def keys_of(name: str | None, party: str | None) -> set[str]:
    """Name and party in the form in which they are compared."""
    return {key for key in (normal(name), normal(party)) if key}


def _party_parts(
    document: Document,
    act: dict[str, Any],
    anchor: int,
    named: Sequence[tuple[range, frozenset[str]]],
) -> tuple[frozenset[int], ...]:
    """For actors, then recipients, the tokens of all phrases that mean the same party, wherever they stand."""
    parts = []
    for field in ("actors", "recipients"):
        keys = {key for role in act[field] for key in keys_of(role["name"], role["party"])}
        tokens = {token for role in act[field] for token in _mention(document, role, anchor)}
        tokens.update(token for phrase, names in named if names & keys for token in phrase)
        parts.append(frozenset(tokens))
    return tuple(parts)


def _mention(document: Document, role: dict[str, Any], anchor: int) -> range:
    """Tokens of a role's mention; where gold marked "er" inside another word, the nearest "er" that is one."""
    if not role["mention"]:
        return range(0)
    span = Span(*role["mention"])
    tokens = document.tokens_in(span)
    if len(tokens) and document.span_of(tokens.start, tokens.stop) == span:
        return tokens
    words = [token.word for token in cut(span.of(document.text), load("de")).tokens]
    near = range(max(0, anchor - NEAR), min(len(document.tokens) - len(words), anchor + NEAR))
    same = [place for place in near if [t.word for t in document.tokens[place : place + len(words)]] == words]
    if not same or not words:
        return range(0)
    first = min(same, key=lambda place: abs(place - anchor))
    return range(first, first + len(words))


def _antecedent(
    document: Document, names: set[str], anchor: int, gold: list[dict[str, Any]]
) -> frozenset[int]:
    """Tokens of the nearest earlier mention of a party that the act itself does not mention."""
    mentions: list[range] = [
        tokens
        for act in gold
        for role in (*act["actors"], *act["recipients"])
        if role["name"] in names
        if len(tokens := _mention(document, role, _first(document, act["trigger"]) or 0))
    ]
    for name in names:
        place = document.text.rfind(name, 0, document.tokens[anchor].start)
        if place >= 0:
            mentions.append(document.tokens_in(Span(place, place + len(name))))
    before = [tokens for tokens in mentions if tokens.stop <= anchor]
    nearest = max(before, key=lambda tokens: tokens.start, default=range(0))
    return frozenset(nearest)


def without_quotation_marks(example: Example) -> Example:
    """The same example with its quotation marks lost, as in texts that were copied carelessly."""
    tokens = example.document.tokens
    kept = [number for number, token in enumerate(tokens) if token.word not in DOUBLE]
    places = np.searchsorted(kept, np.arange(len(tokens) + 1))
    old = example.features
    table = old.tokens[kept].copy()
    table[:, :QUOTES] = 0.0
    table[:, 0] = 1.0
    features = Features([old.words[n] for n in kept], old.breaks[kept], table, old.sentences[kept])
    parts = (Window(0, int(places[window.first]), int(places[window.last])) for window in example.windows)
    lost = frozenset(range(len(tokens))) - frozenset(kept)
    return replace(
        example,
        kept=False,
        features=features,
        windows=tuple(window for window in parts if window.last > window.first),
        statements=_moved(example.statements, places, lost, len(kept)),
        acts=_moved(example.acts, places, lost, len(kept)),
    )


def _moved(
    marks: tuple[Mark, ...] | None, places: npt.NDArray[np.int64], lost: frozenset[int], size: int
) -> tuple[Mark, ...] | None:
    """Marks by the places of the tokens that are left."""
    if marks is None:
        return None
    moved: dict[int, Mark] = {}
    for mark in marks:
        parts = tuple(frozenset(int(places[token]) for token in part - lost) for part in mark.parts)
        token = int(places[mark.token])
        if token < size and token in parts[0]:
            moved.setdefault(token, replace(mark, token=token, parts=parts))
    return tuple(moved.values())


def part_table(
    mark: Mark, first: int, row: int, reach: tuple[int, int], size: int
) -> npt.NDArray[np.float32]:
    """Ones where a token around the anchor is of a part: (before + after, parts)."""
    before, after = reach
    table = np.zeros((before + after, len(mark.parts)), dtype=np.float32)
    for column, tokens in enumerate(mark.parts):
        for token in tokens:
            place = token - first - row + before
            if 0 <= place < before + after and 0 <= token - first < size:
                table[place, column] = 1.0
    return table
