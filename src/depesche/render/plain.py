"""Answers as plain data: JSON with every field by its own name, CSV with a row per entry."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TextIO

from depesche.record.export.cells import as_text
from depesche.render.answers import rows_of

if TYPE_CHECKING:
    from depesche.render.answers.drawing import Answer


def write_json(answer: Answer, out: TextIO) -> None:
    """The whole answer as one indented JSON object; days are ISO 8601."""
    json.dump(data_of(answer), out, ensure_ascii=False, indent=2, allow_nan=False)
    out.write("\n")


def write_csv(answer: Answer, out: TextIO) -> None:
    """A head line and a row per entry, as RFC 4180 has it, no cell a formula; nothing where there are no entries."""
    rows = iter(rows_of(answer))
    first = next(rows, None)
    if first is None:
        return
    writer = csv.DictWriter(out, fieldnames=list(first))
    writer.writeheader()
    writer.writerow(as_text(first))
    writer.writerows(map(as_text, rows))


def data_of(value: Any) -> Any:
    """Values as JSON knows them: objects by field, lists, ISO days."""
    if is_dataclass(value):
        return {field.name: data_of(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): data_of(one) for key, one in value.items()}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return [data_of(one) for one in value]
    return value
