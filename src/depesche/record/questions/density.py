"""How many events lie in each span of time: a timeline of any length as some bars.

density(record, wanted, by=…, lanes=…, size=…) -> Density

Counted by the indexes where the filter allows it, and summed into bins by the database: of a million events some
hundred rows come out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import Date, cast, func, literal, select, type_coerce

from depesche.record import schema
from depesche.record.filters import by_shared, conditions, with_parties_as_they_are
from depesche.record.questions.indexed import is_indexed
from depesche.record.questions.lookup import names_of
from depesche.record.types import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Select
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.filters import Columns
    from depesche.record.questions.results import Names
    from depesche.record.record import Record

By = Literal["none", "party", "matter", "kind"]
Size = Literal["day", "week", "month", "quarter", "year"]
LANES = 8
MOST_BINS = 120
_LENGTHS: tuple[tuple[Size, int], ...] = (
    ("day", 1),
    ("week", 7),
    ("month", 28),
    ("quarter", 90),
    ("year", 365),
)
Counted = Counter[tuple[str | None, str, date | None]]  # by lane, kind and first day of the bin


class Bin(NamedTuple):
    """The events from one day to another (both included), also by kind."""

    start: date
    end: date
    events: int
    kinds: Mapping[str, int]


class Lane(NamedTuple):
    """The bins of a party, matter or kind in which there are events; all of them where there is one lane ("")."""

    id: str | None
    events: int
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """Events by lanes, the busiest first, and spans of time; `undated` ones are in no bin.

    `total`, `undated` and the days are those of all events that are wanted, each once, whatever lanes are shown;
    `left_out` is how many other parties or matters have lanes that are not.
    """

    size: Size
    by: By
    first: date | None
    last: date | None
    total: int
    undated: int
    lanes: tuple[Lane, ...]
    left_out: int
    names: Names


class _Whole(NamedTuple):
    """The first and the last day of all events that are wanted, how many there are, how many without a day."""

    first: date | None
    last: date | None
    total: int
    undated: int


class _Chosen(NamedTuple):
    """The parties or matters that have lanes, and how many others would have one."""

    ids: Sequence[str]
    left_out: int


def density(
    record: Record,
    wanted: Filter | None = None,
    *,
    by: By = "none",
    lanes: int = LANES,
    size: Size | None = None,
) -> Density:
    """Count the events that a filter wants; of all parties or matters, in so many lanes.

    `size` is that of a bin; if none is given, the finest that makes no more than 120.
    """
    wanted = wanted or Filter()
    with record.connect() as connection:
        asked = _Asked.of(connection, wanted)
        whole = asked.whole()
        chosen = size or _size(whole.first, whole.last)
        shown = asked.lanes(by, lanes)
        counted = asked.counted(by, shown.ids, chosen)
    found = _in_lanes(counted, chosen)
    ids = [lane.id for lane in found if lane.id]
    names = names_of(record, [], ids if by == "party" else [], ids if by == "matter" else [])
    return Density(chosen, by, *whole, found, shown.left_out, names)


def _size(first: date | None, last: date | None) -> Size:
    if first is None or last is None:
        return "day"
    days = (last - first).days + 1
    return next((size for size, length in _LENGTHS if days <= length * MOST_BINS), "year")


def start_of(day: date, size: Size) -> date:
    """The first day of the bin in which a day lies; weeks begin on Monday."""
    if size == "day":
        return day
    if size == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    month = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}[size]
    return date(day.year, month, 1)


def end_of(start: date, size: Size) -> date:
    """The last day of a bin."""
    days = {"day": 0, "week": 6}.get(size)
    if days is not None:
        return start + timedelta(days=min(days, (date.max - start).days))
    months = start.year * 12 + start.month - 1 + {"month": 1, "quarter": 3, "year": 12}[size]
    year, month = divmod(months, 12)
    return date.max if year > date.max.year else date(year, month + 1, 1) - timedelta(days=1)


def _in_lanes(counted: Counted, size: Size) -> tuple[Lane, ...]:
    bins: defaultdict[str | None, defaultdict[date, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    totals: Counter[str | None] = Counter()
    for (lane, kind, day), number in counted.items():
        totals[lane] += number
        if day is not None:
            bins[lane][start_of(day, size)][kind] += number
    ordered = sorted(totals, key=lambda lane: (lane is None, -totals[lane], lane or ""))
    return tuple(Lane(lane, totals[lane], _bins(bins[lane], size)) for lane in ordered if totals[lane])


def _bins(by_start: Mapping[date, Counter[str]], size: Size) -> tuple[Bin, ...]:
    return tuple(
        Bin(start, end_of(start, size), kinds.total(), dict(kinds.most_common()))
        for start, kinds in sorted(by_start.items())
    )


class _Asked(NamedTuple):
    """What is asked of a record. `indexed`: the table of the parties of events knows all of it."""

    connection: Connection
    wanted: Filter
    filters: Sequence[ColumnElement[bool]]
    indexed: bool

    @classmethod
    def of(cls, connection: Connection, wanted: Filter) -> _Asked:
        wanted = with_parties_as_they_are(connection, wanted)
        indexed = not wanted.recipients and is_indexed(connection, wanted)
        return cls(connection, wanted, conditions(connection, wanted), indexed)

    def whole(self) -> _Whole:
        """All events, each once."""
        if replace(self.wanted, since=None, until=None, rejected=False) == Filter():
            return self._of_days()
        columns, where = self._once()
        counted = select(columns.day, func.count()).where(*where).group_by(columns.day)
        days = Counter({row[0]: row[1] for row in self.connection.execute(counted).all()})
        first, last = (choose((day for day in days if day), default=None) for choose in (min, max))
        return _Whole(first, last, days.total(), days[None])

    def _of_days(self) -> _Whole:
        """The same where nothing but days is asked for: nearly all events are, so those that are not are counted."""
        event = schema.event.c
        dated = select(event.day).where(event.day.is_not(None), *self.filters).limit(1)
        first, last = (
            self.connection.execute(dated.order_by(order)).scalar() for order in (event.day, event.day.desc())
        )
        days = list(by_shared(event, self.wanted))
        return _Whole(first, last, self._number(days), 0 if days else self._number([event.day.is_(None)]))

    def _number(self, where: Sequence[ColumnElement[bool]]) -> int:
        event, act = schema.event.c, schema.act.c
        every = select(func.count()).select_from(schema.event).where(*where)
        number: int = self.connection.execute(every).scalar_one()
        if not self.wanted.rejected:
            mine = (event.id == act.event) & (event.lead == act.id)
            rejected = every.join(schema.act, mine).where(act.review == "rejected")
            number -= self.connection.execute(rejected).scalar_one()
        return number

    def lanes(self, by: By, number: int) -> _Chosen:
        """What has lanes: where nobody has chosen, those with most of the events that are wanted."""
        if by == "party" and not self.wanted.parties:
            if not self.indexed:
                return self._first(self._acting_most(), number)
            acting = self._acting_in()
            ranked = sorted(acting, key=lambda party: (-acting[party], party))
            return _Chosen(ranked[:number], len(ranked[number:]))
        if by == "matter" and not self.wanted.matters:
            most = self._largest() if self.wanted == Filter() else self._busiest()
            return self._first(most, number)
        return _Chosen({"party": self.wanted.parties, "matter": self.wanted.matters}.get(by, ()), 0)

    def counted(self, by: By, lanes: Sequence[str], size: Size) -> Counted:
        """The events of lanes in bins; of matters also what is filed under none."""
        columns, where = self._once()
        if by == "party":
            parties = schema.event_party.c
            days = self._of_parties(_by_days(parties, parties.party).where(parties.party.in_(lanes)))
            return self._tally(days, size)
        if by == "matter":
            of_each = [*where, columns.matter.in_(lanes)], [*where, columns.matter.is_(None)]
            return sum(
                (self._tally(_by_days(columns, columns.matter).where(*some), size) for some in of_each),
                Counted(),
            )
        lane = columns.kind if by == "kind" else None
        return self._tally(_by_days(columns, lane).where(*where), size)

    def _tally(self, by_days: Select[Any], size: Size) -> Counted:
        """Days summed into bins: so many events come in the order of an index, and need no sorting."""
        days = by_days.subquery().c
        start = _start(days.day, size, self.connection.dialect.name)
        summed = select(days.lane, days.kind, start, func.sum(days.events))
        rows = self.connection.execute(summed.group_by(days.lane, days.kind, start)).all()
        return Counter({(lane, kind, day): int(number) for lane, kind, day, number in rows})

    def _once(self) -> tuple[Columns, Sequence[ColumnElement[bool]]]:
        """Where each event stands once: what one party does stands together in the index of parties."""
        if len(self.wanted.parties) != 1 or not self.indexed:
            return schema.event.c, self.filters
        columns = schema.event_party.c
        return columns, [columns.party == self.wanted.parties[0], *self._acting()]

    def _acting(self) -> Iterator[ColumnElement[bool]]:
        """What is asked of those who act, as far as the table of parties knows it."""
        columns = schema.event_party.c
        yield columns.role == "actor"
        if not self.wanted.rejected:
            yield ~columns.rejected
        yield from by_shared(columns, self.wanted)

    def _first(self, ranked: Select[Any], number: int) -> _Chosen:
        rows = self.connection.execute(ranked.limit(number)).all()
        return _Chosen([row[0] for row in rows], rows[0][1] - len(rows) if rows else 0)

    def _acting_most(self) -> Select[Any]:
        """The parties that act in the events that are wanted."""
        party = schema.event_party.c.party
        most = self._of_parties(_ranked(party)).group_by(party)
        return most.order_by(func.count().desc(), party)

    def _acting_in(self) -> Counter[str]:
        """In how many events each party acts: what is filed is kept counted, else each is counted by its index.

        So nothing is looked at of other days. Few are rejected: they are taken off at the end.
        """
        columns, party, cell = schema.event_party.c, schema.party.c, schema.cell.c
        asked = [columns.role == "actor", *by_shared(columns, self.wanted)]
        counted = []
        if self.wanted == Filter():
            asked.append(columns.matter.is_(None))
            counted.append(select(columns.party, func.count()).where(*asked).group_by(columns.party))
            counted.append(select(cell.party, func.sum(cell.events)).group_by(cell.party))
        else:
            own = select(func.count()).where(columns.party == party.id, *asked).scalar_subquery()
            counted.append(select(party.id, own))
        acting = Counter[str]()
        for one in counted:
            acting.update({row[0]: int(row[1]) for row in self.connection.execute(one)})
        acting.subtract(self._rejected(asked))
        return +acting

    def _rejected(self, asked: Sequence[ColumnElement[bool]]) -> Counter[str]:
        """The events of each party that are not wanted, since they are rejected."""
        if self.wanted.rejected:
            return Counter()
        columns, act = schema.event_party.c, schema.act.c
        events = select(act.event).where(act.review == "rejected")
        selection = select(columns.party, func.count()).where(
            columns.event.in_(events), columns.rejected, *asked
        )
        return Counter({row[0]: row[1] for row in self.connection.execute(selection.group_by(columns.party))})

    def _largest(self) -> Select[Any]:
        """All matters, by the number that is kept of each."""
        matter = schema.matter.c
        there = _ranked(matter.id).where(matter.merged_into.is_(None), matter.acts > 0)
        return there.order_by(matter.acts.desc(), matter.id)

    def _busiest(self) -> Select[Any]:
        """The matters of the events that are wanted."""
        columns, where = self._once()
        there = _ranked(columns.matter).where(*where, columns.matter.is_not(None))
        return there.group_by(columns.matter).order_by(func.count().desc(), columns.matter)

    def _of_parties(self, selection: Select[Any]) -> Select[Any]:
        columns = schema.event_party.c
        if self.indexed:
            return selection.where(*self._acting())
        joined = selection.join(schema.event, schema.event.c.id == columns.event)
        return joined.where(columns.role == "actor", *self.filters)


def _by_days(columns: Columns, lane: ColumnElement[Any] | None = None) -> Select[Any]:
    """How many events of each kind lie on each day of a lane; in one lane without a name, if none is given."""
    shown = literal("") if lane is None else lane
    counted = select(shown.label("lane"), columns.kind, columns.day, func.count().label("events"))
    apart = () if lane is None or lane is columns.kind else (lane,)
    return counted.group_by(*apart, columns.kind, columns.day)


def _ranked(column: ColumnElement[Any]) -> Select[Any]:
    """A column with the number of all rows, also of those behind a limit."""
    return select(column, func.count().over())


def _start(day: ColumnElement[date], size: Size, dialect: str) -> ColumnElement[Any]:
    """The first day of the week or month in which a day lies; quarters and years are made of months."""
    if size == "day":
        return day
    if dialect == "postgresql":
        return cast(func.date_trunc("week" if size == "week" else "month", day), Date)
    if size == "week":
        return type_coerce(func.date(day, "-6 days", "weekday 1"), Date)
    return type_coerce(func.substr(day, 1, 7).concat("-01"), Date)
