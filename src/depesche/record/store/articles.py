"""Articles, and the readings that were ever made of them.

Public: `load(connection, ids)`, `latest_of(connection, url)`, `insert_article`, `keep_reading`, `has_reading`,
`read_by(connection, id)`, `reading_of(connection, article)`, `first_reading_of(connection, article)`,
`resolve(connection, table, id)`.
"""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from depesche.errors import AmbiguousEntry, UnknownEntry
from depesche.reading.contract import from_json
from depesche.reading.types import Extractor
from depesche.record.rows import article_of, article_row
from depesche.record.schema import article, reading
from depesche.record.store.prepared import ask_named, run
from depesche.record.store.rows import by_ids, chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Table

    from depesche.reading.types import Reading
    from depesche.record.types import StoredArticle

_MOST_NAMED = 5
_ARTICLES = by_ids(select(article), article.c.id)
_TEXTS = by_ids(select(article.c.id, article.c.text), article.c.id)
_LATEST = (
    select(article).where(article.c.url == bindparam("url")).order_by(article.c.revision.desc()).limit(1)
)
_READ = select(reading.c.body).where(
    reading.c.article == bindparam("article"),
    reading.c.extractor_name == bindparam("name"),
    reading.c.extractor_version == bindparam("version"),
)
_FIRST = (
    select(reading.c.body).where(reading.c.article == bindparam("article")).order_by(reading.c.added).limit(1)
)
_MADE_BY = select(article.c.extractor_name, article.c.extractor_version).where(
    article.c.id == bindparam("id")
)
_NEW = insert(article)
_NEW_READING = insert(reading)
_LEVEL = 3  # of compression: a third of the size for little time


def load(connection: Connection, ids: Sequence[str]) -> dict[str, StoredArticle]:
    """Articles by their ids; those that are not there are left out."""
    return {
        row["id"]: article_of(row)
        for some in chunks(ids)
        for row in ask_named(connection, _ARTICLES, {"ids": list(some)})
    }


def texts(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The texts of articles, by their ids."""
    return {
        row.id: row.text for some in chunks(sorted(ids)) for row in connection.execute(_TEXTS, {"ids": some})
    }


def latest_of(connection: Connection, url: str) -> StoredArticle | None:
    """The latest version of an address."""
    found = ask_named(connection, _LATEST, {"url": url})
    return article_of(found[0]) if found else None


def insert_article(connection: Connection, new: StoredArticle, before: StoredArticle | None) -> None:
    """Add an article; `before` is the version of its address that it replaces."""
    run(connection, _NEW, [article_row(new)])
    if before is not None:
        connection.execute(update(article).where(article.c.id == before.id).values(replaced_by=new.id))


def has_reading(connection: Connection, identifier: str, extractor: Extractor) -> bool:
    """Whether this extractor has read the article already."""
    return _body(connection, identifier, extractor) is not None


def read_by(connection: Connection, identifier: str) -> Extractor | None:
    """What made the current reading of an article, None where there is no such article."""
    row = connection.execute(_MADE_BY, {"id": identifier}).first()
    return Extractor(*row) if row else None


def _body(connection: Connection, identifier: str, extractor: Extractor) -> bytes | None:
    of = {"article": identifier, "name": extractor.name, "version": extractor.version}
    return connection.execute(_READ, of).scalar()


def keep_reading(connection: Connection, identifier: str, extractor: Extractor, body: str) -> None:
    """Keep a reading, as JSON without the text, beside those of other extractors."""
    row = {
        "article": identifier,
        "extractor_name": extractor.name,
        "extractor_version": extractor.version,
        "body": zlib.compress(body.encode(), _LEVEL),
        "added": datetime.now(UTC).replace(
            tzinfo=None
        ),  # to the microsecond: which was the first is asked for
    }
    run(connection, _NEW_READING, [row])


def reading_of(connection: Connection, of: StoredArticle, extractor: Extractor | None = None) -> Reading:
    """The reading of an article, its current one if no extractor is given. Raises `UnknownEntry`."""
    maker = extractor or of.extractor
    body = _body(connection, of.id, maker)
    if body is None:
        raise UnknownEntry(f"{maker.name} {maker.version} has not read article {of.id}")
    return _whole(body, of)


def first_reading_of(connection: Connection, of: StoredArticle) -> Reading:
    """The reading by which an article came in."""
    return _whole(connection.execute(_FIRST, {"article": of.id}).scalar_one(), of)


def _whole(body: bytes, of: StoredArticle) -> Reading:
    return from_json(json.dumps({**json.loads(zlib.decompress(body)), "text": of.text}))


def resolve(connection: Connection, table: Table, identifier: str, what: str) -> str:
    """The whole id of an entry, from its beginning. Raises `UnknownEntry`, `AmbiguousEntry`."""
    column = table.c.id
    if connection.execute(select(column).where(column == identifier)).scalar():
        return identifier
    is_sqlite = connection.dialect.name == "sqlite"  # whose LIKE looks through the whole table
    beginning = (
        column.between(identifier, identifier + "\uffff")
        if is_sqlite
        else column.startswith(identifier, autoescape=True)
    )
    found = (
        connection.execute(select(column).where(beginning).order_by(column).limit(_MOST_NAMED))
        .scalars()
        .all()
    )
    if not identifier or not found:
        raise UnknownEntry(f"there is no {what} {identifier!r}")
    if len(found) > 1:
        raise AmbiguousEntry(f"{identifier!r} is the beginning of several ids: {', '.join(found)} …")
    return str(found[0])
