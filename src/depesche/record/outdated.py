"""Which readings of a record are out of date: made by other weights or with other parties than those of now.

    outdated(record, parties) -> Outdated    counted by who made them
    articles_to_reread(record, parties)      the articles, to be read again

Readings of other programs and of people are never out of date; they are read anew only where that is asked for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from depesche.reading.extractor import NAME, this_extractor
from depesche.reading.types import Article, Extractor
from depesche.record.schema import act, article
from depesche.record.store import articles
from depesche.record.store.rows import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import ColumnElement

    from depesche.record.record import Record
    from depesche.record.types import StoredArticle

_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Outdated:
    """How many articles there are, by what made their readings; and the acts that their readings do not find.

    `missing` are ids of acts about which people have decided, and which the current reading of the article does not
    find.
    """

    current: int
    old: Mapping[Extractor, int]
    others: Mapping[Extractor, int]
    missing: tuple[str, ...]


def outdated(record: Record, parties: Path | None = None) -> Outdated:
    """What is out of date, seen from this Depesche with a file of parties."""
    made_by = (article.c.language, article.c.extractor_name, article.c.extractor_version)
    old: Counter[Extractor] = Counter()
    others: Counter[Extractor] = Counter()
    current = 0
    with record.connect() as connection:
        for language, name, version, number in connection.execute(
            select(*made_by, func.count()).group_by(*made_by).order_by(*made_by)
        ):
            by = Extractor(name, version)
            if by == this_extractor(language, parties):
                current += number
            else:
                (old if name == NAME else others)[by] += number
        lost = select(act.c.id).join(article, article.c.id == act.c.article).where(is_missing())
        missing = tuple(connection.execute(lost.order_by(act.c.key)).scalars())
    return Outdated(current, old, others, missing)


def is_missing() -> ColumnElement[bool]:
    """Whether an act was read, but not by what made the current reading of its article."""
    same = (act.c.extractor_name == article.c.extractor_name) & (
        act.c.extractor_version == article.c.extractor_version
    )
    return (act.c.origin == "read") & ~same


def articles_to_reread(
    record: Record, parties: Path | None = None, ids: Sequence[str] = ()
) -> tuple[int, Iterator[Article]]:
    """The articles whose readings are out of date, or those with these ids whoever has read them; and their number.

    Raises `UnknownEntry`, `AmbiguousEntry`.
    """
    wanted = [record.article(one).id for one in ids] if ids else _outdated_ids(record, parties)
    return len(wanted), (_as_given(one) for some in chunks(wanted, _AT_ONCE) for one in _loaded(record, some))


def _outdated_ids(record: Record, parties: Path | None) -> list[str]:
    query = select(article.c.id, article.c.language, article.c.extractor_version).where(
        article.c.extractor_name == NAME
    )
    with record.connect() as connection:
        rows = connection.execute(query.order_by(article.c.published, article.c.id)).all()
    return [row.id for row in rows if row.extractor_version != this_extractor(row.language, parties).version]


def _loaded(record: Record, ids: Sequence[str]) -> list[StoredArticle]:
    with record.connect() as connection:
        found = articles.load(connection, ids)
    return [found[one] for one in ids if one in found]


def _as_given(one: StoredArticle) -> Article:
    return Article(one.text, one.given_id, one.title, one.published_text, url=one.url, language=one.language)
