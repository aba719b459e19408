"""Which events a `Filter` wants, as conditions on the table `event`.

Public: `conditions(connection, filter)`, `by_shared(columns, filter)`, `told_now()`, `languages_of(connection)`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from depesche.record import search
from depesche.record.schema import act, article, event, event_party, event_person, setting
from depesche.record.store import parties
from depesche.record.store.rows import upsert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.sql.base import ReadOnlyColumnCollection

    from depesche.record.types import Filter

    Columns = ReadOnlyColumnCollection[str, Any]

LANGUAGE = "language:"


def conditions(connection: Connection, wanted: Filter, *, few: bool = False) -> list[ColumnElement[bool]]:
    """The conditions of a filter, all of which an event must meet.

    `few`: few events are left to be asked for their parties, so that those of the parties need not be gathered first.
    """
    asked = with_parties_as_they_are(connection, wanted)
    return [
        *_by_review(asked),
        *_by_field(asked),
        *_by_parties(connection, asked, few=few),
        *_by_text(connection, asked),
    ]


def with_parties_as_they_are(connection: Connection, wanted: Filter) -> Filter:
    """The filter with the parties into which those that it names were merged."""
    if not wanted.parties and not wanted.recipients:
        return wanted
    acting, concerned = (parties.resolve(connection, ids) for ids in (wanted.parties, wanted.recipients))
    return replace(wanted, parties=acting, recipients=concerned)


def _by_review(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if not wanted.rejected:
        yield event.c.review != "rejected"
    if wanted.reviewed is not None:
        yield event.c.review != "open" if wanted.reviewed else event.c.review == "open"


def _by_parties(connection: Connection, wanted: Filter, *, few: bool) -> Iterator[ColumnElement[bool]]:
    for role, ids in (("actor", wanted.parties), ("recipient", wanted.recipients)):
        if ids:
            found = _with_parties(role, ids, wanted)
            persons = parties.persons_among(connection, ids)
            if few:
                yield _of_each(found, *([_with_persons(role, persons, wanted)] if persons else []))
            else:
                yield event.c.id.in_(
                    found.union_all(_with_persons(role, persons, wanted)) if persons else found
                )


def told_now() -> ColumnElement[bool]:
    """That an article tells an event which no newer version of it has replaced."""
    current = select(act.c.id).join(article, article.c.id == act.c.article)
    return current.where(act.c.event == event.c.id, article.c.replaced_by.is_(None)).exists()


def by_shared(columns: Columns, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    """What a filter asks of the columns that the tables `event` and `event_party` share: matter, kind and day."""
    if wanted.matters:
        yield columns.matter.in_(wanted.matters)
    if wanted.kinds:
        yield columns.kind.in_(wanted.kinds)
    yield from _by_days(columns, wanted)


def _by_days(columns: Columns, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield columns.day >= wanted.since
    if wanted.until:
        yield columns.day <= wanted.until


def _by_field(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    yield from by_shared(event.c, wanted)
    if wanted.confidence is not None:
        yield event.c.confidence >= wanted.confidence


def _by_text(connection: Connection, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.text:
        found = search.matches(connection, wanted.text, languages_of(connection)).subquery()
        yield event.c.id.in_(select(act.c.event).join(found, found.c.key == act.c.key))


def _with_parties(role: str, parties: Sequence[str], wanted: Filter) -> Select[tuple[str]]:
    """The events of parties, narrowed by what stands in the same index."""
    columns = event_party.c
    in_role = columns.role == role, columns.party.in_(parties)
    return select(columns.event).where(*in_role, *_by_days(columns, wanted))


def _of_each(*found: Select[tuple[str]]) -> ColumnElement[bool]:
    """That an event is found, looked up for itself."""
    return or_(*(some.where(some.selected_columns.event == event.c.id).exists() for some in found))


def _with_persons(role: str, persons: Sequence[str], wanted: Filter) -> Select[tuple[str]]:
    """The events in which persons have a role, for whomever."""
    columns = event_person.c
    in_role = columns.role == role, columns.person.in_(persons)
    return select(columns.event).where(*in_role, *_by_days(columns, wanted))


def languages_of(connection: Connection) -> list[str]:
    """The languages of the articles of a record."""
    names = connection.execute(select(setting.c.name).where(setting.c.name.like(f"{LANGUAGE}%"))).scalars()
    return sorted(name.removeprefix(LANGUAGE) for name in names)


def note_languages(connection: Connection, codes: Iterable[str]) -> None:
    """Keep that there are articles of these languages."""
    upsert(connection, setting, [{"name": f"{LANGUAGE}{code}", "value": ""} for code in sorted(set(codes))])
