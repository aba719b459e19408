"""Whatever is killed while it decides, reads anew, imports, copies or upgrades leaves a whole record behind."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text

from depesche.record import schema
from depesche.record.database import Database
from depesche.record.export import write
from depesche.record.record import Record
from depesche.record.upgrade import HEAD, MIGRATIONS
from tests.record.making import numbered
from tests.record.states import state
from tests.record.test_interrupted import check_whole, rest_of
from tests.record.writing import copy, decide, reread, take_in, upgrade, working

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkServerProcess
    from pathlib import Path

KILLS = 4  # of each
ARTICLES = 12


def filled_at(place: str, articles: int = ARTICLES) -> list[str]:
    """The ids of the acts of a new record."""
    with Record.open(place) as record:
        record.add_together([numbered(number) for number in range(articles)])
        with record.connect() as connection:
            return list(connection.execute(select(schema.act.c.id).order_by(schema.act.c.id)).scalars())


def killed(process: ForkServerProcess, after: float) -> None:
    time.sleep(after)
    process.kill()
    process.join()


def killed_on_the_way(
    job: Callable[..., None], *given: Any, check: Callable[[bool], None], again: Callable[[], None]
) -> None:
    """Do something once to its end, then kill it on the way again and again; `check` is told whether it was done."""

    def began() -> tuple[ForkServerProcess, Any, float]:
        process, said = working(job, *given)
        assert said.recv() == ""
        return process, said, time.monotonic()

    process, said, start = began()
    assert said.recv() == "done"
    took = time.monotonic() - start
    process.join()
    check(True)
    for kill in range(KILLS):
        again()
        process, said, _ = began()
        killed(process, took * kill / KILLS)
        check("done" in rest_of(said))


def test_who_decides(place: str) -> None:
    acts = filled_at(place)
    last = 0
    for kill in range(KILLS):
        process, said = working(decide, place, acts)
        for _ in range(2 + 3 * kill):
            last = max(last, said.recv())
        killed(process, 0.007 * kill)
        last = max([last, *(int(one) for one in rest_of(said))])
        with Record.open(place) as record, record.connect() as connection:
            check_whole(connection)
            check_decisions(connection, last)
    assert last > 4 * KILLS


def check_decisions(connection: Any, last: int) -> None:
    """All that were said are in the log, whole, and the acts are as the last one about them says."""
    decision, subject = schema.decision.c, schema.decision_subject.c
    assert (connection.execute(select(func.max(decision.number))).scalar() or 0) >= last
    without = select(decision.number).where(
        decision.number.not_in(select(subject.number)), decision.undoes.is_(None)
    )
    assert connection.execute(without).all() == []
    newest = (
        connection.execute(select(schema.decision).order_by(decision.number.desc()).limit(1))
        .mappings()
        .first()
    )
    if newest is None:
        return
    said = {"reject": "rejected", "confirm": "confirmed", "edit": "edited"}.get(newest["action"])
    about = connection.execute(select(subject.id).where(subject.number == newest["number"])).scalars().all()
    if said:
        reviews = select(schema.act.c.review).where(schema.act.c.id.in_(about))
        assert set(connection.execute(reviews).scalars()) == {said}


def test_who_reads_anew(place: str) -> None:
    filled_at(place)
    finished: dict[str, int] = {}
    for kill in range(KILLS):
        process, said = working(reread, place, range(ARTICLES))
        heard = [said.recv() for _ in range(1 + 4 * kill)]
        killed(process, 0.005 * kill)
        for one in filter(None, [*heard, *rest_of(said)]):
            number, turn = one.split()
            finished[number] = int(turn)
        with Record.open(place) as record, record.connect() as connection:
            check_whole(connection)
            kept = (
                "SELECT id FROM article a WHERE NOT EXISTS (SELECT 1 FROM reading r WHERE r.article = a.id "
                "AND r.extractor_name = a.extractor_name AND r.extractor_version = a.extractor_version)"
            )
            assert connection.execute(text(kept)).all() == []
            for number in finished:
                article = record.read_by(numbered(int(number)).text)
                assert article is not None
                assert article.name == "other"
    assert finished


def test_who_imports(place: str, tmp_path: Path) -> None:
    source = str(tmp_path / "source.db")
    filled_at(source, 60)
    file = tmp_path / "export.jsonl"
    with Record.open(source) as record:
        write(record, "jsonl", file)
    path = Database.at(place).path

    def check(done: bool) -> None:
        if path is not None and not path.exists():
            assert not done
            return
        with Record.open(place) as record, record.connect() as connection:
            check_whole(connection)
            number = connection.execute(select(func.count()).select_from(schema.article)).scalar_one()
        assert number in ({60} if done or path else {0, 60})

    def again() -> None:
        clear(place)

    killed_on_the_way(take_in, place, str(file), check=check, again=again)


def clear(place: str) -> None:
    """Take away what was imported."""
    database = Database.at(place)
    if database.path is not None:
        for one in database.path.parent.glob(f"*{database.path.name}*"):
            one.unlink()
        return
    with database.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    database.close()


def test_who_copies(place: str, tmp_path: Path) -> None:
    filled_at(place, 60)
    target = tmp_path / "copy.db"
    with Record.open(place) as record:
        before = state(record, log=True)

    def check(done: bool) -> None:
        if not target.exists():
            assert not done
            return
        with Record.open(target, create=False) as record:
            assert state(record, log=True) == before

    def again() -> None:
        target.unlink(missing_ok=True)

    killed_on_the_way(copy, place, str(target), check=check, again=again)


_STEP = """
from alembic import op
revision = "9999"
down_revision = "{head}"

def upgrade():
    op.execute("CREATE TABLE later (id varchar)")
    for turn in range(40):
        op.execute("INSERT INTO later SELECT id FROM act")
        op.execute("UPDATE act SET trigger = trigger || '!'")
"""


def test_who_upgrades(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(_STEP.format(head=HEAD))
    filled_at(place)

    def check(done: bool) -> None:
        database = Database.at(place)
        with database.writing() as connection:
            form = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
            assert form in ({"9999"} if done else {HEAD, "9999"})
            marks = connection.execute(
                text("SELECT DISTINCT length(trigger) - length(rtrim(trigger, '!')) FROM act")
            )
            assert set(marks.scalars()) == ({40} if form == "9999" else {0})
            if form == "9999":
                assert connection.execute(text("SELECT count(*) FROM later")).scalar() == 80 * ARTICLES
                connection.execute(text("DROP TABLE later"))
                connection.execute(text("UPDATE act SET trigger = rtrim(trigger, '!')"))
                connection.execute(text(f"UPDATE alembic_version SET version_num = '{HEAD}'"))
        database.close()
        with Record.open(place) as record, record.connect() as connection:
            check_whole(connection)

    killed_on_the_way(upgrade, place, str(folder), "9999", check=check, again=lambda: None)
