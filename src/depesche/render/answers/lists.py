"""Lists of events: the timeline, what a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.render.answers.parts import (
    SOURCE_WIDTH,
    cited,
    content_of,
    day_of,
    event_row,
    kind_of_all,
    marked,
    matter_of,
    who,
)
from depesche.render.clean import clean
from depesche.render.sheet import Column, Grid, Section, Sheet, cell, piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.record.questions.results import Found, Names, Timeline
    from depesche.record.questions.results import Line as EventLine
    from depesche.render.answers.parts import Row
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Cell


def timeline_sheet(timeline: Timeline, labels: RecordLabels) -> Sheet:
    """Events in the order of time."""
    return Sheet(
        labels.titles["timeline"],
        labels.base.code,
        (labels.counted(len(timeline.lines), "event", "events"),),
        (events_section(timeline.lines, timeline.names, labels),),
        (labels.words["more"].format(clean(timeline.after)),) if timeline.after else (),
    )


def timeline_rows(timeline: Timeline) -> Iterator[Row]:
    """A row per event."""
    return (event_row(line.event, line.source, timeline.names) for line in timeline.lines)


def found_sheet(found: Found, labels: RecordLabels) -> Sheet:
    """What was found, the best first, with the words around it."""
    return Sheet(
        labels.titles["search"].format(clean(found.text)),
        labels.base.code,
        (labels.counted(len(found.lines), "event", "events") + ("+" if found.more else ""),),
        (events_section(found.lines, found.names, labels),),
        _advice(found, labels),
    )


def _advice(found: Found, labels: RecordLabels) -> tuple[str, ...]:
    """What may be wrong with a search that finds nothing."""
    from depesche.record.search import lacks

    lack = None if found.lines else lacks(found.text)
    return (labels.words[lack],) if lack else ()


def found_rows(found: Found) -> Iterator[Row]:
    """A row per event."""
    for line in found.lines:
        snippet = line.snippet.translate({2: None, 3: None})
        yield {**event_row(line.event, line.source, found.names), "found": snippet}


def events_section(
    lines: Iterable[EventLine], names: Names, labels: RecordLabels, heading: str = ""
) -> Section:
    """A table of events, or a line that says there are none."""
    rows = tuple(_row(line, names, labels) for line in lines)
    if not rows:
        return Section(heading, ((piece(labels.words["nothing"], "slanted"),),))
    words = labels.columns
    columns = (
        Column(words["day"], width=10),
        Column(words["actors"], share=16),
        Column(words["kind"], width=13),
        Column(words["recipients"], share=13),
        Column(words["content"], share=32),
        Column(words["source"], width=SOURCE_WIDTH),
    )
    return Section(heading, grid=Grid(columns, rows))


def _row(line: EventLine, names: Names, labels: RecordLabels) -> tuple[Cell, ...]:
    event, act = line.event, line.event.lead
    matter = matter_of(act.matter, names)
    content = (marked(line.snippet),) if line.snippet else content_of(act, labels)
    return (
        cell((piece(day_of(act, labels)),)),
        who(act.actors, event.actors, names),
        cell(kind_of_all(act, event.actors, labels)),
        who(act.recipients, event.recipients, names),
        cell(*content, (piece(matter, "soft"),)),
        cited(line, labels),
    )
