"""Which events parties have a part in, by their days: what is near to every new article is kept in memory.

Public: `Calendar`, `Near`, `Listed`.

The record has it in `event_party`. It is read for some days at once, when it is first asked for, and kept up to date
with what is written.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from sqlalchemy import Date, bindparam, func, select

from depesche.reading.types import Kind
from depesche.record.commitments import may_withdraw
from depesche.record.events import name_terms
from depesche.record.rows import names_of
from depesche.record.schema import act, event, event_party
from depesche.record.store.prepared import ask
from depesche.record.store.rows import by_ids, chunks
from depesche.record.words import comparable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Select

    from depesche.record.types import Event

    Pair = tuple[str, str]  # a party, and a role or a kind

_MOST = 100_000  # events of parties that are kept
_TOLD_BY = 4  # by so many values of `Near` each is another one
_AFTER_ALL = "\U0010ffff"  # a kind after all kinds
_COLUMNS = event_party.c
_ROLES = ("actor", "recipient")
_LAST = select(func.max(event.c.day)).where(event.c.day <= bindparam("day", type_=Date))


class Near(NamedTuple):
    """An event that is near to others, as far as it tells whether they have to do with each other.

    `withdraws` is known in a calendar with names.
    """

    day: date
    kind: str
    matter: str
    id: str
    terms: frozenset[str]
    language: str
    withdraws: bool
    content: str


class Listed(NamedTuple):
    """How an event is listed under one of its parties."""

    event: str
    party: str
    role: str
    kind: str
    matter: str | None
    day: date | None


class Calendar:
    """Events of some kinds by their parties, in pages of so many days: by the role those that stand, or all by kind.

    Parties are listed in these `roles`. With `names`, the names of all of them are among the terms of an event, and it
    is known whether it may take something back.
    """

    def __init__(
        self,
        kinds: Collection[str],
        *,
        by: Literal["role", "kind"],
        days: int,
        roles: Sequence[str] = _ROLES,
        names: bool = False,
    ) -> None:
        self._kinds = frozenset(kinds)
        self._by_role = by == "role"
        self._days = days
        self._roles = roles
        self._with_names = names
        self._pages: dict[tuple[str, int], dict[str, list[Near]]] = {}
        self._size = 0
        self._filled: set[int] = set()  # days on which something happened
        self._empty = range(0)  # days on which nothing did: mostly those that are still to come
        self._times = 0
        self._spared = Counter["Pair"]()

    def clear(self) -> None:
        """Keep nothing: others may have written."""
        self._pages.clear()
        self._size = 0
        self._filled.clear()
        self._empty = range(0)

    def trim(self) -> None:
        """Keep not too much."""
        if self._size > _MOST:
            self.clear()

    def spare(self, times: int) -> None:
        """Ask from now on so many times only for what `nearest` wants of a pair, before its pages are read."""
        self._times = times
        self._spared.clear()

    def put(self, new: Event) -> None:
        """Keep that an event has come in."""
        if new.day is not None and (day := new.day.toordinal()) in self._empty:
            self._empty = range(day + 1, self._empty.stop)
        for page, tag, row in self._places(new):
            insort(page.setdefault(tag, []), row)
            self._size += 1

    def change(self, old: Event, new: Event) -> None:
        """Keep what has become of an event whose acts are as they were."""
        if _listed(old) != _listed(new):
            self.replace(old, new)

    def replace(self, old: Event, new: Event) -> None:
        """Keep what has become of an event."""
        for page, tag, row in self._places(old):
            self._remove(page.get(tag, []), row[:_TOLD_BY])
        self.put(new)

    def take_out(self, listed: Iterable[Listed]) -> None:
        """Keep events no more that have changed, by the rows of their parties as they were."""
        for one in listed:
            page = self._pages.get((one.party, self._page(one.day))) if one.day else None
            if page is not None:
                rows = page.get(one.role if self._by_role else one.kind, [])
                self._remove(rows, (one.day, one.kind, one.matter or "", one.event))

    def _remove(self, rows: list[Near], wanted: Any) -> None:
        place = bisect_left(rows, wanted)
        if place < len(rows) and rows[place].id == wanted[-1]:
            del rows[place]
            self._size -= 1

    def _places(self, one: Event) -> Iterator[tuple[dict[str, list[Near]], str, Near]]:
        """The pages that are there on which an event stands, under what it stands there, and how."""
        rejected = self._by_role and one.lead.review == "rejected"
        if one.day is None or one.kind not in self._kinds or rejected:
            return
        number, row = self._page(one.day), None
        for role, parties in (("actor", one.actors), ("recipient", one.recipients)):
            for party in parties if role in self._roles else ():
                page = self._pages.get((party, number))
                if page is not None:
                    row = row or self._row(one, one.day)
                    yield page, role if self._by_role else one.kind, row

    def _row(self, one: Event, day: date) -> Near:
        lead = one.lead
        names = lead.names if self._with_names else ()
        terms = _terms(lead.terms, names, lead.language)
        back = self._with_names and may_withdraw(one.kind, lead.trigger, lead.content, lead.language)
        return Near(day, one.kind, one.matter or "", one.id, terms, lead.language, back, lead.content)

    def between(
        self, connection: Connection, pairs: Iterable[Pair], first: date, last: date
    ) -> list[tuple[str, Near]]:
        """The events of pairs between two days, each with its party; one may come twice."""
        found: list[tuple[str, Near]] = []
        some = set(pairs)
        numbers = range(self._page(first), self._page(last) + 1)
        self._read(connection, {party for party, _ in some}, numbers)
        for number in numbers:
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
        """Of each pair so many events between two days, the latest or the earliest, in this order.

        Where pages are read, ever more of them are at once: far back there is little, or much is wanted.
        """
        first, last = bounds
        found: dict[Pair, list[Near]] = {pair: [] for pair in pairs}
        filled = self._last_filled(connection, last.toordinal())
        pages = range(self._page(first), filled // self._days + 1)
        numbers = pages[::-1] if newest else pages
        aside = [pair for pair in found if numbers and self._is_spared(pair, numbers[0])]
        wanting, ahead = {pair: rows for pair, rows in found.items() if pair not in aside}, 1
        for place, number in enumerate(numbers):
            parties = {party for party, _ in wanting}
            if any((party, number) not in self._pages for party in parties):
                self._read(connection, parties, numbers[place : place + ahead])
                ahead *= 2
            for pair in wanting:
                rows = self._rows(pair, number, first, last)
                found[pair] += reversed(rows) if newest else rows
            wanting = {pair: rows for pair, rows in wanting.items() if len(rows) < most}
            if not wanting:
                break
        for pair in aside:
            found[pair] = self._asked(connection, pair, bounds, most, newest=newest)
        return {pair: rows[:most] for pair, rows in found.items()}

    def _is_spared(self, pair: Pair, number: int) -> bool:
        """Whether it is quicker to ask for what is wanted of a pair than to read its pages, from this one on."""
        spares = self._spared[pair] < self._times and (pair[0], number) not in self._pages
        self._spared[pair] += spares
        return spares

    def _asked(
        self, connection: Connection, pair: Pair, bounds: tuple[date, date], most: int, *, newest: bool
    ) -> list[Near]:
        """The events of a pair that `nearest` finds, and some more of the last day; no page is read for them."""
        values = {"party": pair[0], "role": pair[1], "first": bounds[0], "last": bounds[1], "skip": most - 1}
        edge = ask(connection, _reach(newest=newest), {**values, "kinds": sorted(self._kinds)})
        first, last = bounds
        if edge:
            first, last = (edge[0][0], last) if newest else (first, edge[0][0])
        told = self._told(connection, pair[:1], pair[1:], first, last)
        return sorted((row for _, _, row in told), reverse=newest)

    def _rows(self, pair: Pair, number: int, first: date, last: date) -> Sequence[Near]:
        rows: list[Near] = self._pages[pair[0], number].get(pair[1], [])
        if not rows or (first <= rows[0].day and rows[-1].day <= last):
            return rows
        start: Any = (first,)
        end: Any = (last, _AFTER_ALL)
        return rows[bisect_left(rows, start) : bisect_left(rows, end)]

    def _page(self, day: date) -> int:
        return day.toordinal() // self._days

    def _read(self, connection: Connection, parties: Iterable[str], numbers: Sequence[int]) -> None:
        """Read those pages of parties, one after the other in time, that are not there."""
        missing = {
            (party, number): dict[str, list[Near]]()
            for party in sorted(parties)
            for number in numbers
            if (party, number) not in self._pages
        }
        if not missing:
            return
        self._pages |= missing
        bounds = (min(numbers) * self._days, (max(numbers) + 1) * self._days - 1)
        first, last = (min(max(day, date.min.toordinal()), date.max.toordinal()) for day in bounds)
        last = self._last_filled(connection, last)
        missing = {key: page for key, page in missing.items() if key[1] * self._days <= last}
        if missing and first <= last:
            self._fill(connection, missing, first, last)

    def _last_filled(self, connection: Connection, day: int) -> int:
        """The last day until then on which anything happened; 0 where there is none."""
        if day in self._filled:
            return day
        if day in self._empty:
            return self._empty.start - 1
        ((found,),) = ask(connection, _LAST, {"day": date.fromordinal(day)})
        filled: int = found.toordinal() if found else 0
        self._filled.add(filled)
        if filled < day:
            self._empty = range(filled + 1, day + 1)
        return filled

    def _fill(
        self,
        connection: Connection,
        missing: dict[tuple[str, int], dict[str, list[Near]]],
        first: int,
        last: int,
    ) -> None:
        """Read pages of parties, all of them between two days."""
        parties = list(dict.fromkeys(party for party, _ in missing))
        days = (date.fromordinal(first), date.fromordinal(last))
        for party, role, near in self._told(connection, parties, self._roles, *days):
            page = missing.get((party, self._page(near.day)))
            if page is not None:
                page.setdefault(role if self._by_role else near.kind, []).append(near)
                self._size += 1
        for page in missing.values():
            for rows in page.values():
                rows.sort()

    def _told(
        self, connection: Connection, parties: Sequence[str], roles: Sequence[str], first: date, last: date
    ) -> Iterator[tuple[str, str, Near]]:
        """The events of parties in roles between two days, each with the party and the role."""
        values = {"first": first, "last": last, "roles": list(roles)}
        every_kind = self._kinds.issuperset(get_args(Kind))
        if not every_kind:
            values["kinds"] = sorted(self._kinds)
        query = _between(every_kind=every_kind, names=self._with_names)
        for some in chunks(parties):
            for row in ask(connection, query, {**values, "ids": list(some)}):
                party, role, day, kind, matter, key, terms, language, trigger, content, rejected, *told = row
                if not (rejected and self._by_role):
                    words = _terms(terms.split(), names_of(*told) if told else (), language)
                    back = self._with_names and may_withdraw(kind, trigger, content, language)
                    yield party, role, Near(day, kind, matter, key, words, language, back, content)


def _listed(one: Event) -> tuple[object, ...]:
    """All by which an event is found."""
    return one.day, one.matter, one.lead.id, one.lead.review == "rejected", one.actors, one.recipients


def _terms(terms: Iterable[str], names: tuple[str, ...], language: str) -> frozenset[str]:
    """Terms, with those of names."""
    told = frozenset(terms)
    return told | name_terms(names, language) if names and comparable(language) else told


@cache
def _between(*, every_kind: bool, names: bool) -> Select[Any]:
    """How events are listed under parties between two days, of every kind or of some, with names or without."""
    roles = (act.c.actors, act.c.recipients) if names else ()
    matter = func.coalesce(_COLUMNS.matter, "")
    query = (
        select(
            _COLUMNS.party, _COLUMNS.role, _COLUMNS.day, _COLUMNS.kind, matter, _COLUMNS.event, event.c.terms
        )
        .add_columns(act.c.language, act.c.trigger, act.c.content, _COLUMNS.rejected, *roles)
        .join(event, event.c.id == _COLUMNS.event)
        .join(act, act.c.id == event.c.lead)
        .where(_COLUMNS.role.in_(bindparam("roles", expanding=True)))
        .where(_COLUMNS.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
    )
    if not every_kind:
        query = query.where(_COLUMNS.kind.in_(bindparam("kinds", expanding=True)))
    return by_ids(query, _COLUMNS.party)


@cache
def _reach(*, newest: bool) -> Select[Any]:
    """The day of the event of a pair that comes after so many others, from one of two days on."""
    return (
        select(_COLUMNS.day)
        .where(_COLUMNS.party == bindparam("party"), _COLUMNS.role == bindparam("role"))
        .where(_COLUMNS.day.between(bindparam("first", type_=Date), bindparam("last", type_=Date)))
        .where(_COLUMNS.kind.in_(bindparam("kinds", expanding=True)), ~_COLUMNS.rejected)
        .order_by(_COLUMNS.day.desc() if newest else _COLUMNS.day)
        .limit(1)
        .offset(bindparam("skip"))
    )
