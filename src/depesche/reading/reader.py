"""The main flow: from an article to a reading. A newcomer begins here."""

from __future__ import annotations

import re
from collections import deque
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from depesche import languages
from depesche.errors import DepescheError, InvalidDate
from depesche.reading import acts, statements
from depesche.reading.acts import Known, find_acts
from depesche.reading.conditions import find_conditions
from depesche.reading.detect import language_of
from depesche.reading.document import cut
from depesche.reading.extractor import this_extractor
from depesche.reading.hands import Halted, hands
from depesche.reading.kinds import wording_of
from depesche.reading.network import Network, Seen, network_of
from depesche.reading.once import built_once
from depesche.reading.parties import Knowledge, find_parties, load_knowledge
from depesche.reading.pieces import joined, pieces_of
from depesche.reading.relays import with_relays
from depesche.reading.roles import UNFITTED, Weighing, weighings_of
from depesche.reading.statements import find_statements
from depesche.reading.times import find_times
from depesche.reading.types import Article, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from pathlib import Path
    from threading import Event

    from depesche.languages import Language
    from depesche.reading.document import Document
    from depesche.reading.kinds import Wording

DEFAULT_LANGUAGE = "de"
CHARACTERS_AT_ONCE = 60_000
LONGEST_PIECE = 40_000
ARTICLES_AT_ONCE = 16
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reader:
    """All that is needed to read articles of one language."""

    language: Language
    network: Network
    statement_limits: statements.Limits
    act_limits: acts.Limits
    weighings: Mapping[str, Weighing] = field(default_factory=lambda: UNFITTED)
    knowledge: Knowledge | None = None
    wording: Wording | None = None

    def read(self, articles: Sequence[Article], halt: Event | None = None) -> list[Reading]:
        """Read articles, several at once; one reading per article, in order. Stops with `Halted` once `halt` is set."""
        documents = [cut(article.text, self.language) for article in articles]
        seen = self.network.see(documents)
        readings = []
        for each in zip(articles, documents, seen, strict=True):
            if halt is not None and halt.is_set():
                raise Halted
            readings.append(self._reading(*each))
        return readings

    def _reading(self, article: Article, document: Document, seen: Seen) -> Reading:
        known = self.know(document, seen, day_of(article.published))
        return replace(
            _empty(article),
            sentences=tuple(sentence.span for sentence in document.sentences),
            statements=known.statements,
            acts=find_acts(known, seen.acts, self.act_limits),
            times=known.times,
            parties=known.parties.parties,
        )

    def know(self, document: Document, seen: Seen, published: date | None) -> Known:
        """All that is known of a document before its acts are read: times, parties, statements."""
        times = find_times(document, self.language, published)
        parties = find_parties(document, self.language, self.knowledge, published)
        said = find_statements(document, seen.statements, parties, self.statement_limits, self.language)
        said = with_relays(said, document, parties, self.language)
        conditions = find_conditions(document, self.language)
        objects = self.language.table("objects")
        return Known(document, said, times, parties, conditions, objects, self.weighings, self.wording)


def read(
    text: str,
    *,
    published: str | date | None = None,
    language: str | None = None,
    title: str | None = None,
    id: str = "",  # noqa: A002
) -> Reading:
    """Read one text.

    `published` (ISO 8601) dates its relative times; without it they have no value. `language` (BCP 47) forces a
    language; without it the text's own is told, and one that is not installed gives an empty reading with a notice.
    An empty text gives an empty reading. Raises `InvalidDate`, `UnknownLanguage`.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a str, not {type(text).__name__}; decode it first")
    if language is not None:
        languages.load(language)
    day = published.isoformat() if isinstance(published, date) else published
    text = _HALF_CHARACTERS.sub("\ufffd", text)
    article = Article(text, id, title, day, language=language or language_of(text, DEFAULT_LANGUAGE))
    day_of(article.published)
    return _read_articles([article], None)[0]


def read_many(
    articles: Iterable[Article | DepescheError], *, workers: int = 1, knowledge_path: Path | None = None
) -> Iterator[Reading | DepescheError]:
    """Read many articles in bounded memory: readings come in the order of the articles, errors in their place.

    `workers` counts processes (a script that has several needs `if __name__ == "__main__":`). A single one reads in
    two threads where there are two cores: while one batch waits for the network, the other is told. `knowledge_path`
    names the reader's own file of parties.
    """
    waiting: deque[Future[list[Reading | DepescheError]]] = deque()
    try:
        with hands(workers) as several:
            for batch in _batches(articles):
                waiting.append(several.give(_read_batch, batch, knowledge_path))
                if len(waiting) > several.ahead:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        message = 'the workers could not start; in a script, call read_many below: if __name__ == "__main__":'
        raise DepescheError(message) from error


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time. Raises `InvalidDate`."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError as error:
        message = f"{published!r} is no date; write it as 2022-01-27"
        raise InvalidDate(message) from error


def _batches(articles: Iterable[Article | DepescheError]) -> Iterator[list[Article | DepescheError]]:
    batch: list[Article | DepescheError] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article.text) if isinstance(article, Article) else 0
        if size >= CHARACTERS_AT_ONCE or len(batch) >= ARTICLES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _read_batch(
    halt: Event | None, batch: Sequence[Article | DepescheError], knowledge_path: Path | None
) -> list[Reading | DepescheError]:
    """Readings of a batch; what cannot be read gives its error."""
    good = [article for article in batch if isinstance(article, Article)]
    try:
        readings = iter(_read_articles(good, knowledge_path, halt))
    except DepescheError:
        return [_read_alone(article, knowledge_path) for article in batch]
    return [next(readings) if isinstance(article, Article) else article for article in batch]


def _read_alone(article: Article | DepescheError, knowledge_path: Path | None) -> Reading | DepescheError:
    if isinstance(article, DepescheError):
        return article
    try:
        return _read_articles([article], knowledge_path)[0]
    except DepescheError as error:
        return error


def _read_articles(
    articles: Sequence[Article], knowledge_path: Path | None, halt: Event | None = None
) -> list[Reading]:
    """Readings of articles of any language: long ones in pieces, the others together."""
    readings: dict[int, Reading] = {}
    together: dict[str, list[int]] = {}
    for number, article in enumerate(articles):
        if languages.installed(article.language) is None:
            readings[number] = _empty(article, _not_installed(article.language))
        elif len(article.text) > LONGEST_PIECE:
            reader = reader_of(article.language, knowledge_path)
            pieces = (reader.read([piece], halt)[0] for piece in pieces_of(article, LONGEST_PIECE))
            readings[number] = joined(_empty(article), pieces)
        else:
            together.setdefault(article.language, []).append(number)
    for code, numbers in together.items():
        found = reader_of(code, knowledge_path).read([articles[number] for number in numbers], halt)
        readings.update(zip(numbers, found, strict=True))
    return [_signed(readings[number], knowledge_path) for number in range(len(articles))]


def _signed(reading: Reading, knowledge_path: Path | None) -> Reading:
    return replace(reading, extractor=this_extractor(reading.language, knowledge_path))


@built_once
def reader_of(code: str, knowledge_path: Path | None = None) -> Reader:
    """The reader of a language; its weights and lists load when first asked for."""
    language = languages.load(code)
    knowledge = load_knowledge(knowledge_path) if knowledge_path else None
    network = network_of(language)
    return Reader(
        language,
        network,
        statements.Limits(**network.settings.get("statement_limits", {})),
        acts.Limits(**network.settings.get("act_limits", {})),
        weighings_of(network.settings.get("roles", {})),
        knowledge,
        wording_of(language),
    )


def _empty(article: Article, *notices: str) -> Reading:
    undated = (
        () if article.published else ("no publication date: relative times have no value (use --published)",)
    )
    return Reading(
        id=article.id,
        language=article.language,
        text=article.text,
        title=article.title,
        url=article.url,
        published=article.published,
        notices=(*article.notices, *notices, *undated),
    )


def _not_installed(code: str) -> str:
    known = ", ".join(languages.available())
    return f"the text seems to be in {code!r}, which is not read yet (read: {known}); --language de forces it"
