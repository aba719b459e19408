"""One act a line, with all its fields and spans: as CSV and as Parquet.

Public: `write_csv`, `write_parquet`, `FIELDS`.

Spans are JSON: `[[start, end], …]`, code points into the article's text. Several parties are parted by "; ".
"""

from __future__ import annotations

import csv
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from depesche.errors import RecordUnavailable
from depesche.record.export import Exported
from depesche.record.export.cells import as_text
from depesche.record.filters import conditions
from depesche.record.rows import act_of
from depesche.record.schema import act, article, event, matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, RowMapping

    from depesche.record.types import Filter, StoredAct, StoredRole

_BETWEEN = "; "
_ROWS_AT_ONCE = 2_000
_OF_ACT = (
    "id", "event", "article", "kind", "status", "trigger", "content", "condition", "sentence", "condition_party",
    "condition_party_read", "time", "time_value", "day", "last_day", "dated_by", "deadline", "confidence", "statement",
    "matter", "review", "origin", "language",
)  # fmt: skip
_OF_ROLES = ("ids", "parties", "names", "persons", "mentions", "reasons", "read_ids")
_SPANS = ("trigger_spans", "content_spans", "condition_spans", "sentence_span", "time_span", "deadline_span")
_OF_ARTICLE = ("source", "title", "url", "published", "given_id", "revision", "group_id")
FIELDS = (
    *_OF_ACT,
    "matter_name",
    *(f"{side}_{part}" for side in ("actor", "recipient") for part in _OF_ROLES),
    *_SPANS,
    "extractor",
    "extractor_version",
    *(f"article_{name}" for name in _OF_ARTICLE),
)
_DAYS = frozenset({"day", "last_day", "deadline", "article_published"})


def write_csv(connection: Connection, path: Path, wanted: Filter) -> Exported:
    """Write a CSV file: UTF-8 with a mark at its beginning, by which spreadsheets know it; no cell is a formula."""
    written = 0
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, FIELDS)
        writer.writeheader()
        for row in _rows(connection, wanted):
            writer.writerow(as_text(row))
            written += 1
    return Exported(written)


def write_parquet(connection: Connection, path: Path, wanted: Filter) -> Exported:
    """Write a Parquet file. Raises `RecordUnavailable` where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise RecordUnavailable("Parquet needs one package more: pip install 'depesche[parquet]'") from None
    fields = pa.schema([(name, _arrow_type(pa, name)) for name in FIELDS])
    written = 0
    rows = _rows(connection, wanted)
    with parquet.ParquetWriter(path, fields) as writer:
        while part := list(islice(rows, _ROWS_AT_ONCE)):
            writer.write_table(pa.Table.from_pylist(part, schema=fields))
            written += len(part)
    return Exported(written)


def _arrow_type(pa: Any, name: str) -> Any:
    if name in _DAYS:
        return pa.date32()
    if name == "article_revision":
        return pa.int32()
    return pa.float64() if name == "confidence" else pa.string()


def _rows(connection: Connection, wanted: Filter) -> Iterator[dict[str, Any]]:
    """The rows of acts in the order of time; rejected acts only where the filter asks for them."""
    query = (
        select(
            act,
            matter.c.name.label("matter_name"),
            *(article.c[name].label(f"article_{name}") for name in _OF_ARTICLE),
        )
        .join(event, event.c.id == act.c.event)
        .join(article, article.c.id == act.c.article)
        .outerjoin(matter, matter.c.id == act.c.matter)
        .where(*conditions(connection, wanted))
        .order_by(event.c.day.is_(None), event.c.day, event.c.id, act.c.key)
    )
    if not wanted.rejected:
        query = query.where(act.c.review != "rejected")
    rows: Iterable[RowMapping] = connection.execute(
        query.execution_options(yield_per=_ROWS_AT_ONCE)
    ).mappings()
    return (_row(act_of(row), row) for row in rows)


def _row(one: StoredAct, row: RowMapping) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in _OF_ACT},
        "matter_name": row["matter_name"],
        **_side("actor", one.actors),
        **_side("recipient", one.recipients),
        **{name: _json(getattr(one, name)) for name in _SPANS},
        "extractor": row["extractor_name"],
        "extractor_version": row["extractor_version"],
        **{f"article_{name}": row[f"article_{name}"] for name in _OF_ARTICLE},
    }


def _side(side: str, roles: tuple[StoredRole, ...]) -> dict[str, str | None]:
    return {
        f"{side}_ids": _joined(role.party for role in roles),
        f"{side}_parties": _joined(role.party_name for role in roles),
        f"{side}_names": _joined(role.name for role in roles),
        f"{side}_persons": _joined(role.person for role in roles),
        f"{side}_mentions": _json([role.mention for role in roles]),
        f"{side}_reasons": _joined(role.reason for role in roles),
        f"{side}_read_ids": _joined(role.read_party for role in roles),
    }


def _joined(values: Iterable[str | None]) -> str:
    """Values in the order of the roles; a gap where one has none, nothing where none has any."""
    parts = [value or "" for value in values]
    return _BETWEEN.join(parts) if any(parts) else ""


def _json(value: Any) -> str:
    return json.dumps(value) if value else ""
