"""`depesche read`: articles in, readings out."""

from __future__ import annotations

from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from depesche import languages
from depesche.cli.output import BROKEN_PIPE, WRITERS, check_output, write
from depesche.cli.progress import with_progress
from depesche.errors import DepescheError, InvalidDate, UnknownLanguage
from depesche.reading.types import Reading
from depesche.render.clean import clean
from depesche.sources import articles, count, iso_date

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator


class Form(StrEnum):
    """What comes out."""

    table = "table"
    jsonl = "jsonl"
    json = "json"
    html = "html"


_BY_SUFFIX = {"html", "htm", "json", "jsonl", "ndjson"}


InputsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        show_default=False,
        help="Files (.txt, .html, .jsonl), folders, web addresses, or - for standard input.",
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication (2022-01-27); goes before the article's own."),
]
LanguageOption = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language to read in, such as de; told from the text if not given."),
]
WorkersOption = Annotated[
    int, typer.Option(metavar="N", min=1, max=256, help="Processes that read at the same time.")
]
PartiesOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", exists=True, dir_okay=False, readable=True, help="Your own parties (TOML)."),
]


def read(
    inputs: InputsArgument,
    published: PublishedOption = None,
    language: LanguageOption = None,
    form: Annotated[
        Form | None,
        typer.Option(
            "--format", "-f", help="If not given: by the output's name, else table.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file, once all is done."),
    ] = None,
    workers: WorkersOption = 1,
    parties: PartiesOption = None,
) -> int:
    """Read articles: statements, acts, times and parties, each with the words it rests on."""
    check_given(published, language)
    check_output(output, inputs)
    from depesche.reading.reader import read_many

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    failures = Failures(errors)
    found = articles(inputs, published=published, language=language)
    results = read_many(found, workers=workers, knowledge_path=parties)
    progress = with_progress(results, lambda: count(inputs), errors, beside_output=output is None)
    try:
        with closing(failures.taken_out(progress)) as readings:
            write(readings, WRITERS[form or _form_of(output)], output)
    except BrokenPipeError:
        return BROKEN_PIPE
    return failures.close()


class Failures:
    """Says what could not be read, as it comes, and keeps count."""

    def __init__(self, errors: Console) -> None:
        self._errors = errors
        self._failed = 0
        self._all = 0
        self._said: set[str] = set()

    def taken_out(self, results: Iterator[Reading | DepescheError]) -> Generator[Reading, None, None]:
        """The readings; the errors between them are said."""
        for result in results:
            self._all += 1
            if isinstance(result, Reading):
                yield result
            else:
                self._failed += 1
                if (
                    str(result) not in self._said
                ):  # a file of parties that is wrong is wrong for every article
                    self.say(str(result))

    def close(self) -> int:
        """The exit code."""
        if self._failed and self._all > 1:
            self.say(f"{self._failed} of {self._all} could not be read")
        return 1 if self._failed else 0

    def say(self, message: str) -> None:
        """Say something beside the output."""
        self._said.add(message)
        self._errors.print(Text(f"depesche: {clean(message)}"))


def check_given(published: str | None, language: str | None) -> None:
    """Refuse a day or a language that is none before anything is read."""
    try:
        if published is not None:
            iso_date(published)
        if language is not None:
            languages.load(language)
    except (InvalidDate, UnknownLanguage) as error:
        raise typer.BadParameter(str(error)) from None


def _form_of(output: Path | None) -> Form:
    suffix = output.suffix.casefold().removeprefix(".") if output else ""
    return (
        Form({"htm": "html", "ndjson": "jsonl"}.get(suffix, suffix)) if suffix in _BY_SUFFIX else Form.table
    )
