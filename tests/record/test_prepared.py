"""Queries that are made once: they find what SQLAlchemy finds, on both databases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Date, bindparam, select

from depesche.record.schema import act, word
from depesche.record.store.prepared import ask, ask_named
from depesche.record.store.rows import by_ids
from tests.record.making import Told, reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from depesche.record.record import Record

SENTENCES = ("Norwegen verlangt von Island, den Damm zu öffnen.", "Norwegen verlangt von Island, die Mole zu sperren.",
             "Norwegen verlangt von Island, den Fischfang zu beenden.")  # fmt: skip
ACTS = by_ids(select(act).order_by(act.c.key), act.c.id)
SINCE = select(act.c.id, act.c.day).where(act.c.day >= bindparam("since", type_=Date)).order_by(act.c.id)


def filled(record: Record) -> list[str]:
    """Acts of three days; their ids."""
    for number, sentence in enumerate(SENTENCES, 1):
        told = Told("demand", "verlangt", content=sentence[30:-1])
        record.add(reading(sentence, told, name=f"n{number}", published=f"2024-0{number}-01"))
    with record.connect() as connection:
        return list(connection.execute(select(act.c.id).order_by(act.c.key)).scalars())


def test_lists_of_any_length_and_all_columns(record: Record) -> None:
    ids = filled(record)

    def same(connection: Connection) -> None:
        for count in range(len(ids) + 1):
            expected = connection.execute(ACTS, {"ids": ids[:count]}).mappings()
            assert ask_named(connection, ACTS, {"ids": ids[:count]}) == [dict(row) for row in expected]

    with record.connect() as connection:
        same(connection)
    with record.writing() as (connection, _):
        same(connection)


def test_days(record: Record) -> None:
    ids = filled(record)
    with record.writing() as (connection, _):
        rows = ask(connection, SINCE, {"since": date(2024, 2, 1)})
    assert rows == sorted([(ids[1], date(2024, 2, 1)), (ids[2], date(2024, 3, 1))])


def test_stems_of_what_was_not_kept_are_not_taken_for_known(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = reading(SENTENCES[0], Told("demand", "verlangt", content=SENTENCES[0][30:-1]), name="n1")

    def fails(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("depesche.record.adding.links.link", fails)
        with pytest.raises(RuntimeError):
            record.add(made)
    record.add(made)
    with record.connect() as connection:
        assert "damm" in connection.execute(select(word.c.stem)).scalars().all()
