"""The public list: what `import depesche` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import depesche

ROOT = Path(__file__).parents[1]


def in_new_python(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT / "src"
    ).stdout.strip()


def test_every_public_name_is_there() -> None:
    for name in depesche.__all__:
        assert getattr(depesche, name) is not None
        assert name in dir(depesche)
    assert sorted(depesche.__all__) == depesche.__all__
    assert {"Article", "DepescheError", "Reading", "articles", "explain", "read", "read_many"} <= set(
        depesche.__all__
    )


def test_every_error_is_public() -> None:
    from depesche import errors

    named = {name for name, value in vars(errors).items() if isinstance(value, type)}
    assert named <= set(depesche.__all__)
    assert all(issubclass(getattr(depesche, name), depesche.DepescheError) for name in named)


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = depesche.nothing


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert depesche.__version__ == project["version"]


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("numpy", "onnxruntime", "pydantic", "rich", "trafilatura", "typer", "depesche.reading")
    code = f"import sys, depesche; print([name for name in {heavy!r} if name in sys.modules])"
    assert in_new_python(code) == "[]"


def test_importing_takes_no_time() -> None:
    code = "import time; start = time.perf_counter(); import depesche; print(time.perf_counter() - start)"
    assert min(float(in_new_python(code)) for _ in range(3)) < 0.3


def test_values_do_not_load_the_network() -> None:
    code = "import sys; from depesche import Reading, Article, InputError; print('numpy' in sys.modules)"
    assert in_new_python(code) == "False"


def test_writing_does_not_load_pydantic() -> None:
    code = (
        "import sys; from depesche import Reading; line = Reading('a', 'de', 'x').to_json(); "
        "before = 'pydantic' in sys.modules; Reading.from_json(line); print(before, 'pydantic' in sys.modules)"
    )
    assert in_new_python(code) == "False True"
