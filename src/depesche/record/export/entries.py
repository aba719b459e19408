"""All entries of a record, one a line of JSON: what it takes to have the same record again.

Public: `write`, `TABLES`, `FORM`.

The first line says what the file is. Every other one is an entry with its `type`; the names of the fields are those of
the tables (see `schema.py`). An event has its parties, a decision its subjects, a reading its form by the contract
without the text, which the article has. Indexes are left out: they follow from the rest.

With a filter, only the events that it wants are written, with their acts, articles and what was decided about these.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, Table, and_, select

from depesche import __version__
from depesche.record import schema
from depesche.record.export import Exported
from depesche.record.filters import LANGUAGE, conditions
from depesche.record.types import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Column, Connection, RowMapping
    from sqlalchemy.sql.base import ReadOnlyColumnCollection

FORM = 3
TABLES = (
    schema.setting, schema.article, schema.reading, schema.party, schema.party_name, schema.office, schema.matter,
    schema.term, schema.act, schema.event, schema.exchange, schema.repeat, schema.answer, schema.commitment,
    schema.commitment_party, schema.decision,
)  # fmt: skip
_OF_WHOLE_RECORDS = frozenset({"setting", "term"})
_ROWS_AT_ONCE = 2_000


def write(connection: Connection, path: Path, wanted: Filter) -> Exported:
    """Write the entries of the events that a filter wants; an empty filter wants all of the record."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        head = {"type": "depesche", "form": FORM, "version": __version__, "whole": wanted == Filter()}
        out.write(json.dumps(head) + "\n")
        for entry in _entries(connection, wanted):
            out.write(json.dumps(entry, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
            written += 1
    return Exported(written)


def _entries(connection: Connection, wanted: Filter) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        if wanted != Filter() and table.name in _OF_WHOLE_RECORDS:
            continue
        query = select(table).order_by(*table.primary_key.columns)
        if table is schema.setting:
            query = query.where(table.c.name.startswith(LANGUAGE))
        if wanted != Filter():
            query = query.where(*_narrowed(connection, table, wanted))
        yield from _rows(connection, table, query)


def _rows(connection: Connection, table: Table, query: Select[Any]) -> Iterator[dict[str, Any]]:
    with connection.execute(query.execution_options(yield_per=_ROWS_AT_ONCE)) as rows:
        for part in rows.mappings().partitions(_ROWS_AT_ONCE):
            more = _more(connection, table, list(part))
            for row in part:
                yield {"type": table.name, **_plain(row), **more.get(row[next(iter(row))], {})}


def _plain(row: RowMapping) -> dict[str, Any]:
    """The fields of a row, without those that have no value."""
    return {
        name: json.loads(zlib.decompress(value)) if isinstance(value, bytes) else value
        for name, value in row.items()
        if value is not None
    }


def _more(connection: Connection, table: Table, rows: list[Any]) -> dict[Any, dict[str, Any]]:
    """What belongs to entries and stands in a table of its own, by their ids."""
    if table is schema.event:
        return _parties(connection, [row["id"] for row in rows])
    if table is schema.decision:
        return _subjects(connection, [row["number"] for row in rows])
    return {}


def _parties(connection: Connection, ids: list[str]) -> dict[Any, dict[str, Any]]:
    columns = schema.event_party.c
    found: dict[Any, dict[str, Any]] = {key: {"actors": [], "recipients": []} for key in ids}
    for row in connection.execute(
        select(columns.event, columns.role, columns.party)
        .where(columns.event.in_(ids))
        .order_by(columns.place)
    ):
        found[row.event][f"{row.role}s"].append(row.party)
    return found


def _subjects(connection: Connection, numbers: list[int]) -> dict[Any, dict[str, Any]]:
    columns = schema.decision_subject.c
    found: dict[Any, dict[str, Any]] = {number: {"subjects": []} for number in numbers}
    for row in connection.execute(
        select(columns.number, columns.id).where(columns.number.in_(numbers)).order_by(columns.place)
    ):
        found[row.number]["subjects"].append(row.id)
    return found


def _narrowed(connection: Connection, table: Table, wanted: Filter) -> list[ColumnElement[bool]]:
    """What is written of a table where only some events are wanted."""
    events = select(schema.event.c.id).where(*conditions(connection, wanted))
    acts = select(schema.act.c.id).where(schema.act.c.event.in_(events))
    articles = select(schema.act.c.article).where(schema.act.c.event.in_(events))
    decided = select(schema.decision_subject.c.number).where(
        schema.decision_subject.c.subject == "act", schema.decision_subject.c.id.in_(acts)
    )
    undone = select(schema.decision.c.number).where(schema.decision.c.undoes.in_(decided))
    number = schema.decision.c.number
    narrowed: dict[str, list[ColumnElement[bool]]] = {
        "article": [schema.article.c.id.in_(articles)],
        "reading": [schema.reading.c.article.in_(articles)],
        "act": [schema.act.c.event.in_(events)],
        "event": [schema.event.c.id.in_(events)],
        "exchange": [schema.exchange.c.id.in_(events)],
        "repeat": [_all_in(events, schema.repeat.c, "event", "raises", "exchange")],
        "answer": [_all_in(events, schema.answer.c, "event", "opening", "exchange")],
        "commitment": [schema.commitment.c.id.in_(events)],
        "commitment_party": [schema.commitment_party.c.commitment.in_(events)],
        "decision": [number.in_(decided) | number.in_(undone)],
    }
    return narrowed.get(table.name, [])


def _all_in(
    events: Select[Any], columns: ReadOnlyColumnCollection[str, Column[Any]], *names: str
) -> ColumnElement[bool]:
    return and_(*(columns[name].in_(events) for name in names))
