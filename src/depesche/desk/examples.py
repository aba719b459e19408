"""Examples in the OpenAPI description: one for each answer and each body, out of `models/examples.json`.

Public: `add_examples(description)`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "models" / "examples.json"
_SCHEMAS = "#/components/schemas/"


def add_examples(description: dict[str, Any]) -> None:
    """Put an example beside each schema of a body, and of an answer that is no error."""
    for operations in description["paths"].values():
        for operation in operations.values():
            name = operation["operationId"]
            _add(operation.get("requestBody", {}), f"{name} body")
            for status, answer in operation["responses"].items():
                if status < "400":
                    _add(answer, f"{name} answer")


def _add(part: dict[str, Any], place: str) -> None:
    """A place's own example for a type of content goes before that of its shape."""
    known = _examples()
    for kind, content in part.get("content", {}).items():
        shape = content.get("schema", {}).get("$ref", "").removeprefix(_SCHEMAS)
        own = f"{place} {kind}"
        if (name := own if own in known else shape) in known:
            content["example"] = known[name]


@cache
def _examples() -> dict[str, Any]:
    given: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return {name: _filled(value, given) for name, value in given.items()}


def _filled(value: Any, given: dict[str, Any]) -> Any:
    """A value with `$Name` in it replaced by what that stands for."""
    if isinstance(value, str) and value.startswith("$"):
        return _filled(given[value[1:]], given)
    if isinstance(value, list):
        return [_filled(one, given) for one in value]
    if isinstance(value, dict):
        return {name: _filled(one, given) for name, one in value.items()}
    return value
