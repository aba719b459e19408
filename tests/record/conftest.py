"""Records to test with: every test that asks for `place` or `record` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from itertools import count
from typing import TYPE_CHECKING

import pytest

from depesche.record.backup import copy_file
from depesche.record.record import Record
from tests.record.postgresql import Cluster, find_programs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of our own, on a socket in a folder of its own; skips where it is not installed."""
    programs = find_programs()
    if programs is None:
        pytest.skip("needs PostgreSQL 15: sh scripts/postgres installs it")
    with Cluster.started(programs) as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record may be made: a path or an address."""
    if request.param == "sqlite":
        return str(tmp_path / f"crisis-{next(_NUMBERS)}.db")
    server: Cluster = request.getfixturevalue("cluster")
    return server.new_database()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty record, to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("template") / "crisis.db"
    with Record.open(path) as made:
        copy_file(path, path.with_suffix(".copy"))
        assert made.matters() == []
    return path.with_suffix(".copy")


@pytest.fixture(params=["sqlite", "postgresql"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    """An empty record."""
    if request.param == "sqlite":
        place = str(tmp_path / f"crisis-{next(_NUMBERS)}.db")
        shutil.copy(request.getfixturevalue("template"), place)
    else:
        server: Cluster = request.getfixturevalue("cluster")
        place = server.new_record()
    with Record.open(place, create=False) as opened:
        yield opened
