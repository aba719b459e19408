"""Writers that are killed, and writers side by side: nothing finished is lost, nothing is half there."""

from __future__ import annotations

import random
import signal
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text

from depesche.record import schema
from depesche.record.record import Record
from tests.record.writing import writer

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Pipe

    from sqlalchemy import Connection

KILLS = 60
ARTICLES = 100_000


def test_a_killed_writer_loses_nothing_finished_and_leaves_nothing_half_done(place: str) -> None:
    chance = random.Random(7)
    finished: set[str] = set()
    for kill in range(KILLS):
        process, said = writer(place, range(kill % 7, ARTICLES, 7))
        # Some die while they open or even make the record, most while they add.
        for _ in range(chance.choice([0, 0, 1, 2, 3, 5])):
            finished.add(said.recv())
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        finished.update(rest_of(said))
        process.join()
        assert process.exitcode == -signal.SIGKILL
    finished.discard("")
    assert len(finished) > KILLS // 4
    with Record.open(place) as record, record.connect() as connection:
        there = set(connection.execute(select(schema.article.c.id)).scalars())
        assert finished <= there
        check_whole(connection)


def rest_of(said: Pipe) -> list[Any]:
    """What a process has said before it ended."""
    found: list[Any] = []
    try:
        while True:
            found.append(said.recv())
    except (EOFError, OSError):
        return found


def check_whole(connection: Connection) -> None:
    """Every article has its reading and acts, every act its event, every event its acts, every index its rows."""
    if connection.dialect.name == "sqlite":
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    for question in (
        "SELECT id FROM article WHERE id NOT IN (SELECT article FROM reading)",
        "SELECT id FROM article WHERE id NOT IN (SELECT article FROM act)",
        "SELECT id FROM article WHERE id NOT IN (SELECT article FROM signature)",
        "SELECT id FROM act WHERE event NOT IN (SELECT id FROM event)",
        "SELECT id FROM event WHERE lead NOT IN (SELECT id FROM act)",
        "SELECT id FROM event e WHERE acts <> (SELECT count(*) FROM act a WHERE a.event = e.id)",
        "SELECT event FROM event_party WHERE event NOT IN (SELECT id FROM event)",
        "SELECT id FROM event WHERE kind = 'demand' AND id NOT IN (SELECT id FROM exchange)"
        " AND id NOT IN (SELECT event FROM repeat)",
        "SELECT party FROM cell c WHERE events <> (SELECT count(*) FROM event_party p"
        " WHERE p.party = c.party AND p.matter = c.matter AND p.role = 'actor')",
        "SELECT actor FROM flow f WHERE events <> (SELECT count(*) FROM event_party a JOIN event_party r"
        " ON r.event = a.event AND r.role = 'recipient' AND r.party = f.recipient"
        " WHERE a.party = f.actor AND a.role = 'actor' AND a.kind = f.kind AND NOT a.rejected)",
    ):
        assert connection.execute(text(question)).all() == [], question
    acts = connection.execute(text("SELECT count(*) FROM act")).scalar_one()
    assert connection.execute(text("SELECT count(*) FROM act_words")).scalar_one() == acts


def test_running_it_again_completes_it_and_several_may_run_at_once(place: str) -> None:
    begun, said = writer(place, range(ARTICLES))
    for _ in range(4):
        said.recv()
    begun.kill()
    begun.join()
    several = [writer(place, numbers) for numbers in (range(20), range(10, 30), range(19, -1, -1))]
    articles = {article for _, said in several for article in rest_of(said) if article}
    for process, _ in several:
        process.join()
    assert [process.exitcode for process, _ in several] == [0, 0, 0]
    assert len(articles) == 30
    with Record.open(place) as record, record.connect() as connection:
        assert articles == set(connection.execute(select(schema.article.c.id)).scalars())
        check_whole(connection)
