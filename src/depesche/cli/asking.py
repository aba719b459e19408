"""What all commands that ask a record share: its options, the filter, and the form of the answer.

    @asking
    def timeline(ask: Ask, limit: Limit = 100) -> Answer: ...

makes a command with the option `--limit` and those of `Asked`.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from enum import StrEnum
from functools import partial
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO, TypeVar, cast, get_args, get_type_hints

import typer

from depesche.cli.output import BROKEN_PIPE, check_output, console_for, destination
from depesche.errors import InvalidDate
from depesche.reading.types import Kind
from depesche.record.types import Filter
from depesche.sources import iso_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from depesche.record.record import Record
    from depesche.render.answers.drawing import Answer

RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        "-r",
        metavar="FILE",
        envvar="DEPESCHE_RECORD",
        show_envvar=True,
        help="The record: a file, or the address of a database (postgresql://…).",
    ),
]
LimitOption = Annotated[
    int, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many entries.")
]
KINDS: tuple[str, ...] = get_args(Kind)
_PIECE = 65_536
_Options = TypeVar("_Options")
_BY_SUFFIX = {".csv": "csv", ".htm": "html", ".html": "html", ".json": "json", ".md": "markdown"}


class Form(StrEnum):
    """What comes out."""

    table = "table"
    json = "json"
    csv = "csv"
    html = "html"
    markdown = "markdown"


def _several(help_: str, name: str) -> Any:
    return typer.Option(
        name, metavar=name.removeprefix("--").upper(), help=f"{help_}; may be given several times."
    )


FormOption = Annotated[
    Form | None,
    typer.Option(
        "--format", "-f", help="If not given: by the output's name, else table.", show_default=False
    ),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, once all is done.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class InRecord:
    """The option of every command that works with a record."""

    record: RecordOption = field()

    def filter(self, record: Record) -> Filter:
        """All that there is in the record."""
        del record
        return Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(InRecord):
    """The options of a filter, as they were given."""

    party: Annotated[list[str] | None, _several("Only what this party does", "--party")] = None
    recipient: Annotated[list[str] | None, _several("Only what is done toward it", "--recipient")] = None
    matter: Annotated[list[str] | None, _several("Only under this matter", "--matter")] = None
    kind: Annotated[list[str] | None, _several("Only this kind, such as demand", "--kind")] = None
    since: Annotated[str | None, typer.Option(metavar="DATE", help="From this day on (2022-01-27).")] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Only what is told in these words.")] = (
        None
    )
    confidence: Annotated[
        float | None, typer.Option(metavar="P", min=0, max=1, help="Only what is at least so sure (0 to 1).")
    ] = None
    reviewed: Annotated[
        bool | None,
        typer.Option(
            "--reviewed/--unreviewed", help="Only what a person has decided about, or only the rest."
        ),
    ] = None

    def filter(self, record: Record) -> Filter:
        """The filter, with names turned into ids. Raises `UnknownParty`, `UnknownMatter`, `AmbiguousEntry`."""
        since, until = day_of(self.since), day_of(self.until)
        if since and until and until < since:
            raise typer.BadParameter(f"--until {until} lies before --since {since}: there is no day between")
        return Filter(
            parties=tuple(record.find_party(name) for name in self.party or ()),
            recipients=tuple(record.find_party(name) for name in self.recipient or ()),
            matters=tuple(record.find_matter(name) for name in self.matter or ()),
            kinds=tuple(_kind(name) for name in self.kind or ()),
            since=since,
            until=until,
            text=self.text or "",
            confidence=self.confidence,
            reviewed=self.reviewed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(InRecord):
    """The options of every command that tells something of a record."""

    form: FormOption = None
    output: OutputOption = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Wanted):
    """The options of every command that asks a record for what is wanted of it."""

    form: FormOption = None
    output: OutputOption = None


@dataclass(frozen=True, slots=True)
class Ask:
    """An open record and what is wanted of it."""

    record: Record
    wanted: Filter


def day_of(written: str | None) -> date | None:
    """A day as a person wrote it. Raises `typer.BadParameter`."""
    if written is None:
        return None
    try:
        return date.fromisoformat(iso_date(written)[:10])
    except InvalidDate as error:
        raise typer.BadParameter(str(error)) from None


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise typer.BadParameter(f"{name!r} is no kind; there are: {', '.join(KINDS)}")
    return cast("Kind", name)


def asking(question: Callable[..., Answer]) -> Callable[..., int]:
    """A command out of a question: with the question's own parameters, then those of `Asked`."""
    return command(question, Asked, _answer)


def telling(question: Callable[..., Answer]) -> Callable[..., int]:
    """A command out of a question that has no filter: with its own parameters, then those of `Told`."""
    return command(question, Told, _answer)


def command(
    function: Callable[..., Any], options: type[_Options], run: Callable[[Callable[..., Any], _Options], int]
) -> Callable[..., int]:
    """A command with the parameters of a function, all but its first, and those of `options`.

    `run` is given the function with these parameters filled in, and the options.
    """
    own = _parameters_of(function)[1:]

    def with_given(given: dict[str, Any]) -> int:
        mine = {one.name: given.pop(one.name) for one in own}
        return run(partial(function, **mine), options(**given))

    return with_options(function, [*own, *options_of(options)], with_given)


def with_options(
    described: Callable[..., object], parameters: list[Parameter], run: Callable[[dict[str, Any]], int]
) -> Callable[..., int]:
    """A function that Typer takes for one with these parameters, named and documented like `described`."""

    def made(**given: Any) -> int:
        return run(given)

    made.__name__ = described.__name__
    made.__doc__ = described.__doc__
    made.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    made.__annotations__ = {one.name: one.annotation for one in parameters}
    return made


def options_of(options: type) -> list[Parameter]:
    """The fields of a dataclass as parameters by name; those that must be given come first."""
    hints = get_type_hints(options, include_extras=True)
    found = [
        Parameter(
            one.name,
            Parameter.KEYWORD_ONLY,
            default=Parameter.empty if one.default is MISSING else one.default,
            annotation=hints[one.name],
        )
        for one in fields(options)
    ]
    return sorted(found, key=lambda one: one.default is not Parameter.empty)


def _parameters_of(function: Callable[..., object]) -> list[Parameter]:
    hints = get_type_hints(function, localns={"Answer": object, "Decision": object}, include_extras=True)
    found = signature(function).parameters.values()
    return [one.replace(annotation=hints[one.name], kind=Parameter.KEYWORD_ONLY) for one in found]


def _answer(question: Callable[[Ask], Answer], told: Told | Asked) -> int:
    check_output(told.output)
    from depesche.record.record import Record

    with Record.open(told.record, create=False) as record:
        answer = question(Ask(record, told.filter(record)))
    try:
        write_answer(answer, told.form or form_of(told.output), told.output)
    except BrokenPipeError:
        return BROKEN_PIPE
    return 0


def form_of(output: Path | None) -> Form:
    """The form that a file's name asks for."""
    return Form(_BY_SUFFIX.get(output.suffix.casefold(), "table")) if output else Form.table


def write_answer(answer: Answer, form: Form, path: Path | None) -> None:
    """Write an answer to standard output or to a file."""
    from depesche.render.plain import write_csv, write_json

    with destination(path) as out:
        if form is Form.json:
            write_json(answer, out)
        elif form is Form.csv:
            write_csv(answer, out)
        else:
            _draw(answer, form, out)


def _draw(answer: Answer, form: Form, out: TextIO) -> None:
    from depesche.render.answers import sheet_of
    from depesche.render.record_labels import record_labels
    from depesche.render.sheet_markdown import markdown
    from depesche.render.sheet_page import sheet_page
    from depesche.render.sheet_table import sheet_table

    sheet = sheet_of(answer, record_labels(""))
    if form is Form.table:
        console_for(out).print(sheet_table(sheet))
        return
    for piece in _pieces(sheet_page(sheet) if form is Form.html else markdown(sheet)):
        out.write(piece)  # in pieces, so that a reader that goes away is noticed


def _pieces(content: str) -> Iterator[str]:
    return (content[start : start + _PIECE] for start in range(0, len(content), _PIECE))
