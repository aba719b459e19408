"""Cursors: where the next page begins, as a word that means nothing to anybody else.

Public: `CursorText`, `cursor_of(value)`, `place_of(cursor, form)`; `Place` and `Rank` are forms of several lists.
"""

import base64
import binascii
from datetime import date
from typing import Annotated, Any, TypeVar

from fastapi import Query
from pydantic import TypeAdapter, ValidationError

from depesche.desk.refusals import Refusal

CursorText = Annotated[
    str | None,
    Query(
        alias="cursor", max_length=500, description="`next` of the page before; the same filters go with it."
    ),
]
MOST = 200
Place = TypeAdapter[tuple[date | None, str]](tuple[date | None, str])
Rank = TypeAdapter[tuple[int, str]](tuple[int, str])
_Place = TypeVar("_Place")


def cursor_of(value: Any | None) -> str | None:
    """The cursor of a place, None where the list ends."""
    if value is None:
        return None
    written = TypeAdapter(Any).dump_json(value)
    return base64.urlsafe_b64encode(written).decode().rstrip("=")


def place_of(cursor: str | None, form: TypeAdapter[_Place]) -> _Place | None:
    """The place of a cursor. Raises `Refusal` where it is none of this list."""
    if cursor is None:
        return None
    try:
        written = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return form.validate_json(written)
    except (binascii.Error, ValidationError, ValueError):
        raise Refusal(
            422,
            "invalid_cursor",
            "this cursor is none of this list",
            hint="begin without a cursor",
            field="cursor",
        ) from None
