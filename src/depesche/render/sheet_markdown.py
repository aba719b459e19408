"""A sheet as Markdown, for mails, notes and wikis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.render.sheet import Cell, Grid, Line, Piece, Section, Sheet

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_AT_START = re.compile(r"^(\s*)([-+#=~]|\d+[.)])(?=\s|$)")


def markdown(sheet: Sheet) -> str:
    """The whole sheet, ending with one line end."""
    parts = [f"# {_escaped(sheet.title)}"]
    if sheet.facts:
        parts.append(_escaped(" · ".join(sheet.facts)))
    for section in sheet.sections:
        parts += _section(section)
    parts += [f"*{_escaped(note)}*" for note in sheet.notes]
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.heading:
        yield f"## {_escaped(section.heading)}"
    lines = [_line(line) for line in section.lines]
    if lines:
        yield (
            "\n".join(f"- {line}" for line in lines) if section.listed else "\n\n".join(map(_guarded, lines))
        )
    if section.grid is not None:
        yield _grid(section.grid)


def _grid(grid: Grid) -> str:
    head = "| " + " | ".join(_escaped(column.label) for column in grid.columns) + " |"
    rule = "| " + " | ".join("---:" if column.right else "---" for column in grid.columns) + " |"
    rows = ("| " + " | ".join(_cell(one) for one in row) + " |" for row in grid.rows)
    return "\n".join((head, rule, *rows))


def _cell(lines: Cell) -> str:
    return "<br>".join(_line(line) for line in lines)


def _line(line: Line) -> str:
    return "".join(_piece(piece) for piece in line)


def _piece(piece: Piece) -> str:
    bare = piece.text.strip()
    if not bare:
        return piece.text
    before, _, after = piece.text.partition(bare)
    return before + _marked(piece, bare) + after


def _marked(piece: Piece, text: str) -> str:
    shown = _escaped(text)
    if piece.look in {"strong", "found", "new"}:
        shown = f"**{shown}**"
    elif piece.look == "slanted":
        shown = f"*{shown}*"
    if piece.link:
        address = piece.link.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        shown = f"[{shown}]({address})"
    return shown


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _guarded(line: str) -> str:
    """A paragraph that begins like a list or heading and is none."""
    return _AT_START.sub(lambda match: f"{match[1]}\\{match[2]}", line)
