"""`depesche export`: a record written for other programs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 (Typer reads the annotations)
from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, Wanted, command
from depesche.cli.output import check_output

if TYPE_CHECKING:
    from collections.abc import Callable


class Form(StrEnum):
    """What comes out."""

    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"
    graphml = "graphml"
    plover = "plover"


def _export(
    ask: Ask,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            "-f",
            show_default=False,
            help="csv, parquet: an act a row; jsonl: all of the record, for import; graphml: the network of the "
            "parties, for Gephi; plover: event records.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", show_default=False, help="Write to this file.")
    ],
) -> None:
    """Write a record for other programs.

    All fields and spans, or those of the events that a filter wants.
    """
    check_output(output)
    from depesche.record.export import write
    from depesche.render.record_labels import record_labels

    words = record_labels("").words
    done = write(ask.record, form.value, output, ask.wanted)
    left = f", {words['left_out'].format(done.left_out)}" if done.left_out else ""
    print(f"{output}: {words['written'].format(done.written)}{left}")


def _run(write: Callable[[Ask], None], wanted: Wanted) -> int:
    from depesche.record.record import Record

    with Record.open(wanted.record, create=False) as record:
        write(Ask(record, wanted.filter(record)))
    return 0


export = command(_export, Wanted, _run)
