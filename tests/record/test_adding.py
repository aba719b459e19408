"""What becomes of articles that are added."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from depesche.reading.types import Interval, Span, TimeExpression
from depesche.record import schema
from depesche.record.record import Record
from depesche.record.types import Extractor
from tests.record.making import DEMAND, REFUSAL, Told, reading


def test_an_article_is_kept_with_its_acts_and_the_words_they_rest_on(record: Record) -> None:
    added = record.add(DEMAND)
    assert (added.outcome, added.acts, added.duplicate_of) == ("new", 1, None)
    article = record.article(added.article)
    assert article.text == DEMAND.text
    assert (article.url, article.published, article.source) == (
        DEMAND.url,
        date(2024, 2, 1),
        "tageblatt.example",
    )
    act = record.act(f"{added.article}-1")
    assert (act.kind, act.actor_ids, act.recipient_ids) == ("demand", ("NOR",), ("ISL",))
    assert [span.of(article.text) for span in act.content_spans] == [act.content]
    assert act.content == "seine Küstenwache bis zum 31"
    assert act.sentence_span is not None
    assert act.sentence_span.of(article.text) == act.sentence
    assert (act.day, act.dated_by, act.deadline) == (date(2024, 2, 1), "published", date(2024, 3, 31))
    assert (act.confidence, act.extractor) == (0.8, article.extractor)


def test_an_act_is_dated_by_the_expression_that_its_time_holds(record: Record) -> None:
    told = Told("reject", "lehnte", actor="Island", recipient="Norwegen", time=("im Dezember", "2023-12"))
    article = reading("Island lehnte im Dezember die Bitte von Norwegen ab.", told)
    start = article.text.index("Dezember")
    days = Interval(date(2023, 12, 1), date(2023, 12, 31), "month")
    expression = TimeExpression(Span(start, start + len("Dezember")), "DATE", "2023-12", days)
    added = record.add(replace(article, times=(expression,)))
    act = record.act(f"{added.article}-1")
    assert (act.day, act.last_day, act.dated_by) == (days.start, days.end, "time")


def test_the_whole_reading_comes_back(record: Record) -> None:
    added = record.add(REFUSAL)
    assert record.reading(added.article) == REFUSAL


def test_the_same_text_is_not_added_twice_whatever_its_address_and_white_space(record: Record) -> None:
    first = record.add(DEMAND)
    again = replace(DEMAND, url="https://other.example/x", text=DEMAND.text + "\n")
    for same in (DEMAND, again):
        assert record.add(same) == replace(first, outcome="known", acts=0)
    assert len(record.witnesses(f"{first.article}-1")) == 1


def test_another_text_at_the_same_address_is_a_revision_and_both_are_kept(record: Record) -> None:
    old = record.add(DEMAND)
    new = record.add(replace(DEMAND, text=DEMAND.text + " Das teilte die Regierung in Oslo mit."))
    assert new.outcome == "revision"
    assert record.article(old.article).replaced_by == new.article
    assert (record.article(new.article).revision, record.article(new.article).group) == (2, old.article)
    assert record.act(f"{old.article}-1").event == record.act(f"{new.article}-1").event


def test_the_same_agency_text_in_several_papers_is_one_event_with_one_source(record: Record) -> None:
    ours = record.add(DEMAND)
    text = DEMAND.text.replace("seit Tagen ", "") + " Island äußerte sich nicht."
    theirs = record.add(replace(DEMAND, id="kurier", url="https://kurier.example/9", text=text))
    assert theirs.duplicate_of == ours.article
    event = record.event(f"{ours.article}-1")
    assert event.acts == (f"{ours.article}-1", f"{theirs.article}-1")
    assert event.sources == 1
    assert [witness.source for witness in record.witnesses(event.id)] == [
        "tageblatt.example",
        "kurier.example",
    ]


def test_what_a_paper_tells_in_its_own_words_is_one_event_with_two_sources(record: Record) -> None:
    record.add(DEMAND)
    other = reading(
        "Oslo erhöht den Druck: Norwegen verlangt von Island, die Küstenwache bis zum 31. März abzuziehen.",
        Told("demand", "verlangt", recipient="Island", content="die Küstenwache bis zum 31. März abzuziehen"),
        name="kurier", published="2024-02-02",
    )  # fmt: skip
    added = record.add(other)
    event = record.event(f"{added.article}-1")
    assert (len(event.acts), event.sources) == (2, 2)


def test_acts_of_different_kinds_are_never_one_event(record: Record) -> None:
    first = record.add(DEMAND)
    act = replace(DEMAND.acts[0], kind="offer")
    other = record.add(replace(DEMAND, text=DEMAND.text.replace("Tagen", "Wochen"), acts=(act,), url=None))
    assert record.act(f"{first.article}-1").event != record.act(f"{other.article}-1").event


def test_an_event_is_filed_and_its_answer_is_found(record: Record) -> None:
    demand, refusal = record.add(DEMAND), record.add(REFUSAL)
    assert record.event(f"{demand.article}-1").matter == record.event(f"{refusal.article}-1").matter
    assert record.matters()[0].id == record.event(f"{demand.article}-1").matter


def test_a_newer_reading_of_the_same_text_replaces_the_acts_and_keeps_their_ids(record: Record) -> None:
    added = record.add(REFUSAL, Extractor("depesche", "1"))
    better = replace(REFUSAL, acts=(replace(REFUSAL.acts[1], kind="offer", confidence=0.9),))
    again = record.add(better, Extractor("depesche", "2"))
    assert again.outcome == "reread"
    act = record.act(f"{added.article}-2")
    assert (act.kind, act.confidence, act.extractor) == ("offer", 0.9, Extractor("depesche", "2"))
    assert record.events([f"{added.article}-1"]) == {}
    assert record.reading(added.article) == better
    assert record.reading(added.article, Extractor("depesche", "1")) == REFUSAL


def test_parties_are_known_by_name_id_and_last_word(record: Record) -> None:
    record.add(DEMAND)
    assert {record.find_party(name) for name in ("Norwegen", "norwegen", "NOR")} == {"NOR"}
    assert record.party("NOR").kind == "state"


def test_characters_that_no_database_takes_are_replaced_one_for_one(record: Record) -> None:
    text = DEMAND.text.replace("Küstenwache", "K\0stenwac\ud800e")
    added = record.add(replace(DEMAND, text=text))
    assert record.article(added.article).text == text.replace("\0", "\ufffd").replace("\ud800", "\ufffd")


def test_an_event_that_a_later_writer_finds_has_each_act_once(place: str) -> None:
    told = Told("demand", "verlangt", recipient="Island", content="den Damm zu öffnen")
    texts = (
        "Norwegen verlangt von Island, den Damm zu öffnen.",
        "Am Abend verlangt Norwegen, den Damm zu öffnen.",
    )
    added = []
    for number, text in enumerate(texts):
        with Record.open(place) as record:  # each with nothing in memory yet
            added.append(record.add(reading(text, told, name=f"n{number}", published="2024-02-01")).article)
            event = record.event(f"{added[0]}-1")
    assert event.acts == (f"{added[0]}-1", f"{added[1]}-1")
    with Record.open(place) as record, record.connect() as connection:
        counted = connection.execute(select(schema.event.c.acts, schema.event.c.sources)).all()
    assert [tuple(row) for row in counted] == [(2, 2)]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_an_article_may_be_of_the_first_or_last_day_of_the_calendar(record: Record, day: str) -> None:
    threat = Told("threaten", "droht", "Norwegen", "Island", "Sperre", condition="Falls Island fischt")
    demand = Told("demand", "fordert", "Norwegen", "Island", "Abzug")
    first = reading("Falls Island fischt, droht Norwegen mit einer Sperre.", threat, published=day)
    second = reading("Norwegen fordert von Island den Abzug.", demand, published=day)
    refusal = Told("reject", "lehnt", "Island", "Norwegen", "Abzug")
    third = reading("Island lehnt gegenüber Norwegen den Abzug ab.", refusal, published=day)
    added = [record.add(one) for one in (first, second, third)]
    assert [one.outcome for one in added] == ["new", "new", "new"]
    assert record.act(f"{added[0].article}-1").day == date.fromisoformat(day)
