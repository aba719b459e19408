"""The desk in Debian's Chromium: starts desks on the tutorial's crisis and runs desk/tests/e2e with Node.

The tests there run once, in one browser, in the order of `all.mjs`; each of them is a test here. A name with `${…}` in
it stands for several.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk_long import long_reading, two_versions

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
DESK = ROOT / "desk"
STATIC = ROOT / "src" / "depesche" / "desk" / "static"
TESTS = DESK / "tests" / "e2e"
CRISIS = ROOT / "examples" / "krise-gelesen.jsonl"
PARTIES = ROOT / "examples" / "krise" / "parteien.toml"
CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
PASSWORD = "hafen wolke neun tinte"
USERS = {"rita": "reader", "vera": "reviewer", "jan": "reviewer", "ada": "admin"}
PATIENCE = 1500  # seconds, for all of them on a busy machine
NAME = re.compile(r"^ *test\((?:'(.+?)'|`(.+?)`),", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """How one test ended; `failure` says why it did not pass."""

    name: str
    passed: bool
    ms: float
    failure: str | None


def names() -> list[str]:
    """The names of all browser tests, as they are written."""
    files = sorted(TESTS.glob("*.mjs"))
    return [
        single or several
        for path in files
        for single, several in NAME.findall(path.read_text(encoding="utf-8"))
    ]


def pattern_of(name: str) -> re.Pattern[str]:
    """What the outcomes of a test are called."""
    return re.compile(".+".join(re.escape(part) for part in re.split(r"\$\{\w+\}", name)))


def missing() -> str | None:
    """What there is not of what the tests take."""
    if shutil.which("node") is None:
        return "needs Node ('apt-get install npm' on Debian)"
    if not CHROMIUM.exists():
        return "needs Chromium at /usr/bin/chromium ('sh scripts/chromium')"
    return None


def depesche(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """A command, run to its end."""
    command = [sys.executable, "-m", "depesche", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True, **more)


@contextmanager
def serving(record: Path, *options: str) -> Iterator[str]:
    """The address of a desk in a process of its own."""
    command = [sys.executable, "-m", "depesche", "serve", "--record", str(record), "--port", "0"]
    with subprocess.Popen(
        [*command, "--parties", str(PARTIES), *options], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            lines = (line.strip() for line in process.stdout)
            yield next(line for line in lines if line.startswith("http://"))
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """How every browser test ended."""
    lack = missing()
    if lack and not os.environ.get("CI"):
        pytest.skip(lack)
    assert lack is None, lack
    assert (STATIC / "index.html").is_file(), "the pages are not built: sh scripts/desk dev"
    assert (DESK / "node_modules").is_dir(), "playwright-core is not installed: sh scripts/desk dev"
    with ExitStack() as stack:
        return run(stack, tmp_path_factory.mktemp("desk"))


def desks(stack: ExitStack, folder: Path) -> dict[str, str]:
    """Start a desk, one with users and one with a long article; where they are, by name of variable."""
    record = folder / "krise.db"
    depesche("import", CRISIS, "--record", record)
    guarded = folder / "bewacht.db"
    shutil.copyfile(record, guarded)
    for name, role in USERS.items():
        depesche("users", "add", name, "--role", role, "--record", guarded, input=f"{PASSWORD}\n")
    short = "".join(f"{one.to_json()}\n" for one in two_versions())
    (folder / "lang.jsonl").write_text(long_reading(22) + short, encoding="utf-8")
    depesche("import", folder / "lang.jsonl", "--record", folder / "lang.db")
    return {
        "DESK_OPEN": stack.enter_context(serving(record)),
        "DESK_GUARDED": stack.enter_context(serving(guarded, "--login")),
        "DESK_LONG": stack.enter_context(serving(folder / "lang.db")),
        "DESK_PASSWORD": PASSWORD,
    }


def run(stack: ExitStack, folder: Path) -> list[Outcome]:
    """Start the desks, run the tests, read what they say."""
    addresses = desks(stack, folder)
    command = ["node", "--test-reporter=./reporter.mjs", "--test-reporter-destination=stdout", "all.mjs"]
    done = subprocess.run(
        command,
        cwd=TESTS,
        env={**os.environ, **addresses},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    found = [Outcome(**json.loads(line)) for line in done.stdout.splitlines() if line.startswith("{")]
    assert found, f"no test ran:\n{done.stdout}\n{done.stderr}"
    return found


@pytest.mark.parametrize("name", names())
def test_in_the_browser(name: str, outcomes: list[Outcome]) -> None:
    found = [one for one in outcomes if pattern_of(name).fullmatch(one.name)]
    assert found, f"did not run; these did: {[one.name for one in outcomes]}"
    assert [f"{one.name}:\n{one.failure}" for one in found if not one.passed] == []


def test_no_browser_test_is_left_out(outcomes: list[Outcome]) -> None:
    patterns = [pattern_of(name) for name in names()]
    assert [one.name for one in outcomes if not any(known.fullmatch(one.name) for known in patterns)] == []
