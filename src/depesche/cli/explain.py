"""`depesche explain`: why an act or a statement was found."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from depesche.cli.output import BROKEN_PIPE, console_for, destination
from depesche.cli.read import LanguageOption, PartiesOption, PublishedOption, check_given
from depesche.errors import InputError
from depesche.sources import articles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.reading.explanation import Explanation
    from depesche.reading.types import Article

_MOST_NAMED = 5  # articles that an error names


class Form(StrEnum):
    """What comes out."""

    table = "table"
    json = "json"


def explain(  # noqa: PLR0913 (each is an option)
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", show_default=False, help="A file (.txt, .html, .jsonl), a web address, or -."
        ),
    ],
    act: Annotated[
        str | None, typer.Option(metavar="ID", help="Act to explain, such as a3, by its id in the reading.")
    ] = None,
    statement: Annotated[
        str | None, typer.Option(metavar="ID", help="Statement to explain, such as s2.")
    ] = None,
    article: Annotated[
        str | None, typer.Option(metavar="ID", help="Which article, where the file holds several.")
    ] = None,
    published: PublishedOption = None,
    language: LanguageOption = None,
    parties: PartiesOption = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="What comes out.")] = Form.table,
) -> int:
    """Say why an act or a statement was found: what network, word lists and rules saw, step by step."""
    check_given(published, language)
    entry = _entry(act, statement)
    chosen = _chosen(file, articles([file], published=published, language=language), article)
    from depesche.reading.explain import explain as explanation_of

    explanation = explanation_of(chosen, entry, knowledge_path=parties)
    try:
        with destination(None) as out:
            _write(explanation, form, out)
    except BrokenPipeError:
        return BROKEN_PIPE
    return 0


def _entry(act: str | None, statement: str | None) -> str:
    """The one id that was given."""
    given = [(id_, letter) for id_, letter in ((act, "a"), (statement, "s")) if id_ is not None]
    if len(given) != 1:
        raise typer.BadParameter("say what to explain: --act a3 or --statement s2, one of them")
    ((id_, letter),) = given
    if not (id_.startswith(letter) and id_[1:].isdigit()):
        noun = "an act" if letter == "a" else "a statement"
        raise typer.BadParameter(f"{id_!r} is no id of {noun}; it looks like {letter}3")
    return id_


def _chosen(file: str, found: Iterable[Article | InputError], wanted: str | None) -> Article:
    """The article that is wanted, or the only one. Raises `InputError`."""
    if wanted is not None:
        for one in found:
            if not isinstance(one, InputError) and one.id == wanted:
                return one
        raise InputError(f"there is no article {wanted!r} in it", source=file)
    first = list(islice(found, _MOST_NAMED + 1))
    if len(first) == 1 and not isinstance(first[0], InputError):
        return first[0]
    errors = [one for one in first if isinstance(one, InputError)]
    if errors:
        raise errors[0]
    named = ", ".join(one.id for one in first[:_MOST_NAMED] if not isinstance(one, InputError))
    more = " …" if len(first) > _MOST_NAMED else ""
    raise InputError(f"it holds several articles; choose one with --article ID: {named}{more}", source=file)


def _write(explanation: Explanation, form: Form, out: TextIO) -> None:
    if form is Form.json:
        out.write(json.dumps(asdict(explanation), ensure_ascii=False, indent=2, allow_nan=False) + "\n")
        return
    from depesche.render.explanation import sheet_of_explanation
    from depesche.render.sheet_table import sheet_table

    console_for(out).print(sheet_table(sheet_of_explanation(explanation)))
