"""One act as a reviewer sees it: its sentence with its parts set off, and what was made of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from depesche.render.answers.parts import content_of, day_of, id_of, kind_of_all, matter_of, who
from depesche.render.clean import clean
from depesche.render.labels import tone_of
from depesche.render.sheet import Column, Grid, Section, Sheet, cell, piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.types import Spans
    from depesche.record.questions.results import Names
    from depesche.record.types import StoredAct, StoredArticle
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Line, Look, Piece


def card_sheet(
    act: StoredAct, article: StoredArticle, names: Names, place: str, labels: RecordLabels
) -> Sheet:
    """The act, under the title of its article; `place` says which one it is of how many."""
    facts = [place, day_of(act, labels), labels.review[act.review]]
    if act.confidence is not None:
        facts.append(f"{labels.base.words['confidence']} {act.confidence:.0%}")
    title = clean(article.title or article.source)
    return Sheet(title, labels.base.code, tuple(facts), (_sentence(act), _fields(act, names, labels)))


def _sentence(act: StoredAct) -> Section:
    return Section(lines=(tuple(_pieces(act)), (id_of(act.id),)))


def _pieces(act: StoredAct) -> Iterator[Piece]:
    """The sentence cut where its parts begin and end."""
    if act.sentence_span is None:
        yield piece(act.sentence)
        return
    start, end = act.sentence_span.start, act.sentence_span.start + len(act.sentence)
    spans: tuple[Spans, ...] = (act.trigger_spans, act.condition_spans, act.content_spans)
    bounds = {bound for some in spans for span in some for bound in span if start < bound < end}
    cuts = [start, *sorted(bounds), end]
    for here, there in pairwise(cuts):
        look, tone = _look(act, here)
        yield piece(act.sentence[here - start : there - start], look, tone=tone)


def _look(act: StoredAct, place: int) -> tuple[Look, str]:
    if _within(act.trigger_spans, place):
        return "strong", tone_of(act.kind)
    if _within(act.condition_spans, place):
        return "slanted", ""
    return ("found", "") if _within(act.content_spans, place) else ("", "")


def _within(spans: Spans, place: int) -> bool:
    return any(span.start <= place < span.end for span in spans)


def _fields(act: StoredAct, names: Names, labels: RecordLabels) -> Section:
    words = labels.columns
    columns = (
        Column(words["actors"], share=18),
        Column(words["kind"], width=13),
        Column(words["recipients"], share=16),
        Column(words["content"], share=36),
        Column(words["matter"], share=16),
    )
    row = (
        who(act.actors, (), names),
        cell(kind_of_all(act, (), labels)),
        who(act.recipients, (), names),
        content_of(act, labels),
        cell((piece(matter_of(act.matter, names)),)),
    )
    return Section(grid=Grid(columns, (row,)))


def keys_line(labels: RecordLabels) -> Line:
    """What the keys do."""
    return tuple(
        part
        for name, key in labels.keys.items()
        for part in (piece(key, "strong"), piece(f"={labels.reviewing[name]}  ", "soft"))
    )
