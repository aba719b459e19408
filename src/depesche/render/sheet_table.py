"""A sheet for the terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from depesche.render.labels import style_of_tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from depesche.render.sheet import Cell, Grid, Line, Section, Sheet

_BREAKS = ".-/_"  # signs after which a long word may go on in the next line
_LOOKS = {
    "": "",
    "strong": "bold",
    "soft": "dim",
    "slanted": "italic",
    "found": "bold underline",
    "new": "bold reverse",
}


def sheet_table(sheet: Sheet) -> RenderableType:
    """A title, facts, and the sections one below the other; readable from 80 columns on."""
    parts: list[RenderableType] = [Text(sheet.title, style="bold")] if sheet.title else []
    if sheet.facts:
        parts.append(Text(" · ".join(sheet.facts)))
    for section in sheet.sections:
        parts += _section(section)
    parts += [Text(note, style="yellow") for note in sheet.notes]
    return Group(*parts, Text())


def _section(section: Section) -> list[RenderableType]:
    parts: list[RenderableType] = []
    if section.heading:
        parts.append(Text(f"\n{section.heading}", style="bold"))
    parts += [Padding(_text(line), (0, 0, 0, 1)) for line in section.lines]
    if section.grid is not None:
        parts.append(_grid(section.grid))
    return parts


def _grid(grid: Grid) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, expand=True, show_edge=False, padding=(0, 1, 0, 0), header_style="bold"
    )
    for column in grid.columns:
        table.add_column(
            column.label,
            ratio=column.share or None,
            width=column.width or None,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    for row in grid.rows:
        table.add_row(*(_cell(one, column.width) for one, column in zip(row, grid.columns, strict=True)))
    return table


def _cell(lines: Cell, width: int = 0) -> Text:
    return Text("\n").join(_text(line, width) for line in lines)


def _text(line: Line, width: int = 0) -> Text:
    text = Text()
    for piece in line:
        style = " ".join(filter(None, (_LOOKS[piece.look], style_of_tone(piece.tone))))
        text.append(_parted(piece.text, width) if width else piece.text, style=style or None)
    return text


def _parted(text: str, width: int) -> str:
    """Words that are longer than the line broken after a dot or hyphen: "hafenpost.example," → "hafenpost." …"""
    return re.sub(rf"\S{{{width + 1},}}", lambda word: "\n".join(_parts(word[0], width)), text)


def _parts(word: str, width: int) -> Iterator[str]:
    while len(word) > width and (end := max(word.rfind(sign, 0, width) for sign in _BREAKS) + 1):
        yield word[:end]
        word = word[end:]
    yield word
