"""`depesche reread`: articles of a record, read again by the weights of now and with one's own parties."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from depesche.cli.asking import RecordOption  # noqa: TC001 (Typer reads the annotations)
from depesche.cli.progress import with_progress
from depesche.cli.read import Failures, PartiesOption, WorkersOption

if TYPE_CHECKING:
    from pathlib import Path

    from depesche.record.outdated import Outdated
    from depesche.record.record import Record

_MOST_NAMED = 12


def reread(
    record: RecordOption,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ARTICLE]...",
            show_default=False,
            help="Ids of articles, whoever has read them; all that are out of date if none are given.",
        ),
    ] = None,
    parties: PartiesOption = None,
    workers: WorkersOption = 1,
    check: Annotated[bool, typer.Option("--check", help="Only say what is out of date.")] = False,
) -> int:
    """Read articles again that other weights read, or that were read with other parties.

    The readings before are kept, and so is what people decided, also where an act is not found any more. Readings of
    other programs and of people stay as they are, unless their articles are named.
    """
    from depesche.record.record import Record

    with Record.open(record, create=False) as kept:
        if check:
            from depesche.record.outdated import outdated

            print("\n".join(_told(outdated(kept, parties))))
            return 0
        return _reread(kept, ids or [], parties, workers)


def _reread(record: Record, ids: list[str], parties: Path | None, workers: int) -> int:
    from depesche.reading.reader import read_many
    from depesche.record.outdated import articles_to_reread

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    failures = Failures(errors)
    outcomes: Counter[str] = Counter()
    missing: list[str] = []
    number, found = articles_to_reread(record, parties, ids)
    results = read_many(found, workers=workers, knowledge_path=parties)
    progress = with_progress(results, lambda: number, errors, beside_output=False)
    with closing(failures.taken_out(progress)) as readings:
        for reading in readings:
            added = record.add(reading, again=True)
            outcomes[added.outcome] += 1
            outcomes["acts"] += added.acts
            missing += added.missing
    print("\n".join([_summary(outcomes), *_told_missing(missing)]))
    return failures.close()


def _summary(outcomes: Counter[str]) -> str:
    from depesche.render.record_labels import record_labels

    words = record_labels("").words
    parts = [f"{outcomes[name]} {words[name]}" for name in ("reread", "known") if outcomes[name]]
    return f"{words['articles']}: {', '.join(parts) or 0}; {words['acts']}: {outcomes['acts']}"


def _told(found: Outdated) -> list[str]:
    """What is out of date, a line for each sort."""
    from depesche.render.record_labels import record_labels

    words = record_labels("").words
    old, others = sum(found.old.values()), sum(found.others.values())
    sorts = [(found.current, "up_to_date"), (old, "outdated"), (others, "read_by_others")]
    parts = [f"{number} {words[word]}" for number, word in sorts if number]
    by = [f"{maker.name} {maker.version}".strip() for maker in (*found.old, *found.others)]
    told = [f"{words['articles']}: {', '.join(parts) or 0}"]
    if by:
        told.append(f"{words['read_by']}: {', '.join(by)}")
    return told + _told_missing(found.missing)


def _told_missing(ids: list[str] | tuple[str, ...]) -> list[str]:
    """The acts with a decision that the readings of now do not find."""
    from depesche.render.record_labels import record_labels

    if not ids:
        return []
    labels = record_labels("")
    more = f" {labels.words['other_rows'].format(len(ids) - _MOST_NAMED)}" if len(ids) > _MOST_NAMED else ""
    return [f"{labels.words['missing']}: {', '.join(ids[:_MOST_NAMED])}{more}"]
