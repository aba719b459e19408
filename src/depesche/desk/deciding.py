"""Decisions as they come in: what was seen is checked, names become ids, and nobody's decision is lost.

Public: `take(desk, about, decide)`, `About`, `changes_of(fields, record)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from depesche.desk.models.errors import Conflict
from depesche.desk.refusals import Refusal, refusal_of
from depesche.desk.shaping import acts_of, decided, history_of
from depesche.errors import RecordError
from depesche.record import schema
from depesche.record.questions.log import versions
from depesche.record.store import decisions
from depesche.record.store import events as event_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection

    from depesche.desk.hub import Desk
    from depesche.desk.models.answers import Decided
    from depesche.desk.models.asked import Fields, ManyFields, RoleAsked
    from depesche.record.record import Record
    from depesche.record.types import Decision, Subject

_MOST_TOLD = 20
_ROLES = ("actors", "recipients")


class _Meanwhile(Exception):
    """Somebody has decided about entries since they were seen; holds the numbers of those decisions."""

    def __init__(self, numbers: list[int]) -> None:
        super().__init__(numbers)
        self.numbers = numbers


@dataclass(frozen=True, slots=True)
class About:
    """What a decision is about: the versions of entries as they were seen, and what was wanted, to tell it again.

    With `whole`, the id of an event stands for all its acts.
    """

    seen: Mapping[str, int]
    yours: Mapping[str, Any]
    subject: Subject = "act"
    whole: bool = False

    def check(self, connection: Connection) -> None:
        """Raise `_Meanwhile` where somebody has decided since."""
        if not self.seen:
            return
        stood = _stood(connection, self.seen) if self.whole else dict(self.seen)
        now = versions(connection, self.subject, sorted(stood))
        newer = {id_: stood[id_] for id_, number in now.items() if number > stood[id_]}
        if newer:
            raise _Meanwhile(_since(connection, self.subject, newer))


def _stood(connection: Connection, seen: Mapping[str, int]) -> dict[str, int]:
    """The versions as they were seen, of all acts of the events among these ids.

    An event keeps its id when the act that it is called after was split off from it: that act is another's then.
    """
    act = schema.act.c
    rows = connection.execute(select(act.id, act.event).where(act.event.in_(sorted(seen)))).all()
    events = {row.event for row in rows}
    others = {id_: number for id_, number in seen.items() if id_ not in events}
    return others | {row.id: seen[row.event] for row in rows}


def _since(connection: Connection, subject: Subject, newer: Mapping[str, int]) -> list[int]:
    """The numbers of the decisions about entries after those that were seen."""
    columns = schema.decision_subject.c
    rows = connection.execute(
        select(columns.id, columns.number).where(columns.subject == subject, columns.id.in_(sorted(newer)))
    )
    return sorted({row.number for row in rows if row.number > newer[row.id]})[-_MOST_TOLD:]


def take(desk: Desk, about: About, decide: Callable[[Record], Decision]) -> Decided:
    """Take a decision, unless somebody has decided meanwhile. Raises `Refusal` (409), `RecordError`."""
    try:
        with desk.keeper.writing(about.check) as record:
            decision = decide(record)
    except _Meanwhile as meanwhile:
        raise _refusal(desk.record, about, meanwhile.numbers) from None
    return decided(desk.record, decision)


def _refusal(record: Record, about: About, numbers: list[int]) -> Refusal:
    with record.connect() as connection:
        theirs = list(decisions.load(connection, numbers).values())
        acts = list(event_store.load_acts(connection, sorted(about.seen)[:_MOST_TOLD]).values())
    last = theirs[-1]
    told = ", ".join(last.subjects[:3])
    return Refusal(
        409,
        "conflict",
        f"{last.who} has decided about {told} meanwhile: {last.action}",
        hint="look at what stands there now, and decide again with its version",
        field="seen",
        conflict=Conflict(
            yours=dict(about.yours), theirs=history_of(record, theirs), now=acts_of(record, acts)
        ),
    )


def changes_of(fields: Fields | ManyFields, record: Record) -> dict[str, Any]:
    """The fields that were given, in the form of the record. Raises `Refusal`."""
    changes: dict[str, Any] = {}
    for name in fields.model_fields_set:
        value = getattr(fields, name)
        if name in _ROLES:
            value = [_role(one, name, record) for one in value or ()]
        changes[name] = value
    if not changes:
        raise Refusal(422, "invalid_decision", "no field is given to change", field="changes")
    return changes


def _role(one: str | RoleAsked, name: str, record: Record) -> Any:
    """A party by its name, or a role of which the party is known."""
    if isinstance(one, str):
        return one
    values = one.model_dump(exclude_none=True)
    if one.party is not None:
        try:
            party = record.party(record.find_party(one.party))
        except RecordError as error:
            raise refusal_of(error, name) from None
        values |= {"party": party.id, "party_name": party.name}
    return values
