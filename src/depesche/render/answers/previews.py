"""What reviewers see: what a recoding would change, and how far two of them agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.render.answers.parts import content_of, id_of, kind_of_all, who
from depesche.render.clean import clean
from depesche.render.sheet import Column, Grid, Section, Sheet, cell, piece

if TYPE_CHECKING:
    from depesche.record.agreement import Agreement
    from depesche.record.recode import Preview
    from depesche.record.types import StoredAct
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Cell


def preview_sheet(preview: Preview, labels: RecordLabels) -> Sheet:
    """How many acts would change, and some of them before and after."""
    words = labels.columns
    columns = (
        Column(words["id"], width=16),
        Column(words["before"], share=40),
        Column(words["after"], share=40),
    )
    rows = tuple(
        (cell((id_of(before.id),)), _act(before, labels), _act(after, labels))
        for before, after in preview.examples
    )
    facts = (
        labels.counted(preview.acts, "act", "acts"),
        labels.counted(preview.events, "event", "events"),
    )
    notes = (labels.words["say_yes"],) if preview.acts else ()
    section = (
        Section(grid=Grid(columns, rows)) if rows else Section(lines=((piece(labels.words["nothing"]),),))
    )
    return Sheet(labels.titles["preview"], labels.base.code, facts, (section,), notes)


def _act(act: StoredAct, labels: RecordLabels) -> Cell:
    from depesche.record.questions.results import Names

    return (*who(act.actors, (), Names()), kind_of_all(act, (), labels), *content_of(act, labels))


def agreement_sheet(found: Agreement, first: str, second: str, labels: RecordLabels) -> Sheet:
    """Of how much both said something, of how much the same, and where they differ."""
    alpha = labels.words["no_alpha"] if found.alpha is None else f"{found.alpha:.2f}"
    facts = (
        labels.words["both_said"].format(found.acts),
        labels.words["same_said"].format(found.same),
        f"{labels.words['alpha']} {alpha}",
    )
    columns = (
        Column(labels.columns["id"], share=30),
        Column(clean(first), share=30),
        Column(clean(second), share=30),
    )
    rows = tuple(
        (
            cell((id_of(one.act),)),
            cell((piece(_said(one.first, labels)),)),
            cell((piece(_said(one.second, labels)),)),
        )
        for one in found.disagreements
    )
    sections = (Section(labels.sections["disagreements"], grid=Grid(columns, rows)),) if rows else ()
    title = labels.titles["agreement"].format(clean(first), clean(second))
    return Sheet(title, labels.base.code, facts, sections)


def _said(kind: str, labels: RecordLabels) -> str:
    return labels.base.kinds.get(kind, labels.review["rejected"])
