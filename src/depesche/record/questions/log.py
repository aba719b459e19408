"""The log of decisions: page by page, whether each still holds, and which was the last about an entry.

log(record, who=…, action=…, subject=…, id=…, limit=…, before=…) -> Log
decision(record, number) -> one
undone(record, decisions) -> the numbers of those that hold no more
versions(record, subject, ids) -> number of the last decision about each entry
last_of(record, who) -> the last decision of somebody that holds and takes none back
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from depesche.errors import UnknownEntry
from depesche.record import schema
from depesche.record.store import decisions
from depesche.record.store.rows import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.types import Action, Decision, Subject

LIMIT = 50


@dataclass(frozen=True, slots=True)
class Log:
    """A page of decisions, the newest first; those in `undone` hold no more. `before` begins the next page."""

    decisions: tuple[Decision, ...]
    undone: frozenset[int]
    before: int | None


def log(
    record: Record,
    *,
    who: str | None = None,
    action: Action | None = None,
    subject: Subject | None = None,
    id: str | None = None,  # noqa: A002
    limit: int = LIMIT,
    before: int | None = None,
) -> Log:
    """Decisions of somebody, of a kind, about an entry, the newest first."""
    columns, subjects = schema.decision.c, schema.decision_subject.c
    selection = select(columns.number).order_by(columns.number.desc()).limit(limit + 1)
    wanted = {columns.who: who, columns.action: action, columns.subject: subject}
    selection = selection.where(*(column == value for column, value in wanted.items() if value is not None))
    if id is not None:
        about = select(subjects.number).where(subjects.id == id)
        about = about if subject is None else about.where(subjects.subject == subject)
        selection = selection.where(columns.number.in_(about))
    if before is not None:
        selection = selection.where(columns.number < before)
    with record.connect() as connection:
        numbers = list(connection.execute(selection).scalars())
        found = decisions.load(connection, numbers[:limit])
        undone = decisions.undone(connection, found.values())
    shown = tuple(sorted(found.values(), key=lambda one: -one.number))
    return Log(shown, frozenset(undone), numbers[limit - 1] if len(numbers) > limit else None)


def decision(record: Record, number: int) -> Decision:
    """One decision. Raises `UnknownEntry`."""
    with record.connect() as connection:
        found = decisions.load(connection, [number])
    if number not in found:
        raise UnknownEntry(f"there is no decision {number}")
    return found[number]


def undone(record: Record, some: Iterable[Decision]) -> frozenset[int]:
    """The numbers of those decisions that hold no more."""
    with record.connect() as connection:
        return frozenset(decisions.undone(connection, some))


def versions(connection: Connection, subject: Subject, ids: Sequence[str]) -> dict[str, int]:
    """The number of the last decision about each entry; what nobody has decided about is left out."""
    columns = schema.decision_subject.c
    return {
        row[0]: row[1]
        for some in chunks(ids)
        for row in connection.execute(
            select(columns.id, func.max(columns.number))
            .where(columns.subject == subject, columns.id.in_(some))
            .group_by(columns.id)
        )
    }


def last_of(record: Record, who: str) -> int | None:
    """The number of somebody's last decision that holds and takes none back."""
    columns = schema.decision.c
    mine = select(columns.number).where(columns.who == who, columns.undoes.is_(None))
    with record.connect() as connection:
        numbers = list(connection.execute(mine.order_by(columns.number.desc()).limit(LIMIT)).scalars())
        gone = decisions.undone(connection, decisions.load(connection, numbers).values())
    return next((number for number in numbers if number not in gone), None)
