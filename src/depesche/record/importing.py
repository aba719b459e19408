"""What `export` wrote as JSON Lines, taken back into a new record without loss; and readings, added as they are.

    import_lines(record, lines, by=…) -> Imported

All of a file is taken in, or nothing: a line that does not fit raises `InvalidExport` with its number. Readings in the
form of the contract, as `depesche read --format jsonl` writes them, are added like those of `add`, some at a time; what
made them, they say themselves, or `by` says it. Of readings, those before such a line are kept.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, DateTime, LargeBinary, Table, func, insert, select
from sqlalchemy.exc import IntegrityError, StatementError

from depesche.errors import InvalidExport, InvalidReading
from depesche.reading.contract import from_json
from depesche.record import duplicates, schema, search
from depesche.record.export.entries import FORM, TABLES
from depesche.record.store import counting
from depesche.record.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from depesche.reading.types import Extractor, Reading
    from depesche.record.record import Record

_ROWS_AT_ONCE = 1_000
_READINGS_AT_ONCE = 50  # in one transaction, which others who write wait for
_TABLES: dict[str, Table] = {table.name: table for table in TABLES}
_LISTS = {"event": ("actors", "recipients"), "decision": ("subjects",)}
_DIRECT = {
    "repeat": "raises",
    "answer": "opening",
}  # which older forms do not have: they only knew the exchange


@dataclass(frozen=True, slots=True)
class Imported:
    """How many articles were there that the record did not have, and how many acts the record has now."""

    articles: int
    acts: int


def import_lines(record: Record, lines: Iterable[str], by: Extractor | None = None) -> Imported:
    """Take in what was exported, or readings. Raises `InvalidExport`, `RecordUnavailable`."""
    numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    first = next(numbered, None)
    if first is None:
        raise InvalidExport("there is nothing in it")
    head = _parsed(*first)
    if head.get("type") == "depesche":
        return _entries(record, head, numbered)
    return _readings(record, chain([first], numbered), by)


def _parsed(number: int, line: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError:
        raise InvalidExport(f"line {number} is no JSON", line=number) from None
    if not isinstance(value, dict):
        raise InvalidExport(f"line {number} is no entry of a record", line=number)
    return value


def _readings(record: Record, lines: Iterable[tuple[int, str]], by: Extractor | None) -> Imported:
    """Add readings, several in one transaction: those before a line that is none are kept."""
    new = acts = 0
    numbered = iter(lines)
    while some := list(islice(numbered, _READINGS_AT_ONCE)):
        readings, error = _read(some)
        every = record.add_together(readings, by)
        new += sum(added.outcome in {"new", "revision"} for added in every)
        acts += sum(added.acts for added in every)
        if error is not None:
            before = f" ({new} articles before it are added)" if new else ""
            raise InvalidExport(f"{error}{before}", line=error.line)
    return Imported(new, acts)


def _read(lines: Iterable[tuple[int, str]]) -> tuple[list[Reading], InvalidExport | None]:
    """The readings of lines, as far as they are such; what is wrong with the first that is none."""
    readings: list[Reading] = []
    for number, line in lines:
        try:
            readings.append(from_json(line))
        except InvalidReading as error:
            return readings, InvalidExport(f"line {number}: {error}", line=number)
    return readings, None


def _entries(record: Record, head: Mapping[str, Any], lines: Iterator[tuple[int, str]]) -> Imported:
    if head.get("form") not in range(1, FORM + 1):
        raise InvalidExport("a newer Depesche wrote the file; update with: pip install -U depesche", line=1)
    with record.writing() as (connection, memory):
        if connection.execute(select(schema.article.c.id).limit(1)).scalar():
            raise InvalidExport(f"{record.place} is not empty; an export is taken into a new record")
        _insert_all(connection, lines)
        _follow(connection)
        memory.forget()
        memory.open(connection)
        count = select(func.count())
        return Imported(
            connection.execute(count.select_from(schema.article)).scalar_one(),
            connection.execute(count.select_from(schema.act)).scalar_one(),
        )


def _insert_all(connection: Connection, lines: Iterator[tuple[int, str]]) -> None:
    """Insert the entries, many of a table at once."""
    waiting: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    last = 1
    for number, line in lines:
        entry = _parsed(number, line)
        name = str(entry.pop("type", ""))
        if name not in _TABLES:
            raise InvalidExport(f"line {number}: there is no entry of type {name!r}", line=number)
        for table, row in _rows(name, entry, number):
            waiting[table].append(row)
        if len(waiting[name]) >= _ROWS_AT_ONCE:
            _insert(connection, waiting, number)
        last = number
    _insert(connection, waiting, last)


def _rows(name: str, entry: dict[str, Any], number: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The row of an entry, and those that belong to it."""
    lists = {key: entry.pop(key, []) for key in _LISTS.get(name, ())}
    table = _TABLES[name]
    if name in _DIRECT:
        entry.setdefault(_DIRECT[name], entry.get("exchange"))
    unknown = set(entry) - {column.name for column in table.columns}
    if unknown:
        raise InvalidExport(f"line {number}: {name} has no field {sorted(unknown)[0]!r}", line=number)
    try:
        row = {column.name: _value(column.type, entry.get(column.name)) for column in table.columns}
        yield name, row
        if name == "event":
            yield from (("event_party", each) for each in _parties(row, lists))
        if name == "decision":
            yield from (("decision_subject", each) for each in _subjects(row, lists["subjects"]))
    except (TypeError, ValueError, AttributeError):
        raise InvalidExport(
            f"line {number}: a field of {name} has a value that does not fit", line=number
        ) from None


def _value(kind: object, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, LargeBinary):
        return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 3)
    return value


def _parties(event: Mapping[str, Any], lists: Mapping[str, list[str]]) -> Iterator[dict[str, Any]]:
    for role in ("actor", "recipient"):
        for place, party in enumerate(lists[f"{role}s"]):
            common = {"kind": event["kind"], "matter": event["matter"], "day": event["day"]}
            common["rejected"] = event["review"] == "rejected"
            yield {"event": event["id"], "role": role, "party": party, "place": place, **common}


def _subjects(decision: Mapping[str, Any], subjects: list[str]) -> Iterator[dict[str, Any]]:
    for place, key in enumerate(subjects):
        yield {"number": decision["number"], "place": place, "subject": decision["subject"], "id": key}


def _insert(connection: Connection, waiting: defaultdict[str, list[dict[str, Any]]], number: int) -> None:
    for name, rows in waiting.items():
        if rows:
            try:
                connection.execute(insert(schema.metadata.tables[name]), rows)
            except (IntegrityError, StatementError) as error:
                said = str(getattr(error, "orig", None) or error).splitlines()[0]
                raise InvalidExport(
                    f"near line {number}: a {name} does not fit: {said}", line=number
                ) from None
    waiting.clear()


def _follow(connection: Connection) -> None:
    """Make anew what follows from the entries: the indexes, and the counts of the board."""
    texts = connection.execute(select(schema.article.c.id, schema.article.c.text)).all()
    for row in texts:
        signature = duplicates.sign(row.text)
        if signature is not None:
            duplicates.keep(connection, row.id, signature, duplicates.bands(signature))
    counting.recount(connection)
    event_store.refill_persons(connection)
    search.rebuild(connection)
