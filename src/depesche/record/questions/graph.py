"""Who does what toward whom: the parties, and between them how often and of which kinds.

graph(record, wanted, parties=…) -> Graph
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, literal, select

from depesche.record import schema
from depesche.record.filters import by_shared, conditions, with_parties_as_they_are
from depesche.record.questions.indexed import is_indexed
from depesche.record.questions.lookup import names_of
from depesche.record.types import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Select
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.reading.types import PartyKind
    from depesche.record.questions.results import Names
    from depesche.record.record import Record

PARTIES = 30
Counted = Counter[tuple[str, str, str]]  # by actor, recipient and kind
_ACTOR, _RECIPIENT = schema.event_party.alias("actor"), schema.event_party.alias("recipient")


@dataclass(frozen=True, slots=True)
class Node:
    """A party and in how many of the events it acts or is acted upon."""

    id: str
    name: str
    kind: PartyKind
    events: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What one party does toward another: how many events, and of which kinds."""

    source: str
    target: str
    events: int
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Graph:
    """The busiest parties and what goes between them; `left_out` counts the parties that are not shown."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    names: Names


def graph(record: Record, wanted: Filter | None = None, *, parties: int = PARTIES) -> Graph:
    """The graph of the events that a filter wants, with so many parties, the busiest."""
    with record.connect() as connection:
        asked = with_parties_as_they_are(connection, wanted or Filter())
        if _is_kept(connection, asked):
            weights = _weights(_tally(connection, _kept_pairs(asked)))
            shown = _busiest(weights, parties)
            counted = _tally(connection, _kept(asked, shown))
        else:
            counted = _counted(connection, asked)
            weights = _weights(counted)
            shown = _busiest(weights, parties)
        kinds = _kinds(connection, shown)
    names = names_of(record, [], shown)
    nodes = tuple(
        Node(one, names.parties.get(one, one), kinds.get(one, "group"), weights[one]) for one in shown
    )
    return Graph(nodes, _edges(counted, set(shown)), len(weights) - len(shown), names)


def _busiest(weights: Counter[str], number: int) -> list[str]:
    return sorted(weights, key=lambda party: (-weights[party], party))[:number]


def _weights(counted: Counted) -> Counter[str]:
    weights: Counter[str] = Counter()
    for (source, target, _), number in counted.items():
        weights[source] += number
        if target != source:
            weights[target] += number
    return weights


def _edges(counted: Counted, shown: set[str]) -> tuple[Edge, ...]:
    between: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (source, target, kind), number in counted.items():
        if source in shown and target in shown:
            between[source, target][kind] += number
    edges = [Edge(*pair, kinds.total(), dict(kinds.most_common())) for pair, kinds in between.items()]
    return tuple(sorted(edges, key=lambda edge: (-edge.events, edge.source, edge.target)))


def _kinds(connection: Connection, ids: list[str]) -> dict[str, PartyKind]:
    party = schema.party.c
    rows = connection.execute(select(party.id, party.kind).where(party.id.in_(ids)))
    return {row.id: row.kind for row in rows}


def _is_kept(connection: Connection, wanted: Filter) -> bool:
    """Whether the table of flows tells: it knows of no days and matters, and of no rejected events."""
    narrow = wanted.matters or wanted.since or wanted.until or wanted.rejected
    return not narrow and is_indexed(connection, wanted)


def _counted(connection: Connection, wanted: Filter) -> Counted:
    """All events that are wanted, counted now."""
    if not is_indexed(connection, wanted):
        return _tally(connection, _pairs(conditions(connection, wanted), joined=True))
    return _tally(connection, _pairs(_of_pairs(wanted), joined=False))


def _of_flows(wanted: Filter) -> list[ColumnElement[bool]]:
    flow = schema.flow.c
    asked = ((flow.actor, wanted.parties), (flow.recipient, wanted.recipients), (flow.kind, wanted.kinds))
    return [column.in_(chosen) for column, chosen in asked if chosen]


def _kept_pairs(wanted: Filter) -> Select[Any]:
    """How often each party does something toward another, of whatever kind, as the table of flows tells."""
    flow = schema.flow.c
    summed = select(flow.actor, flow.recipient, literal(""), func.sum(flow.events)).where(*_of_flows(wanted))
    return summed.group_by(flow.actor, flow.recipient)


def _kept(wanted: Filter, shown: Sequence[str]) -> Select[Any]:
    """What the table of flows tells of these parties."""
    flow = schema.flow.c
    between = flow.actor.in_(shown), flow.recipient.in_(shown)
    return select(flow.actor, flow.recipient, flow.kind, flow.events).where(*_of_flows(wanted), *between)


def _tally(connection: Connection, selection: Select[Any]) -> Counted:
    rows = connection.execute(selection).all()
    return Counter({(source, target, kind): int(number) for source, target, kind, number in rows})


def _pairs(where: Iterable[ColumnElement[bool]], *, joined: bool) -> Select[Any]:
    actor, recipient = _ACTOR.c, _RECIPIENT.c
    selection = (
        select(actor.party, recipient.party, actor.kind, func.count())
        .select_from(_ACTOR)
        .join(_RECIPIENT, (recipient.event == actor.event) & (recipient.role == "recipient"))
    )
    if joined:
        selection = selection.join(schema.event, schema.event.c.id == actor.event)
    selection = selection.where(actor.role == "actor", *where)
    return selection.group_by(actor.party, recipient.party, actor.kind)


def _of_pairs(wanted: Filter) -> Iterable[ColumnElement[bool]]:
    """A plain filter, by what stands with the parties; `rejected` is that of the event in both rows.

    It is asked of the recipient's, which is looked up anyway, while of the actor's an index holds all the rest.
    """
    actor, recipient = _ACTOR.c, _RECIPIENT.c
    if wanted.parties:
        yield actor.party.in_(wanted.parties)
    if wanted.recipients:
        yield recipient.party.in_(wanted.recipients)
    if not wanted.rejected:
        yield ~recipient.rejected
    yield from by_shared(actor, wanted)
