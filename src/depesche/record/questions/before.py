"""What decisions changed: the fields of acts as they stood before.

before(record, decisions, most) -> by the number of a decision and the id of an act, its fields
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from depesche.record.overlay import value_of
from depesche.record.store import decisions as log
from depesche.record.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from depesche.record.record import Record
    from depesche.record.rereading import Known
    from depesche.record.types import Decision

Values = dict[str, Any]
MOST = 3  # acts of a decision
_TELLS_ITSELF = frozenset({"event", "review"})


def before(record: Record, some: Iterable[Decision], most: int = MOST) -> dict[int, dict[str, Values]]:
    """What the fields that decisions set were before, of the first `most` acts of each, in the form of `changes`."""
    asked = [(one, id_, fields) for one in some if (fields := _fields(one)) for id_ in one.subjects[:most]]
    if not asked:
        return {}
    ids = list(dict.fromkeys(id_ for _, id_, _ in asked))
    with record.connect() as connection:
        histories = log.histories(connection, "act", ids)
        known = {one.act.id: one for one in event_store.known(connection, ids)}
    found: dict[int, dict[str, Values]] = {}
    for one, id_, fields in asked:
        if id_ in known:
            values = _values(known[id_], [old for old in histories[id_] if old.number < one.number], fields)
            found.setdefault(one.number, {})[id_] = values
    return found


def _fields(decision: Decision) -> list[str]:
    if decision.subject != "act" or decision.undoes is not None or decision.action == "add":
        return []
    return [field for field in decision.changes if field not in _TELLS_ITSELF]


def _values(known: Known, earlier: Sequence[Decision], fields: Sequence[str]) -> Values:
    """Fields as they were read, with the decisions laid over them that held at that time."""
    given = known.given or {}
    values = {field: given.get(field, value_of(known.act, field)) for field in fields}
    for one in _holding(earlier):
        values |= {field: one.changes[field] for field in fields if field in one.changes}
    return values


def _holding(decided: Sequence[Decision]) -> Iterable[Decision]:
    """Those of the first decisions in the log that had not been taken back when the last of them was made."""
    undoing: Mapping[int, list[int]] = {one.number: [] for one in decided}
    for one in decided:
        if one.undoes is not None and one.undoes in undoing:
            undoing[one.undoes].append(one.number)

    def holds(number: int) -> bool:
        return not any(holds(undo) for undo in undoing[number])

    return (one for one in decided if one.undoes is None and holds(one.number))
