"""A sheet: headings, tables and lines of an answer, before anything decides how they look.

`sheet_table`, `sheet_page` and `sheet_markdown` draw it for a terminal, a browser and a text file. Foreign text is
made safe to show where it becomes a `Piece`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from depesche.render.clean import clean

Look = Literal["", "strong", "soft", "slanted", "found", "new"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one look; `tone` colours it like a kind of act, `link` is an address on the web."""

    text: str
    look: Look = ""
    tone: str = ""
    link: str | None = None
    hint: str = ""


Line = tuple[Piece, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its share of the width, or its width in characters."""

    label: str
    share: int = 0
    width: int = 0
    right: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has as many cells as there are columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sheet: lines, then a table, each of them if there is one."""

    heading: str = ""
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a question shows."""

    title: str
    language: str
    facts: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = field(default=())


def piece(text: str, look: Look = "", *, tone: str = "", link: str | None = None, hint: str = "") -> Piece:
    """A piece of foreign text in one line; a space at its ends stays. The address only where it is one of the web."""
    address = link if link and link.casefold().startswith(("https://", "http://")) else None
    return Piece(_kept(text), look, tone, address, clean(hint))


def _kept(text: str) -> str:
    shown = clean(text)
    if not shown:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    after = " " if text[-1].isspace() else ""
    return f"{before}{shown}{after}"


def cell(*lines: Line) -> Cell:
    """A cell of the lines that hold something."""
    return tuple(line for line in lines if any(one.text for one in line))


def plain(line: Line) -> str:
    """The words of a line."""
    return "".join(one.text for one in line)
