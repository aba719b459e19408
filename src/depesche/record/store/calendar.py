"""Which events parties have a part in, by their days: what is near to every new article is kept in memory.

Public: `Calendar`, `Near`.

The record has it in `event_party`. It is read for some days at once, when it is first asked for, and kept up to date
with what is written.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import Date, bindparam, func, select

from depesche.record.schema import act, event, event_party
from depesche.record.store.prepared import ask
from depesche.record.store.rows import by_ids, chunks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection

    from depesche.record.types import Event

    Pair = tuple[str, str]  # a party, and a role or a kind

_MOST = 200_000  # events of parties that are kept
_TOLD_BY = 4  # by so many values of `Near` each is another one
_AFTER_ALL = "\U0010ffff"  # a kind after all kinds
_COLUMNS = event_party.c
_BETWEEN = by_ids(
    select(
        _COLUMNS.party, _COLUMNS.role, _COLUMNS.day, _COLUMNS.kind, func.coalesce(_COLUMNS.matter, ""), _COLUMNS.event,
        event.c.terms, act.c.language, act.c.content, _COLUMNS.rejected,
    )
    .join(event, event.c.id == _COLUMNS.event)
    .join(act, act.c.id == event.c.lead)
    .where(_COLUMNS.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
    .where(_COLUMNS.kind.in_(bindparam("kinds", expanding=True))),
    _COLUMNS.party,
)  # fmt: skip


class Near(NamedTuple):
    """An event that is near to others, as far as it tells whether they have to do with each other."""

    day: date
    kind: str
    matter: str
    id: str
    terms: frozenset[str]
    language: str
    content: str


class Calendar:
    """Events of some kinds by their parties, in pages of so many days: by the role those that stand, or all by kind."""

    def __init__(self, kinds: Collection[str], *, by: Literal["role", "kind"], days: int) -> None:
        self._kinds = frozenset(kinds)
        self._by_role = by == "role"
        self._days = days
        self._pages: dict[tuple[str, int], dict[str, list[Near]]] = {}
        self._size = 0

    def clear(self) -> None:
        """Keep nothing: others may have written."""
        self._pages.clear()
        self._size = 0

    def trim(self) -> None:
        """Keep not too much."""
        if self._size > _MOST:
            self.clear()

    def put(self, new: Event) -> None:
        """Keep that an event has come in."""
        for page, tag, row in self._places(new):
            insort(page.setdefault(tag, []), row)
            self._size += 1

    def change(self, old: Event, new: Event) -> None:
        """Keep what has become of an event."""
        if _listed(old) != _listed(new):
            for page, tag, row in self._places(old):
                rows = page.get(tag, [])
                place = bisect_left(rows, row[:_TOLD_BY])
                if place < len(rows) and rows[place].id == row.id:
                    del rows[place]
            self.put(new)

    def _places(self, one: Event) -> Iterator[tuple[dict[str, list[Near]], str, Near]]:
        """The pages that are there on which an event stands, under what it stands there, and how."""
        lead = one.lead
        rejected = self._by_role and lead.review == "rejected"
        if one.day is None or one.kind not in self._kinds or rejected:
            return
        number, terms = self._page(one.day), frozenset(lead.terms)
        row = Near(one.day, one.kind, one.matter or "", one.id, terms, lead.language, lead.content)
        for role, parties in (("actor", one.actors), ("recipient", one.recipients)):
            for party in parties:
                page = self._pages.get((party, number))
                if page is not None:
                    yield page, role if self._by_role else one.kind, row

    def drop(self, old: Event) -> None:
        """Read anew, when it is asked for next, where an event was that has changed."""
        if old.day is not None:
            for party in (*old.actors, *old.recipients):
                self._pages.pop((party, self._page(old.day)), None)

    def between(
        self, connection: Connection, pairs: Iterable[Pair], first: date, last: date
    ) -> list[tuple[str, Near]]:
        """The events of pairs between two days, each with its party; one may come twice."""
        found: list[tuple[str, Near]] = []
        some = set(pairs)
        for number in range(self._page(first), self._page(last) + 1):
            self._read(connection, {party for party, _ in some}, number)
            for pair in some:
                found += [(pair[0], row) for row in self._rows(pair, number, first, last)]
        return found

    def nearest(
        self,
        connection: Connection,
        pairs: Iterable[Pair],
        bounds: tuple[date, date],
        most: int,
        *,
        newest: bool,
    ) -> dict[Pair, list[Near]]:
        """Of each pair so many events between two days, the latest or the earliest, in this order."""
        first, last = bounds
        found: dict[Pair, list[Near]] = {pair: [] for pair in pairs}
        numbers = range(self._page(first), self._page(last) + 1)
        wanting = found
        for number in reversed(numbers) if newest else numbers:
            self._read(connection, {party for party, _ in wanting}, number)
            for pair in wanting:
                rows = self._rows(pair, number, first, last)
                found[pair] += reversed(rows) if newest else rows
            wanting = {pair: rows for pair, rows in wanting.items() if len(rows) < most}
            if not wanting:
                break
        return {pair: rows[:most] for pair, rows in found.items()}

    def _rows(self, pair: Pair, number: int, first: date, last: date) -> Sequence[Near]:
        rows: list[Near] = self._pages[pair[0], number].get(pair[1], [])
        if not rows or (first <= rows[0].day and rows[-1].day <= last):
            return rows
        start: Any = (first,)
        end: Any = (last, _AFTER_ALL)
        return rows[bisect_left(rows, start) : bisect_left(rows, end)]

    def _page(self, day: date) -> int:
        return day.toordinal() // self._days

    def _read(self, connection: Connection, parties: Iterable[str], number: int) -> None:
        """Read a page of those parties of which it is not there."""
        missing = sorted(party for party in parties if (party, number) not in self._pages)
        if not missing:
            return
        bounds = (number * self._days, (number + 1) * self._days - 1)
        first, last = (min(max(day, date.min.toordinal()), date.max.toordinal()) for day in bounds)
        values = {
            "first": date.fromordinal(first),
            "last": date.fromordinal(last),
            "kinds": sorted(self._kinds),
        }
        self._pages |= {(party, number): {} for party in missing}
        for some in chunks(missing):
            for row in ask(connection, _BETWEEN, {**values, "ids": list(some)}):
                party, role, day, kind, matter, key, terms, language, content, rejected = row
                if rejected and self._by_role:
                    continue
                near = Near(day, kind, matter, key, frozenset(terms.split()), language, content)
                page = self._pages[party, number]
                page.setdefault(role if self._by_role else kind, []).append(near)
                self._size += 1
        for party in missing:
            for rows in self._pages[party, number].values():
                rows.sort()


def _listed(one: Event) -> tuple[object, ...]:
    """All by which an event is found."""
    return one.day, one.matter, one.lead.id, one.lead.review == "rejected", one.actors, one.recipients
