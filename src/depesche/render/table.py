"""A reading as a table for the terminal."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from depesche.render.clean import clean, shorten
from depesche.render.labels import labels_of, sign_of, style_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from depesche.reading.types import Act, ActTime, Reading, Role, Spans
    from depesche.render.labels import Labels

_LONGEST_CONTENT = 160
_LONGEST_CONDITION = 110
_LONGEST_NAME = 48
_MOST_PARTIES = 6


def table(reading: Reading) -> RenderableType:
    """A headline, the acts in the order of the text, the notices; readable from 80 columns on."""
    labels = labels_of(reading.language)
    parts: list[RenderableType] = [_headline(reading, labels)]
    if reading.acts:
        parts.append(_acts(reading, labels))
    else:
        parts.append(Padding(Text(labels.words["no_acts"], style="italic"), (1, 0, 1, 1)))
    parts += [_notice(notice) for notice in reading.notices]
    return Group(*parts, Text())


def headline_of(reading: Reading, most: int = 96) -> str:
    """The title, or the first words of the text."""
    return shorten(clean(reading.title or reading.text[:400]), most)


def _headline(reading: Reading, labels: Labels) -> Text:
    facts = [
        labels.day(reading.published) or labels.words["undated"],
        labels.counted(len(reading.sentences), "sentence", "sentences"),
        labels.counted(len(reading.statements), "statement", "statements"),
        labels.counted(len(reading.acts), "act", "acts"),
    ]
    lines = Text(headline_of(reading), style="bold")
    lines.append(f"\n{' · '.join(facts)}", style="not bold")
    if parties := _parties_line(reading):
        lines.append(f"\n{labels.words['parties']}: {parties}", style="not bold dim")
    return lines


def _parties_line(reading: Reading) -> str:
    """The parties that act most, with the number of their acts."""
    counts: dict[str, int] = {}
    for act in reading.acts:
        for name in dict.fromkeys(role.party or role.name for role in act.actors):
            if name:
                counts[name] = counts.get(name, 0) + 1
    most = sorted(counts.items(), key=lambda item: -item[1])[:_MOST_PARTIES]
    return ", ".join(f"{clean(name)} {number}" for name, number in most)


def _acts(reading: Reading, labels: Labels) -> Table:
    grid = Table(box=box.SIMPLE_HEAD, expand=True, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    columns = labels.columns
    grid.add_column(columns["sentence"], justify="right", width=4)
    grid.add_column(columns["time"], width=10, overflow="fold")
    grid.add_column(columns["actors"], ratio=17, overflow="fold")
    grid.add_column(columns["kind"], width=13)
    grid.add_column(columns["recipients"], ratio=14, overflow="fold")
    grid.add_column(columns["content"], ratio=32, overflow="fold")
    if any(act.confidence is not None for act in reading.acts):
        grid.add_column(columns["confidence"], justify="right", width=6)
    starts = [sentence.start for sentence in reading.sentences]
    for act in in_order(reading.acts):
        grid.add_row(
            str(sentence_number(starts, act)),
            _time(act.time, reading.text, labels),
            _roles(act.actors),
            Text(f"{sign_of(act.kind)} {labels.kind_of(act)}", style=style_of(act.kind)),
            _roles(act.recipients),
            _content(act, reading.text, labels),
            *([] if act.confidence is None else [f"{act.confidence:.0%}"]),
        )
    return grid


def in_order(acts: Iterable[Act]) -> list[Act]:
    """Acts in the order of the words that show them."""
    return sorted(acts, key=lambda act: act.trigger[:1])


def sentence_number(starts: list[int], act: Act) -> int:
    """Number of the sentence of an act's trigger, counted from 1 as people do."""
    return max(1, bisect_right(starts, act.trigger[0].start)) if act.trigger else 1


def words_of(spans: Spans, text: str) -> str:
    """The words of spans in one line, "…" between pieces."""
    return clean(" … ".join(span.of(text) for span in spans))


def _time(time: ActTime | None, text: str, labels: Labels) -> str:
    """The day, or the words where the value is no day."""
    if time is None:
        return ""
    return labels.day(time.value) or words_of((time.span,), text)


def _roles(roles: tuple[Role, ...]) -> Text:
    lines = Text()
    for number, role in enumerate(roles):
        name, party = clean(role.name or ""), clean(role.party or "")
        lines.append("\n" if number else "")
        lines.append(shorten(name or party, _LONGEST_NAME))
        if party and name and party != name:
            lines.append(f" ({party})", style="dim")
    return lines


def _content(act: Act, text: str, labels: Labels) -> Text:
    lines = Text(shorten(words_of(act.content, text), _LONGEST_CONTENT))
    if act.condition:
        condition = shorten(words_of(act.condition, text), _LONGEST_CONDITION)
        lines.append("\n" if lines else "").append(f"{labels.parts['condition']}: ", style="bold")
        lines.append(condition, style="italic")
    if act.deadline:
        lines.append("\n" if lines else "").append(f"{labels.parts['deadline']}: ", style="bold")
        lines.append(_time(act.deadline, text, labels))
    return lines


def _notice(notice: str) -> Text:
    return Text(f"* {clean(notice)}", style="yellow")
