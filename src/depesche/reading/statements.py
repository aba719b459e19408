"""Who said what: from what the network saw to statements with their roles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run, best_run, calibrated, joined, overlap, runs, spans, strength
from depesche.reading.network import MEDIA, STATEMENT_PARTS, TYPES, Anchor
from depesche.reading.quotes import Quotation, find_quotations
from depesche.reading.types import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.reading.decoding import Floats
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

QUOTE, SPEAKER, CUE, ADDRESSEE, FRAME = range(len(STATEMENT_PARTS))


class Limits(NamedTuple):
    """Thresholds of decoding, and scale and shift of the confidence; `training/tune.py` chooses them on dev."""

    anchor: float = 0.42
    quote: float = 0.5
    speaker: float = 0.3
    cue: float = 0.5
    addressee: float = 0.5
    frame: float = 0.5
    same: float = 0.95
    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement in tokens, before statements are chosen among overlapping ones."""

    anchor: Anchor
    score: float
    type: int
    quote: tuple[Run, ...]


def find_statements(
    document: Document, anchors: Sequence[Anchor], parties: Parties, limits: Limits | None = None
) -> tuple[Statement, ...]:
    """Statements of a document in the order of their quotes."""
    limits = limits or Limits()
    found = [_statement(document, candidate, limits) for candidate in choose(document, anchors, limits)]
    named = [_named(statement, parties) for statement in found]
    return tuple(replace(statement, id=f"s{number}") for number, statement in enumerate(named))


def choose(document: Document, anchors: Sequence[Anchor], limits: Limits) -> list[Candidate]:
    """What the statements are read from, one candidate each, in their order."""
    quotations = find_quotations(document)
    candidates = [_candidate(anchor, quotations, limits) for anchor in anchors]
    return _choose([one for one in candidates if one.score >= limits.anchor], limits)


def _candidate(anchor: Anchor, quotations: Sequence[Quotation], limits: Limits) -> Candidate:
    kind = int(anchor.labels[1:].argmax())
    quote = _quote(anchor, TYPES[kind], quotations, limits)
    return Candidate(anchor, 1.0 - float(anchor.labels[0]), kind, tuple(quote))


def _quote(anchor: Anchor, kind: str, quotations: Sequence[Quotation], limits: Limits) -> list[Run]:
    chances = anchor.parts[:, QUOTE]
    found = [run for run in runs(chances, anchor.first, limits.quote) if _counts(run, anchor, chances)]
    found = joined([*found, Run(anchor.token, anchor.token + 1)], gap=1)
    if kind == "direct":
        found = [_within_marks(run, quotations) for run in found]
    return joined(found)


def _counts(run: Run, anchor: Anchor, chances: Floats) -> bool:
    """A piece of a quote that is neither a stray token nor far weaker than the rest."""
    return run.first <= anchor.token < run.last or run.last - run.first > 1


def _within_marks(run: Run, quotations: Sequence[Quotation]) -> Run:
    """A direct quote reaches from its opening mark to its closing one, where it fills most of them."""
    for first, last, closed in quotations:
        shared = min(run.last, last) - max(run.first, first)
        if closed and shared > 0.5 * (last - first) and shared > 0.5 * (run.last - run.first):
            return Run(first, last)
    return run


def _choose(candidates: Sequence[Candidate], limits: Limits) -> list[Candidate]:
    """Strongest first; a candidate whose quote is nearly that of a stronger one gives way."""
    chosen: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: -one.score):
        if all(overlap(candidate.quote, other.quote) < limits.same for other in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda one: (one.quote[0], one.anchor.token))


def _statement(document: Document, candidate: Candidate, limits: Limits) -> Statement:
    anchor = candidate.anchor
    speaker = _one(anchor, SPEAKER, limits.speaker)
    cue = runs(anchor.parts[:, CUE], anchor.first, limits.cue)
    frame = joined(runs(anchor.parts[:, FRAME], anchor.first, limits.frame), gap=1)
    return Statement(
        id="",
        type=TYPES[candidate.type],
        medium=MEDIA[int(anchor.states.argmax())],
        quote=spans(document, candidate.quote),
        cue=spans(document, cue),
        speaker=spans(document, speaker),
        addressee=spans(document, _one(anchor, ADDRESSEE, limits.addressee)),
        frame=spans(document, frame),
        confidence=calibrated(raw_confidence(candidate), limits.scale, limits.shift),
    )


def _one(anchor: Anchor, part: int, threshold: float) -> list[Run]:
    run = best_run(anchor.parts[:, part], anchor.first, threshold)
    return [run] if run else []


def raw_confidence(candidate: Candidate) -> float:
    """How sure the network is of a statement and its quote, 0 to 1, before calibration."""
    anchor = candidate.anchor
    quote = [
        strength(anchor.parts[:, QUOTE], anchor.first, run) for run in candidate.quote if _seen(anchor, run)
    ]
    return candidate.score * (sum(quote) / len(quote) if quote else 0.5)


def _seen(anchor: Anchor, run: Run) -> bool:
    return run.first >= anchor.first and run.last <= anchor.first + len(anchor.parts)


def _named(statement: Statement, parties: Parties) -> Statement:
    if not statement.speaker:
        return statement
    role = parties.resolve(Span(statement.speaker[0].start, statement.speaker[-1].end))
    return replace(statement, speaker_name=role.name, speaker_party=role.party)
