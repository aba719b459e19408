"""What a killed run left half written does not lie about for ever, and what others are writing is left alone."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from depesche.record.backup import backup
from depesche.record.export import write
from depesche.record.fresh import filled
from depesche.record.parts import part_of
from tests.record.making import DEMAND

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from depesche.record.record import Record


def left(folder: Path, name: str, hours: float) -> Path:
    path = folder / name
    path.write_bytes(b"half")
    when = time.time() - hours * 60 * 60
    os.utime(path, (when, when))
    return path


def test_what_was_left_a_day_ago_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    goal = tmp_path / "a[1].db"
    gone = [left(tmp_path, f".a[1].db.{end}", 30) for end in ("7.part", "8.copy", "8.copy-wal")]
    kept = [
        left(tmp_path, ".a[1].db.9.part", 20),
        left(tmp_path, ".a[1].db.11.part", 30),
        left(tmp_path, ".a[1].db.11.part-wal", 1),
        left(tmp_path, ".a[1].db.part", 30),
        left(tmp_path, ".a1.db.7.part", 30),
        left(tmp_path, "a[1].db", 30),
    ]
    part_of(goal)
    assert not any(one.exists() for one in gone)
    assert all(one.exists() for one in kept)


@pytest.mark.parametrize("ending", ["part", "copy"])
def test_a_part_of_the_same_number_is_begun_anew(tmp_path: Path, ending: str) -> None:
    old = [left(tmp_path, f".a.db.{os.getpid()}.{ending}{end}", 0) for end in ("", "-wal", "-journal")]
    assert part_of(tmp_path / "a.db", ending) == old[0]
    assert not any(one.exists() for one in old)


def test_what_fills_a_record_begins_anew(tmp_path: Path) -> None:
    goal = tmp_path / "a.db"
    left(tmp_path, f".a.db.{os.getpid()}.part", 0)
    with filled(str(goal)) as record:
        record.add(DEMAND)
    assert [one.name for one in tmp_path.iterdir()] == ["a.db"]


def _export(record: Record, path: Path) -> None:
    write(record, "jsonl", path)


@pytest.mark.parametrize("job", [backup, _export])
def test_who_copies_takes_away_what_was_left(
    record: Record, tmp_path: Path, job: Callable[[Record, Path], None]
) -> None:
    record.add(DEMAND)
    folder = tmp_path / "copies"
    folder.mkdir()
    left(folder, ".a.db.1.part", 30)
    job(record, folder / "a.db")
    assert [one.name for one in folder.iterdir()] == ["a.db"]
