"""Both databases order and connect alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from depesche.record.database import CONNECTIONS, Database
from depesche.record.intake import Parties
from depesche.record.store import parties
from depesche.record.types import Office

if TYPE_CHECKING:
    from depesche.record.record import Record


def test_offices_without_a_day_come_after_those_held_last(record: Record) -> None:
    held = [
        Office("p-solheim", "NOR", title, day, day)
        for title, day in (
            ("Botschafterin", None),
            ("Ministerin", date(2024, 2, 1)),
            ("Rätin", date(2023, 1, 1)),
        )
    ]
    with record.database.writing() as connection:
        parties.keep(connection, Parties((), tuple(held)), {})
        found = parties._offices(connection, ["NOR"])
    assert [one.title for one in found] == ["Ministerin", "Rätin", "Botschafterin"]


def test_every_thread_of_the_desk_finds_a_connection_kept_open(tmp_path: object) -> None:
    for place in (f"{tmp_path}/crisis.db", "postgresql://nobody@host.example/crisis"):
        pool = Database.at(place).engine.pool
        assert pool.size() >= CONNECTIONS >= 8  # type: ignore[attr-defined]
