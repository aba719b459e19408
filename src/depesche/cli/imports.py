"""`depesche import`: what was exported as JSON Lines, taken back."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from depesche.cli.asking import RecordOption  # noqa: TC001 (Typer reads the annotations)
from depesche.errors import UnreadableInput


def imports(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", show_default=False, help="JSON Lines of export, or of read; - for standard input."
        ),
    ],
    record: RecordOption,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who or what made readings that do not say so themselves."),
    ] = None,
) -> int:
    """Take in what was exported as JSON Lines.

    A whole record goes into a new one, without loss; readings, as `read --format jsonl` writes them, into any.
    """
    from depesche.reading.types import Extractor
    from depesche.record.fresh import filled
    from depesche.record.importing import import_lines
    from depesche.render.record_labels import record_labels

    labels = record_labels("")
    try:
        source = nullcontext(sys.stdin) if file == "-" else Path(file).open(encoding="utf-8")  # noqa: SIM115
        with source as lines, filled(record) as kept:
            done = import_lines(kept, lines, Extractor(by) if by else None)
    except FileNotFoundError:
        raise UnreadableInput("there is no such file", source=file) from None
    except IsADirectoryError:
        raise UnreadableInput("this is a folder; name a file", source=file) from None
    except UnicodeDecodeError:
        raise UnreadableInput("not a text file in UTF-8", source=file) from None
    print(f"{labels.words['articles']}: {done.articles}; {labels.words['acts']}: {done.acts}")
    return 0
