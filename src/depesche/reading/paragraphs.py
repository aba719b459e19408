"""Quotations that run over paragraphs or beyond what one anchor sees: made whole, with their speaker.

At each paragraph a quotation repeats its opening mark, and the network sees a statement at each mark, surest of the
words of its own paragraph. A quotation may also be longer than the network looks ahead; who says it stands behind it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from depesche.reading.candidates import (
    CUE,
    DIRECT,
    FRAME,
    QUOTE,
    SPEAKER,
    SURE_OF_SOURCE,
    cue_of,
    meet,
    speaker_of,
)
from depesche.reading.decoding import Run
from depesche.reading.passed_on import frame_of, told_within
from depesche.reading.quotes import DOUBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from depesche.languages import Language
    from depesche.reading.candidates import Candidate, Limits
    from depesche.reading.document import Document
    from depesche.reading.network import Anchor
    from depesche.reading.parties import Parties
    from depesche.reading.quotes import Quotation


_ENDS = frozenset(".!?")


def whole_over_paragraphs(
    document: Document, candidates: Sequence[Candidate], quotations: Sequence[Quotation]
) -> list[Candidate]:
    """Of the statements that begin at the repeated marks of one quotation, one, over all paragraphs."""
    found = list(candidates)
    for first, last, closed in quotations:
        marks = [token for token in range(first, last - 1) if document.tokens[token].word in DOUBLE]
        if not closed or (len(marks) < 2 and _paragraph(document, first) == _paragraph(document, last - 1)):
            continue
        same = [
            one
            for one in found
            if one.type == DIRECT and one.quote[0].first in marks and one.quote[-1].last <= last
        ]
        if same:
            found = [one for one in found if not any(one is other for other in same)]
            found.append(_as_one(same, Run(first, last)))
    return found


def in_place(
    document: Document, speaker: list[Run], cue: list[Run], frame: list[Run]
) -> tuple[list[Run], list[Run], list[Run]]:
    """Speaker, cue and frame that do not run on into the next paragraph, nor frames into a sentence without both."""
    whole = [piece for run in frame for piece in _pieces(document, run, _paragraph)]
    over = len(whole) > len(frame)
    kept = [piece for run in speaker for piece in _pieces(document, run, _paragraph)[:1]]
    if over:
        whole = [run for run in whole if any(meet(run, one) for one in kept)] or whole[:1]
        cue = [one for one in cue if any(meet(one, run) for run in whole)]
    return kept, cue, [_own_sentences(document, run, [*kept, *cue]) for run in whole]


def _own_sentences(document: Document, frame: Run, roles: Sequence[Run]) -> Run:
    """A frame without the sentences at its end that hold neither the speaker nor the cue."""
    pieces = _pieces(document, frame, _sentence)
    while len(pieces) > 1 and not any(meet(pieces[-1], one) for one in roles):
        pieces = pieces[:-1]
    last = pieces[-1].last
    return Run(frame.first, last - (last < frame.last and document.tokens[last - 1].word in _ENDS))


def _pieces(document: Document, run: Run, place: Callable[[Document, int], int]) -> list[Run]:
    """A run parted where a paragraph or a sentence ends."""
    cuts = [at for at in range(run.first + 1, run.last) if place(document, at) != place(document, at - 1)]
    return [Run(*ends) for ends in pairwise((run.first, *cuts, run.last))]


def _sentence(document: Document, token: int) -> int:
    return document.tokens[token].sentence


def _paragraph(document: Document, token: int) -> int:
    return document.sentences[document.tokens[token].sentence].paragraph


def _as_one(same: Sequence[Candidate], quote: Run) -> Candidate:
    """The candidate that is surest of its speaker, with each word as sure of the quote as the surest finds it."""
    best = max(same, key=lambda one: (float(one.anchor.parts[:, SPEAKER].max()), one.score))
    parts = best.anchor.parts.copy()
    for anchor in (one.anchor for one in same):
        first, last = max(anchor.first, best.anchor.first), min(_end(anchor), _end(best.anchor))
        heard = anchor.parts[first - anchor.first : last - anchor.first, QUOTE]
        here = slice(first - best.anchor.first, last - best.anchor.first)
        parts[here, QUOTE] = np.maximum(parts[here, QUOTE], heard)
    return replace(best, anchor=replace(best.anchor, parts=parts), quote=(quote,))


def _end(anchor: Anchor) -> int:
    return anchor.first + len(anchor.parts)


def told_behind(
    document: Document, language: Language, parties: Parties, candidate: Candidate, limits: Limits
) -> Candidate:
    """A direct statement with the speaker behind its quote ("…“, meint Holm"), where the network did not see so far."""
    last = candidate.quote[-1].last
    sees = last < _end(candidate.anchor) - 1 or last >= len(document.tokens)
    cue = cue_of(candidate, limits)
    roles = (*cue, *speaker_of(candidate, limits))
    afar = any(_paragraph(document, run.first) > _paragraph(document, last - 1) for run in roles)
    if candidate.type != DIRECT or candidate.by_rule or ((sees or cue) and not afar):
        return candidate
    parts = _behind(document, language, parties, last)
    return replace(candidate, anchor=_further(candidate.anchor, last, parts)) if parts else candidate


def unheard(
    document: Document, language: Language, parties: Parties, quotations: Sequence[Quotation]
) -> Iterator[tuple[tuple[int, Run], ...]]:
    """The parts of quotations over three paragraphs or more that have their speaker behind them."""
    for first, last, closed in quotations:
        over = last < len(document.tokens) and _paragraph(document, last - 1) - _paragraph(document, first)
        if closed and over > 1 and (parts := _behind(document, language, parties, last)):
            yield ((QUOTE, Run(first, last)), *parts)


def _behind(document: Document, language: Language, parties: Parties, last: int) -> list[tuple[int, Run]]:
    """Speaker, cue and frame of a quote that ends before a token, where they stand right behind it."""
    end = document.sentences[document.tokens[last - 1].sentence].last
    first = last + (last < end and document.tokens[last].word == ",")
    told = told_within(document, language, parties, [Run(first, end)]) if first < end else None
    if told is None or min(told.verb.first, told.speaker.first) != first:
        return []
    stop = min(frame_of(told).last, end)
    stop -= document.tokens[stop - 1].word in _ENDS
    return [(SPEAKER, told.speaker), (CUE, told.verb), (FRAME, Run(last, stop))]


def _further(anchor: Anchor, last: int, behind: Sequence[tuple[int, Run]]) -> Anchor:
    """The anchor with parts that lie beyond what it saw, and its quote up to a token."""
    more = max(run.last for _, run in behind) - _end(anchor)
    parts = np.pad(anchor.parts, ((0, max(0, more)), (0, 0)))
    parts[:, (SPEAKER, CUE, FRAME)] = 0.0
    parts[len(anchor.parts) : last - anchor.first, QUOTE] = SURE_OF_SOURCE
    for part, run in behind:
        parts[run.first - anchor.first : run.last - anchor.first, part] = SURE_OF_SOURCE
    return replace(anchor, parts=parts)
