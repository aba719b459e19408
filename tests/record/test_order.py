"""What ties events together follows from them and from what people decided, not from the order in which they came."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from depesche.reading.contract import from_json
from depesche.record import review, review_links, review_matters, review_parties
from depesche.record.questions import commitments, exchanges
from depesche.record.recode import recode
from depesche.record.record import Record
from depesche.record.schema import answer, event, repeat
from depesche.record.store import answers
from depesche.record.types import Extractor, Filter
from tests.record.linked import links
from tests.record.making import Told, reading
from tests.record.states import state

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection

    from depesche.reading.types import Act, Reading
    from depesche.record.store.memory import Memory
    from depesche.record.types import Decision, Event

CRISIS = Path(__file__).parents[2] / "examples" / "krise-gelesen.jsonl"
HALF = Extractor("depesche", "half"), Extractor("depesche", "whole")


@cache
def crisis() -> tuple[Reading, ...]:
    return tuple(from_json(line) for line in CRISIS.read_text(encoding="utf-8").splitlines() if line.strip())


def _told(day: str, name: str, text: str, *acts: Told) -> Reading:
    return reading(text, *acts, name=name, published=f"2024-05-{day}")


QUARREL = (
    _told("02", "morgen", "Norwegen fordert Island auf, die Küstenwache abzuziehen.",
          Told("demand", "fordert", recipient="Island", content="die Küstenwache abzuziehen")),
    _told("03", "tag", "Norwegen verlangt von Island den Abzug der Küstenwache am 2. Mai.",
          Told("demand", "verlangt", recipient="Island", content="den Abzug der Küstenwache",
               time=("am 2. Mai", "2024-05-02"))),
    _told("04", "abend", "Island lehnt die Forderung nach einem Abzug der Küstenwache ab.",
          Told("reject", "lehnt", actor="Island", content="die Forderung nach einem Abzug der Küstenwache")),
    _told("06", "morgen", "Norwegen hat Island erneut aufgefordert, die Küstenwache abzuziehen. Bleiben die Schiffe, "
          "will Norwegen die Häfen sperren.",
          Told("demand", "aufgefordert", recipient="Island", content="die Küstenwache abzuziehen"),
          Told("threaten", "sperren", recipient="Island", content="die Häfen sperren",
               condition="Bleiben die Schiffe", condition_party="ISL")),
    _told("07", "tag", "Island weist die Forderung nach dem Abzug seiner Schiffe zurück.",
          Told("reject", "weist", actor="Island", content="die Forderung nach dem Abzug seiner Schiffe")),
    _told("08", "abend", "Island bietet Norwegen an, die Schiffe abzuziehen, falls Norwegen die Häfen öffnet.",
          Told("offer", "bietet", actor="Island", recipient="Norwegen", content="die Schiffe abzuziehen",
               condition="falls Norwegen die Häfen öffnet", condition_party="NOR")),
    _told("08", "tag", "Norwegen schlägt Island Gespräche über die Fischerei vor.",
          Told("offer", "schlägt", recipient="Island", content="Gespräche über die Fischerei")),
    _told("10", "morgen", "Norwegen hat die Häfen gesperrt.", Told("coerce", "gesperrt", content="die Häfen")),
    _told("12", "tag", "Norwegen öffnet die Häfen wieder.", Told("retreat", "öffnet", content="die Häfen")),
    _told("13", "abend", "Island hat die Schiffe abgezogen. Man danke.",
          Told("retreat", "abgezogen", actor="Island", content="die Schiffe")),
    _told("14", "morgen", "Island stimmt Gesprächen über die Fischerei zu.",
          Told("agree", "stimmt", actor="Island", content="Gesprächen über die Fischerei")),
)  # fmt: skip


def _shuffled(readings: Sequence[Reading], seed: int) -> list[Reading]:
    mixed = list(readings)
    if seed:
        Random(seed).shuffle(mixed)
    else:
        mixed.reverse()
    return mixed


@pytest.fixture(scope="session")
def in_order(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[Reading, ...], dict[str, list[str]]]:
    """The links of what comes in the order of days, into an SQLite record."""
    found = {}
    for readings in (crisis(), QUARREL):
        path = tmp_path_factory.mktemp("order") / "crisis.db"
        shutil.copy(template, path)
        with Record.open(path, create=False) as record:
            record.add_together(readings)
            found[readings] = links(record)
    return found


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("readings", [crisis(), QUARREL], ids=["crisis", "quarrel"])
def test_articles_in_any_order_are_tied_in_the_same_way(
    record: Record,
    in_order: dict[tuple[Reading, ...], dict[str, list[str]]],
    readings: tuple[Reading, ...],
    seed: int,
) -> None:
    for one in _shuffled(readings, seed):
        record.add(one)
    found = links(record)
    assert found == in_order[readings]
    assert min(map(len, found.values())) > 0


def test_articles_read_anew_in_one_transaction_are_tied_as_one_by_one(
    record: Record, template: Path, tmp_path: Path
) -> None:
    half = [replace(one, acts=_without_demands(one), extractor=HALF[0]) for one in QUARREL]
    every = [*half, *(replace(one, extractor=HALF[1]) for one in QUARREL)]
    with Record.open(shutil.copy(template, tmp_path / "single.db"), create=False) as single:
        assert [single.add(one).outcome for one in every] == ["new"] * len(half) + ["reread"] * len(half)
        record.add_together(every)
        assert links(record) == links(single)


def test_what_several_articles_of_one_transaction_tell_is_tied_once(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    tied: Counter[str] = Counter()
    tie = answers.tie

    def counted(connection: Connection, memory: Memory, changed: Sequence[Event]) -> None:
        tied.update(one.id for one in changed)
        tie(connection, memory, changed)

    monkeypatch.setattr(answers, "tie", lambda *given: counted(*given[:3]))
    record.add_together(QUARREL)
    with record.connect() as connection:
        acts = {row.id: row.acts for row in connection.execute(select(event.c.id, event.c.acts))}
    assert max(acts.values()) > 1
    assert dict(tied) == dict.fromkeys(acts, 1)


@pytest.fixture
def full(record: Record) -> Record:
    """A record of the crisis in the examples."""
    record.add_together(crisis())
    return record


def test_every_decision_about_a_crisis_can_be_undone_to_the_very_state_before(full: Record) -> None:
    before = state(full)
    for one in _decisions(full):
        decision = one()
        assert state(full) != before
        review.undo(full, who="V")
        after = state(full)
        assert {name for name in before if after[name] != before[name]} == set(), decision


def _decisions(record: Record) -> list[Callable[[], Decision]]:
    """Decisions of many sorts about what is tied to most."""
    with record.connect() as connection:
        pairs = connection.execute(select(answer.c.exchange, answer.c.event).order_by(answer.c.opening)).all()
        again = connection.execute(select(repeat.c.event).order_by(repeat.c.event)).scalars().all()
    asked = [one for one, _ in pairs]
    opening = max(sorted(set(asked)), key=asked.count)
    replies = [reply for one, reply in pairs if one == opening]
    made = commitments(record).lines
    settled = next(line for line in made if line.commitment.by)
    waiting = next(line.commitment.id for line in made if line.commitment.status == "pending")
    unanswered = next(line.exchange.id for line in exchanges(record).lines if not line.replies)
    several = max(
        exchanges(record, limit=100).lines, key=lambda line: len(line.opening.event.acts)
    ).opening.event
    demands = [line.exchange.id for line in exchanges(record).lines if line.opening.event.kind == "demand"]
    by = settled.commitment.by
    assert by is not None
    assert len(several.acts) > 1
    return [
        *(lambda key=key: review.reject(record, [key], who="V") for key in (opening, replies[0], again[0], by)),
        *(lambda key=key: review.edit(record, [key], {"kind": "warn"}, who="V") for key in (opening, by, again[-1])),
        *(
            lambda day=day: review.edit(record, [opening], {"day": day}, who="V")
            for day in ("2024-01-01", "2024-03-10", "2024-04-30", None)
        ),
        lambda: review.edit(record, [opening], {"actors": ["Küstenbund"]}, who="V"),
        lambda: review.edit(record, [replies[0]], {"kind": "agree"}, who="V"),
        lambda: review.edit(record, [settled.commitment.id], {"condition": []}, who="V"),
        lambda: review.confirm(record, [several.acts[-1]], who="V", whole=False),
        lambda: review.reject(record, [several.lead.id], who="V", whole=False),
        lambda: review.split(record, [several.lead.id], who="V"),
        lambda: review.merge(record, demands[:3], who="V"),
        lambda: review.assign(record, [opening], "Etwas anderes", who="V"),
        lambda: review_links.reject_answer(record, opening, replies[0], who="V"),
        lambda: review_links.confirm_answer(record, opening, replies[-1], who="V"),
        lambda: review_links.answer_by_hand(record, unanswered, replies[0], "agree", who="V", note="so sagt er"),
        lambda: review_links.settle(record, settled.commitment.id, "withdrawn", who="V"),
        lambda: review_links.settle(record, waiting, "come_true", by=by, who="V"),
        lambda: recode(record, Filter(kinds=("offer",)), {"status": "planned"}, who="V"),
        lambda: review_parties.merge_parties(record, "Küstenbund", "Valdorien", who="V"),
        lambda: review_matters.split_matter(record, [opening, *replies], "Noch etwas", who="V"),
    ]  # fmt: skip


def test_what_is_decided_holds_whatever_comes_later(record: Record) -> None:
    first, *others, last = QUARREL
    demand = f"{record.add(QUARREL[3]).article}-1"
    refusal = f"{record.add(QUARREL[4]).article}-1"
    review_links.confirm_answer(record, demand, refusal, who="Vera")
    for one in (last, *others, first):
        record.add(one)
    (line,) = (
        one for one in exchanges(record).lines if demand in {repeat.event.id for repeat in one.repeats}
    )
    assert [reply.answer.event for reply in line.replies if reply.answer.confirmed] == [refusal]
    review.reject(record, [line.exchange.id], who="Vera")
    lines = {one.exchange.id: one for one in exchanges(record).lines}
    assert [reply.answer.event for reply in lines[demand].replies if reply.answer.confirmed] == [refusal]


def test_an_article_read_in_another_way_and_back_leaves_all_as_it_was(record: Record) -> None:
    for one in QUARREL:
        record.add(one, HALF[1])
    before = links(record)
    for one in QUARREL:
        record.add(replace(one, acts=_without_demands(one)), HALF[0])
    assert links(record)["exchange"] != before["exchange"]
    for one in QUARREL:
        record.add(one, HALF[1], again=True)
    assert links(record) == before


def _without_demands(read: Reading) -> tuple[Act, ...]:
    """The acts of a reading as others might read them: demands are warnings, and the first of several is none."""
    acts = tuple(replace(act, kind="warn") if act.kind == "demand" else act for act in read.acts)
    return acts[1:] if len(acts) > 1 else acts


def test_what_settled_a_commitment_and_was_none_gives_way_to_what_comes_next(record: Record) -> None:
    again = _told("22", "neu", "Am Mittwoch hat Norwegen alle Häfen im Norden gesperrt.",
                  Told("coerce", "gesperrt", content="alle Häfen im Norden"))  # fmt: skip
    for one in (*QUARREL, again):
        record.add(one)
    first = _of_threat(record)
    assert (first[0], first[2]) == ("come_true", "2024-05-10")
    review.reject(record, [str(first[1])], who="Vera")
    assert _of_threat(record)[::2] == ("come_true", "2024-05-22")
    review.undo(record, who="Vera")
    assert _of_threat(record) == first


def _of_threat(record: Record) -> tuple[str, str | None, str]:
    """What has become of the threat, by which event and when."""
    (line,) = (one for one in commitments(record).lines if one.line.event.kind == "threaten")
    return line.commitment.status, line.commitment.by, str(line.by.event.day) if line.by else ""


def test_no_answer_stands_before_its_demand_and_reasons_follow_the_day(record: Record) -> None:
    demand = f"{record.add(QUARREL[0]).article}-1"
    refusal = f"{record.add(QUARREL[2]).article}-1"
    assert "2 Tage später" in _answer(record, demand, refusal)
    review.edit(record, [demand], {"day": "2024-05-01"}, who="Vera")
    assert "3 Tage später" in _answer(record, demand, refusal)
    review.edit(record, [demand], {"day": "2024-05-05"}, who="Vera")
    assert not exchanges(record).lines[0].replies
    review.undo(record, who="Vera")
    fuller = reading(
        "Norwegen hat am 3. Mai Island aufgefordert, die Küstenwache bis zum 20. Mai abzuziehen.",
        Told("demand", "aufgefordert", recipient="Island", content="die Küstenwache bis zum 20. Mai abzuziehen",
             time=("am 3. Mai", "2024-05-03"), deadline=("bis zum 20. Mai", "2024-05-20"), confidence=0.9),
        name="fuller", published="2024-05-06",
    )  # fmt: skip
    review.undo(record, 1, who="Vera")
    record.add(fuller)
    assert record.event(demand).day == record.act(record.event(demand).lead.id).day
    assert "einen Tag später" in _answer(record, demand, refusal)


def _answer(record: Record, opening: str, event: str) -> str:
    (line,) = (one for one in exchanges(record).lines if one.exchange.id == opening)
    (reason,) = (reply.answer.reason for reply in line.replies if reply.answer.event == event)
    return reason
