"""An explanation as a sheet: the words in their sentence, then a row for each step with what spoke for it."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any

from depesche.render.clean import shorten
from depesche.render.labels import labels_of, sign_of, tone_of
from depesche.render.sheet import Column, Grid, Section, Sheet, cell, piece

if TYPE_CHECKING:
    from depesche.reading.explanation import Chance, Explanation, Fact, Reason, Step
    from depesche.render.labels import Labels
    from depesche.render.sheet import Cell, Line, Look, Piece

MOST_CHANCES = 5
_BAR = 20
_LONGEST_VALUE = 200
_LONGEST_WORDS = 120
_LABEL_WIDTH = 16


class _Wording(Formatter):
    """Fills templates; numbers get the language's decimal mark."""

    def __init__(self, decimal: str) -> None:
        self._decimal = decimal

    def format_field(self, value: Any, format_spec: str) -> str:
        """One fact in words."""
        field: str = super().format_field(value, format_spec)
        return field.replace(".", self._decimal) if isinstance(value, float) else field


def sheet_of_explanation(explanation: Explanation) -> Sheet:
    """All steps; readable from 80 columns on."""
    labels = labels_of(explanation.language)
    words = labels.explanation["words"]
    label = _label(explanation.label, explanation, labels)
    facts = [label] if explanation.confidence is None else [label, f"{explanation.confidence:.0%}"]
    rows = tuple(_row(step, explanation, labels) for step in explanation.steps)
    columns = (Column(words["step"], width=_LABEL_WIDTH), Column(words["why"], share=1))
    return Sheet(
        title=" ".join(filter(None, (explanation.article, explanation.id))),
        language=labels.code,
        facts=tuple(facts),
        sections=(Section(lines=(_context(explanation),)), Section(grid=Grid(columns, rows))),
    )


def _context(explanation: Explanation) -> Line:
    """The sentence with the entry's own words standing out."""
    context, start = explanation.context, 0
    line: list[Piece] = []
    for span in explanation.shown:
        first, last = span.start - context.span.start, span.end - context.span.start
        line += [piece(context.words[start:first]), _shown(context.words[first:last], explanation)]
        start = last
    return (*line, piece(context.words[start:]))


def _shown(words: str, explanation: Explanation) -> Piece:
    return piece(words, "found", tone=_tone(explanation))


def _tone(explanation: Explanation) -> str:
    return tone_of(explanation.label) if explanation.task == "act" else ""  # type: ignore[arg-type]


def _row(step: Step, explanation: Explanation, labels: Labels) -> tuple[Cell, ...]:
    name = labels.explanation["steps"][step.name]
    chances = [_chance(chance, step, explanation, labels) for chance in step.chances[:MOST_CHANCES]]
    reasons = [_reason(reason, labels) for reason in step.reasons]
    return cell((piece(name, "strong"),)), cell(_value(step, explanation, labels), *chances, *reasons)


def _value(step: Step, explanation: Explanation, labels: Labels) -> Line:
    """What came out, and the words it rests on where they say more."""
    if step.value is None and not step.evidence:
        return (piece(labels.explanation["words"]["nothing"], "soft"),)
    value = shorten(_worded(step, explanation, labels), _LONGEST_VALUE)
    words = " … ".join(one.words for one in step.evidence)
    more = f" „{shorten(words, _LONGEST_WORDS)}“" if words and words != step.value else ""
    return piece(value, "strong"), piece(more, "slanted")


def _worded(step: Step, explanation: Explanation, labels: Labels) -> str:
    value = step.value or ""
    if step.name == "confidence":
        return f"{float(value):.0%}"
    if step.name in {"time", "deadline"}:
        return labels.day(value) or value
    return _label(value, explanation, labels, step) if step.chances else value


def _label(value: str, explanation: Explanation, labels: Labels, step: Step | None = None) -> str:
    """A kind, type, status or medium in words."""
    if step is not None and step.name in {"status", "medium"}:
        return labels.explanation["status" if step.name == "status" else "media"][value]
    if value == "none":
        return labels.explanation["words"][f"none_{explanation.task}"]
    if explanation.task == "statement":
        return labels.statement_types[value]
    return f"{sign_of(value)} {labels.kinds[value]}"  # type: ignore[arg-type]


def _chance(chance: Chance, step: Step, explanation: Explanation, labels: Labels) -> Line:
    """A bar, the share, the label."""
    full = round(chance.probability * _BAR)
    look: Look = "" if chance.label == step.value else "soft"
    bar = piece("█" * full, look), piece("░" * (_BAR - full), "soft")
    return (
        *bar,
        piece(f" {chance.probability:4.0%} {_label(chance.label, explanation, labels, step)}", look),
    )


def _reason(reason: Reason, labels: Labels) -> Line:
    template = labels.explanation["reasons"][reason.code]
    facts = {name: _fact(name, fact, labels) for name, fact in reason.facts.items()}
    voice = labels.explanation["voices"][reason.voice]
    wording = _Wording(labels.explanation["words"]["decimal"])
    return piece(f"{voice}: ", "soft"), piece(wording.vformat(template, (), facts))


def _fact(name: str, fact: Fact, labels: Labels) -> Fact:
    if not isinstance(fact, str):
        return fact
    if name == "signals":
        words = {**labels.kinds, "cue": labels.parts["cue"]}
        return ", ".join(words[signal] for signal in fact.split(", "))
    return labels.day(fact) or fact if name in {"value", "published"} else shorten(fact, _LONGEST_WORDS)
