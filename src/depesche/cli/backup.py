"""`depesche backup`: a copy of a record, while others write."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 (Typer reads the annotations)
from typing import Annotated

import typer

from depesche.cli.asking import RecordOption  # noqa: TC001 (Typer reads the annotations)
from depesche.cli.output import check_output


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False, help="Where the copy goes.")],
    record: RecordOption,
) -> int:
    """Copy a record as it stands, while others write.

    The copy is one SQLite file, also of a record in PostgreSQL; what was there is replaced when all is written.
    """
    check_output(file)
    from depesche.record.backup import backup as copy
    from depesche.record.record import Record
    from depesche.render.record_labels import record_labels

    with Record.open(record, create=False) as kept:
        copy(kept, file)
    print(f"{file}: {record_labels('').words['copied']}")
    return 0
