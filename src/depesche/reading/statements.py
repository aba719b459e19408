"""Who said what: from what the network saw to statements with their roles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from depesche.reading.agency import behind_dateline, without_addresses
from depesche.reading.candidates import (
    ADDRESSEE,
    CUE,
    DIRECT,
    FRAME,
    INDIRECT,
    QUOTE,
    REPORTED,
    SPEAKER,
    SURE_OF_SOURCE,
    Candidate,
    Limits,
    by_rule,
    cue_of,
    frames_of,
    meet,
    one_run,
    raw_confidence,
    speaker_of,
    states_of,
    within,
)
from depesche.reading.decoding import Run, calibrated, joined, overlap, runs, spans
from depesche.reading.edges import whole_phrases
from depesche.reading.headlines import find_headlines, own_colon, usual_mention
from depesche.reading.inserted import Inserted, find_inserted, gives_name, of_inserted, with_inserted
from depesche.reading.media import find_media
from depesche.reading.nested import nested_statements
from depesche.reading.network import MEDIA, TYPES, Anchor
from depesche.reading.paragraphs import in_place, told_behind, unheard, whole_over_paragraphs
from depesche.reading.passed_on import Told, frame_of, told_within, without_verb
from depesche.reading.quotes import Quotation, find_quotations
from depesche.reading.reports import find_reports
from depesche.reading.sources import Source, find_sources, is_own, voice_in
from depesche.reading.types import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.languages import Language
    from depesche.reading.decoding import Floats
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

__all__ = (
    "ADDRESSEE", "CUE", "FRAME", "QUOTE", "SPEAKER", "Candidate", "Limits",
    "choose", "find_statements", "raw_confidence",
)  # fmt: skip

SAME_CLAUSE = 0.5
SAME_WORDS = 0.8
SURE_OF_REPORT = 0.86


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
    found = [_statement(document, one, limits, language) for one in chosen]
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
    chosen = _choose(whole_over_paragraphs(document, strong, quotations), limits)
    if language is not None:
        chosen = [one for one in chosen if not _gives_name(document, language, one, limits)]
        for source in find_sources(document, language):
            quote = tuple(behind_dateline(document, source.quote))
            _add_source(chosen, source._replace(quote=quote), limits)
        if parties is not None:
            clauses = find_inserted(document, language)
            chosen = [with_inserted(document, language, parties, one, clauses, limits) for one in chosen]
            chosen += _impersonal(document, chosen, clauses, limits, language, parties)
            chosen = [told_behind(document, language, parties, one, limits) for one in chosen]
            chosen = [_with_own_colon(document, language, parties, one, limits) for one in chosen]
            chosen += _unheard(document, chosen, quotations, language, parties)
            chosen += _passed_on(document, chosen, limits, language, parties)
            chosen = _with_headlines(document, chosen, language, parties)
            chosen += _nested(document, chosen, quotations, language, parties)
            chosen += _reports(document, chosen, quotations, limits, language, parties)
    chosen = [_without_repeats(one, chosen, limits) for one in chosen]
    apart = [_with_own_speaker(one, chosen, limits) for one in chosen]
    return sorted(apart, key=lambda one: (one.quote[0], one.anchor.token))


def _with_own_speaker(candidate: Candidate, others: Sequence[Candidate], limits: Limits) -> Candidate:
    """A statement that stands, cue and all, in another's quote is not made by the speaker of the other.

    "Laut Reuters erklärte ein Beamter, …": where the network gives both to Reuters, it is asked again within the quote.
    """
    if candidate.source:
        return candidate
    cue, speaker = cue_of(candidate, limits), speaker_of(candidate, limits)
    for other in others:
        holds = other is not candidate and all(within(run, other.quote) for run in candidate.quote)
        own = any(within(run, other.quote) for run in cue)
        if holds and own and speaker and any(meet(speaker[0], run) for run in speaker_of(other, limits)):
            return replace(candidate, anchor=_deaf_outside(candidate.anchor, other.quote))
    return candidate


def _deaf_outside(anchor: Anchor, quote: Sequence[Run]) -> Anchor:
    """The anchor with no chance of a speaker, cue or frame outside some runs."""
    parts = anchor.parts.copy()
    tokens = np.arange(anchor.first, anchor.first + len(parts))
    outside = ~np.any([(tokens >= run.first) & (tokens < run.last) for run in quote], axis=0)
    parts[np.ix_(outside, (SPEAKER, CUE, FRAME))] = 0.0
    return replace(anchor, parts=parts)


def _add_source(chosen: list[Candidate], source: Source, limits: Limits) -> None:
    """Give a source to the statement of its clause that has none, else add a statement, if the network saw neither."""
    asking = [at for at, candidate in enumerate(chosen) if _asks(candidate, source, limits)]
    if asking:
        for at in asking:
            if len(cue_of(chosen[at], limits)) == 1 and not speaker_of(chosen[at], limits):
                chosen[at] = replace(chosen[at], source=source)
        return
    near = max(range(len(chosen)), key=lambda at: overlap(chosen[at].quote, source.quote), default=None)
    if near is not None and overlap(chosen[near].quote, source.quote) >= SAME_CLAUSE:
        if not _has_cue_in(chosen[near], source, limits):
            chosen[near] = replace(chosen[near], source=source)
        return
    chosen.append(_of_source(source))


def _gives_name(document: Document, language: Language, candidate: Candidate, limits: Limits) -> bool:
    """Whether the cue of a statement only gives a name: "Das Kind, hieß es Anna, …"."""
    cue = cue_of(candidate, limits)
    return bool(cue) and any(gives_name(document, language, cue[0].first + more) for more in (1, 2))


def _with_own_colon(
    document: Document, language: Language, parties: Parties, candidate: Candidate, limits: Limits
) -> Candidate:
    """The statement with whoever stands before its own colon, where the network gave it to the quote before."""
    speaker = speaker_of(candidate, limits)
    if candidate.type != DIRECT or candidate.by_rule or not speaker or candidate.quote[0].first < 2:
        return candidate
    own = own_colon(document, language, parties, candidate.quote[0], speaker[0])
    if own is None:
        return candidate
    parts = candidate.anchor.parts.copy()
    parts[:, (SPEAKER, CUE, FRAME)] = 0.0
    first = candidate.anchor.first
    parts[max(0, own.first - first) : max(0, own.last - first), SPEAKER] = SURE_OF_SOURCE
    parts[max(0, own.first - first) : max(0, own.last + 1 - first), FRAME] = SURE_OF_SOURCE
    return replace(candidate, anchor=replace(candidate.anchor, parts=parts))


def _unheard(
    document: Document,
    chosen: Sequence[Candidate],
    quotations: Sequence[Quotation],
    language: Language,
    parties: Parties,
) -> list[Candidate]:
    """Quotations over paragraphs of which the network saw nothing, though somebody says them."""
    states = states_of("speech")
    return [
        by_rule(DIRECT, states, SURE_OF_SOURCE, parts, "long_quotation")
        for parts in unheard(document, language, parties, quotations)
        if not any(meet(run, parts[0][1]) for one in chosen for run in one.quote)
    ]


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
        speaker = [document.span_of(*run) for run in speaker_of(candidate, limits)]
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
    states = states_of("speech_or_writing")
    for headline in find_headlines(document, language, parties):
        inside = [one for one in found if any(meet(run, headline.quote) for run in one.quote)]
        if all(one.quote[-1].last > headline.quote.last for one in inside):
            if headline.in_marks and inside:
                continue
            parts = tuple(zip((SPEAKER, FRAME, QUOTE), headline[:3], strict=True))
            kept = [one for one in found if not any(one is other for other in inside)]
            kind = DIRECT if headline.in_marks else INDIRECT
            found = [*kept, by_rule(kind, states, SURE_OF_SOURCE, parts, "headline")]
    return found


def _reports(
    document: Document,
    chosen: Sequence[Candidate],
    quotations: Sequence[Quotation],
    limits: Limits,
    language: Language,
    parties: Parties,
) -> list[Candidate]:
    """Plain reports in sentences of which no statement takes a word."""
    states = states_of("speech_or_writing")
    runs_of = [run for one in chosen for run in (*one.quote, *frames_of(one, limits))]
    taken = frozenset(token for run in runs_of for token in range(*run))
    quoted = frozenset(token for first, last, _ in quotations for token in range(first, last))
    return [
        by_rule(
            REPORTED, states, SURE_OF_REPORT, ((SPEAKER, one.speaker), (QUOTE, one.quote)), "reporting_verb"
        )
        for one in find_reports(document, language, parties, taken, quoted)
    ]


def _impersonal(
    document: Document,
    chosen: Sequence[Candidate],
    clauses: Sequence[Inserted],
    limits: Limits,
    language: Language,
    parties: Parties,
) -> list[Candidate]:
    """What "hieß es" vouches for, between commas, where the network saw nothing before it."""
    states = states_of("speech_or_writing")
    taken = [run for one in chosen for run in (*one.quote, *frames_of(one, limits))]
    found = []
    for clause in clauses:
        first = document.sentences[document.tokens[clause.frame.first].sentence].first
        words = Run(first, clause.frame.last)
        if (
            clause.cue is not None
            and words.first < clause.frame.first
            and not any(meet(words, run) for run in taken)
        ):
            parts = of_inserted(document, language, parties, clause, first)
            found.append(by_rule(INDIRECT, states, SURE_OF_SOURCE, parts))
    return found


def _nested(
    document: Document,
    chosen: Sequence[Candidate],
    quotations: Sequence[Quotation],
    language: Language,
    parties: Parties,
) -> list[Candidate]:
    """What is quoted in single marks inside a quotation, where the network saw none."""
    states = states_of("speech")
    return [
        by_rule(
            DIRECT,
            states,
            SURE_OF_SOURCE,
            tuple(zip((QUOTE, SPEAKER, CUE, FRAME), one, strict=True)),
            "inner_marks",
        )
        for one in nested_statements(document, language, parties, quotations)
        if all(overlap(other.quote, [one.quote]) < SAME_WORDS for other in chosen)
    ]


def _speaks_in(told: Told, outer: Candidate, other: Candidate, limits: Limits) -> bool:
    """Whether another statement of the same words is this speaker's, or has this verb as its cue."""
    if other is outer:
        return False
    shares = any(meet(one, piece) for one in other.quote for piece in outer.quote)
    speaker = speaker_of(other, limits)
    speaks = any(meet(told.speaker, run) for run in speaker)
    return (shares and speaks) or (
        bool(speaker) and any(meet(told.verb, run) for run in cue_of(other, limits))
    )


def _of_speaker(told: Told, outer: Candidate) -> Candidate:
    """The statement that somebody makes inside another's: what follows the verb, or all of it as a report."""
    quote = outer.quote if told.content is None else (told.content,)
    framing = [] if told.content is None else [(CUE, told.verb), (FRAME, frame_of(told))]
    kind = REPORTED if told.content is None else INDIRECT
    parts = ((SPEAKER, told.speaker), *((QUOTE, run) for run in quote), *framing)
    return by_rule(kind, outer.anchor.states, outer.score, parts)


def _asks(candidate: Candidate, source: Source, limits: Limits) -> bool:
    """Whether the network saw this source as the cue of a statement."""
    return any(meet(run, source.cue) for run in cue_of(candidate, limits))


def _has_cue_in(candidate: Candidate, source: Source, limits: Limits) -> bool:
    clause = Run(
        min(source.quote[0].first, source.frame.first), max(source.quote[-1].last, source.frame.last)
    )
    return any(meet(run, clause) for run in cue_of(candidate, limits))


def _of_source(source: Source) -> Candidate:
    states = states_of(source.medium)
    roles = ((SPEAKER, source.speaker), (CUE, source.cue), (FRAME, source.frame))
    parts = (*((QUOTE, run) for run in source.quote), *roles)
    return replace(by_rule(INDIRECT, states, SURE_OF_SOURCE, parts), source=source)


def _candidate(
    document: Document, anchor: Anchor, quotations: Sequence[Quotation], limits: Limits
) -> Candidate:
    kind = int(anchor.labels[1:].argmax())
    quote = behind_dateline(document, _quote(anchor, TYPES[kind], quotations, limits))
    if len(quote) == 1 and any(quote[0] == Run(first, last) for first, last, _ in quotations):
        kind = DIRECT
    return Candidate(anchor, 1.0 - float(anchor.labels[0]), kind, tuple(quote))


def _quote(anchor: Anchor, kind: str, quotations: Sequence[Quotation], limits: Limits) -> list[Run]:
    chances = anchor.parts[:, QUOTE]
    found = [run for run in runs(chances, anchor.first, limits.quote) if _counts(run, anchor, chances)]
    found = joined([*found, Run(anchor.token, anchor.token + 1)], gap=1)
    if kind == "direct":
        found = [_within_marks(run, quotations, anchor.first + len(chances)) for run in found]
    return joined(found)


def _counts(run: Run, anchor: Anchor, chances: Floats) -> bool:
    """A piece of a quote that is neither a stray token nor far weaker than the rest."""
    return run.first <= anchor.token < run.last or run.last - run.first > 1


def _within_marks(run: Run, quotations: Sequence[Quotation], reach: int) -> Run:
    """A direct quote reaches from its opening mark to its closing one, where it fills most of what was seen of it."""
    for first, last, closed in quotations:
        shared = min(run.last, last) - max(run.first, first)
        if closed and shared > 0.5 * (min(last, reach) - first) and shared > 0.5 * (run.last - run.first):
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
    speaker = speaker_of(candidate, limits)
    own = [one for one in others if one is not candidate and one.type == DIRECT]
    taken = [one.quote for one in own if speaker_of(one, limits) == speaker]
    kept = [piece for piece in candidate.quote if not any(within(piece, quote) for quote in taken)]
    return replace(candidate, quote=tuple(kept)) if kept else candidate


def _twins(one: Candidate, other: Candidate, limits: Limits) -> bool:
    """Whether two anchors tell the same: quote, type and speaker."""
    same = one.quote == other.quote and one.type == other.type
    return same and speaker_of(one, limits) == speaker_of(other, limits)


def _statement(
    document: Document, candidate: Candidate, limits: Limits, language: Language | None
) -> Statement:
    anchor = candidate.anchor
    speaker, cue, frame = in_place(
        document, speaker_of(candidate, limits), cue_of(candidate, limits), frames_of(candidate, limits)
    )
    if language is not None:
        speaker = whole_phrases(document, language, without_verb(document, language, speaker))
    return Statement(
        id="",
        type=TYPES[candidate.type],
        medium=MEDIA[int(anchor.states.argmax())],
        quote=spans(document, candidate.quote),
        cue=spans(document, cue),
        speaker=spans(document, without_addresses(document, behind_dateline(document, speaker))),
        addressee=spans(document, one_run(anchor, ADDRESSEE, limits.addressee)),
        frame=spans(document, frame),
        confidence=calibrated(raw_confidence(candidate), limits.scale, limits.shift),
    )


def _named(
    statement: Statement, document: Document, parties: Parties, language: Language | None
) -> Statement:
    if not statement.speaker:
        return statement
    speaker = Span(statement.speaker[0].start, statement.speaker[-1].end)
    mention = usual_mention(document, voice_in(document, language, speaker) if language else speaker)
    role = parties.resolve(mention)
    if language is not None and is_own(document, language, mention):
        return statement
    if language is not None and (role.name or "").casefold() in language.table("sources")["impersonal"]:
        return statement
    return replace(statement, speaker_name=role.name, speaker_party=role.party)
