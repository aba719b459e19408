"""What people decided about an entry, as a table in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from depesche.render.answers.parts import matter_of, name_of
from depesche.render.clean import clean, shorten
from depesche.render.sheet import Column, Grid, Section, cell, piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.record.questions.results import Names
    from depesche.record.types import Decision
    from depesche.render.record_labels import RecordLabels
    from depesche.render.sheet import Cell, Line

_SAID_BY_THE_ACTION = frozenset({"review", "event"})
_ROLES = frozenset({"actors", "recipients"})
_SPANS = frozenset({"trigger", "content", "condition"})
_LONGEST_VALUE = 160


def history_section(
    history: Iterable[Decision], names: Names, labels: RecordLabels, text: str = ""
) -> Section:
    """A row per decision; `text` is that of the article in which the words stand that were decided about."""
    words = labels.columns
    columns = (
        Column(words["number"], width=5, right=True),
        Column(words["at"], width=16),
        Column(words["who"], share=20),
        Column(words["action"], share=20),
        Column(words["changes"], share=50),
    )
    rows = tuple(_decision(one, names, labels, text) for one in history)
    return Section(labels.sections["history"], grid=Grid(columns, rows))


def _decision(one: Decision, names: Names, labels: RecordLabels, text: str) -> tuple[Cell, ...]:
    undoes = f" {one.undoes}" if one.undoes is not None else ""
    return (
        cell((piece(str(one.number)),)),
        cell((piece(f"{labels.base.on(one.at)} {one.at:%H:%M}"),)),
        cell((piece(one.who),)),
        cell((piece(f"{labels.actions[one.action]}{undoes}"),)),
        cell(*_changes(one, names, labels, text), (piece(one.note, "slanted"),)),
    )


def _changes(one: Decision, names: Names, labels: RecordLabels, text: str) -> list[Line]:
    """What the decision sets, a line each; what its action says already is left out."""
    return [
        (
            piece(f"{labels.fields.get(field, field)}: "),
            piece(shorten(clean(_said(field, value, names, labels, text)), _LONGEST_VALUE)),
        )
        for field, value in one.changes.items()
        if field not in _SAID_BY_THE_ACTION
    ]


def _said(field: str, value: Any, names: Names, labels: RecordLabels, text: str) -> str:
    """The value of a field in words."""
    nothing = labels.base.words["unknown"]
    if field in _ROLES:
        return ", ".join(_role(role, names, labels) for role in value) or nothing
    if field in _SPANS:
        return " … ".join(text[start:end] for start, end in value) or nothing
    if field == "day":
        days = dict.fromkeys(labels.base.day(day) for day in value[:2])
        return " – ".join(filter(None, days)) or labels.words["undated"]
    if not value:
        return nothing
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _word(field, str(value), names, labels)


def _word(field: str, value: str, names: Names, labels: RecordLabels) -> str:
    """A single value: that of a list of values in words, an id by the name it is for."""
    if field == "deadline":
        return labels.base.day(value) or value
    if field == "matter":
        return matter_of(value, names)
    if field in {"condition_party", "merged_into"}:
        return name_of(value, names) if value in names.parties else matter_of(value, names)
    if field == "status":
        return labels.statuses.get(value, value)
    return labels.base.kinds.get(value, value) if field == "kind" else value


def _role(role: dict[str, Any], names: Names, labels: RecordLabels) -> str:
    name, party = role.get("name"), role.get("party_name") or names.parties.get(role.get("party") or "")
    said = name or party or labels.words["unknown_party"]
    return f"{said} ({party})" if party and party != said else said
