"""Acts and the events they tell.

Public: `load_acts(connection, ids)`, `load(connection, ids)`, `insert_acts`, `update_act`, `near(connection, acts)`,
`told_in_group(connection, group)`, `told(connection, ids)`, `found(connection, event)`, `write(connection, …)`.

An event follows from its acts: it is made anew from them after any change, with its parties and the counts of the
board.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    Text,
    bindparam,
    cast,
    delete,
    insert,
    or_,
    select,
    update,
)

from depesche.reading.types import DEEDS
from depesche.record import events, search
from depesche.record.rereading import Known
from depesche.record.rows import act_of, act_row
from depesche.record.schema import act, article, event, event_party, event_person
from depesche.record.store.calendar import Listed
from depesche.record.store.counting import Counts
from depesche.record.store.days import shifted
from depesche.record.store.prepared import ask, ask_named, run
from depesche.record.store.rows import Change, by_ids, chunks, drop, next_number, now, upsert
from depesche.record.store.spells import spells
from depesche.record.types import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableSet, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from depesche.record.store.calendar import Calendar, Near
    from depesche.record.types import StoredAct

    Row = dict[str, Any]

_MOST_NEAR = 6  # events compared in full with an act: those that share most of its terms


_WINDOW = timedelta(days=events.WINDOW_DAYS)
_INSERT = insert(act)
_INSERT_PARTIES = insert(event_party)
_INSERT_PERSONS = insert(event_person)
_CHANGE = update(event).where(event.c.id == bindparam("of"))
_CHANGE_ACT = update(act).where(act.c.id == bindparam("of"))
_KEYS = by_ids(select(act.c.id, act.c.key), act.c.id)
_ACTS = by_ids(select(act).order_by(act.c.key), act.c.id)
_ACTS_OF = by_ids(select(act).order_by(act.c.key), act.c.event)
_TOLD = by_ids(select(act.c.event, act.c.id).order_by(act.c.key), act.c.event)
_EVENTS = by_ids(select(event.c.id, event.c.lead, event.c.sources), event.c.id)
_PARTIES = by_ids(
    select(event_party.c.event, event_party.c.role, event_party.c.party).order_by(
        event_party.c.event, event_party.c.role, event_party.c.place
    ),
    event_party.c.event,
)
_LISTED = by_ids(select(*(event_party.c[name] for name in Listed._fields)), event_party.c.event)
_GROUPS = by_ids(select(article.c.id, article.c.group_id), article.c.id)


class Candidate(NamedTuple):
    """An event that may be what an act tells, as far as an index says; of its parties, those that were asked for."""

    id: str
    kind: str
    day: date
    parties: set[str]
    terms: frozenset[str]


def load_acts(connection: Connection, ids: Sequence[str]) -> dict[str, StoredAct]:
    """Acts by their ids; those that are not there are left out."""
    rows = chain.from_iterable(ask_named(connection, _ACTS, {"ids": list(some)}) for some in chunks(ids))
    return {row["id"]: act_of(row) for row in rows}


def acts_in(connection: Connection, identifier: str) -> list[Known]:
    """The acts of an article, with what decisions have changed of them."""
    rows = connection.execute(select(act).where(act.c.article == identifier).order_by(act.c.key)).mappings()
    return [Known(act_of(row), row["given"]) for row in rows]


def known(connection: Connection, ids: Sequence[str]) -> list[Known]:
    """Acts by their ids, with what decisions have changed of them."""
    rows = (
        row
        for some in chunks(ids)
        for row in connection.execute(select(act).where(act.c.id.in_(some)).order_by(act.c.key)).mappings()
    )
    return [Known(act_of(row), row["given"]) for row in rows]


def acts_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[StoredAct]]:
    """The acts of events, by the ids of the events, in the order in which they came in."""
    found: dict[str, list[StoredAct]] = {identifier: [] for identifier in ids}
    for some in chunks(ids):
        for row in ask_named(connection, _ACTS_OF, {"ids": list(some)}):
            found[row["event"]].append(act_of(row))
    return found


def load(connection: Connection, ids: Sequence[str]) -> dict[str, Event]:
    """Events by their ids; those that are not there are left out."""
    rows = {row[0]: row for some in chunks(ids) for row in ask(connection, _EVENTS, {"ids": list(some)})}
    there = [key for key in ids if key in rows]
    leads = load_acts(connection, [lead for _, lead, _ in rows.values()])
    told: dict[str, list[str]] = {}
    parties: dict[tuple[str, str], list[str]] = {}
    for some in chunks(there):
        for key, act_id in ask(connection, _TOLD, {"ids": list(some)}):
            told.setdefault(key, []).append(act_id)
        for key, role, party in ask(connection, _PARTIES, {"ids": list(some)}):
            parties.setdefault((key, role), []).append(party)
    return {
        key: Event(
            key,
            leads[rows[key][1]],
            tuple(told[key]),
            tuple(parties.get((key, "actor"), ())),
            tuple(parties.get((key, "recipient"), ())),
            rows[key][2],
        )
        for key in there
    }


def listed(connection: Connection, ids: Sequence[str]) -> list[Listed]:
    """How events are listed under their parties."""
    rows = (row for some in chunks(ids) for row in ask(connection, _LISTED, {"ids": list(some)}))
    return [Listed(*row) for row in rows]


def insert_acts(
    connection: Connection, acts: Sequence[StoredAct], stems: MutableSet[str] | None = None
) -> None:
    """Add new acts, and their words to the index; `stems` are those that it is known to have, and grow."""
    if not acts:
        return
    first = next_number(connection, act.c.key)
    keyed = list(enumerate(acts, first))
    run(
        connection,
        _INSERT,
        [{**act_row(one), "filed": None if one.lent else one.matter, "key": key} for key, one in keyed],
    )
    search.add(connection, keyed, stems)


def naming(connection: Connection, parties: Iterable[str]) -> list[str]:
    """The ids of acts that name one of these parties or persons, as they stand or were read; all acts are looked at."""
    roles = (cast(act.c.actors, Text), cast(act.c.recipients, Text))
    sides = (act.c.condition_party, act.c.condition_party_read)
    named = [
        condition
        for party in sorted(parties)
        for condition in (
            *(role.contains(json.dumps(party), autoescape=True) for role in roles),
            *(side == party for side in sides),
        )
    ]
    return list(connection.execute(select(act.c.id).where(or_(*named)).order_by(act.c.key)).scalars())


def update_acts(
    connection: Connection,
    acts: Sequence[tuple[StoredAct, Mapping[str, Any]]],
    before: Iterable[Known] = (),
) -> None:
    """Change acts that are there, and their words in the index; beside each, further columns to set.

    Of those that are among `before`, as they were, only what has changed is written.
    """
    old = {known.act.id: known for known in before}
    groups: dict[tuple[str, ...], list[Row]] = {}
    for one, more in acts:
        values = _changed({**act_row(one), **more}, old.get(one.id))
        if values:
            groups.setdefault(tuple(values), []).append({"of": one.id, **values})
    for rows in groups.values():
        run(connection, _CHANGE_ACT, rows)
    worded = {one.id: one for one, _ in acts if one.id not in old or not search.same(one, old[one.id].act)}
    keys: dict[str, int] = dict(
        row for some in chunks(sorted(worded)) for row in ask(connection, _KEYS, {"ids": list(some)})
    )
    search.remove(connection, keys.values())
    search.add(connection, [(key, worded[identifier]) for identifier, key in keys.items()])


def _changed(row: Row, known: Known | None) -> Row:
    """What is to be written of an act that is there."""
    before = {**act_row(known.act), "given": known.given} if known else {"id": row["id"]}
    return {name: value for name, value in row.items() if name not in before or before[name] != value}


def remove_acts(connection: Connection, ids: Sequence[str]) -> None:
    """Take acts out; their events are to be refreshed."""
    for some in chunks(ids):
        search.remove(
            connection, connection.execute(select(act.c.key).where(act.c.id.in_(some))).scalars().all()
        )
        connection.execute(delete(act).where(act.c.id.in_(some)))


def candidates(connection: Connection, calendar: Calendar, acts: Sequence[StoredAct]) -> list[Candidate]:
    """Events of the kinds and parties of acts, near to them in time."""
    near: dict[str, Near] = {}
    parties: defaultdict[str, set[str]] = defaultdict(set)
    for some in spells(acts, 2 * _WINDOW):
        days = [one.day for one in some if one.day]
        pairs = {pair for one in some for pair in _told_by(one)}
        found = calendar.between(connection, pairs, shifted(min(days), -_WINDOW), shifted(max(days), _WINDOW))
        for party, one in found:
            near[one.id] = one
            parties[one.id].add(party)
    return [Candidate(key, one.kind, one.day, parties[key], one.terms) for key, one in near.items()]


def _told_by(one: StoredAct) -> list[tuple[str, str]]:
    """Each of the parties by which the event of an act is found, with its kind: who acts, else toward whom."""
    parties = (*one.actor_ids, *one.recipient_ids) if one.kind in events.MUTUAL else one.actor_ids
    return [(party, one.kind) for party in parties or one.recipient_ids]


def near(act_: StoredAct, among: Iterable[Candidate]) -> list[str]:
    """The ids of the candidates that fit an act by kind, party and time, and share most of its terms."""
    if act_.day is None:
        return []
    parties, terms = {*act_.actor_ids, *act_.recipient_ids}, set(act_.terms)
    last = act_.last_day or act_.day
    first, last = shifted(act_.day, -_WINDOW), shifted(last, _WINDOW)
    fitting = {
        one.id: len(terms & one.terms)
        for one in among
        if one.kind == act_.kind and first <= one.day <= last and not parties.isdisjoint(one.parties)
    }
    if act_.kind not in DEEDS and terms:
        fitting = {key: shared for key, shared in fitting.items() if shared}
    return sorted(fitting, key=lambda key: (-fitting[key], key))[:_MOST_NEAR]


def there(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of the ids that events have."""
    found = (connection.execute(select(event.c.id).where(event.c.id.in_(some))) for some in chunks(ids))
    return {row.id for rows in found for row in rows}


def free_id(connection: Connection, wanted: str) -> str:
    """An id for an event that none has yet."""
    while there(connection, [wanted]):
        wanted += "x"
    return wanted


def told_in_group(connection: Connection, group: str) -> dict[str, str]:
    """Ids and kinds of the events that articles of a group of near-duplicates tell."""
    rows = connection.execute(
        select(act.c.event, act.c.kind)
        .join(article, article.c.id == act.c.article)
        .where(article.c.group_id == group)
        .distinct()
    )
    return {row.event: row.kind for row in rows}


def groups_of(connection: Connection, acts: Iterable[StoredAct]) -> dict[str, str]:
    """The groups of near-duplicates of the articles of acts, by the ids of the articles."""
    ids = sorted({one.article for one in acts})
    return {key: group for some in chunks(ids) for key, group in ask(connection, _GROUPS, {"ids": some})}


class Told(NamedTuple):
    """An event with its acts, in the order in which they came in, and the groups of their articles."""

    event: Event
    acts: tuple[StoredAct, ...]
    groups: Mapping[str, str]

    @property
    def standing(self) -> Sequence[StoredAct]:
        """Rejected acts tell nothing, as long as there are others."""
        return _standing(self.acts)

    @property
    def persons(self) -> dict[tuple[str, str], str | None]:
        """Persons by their roles: who acts, and toward whom; each with the party for which it does."""
        return {
            (side, role.person): role.party
            for one in reversed(self.standing)
            for side, roles in (("actor", one.actors), ("recipient", one.recipients))
            for role in reversed(roles)
            if role.person
        }

    @classmethod
    def of(cls, key: str, acts: Sequence[StoredAct], groups: Mapping[str, str]) -> Told:
        """The event of these acts."""
        standing = _standing(acts)
        mine = {one.article: groups.get(one.article, one.article) for one in acts}
        made = events.build(standing, mine.__getitem__, key)
        told = made if standing is acts else replace(made, acts=tuple(one.id for one in acts))
        return cls(told, tuple(acts), mine)


def _standing(acts: Sequence[StoredAct]) -> Sequence[StoredAct]:
    if all(one.review != "rejected" for one in acts):
        return acts
    return [one for one in acts if one.review != "rejected"] or acts


def told(connection: Connection, ids: Sequence[str]) -> dict[str, Told]:
    """Events made of their acts, by their ids; those that no act tells are left out."""
    acts = acts_of(connection, ids)
    groups = groups_of(connection, chain.from_iterable(acts.values()))
    return {key: Told.of(key, some, groups) for key, some in acts.items() if some}


def refill_persons(connection: Connection) -> None:
    """Say of every event anew which persons have a part in it."""
    connection.execute(delete(event_person))
    ids = connection.execute(select(event.c.id).order_by(event.c.id)).scalars().all()
    for some in chunks(ids):
        made = told(connection, some).values()
        run(connection, _INSERT_PERSONS, list(chain.from_iterable(map(_person_rows, made))))


def write(connection: Connection, made: Sequence[Told], before: Mapping[str, Told]) -> None:
    """Write events as they now are.

    `before` are events as they were, as far as that is known: it saves writing what has not changed. What is not among
    them may be new or not; `found` is for what is new.
    """
    changed = [one for one in made if not _same_parties(one, before.get(one.event.id))]
    counts = Counts()
    counts.put_in(one.event for one in changed)
    counts.take_out(before[one.event.id].event for one in changed if one.event.id in before)
    counts.take_out_stored(connection, [one.event.id for one in changed if one.event.id not in before])
    _drop_parties(connection, [one.event.id for one in changed])
    _write(connection, [one for one in made if one.event.id not in before])
    _write_changed(connection, [one for one in made if one.event.id in before], before)
    _write_parties(connection, changed)
    counts.write(connection)


def place(
    connection: Connection, founded: Sequence[Told], joined: Sequence[Told], before: Mapping[str, Told]
) -> None:
    """Write events that were not there, and those that a new act has joined."""
    changed = [one for one in joined if not _same_parties(one, before.get(one.event.id))]
    fresh = [*founded, *changed]
    counts = Counts()
    counts.put_in(one.event for one in fresh)
    counts.take_out(before[one.event.id].event for one in changed)
    _drop_parties(connection, [one.event.id for one in changed])
    _write(connection, founded)
    _write_changed(connection, joined, before)
    _write_parties(connection, fresh)
    counts.write(connection)


def remove(connection: Connection, ids: Sequence[str]) -> None:
    """Take out events that no act tells any more; what ties them to others is for `links`."""
    counts = Counts()
    counts.take_out_stored(connection, ids)
    _drop_parties(connection, ids)
    for some in chunks(ids):
        connection.execute(delete(event).where(event.c.id.in_(some)))
    counts.write(connection)


def _drop_parties(connection: Connection, ids: Sequence[str]) -> None:
    drop(connection, event_party.c.event, ids)
    drop(connection, event_person.c.event, ids)


def _same_parties(made: Told, known: Told | None) -> bool:
    """Whether an event has the rows of its parties and persons as it had them."""
    if known is None or made.persons != known.persons:
        return False
    one, before = made.event, known.event
    if (one.actors, one.recipients) != (before.actors, before.recipients):
        return False
    new, old = one.lead, before.lead
    rejected = new.review == old.review or "rejected" not in {new.review, old.review}
    return rejected and (new.kind, new.matter, new.day) == (old.kind, old.matter, old.day)


def _write(connection: Connection, made: Sequence[Told]) -> None:
    added = now()
    rows = [_event_row(one.event, one.acts, added) for one in made]
    names = tuple(name for name in (rows[0] if rows else ()) if name not in {"id", "added"})
    upsert(connection, event, rows, Change(replace=names))


def _write_changed(connection: Connection, made: Sequence[Told], before: Mapping[str, Told]) -> None:
    """Write of events that are there what has changed: a column that is set is written in its indexes, too."""
    added = now()
    groups: dict[tuple[str, ...], list[Row]] = {}
    for one in made:
        known = before[one.event.id]
        old, new = _event_row(known.event, known.acts, added), _event_row(one.event, one.acts, added)
        values = {name: value for name, value in new.items() if value != old[name]}
        if values:
            groups.setdefault(tuple(values), []).append({"of": one.event.id, **values})
    for rows in groups.values():
        run(connection, _CHANGE, rows)


def _write_parties(connection: Connection, made: Sequence[Told]) -> None:
    run(connection, _INSERT_PARTIES, list(chain.from_iterable(_party_rows(one.event) for one in made)))
    run(connection, _INSERT_PERSONS, list(chain.from_iterable(map(_person_rows, made))))


def _event_row(one: Event, acts: Sequence[StoredAct], added: datetime) -> Row:
    lead = one.lead
    confidences = [each.confidence for each in acts if each.confidence is not None]
    return {
        "id": one.id,
        "kind": lead.kind,
        "status": lead.status,
        "lead": lead.id,
        "matter": lead.matter,
        "day": lead.day,
        "last_day": lead.last_day,
        "deadline": lead.deadline,
        "conditional": bool(lead.condition),
        "confidence": max(confidences, default=None),
        "review": _review(acts),
        "terms": " ".join(dict.fromkeys(lead.terms)),
        "acts": len(acts),
        "sources": one.sources,
        "added": added,
    }


def _review(acts: Sequence[StoredAct]) -> str:
    """Rejected if all its acts are; else what a person has said of one of them."""
    said = [one.review for one in acts if one.review != "rejected"]
    if not said:
        return "rejected"
    return next((review for review in ("edited", "confirmed") if review in said), "open")


def _person_rows(made: Told) -> list[Row]:
    common = _common(made.event)
    return [
        {**common, "role": role, "person": person, "party": party}
        for (role, person), party in made.persons.items()
    ]


def _common(one: Event) -> Row:
    return {"event": one.id, "kind": one.kind, "matter": one.matter, "day": one.day}


def _party_rows(one: Event) -> list[Row]:
    common = {**_common(one), "rejected": one.lead.review == "rejected"}
    return [
        {**common, "role": role, "party": party, "place": place}
        for role, parties in (("actor", one.actors), ("recipient", one.recipients))
        for place, party in enumerate(parties)
    ]
