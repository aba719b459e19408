"""`depesche add`: articles in, read, and kept in a record."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
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
from depesche.reading.types import Article
from depesche.sources import articles, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from depesche.errors import DepescheError
    from depesche.record.record import Record


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
    interrupted is completed by running it again.
    """
    check_given(published, language)
    from depesche.reading.reader import read_many
    from depesche.record.extractors import this_extractor
    from depesche.record.record import Record

    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    failures = Failures(errors)
    outcomes: Counter[str] = Counter()
    with Record.open(record) as kept:
        found = _unread(articles(inputs, published=published, language=language), kept, outcomes)
        results = read_many(found, workers=workers, knowledge_path=parties)
        progress = with_progress(results, lambda: count(inputs), errors, beside_output=False)
        with closing(failures.taken_out(progress)) as readings:
            for reading in readings:
                added = kept.add(reading, this_extractor(reading.language))
                outcomes[added.outcome] += 1
                outcomes["acts"] += added.acts
                outcomes["copies"] += added.duplicate_of is not None
    print(_summary(outcomes))
    return failures.close()


def _unread(
    found: Iterable[Article | DepescheError], record: Record, outcomes: Counter[str]
) -> Iterator[Article | DepescheError]:
    """What the record does not hold yet; the rest is counted and need not be read again."""
    from depesche.record.extractors import this_extractor

    for one in found:
        if isinstance(one, Article) and record.holds(one.text, this_extractor(one.language)):
            outcomes["known"] += 1
        else:
            yield one


def _summary(outcomes: Counter[str]) -> str:
    from depesche.render.record_labels import record_labels

    words = record_labels("").words
    told = [("new", "new"), ("revision", "revisions"), ("reread", "reread"), ("known", "known")]
    parts = [f"{outcomes[name]} {words[word]}" for name, word in told if outcomes[name]]
    copies = f" ({outcomes['copies']} {words['copies']})" if outcomes["copies"] else ""
    return f"{words['articles']}: {', '.join(parts) or 0}{copies}; {words['acts']}: {outcomes['acts']}"
