"""Acts as the record keeps them, made by hand in one line, for the tests of what follows from them."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from depesche.record.events import build
from depesche.record.types import StoredAct, StoredRole
from depesche.record.words import act_terms

if TYPE_CHECKING:
    from depesche.reading.types import Kind
    from depesche.record.types import Event

_NUMBERS = count(1)


def roles(names: str) -> tuple[StoredRole, ...]:
    """Parties parted by commas; their ids are their names in small letters."""
    return tuple(
        StoredRole(None, name, name, name.casefold().replace(" ", "-"))
        for part in names.split(",")
        if (name := part.strip())
    )


def act(kind: Kind, actors: str, recipients: str = "", content: str = "", **more: Any) -> StoredAct:
    """An act of an article of its own, dated by its own time, if `day` ("2031-05-02") is given."""
    number = next(_NUMBERS)
    day = date.fromisoformat(more.pop("day", "2031-05-02"))
    article = more.pop("article", f"article{number}")
    deadline = more.pop("deadline", None)
    parts = {name: more.get(name, "") for name in ("condition", "trigger", "sentence")}
    values: dict[str, Any] = {
        "trigger": "", "day": day, "last_day": day, "dated_by": "time", "published": day,
        "terms": act_terms(kind, "de", content=content, **parts),
        "deadline": date.fromisoformat(deadline) if deadline else None,
    } | more  # fmt: skip
    return StoredAct(
        f"{article}-{number}", article, kind, values.pop("status", "actual"), roles(actors), roles(recipients),
        content=content, **values,
    )  # fmt: skip


def event(kind: Kind, actors: str, recipients: str = "", content: str = "", **more: Any) -> Event:
    """An event with one witness."""
    return build([act(kind, actors, recipients, content, **more)])
