"""What is kept in memory of parties and days is what the record has, whatever came in since."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from depesche.reading.types import Kind
from depesche.record import review
from depesche.record.exchanges import ANSWERING_KINDS, OPENING_KINDS
from depesche.record.store.calendar import Calendar
from tests.record.making import Told, reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.store.calendar import Near

LATER = Told("demand", "fordert", recipient="Island", content="")
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
PAIRS = [(party, role) for party in ("NOR", "ISL") for role in ("actor", "recipient")]
SENTENCES = (
    ("demand", "verlangt", "Norwegen verlangt von Island, den Damm zu öffnen.", "2024-02-01"),
    ("demand", "verlangt", "Norwegen verlangt am Abend von Island, den Damm endlich zu öffnen.", "2024-02-02"),
    ("demand", "fordert", "Norwegen fordert von Island, die Mole zu sperren.", "2024-03-20"),
    ("offer", "bietet", "Norwegen bietet Island an, den Fischfang zu beenden.", "2024-01-15"),
    ("reject", "lehnt", "Norwegen lehnt gegenüber Island ab, den Hafen zu räumen.", "2024-03-21"),
)  # fmt: skip


def add(record: Record, number: int) -> None:
    kind, trigger, text, day = SENTENCES[number]
    told = Told(kind, trigger, recipient="Island", content=text.partition(", ")[2][:-1])  # type: ignore[arg-type]
    record.add(reading(text, told, name=f"n{number}", published=day))


def kept(calendar: Calendar, connection: Connection, *, newest: bool) -> dict[tuple[str, str], list[Near]]:
    return calendar.nearest(connection, PAIRS, YEAR, 40, newest=newest)


def assert_same(record: Record) -> int:
    """What is kept is what is read anew; how many openings of one party there are."""
    with record.writing() as (connection, memory):
        openings = kept(memory.openings, connection, newest=True)
        assert openings == kept(Calendar(OPENING_KINDS, by="role", days=7), connection, newest=True)
        replies = kept(memory.replies, connection, newest=False)
        assert replies == kept(Calendar(ANSWERING_KINDS, by="role", days=400), connection, newest=False)
        doings = kept(memory.doings, connection, newest=False)
        anew = Calendar(get_args(Kind), by="role", days=3, roles=("actor",), names=True)
        assert doings == kept(anew, connection, newest=False)
        assert all("norweg" in one.terms for one in doings["NOR", "actor"])
    return len(openings["NOR", "actor"])


def test_what_is_kept_is_what_is_there(record: Record) -> None:
    counts = [assert_same(record)]
    for number in range(len(SENTENCES)):
        add(record, number)
        counts.append(assert_same(record))
    assert counts == [0, 1, 1, 2, 3, 3]


def test_what_people_reject_is_kept_no_more(record: Record) -> None:
    for number in (0, 2, 3):
        add(record, number)
    assert assert_same(record) == 3
    with record.connect() as connection:
        found = kept(Calendar(OPENING_KINDS, by="role", days=16), connection, newest=True)
    latest = found["NOR", "actor"][0]
    review.reject(record, [latest.id], who="vera")
    assert assert_same(record) == 2
    review.undo(record, who="vera")
    assert assert_same(record) == 3


def test_the_latest_come_first_and_no_more_than_asked_for(record: Record) -> None:
    for number in (2, 0, 3):
        add(record, number)
    calendar = Calendar(OPENING_KINDS, by="role", days=16)
    pair = ("NOR", "actor")
    with record.connect() as connection:
        latest = calendar.nearest(connection, [pair], YEAR, 2, newest=True)[pair]
        first = calendar.nearest(connection, [pair], (YEAR[0], date(2024, 2, 1)), 2, newest=False)[pair]
    assert [one.day for one in latest] == [date(2024, 3, 20), date(2024, 2, 1)]
    assert [one.day for one in first] == [date(2024, 1, 15), date(2024, 2, 1)]


def test_of_a_kind_between_two_days(record: Record) -> None:
    for number in (0, 2, 3):
        add(record, number)
    calendar = Calendar(get_args(Kind), by="kind", days=4)
    days = (date(2024, 2, 1), date(2024, 3, 19))
    with record.connect() as connection:
        found = calendar.between(connection, [("NOR", "demand"), ("ISL", "offer")], *days)
    assert [(party, one.day) for party, one in found] == [("NOR", date(2024, 2, 1))]


def test_what_is_edited_stands_where_it_belongs_now(record: Record) -> None:
    for number in (0, 2, 3):
        add(record, number)
    assert assert_same(record) == 3
    with record.connect() as connection:
        first = kept(Calendar(OPENING_KINDS, by="role", days=16), connection, newest=False)["NOR", "actor"][0]
    edits = ({"day": "2024-06-30"}, {"kind": "demand"}, {"content": "Fischfang"}, {"actors": ["Island"]})
    assert [_edited(record, first.id, changes) for changes in edits] == [3, 3, 3, 2]
    for _ in edits:
        review.undo(record, who="vera")
        assert_same(record)
    with record.writing() as (connection, memory):
        again = kept(memory.openings, connection, newest=False)["NOR", "actor"][0]
    assert again == first


def _edited(record: Record, event: str, changes: dict[str, Any]) -> int:
    review.edit(record, [event], changes, who="vera")
    return assert_same(record)


def test_far_pages_are_read_together(record: Record) -> None:
    for number in range(len(SENTENCES)):
        add(record, number)
    few = Calendar(OPENING_KINDS, by="role", days=1)
    with record.connect() as connection:
        one = few.nearest(connection, PAIRS[:1], YEAR, 1, newest=True)
        assert one == {PAIRS[0]: [few.nearest(connection, PAIRS, YEAR, 9, newest=True)[PAIRS[0]][0]]}
        many = kept(few, connection, newest=True)
        assert many == kept(Calendar(OPENING_KINDS, by="role", days=400), connection, newest=True)


def test_what_is_asked_for_without_pages_is_what_stands_on_them(record: Record) -> None:
    for number in range(len(SENTENCES)):
        add(record, number)
    asked = [
        (pairs, bounds, most, newest)
        for pairs in (PAIRS, PAIRS[:1], PAIRS[1:])
        for bounds in (YEAR, (date(2024, 1, 20), date(2024, 3, 20)), (date(2025, 1, 1), date(2025, 2, 1)))
        for most in (1, 2, 40)
        for newest in (True, False)
    ]
    sparing = Calendar(OPENING_KINDS, by="role", days=16)
    sparing.spare(2)
    counts = []
    with record.connect() as connection:
        for pairs, bounds, most, newest in asked:
            anew = Calendar(OPENING_KINDS, by="role", days=16)
            found = sparing.nearest(connection, pairs, bounds, most, newest=newest)
            assert found == anew.nearest(connection, pairs, bounds, most, newest=newest)
            counts.append(sum(map(len, found.values())))
    assert max(counts) == 6
    assert counts.count(0) > 5


def test_pages_are_read_of_what_is_asked_for_often(record: Record) -> None:
    for number in (0, 2, 3):
        add(record, number)
    calendar = Calendar(OPENING_KINDS, by="role", days=400)
    calendar.spare(2)
    pair = ("NOR", "actor")
    counts = []
    for day in (10, 16, 22, 28):  # what comes in and is not told to a calendar does not stand on its pages
        with record.connect() as connection:
            counts.append(len(calendar.nearest(connection, [pair], YEAR, 9, newest=True)[pair]))
        record.add(reading(f"Norwegen fordert {day}.", LATER, name=f"l{day}", published=f"2024-01-{day}"))
    assert counts == [3, 4, 5, 5]
