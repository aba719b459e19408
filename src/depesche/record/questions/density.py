"""How many events lie in each span of time: a timeline of any length as some bars.

density(record, wanted, by=…, lanes=…, size=…) -> Density

Counted by the indexes where the filter allows it, so that a million events take no more than a look.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import func, literal, or_, select

from depesche.record import schema
from depesche.record.filters import by_shared, conditions
from depesche.record.questions.lookup import names_of
from depesche.record.questions.paging import plain
from depesche.record.types import Filter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Select
    from sqlalchemy.sql.elements import ColumnElement

    from depesche.record.questions.results import Names
    from depesche.record.record import Record

By = Literal["none", "party", "matter", "kind"]
Size = Literal["day", "week", "month", "quarter", "year"]
LANES = 8
_OF_ALL = ("none", "kind")  # these lanes hold every event once
MOST_BINS = 120
_LENGTHS: tuple[tuple[Size, int], ...] = (
    ("day", 1),
    ("week", 7),
    ("month", 28),
    ("quarter", 90),
    ("year", 365),
)
Counted = Counter[tuple[str | None, str, date | None]]  # by lane, kind and day


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

    `total`, `undated` and the days are those of all events that are wanted, each once, whatever lanes are shown.
    """

    size: Size
    by: By
    first: date | None
    last: date | None
    total: int
    undated: int
    lanes: tuple[Lane, ...]
    names: Names


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
        filters = conditions(connection, replace(wanted, rejected=True))
        counted = _counted(connection, wanted, by, _lanes(connection, wanted, by, lanes, filters), filters)
        every = counted if by in _OF_ALL else _counted(connection, wanted, "none", (), filters)
    days = [day for _, _, day in every if day is not None]
    first, last = min(days, default=None), max(days, default=None)
    chosen = size or _size(first, last)
    found = _in_lanes(counted, chosen)
    ids = [lane.id for lane in found if lane.id]
    names = names_of(record, [], ids if by == "party" else [], ids if by == "matter" else [])
    undated = sum(number for (_, _, day), number in every.items() if day is None)
    return Density(chosen, by, first, last, every.total(), undated, found, names)


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


def _lanes(
    connection: Connection, wanted: Filter, by: By, number: int, filters: Sequence[ColumnElement[bool]]
) -> Sequence[str]:
    """The ids of the lanes, where they must be chosen: those with most events."""
    if by == "party" and not wanted.parties:
        return _busiest(connection, wanted, number, filters)
    if by == "matter" and not wanted.matters:
        matter = schema.matter.c
        most = select(matter.id).where(matter.merged_into.is_(None)).order_by(matter.acts.desc(), matter.id)
        return list(connection.execute(most.limit(number)).scalars())
    return {"party": wanted.parties, "matter": wanted.matters}.get(by, ())


def _busiest(
    connection: Connection, wanted: Filter, number: int, filters: Sequence[ColumnElement[bool]]
) -> Sequence[str]:
    columns, event = schema.event_party.c, schema.event.c
    selection = select(columns.party).where(columns.role == "actor").group_by(columns.party)
    if _is_plain(wanted):
        selection = selection.where(*by_shared(schema.event_party.c, wanted))
    else:
        selection = selection.join(schema.event, event.id == columns.event).where(*filters)
    selection = selection.order_by(func.count().desc(), columns.party).limit(number)
    return list(connection.execute(selection).scalars())


def _is_plain(wanted: Filter) -> bool:
    """Whether the index of parties knows all that is asked."""
    return plain(wanted) and not wanted.recipients


def _counted(
    connection: Connection,
    wanted: Filter,
    by: By,
    lanes: Sequence[str],
    filters: Sequence[ColumnElement[bool]],
) -> Counted:
    """All events that are wanted, less those that were rejected: few, and in no index."""
    plainly = by == "party" and _is_plain(wanted)
    grouped = (
        _by_party(lanes, by_shared(schema.event_party.c, wanted)) if plainly else _joined(by, lanes, filters)
    )
    counted = _tally(connection, grouped)
    if not wanted.rejected:
        act, event = schema.act.c, schema.event.c
        some = event.id.in_(select(act.event).where(act.review == "rejected"))
        rejected = [*filters, some, event.review == "rejected"]
        counted.subtract(_tally(connection, _joined(by, lanes, rejected)))
    return +counted


def _tally(connection: Connection, selection: Select[Any]) -> Counted:
    return Counter({(lane, kind, day): number for lane, kind, day, number in connection.execute(selection)})


def _by_party(lanes: Sequence[str], filters: Iterable[ColumnElement[bool]]) -> Select[Any]:
    columns = schema.event_party.c
    return (
        select(columns.party, columns.kind, columns.day, func.count())
        .where(columns.party.in_(lanes), columns.role == "actor", *filters)
        .group_by(columns.party, columns.kind, columns.day)
    )


def _joined(by: By, lanes: Sequence[str], filters: Iterable[ColumnElement[bool]]) -> Select[Any]:
    event = schema.event.c
    if by == "party":
        return _by_party(lanes, filters).join(schema.event, event.id == schema.event_party.c.event)
    if by == "matter":
        filters = [*filters, or_(event.matter.in_(lanes), event.matter.is_(None))]
    lane = {"kind": event.kind, "matter": event.matter}.get(by, literal(""))
    grouped = [event.kind, event.day] if by in {"none", "kind"} else [event.matter, event.kind, event.day]
    return select(lane, event.kind, event.day, func.count()).where(*filters).group_by(*grouped)
