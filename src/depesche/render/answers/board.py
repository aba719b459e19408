"""The board: parties by matters, with what each now holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.render.answers.parts import (
    SOURCE_WIDTH,
    content_of,
    day_of,
    event_row,
    id_of,
    kind_of,
    matter_of,
    name_of,
    source_of,
)
from depesche.render.sheet import Column, Grid, Line, Section, Sheet, cell, piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.record.questions.results import Board
    from depesche.record.questions.results import Cell as BoardCell
    from depesche.render.answers.parts import Row
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Cell


def board_sheet(board: Board, labels: RecordLabels) -> Sheet:
    """A section for each matter with a row per party that holds something on it."""
    sections = tuple(
        _matter(matter, cells, board, labels)
        for matter in board.matters
        if (cells := [one for one in board.cells if one.position.matter == matter])
    )
    nothing = (Section(lines=((piece(labels.words["empty"], "slanted"),),)),)
    return Sheet(labels.titles["board"], labels.base.code, _facts(board, labels), sections or nothing)


def _facts(board: Board, labels: RecordLabels) -> tuple[str, ...]:
    facts = [
        labels.counted(len(board.matters), "matter", "matters"),
        labels.counted(len(board.parties), "party", "parties"),
    ]
    if board.until:
        facts.append(labels.words["as_of"].format(labels.day(board.until)))
    if board.since:
        facts.append(labels.words["since"].format(labels.day(board.since)))
    if any(board.left_out):
        left = sum(board.left_out)
        facts.append(labels.words["other_rows"].format(left))
    return tuple(facts)


def _matter(matter: str, cells: list[BoardCell], board: Board, labels: RecordLabels) -> Section:
    words = labels.columns
    columns = (
        Column(words["party"], share=20),
        Column(words["after"], share=42),
        Column(words["day"], width=10),
        Column(words["before"], width=14),
        Column(words["source"], width=SOURCE_WIDTH),
    )
    rows = tuple(_row(one, board, labels) for one in cells)
    return Section(matter_of(matter, board.names), grid=Grid(columns, rows))


def _row(one: BoardCell, board: Board, labels: RecordLabels) -> tuple[Cell, ...]:
    position, act = one.position, one.position.event.lead
    return (
        cell((piece(name_of(position.party, board.names), "strong"),), _mark(one, labels)),
        cell(_towards(one, board, labels), *content_of(act, labels)),
        cell((piece(day_of(act, labels)),)),
        cell(kind_of(position.before.lead, labels)) if position.before and position.changed else (),
        cell(source_of(one.source, labels, position.event.sources), (id_of(position.event.id),)),
    )


def _towards(one: BoardCell, board: Board, labels: RecordLabels) -> Line:
    event = one.position.event
    recipients = ", ".join(name_of(party, board.names) for party in event.recipients)
    kind = kind_of(event.lead, labels)
    return (*kind, piece(f" → {recipients}")) if recipients else kind


def _mark(one: BoardCell, labels: RecordLabels) -> Line:
    if not one.new:
        return ()
    return (piece(labels.words["changed" if one.position.changed else "new"], "new"),)


def board_rows(board: Board) -> Iterator[Row]:
    """A row per party and matter."""
    for one in board.cells:
        position = one.position
        before = position.before
        yield {
            "matter": board.names.matters.get(position.matter, position.matter),
            "party": board.names.parties.get(position.party, position.party),
            "new": one.new,
            "changed": position.changed,
            "before": before.kind if before else None,
            **{
                name: value
                for name, value in event_row(position.event, one.source, board.names).items()
                if name != "matter"
            },
        }
