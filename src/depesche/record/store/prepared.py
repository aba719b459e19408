"""Commands that are made once and run often: adding an article runs some twenty of them, each for many rows.

Public: `run(connection, command, rows)`.

SQLAlchemy makes the text of a command for a database, and says how the values of each column are given to it. What it
does beside that for every row takes longer than the row itself, and is left out here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Connection, Dialect
    from sqlalchemy.sql.dml import Insert

    Values = Sequence[Mapping[str, Any]]


class _Prepared(NamedTuple):
    """The text of a command for a database, and for each value its name and what brings it into form."""

    text: str
    values: tuple[tuple[str, Callable[[Any], Any] | None], ...]
    positional: bool

    def given(self, row: Mapping[str, Any]) -> tuple[Any, ...] | dict[str, Any]:
        """A row as the driver takes it."""
        if self.positional:
            return tuple(form(row[name]) if form else row[name] for name, form in self.values)
        return {name: form(row[name]) if form else row[name] for name, form in self.values}


def run(connection: Connection, command: Insert, rows: Values) -> None:
    """Run an insert for each of the rows, which all have the same columns; `command` is to be made only once."""
    if rows:
        prepared = _prepared(command, connection.dialect, tuple(rows[0]))
        connection.exec_driver_sql(prepared.text, [prepared.given(row) for row in rows])


@cache
def _prepared(command: Insert, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    compiled = command.compile(dialect=dialect, column_keys=list(names))
    order = compiled.positiontup if compiled.positional else list(compiled.binds)
    values = tuple(
        (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in order or ()
    )
    return _Prepared(compiled.string, values, compiled.positional)
