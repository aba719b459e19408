"""A record written for other programs.

    write(record, form, path, wanted=…) -> Exported

| form | what |
| --- | --- |
| csv | one act a line with all its fields and spans, for spreadsheets |
| jsonl | all entries of the record, one a line: `importing.py` takes them back without loss |
| parquet | the same as csv, typed, for pandas, R, DuckDB; needs the extra `parquet` |
| graphml | who does what to whom: parties and their acts, for Gephi |
| plover | event records of the PLOVER ontology; kinds that have no counterpart are left out and counted |

A file has its new content all at once, when all is written.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from depesche.errors import RecordUnavailable
from depesche.record.parts import part_of
from depesche.record.types import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from depesche.record.record import Record

    Writer = Callable[[Connection, Path, Filter], "Exported"]

Form = Literal["csv", "jsonl", "parquet", "graphml", "plover"]


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was written: acts, entries, edges or events, by the form; `left_out` has no counterpart there."""

    written: int
    left_out: int = 0


def write(record: Record, form: Form, path: Path, wanted: Filter | None = None) -> Exported:
    """Write what a filter wants of a record, all of it if none is given; one state of it, whatever others write.

    Raises `RecordUnavailable` where the file cannot be written, or a package is missing.
    """
    writer = _writer(form)
    with _replacing(path) as part, record.connect() as connection:
        return writer(connection, part, wanted or Filter())


def _writer(form: Form) -> Writer:
    from depesche.record.export import entries, flat, graphml, plover

    writers: dict[Form, Writer] = {
        "csv": flat.write_csv,
        "parquet": flat.write_parquet,
        "jsonl": entries.write,
        "graphml": graphml.write,
        "plover": plover.write,
    }
    return writers[form]


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A file beside the goal, which takes its place at the end; a device or pipe is written as it is."""
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise RecordUnavailable(f"{path} is a folder; name a file")
        yield path
        return
    goal = path.resolve()
    part = part_of(goal)
    try:
        yield part
        part.replace(goal)
    except OSError as error:
        raise RecordUnavailable(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        part.unlink(missing_ok=True)
