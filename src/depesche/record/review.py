"""What people decide about acts: appended to a log, laid over what was read, taken back by one decision more.

    confirm, reject(record, ids, who=)         acts; of an event, all its acts
    edit(record, ids, changes, who=)           any field; see `overlay` for the values
    merge(record, ids, who=)                   these events tell the same thing: the first takes in the others
    split(record, ids, who=)                   these acts tell something else than the others of their event
    assign(record, ids, matter, who=)          file events under a matter; a new name makes a new one
    add_by_hand(record, article, fields, who=) an act that was not read, with its span
    undo(record, number=None, who=)            a decision holds no more; the last one, if none is given
    uncertain(record, wanted, limit)           what to look at first: nobody has decided, the least certain first

All but the last return the `Decision`. `who` is a name, `note` a remark for the log. Ids are whole ones or their unique
beginnings. The id of an event, which is that of its first act, stands for all its acts, unless `whole` is false. What
is decided about matters, exchanges and commitments is in `review_matters` and `review_links`.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from depesche.errors import InvalidDecision, UnknownEntry
from depesche.record import schema
from depesche.record.adding import Adding
from depesche.record.deciding import Deciding
from depesche.record.editing import normal, stored_by_hand
from depesche.record.filters import conditions
from depesche.record.rows import act_of
from depesche.record.store import articles, matters
from depesche.record.store import events as event_store
from depesche.record.types import Extractor, Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.record.record import Record
    from depesche.record.types import Decision, StoredAct

LIMIT = 50


def confirm(record: Record, ids: Iterable[str], *, who: str, note: str = "", whole: bool = True) -> Decision:
    """These acts are right as they stand; of an event, those that nobody rejected, if there are some."""
    with Deciding.of(record, who, note) as deciding:
        acts = acts_of(deciding.connection, ids, whole=whole, rejected=False)
        return deciding.decide("confirm", "act", [act.id for act in acts], {"review": "confirmed"})


def reject(record: Record, ids: Iterable[str], *, who: str, note: str = "", whole: bool = True) -> Decision:
    """These acts are none; they are kept, and shown only where they are asked for."""
    with Deciding.of(record, who, note) as deciding:
        return deciding.decide(
            "reject", "act", act_ids(deciding.connection, ids, whole=whole), {"review": "rejected"}
        )


def edit(
    record: Record,
    ids: Iterable[str],
    changes: Mapping[str, Any],
    *,
    who: str,
    note: str = "",
    whole: bool = True,
) -> Decision:
    """Set fields of acts. Raises `InvalidDecision`.

    Beside the values of `overlay`, actors, recipients and condition_party may be names of parties, and trigger, content
    and condition words that stand in the article.
    """
    with Deciding.of(record, who, note) as deciding:
        acts = acts_of(deciding.connection, ids, whole=whole)
        if "matter" in changes or "event" in changes:
            raise InvalidDecision("to change the matter, assign; to change the event, merge or split")
        values = normal(deciding.connection, acts, changes)
        if "kind" in changes:
            _check_leaves_none(deciding.connection, acts, changes["kind"])
        return deciding.decide("edit", "act", [act.id for act in acts], {**values, "review": "edited"})


def _check_leaves_none(connection: Connection, acts: Sequence[StoredAct], kind: str) -> None:
    """An event has one kind: all its acts change it, or the one that does is split off first."""
    edited = {act.id for act in acts}
    told = event_store.acts_of(connection, sorted({act.event for act in acts}))
    for event, all_ in told.items():
        others = [act.id for act in all_ if act.id not in edited and act.kind != kind]
        if others:
            raise InvalidDecision(
                f"event {event} has other acts of another kind ({', '.join(others[:3])}); "
                "split off the one, or edit the event as a whole"
            )


def merge(record: Record, ids: Iterable[str], *, who: str, note: str = "") -> Decision:
    """These events tell the same thing. Raises `InvalidDecision` where they are of several kinds."""
    with Deciding.of(record, who, note) as deciding:
        events = event_ids(deciding.connection, ids)
        told = event_store.acts_of(deciding.connection, events)
        kinds = {act.kind for acts in told.values() for act in acts}
        if len(events) < 2:
            raise InvalidDecision("name at least two events to merge")
        if len(kinds) > 1:
            raise InvalidDecision(f"events of several kinds cannot be merged: {', '.join(sorted(kinds))}")
        first, *others = events
        moved = [act.id for event in others for act in told[event]]
        matter = told[first][0].matter
        return deciding.decide("merge", "act", moved, {"event": first, "matter": matter})


def split(record: Record, ids: Iterable[str], *, who: str, note: str = "") -> Decision:
    """These acts of one event tell something else than the others. Raises `InvalidDecision`."""
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        acts = acts_of(connection, ids, whole=False)
        events = {act.event for act in acts}
        if len(events) > 1:
            raise InvalidDecision(f"the acts are of several events: {', '.join(sorted(events))}")
        told = event_store.acts_of(connection, sorted(events))
        if all(len(all_) == len(acts) for all_ in told.values()):
            raise InvalidDecision("the event has no other acts to split these from")
        free = event_store.free_id(connection, acts[0].id)
        return deciding.decide("split", "act", [act.id for act in acts], {"event": free})


def assign(record: Record, ids: Iterable[str], matter: str, *, who: str, note: str = "") -> Decision:
    """File events under a matter, by its name or id; a name that none has makes a new one."""
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        acts = acts_of(connection, event_ids(connection, ids))
        try:
            goal = matters.find(connection, matter)
        except UnknownEntry:
            goal = matters.found(connection, matter, acts, deciding.memory.shelf.rarity)
        return deciding.decide("assign", "act", [act.id for act in acts], {"matter": goal})


def add_by_hand(
    record: Record, article: str, fields: Mapping[str, Any], *, who: str, note: str = ""
) -> Decision:
    """Add an act that was not read; the decision's subject is its id. Raises `InvalidDecision`.

    `fields` are those of `edit`; `kind` and `trigger` are needed.
    """
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        whole = articles.resolve(connection, schema.article, article, "article")
        there = articles.load(connection, [whole])[whole]
        numbers = [int(known.act.id.rpartition("-")[2]) for known in event_store.acts_in(connection, whole)]
        identifier = f"{whole}-{max(numbers, default=0) + 1}"
        reading = articles.reading_of(connection, there)
        new, values = stored_by_hand(connection, there, reading, identifier, fields)
        new = replace(new, extractor=Extractor("hand", deciding.who))
        Adding(connection, deciding.memory).place_new([new], there, matters.Around.of(reading), again=True)
        return deciding.decide("add", "act", [new.id], {**values, "review": "confirmed"})


def undo(record: Record, number: int | None = None, *, who: str, note: str = "") -> Decision:
    """A decision holds no more; the last one that holds, if none is given. To undo an undo brings back."""
    with Deciding.of(record, who, note) as deciding:
        return deciding.undo(number)


def uncertain(record: Record, wanted: Filter | None = None, limit: int = LIMIT) -> tuple[StoredAct, ...]:
    """Acts that nobody has decided about, the least certain first; those without a confidence come last."""
    act, event = schema.act, schema.event
    with record.connect() as connection:
        query = (
            select(act)
            .join(event, event.c.id == act.c.event)
            .where(act.c.review == "open", *conditions(connection, wanted or Filter()))
        )
        sure = query.where(act.c.confidence.is_not(None)).order_by(act.c.confidence, act.c.id)  # by the index
        found = connection.execute(sure.limit(limit)).mappings().all()
        unknown = query.where(act.c.confidence.is_(None)).order_by(act.c.id).limit(limit - len(found))
        rest = connection.execute(unknown).mappings().all() if len(found) < limit else []
        return tuple(act_of(row) for row in (*found, *rest))


def act_ids(connection: Connection, ids: Iterable[str], *, whole: bool) -> list[str]:
    """The ids of `acts_of`."""
    return [act.id for act in acts_of(connection, ids, whole=whole)]


def acts_of(
    connection: Connection, ids: Iterable[str], *, whole: bool = True, rejected: bool = True
) -> list[StoredAct]:
    """Acts by their ids; with `whole`, the id of an event stands for all its acts.

    Unless `rejected`, it stands for those that are not rejected, where it has such. Raises `UnknownEntry`,
    `AmbiguousEntry`.
    """
    found: dict[str, StoredAct] = {}
    for identifier in ids:
        some = _named(connection, identifier, whole=whole)
        if not rejected:
            some = [act for act in some if act.review != "rejected"] or some
        found.update({act.id: act for act in some})
    if not found:
        raise InvalidDecision("there is nothing to decide about")
    return list(found.values())


def _named(connection: Connection, identifier: str, *, whole: bool) -> list[StoredAct]:
    """The acts of an event, or an act. Whole ids come first: that of an act may be the beginning of an event's."""
    found = event_store.acts_of(connection, [identifier])[identifier] if whole else []
    found = found or list(event_store.load_acts(connection, [identifier]).values())
    if found:
        return found
    if whole:
        with suppress(UnknownEntry):
            key = articles.resolve(connection, schema.event, identifier, "event")
            return event_store.acts_of(connection, [key])[key]
    key = articles.resolve(connection, schema.act, identifier, "act or event" if whole else "act")
    return list(event_store.load_acts(connection, [key]).values())


def event_ids(connection: Connection, ids: Iterable[str]) -> list[str]:
    """The events that these are, or whose acts these are; each once, in order."""
    return list(dict.fromkeys(acts_of(connection, [identifier])[0].event for identifier in ids))
