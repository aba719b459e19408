"""Demands and offers with their answers, and what hangs on a condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.render.answers.parts import (
    SOURCE_WIDTH,
    cited,
    condition_of,
    content_of,
    day_of,
    event_row,
    kind_of,
    name_of,
    source_of,
)
from depesche.render.clean import clean, shorten
from depesche.render.sheet import Column, Grid, Line, Section, Sheet, cell, piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.record.questions.results import (
        CommitmentLine,
        Commitments,
        ExchangeLine,
        Exchanges,
        Names,
        Reply,
    )
    from depesche.record.questions.results import Line as EventLine
    from depesche.render.answers.parts import Row
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Cell

_EXCHANGE_TONES = {
    "open": "ask",
    "rejected": "refuse",
    "agreed": "give",
    "countered": "alarm",
    "settled": "say",
}
_COMMITMENT_TONES = {"pending": "ask", "come_true": "harm", "lapsed": "say", "withdrawn": "give"}
_LONGEST_ANSWER = 110


def exchanges_sheet(exchanges: Exchanges, labels: RecordLabels) -> Sheet:
    """A row per demand or offer."""
    return Sheet(
        labels.titles["exchanges"],
        labels.base.code,
        (_count(len(exchanges.lines), labels, more=exchanges.more),),
        (exchanges_section(exchanges.lines, exchanges.names, labels),),
    )


def _count(number: int, labels: RecordLabels, *, more: bool) -> str:
    return labels.counted(number, "entry", "entries") + ("+" if more else "")


def exchanges_section(
    lines: Iterable[ExchangeLine], names: Names, labels: RecordLabels, heading: str = ""
) -> Section:
    """A table of exchanges, or a line that says there are none."""
    rows = tuple(_exchange(line, names, labels) for line in lines)
    if not rows:
        return Section(heading, ((piece(labels.words["nothing"], "slanted"),),))
    words = labels.columns
    columns = (
        Column(words["day"], width=14),
        Column(words["opening"], share=38),
        Column(words["answers"], share=50),
    )
    return Section(heading, grid=Grid(columns, rows))


def _exchange(line: ExchangeLine, names: Names, labels: RecordLabels) -> tuple[Cell, ...]:
    act, status = line.opening.event.lead, line.exchange.status
    again = _again(line.repeats, labels)
    replies = [part for reply in line.replies for part in _reply(reply, names, labels)]
    return (
        cell(
            (piece(day_of(act, labels)),),
            (piece(labels.exchange_status[status], tone=_EXCHANGE_TONES[status]),),
        ),
        cell(
            headline(line.opening, names, labels),
            *content_of(act, labels),
            again,
            _cited(line.opening, labels),
        ),
        cell(*(replies or _without_answer(line, names, labels))),
    )


def _without_answer(line: ExchangeLine, names: Names, labels: RecordLabels) -> list[Line]:
    """What became of it by itself, as a commitment."""
    if line.commitment is not None:
        return _outcome(line.commitment, names, labels)
    return [(piece(labels.words["no_answer"], "soft"),)]


def _cited(line: EventLine, labels: RecordLabels) -> Line:
    return (*source_of(line.source, labels, line.event.sources), piece(f" · {line.event.id}", "soft"))


def headline(line: EventLine, names: Names, labels: RecordLabels) -> Line:
    """Who does what to whom, without what it is about."""
    event = line.event
    actors = ", ".join(name_of(one, names) for one in event.actors) or labels.words["unknown_party"]
    recipients = ", ".join(name_of(one, names) for one in event.recipients)
    kind = kind_of(event.lead, labels, many=len(event.actors) > 1)
    shown = (piece(f"{actors} ", "strong"), *kind)
    return (*shown, piece(f" → {recipients}")) if recipients else shown


def _again(repeats: Iterable[EventLine], labels: RecordLabels) -> Line:
    """The days on which it was raised again."""
    days = dict.fromkeys(labels.day(line.event.day) for line in repeats)
    return (piece(f"{labels.words['again']} {', '.join(days)}", "soft"),) if days else ()


def _reply(reply: Reply, names: Names, labels: RecordLabels) -> tuple[Line, ...]:
    event = reply.line.event
    actors = ", ".join(name_of(one, names) for one in event.actors) or labels.words["unknown_party"]
    words = labels.answer_kinds_many if len(event.actors) > 1 else labels.answer_kinds
    content = shorten(clean(event.lead.content), _LONGEST_ANSWER)
    sure = labels.words["confirmed"] if reply.answer.confirmed else f"{reply.answer.score:.0%}"
    return (
        (
            piece(f"{labels.day(event.day)} ", "soft"),
            piece(f"{actors} ", "strong"),
            piece(words[reply.answer.kind]),
            piece(f": {content}" if content else ""),
        ),
        (piece(f"{sure}: {reply.answer.reason}", "soft"),),
        _cited(reply.line, labels),
    )


def exchanges_rows(exchanges: Exchanges) -> Iterator[Row]:
    """A row per answer, and one for each demand or offer that has none."""
    for line in exchanges.lines:
        opening = event_row(line.opening.event, line.opening.source, exchanges.names)
        first: Row = {"exchange": line.exchange.id, "exchange_status": line.exchange.status, **opening}
        for reply in line.replies or (None,):
            yield {**first, **_reply_row(reply, exchanges.names), **_settled_row(line.commitment)}


def _reply_row(reply: Reply | None, names: Names) -> Row:
    event = reply.line.event if reply else None
    source = reply.line.source if reply else None
    return {
        "answer_id": event.id if event else None,
        "answer_kind": reply.answer.kind if reply else None,
        "answer_score": reply.answer.score if reply else None,
        "answer_reason": reply.answer.reason if reply else None,
        "answer_day": event.day if event else None,
        "answer_actors": "; ".join(name_of(one, names) for one in event.actors) if event else None,
        "answer_content": event.lead.content if event else None,
        "answer_source": source.name if source else None,
    }


def _settled_row(made: CommitmentLine | None) -> Row:
    """What became by itself of an opening that is a commitment and that nobody has answered, and by what event."""
    by = made.by.event if made and made.by else None
    return {
        "settled": made.commitment.status if made else None,
        "settled_by": by.id if by else None,
        "settled_day": by.day if by else None,
        "settled_content": by.lead.content if by else None,
        "settled_reason": made.commitment.reason if made else None,
    }


def commitments_sheet(commitments: Commitments, labels: RecordLabels) -> Sheet:
    """A row per threat, offer or announcement on a condition."""
    facts = [_count(len(commitments.lines), labels, more=commitments.more)]
    if commitments.day:
        facts.append(labels.words["as_of"].format(labels.day(commitments.day)))
    section = commitments_section(commitments.lines, commitments.names, labels)
    return Sheet(labels.titles["commitments"], labels.base.code, tuple(facts), (section,))


def commitments_section(
    lines: Iterable[CommitmentLine], names: Names, labels: RecordLabels, heading: str = ""
) -> Section:
    """A table of commitments, or a line that says there are none."""
    rows = tuple(_commitment(line, names, labels) for line in lines)
    if not rows:
        return Section(heading, ((piece(labels.words["nothing"], "slanted"),),))
    words = labels.columns
    columns = (
        Column(words["day"], width=10),
        Column(words["commitment"], share=28),
        Column(words["condition"], share=24),
        Column(words["status"], share=28),
        Column(words["source"], width=SOURCE_WIDTH),
    )
    return Section(heading, grid=Grid(columns, rows))


def _commitment(line: CommitmentLine, names: Names, labels: RecordLabels) -> tuple[Cell, ...]:
    act = line.line.event.lead
    content = piece(shorten(clean(act.content or act.sentence), 160))
    condition = [part if number else part[1:] for number, part in enumerate(condition_of(act, labels))]
    return (
        cell((piece(day_of(act, labels)),)),
        cell(headline(line.line, names, labels), (content,)),
        cell(*condition),
        cell(*_outcome(line, names, labels)),
        cited(line.line, labels),
    )


def _outcome(line: CommitmentLine, names: Names, labels: RecordLabels) -> list[Line]:
    one = line.commitment
    status = piece(labels.commitment_status[one.status], tone=_COMMITMENT_TONES[one.status])
    if one.status == "pending":
        return [(status,)]
    sure = labels.words["confirmed"] if one.confirmed else f"{labels.words['suggestion']} {one.score:.0%}"
    lines: list[Line] = [(status, piece(f" ({sure})", "soft"))]
    if line.by is not None:
        what = shorten(clean(line.by.event.lead.content or line.by.event.lead.sentence), _LONGEST_ANSWER)
        lines.append((piece(f"{labels.day(line.by.event.day)} ", "soft"), *headline(line.by, names, labels)))
        lines.append((piece(what),))
        lines.append(
            (*source_of(line.by.source, labels, line.by.event.sources), piece(f" {line.by.event.id}", "soft"))
        )
    return [*lines, (piece(one.reason, "soft"),)]


def commitments_rows(commitments: Commitments) -> Iterator[Row]:
    """A row per commitment."""
    for line in commitments.lines:
        one = line.commitment
        by = line.by.event if line.by else None
        yield {
            "commitment": one.id,
            "commitment_status": one.status,
            "confirmed": one.confirmed,
            "score": one.score,
            "reason": one.reason,
            "by": one.by,
            "by_day": by.day if by else None,
            "by_content": by.lead.content if by else None,
            **event_row(line.line.event, line.line.source, commitments.names),
        }
