"""`depesche decide`: what people decide about a record, one command for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depesche.cli.asking import Ask, InRecord, Wanted, command
from depesche.cli.deciding import (
    ChangesArgument,
    IdsArgument,
    Make,
    WhoOption,
    changes_of,
    deciding,
    name_of,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.record.types import Decision

decide = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_Matter = Annotated[str, typer.Argument(metavar="MATTER", show_default=False, help="Its name or id.")]
_Id = Annotated[str, typer.Argument(metavar="ID", show_default=False)]


@decide.command()
@deciding
def confirm(make: Make, ids: IdsArgument) -> Decision:
    """These acts are right as they stand."""
    from depesche.record import review

    return review.confirm(make.record, ids, **make.signed)


@decide.command()
@deciding
def reject(make: Make, ids: IdsArgument) -> Decision:
    """These acts are none; they are kept but no longer shown."""
    from depesche.record import review

    return review.reject(make.record, ids, **make.signed)


@decide.command()
@deciding
def edit(make: Make, id: _Id, changes: ChangesArgument) -> Decision:  # noqa: A002
    """Set fields of an act, or of all acts of an event."""
    from depesche.record import review

    return review.edit(make.record, [id], changes_of(changes), **make.signed)


@decide.command()
@deciding
def add(
    make: Make,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", show_default=False, help="Id of the article.")],
    fields: ChangesArgument,
) -> Decision:
    """Add an act that was not read; kind=… and trigger='words of the article' are needed."""
    from depesche.record import review

    return review.add_by_hand(make.record, article, changes_of(fields), **make.signed)


@decide.command()
@deciding
def merge(make: Make, ids: IdsArgument) -> Decision:
    """These events tell the same thing; the first takes in the others."""
    from depesche.record import review

    return review.merge(make.record, ids, **make.signed)


@decide.command()
@deciding
def split(make: Make, ids: IdsArgument) -> Decision:
    """These acts tell something else than the others of their event."""
    from depesche.record import review

    return review.split(make.record, ids, **make.signed)


@decide.command()
@deciding
def assign(make: Make, matter: _Matter, ids: IdsArgument) -> Decision:
    """File events under a matter; a new name makes a new one."""
    from depesche.record import review

    return review.assign(make.record, ids, matter, **make.signed)


@decide.command()
@deciding
def rename(
    make: Make, matter: _Matter, name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)]
) -> Decision:
    """Give a matter a name that stays."""
    from depesche.record import review_matters

    return review_matters.rename(make.record, matter, name, **make.signed)


@decide.command()
@deciding
def join(
    make: Make, matter: _Matter, into: Annotated[str, typer.Argument(metavar="INTO", show_default=False)]
) -> Decision:
    """Put a matter into another one, with all that is filed under it."""
    from depesche.record import review_matters

    return review_matters.merge_matters(make.record, matter, into, **make.signed)


@decide.command()
@deciding
def part(
    make: Make, name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)], ids: IdsArgument
) -> Decision:
    """These events are about something else: a new matter for them."""
    from depesche.record import review_matters

    return review_matters.split_matter(make.record, ids, name, **make.signed)


@decide.command()
@deciding
def same(
    make: Make,
    party: Annotated[str, typer.Argument(metavar="PARTY", show_default=False, help="Its name or id.")],
    into: Annotated[str, typer.Argument(metavar="INTO", show_default=False, help="The party that it is.")],
) -> Decision:
    """A party is another one under another name: all that it did and does counts as that one's."""
    from depesche.record import review_parties

    return review_parties.merge_parties(make.record, party, into, **make.signed)


@decide.command()
@deciding
def pin(
    make: Make,
    matter: _Matter,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS...", show_default=False)] = None,
) -> Decision:
    """Pin words to a matter, which draw every act that has them; none takes the pins off."""
    from depesche.record import review_matters

    return review_matters.pin(make.record, matter, words or [], **make.signed)


@decide.command()
@deciding
def answer(
    make: Make,
    opening: Annotated[
        str, typer.Argument(metavar="OPENING", show_default=False, help="The demand or offer.")
    ],
    event: Annotated[
        str, typer.Argument(metavar="ANSWER", show_default=False, help="What answers it, or not.")
    ],
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="agree, reject, counter or deny: where nothing saw the answer."),
    ] = None,
    wrong: Annotated[bool, typer.Option("--wrong", help="It does not answer it.")] = False,
) -> Decision:
    """Confirm that an event answers a demand or offer, or that it does not (--wrong)."""
    from depesche.record import review_links

    if wrong:
        return review_links.reject_answer(make.record, opening, event, **make.signed)
    if kind is None:
        return review_links.confirm_answer(make.record, opening, event, **make.signed)
    return review_links.answer_by_hand(make.record, opening, event, kind, **make.signed)  # type: ignore[arg-type]


@decide.command()
@deciding
def settle(
    make: Make,
    commitment: _Id,
    status: Annotated[
        str,
        typer.Argument(metavar="STATUS", show_default=False, help="pending, come_true, lapsed or withdrawn."),
    ],
    by: Annotated[str | None, typer.Option(metavar="ID", help="The event that settled it.")] = None,
) -> Decision:
    """Say what became of a threat, offer or announcement on a condition."""
    from depesche.record import review_links

    return review_links.settle(make.record, commitment, status, by=by, **make.signed)  # type: ignore[arg-type]


@decide.command()
@deciding
def undo(
    make: Make,
    number: Annotated[
        int | None,
        typer.Argument(metavar="NUMBER", show_default=False, help="The last one, if none is given."),
    ] = None,
) -> Decision:
    """Take a decision back; to undo an undo brings it back again."""
    from depesche.record import review

    return review.undo(make.record, number, **make.signed)


def _recode(
    ask: Ask,
    changes: ChangesArgument,
    yes: Annotated[
        bool, typer.Option("--yes", help="Decide; without it, only show what would change.")
    ] = False,
    who: WhoOption = None,
    note: Annotated[str, typer.Option(metavar="WORDS", help="A remark for the log.")] = "",
) -> None:
    """Set fields of all acts that a filter wants, as one decision.

    Without --yes nothing is decided, and a preview is shown.
    """
    from depesche.cli.output import console_for
    from depesche.record import recode

    wanted = changes_of(changes)
    if yes:
        print(told(recode.recode(ask.record, ask.wanted, wanted, who=name_of(who), note=note)))
        return
    import sys

    from depesche.render.answers.previews import preview_sheet
    from depesche.render.record_labels import record_labels
    from depesche.render.sheet_table import sheet_table

    shown = preview_sheet(recode.preview(ask.record, ask.wanted, wanted), record_labels(""))
    console_for(sys.stdout).print(sheet_table(shown))


def _with_filter(run: Callable[[Ask], None], wanted: Wanted) -> int:
    from depesche.record.record import Record

    with Record.open(wanted.record, create=False) as record:
        run(Ask(record, wanted.filter(record)))
    return 0


decide.command("recode")(command(_recode, Wanted, _with_filter))


def _agreement(
    ask: Ask,
    first: Annotated[str, typer.Argument(metavar="FIRST", show_default=False, help="Name of a reviewer.")],
    second: Annotated[str, typer.Argument(metavar="SECOND", show_default=False, help="Name of another one.")],
) -> None:
    """How far two reviewers agree: what both said, and Krippendorff's alpha."""
    import sys

    from depesche.cli.output import console_for
    from depesche.record.agreement import agreement
    from depesche.render.answers.previews import agreement_sheet
    from depesche.render.record_labels import record_labels
    from depesche.render.sheet_table import sheet_table

    found = agreement(ask.record, first, second)
    console_for(sys.stdout).print(sheet_table(agreement_sheet(found, first, second, record_labels(""))))


def _without_filter(run: Callable[[Ask], None], options: InRecord) -> int:
    from depesche.record.record import Record

    with Record.open(options.record, create=False) as record:
        run(Ask(record, options.filter(record)))
    return 0


decide.command("agreement")(command(_agreement, InRecord, _without_filter))
