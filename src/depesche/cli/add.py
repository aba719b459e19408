"""`depesche add`: articles in, read, and kept in a record."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from itertools import chain
from typing import TYPE_CHECKING

from rich.console import Console

from depesche.cli.asking import RecordOption  # noqa: TC001 (Typer reads the annotations)
from depesche.cli.progress import with_progress
from depesche.cli.read import (
    Failures,
    InputsArgument,
    LanguageOption,
    PartiesOption,
    PublishedOption,
    WorkersOption,
    check_given,
)
from depesche.errors import DepescheError
from depesche.reading.types import Article
from depesche.sources import articles, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from depesche.record.record import Record

_OUTDATED = "{} of them were read by other weights or with other parties; to read them again: depesche reread"


def add(
    inputs: InputsArgument,
    record: RecordOption,
    published: PublishedOption = None,
    language: LanguageOption = None,
    workers: WorkersOption = 1,
    parties: PartiesOption = None,
) -> int:
    """Read articles and keep what they say.

    A record is made where there is none. What it holds already is not read again, so that a run that was
    interrupted is completed by running it again; to read it anew: depesche reread.
    """
    check_given(published, language)
    from depesche.reading.reader import read_many
    from depesche.record.record import Record

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    failures = Failures(errors)
    outcomes: Counter[str] = Counter()
    found = _with_an_article(articles(inputs, published=published, language=language), failures)
    if found is None:
        return failures.close()
    with Record.open(record) as kept:
        unread = _unread(found, kept, parties, outcomes)
        results = read_many(unread, workers=workers, knowledge_path=parties)
        progress = with_progress(results, lambda: count(inputs), errors, beside_output=False)
        with closing(failures.taken_out(progress)) as readings:
            for reading in readings:
                added = kept.add(reading)
                outcomes[added.outcome] += 1
                outcomes["acts"] += added.acts
                outcomes["copies"] += added.duplicate_of is not None
    print(_summary(outcomes))
    if outcomes["outdated"]:
        failures.say(_OUTDATED.format(outcomes["outdated"]))
    return failures.close()


def _with_an_article(
    found: Iterator[Article | DepescheError], failures: Failures
) -> Iterator[Article | DepescheError] | None:
    """The same, None where there is no article in it, so that no empty record is made; the errors are said then."""
    errors: list[DepescheError] = []
    for one in found:
        if isinstance(one, Article):
            return chain(errors, [one], found)
        errors.append(one)
    list(failures.taken_out(iter(errors)))
    return None


def _unread(
    found: Iterable[Article | DepescheError], record: Record, parties: Path | None, outcomes: Counter[str]
) -> Iterator[Article | DepescheError]:
    """What the record does not hold yet; the rest is counted and need not be read again."""
    from depesche.reading.extractor import NAME, this_extractor

    for one in found:
        by = record.read_by(one.text) if isinstance(one, Article) else None
        if by is None or isinstance(one, DepescheError):
            yield one
        else:
            outcomes["known"] += 1
            outcomes["outdated"] += by.name == NAME and by != this_extractor(one.language, parties)


def _summary(outcomes: Counter[str]) -> str:
    from depesche.render.record_labels import record_labels

    words = record_labels("").words
    told = [("new", "new"), ("revision", "revisions"), ("reread", "reread"), ("known", "known")]
    parts = [f"{outcomes[name]} {words[word]}" for name, word in told if outcomes[name]]
    copies = f" ({outcomes['copies']} {words['copies']})" if outcomes["copies"] else ""
    return f"{words['articles']}: {', '.join(parts) or 0}{copies}; {words['acts']}: {outcomes['acts']}"
