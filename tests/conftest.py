"""What many tests share: the data beside the checkout, and one reading of every development article."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with data and scorers; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("needs the data in ../shared, which are not part of this repository")
    return SHARED


@pytest.fixture(scope="session")
def predictions(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Path of the readings of a task's articles, as JSON Lines; each task is read once in a session."""
    from benchmarks.quality import TASKS, read_task

    assert (shared / "eval").is_dir()
    folder = tmp_path_factory.mktemp("predictions")
    tasks = {task.name: task for task in TASKS}

    @cache
    def predicted(name: str) -> Path:
        return read_task(tasks[name], folder, workers=2)

    return predicted
