"""The log of decisions, which only grows.

Public: `Entry`, `append(connection, entry)`, `history(connection, subject, id)`, `standing(connection, subject, ids)`,
`load(connection, numbers)`, `every(connection)`, `undone(connection, decisions)`, `last(connection)`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, insert, select

from depesche.record.rows import decision_of
from depesche.record.schema import decision, decision_subject
from depesche.record.store.prepared import ask, run
from depesche.record.store.rows import by_ids, chunks, next_number, now

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.types import Action, Decision, Subject

_INSERT = insert(decision)
_INSERT_SUBJECTS = insert(decision_subject)
_ABOUT = by_ids(
    select(decision_subject.c.id, decision.c.number, decision.c.changes, decision.c.undoes)
    .join(decision, decision.c.number == decision_subject.c.number)
    .where(decision_subject.c.subject == bindparam("subject"))
    .order_by(decision.c.number),
    decision_subject.c.id,
)


class Entry(NamedTuple):
    """A decision that is to be written into the log."""

    who: str
    action: Action
    subject: Subject
    subjects: Sequence[str]
    changes: Mapping[str, Any]
    undoes: int | None = None
    note: str = ""


def append(connection: Connection, entry: Entry) -> Decision:
    """Add a decision to the log."""
    number = next_number(connection, decision.c.number)
    changes = json.loads(json.dumps(dict(entry.changes)))  # as it will be read
    row = {**entry._asdict(), "number": number, "at": now(), "changes": changes}
    del row["subjects"]
    run(connection, _INSERT, [row])
    rows = [
        {"number": number, "place": place, "subject": entry.subject, "id": identifier}
        for place, identifier in enumerate(entry.subjects)
    ]
    run(connection, _INSERT_SUBJECTS, rows)
    return decision_of(row, entry.subjects)


def history(connection: Connection, subject: Subject, identifier: str) -> tuple[Decision, ...]:
    """The decisions about one entry, in order, and those that undid them."""
    columns = decision_subject.c
    numbers = connection.execute(
        select(columns.number)
        .where(columns.subject == subject, columns.id == identifier)
        .order_by(columns.number)
    ).scalars()
    return tuple(load(connection, list(numbers)).values())


def histories(connection: Connection, subject: Subject, ids: Sequence[str]) -> dict[str, list[Decision]]:
    """The decisions about each of several entries, in order."""
    columns = decision_subject.c
    pairs = [
        (row.id, row.number)
        for some in chunks(ids)
        for row in connection.execute(
            select(columns.id, columns.number)
            .where(columns.subject == subject, columns.id.in_(some))
            .order_by(columns.number)
        )
    ]
    found = load(connection, sorted({number for _, number in pairs}))
    gathered: dict[str, list[Decision]] = {identifier: [] for identifier in ids}
    for identifier, number in pairs:
        gathered[identifier].append(found[number])
    return gathered


def standing(
    connection: Connection, subject: Subject, ids: Sequence[str]
) -> dict[str, list[Mapping[str, Any]]]:
    """The changes of the decisions that hold about each of several entries, in order.

    What takes a decision back is about the same entries, so it is among those about each of them.
    """
    rows = [
        row
        for some in chunks(ids)
        for row in ask(connection, _ABOUT, {"subject": subject, "ids": list(some)})
    ]
    undoing: dict[int, set[int]] = {}
    for _, number, _, undoes in rows:
        if undoes is not None:
            undoing.setdefault(undoes, set()).add(number)
    gathered: dict[str, list[Mapping[str, Any]]] = {identifier: [] for identifier in ids}
    for identifier, number, changes, undoes in rows:
        if undoes is None and _holds(number, undoing):
            gathered[identifier].append(changes)
    return gathered


def load(connection: Connection, numbers: Sequence[int]) -> dict[int, Decision]:
    """Decisions by their numbers, in order."""
    found: dict[int, Decision] = {}
    for some in chunks(numbers):
        subjects: dict[int, list[str]] = {}
        columns = decision_subject.c
        for row in connection.execute(
            select(columns.number, columns.id)
            .where(columns.number.in_(some))
            .order_by(columns.number, columns.place)
        ):
            subjects.setdefault(row.number, []).append(row.id)
        rows = connection.execute(
            select(decision).where(decision.c.number.in_(some)).order_by(decision.c.number)
        )
        found.update(
            {row["number"]: decision_of(row, subjects.get(row["number"], ())) for row in rows.mappings()}
        )
    return found


def every(connection: Connection) -> list[Decision]:
    """The whole log, in order."""
    numbers = connection.execute(select(decision.c.number).order_by(decision.c.number)).scalars().all()
    return list(load(connection, numbers).values())


def undone(connection: Connection, decisions: Iterable[Decision]) -> set[int]:
    """The numbers of those decisions that no longer hold: an undo that holds itself has taken them back."""
    waiting = [one.number for one in decisions]
    undoing: dict[int, list[int]] = {}
    while waiting:
        rows = [
            row
            for some in chunks(waiting)
            for row in connection.execute(
                select(decision.c.number, decision.c.undoes).where(decision.c.undoes.in_(some))
            )
        ]
        for row in rows:
            undoing.setdefault(row.undoes, []).append(row.number)
        waiting = [row.number for row in rows]
    return {number for number in undoing if not _holds(number, undoing)}


def _holds(number: int, undoing: Mapping[int, Iterable[int]]) -> bool:
    return not any(_holds(undo, undoing) for undo in undoing.get(number, ()))


def last(connection: Connection) -> int | None:
    """The number of the last decision that holds and takes none back."""
    numbers = connection.execute(
        select(decision.c.number).where(decision.c.undoes.is_(None)).order_by(decision.c.number.desc())
    ).scalars()
    for number in numbers:
        if number not in undone(connection, load(connection, [number]).values()):
            return int(number)
    return None
