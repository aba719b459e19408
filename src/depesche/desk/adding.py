"""Articles that come in at the desk: as text, as files, from an address; read and added one by one.

Public: `text_work`, `files_work`, `address_work`, `cannot_read`.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from depesche import languages
from depesche.desk.jobs import Work
from depesche.desk.models.answers import Found
from depesche.desk.refusals import refusal_of
from depesche.errors import DepescheError, InputError, InvalidDate, LanguageError, UnknownLanguage
from depesche.reading import reader
from depesche.reading.network import check_weights
from depesche.reading.types import Article, Reading
from depesche.record.intake import article_id
from depesche.sources import articles, count, iso_date
from depesche.sources.build import Given
from depesche.sources.plain import from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from depesche.desk.jobs import Step
    from depesche.desk.keeper import Keeper
    from depesche.desk.models.asked import Address, Text

PASTED = "text"
_LONGEST_NAME = 120


class Adding(NamedTuple):
    """Where articles go: the record, the reader's own parties, and whose name is on the job.

    With `public_only`, addresses in private networks are refused.
    """

    keeper: Keeper
    parties: Path | None
    who: str
    public_only: bool = True

    def steps(self, found: Iterable[Article | DepescheError]) -> Iterator[Step]:
        """Read and add articles, one by one: what became of each, or the error that came instead."""
        for one in found:
            yield self._step(one) if isinstance(one, Article) else one

    def _step(self, article: Article) -> Step:
        if self.keeper.record.read_by(article.text) is not None:
            known = article_id(article.text)
            return Found(
                article=known,
                title=article.title,
                source=article.id,
                outcome="known",
                acts=0,
                duplicate_of=None,
            )
        read = next(iter(reader.read_many([article], knowledge_path=self.parties)))
        return self._kept(article, read) if isinstance(read, Reading) else read

    def _kept(self, article: Article, reading: Reading) -> Found:
        with self.keeper.writing() as record:
            added = record.add(reading)
        return Found(
            article=added.article,
            title=article.title,
            source=article.id,
            outcome=added.outcome,
            acts=added.acts,
            duplicate_of=added.duplicate_of,
        )


def checked(published: str | None, language: str | None) -> Given:
    """What is said of all articles of a job.

    Raises `Refusal` for a day or language that is none, `MissingWeights` where nothing could be read.
    """
    try:
        day = iso_date(published) if published else None
    except InvalidDate as error:
        raise refusal_of(error, "published") from None
    try:
        codes = [language] if language else languages.available()
        for code in codes:
            check_weights(languages.load(code))
    except UnknownLanguage as error:
        raise refusal_of(error, "language") from None
    return Given(day, language or None)


def cannot_read() -> str | None:
    """Why no article can be read here, where that is so: the weights of a language are not all there."""
    try:
        for code in languages.available():
            check_weights(languages.load(code))
    except LanguageError as error:
        return f"articles cannot be added: {error}"
    return None


def text_work(adding: Adding, text: Text) -> Work:
    """Add one text. Raises `Refusal` where it holds nothing to read."""
    given = checked(text.published, text.language)
    try:
        article = from_text(
            text.text.encode("utf-8", "replace"),
            name=PASTED,
            source=PASTED,
            given=given,
            url=text.url or None,
        )
    except InputError as error:
        raise refusal_of(error, "text") from None
    article = replace(article, id=article_id(article.text), title=text.title or article.title)
    return Work(adding.who, partial(adding.steps, [article]), 1)


def address_work(adding: Adding, address: Address) -> Work:
    """Add what lies at an address."""
    given = checked(address.published, address.language)

    def steps() -> Iterator[Step]:
        found = articles(
            [address.url],
            published=given.published,
            language=given.language,
            public_only=adding.public_only,
        )
        return adding.steps(found)

    return Work(adding.who, steps)


def files_work(adding: Adding, files: Sequence[tuple[str, bytes]], given: Given) -> Work:
    """Add files by their names and contents; they lie in a folder of their own until the job has ended."""
    folder = Path(tempfile.mkdtemp(prefix="depesche-"))
    clear = partial(shutil.rmtree, folder, ignore_errors=True)
    try:
        paths = [_laid(folder, number, *file) for number, file in enumerate(files)]
    except BaseException:
        clear()
        raise

    def steps() -> Iterator[Step]:
        found = articles(paths, published=given.published, language=given.language)
        return adding.steps(_named(one) for one in found)

    return Work(adding.who, steps, count(paths), clear)


def _laid(folder: Path, number: int, name: str, content: bytes) -> Path:
    """A file under its own name, of which only the last part counts; several may have the same."""
    last = Path(name.replace("\\", "/").replace("\x00", "")).name[-_LONGEST_NAME:].lstrip(".") or "file"
    place = folder / str(number)
    place.mkdir()
    path = place / last.encode("utf-8", "replace").decode()
    path.write_bytes(content)
    return path


def _named(one: Article | InputError) -> Article | InputError:
    """An error that names the file as its sender did."""
    if isinstance(one, Article) or one.source is None:
        return one
    said = (
        str(one)
        .removeprefix(one.source if one.line is None else f"{one.source}:{one.line}")
        .removeprefix(": ")
    )
    return type(one)(said, source=Path(one.source).name, line=one.line)
