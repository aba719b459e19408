"""The crisis in examples/krise, from careful readings to exchanges and commitments: what a reader would say follows.

The store is left out; how it feeds these functions is tested with it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

import pytest

from depesche.record import commitments, events, exchanges, matters
from depesche.record.intake import stored_acts, stored_article
from depesche.record.types import Commitment, Event, Extractor, StoredAct
from depesche.record.words import terms_of
from tests.krise import krise

VALDORIEN, KARSLAND, COAST = "XVA", "XKA", "kuestenbund"
ADDED = datetime(2024, 5, 1, tzinfo=UTC)

# Opening (its first day and words of it), and the answers that a reader finds: day, kind, words.
ANSWERED: tuple[tuple[str, str, str, str, str], ...] = (
    ("02-01", "Füllung des Ormadamms", "02-02", "reject", "Stopp am Ormadamm"),
    ("02-01", "Füllung des Ormadamms", "02-17", "reject", "die Forderung"),
    ("02-01", "Füllung des Ormadamms", "02-20", "counter", "langsamer"),
    ("02-01", "Füllung des Ormadamms", "02-20", "counter", "September"),
    ("02-01", "Füllung des Ormadamms", "03-01", "reject", "Arbeiten"),
    ("02-01", "Füllung des Ormadamms", "03-19", "counter", "auszusetzen"),
    ("02-01", "Füllung des Ormadamms", "03-22", "agree", "Füllung"),
    ("02-06", "die Truppen abzuziehen", "02-06", "reject", "Abzug der Truppen"),
    ("02-06", "die Truppen abzuziehen", "02-22", "counter", "eine Brigade"),
    ("02-06", "die Truppen abzuziehen", "03-28", "agree", "zwei Brigaden"),
    ("02-12", "Vermittlung im Streit", "02-13", "agree", "zu vermitteln"),
    ("02-12", "Vermittlung im Streit", "02-14", "reject", "Vermittlung"),
    ("02-12", "Treffen der Außenminister", "02-13", "counter", "Norderhaven"),
    ("02-12", "Truppen von der Grenze", "03-28", "agree", "zwei Brigaden"),
    ("02-14", "direkte Gespräche", "02-15", "agree", "Hallstedt"),
    ("02-14", "das Treffen auszurichten", "02-15", "agree", "Hallstedt"),
    ("02-20", "September", "02-22", "counter", "eine Brigade"),
    ("02-20", "langsamer", "02-22", "reject", "Verlangsamung"),
    ("02-22", "eine Brigade", "03-01", "reject", "Gegenvorschlag"),
    ("02-26", "die Übung zu beenden", "02-26", "reject", "die Mahnung"),
    ("03-02", "die Sperre aufzuheben", "03-23", "agree", "zu öffnen"),
    ("03-02", "die Sperre aufzuheben", "03-25", "agree", "Grenze"),
    ("03-05", "alle Drohungen", "03-08", "agree", "Drohung"),
    ("03-08", "Grenze öffnet", "03-11", "counter", "geöffnet"),
    ("03-08", "Grenze öffnet", "03-23", "agree", "zu öffnen"),
    ("03-08", "Grenze öffnet", "03-25", "agree", "Grenze"),
    ("03-14", "mit Marenburg zu verhandeln", "03-14", "agree", "Hallstedt"),
    ("03-19", "eine gemeinsame Kommission", "03-20", "agree", "Vorschlag"),
    ("03-19", "bis Mittwoch zu antworten", "03-20", "agree", "Vorschlag"),
)
SETTLED = {
    ("02-08", "Grenze"): ("come_true", "03-02"),
    ("02-13", "Norderhaven"): ("pending", None),
    ("02-20", "September"): ("come_true", "03-28"),
    ("02-22", "eine Brigade"): ("come_true", "03-28"),
    ("03-04", "Stromlieferungen"): ("withdrawn", "03-08"),
    ("03-05", "40 Millionen"): ("pending", None),
    ("03-11", "geöffnet"): ("come_true", "03-25"),
    ("03-19", "auszusetzen"): ("come_true", "03-22"),
    ("04-02", "wieder aufzunehmen"): ("pending", None),
}


class Link(NamedTuple):
    """An answer that was found."""

    opening: Event
    reply: Event
    kind: str


def all_acts() -> list[StoredAct]:
    extractor = Extractor("a reader", "1")
    return [
        act for reading in krise() for act in stored_acts(reading, stored_article(reading, extractor, ADDED))
    ]


@cache
def all_events() -> tuple[Event, ...]:
    """Events with their matters, in the order of time."""
    told: dict[str, list[StoredAct]] = defaultdict(list)
    acts = all_acts()
    merged = events.merge_all(acts)
    for act in acts:
        told[merged[act.id]].append(act)
    known, counts = matters.Matters(), Counter[str]()
    names = frozenset(terms_of("Marenburg Tolsk Valdorien Karsland Küstenbund Nordallianz Lindmark", "de"))
    made = sorted((events.build(group, event_id=key) for key, group in told.items()), key=in_time)
    filed = []
    for number, event in enumerate(made, 1):
        counts.update(set(event.lead.terms))
        matter = matters.file(event.lead, known, rarity(number, counts), names=names)
        if matter:
            known.put(matter)
        filed.append(replace(event, lead=replace(event.lead, matter=matter.id if matter else None)))
    return tuple(filed)


def rarity(number: int, counts: Counter[str]) -> matters.Rarity:
    return lambda term: math.log(number / max(counts[term], 1))


def in_time(event: Event) -> tuple[date, str]:
    return event.day or date.max, event.id


@cache
def links() -> tuple[tuple[Link, ...], dict[str, list[Event]]]:
    """All answers, and the events that raise an opening again."""
    openings: dict[str, Event] = {}
    found: list[Link] = []
    again: dict[str, list[Event]] = defaultdict(list)
    for event in all_events():
        if event.kind in exchanges.ANSWERING_KINDS:
            given = exchanges.answers(event, list(openings.values()))
            found += [Link(openings[opening], event, answer.kind) for opening, answer in given]
        if event.kind in exchanges.OPENING_KINDS:
            raised = exchanges.repeats(event, list(openings.values()))
            if raised:
                again[raised].append(event)
            else:
                openings[event.id] = event
    return tuple(found), again


def told(event: Event, day: str, words: str) -> bool:
    return event.day == date.fromisoformat(f"2024-{day}") and words in event.lead.content


def the_event(day: str, words: str) -> Event:
    (found,) = (event for event in all_events() if told(event, day, words) and event.lead.condition)
    return found


def test_several_papers_tell_one_event() -> None:
    first = next(event for event in all_events() if told(event, "02-01", "Füllung des Ormadamms"))
    assert len(first.acts) == 3
    assert (first.actors, first.recipients) == ((VALDORIEN,), (KARSLAND,))


def test_answers_are_those_that_a_reader_finds() -> None:
    found, _ = links()
    right = {
        wanted
        for wanted in ANSWERED
        for link in found
        if told(link.opening, *wanted[:2])
        and told(link.reply, wanted[2], wanted[4])
        and link.kind == wanted[3]
    }
    correct = sum(
        any(
            told(link.opening, *wanted[:2])
            and told(link.reply, wanted[2], wanted[4])
            and link.kind == wanted[3]
            for wanted in ANSWERED
        )
        for link in found
    )
    assert correct / len(found) >= 0.9
    assert len(right) / len(ANSWERED) >= 0.75


def test_a_demand_is_refused_repeated_and_met() -> None:
    found, again = links()
    demand = next(event for event in all_events() if told(event, "02-01", "Füllung des Ormadamms"))
    kinds = [link.kind for link in found if link.opening.id == demand.id]
    assert kinds[0] == "reject"
    assert kinds[-1] == "agree"
    assert "counter" in kinds
    assert len(again[demand.id]) >= 3


@pytest.mark.parametrize(("made", "expected"), SETTLED.items())
def test_conditions_come_true_or_not(made: tuple[str, str], expected: tuple[str, str | None]) -> None:
    event = the_event(*made)
    assert commitments.is_commitment(event)
    settled = commitments.settle(Commitment(event.id, event), all_events())
    by = next((one.day for one in all_events() if one.id == settled.by), None)
    assert (settled.status, by and f"{by:%m-%d}") == expected
