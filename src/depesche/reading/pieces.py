"""Very long texts: cut at paragraph bounds into pieces that are read one by one, their readings joined again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from depesche.reading.types import Act, ActTime, Article, Party, Reading, Role, Span, Spans, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def pieces_of(article: Article, most: int) -> Iterator[Article]:
    """Articles of at most `most` characters whose texts together are the article's text."""
    start = 0
    while start < len(article.text):
        end = _bound(article.text, start, most)
        yield replace(article, text=article.text[start:end])
        start = end


def _bound(text: str, start: int, most: int) -> int:
    """Where the next piece ends: behind a paragraph, a line, a space, or anywhere."""
    limit = start + most
    if limit >= len(text):
        return len(text)
    for mark in ("\n\n", "\n", " "):
        place = text.rfind(mark, start + most // 2, limit)
        if place >= 0:
            return place + len(mark)
    return limit


def joined(whole: Reading, pieces: Iterable[Reading]) -> Reading:
    """One reading from those of an article's pieces, in order; ids count through, offsets are the article's."""
    found: dict[str, list[Any]] = {"sentences": [], "statements": [], "acts": [], "times": []}
    parties: dict[str, Party] = {}
    offset = 0
    for piece in pieces:
        first = len(found["statements"])
        found["sentences"] += _moved_spans(piece.sentences, offset)
        found["acts"] += [
            _moved_act(act, offset, first, len(found["acts"]) + n) for n, act in enumerate(piece.acts)
        ]
        found["statements"] += [
            _moved_statement(one, offset, first + n) for n, one in enumerate(piece.statements)
        ]
        found["times"] += [replace(time, span=_moved(time.span, offset)) for time in piece.times]
        for party in piece.parties:
            mentions = _moved_spans(party.mentions, offset)
            known = parties.get(party.id)
            parties[party.id] = replace(party, mentions=(known.mentions if known else ()) + mentions)
        offset += len(piece.text)
    lists: dict[str, Any] = {name: tuple(values) for name, values in found.items()}
    return replace(whole, parties=tuple(parties.values()), **lists)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _moved_spans(spans: Spans, offset: int) -> Spans:
    return tuple(_moved(span, offset) for span in spans)


def _moved_statement(statement: Statement, offset: int, number: int) -> Statement:
    parts = ("quote", "cue", "speaker", "addressee", "frame", "relayed_by")
    moved = {part: _moved_spans(getattr(statement, part), offset) for part in parts}
    return replace(statement, id=f"s{number}", **moved)  # type: ignore[arg-type]


def _moved_act(act: Act, offset: int, first: int, number: int) -> Act:
    return replace(
        act,
        id=f"a{number}",
        trigger=_moved_spans(act.trigger, offset),
        content=_moved_spans(act.content, offset),
        condition=_moved_spans(act.condition, offset),
        actors=tuple(_moved_role(role, offset) for role in act.actors),
        recipients=tuple(_moved_role(role, offset) for role in act.recipients),
        time=_moved_time(act.time, offset),
        deadline=_moved_time(act.deadline, offset),
        statement=f"s{int(act.statement[1:]) + first}" if act.statement else None,
    )


def _moved_role(role: Role, offset: int) -> Role:
    return replace(role, mention=_moved(role.mention, offset)) if role.mention else role


def _moved_time(time: ActTime | None, offset: int) -> ActTime | None:
    return replace(time, span=_moved(time.span, offset)) if time else None
