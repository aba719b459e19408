"""Overlapping marks over a text cut into segments that do not overlap."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.types import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.reading.types import Act, Reading, Spans, Statement

_STATEMENT_PARTS = ("quote", "cue", "speaker", "addressee", "frame", "relayed_by")
_ACT_PARTS = ("trigger", "content", "condition")


class Mark(NamedTuple):
    """One part of one entry over a span; `owner` is a letter and the entry's number: "a3", "s0"."""

    span: Span
    layer: str
    owner: str
    part: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that all lie under the same marks."""

    span: Span
    marks: tuple[Mark, ...]


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Cut a text at every bound of a mark; together the segments are the text."""
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        opening[mark.span.start].append(mark)
        closing[mark.span.end].append(mark)
    bounds = sorted({0, len(text), *opening, *closing})
    here: dict[Mark, None] = {}
    for start, end in pairwise(bounds):
        for mark in closing[start]:
            here.pop(mark, None)
        here.update(dict.fromkeys(opening[start]))
        yield Segment(Span(start, end), tuple(here))


def marks_of(reading: Reading) -> Iterator[Mark]:
    """All marks of a reading: parts of statements and acts, times, mentions of parties."""
    for number, statement in enumerate(reading.statements):
        yield from _statement_marks(statement, f"s{number}")
    for number, act in enumerate(reading.acts):
        yield from _act_marks(act, f"a{number}")
    for number, time in enumerate(reading.times):
        yield Mark(time.span, "time", f"t{number}", "time")
    for number, party in enumerate(reading.parties):
        yield from _marks(party.mentions, "party", f"p{number}", "mention")


def _statement_marks(statement: Statement, owner: str) -> Iterator[Mark]:
    for part in _STATEMENT_PARTS:
        yield from _marks(getattr(statement, part), "statement", owner, part)


def _act_marks(act: Act, owner: str) -> Iterator[Mark]:
    for part in _ACT_PARTS:
        yield from _marks(getattr(act, part), "act", owner, part)
    for part, roles in (("actors", act.actors), ("recipients", act.recipients)):
        yield from _marks(tuple(role.mention for role in roles if role.mention), "act", owner, part)
    for part, time in (("time", act.time), ("deadline", act.deadline)):
        yield from _marks((time.span,) if time else (), "act", owner, part)


def _marks(spans: Spans, layer: str, owner: str, part: str) -> Iterator[Mark]:
    return (Mark(span, layer, owner, part) for span in spans)
