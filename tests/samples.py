"""A reading with every field filled, and strategies that make others, for the tests of what surrounds the reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar, get_args

from hypothesis import strategies as st

from depesche.reading.types import (
    Act,
    ActTime,
    Extractor,
    Granularity,
    Interval,
    Kind,
    Medium,
    Party,
    PartyKind,
    Reading,
    Role,
    Span,
    Spans,
    Statement,
    StatementType,
    Status,
    TimeExpression,
    TimeType,
)

_Value = TypeVar("_Value")
TEXT = (
    "Norwegen hat Island am Mittwoch aufgefordert, seine Küstenwache bis zum 31. März abzuziehen. "
    "„Wir erwarten, dass Reykjavík ‚die Linie‘ achtet“, sagte Außenministerin Ingrid Solheim in Oslo laut NTB. "
    "Sollten die Schiffe bleiben, werde Norwegen seine Häfen schließen.\n\n"
    "Island wies die Forderung zurück."
)


def place(words: str, text: str = TEXT, start: int = 0) -> Span:
    """Where words stand in a text."""
    position = text.index(words, start)
    return Span(position, position + len(words))


def sample() -> Reading:
    """Four sentences with overlapping statements, acts, times and parties."""
    norway = Role(place("Norwegen"), "Norwegen", "Norwegen", "NOR", "der Name eines Staates")
    iceland = Role(place("Island"), "Island", "Island", "ISL")
    solheim = Role(place("Außenministerin Ingrid Solheim"), "Ingrid Solheim", "Norwegen", "NOR")
    quote = place("„Wir erwarten, dass Reykjavík ‚die Linie‘ achtet“")
    ends = [TEXT.index(end) + len(end) for end in ("abzuziehen.", "laut NTB.", "schließen.", "zurück.")]
    starts = [0, ends[0] + 1, ends[1] + 1, ends[2] + 2]
    statements = (
        Statement(
            "s0", "direct", "speech", (quote,), (place("sagte"),), (place("Außenministerin Ingrid Solheim"),),
            (), (place(", sagte Außenministerin Ingrid Solheim"),), (place("NTB"),), "Ingrid Solheim", "Norwegen",
            0.93,
        ),
        Statement("s1", "direct", None, (place("‚die Linie‘"),)),
        Statement("s2", "indirect_free_indirect", "speech", (place("werde Norwegen seine Häfen schließen"),)),
    )  # fmt: skip
    acts = (
        Act(
            "a0", "demand", "actual", (place("aufgefordert"),), (norway,), (iceland,),
            (place("seine Küstenwache"), place("abzuziehen")), (),
            ActTime(place("am Mittwoch"), "2023-03-15"), ActTime(place("bis zum 31. März"), "2023-03-31"),
            confidence=0.91,
        ),
        Act(
            "a1", "threaten", "planned", (place("schließen"),), (replace(norway, mention=None),), (),
            (place("werde Norwegen seine Häfen schließen"),), (place("Sollten die Schiffe bleiben"),),
            condition_party="Island", statement="s2", confidence=0.5,
        ),
        Act("a2", "reject", "negated", (place("wies"), place("zurück")), (iceland,), (), (place("die Forderung"),)),
        Act("a3", "demand", "actual", (place("erwarten"),), (solheim,), (), (place("dass Reykjavík"),), statement="s0"),
    )  # fmt: skip
    times = (
        TimeExpression(place("am Mittwoch"), "DATE", "2023-03-15", _day(date(2023, 3, 15))),
        TimeExpression(
            place("bis zum 31. März"), "DATE", "2023-03-31", _day(date(2023, 3, 31)), deadline=True
        ),
    )
    parties = (
        Party("NOR", "Norwegen", "state", (place("Norwegen"), place("Norwegen", start=100))),
        Party("ISL", "Island", "state", (place("Island"), place("Reykjavík"), place("Island", start=100))),
        Party("ingrid-solheim", "Ingrid Solheim", "person", (place("Ingrid Solheim"),), "NOR"),
    )
    return Reading(
        id="grenze",
        language="de",
        text=TEXT,
        title="Norwegen droht Island",
        url="https://example.org/grenze",
        published="2023-03-16",
        sentences=tuple(Span(*bounds) for bounds in zip(starts, ends, strict=True)),
        statements=statements,
        acts=acts,
        times=times,
        parties=parties,
        notices=("read as windows-1252",),
        extractor=Extractor("depesche", "0.1.0+5f3a09c2"),
    )


def _day(day: date) -> Interval:
    return Interval(day, day, "day")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any valid reading: any Unicode text, any spans in it, any combination of fields."""
    text = draw(st.text(min_size=1, max_size=80))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).map(
        lambda bounds: Span(min(bounds[0], bounds[1] - 1), max(bounds[0] + 1, bounds[1]))
    )
    spans: st.SearchStrategy[Spans] = st.lists(span, max_size=3).map(tuple)
    word = st.none() | st.text(max_size=8)
    some = st.text(max_size=8)
    confidence = st.none() | st.floats(0, 1)
    act_time = st.none() | st.builds(ActTime, span, word)
    roles = st.lists(st.builds(Role, st.none() | span, word, word, word, word), max_size=2).map(tuple)
    statement = st.builds(
        Statement, some, _one_of(StatementType), st.none() | _one_of(Medium), spans, spans, spans, spans, spans,
        spans, word, word, confidence,
    )  # fmt: skip
    act = st.builds(
        Act, some, _one_of(Kind), _one_of(Status), spans, roles, roles, spans, spans, act_time, act_time, word, word,
        confidence,
    )  # fmt: skip
    interval = st.builds(
        _interval, st.dates(max_value=date(9000, 1, 1)), st.integers(0, 9000), _one_of(Granularity)
    )
    time = st.builds(TimeExpression, span, _one_of(TimeType), word, st.none() | interval, st.booleans())
    party = st.builds(Party, some, some, _one_of(PartyKind), spans, word)
    return Reading(
        draw(some), draw(st.sampled_from(["de", "de-AT", "en"])), text, draw(word), draw(word),
        draw(st.none() | st.dates().map(date.isoformat)), draw(spans), draw(_few(statement)), draw(_few(act)),
        draw(_few(time)), draw(_few(party)), draw(_few(some)),
    )  # fmt: skip


def _interval(start: date, days: int, granularity: Granularity) -> Interval:
    return Interval(start, start + timedelta(days=days), granularity)


def _one_of(literal: object) -> st.SearchStrategy[object]:
    return st.sampled_from(get_args(literal))


def _few(values: st.SearchStrategy[_Value]) -> st.SearchStrategy[tuple[_Value, ...]]:
    return st.lists(values, max_size=2).map(tuple)
