"""The whole state of a record, to compare: all tables but the log of decisions and what counts by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from depesche.record.schema import event, metadata

if TYPE_CHECKING:
    from depesche.record.record import Record

_COUNTERS = frozenset({"writes"})  # of what writers keep in memory
_LOG = frozenset({"decision", "decision_subject"})
_INDEXES = frozenset({"word"})
_COUNTING = frozenset({"key", "added"})


def state(record: Record, *, log: bool = False) -> dict[str, list[Any]]:
    """The rows of all tables in order, without numbers and times that differ from run to run.

    What a decision leaves behind for good is left out, unless `log`: the log, a matter that was made and is empty, an
    act or an answer by hand that was taken back, how often matters were changed. The index of words is left out too:
    each database has its own.
    """
    found: dict[str, list[Any]] = {}
    with record.connect() as connection:
        used = set(connection.execute(select(event.c.matter)).scalars())
        for table in metadata.sorted_tables:
            if table.name in _INDEXES or (table.name in _LOG and not log):
                continue
            rows = connection.execute(select(table)).mappings()
            kept = [
                tuple(sorted((name, repr(value)) for name, value in row.items() if name not in _COUNTING))
                for row in rows
                if (log or not _left_behind(table.name, row, used)) and row.get("name") not in _COUNTERS
            ]
            found[table.name] = sorted(kept)
    return found


def _left_behind(table: str, row: Any, used: set[str | None]) -> bool:
    rejected_by_hand = table == "act" and row["origin"] == "hand" and row["review"] == "rejected"
    return (
        rejected_by_hand
        or (table == "answer" and row["origin"] == "hand" and row["review"] == "rejected")
        or (table == "event" and row["review"] == "rejected")
        or (table == "matter" and row["id"] not in used)
        or table in {"setting", "term"}
    )
