"""Clauses put into what somebody says: "Man werde, hieß es weiter, die Grenze schließen."

Such a clause stands between commas, begins with "so" or is an impersonal "hieß es", and has no verb of its own content:
all of it is frame, none of it quote, and the words behind it go on with what was said. Words in `sources.toml` of the
language.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.candidates import (
    CUE,
    DIRECT,
    FRAME,
    QUOTE,
    SPEAKER,
    SURE_OF_SOURCE,
    cue_of,
    frames_of,
    meet,
)
from depesche.reading.decoding import Run, joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from depesche.languages import Language
    from depesche.reading.candidates import Candidate, Limits
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

LONGEST = 9
NEAR = 2


class Inserted(NamedTuple):
    """A clause with the commas around it, and its "hieß es", None where it says "so" and who."""

    frame: Run
    cue: Run | None


def find_inserted(document: Document, language: Language) -> tuple[Inserted, ...]:
    """The inserted clauses of a document, in order."""
    return tuple(
        found
        for token in range(1, len(document.tokens) - 1)
        if document.tokens[token].word == "," and (found := _clause(document, language, token)) is not None
    )


def _clause(document: Document, language: Language, comma: int) -> Inserted | None:
    words = language.table("sources")
    sentence = document.sentences[document.tokens[comma].sentence]
    first = comma + 1
    if first >= sentence.last:
        return None
    so = _word(document, first) in words["so"]
    cue = Run(first + so, first + so + 2)
    said = (
        cue.last <= sentence.last
        and [_word(document, one) for one in range(*cue)] in words["impersonal_saying"]
    )
    if not (so or said):
        return None
    stop = min(sentence.last, first + LONGEST)
    last = next((one for one in range(first, stop) if _word(document, one) in {",", ".", "!", ";"}), None)
    if last is None or (said and gives_name(document, language, cue.last)):
        return None
    return Inserted(Run(comma, last + (_word(document, last) == ",")), cue if said else None)


def gives_name(document: Document, language: Language, token: int) -> bool:
    """Whether a "hieß es" that ends before a token gives a name: "hieß es Anna,", not "hieß es weiter,"."""
    lists = language.table("sources")
    if not 2 <= token < len(document.tokens):
        return False
    words = [_word(document, one) for one in (token - 2, token - 1)]
    word = document.tokens[token].word
    named = word[:1].isupper() and word.casefold() not in lists["said_when"]
    return named and words in lists["impersonal_saying"]


def with_inserted(
    document: Document,
    language: Language,
    parties: Parties,
    candidate: Candidate,
    clauses: Sequence[Inserted],
    limits: Limits,
) -> Candidate:
    """The candidate with the inserted clause of its cue as frame, and with the words behind it as quote."""
    cue = cue_of(candidate, limits)
    clause = next((one for one in clauses if any(meet(run, one.frame) for run in cue)), None)
    if clause is None or candidate.by_rule or not _is_its_frame(candidate, clause, limits):
        return candidate
    quote = list(_without(candidate.quote, clause.frame))
    rest = []
    if candidate.type != DIRECT and quote and quote[0].first < clause.frame.first:
        rest = _behind(document, language, parties, clause)
    if not quote:
        return candidate
    return replace(_framed(candidate, clause, rest), quote=tuple(joined([*quote, *rest])))


def _is_its_frame(candidate: Candidate, clause: Inserted, limits: Limits) -> bool:
    """Whether the frame that the network saw ends about where the clause does, or the clause says "hieß es"."""
    frame = frames_of(candidate, limits)
    ends = bool(frame) and abs(frame[-1].last - clause.frame.last) <= NEAR
    return clause.cue is not None or (ends and frame[0].first >= clause.frame.first)


def _without(quote: Sequence[Run], frame: Run) -> Iterator[Run]:
    for run in quote:
        for piece in (Run(run.first, min(run.last, frame.first)), Run(max(run.first, frame.last), run.last)):
            if piece.first < piece.last:
                yield piece


def _behind(document: Document, language: Language, parties: Parties, clause: Inserted) -> list[Run]:
    """The rest of the sentence behind a clause, where it goes on with the same words."""
    frame, words = clause.frame, language.table("sources")
    sentence = document.sentences[document.tokens[frame.first].sentence]
    last = sentence.last - (document.tokens[sentence.last - 1].word in {".", "!", "?", ";", ":"})
    if frame.last >= last or document.tokens[frame.last - 1].word != ",":
        return []
    opener = _word(document, frame.last)
    closed = {*words["relatives"], *words["subordinators"], *words["coordinators"]}
    told = any(parties.is_reported(token) for token in range(frame.last, last))
    goes_on = told and opener in words["and"] if opener in closed else told or clause.cue is not None
    return [Run(frame.last, last)] if goes_on else []


def _framed(candidate: Candidate, clause: Inserted, rest: Sequence[Run]) -> Candidate:
    """The candidate with a clause as its frame, and its "hieß es" as its cue; it is sure of the rest of the quote."""
    if candidate.source:
        return replace(candidate, source=candidate.source._replace(frame=clause.frame))
    anchor = candidate.anchor
    parts = anchor.parts.copy()
    here = slice(max(0, clause.frame.first - anchor.first), max(0, clause.frame.last - anchor.first))
    for run in rest:
        parts[max(0, run.first - anchor.first) : max(0, run.last - anchor.first), QUOTE] = SURE_OF_SOURCE
    parts[:, FRAME] = 0.0
    parts[here, FRAME], parts[here, QUOTE] = SURE_OF_SOURCE, 0.0
    if clause.cue is not None:
        parts[here, CUE] = 0.0
        parts[max(0, clause.cue.first - anchor.first) : max(0, clause.cue.last - anchor.first), CUE] = (
            SURE_OF_SOURCE
        )
    parts[here.stop :, (SPEAKER, CUE)] = 0.0
    return replace(candidate, anchor=replace(anchor, parts=parts))


def _word(document: Document, token: int) -> str:
    return document.folded[token]


def of_inserted(
    document: Document, language: Language, parties: Parties, clause: Inserted, first: int
) -> tuple[tuple[int, Run], ...]:
    """The parts of a statement whose "hieß es" the network passed over: the words from a token on are its quote."""
    rest = _behind(document, language, parties, clause)
    quotes = [(QUOTE, run) for run in (Run(first, clause.frame.first), *rest)]
    return (*quotes, (CUE, clause.cue or clause.frame), (FRAME, clause.frame))
