"""The house rules that ruff, mypy and import-linter do not hold: sizes, dependencies, what may not be in a file."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODULES = sorted(
    path for folder in ("src", "benchmarks", "training") for path in (ROOT / folder).rglob("*.py")
)
LOCKS = ("uv.lock", "requirements.lock", "requirements-build.lock", "requirements-dev.lock")

# A distribution whose import is called otherwise, or that is declared without being imported (None).
IMPORT_NAMES: dict[str, str | None] = {
    "argon2-cffi": "argon2",
    "lxml-html-clean": None,  # jusText, which trafilatura needs, imports it
    "psycopg": None,  # SQLAlchemy imports it for a postgresql:// address
    "pystemmer": "Stemmer",
    "python-dateutil": "dateutil",
    "python-multipart": None,  # FastAPI imports it where files come in
}

# With gaps, so that this file does not name them either.
REGISTRY_HOSTS = (
    "pypi .org",
    "python hosted .org",
    "npm js .org",
    "npm js .com",
    "yarn pkg .com",
    "debian .org/debian",
)
REGISTRY_HOST = re.compile("|".join(re.escape(host.replace(" ", "")) for host in REGISTRY_HOSTS))
MACHINE_PATH = re.compile(r"(?<![\w.~*})/-])/(?:work|tmp|root|home/\w+|Users/\w+)/\w")


def module_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def files_of_the_repository() -> list[Path]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs git and a checkout")
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def texts_of_the_repository() -> Iterator[tuple[Path, str]]:
    for path in files_of_the_repository():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8")


def test_a_registry_or_a_machine_path_would_be_seen() -> None:
    assert all(REGISTRY_HOST.search(f"https://any.{host}/x".replace(" ", "")) for host in REGISTRY_HOSTS)
    assert MACHINE_PATH.search("cd " + "/".join(("", "home", "someone", "depesche")))
    assert not MACHINE_PATH.search("training/work/model.pt and ../shared/data")


def distribution(requirement: str) -> str:
    """Name in a requirement such as "torch==2.13.0"."""
    match = re.match(r"[\w.-]+", requirement)
    assert match
    return match[0]


def imports_in(path: Path) -> Iterator[str]:
    """Top names of all absolute imports, also those inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=module_name)
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500
    lengths = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions_of(path)}
    assert {name: length for name, length in lengths.items() if length > 60} == {}


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    sources = (path for path in MODULES if path.is_relative_to(ROOT / "src"))
    imported = (
        {name for path in sources for name in imports_in(path)} - sys.stdlib_module_names - {"depesche"}
    )
    requirements = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["parquet"]]
    declared = {distribution(requirement) for requirement in requirements}
    names = {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in declared} - {None}
    assert imported == names


def test_every_dependency_has_a_reason_in_the_architecture() -> None:
    extras = PROJECT["optional-dependencies"].values()
    requirements = [*PROJECT["dependencies"], *(one for extra in extras for one in extra)]
    section = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Dependencies")[2]
    assert [name for name in map(distribution, requirements) if f"`{name}`" not in section] == []


def test_no_file_names_a_package_registry_or_a_path_of_some_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in texts_of_the_repository()
        for pattern in (REGISTRY_HOST, MACHINE_PATH)
        for match in pattern.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize("name", LOCKS)
def test_locks_hold_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "sha256:" in text
    assert "://" not in text


def test_the_lock_knows_every_declared_dependency() -> None:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    project = next(package for package in lock["package"] if package["name"] == PROJECT["name"])
    locked = {(one["name"], one.get("specifier")) for one in project["metadata"]["requires-dist"]}
    extras = PROJECT["optional-dependencies"].values()
    requirements = [*PROJECT["dependencies"], *(one for extra in extras for one in extra)]
    declared = {
        (name := distribution(one), re.sub(r"^\[\w+\]", "", one.removeprefix(name))) for one in requirements
    }
    assert locked == declared


def test_torch_is_locked_for_training_only() -> None:
    for name in LOCKS[1:]:
        assert "torch" not in (ROOT / name).read_text(encoding="utf-8")


def test_everything_public_is_there_and_explained() -> None:
    depesche = importlib.import_module("depesche")
    for name in depesche.__all__:
        thing = getattr(depesche, name)
        assert not callable(thing) or thing.__doc__, name


def test_importing_depesche_loads_nothing_heavy() -> None:
    program = "import depesche, sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"numpy", "onnxruntime", "pydantic", "rich", "trafilatura", "typer", "babel"}
    assert heavy.isdisjoint(run.stdout.split())
