"""What has changed in a record since one last looked, whoever changed it.

marks(record) -> where the record stands
changes(record, since) -> Changes
decisions_after(record, number) -> the decisions after one
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, literal_column, select

from depesche.record import schema
from depesche.record.questions.counts import writes
from depesche.record.store import decisions

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.record import Record
    from depesche.record.types import Decision

MOST = 100  # decisions or articles that are told one by one


class Marks(NamedTuple):
    """Where a record stands: how often it was changed, its last decision, its articles and the last that came in."""

    writes: int
    decision: int
    articles: int
    last: Any


class NewArticle(NamedTuple):
    """An article that came in."""

    id: str
    title: str | None
    source: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What has come since, the oldest first, at most 100 of each; and where the record stands now."""

    marks: Marks
    decisions: tuple[Decision, ...] = ()
    articles: tuple[NewArticle, ...] = ()


def marks(record: Record) -> Marks:
    """Where the record stands."""
    with record.connect() as connection:
        return _marks(connection)


def changes(record: Record, since: Marks) -> Changes:
    """What has changed since; one small look where nothing has."""
    with record.connect() as connection:
        if writes(connection) == since.writes:
            return Changes(since)
        now = _marks(connection)
        return Changes(now, _decisions(connection, since.decision), _articles(connection, since))


def decisions_after(record: Record, number: int) -> tuple[Decision, ...]:
    """The decisions after one, the oldest first; at most 100."""
    with record.connect() as connection:
        return _decisions(connection, number)


def _marks(connection: Connection) -> Marks:
    decision = connection.execute(select(func.max(schema.decision.c.number))).scalar() or 0
    number = connection.execute(select(func.count()).select_from(schema.article)).scalar_one()
    last = connection.execute(select(func.max(_order(connection))).select_from(schema.article)).scalar()
    return Marks(writes(connection), decision, number, last)


def _order(connection: Connection) -> ColumnElement[Any]:
    """What grows with every article: SQLite numbers rows, PostgreSQL has only the time."""
    return literal_column("article.rowid") if connection.dialect.name == "sqlite" else schema.article.c.added


def _decisions(connection: Connection, number: int) -> tuple[Decision, ...]:
    column = schema.decision.c.number
    numbers = connection.execute(select(column).where(column > number).order_by(column).limit(MOST)).scalars()
    return tuple(decisions.load(connection, list(numbers)).values())


def _articles(connection: Connection, since: Marks) -> tuple[NewArticle, ...]:
    """The articles that came in since; on PostgreSQL those of the same second may come twice."""
    table, order = schema.article.c, _order(connection)
    selection = select(table.id, table.title, table.source, table.published).select_from(schema.article)
    if since.last is not None:
        is_sqlite = connection.dialect.name == "sqlite"
        selection = selection.where(order > since.last if is_sqlite else order >= since.last)
    rows = connection.execute(selection.order_by(order, table.id).limit(MOST))
    return tuple(NewArticle(*row) for row in rows)
