"""Commands that are made once and run often: adding an article runs some forty of them, many for many rows.

Public: `run(connection, command, rows)`, `run_plain(connection, command, rows)`, `ask(connection, query, values)`,
`ask_named(connection, query, values)`.

SQLAlchemy makes the text of a command for a database, and says how values are given to it and come from it. What it
does beside that each time takes longer than the command itself, and is left out here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Date

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection, Dialect
    from sqlalchemy.sql.dml import Delete, Insert, Update
    from sqlalchemy.sql.selectable import SelectBase
    from sqlalchemy.types import TypeEngine

    Command = Insert | Update | Delete
    Values = Sequence[Mapping[str, Any]]
    Form = Callable[[Any], Any] | None
    Row = tuple[Any, ...]

_MOST_QUERIES = 512  # texts that are kept: of each query one for every length of its lists


class _Prepared(NamedTuple):
    """The text of a command for a database, the names of its values, and what brings some of them into form."""

    text: str
    names: tuple[str, ...]
    forms: tuple[tuple[int, Callable[[Any], Any]], ...]
    positional: bool

    def given(self, row: Mapping[str, Any]) -> list[Any] | dict[str, Any]:
        """A row as the driver takes it."""
        values = [row[name] for name in self.names]
        for place, form in self.forms:
            values[place] = form(values[place])
        return values if self.positional else dict(zip(self.names, values, strict=True))


def run(connection: Connection, command: Command, rows: Values) -> None:
    """Run a command for each of the rows, which all have the same names; `command` is to be made only once.

    The names are those of columns that are set, and of parameters that say where.
    """
    if rows:
        prepared = _prepared(command, connection.dialect, tuple(rows[0]))
        given = [prepared.given(row) for row in rows]
        driver = _driver(connection)
        if driver is None:
            connection.exec_driver_sql(prepared.text, given)
        else:
            driver.executemany(prepared.text, given)


def run_plain(connection: Connection, command: str, rows: Sequence[Row]) -> None:
    """Run a command in the words of the database for each of the rows, whose values it takes as they are."""
    driver = _driver(connection)
    if driver is None:
        connection.exec_driver_sql(command, list(rows))
    else:
        driver.executemany(command, rows)


@cache
def _prepared(command: Command, dialect: Dialect, names: tuple[str, ...]) -> _Prepared:
    columns = [name for name in names if name in command.table.c]
    compiled = command.compile(dialect=dialect, column_keys=columns)
    order = (compiled.positiontup if compiled.positional else list(compiled.binds)) or ()
    forms = ((place, _form(compiled.binds[name].type, dialect)) for place, name in enumerate(order))
    needed = tuple((place, form) for place, form in forms if form is not None)
    return _Prepared(compiled.string, tuple(order), needed, compiled.positional)


def _form(kind: TypeEngine[Any], dialect: Dialect) -> Form:
    """What brings a value of a type into form; days as text in half of the time that SQLAlchemy takes."""
    if isinstance(kind, Date) and dialect.name == "sqlite":
        return _iso
    form: Form = kind.dialect_impl(dialect).bind_processor(dialect)
    return form


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _driver(connection: Connection) -> sqlite3.Connection | None:
    """The connection of SQLite's driver, which is asked directly inside a transaction; None for PostgreSQL."""
    if connection.dialect.name != "sqlite" or not connection.in_transaction():
        return None
    driver: sqlite3.Connection | None = connection.connection.driver_connection
    return driver


class _Wanted(NamedTuple):
    """A value of a query: what it is called there, the given one it is (with its place, in a list), its form."""

    name: str
    given: str
    place: int | None
    form: Form

    def of(self, values: Mapping[str, Any]) -> Any:
        value = values[self.given] if self.place is None else values[self.given][self.place]
        return self.form(value) if self.form else value


class _Query(NamedTuple):
    """The text of a query for a database, the values it wants, in which order (by name), and what it was made with."""

    text: str
    wanted: tuple[_Wanted, ...]
    order: tuple[str, ...]
    always: Mapping[str, Any]
    positional: bool

    def given(self, values: Mapping[str, Any]) -> Row | dict[str, Any]:
        """Values as the driver takes them; each is brought into form once, however often it stands in the text."""
        every = {**self.always, **values}
        formed = {one.name: one.of(every) for one in self.wanted}
        return tuple([formed[name] for name in self.order]) if self.positional else formed


def ask(connection: Connection, query: SelectBase, values: Mapping[str, Any]) -> list[Row]:
    """The rows that a query finds, which is to be made only once; lists are for its expanding parameters."""
    filled = {name: _filled(value) if isinstance(value, list) else value for name, value in values.items()}
    shape = tuple([(name, len(one) if isinstance(one, list) else None) for name, one in filled.items()])
    prepared = _query(query, connection.dialect, shape)
    given, driver = prepared.given(filled), _driver(connection)
    if driver is None:
        result = connection.exec_driver_sql(prepared.text, given)
        types, rows = tuple([column[1] for column in result.cursor.description]), result.cursor.fetchall()
        result.close()
    else:
        types, rows = (), driver.execute(prepared.text, given).fetchall()
    forms = _forms(query, connection.dialect, types)
    if not forms or not rows:
        return list(rows)
    columns = list(zip(*rows, strict=True))
    for place, form in forms:
        columns[place] = tuple(map(form, columns[place]))
    return list(zip(*columns, strict=True))


def ask_named(connection: Connection, query: SelectBase, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """As `ask`, each row by the names of its columns."""
    names = query.selected_columns.keys()
    return [dict(zip(names, row, strict=True)) for row in ask(connection, query, values)]


def _filled(values: list[Any]) -> list[Any]:
    """A list with its last value again, up to a power of two: the fewer lengths there are, the fewer texts."""
    missing = (1 << (len(values) - 1).bit_length()) - len(values) if values else 0
    return values + values[-1:] * missing


@lru_cache(maxsize=_MOST_QUERIES)
def _query(query: SelectBase, dialect: Dialect, shape: tuple[tuple[str, int | None], ...]) -> _Query:
    """The query for values of these names, lists with their lengths."""
    compiled = query.compile(dialect=dialect)
    values = {name: None if length is None else [None] * length for name, length in shape}
    state = compiled.construct_expanded_state(values)
    listed = {
        name: _Wanted(name, source, place, state.processors.get(name))
        for source, names in state.parameter_expansion.items()
        for place, name in enumerate(names)
    }
    order = tuple((state.positiontup if compiled.positional else list(state.parameters)) or ())
    wanted = tuple(
        listed.get(name) or _Wanted(name, name, None, state.processors.get(name))
        for name in dict.fromkeys(order)
    )
    return _Query(state.statement, wanted, order, compiled.params, compiled.positional)


@cache
def _forms(query: SelectBase, dialect: Dialect, types: Row) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """What brings the values of columns into form, with the places of those that need it."""
    found = (
        (place, column.type.dialect_impl(dialect).result_processor(dialect, type_))
        for place, (column, type_) in enumerate(zip_longest(query.selected_columns, types))
    )
    return tuple((place, form) for place, form in found if form is not None)
