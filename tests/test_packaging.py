"""The wheel holds the package with all its data, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "depesche"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return ZipFile(next(folder.glob("*.whl")))


def test_the_wheel_holds_every_file_of_the_package(wheel: ZipFile) -> None:
    files = {path for path in SOURCE.rglob("*") if path.is_file() and path.parent.name != "__pycache__"}
    expected = {path.relative_to(SOURCE.parent).as_posix() for path in files}
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == expected


def test_the_wheel_brings_licence_and_command(wheel: ZipFile) -> None:
    info = f"{PROJECT['name']}-{PROJECT['version']}.dist-info"
    assert f"{info}/licenses/LICENSE" in wheel.namelist()
    assert b"depesche = depesche.cli:main" in wheel.read(f"{info}/entry_points.txt")


def test_weights_take_at_most_25_megabytes(wheel: ZipFile) -> None:
    weights = {one.filename: one.file_size for one in wheel.infolist() if "/weights/" in one.filename}
    assert sum(weights.values()) <= 25e6
