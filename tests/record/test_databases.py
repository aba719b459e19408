"""Both databases order and connect alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import text

from depesche.record.database import CONNECTIONS, Database
from depesche.record.intake import Parties
from depesche.record.migrations.seventh import index_anew
from depesche.record.questions import search
from depesche.record.record import Record
from depesche.record.store import parties
from depesche.record.types import Office
from tests.krise import krise

if TYPE_CHECKING:
    from pathlib import Path

    from tests.record.postgresql import Cluster


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


QUERIES = (
    "Grenze", "Truppen Grenze", '"die Forderung"', "Damm", "Füllung or Brigade", "Grenze -Truppen", "Truppenabzug",
    "Außenminister", "40 Millionen", "1. März", "'Grenze\\", "die und", "-Grenze", '"Grenze', "Valdorien",
)  # fmt: skip


def test_both_find_the_same(tmp_path: Path, cluster: Cluster) -> None:
    """They may order it otherwise: each weighs words in its own way."""
    with Record.open(tmp_path / "krise.db") as one, Record.open(cluster.new_database()) as other:
        for reading in krise():
            one.add(reading)
            other.add(reading)
        found = [
            {
                query: sorted(line.event.id for line in search(record, query, limit=500).lines)
                for query in QUERIES
            }
            for record in (one, other)
        ]
    assert found[0] == found[1]
    assert sum(map(bool, found[0].values())) >= 10


def test_an_older_index_of_postgresql_is_made_anew(tmp_path: Path, cluster: Cluster) -> None:
    place = cluster.new_database()
    with Record.open(place) as record:
        for reading in krise():
            record.add(reading)
        before = indexed(record)
        with record.database.writing() as connection:
            words = "to_tsvector('german', act.sentence)"
            connection.execute(
                text(f"UPDATE act_words SET words = {words} FROM act WHERE act.key = act_words.key")
            )
            connection.execute(text("DELETE FROM word"))
            assert indexed(record) == before, "not committed yet"
            index_anew(connection)
        assert indexed(record) == before


def indexed(record: Record) -> tuple[list[object], set[str]]:
    """The index of words, and all stems."""
    with record.connect() as connection:
        rows = connection.execute(text("SELECT key, CAST(words AS text) FROM act_words ORDER BY key")).all()
        return list(rows), set(connection.execute(text("SELECT stem FROM word")).scalars())
