"""Writing and asking in the same words for both databases.

Public: `upsert(connection, table, rows, change)`, `Change`, `drop(connection, column, values)`,
`by_ids(query, column)`, `chunks(values)`, `now()`, `next_number(connection, column)`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from depesche.record.store.prepared import ask, run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Delete, Select, Table

_Value = TypeVar("_Value")
_Query = TypeVar("_Query", bound="Select[Any]")
_IDS_AT_ONCE = 500


class Change(NamedTuple):
    """What becomes of a row that is there: fields set, or added to, or lowered, or raised to those of the new one."""

    replace: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    greatest: tuple[str, ...] = ()


NOTHING = Change()


def upsert(
    connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], change: Change = NOTHING
) -> None:
    """Insert rows; what becomes of one whose primary key is there says `change`."""
    run(connection, _upsert(connection.dialect.name, table, change), rows)


@cache
def _upsert(dialect: str, table: Table, change: Change) -> Any:
    """The command, made once: SQLAlchemy knows it again and does not compile it anew."""
    command: Any = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
    if change == NOTHING:
        return command.on_conflict_do_nothing()
    least, greatest = (func.min, func.max) if dialect == "sqlite" else (func.least, func.greatest)
    old, new = table.c, command.excluded
    values: dict[str, ColumnElement[Any]] = {name: new[name] for name in change.replace}
    values |= {name: old[name] + new[name] for name in change.add}
    for choose, names in ((least, change.least), (greatest, change.greatest)):
        values |= {
            name: choose(func.coalesce(old[name], new[name]), func.coalesce(new[name], old[name]))
            for name in names
        }
    keys = [column.name for column in table.primary_key]
    return command.on_conflict_do_update(index_elements=keys, set_=values)


def drop(connection: Connection, column: ColumnElement[Any], values: Iterable[Any]) -> None:
    """Take out the rows that have one of these values in a column of a table."""
    run(connection, _drop(column), [{"value": value} for value in values])


@cache
def _drop(column: Any) -> Delete:
    return delete(column.table).where(column == bindparam("value"))


def by_ids(query: _Query, column: ColumnElement[Any]) -> _Query:
    """The query, of what has one of the `ids` it is executed with; to be made once and used often."""
    return query.where(column.in_(bindparam("ids", expanding=True)))


def chunks(values: Sequence[_Value], size: int = _IDS_AT_ONCE) -> Iterator[Sequence[_Value]]:
    """Pieces of a list that fit into one command."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def next_number(connection: Connection, column: ColumnElement[int]) -> int:
    """One more than the greatest number given so far; whoever writes holds the lock, so nobody else takes it."""
    ((last,),) = ask(connection, _greatest(column), {})
    return int(last or 0) + 1


@cache
def _greatest(column: ColumnElement[int]) -> Select[tuple[int]]:
    return select(func.max(column))


def now() -> datetime:
    """The time in UTC, as databases without time zones keep it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
