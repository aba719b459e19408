"""What a newer version of an article takes back: it stays to be found, is marked, and is nobody's position."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from depesche.record.questions import board, brief, party, search, show, timeline
from depesche.record.questions.matter import matter
from depesche.render.answers import sheet_of
from depesche.render.record_labels import record_labels
from depesche.render.sheet_markdown import markdown
from tests.record.making import DEMAND, Told, reading

if TYPE_CHECKING:
    from depesche.reading.types import Reading
    from depesche.record.record import Record
    from depesche.record.types import Event
    from depesche.render.answers.drawing import Answer

ADDRESS = "https://zeitung.example/abzug"
MARK = "frühere Fassung, dort nicht mehr"
SAYS = "Island kündigt den Abzug seiner Küstenwache für den Sommer an. Das sagt ein Sprecher der Regierung."
CORRECTS = (
    "Island prüft eine Anfrage seiner Fischer. Eine frühere Fassung war falsch, so die Redaktion am Abend."
)


def announced(text: str = SAYS, url: str | None = ADDRESS, name: str = "zeitung") -> Reading:
    told = Told("announce", "kündigt", actor="Island", content="den Abzug seiner Küstenwache")
    return reading(text, told, url=url, name=name, published="2024-02-06")


def corrected() -> Reading:
    return reading(
        CORRECTS,
        Told("state", "prüft", actor="Island", content="eine Anfrage seiner Fischer"),
        url=ADDRESS, name="zeitung", published="2024-02-06",
    )  # fmt: skip


def the_announcement(record: Record) -> Event:
    return next(line.event for line in timeline(record).lines if line.event.kind == "announce")


def page(answer: Answer) -> str:
    return "".join(markdown(sheet_of(answer, record_labels("de"))))


def held(record: Record) -> set[str]:
    """The ids of the events that the board, and all that is made of positions, shows."""
    cells = [one.position for one in board(record).cells]
    stances = [one.position for one in (*party(record, "Island").positions, *party(record, "Island").changes)]
    matters = [one.position for found in record.matters() for one in matter(record, found.id).positions]
    return {
        one.id
        for position in (*cells, *stances, *matters)
        for one in (position.event, position.before)
        if one
    }


def test_what_only_a_replaced_version_tells_is_marked_and_no_position(record: Record) -> None:
    record.add(DEMAND)
    record.add(announced())
    event = the_announcement(record)
    assert event.id in held(record)
    assert MARK not in page(timeline(record))
    assert record.add(corrected()).outcome == "revision"
    assert event.id not in held(record)
    assert the_announcement(record).id == event.id
    for answer in (timeline(record), search(record, "Abzug"), show(record, event.id)):
        assert MARK in page(answer)
    since = brief(record, date(2024, 2, 1))
    assert not [one for one in since.changes if one.position.event.id == event.id]
    assert MARK in page(since)


def test_what_another_paper_tells_too_still_stands(record: Record) -> None:
    record.add(DEMAND)
    record.add(announced())
    other = "Island kündigt den Abzug seiner Küstenwache an. Der Minister nennt in Reykjavík Gründe und Kosten dafür."
    record.add(announced(other, url=None, name="kurier"))
    record.add(corrected())
    event = the_announcement(record)
    assert len(event.acts) == 2
    assert event.id in held(record)
    assert MARK not in page(timeline(record))


def test_what_a_new_version_still_tells_stands(record: Record) -> None:
    record.add(announced())
    record.add(announced(SAYS + " Mehr sagt er nicht."))
    event = the_announcement(record)
    assert event.id in held(record)
    assert MARK not in page(timeline(record))


def test_an_earlier_version_of_oneself_is_no_near_duplicate(record: Record) -> None:
    first = record.add(announced()).article
    longer = SAYS + " Mehr sagt er nicht."
    assert record.add(announced(longer)).duplicate_of is None
    assert record.add(announced(longer)).outcome == "known"
    assert record.add(announced(longer)).duplicate_of is None
    other = record.add(
        announced(SAYS + " Mehr wusste er nicht.", url="https://kurier.example/1", name="kurier")
    )
    assert other.duplicate_of == first
    again = record.add(
        announced(SAYS + " Mehr wusste er auch nicht.", url="https://kurier.example/1", name="kurier")
    )
    assert (again.outcome, again.duplicate_of) == ("revision", first)
