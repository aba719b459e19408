"""Who said what: from what the network saw to statements with their roles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from depesche.reading.agency import behind_dateline, without_addresses
from depesche.reading.decoding import Run, best_run, calibrated, joined, overlap, runs, spans, strength
from depesche.reading.headlines import find_headlines, usual_mention
from depesche.reading.media import find_media
from depesche.reading.network import MEDIA, STATEMENT_PARTS, TYPES, Anchor
from depesche.reading.passed_on import Told, told_within
from depesche.reading.quotes import DOUBLE, Quotation, find_quotations
from depesche.reading.sources import Source, find_sources, voice_in
from depesche.reading.types import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.languages import Language
    from depesche.reading.decoding import Floats
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

QUOTE, SPEAKER, CUE, ADDRESSEE, FRAME = range(len(STATEMENT_PARTS))
DIRECT, INDIRECT, REPORTED = (TYPES.index(name) for name in ("direct", "indirect", "reported"))
SAME_CLAUSE = 0.5
SURE_OF_SOURCE = 0.92


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
    """A statement in tokens, before statements are chosen among overlapping ones.

    `source` is the phrase ("laut Polizei") that gave it its roles, None where the network did; `by_rule` tells that
    the network saw nothing of it.
    """

    anchor: Anchor
    score: float
    type: int
    quote: tuple[Run, ...]
    source: Source | None = None
    by_rule: bool = False


def find_statements(
    document: Document,
    anchors: Sequence[Anchor],
    parties: Parties,
    limits: Limits | None = None,
    language: Language | None = None,
) -> tuple[Statement, ...]:
    """Statements of a document in the order of their quotes; `language` adds those that its source words tell."""
    limits = limits or Limits()
    chosen = choose(document, anchors, limits, language, parties)
    found = [_statement(document, one, limits) for one in chosen]
    named = [_named(statement, document, parties, language) for statement in found]
    return tuple(replace(statement, id=f"s{number}") for number, statement in enumerate(named))


def choose(
    document: Document,
    anchors: Sequence[Anchor],
    limits: Limits,
    language: Language | None = None,
    parties: Parties | None = None,
) -> list[Candidate]:
    """What the statements are read from, one candidate each, in their order."""
    quotations = find_quotations(document)
    candidates = [_candidate(document, anchor, quotations, limits) for anchor in anchors]
    strong = [one for one in candidates if one.score >= limits.anchor]
    chosen = _choose(_whole_over_paragraphs(document, strong, quotations), limits)
    if language is not None:
        for source in find_sources(document, language):
            _add_source(chosen, source, limits)
        if parties is not None:
            chosen += _passed_on(document, chosen, limits, language, parties)
            chosen = _with_headlines(document, chosen, language, parties)
    chosen = [_without_repeats(one, chosen, limits) for one in chosen]
    apart = [_with_own_speaker(one, chosen, limits) for one in chosen]
    return sorted(apart, key=lambda one: (one.quote[0], one.anchor.token))


def _with_own_speaker(candidate: Candidate, others: Sequence[Candidate], limits: Limits) -> Candidate:
    """A statement that stands, cue and all, in another's quote is not made by the speaker of the other.

    "Laut Reuters erklärte ein Beamter, …": where the network gives both to Reuters, it is asked again within the quote.
    """
    if candidate.source:
        return candidate
    cue, speaker = _cue(candidate, limits), _speaker(candidate, limits)
    for other in others:
        holds = other is not candidate and all(_within(run, other.quote) for run in candidate.quote)
        own = any(_within(run, other.quote) for run in cue)
        if holds and own and speaker and any(_meet(speaker[0], run) for run in _speaker(other, limits)):
            return replace(candidate, anchor=_deaf_outside(candidate.anchor, other.quote))
    return candidate


def _deaf_outside(anchor: Anchor, quote: Sequence[Run]) -> Anchor:
    """The anchor with no chance of a speaker, cue or frame outside some runs."""
    parts = anchor.parts.copy()
    tokens = np.arange(anchor.first, anchor.first + len(parts))
    outside = ~np.any([(tokens >= run.first) & (tokens < run.last) for run in quote], axis=0)
    parts[np.ix_(outside, (SPEAKER, CUE, FRAME))] = 0.0
    return replace(anchor, parts=parts)


def _within(run: Run, quote: Sequence[Run]) -> bool:
    return any(piece.first <= run.first and run.last <= piece.last for piece in quote)


def _add_source(chosen: list[Candidate], source: Source, limits: Limits) -> None:
    """Give a source to the statement of its clause that has none, else add a statement, if the network saw neither."""
    if any(_asks(candidate, source, limits) for candidate in chosen):
        return
    near = max(range(len(chosen)), key=lambda at: overlap(chosen[at].quote, source.quote), default=None)
    if near is not None and overlap(chosen[near].quote, source.quote) >= SAME_CLAUSE:
        if not _has_cue_in(chosen[near], source, limits):
            chosen[near] = replace(chosen[near], source=source)
        return
    chosen.append(_of_source(source))


def _passed_on(
    document: Document,
    chosen: Sequence[Candidate],
    limits: Limits,
    language: Language,
    parties: Parties,
) -> list[Candidate]:
    """What somebody says inside the statement of a medium that the network saw alone."""
    media = [one for one in find_media(document, parties, language) if one.relays]
    found = []
    for candidate in chosen if media else ():
        speaker = [document.span_of(*run) for run in _speaker(candidate, limits)]
        if any(span.overlaps(medium.name) for span in speaker for medium in media):
            inner = told_within(document, language, parties, candidate.quote)
            if inner is not None and not any(_speaks_in(inner, candidate, one, limits) for one in chosen):
                found.append(_of_speaker(inner, candidate))
    return found


def _with_headlines(
    document: Document, chosen: Sequence[Candidate], language: Language, parties: Parties
) -> list[Candidate]:
    """Statements with what headlines quote without marks, where the network saw none, or one that runs on behind."""
    found = list(chosen)
    states = np.array([medium == "speech_or_writing" for medium in MEDIA], dtype=np.float32)
    for headline in find_headlines(document, language, parties):
        inside = [one for one in found if any(_meet(run, headline.quote) for run in one.quote)]
        if all(one.quote[-1].last > headline.quote.last for one in inside):
            parts = tuple(zip((SPEAKER, FRAME, QUOTE), headline, strict=True))
            kept = [one for one in found if not any(one is other for other in inside)]
            found = [*kept, _by_rule(INDIRECT, states, SURE_OF_SOURCE, parts)]
    return found


def _speaks_in(told: Told, outer: Candidate, other: Candidate, limits: Limits) -> bool:
    """Whether another statement of the same words is this speaker's, or has this verb as its cue."""
    if other is outer:
        return False
    shares = any(_meet(one, piece) for one in other.quote for piece in outer.quote)
    speaks = any(_meet(told.speaker, run) for run in _speaker(other, limits))
    return (shares and speaks) or any(_meet(told.verb, run) for run in _cue(other, limits))


def _of_speaker(told: Told, outer: Candidate) -> Candidate:
    """The statement that somebody makes inside another's: what follows the verb, or all of it as a report."""
    quote = outer.quote if told.content is None else (told.content,)
    framing = [] if told.content is None else [(CUE, told.verb), (FRAME, _frame(told))]
    kind = REPORTED if told.content is None else INDIRECT
    parts = ((SPEAKER, told.speaker), *((QUOTE, run) for run in quote), *framing)
    return _by_rule(kind, outer.anchor.states, outer.score, parts)


def _frame(told: Told) -> Run:
    """Speaker, verb and the comma behind both."""
    return Run(min(told.speaker.first, told.verb.first), max(told.speaker.last, told.verb.last) + 1)


def _by_rule(kind: int, states: Floats, score: float, parts: Sequence[tuple[int, Run]]) -> Candidate:
    """A statement that the network did not see, as if it had."""
    labels = np.zeros(len(TYPES) + 1, dtype=np.float32)
    labels[0], labels[1 + kind] = 1.0 - score, score
    first, last = min(run.first for _, run in parts), max(run.last for _, run in parts)
    chances = np.zeros((last - first, len(STATEMENT_PARTS)), dtype=np.float32)
    for part, run in parts:
        chances[run.first - first : run.last - first, part] = SURE_OF_SOURCE
    quote = tuple(run for part, run in parts if part == QUOTE)
    return Candidate(Anchor(quote[0].first, labels, states, first, chances), score, kind, quote, by_rule=True)


def _asks(candidate: Candidate, source: Source, limits: Limits) -> bool:
    """Whether the network saw this source as the cue of a statement."""
    return any(_meet(run, source.cue) for run in _cue(candidate, limits))


def _has_cue_in(candidate: Candidate, source: Source, limits: Limits) -> bool:
    clause = Run(
        min(source.quote[0].first, source.frame.first), max(source.quote[-1].last, source.frame.last)
    )
    return any(_meet(run, clause) for run in _cue(candidate, limits))


def _meet(one: Run, other: Run) -> bool:
    return one.first < other.last and other.first < one.last


def _of_source(source: Source) -> Candidate:
    states = np.array([medium == source.medium for medium in MEDIA], dtype=np.float32)
    roles = ((SPEAKER, source.speaker), (CUE, source.cue), (FRAME, source.frame))
    parts = (*((QUOTE, run) for run in source.quote), *roles)
    return replace(_by_rule(INDIRECT, states, SURE_OF_SOURCE, parts), source=source)


def _candidate(
    document: Document, anchor: Anchor, quotations: Sequence[Quotation], limits: Limits
) -> Candidate:
    kind = int(anchor.labels[1:].argmax())
    quote = behind_dateline(document, _quote(anchor, TYPES[kind], quotations, limits))
    if len(quote) == 1 and any(quote[0] == Run(first, last) for first, last, _ in quotations):
        kind = DIRECT
    return Candidate(anchor, 1.0 - float(anchor.labels[0]), kind, tuple(quote))


def _whole_over_paragraphs(
    document: Document, candidates: Sequence[Candidate], quotations: Sequence[Quotation]
) -> list[Candidate]:
    """Of the statements that begin at the repeated marks of one quotation, the strongest, over all paragraphs."""
    found = list(candidates)
    for first, last, closed in quotations:
        marks = [token for token in range(first, last - 1) if document.tokens[token].word in DOUBLE]
        if not closed or len(marks) < 2:
            continue
        same = [
            one
            for one in found
            if one.type == DIRECT and one.quote[0].first in marks and one.quote[-1].last <= last
        ]
        if same:
            best = max(same, key=lambda one: one.score)
            found = [one for one in found if one is best or not any(one is other for other in same)]
            found[found.index(best)] = replace(best, quote=(Run(first, last),))
    return found


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
        if all(overlap(candidate.quote, other.quote) < limits.same for other in chosen) and not any(
            _twins(candidate, other, limits) for other in chosen
        ):
            chosen.append(candidate)
    return chosen


def _without_repeats(candidate: Candidate, others: Sequence[Candidate], limits: Limits) -> Candidate:
    """A direct quote in pieces gives up those that are a statement of their own, by the same speaker."""
    if candidate.type != DIRECT or len(candidate.quote) < 2:
        return candidate
    speaker = _speaker(candidate, limits)
    own = [one for one in others if one is not candidate and one.type == DIRECT]
    taken = [one.quote for one in own if _speaker(one, limits) == speaker]
    kept = [piece for piece in candidate.quote if not any(_within(piece, quote) for quote in taken)]
    return replace(candidate, quote=tuple(kept)) if kept else candidate


def _twins(one: Candidate, other: Candidate, limits: Limits) -> bool:
    """Whether two anchors tell the same: quote, type and speaker."""
    same = one.quote == other.quote and one.type == other.type
    return same and _speaker(one, limits) == _speaker(other, limits)


def _statement(document: Document, candidate: Candidate, limits: Limits) -> Statement:
    anchor, source = candidate.anchor, candidate.source
    frame = (
        [source.frame] if source else joined(runs(anchor.parts[:, FRAME], anchor.first, limits.frame), gap=1)
    )
    return Statement(
        id="",
        type=TYPES[candidate.type],
        medium=MEDIA[int(anchor.states.argmax())],
        quote=spans(document, candidate.quote),
        cue=spans(document, _cue(candidate, limits)),
        speaker=spans(document, without_addresses(document, _speaker(candidate, limits))),
        addressee=spans(document, _one(anchor, ADDRESSEE, limits.addressee)),
        frame=spans(document, frame),
        confidence=calibrated(raw_confidence(candidate), limits.scale, limits.shift),
    )


def _speaker(candidate: Candidate, limits: Limits) -> list[Run]:
    return [candidate.source.speaker] if candidate.source else _one(candidate.anchor, SPEAKER, limits.speaker)


def _cue(candidate: Candidate, limits: Limits) -> list[Run]:
    if candidate.source:
        return [candidate.source.cue]
    return runs(candidate.anchor.parts[:, CUE], candidate.anchor.first, limits.cue)


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


def _named(
    statement: Statement, document: Document, parties: Parties, language: Language | None
) -> Statement:
    if not statement.speaker:
        return statement
    speaker = Span(statement.speaker[0].start, statement.speaker[-1].end)
    mention = usual_mention(document, voice_in(document, language, speaker) if language else speaker)
    role = parties.resolve(mention)
    if language is not None and (role.name or "").casefold() in language.table("sources")["impersonal"]:
        return statement
    return replace(statement, speaker_name=role.name, speaker_party=role.party)
