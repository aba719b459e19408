"""The articles of a record, and one with all that was read in it.

articles(record, wanted, source=…, limit=…, after=…) -> Articles
article(record, id) -> ArticleShown
readings(record, id) -> who has read it, and when
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.questions.lookup import names_of
from depesche.record.store import articles as store
from depesche.record.store import events as event_store
from depesche.record.types import Extractor, Filter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from sqlalchemy import Connection, Row, Select
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.reading.types import Reading
    from depesche.record.questions.paging import Place
    from depesche.record.questions.results import Names
    from depesche.record.record import Record
    from depesche.record.types import StoredAct, StoredArticle

LIMIT = 50
_MOST_COPIES = 100
_HEAD = (
    "id",
    "title",
    "source",
    "url",
    "published",
    "language",
    "revision",
    "replaced_by",
    "group_id",
    "added",
)


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text; `group` is the first of its near-duplicates, `acts` how many it holds."""

    id: str
    title: str | None
    source: str
    url: str | None
    published: date | None
    language: str
    revision: int
    replaced_by: str | None
    group: str
    added: datetime
    acts: int


@dataclass(frozen=True, slots=True)
class Articles:
    """A page of articles; `after` begins the next one. `total` counts all where that is cheap."""

    heads: tuple[Head, ...]
    after: Place | None
    total: int | None


@dataclass(frozen=True, slots=True)
class ArticleShown:
    """An article, its current reading, and its acts as they now stand, in the order of the text.

    `revisions` are other versions of its address, `copies` its near-duplicates.
    """

    article: StoredArticle
    reading: Reading
    acts: tuple[StoredAct, ...]
    revisions: tuple[Head, ...]
    copies: tuple[Head, ...]
    names: Names


@dataclass(frozen=True, slots=True)
class ReadingHead:
    """A reading that was made of an article."""

    extractor: Extractor
    added: datetime
    current: bool


def articles(
    record: Record,
    wanted: Filter | None = None,
    *,
    source: str | None = None,
    limit: int = LIMIT,
    after: Place | None = None,
) -> Articles:
    """Articles published in the time of the filter that hold an act it wants; the last published first."""
    wanted = wanted or Filter()
    with record.connect() as connection:
        filters = _filters(connection, wanted, source)
        ids = _page(connection, filters, after, limit + 1)
        heads = heads_of(connection, ids[:limit])
        simple = replace(wanted, since=None, until=None, rejected=False) == Filter()
        counted = select(func.count()).select_from(schema.article).where(*filters)
        total = connection.execute(counted).scalar_one() if simple else None
    last = heads[-1] if len(ids) > limit else None
    return Articles(heads, (last.published, last.id) if last else None, total)


def _filters(connection: Connection, wanted: Filter, source: str | None) -> list[ColumnElement[bool]]:
    columns = schema.article.c
    of_acts = replace(wanted, since=None, until=None)
    found: list[ColumnElement[bool]] = []
    if wanted.since:
        found.append(columns.published >= wanted.since)
    if wanted.until:
        found.append(columns.published <= wanted.until)
    if source:
        found.append(columns.source == source)
    if of_acts != Filter():
        act, event = schema.act.c, schema.event
        held = select(act.key).join(event, event.c.id == act.event).where(act.article == columns.id)
        found.append(held.where(*conditions(connection, of_acts)).exists())
    return found


def _page(
    connection: Connection, filters: Sequence[ColumnElement[bool]], place: Place | None, limit: int
) -> list[str]:
    columns = schema.article.c
    ids: list[str] = []
    if place is None or place[0] is not None:
        dated = select(columns.id).where(columns.published.is_not(None), *filters)
        dated = dated.order_by(columns.published.desc(), columns.id.desc())
        ids = list(connection.execute(_beyond(dated, place).limit(limit)).scalars())
    if len(ids) < limit:
        undated = select(columns.id).where(columns.published.is_(None), *filters).order_by(columns.id)
        if place is not None and place[0] is None:
            undated = undated.where(columns.id > place[1])
        ids += connection.execute(undated.limit(limit - len(ids))).scalars()
    return ids


def _beyond(selection: Select[Any], place: Place | None) -> Select[Any]:
    if place is None:
        return selection
    columns, (day, id_) = schema.article.c, place
    later = or_(columns.published < day, and_(columns.published == day, columns.id < id_))
    return selection.where(columns.published <= day, later)


def heads_of(connection: Connection, ids: Sequence[str]) -> tuple[Head, ...]:
    """Articles without their texts, in the order of the ids; those that are not there are left out."""
    table, act = schema.article.c, schema.act.c
    rows = connection.execute(select(*(table[name] for name in _HEAD)).where(table.id.in_(ids)))
    found = {row.id: row for row in rows}
    counted = (
        select(act.article, func.count())
        .where(act.article.in_(ids), act.review != "rejected")
        .group_by(act.article)
    )
    acts = {row[0]: row[1] for row in connection.execute(counted)}
    return tuple(_head(found[id_], acts.get(id_, 0)) for id_ in ids if id_ in found)


def _head(row: Row[Any], acts: int) -> Head:
    return Head(*tuple(row), acts)  # type: ignore[call-arg]


def article(record: Record, id: str) -> ArticleShown:  # noqa: A002
    """One article with all that was read in it. Raises `UnknownEntry`, `AmbiguousEntry`."""
    found = record.article(id)
    with record.connect() as connection:
        reading = store.reading_of(connection, found)
        acts = sorted((one.act for one in event_store.acts_in(connection, found.id)), key=_in_text)
        revisions = _others(connection, found, schema.article.c.url, found.url)
        copies = _others(connection, found, schema.article.c.group_id, found.group)
    spoken_of = {
        party for act in acts for party in (*act.actor_ids, *act.recipient_ids, act.condition_party) if party
    }
    people = {role.person for act in acts for role in (*act.actors, *act.recipients) if role.person}
    listed = {party.id for party in reading.parties}
    names = names_of(
        record, [], sorted(spoken_of | people | listed), sorted({act.matter for act in acts if act.matter})
    )
    return ArticleShown(found, reading, tuple(acts), revisions, copies, names)


def _in_text(act: StoredAct) -> tuple[int, int, str]:
    start, end = act.trigger_spans[0] if act.trigger_spans else (0, 0)
    return start, end, act.id


def _others(
    connection: Connection, of: StoredArticle, column: ColumnElement[Any], value: str | None
) -> tuple[Head, ...]:
    """The other articles that have this in common with one."""
    if value is None:
        return ()
    table = schema.article.c
    selection = select(table.id).where(column == value, table.id != of.id)
    ids = connection.execute(selection.order_by(table.revision, table.id).limit(_MOST_COPIES)).scalars()
    return heads_of(connection, list(ids))


def readings(record: Record, id: str) -> tuple[ReadingHead, ...]:  # noqa: A002
    """Who has read an article, the first first. Raises `UnknownEntry`, `AmbiguousEntry`."""
    found = record.article(id)
    columns = schema.reading.c
    selection = (
        select(columns.extractor_name, columns.extractor_version, columns.added)
        .where(columns.article == found.id)
        .order_by(columns.added, columns.extractor_version)
    )
    with record.connect() as connection:
        rows = connection.execute(selection).all()
    made = ((Extractor(name, version), added) for name, version, added in rows)
    return tuple(ReadingHead(extractor, added, extractor == found.extractor) for extractor, added in made)
