"""What waits for a decision: the acts that nobody has decided about, the least certain first, page by page.

waiting(record, wanted, limit=…, after=…) -> Waiting
left(connection, wanted) -> how many wait
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from depesche.record import schema
from depesche.record.filters import conditions
from depesche.record.questions.results import Source
from depesche.record.rows import act_of
from depesche.record.store import articles
from depesche.record.types import Filter

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping, Select
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.record import Record
    from depesche.record.types import StoredAct, StoredArticle

LIMIT = 20
AROUND = 600  # characters before and after a sentence
_FEW = 20_000  # acts that are sorted faster than found in their order
Turn = tuple[float | None, int]
"""Where in the queue an act stands: its confidence and its number; those without a confidence come last."""


@dataclass(frozen=True, slots=True)
class Waiter:
    """An act that waits, with its article, the text around its sentence and how many sources tell its event."""

    act: StoredAct
    source: Source
    before: str
    after: str
    sources: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of the queue; `after` begins the next one, None where this is the last; `left` counts all that wait."""

    acts: tuple[Waiter, ...]
    left: int
    after: Turn | None = None


def waiting(
    record: Record, wanted: Filter | None = None, *, limit: int = LIMIT, after: Turn | None = None
) -> Waiting:
    """A page of the acts that nobody has decided about, the least certain first."""
    wanted = wanted or Filter()
    with record.connect() as connection:
        number = left(connection, wanted)
        rows = _rows(connection, _filters(connection, wanted, number), after, limit + 1)
        found = articles.load(connection, sorted({row["article"] for row in rows[:limit]}))
    acts = tuple(_waiter(row, found[row["article"]]) for row in rows[:limit])
    last = rows[limit - 1] if len(rows) > limit else None
    return Waiting(acts, number, (last["confidence"], last["key"]) if last else None)


def _filters(connection: Connection, wanted: Filter, number: int) -> list[ColumnElement[bool]]:
    """What must hold of the acts. Few are looked for by their events and sorted, many in the order of the index."""
    review = schema.act.c.review
    by_event = wanted != Filter() and number < _FEW
    is_open = func.coalesce(review, "") == "open" if by_event else review == "open"
    return [is_open, *conditions(connection, wanted)]


def _waiter(row: RowMapping, article: StoredArticle) -> Waiter:
    act, text = act_of(row), article.text
    cited = (article.id, article.source, article.title, article.url, article.published)
    source = Source(*cited, replaced_by=article.replaced_by)
    if act.sentence_span is None:
        return Waiter(act, source, "", "", row["sources"])
    start, end = act.sentence_span
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Waiter(act, source, before, after, row["sources"])


def _rows(
    connection: Connection, filters: list[ColumnElement[bool]], after: Turn | None, limit: int
) -> list[RowMapping]:
    act = schema.act.c
    rows: list[RowMapping] = []
    if after is None or after[0] is not None:
        sure = _open(filters, act.confidence.is_not(None)).order_by(act.confidence, act.key)
        rows = list(connection.execute(_beyond(sure, after).limit(limit)).mappings())
    if len(rows) < limit:
        unsure = _open(filters, act.confidence.is_(None)).order_by(act.key)
        if after is not None and after[0] is None:
            unsure = unsure.where(act.key > after[1])
        rows += connection.execute(unsure.limit(limit - len(rows))).mappings()
    return rows


def _beyond(selection: Select[Any], after: Turn | None) -> Select[Any]:
    """What comes after a turn; the plain bound on the confidence is there for the index."""
    if after is None:
        return selection
    act, (confidence, key) = schema.act.c, after
    later = or_(act.confidence > confidence, and_(act.confidence == confidence, act.key > key))
    return selection.where(act.confidence >= confidence, later)


def _open(filters: list[ColumnElement[bool]], *where: ColumnElement[bool]) -> Select[Any]:
    act, event = schema.act, schema.event
    return select(act, event.c.sources).join(event, event.c.id == act.c.event).where(*where, *filters)


def left(connection: Connection, wanted: Filter) -> int:
    """How many acts wait that a filter wants: all its acts, less those, mostly few, that were decided about."""
    act, event = schema.act.c, schema.event.c
    decided_ = act.review.in_(("confirmed", "edited", "rejected"))
    if wanted == Filter():
        all_ = connection.execute(select(func.count()).select_from(schema.act)).scalar_one()
        gone = connection.execute(select(func.count()).where(decided_)).scalar_one()
        return all_ - gone - _hidden(connection)
    filters = conditions(connection, wanted)
    total = connection.execute(select(func.sum(event.acts)).where(*filters)).scalar() or 0
    about = select(act.event, func.count().label("acts")).where(decided_).group_by(act.event).subquery()
    joined = select(func.coalesce(func.sum(about.c.acts), 0)).join_from(
        about, schema.event, event.id == about.c.event
    )
    return int(total) - int(connection.execute(joined.where(*filters)).scalar_one())


def _hidden(connection: Connection) -> int:
    """How many open acts stand in events that were rejected."""
    act, event = schema.act.c, schema.event.c
    rejected = select(act.event).where(act.review == "rejected")
    hidden = select(event.id).where(event.id.in_(rejected), event.review == "rejected")
    by_event = func.coalesce(act.review, "") == "open"  # an expression, so that the index of events is taken
    return connection.execute(select(func.count()).where(by_event, act.event.in_(hidden))).scalar_one()
