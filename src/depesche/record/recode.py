"""Many acts changed at once, by a filter: looked at first, then decided as one, to be undone as one.

preview(record, wanted, changes) -> Preview     what would change; nothing is written
recode(record, wanted, changes, who=) -> Decision
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from depesche.errors import InvalidDecision
from depesche.record.deciding import Deciding
from depesche.record.editing import normal
from depesche.record.filters import conditions
from depesche.record.overlay import with_values
from depesche.record.schema import act, event
from depesche.record.store import articles, matters
from depesche.record.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.types import Decision, Filter, StoredAct

_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class Preview:
    """What a recoding would do: how many acts of how many events, and some of them before and after."""

    acts: int
    events: int
    examples: tuple[tuple[StoredAct, StoredAct], ...]


def preview(record: Record, wanted: Filter, changes: Mapping[str, Any]) -> Preview:
    """See what `recode` would change. Raises `InvalidDecision`."""
    with record.connect() as connection:
        ids = _ids(connection, wanted, rejected=wanted.rejected)
        some = list(event_store.load_acts(connection, ids[:_EXAMPLES]).values())
        values = _values(connection, some, changes)
        texts = articles.texts(connection, {one.article for one in some})
        examples = tuple((one, with_values(one, values, texts[one.article])) for one in some)
        return Preview(len(ids), _events(connection, wanted), examples)


def recode(
    record: Record, wanted: Filter, changes: Mapping[str, Any], *, who: str, note: str = ""
) -> Decision:
    """Set fields of all acts of the events that a filter wants, as one decision. Raises `InvalidDecision`."""
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        every = wanted.rejected or "kind" in changes  # all acts of an event have one kind, rejected ones too
        ids = _ids(connection, wanted, rejected=every)
        some = list(event_store.load_acts(connection, ids[:1]).values())
        values = _values(connection, some, changes)
        review = {} if "review" in values or set(values) == {"matter"} else {"review": "edited"}
        return deciding.decide("edit", "act", ids, {**values, **review})


def _ids(connection: Connection, wanted: Filter, *, rejected: bool) -> list[str]:
    """The acts of these events; rejected ones, which are none, only if they are asked for."""
    query = select(act.c.id).join(event, event.c.id == act.c.event).where(*conditions(connection, wanted))
    if not rejected:
        query = query.where(act.c.review != "rejected")
    return list(connection.execute(query.order_by(act.c.key)).scalars())


def _events(connection: Connection, wanted: Filter) -> int:
    query = select(func.count()).select_from(event).where(*conditions(connection, wanted))
    return connection.execute(query).scalar_one()


def _values(connection: Connection, some: list[StoredAct], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes in the form of decisions; words and spans are of one article and cannot be set for many."""
    if not some:
        raise InvalidDecision("no act fits the filter")
    single = sorted({"trigger", "content", "condition", "event"} & set(changes))
    if single:
        raise InvalidDecision(f"{single[0]} cannot be set for many acts at once")
    changed = dict(changes)
    if changed.get("matter"):
        changed["matter"] = matters.find(connection, changed["matter"])
    return normal(connection, some[:1], changed)
