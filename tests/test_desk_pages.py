"""The built pages of the desk: small, whole, with the licences of what is in them, and nothing from elsewhere."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path

import pytest

from depesche.desk.settings import STATIC

DESK = Path(__file__).parents[1] / "desk"
MOST = 300 * 1024  # bytes of script, compressed


@pytest.fixture(scope="module", autouse=True)
def _built() -> None:
    if (STATIC / "index.html").is_file():
        return
    assert not os.environ.get("CI"), "the pages are not built: sh scripts/desk"
    pytest.skip("the pages are not built: sh scripts/desk")


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def first_scripts() -> set[Path]:
    """All scripts that the first page loads: those it names, and what they import at once."""
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:src|href)="/([^"]+\.js)"', page)
    found: set[Path] = set()
    waiting = [STATIC / name for name in named]
    while waiting:
        script = waiting.pop()
        if script not in found:
            found.add(script)
            imported = re.findall(r'(?:from|import)"(\.[^"]+\.js)"', script.read_text(encoding="utf-8"))
            waiting += [(script.parent / name).resolve() for name in imported]
    return found


def test_the_first_page_loads_less_than_300_kib_of_script() -> None:
    scripts = first_scripts()
    assert any(path.parent.name == "assets" for path in scripts)
    assert sum(map(packed, scripts)) < MOST


def test_all_pages_together_take_less_than_300_kib_of_script() -> None:
    assert sum(map(packed, STATIC.rglob("*.js"))) < MOST


def test_the_server_has_each_larger_file_compressed() -> None:
    larger = [path for path in STATIC.rglob("*.js") if path.stat().st_size >= 1024]
    assert larger
    for path in larger:
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()
        assert path.with_name(f"{path.name}.br").stat().st_size < path.stat().st_size


def test_the_licences_of_all_that_is_bundled_are_there() -> None:
    bundled = json.loads((DESK / "package.json").read_text(encoding="utf-8"))["dependencies"]
    licences = (STATIC / "licences.txt").read_text(encoding="utf-8")
    for name in bundled:
        assert re.search(rf"^{re.escape(name)} [\d.]+ \([\w.-]+\)$", licences, re.MULTILINE), name
    assert "Permission is hereby granted" in licences


def test_the_page_names_only_files_that_are_there() -> None:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    names = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert names
    assert all(name.startswith("/") and not name.startswith("//") for name in names)
    assert [name for name in names if not (STATIC / name.lstrip("/")).is_file()] == []


def test_the_lock_names_no_registry() -> None:
    lock = (DESK / "package-lock.json").read_text(encoding="utf-8")
    assert "integrity" in lock
    assert "registry" not in lock
    assert '"resolved"' not in lock
