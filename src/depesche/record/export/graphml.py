"""Who does what to whom, as a network for Gephi and its like.

Public: `write`.

Nodes are parties; an edge is all that one did to another of one kind within one month. `weight` counts the events;
`start` and `end` are the first and last day of these, from which Gephi makes a timeline. Where several act together and
toward nobody else (they meet, they agree), each pair has an edge without direction.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from sqlalchemy import select

from depesche.record.export import Exported
from depesche.record.filters import conditions
from depesche.record.schema import event, event_party
from depesche.record.store import parties

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from typing import TextIO

    from sqlalchemy import Connection

    from depesche.record.types import Filter, StoredParty

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ROWS_AT_ONCE = 5_000
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="label" for="node" attr.name="label" attr.type="string"/>
  <key id="party_kind" for="node" attr.name="kind" attr.type="string"/>
  <key id="events" for="node" attr.name="events" attr.type="int"/>
  <key id="kind" for="edge" attr.name="kind" attr.type="string"/>
  <key id="weight" for="edge" attr.name="weight" attr.type="double"/>
  <key id="month" for="edge" attr.name="month" attr.type="string"/>
  <key id="start" for="edge" attr.name="start" attr.type="string"/>
  <key id="end" for="edge" attr.name="end" attr.type="string"/>
  <graph id="record" edgedefault="directed">
"""
_TAIL = "  </graph>\n</graphml>\n"


class Edge(NamedTuple):
    """All that one party does to another of one kind in one month ("" where no day is known)."""

    source: str
    target: str
    kind: str
    month: str
    directed: bool


class Happening(NamedTuple):
    """An event with its parties, as far as the network knows it."""

    kind: str
    day: date | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def write(connection: Connection, path: Path, wanted: Filter) -> Exported:
    """Write the network of the events that a filter wants; events between no two parties are left out and counted."""
    weights: Counter[Edge] = Counter()
    days: dict[Edge, tuple[date, date]] = {}
    nodes: Counter[str] = Counter()
    left_out = 0
    for one in _happenings(connection, wanted):
        nodes.update({*one.actors, *one.recipients})
        edges = set(_edges(one))
        left_out += not edges
        for edge in edges:
            weights[edge] += 1
            if one.day:
                first, last = days.get(edge, (one.day, one.day))
                days[edge] = min(first, one.day), max(last, one.day)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        _write_nodes(out, nodes, parties.load(connection, sorted(nodes)))
        for number, edge in enumerate(sorted(weights)):
            _write_edge(out, number, edge, weights[edge], days.get(edge))
        out.write(_TAIL)
    return Exported(len(weights), left_out)


def _happenings(connection: Connection, wanted: Filter) -> Iterator[Happening]:
    query = (
        select(event.c.id, event.c.kind, event.c.day, event_party.c.role, event_party.c.party)
        .join(event_party, event_party.c.event == event.c.id)
        .where(*conditions(connection, wanted))
        .order_by(event.c.id, event_party.c.role, event_party.c.place)
    )
    rows = connection.execute(query.execution_options(yield_per=_ROWS_AT_ONCE))
    key, kind, day, sides = "", "", None, {"actor": [], "recipient": []}  # type: ignore[var-annotated]
    for row in rows:
        if row.id != key:
            if key:
                yield Happening(kind, day, tuple(sides["actor"]), tuple(sides["recipient"]))
            key, kind, day, sides = row.id, row.kind, row.day, {"actor": [], "recipient": []}
        sides[row.role].append(row.party)
    if key:
        yield Happening(kind, day, tuple(sides["actor"]), tuple(sides["recipient"]))


def _edges(one: Happening) -> Iterator[Edge]:
    month = one.day.isoformat()[:7] if one.day else ""
    if one.recipients:
        for source, target in product(one.actors, one.recipients):
            yield Edge(source, target, one.kind, month, directed=True)
    else:
        for source, target in combinations(sorted(one.actors), 2):
            yield Edge(source, target, one.kind, month, directed=False)


def _write_nodes(out: TextIO, nodes: Counter[str], known: dict[str, StoredParty]) -> None:
    for key in sorted(nodes):
        party = known.get(key)
        values = {"label": party.name if party else key, "party_kind": party.kind if party else ""}
        out.write(f"    <node id={_quoted(key)}>{_data({**values, 'events': nodes[key]})}</node>\n")


def _write_edge(out: TextIO, number: int, edge: Edge, weight: int, days: Sequence[date] | None) -> None:
    values: dict[str, object] = {"kind": edge.kind, "weight": float(weight), "month": edge.month}
    if days:
        values |= {"start": days[0].isoformat(), "end": days[1].isoformat()}
    ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
    directed = str(edge.directed).lower()
    out.write(f'    <edge id="e{number}" {ends} directed="{directed}">{_data(values)}</edge>\n')


def _data(values: dict[str, object]) -> str:
    return "".join(
        f'<data key="{key}">{escape(_clean(str(value)))}</data>' for key, value in values.items() if value
    )


def _quoted(value: str) -> str:
    return quoteattr(_clean(value))


def _clean(value: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", value)
