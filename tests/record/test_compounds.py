"""Words that are found as parts of compounds, by both databases alike."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, MetaData, Table, insert, select, text

from depesche.record.compounds import Wider
from depesche.record.database import Database
from depesche.record.questions import party, search, timeline
from depesche.record.record import Record
from depesche.record.schema import metadata
from depesche.record.types import Filter
from depesche.record.upgrade import MIGRATIONS, bring_up_to_date
from depesche.record.words import vocabulary
from tests.krise import krise
from tests.record.making import Told, reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SENTENCES = {
    "dam": "Norwegen verlangt von Island einen Stopp am Ormadamm.",
    "plain": "Norwegen verlangt von Island, den Damm bei Vik zu öffnen.",
    "retreat": "Norwegen kündigt den Truppenabzug aus Vardø an.",
    "talks": "Norwegen lehnt Gespräche über den Abzug seiner Truppen ab.",
    "gas": "Norwegen stoppt die Gaslieferungen an Island.",
    "ration": "Norwegen warnt vor einer Kürzung der Rationen.",
}
TRIGGERS = {"dam": "verlangt", "plain": "verlangt", "retreat": "kündigt", "talks": "lehnt", "gas": "stoppt",
            "ration": "warnt"}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of the sentences above."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("record") / "words.db")
    else:
        place = request.getfixturevalue("cluster").new_database()
    with Record.open(place) as made:
        for month, (name, sentence) in enumerate(
            SENTENCES.items(), 1
        ):  # so far apart that all are events of their own
            told = Told("announce", TRIGGERS[name], content=sentence[9:-1])
            made.add(reading(sentence, told, name=name, published=f"2024-{month:02}-01"))
        yield made


def found(record: Record, words: str) -> list[str]:
    names = {sentence: name for name, sentence in SENTENCES.items()}
    return [names[line.event.lead.sentence] for line in search(record, words).lines]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Damm", ["plain", "dam"]),
        ("Truppen abziehen", ["retreat", "talks"]),
        ("Truppenabzug", ["retreat", "talks"]),
        ("Lieferung", ["gas"]),
        ("Gas", ["gas"]),
        ("Rat", []),
        ("Land", []),  # neither Island nor any other state
        ('"Damm"', ["plain"]),
        ("Damm -Stopp", ["plain"]),
        ("Damm or Gas", ["plain", "dam", "gas"]),
        ("Damm oder Gas", ["plain", "dam", "gas"]),
    ],
)
def test_a_word_is_found_in_compounds(told: Record, words: str, wanted: list[str]) -> None:
    assert sorted(found(told, words)) == sorted(wanted)


def test_the_word_itself_comes_before_its_compounds(told: Record) -> None:
    assert found(told, "Damm") == ["plain", "dam"]


def test_the_filter_of_words_finds_the_same(told: Record) -> None:
    lines = timeline(told, Filter(text="Damm"), limit=100).lines
    assert {line.event.lead.sentence for line in lines} == {SENTENCES["dam"], SENTENCES["plain"]}


def test_what_was_found_is_marked(told: Record) -> None:
    snippets = " ".join(line.snippet for line in search(told, "Damm").lines)
    assert "\x02Ormadamm\x03" in snippets
    assert "\x02Damm\x03" in snippets


def test_compounds_are_looked_up_in_an_index(told: Record) -> None:
    statement = "SELECT stem FROM word WHERE reversed >= 'mmad' AND reversed <= 'mmadz'"
    with told.connect() as connection:
        if connection.dialect.name == "sqlite":
            (row,) = connection.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
            assert "SEARCH" in row[3]
            assert "word_reversed" in row[3]
        else:
            connection.execute(text("SET LOCAL enable_seqscan = off"))
            plan = " ".join(connection.execute(text(f"EXPLAIN {statement}")).scalars())
            assert "word_reversed" in plan
            assert "Filter" not in plan
        assert "ormadamm" in Wider.of(connection, "Damm", ["de"]).stems


def test_the_kin_of_a_word_are_forms_of_its_root_not_all_of_its_meaning() -> None:
    words = vocabulary("de")
    assert {"abziehen", "Abzug", "abgezogen", "abzuziehen"} <= set(words.kin("abziehen"))
    assert "Rückzug" not in words.kin("abziehen")
    assert words.kin("Ormadamm") == ("Ormadamm",)


def test_an_older_record_gets_its_words_and_persons_when_it_is_opened(
    record: Record, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for one in krise()[:6]:
        record.add(one)
    is_file = record.database.is_sqlite
    old = str(tmp_path / "old.db") if is_file else request.getfixturevalue("cluster").new_database()
    as_of_the_second_form(record, old, tmp_path / "migrations")
    with Record.open(old) as again:
        assert derived(again) == derived(record)
        assert party(again, "Marquart").deeds == party(record, "Marquart").deeds != ()


def derived(record: Record) -> list[set[tuple[object, ...]]]:
    with record.connect() as connection:
        tables = (metadata.tables[name] for name in ("word", "event_person", "band"))
        found = [{tuple(row) for row in connection.execute(select(table))} for table in tables]
    assert all(found)
    return found


def as_of_the_second_form(record: Record, place: str, folder: Path) -> None:
    """Make a record of an older form with what a newer one holds."""
    older = shutil.ignore_patterns("__pycache__", "000[3-9]*")
    shutil.copytree(MIGRATIONS, folder, ignore=older)
    database = Database.at(place)
    bring_up_to_date(database, migrations=folder, head="0002")
    tables = MetaData()
    with record.connect() as source, database.writing() as target:
        tables.reflect(target, only=lambda name, _: "act_words" not in name and name != "alembic_version")
        for table in tables.sorted_tables:
            names = [column.name for column in table.columns]
            of_now = metadata.tables[table.name]
            rows = source.execute(select(*(of_now.c[name] for name in names))).mappings().all()
            if rows:
                kept = Table(table.name, MetaData(), *(Column(name, of_now.c[name].type) for name in names))
                target.execute(insert(kept), [dict(row) for row in rows])
        columns = "rowid, stems" if database.is_sqlite else "key, words"
        for key, words in source.execute(text(f"SELECT {columns} FROM act_words")).all():
            command = text(f"INSERT INTO act_words ({columns}) VALUES (:key, :words)")
            target.execute(command, {"key": key, "words": words})
    database.close()
