"""A record, as everybody outside of this package sees it.

Public: `Record`.

    with Record.open("crisis.db") as record:
        for reading in readings:
            record.add(reading)
        for matter in record.matters():
            ...

What people decide is in `review.py`, what goes out and comes in in `export`, what one asks in `questions`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from depesche.errors import UnknownEntry
from depesche.record import schema
from depesche.record.adding import Adding
from depesche.record.database import Database
from depesche.record.intake import article_id
from depesche.record.store import articles, decisions, matters, parties
from depesche.record.store import events as event_store
from depesche.record.store.memory import Memory
from depesche.record.types import UNKNOWN, Extractor, Witness
from depesche.record.upgrade import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection

    from depesche.reading.types import Reading
    from depesche.record.types import (
        Added,
        Decision,
        Event,
        Matter,
        StoredAct,
        StoredArticle,
        StoredParty,
        Subject,
    )


class Record:
    """All readings of a crisis, merged, with what people decided about them.

    Ids may be shortened to a beginning that only one entry has. Methods raise `RecordError` and what is under it:
    `UnknownEntry`, `AmbiguousEntry`, `RecordUnavailable` …
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._memory = Memory()

    @classmethod
    def open(cls, path_or_url: str | Path, *, create: bool = True) -> Self:
        """Open the record at a path (SQLite) or address (`postgresql://…`); an older one is brought up to date.

        Where there is none, it is made, unless `create` is false: then `NoRecord` is raised. Raises `NotARecord`,
        `NewerRecord`, `RecordUnavailable`.
        """
        database = Database.at(path_or_url)
        try:
            bring_up_to_date(database, create=create)
        except BaseException:
            database.close()
            raise
        return cls(database)

    def close(self) -> None:
        """Give back what it holds; done at the end of a `with`."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """Where it lies, in words for people."""
        return self._database.place

    @property
    def database(self) -> Database:
        """The database under it."""
        return self._database

    def connect(self) -> AbstractContextManager[Connection]:
        """A transaction that reads one state of the record; for questions."""
        return self._database.reading()

    def add(self, reading: Reading, extractor: Extractor | None = None, *, again: bool = False) -> Added:
        """Add a reading in a transaction of its own. `extractor` is what made it; the reading says so if not given.

        A reading of a text that is there takes the place of the one before it, which is kept. One that was followed by
        another is taken up `again` only if that is asked for.
        """
        with self.writing() as (connection, memory):
            adding = Adding(connection, memory)
            added = adding.add(reading, extractor or _made_by(reading), again=again)
            adding.tie()
            return added

    def add_together(self, readings: Iterable[Reading], extractor: Extractor | None = None) -> list[Added]:
        """Add several readings in one transaction, which is faster: all of them are there afterwards, or none.

        `extractor` is what made those that do not say so.
        """
        with self.writing() as (connection, memory):
            adding = Adding(connection, memory)
            added = [adding.add(one, one.extractor or extractor or UNKNOWN) for one in readings]
            adding.tie()
            return added

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Memory]]:
        """A transaction that changes the record, with what is in memory; for `review`."""
        try:
            with self._database.writing() as connection:
                self._memory.open(connection)
                yield connection, self._memory
                self._memory.close(connection)
        except BaseException:
            self._memory.forget()
            raise

    def add_all(self, readings: Iterable[Reading], extractor: Extractor | None = None) -> Iterator[Added]:
        """Add readings as they come, each in a transaction of its own."""
        return (self.add(reading, extractor) for reading in readings)

    def read_by(self, text: str) -> Extractor | None:
        """What made the current reading of the article with this text, None where there is no such article."""
        with self.connect() as connection:
            return articles.read_by(connection, article_id(text))

    def article(self, identifier: str) -> StoredArticle:
        """The article with this id."""
        with self.connect() as connection:
            whole = articles.resolve(connection, schema.article, identifier, "article")
            return articles.load(connection, [whole])[whole]

    def reading(self, identifier: str, extractor: Extractor | None = None) -> Reading:
        """The reading of an article, as it was added; of several, that of an extractor, or the latest."""
        with self.connect() as connection:
            whole = articles.resolve(connection, schema.article, identifier, "article")
            return articles.reading_of(connection, articles.load(connection, [whole])[whole], extractor)

    def act(self, identifier: str) -> StoredAct:
        """The act with this id, as it now stands."""
        with self.connect() as connection:
            whole = articles.resolve(connection, schema.act, identifier, "act")
            return event_store.load_acts(connection, [whole])[whole]

    def event(self, identifier: str) -> Event:
        """The event with this id, or that which the act with this id tells."""
        with self.connect() as connection:
            whole = _event_of(connection, identifier)
            return event_store.load(connection, [whole])[whole]

    def events(self, ids: Sequence[str]) -> dict[str, Event]:
        """Events by their whole ids, in the order of these; those that are not there are left out."""
        with self.connect() as connection:
            return event_store.load(connection, ids)

    def witnesses(self, event: str) -> tuple[Witness, ...]:
        """Who tells an event, the earliest first; rejected acts are not among them."""
        return self.witnesses_of([event]).get(event, ())

    def witnesses_of(self, events: Sequence[str]) -> dict[str, tuple[Witness, ...]]:
        """Who tells each of several events."""
        with self.connect() as connection:
            told = event_store.acts_of(connection, events)
            ids = sorted({act.article for acts in told.values() for act in acts})
            sources = articles.load(connection, ids)
        return {event: _witnesses(acts, sources) for event, acts in told.items()}

    def party(self, identifier: str) -> StoredParty:
        """The party with this id; the one into which it was merged, if it was."""
        with self.connect() as connection:
            (whole,) = parties.resolve(connection, [identifier])
            found = parties.load(connection, [whole])
        if whole not in found:
            raise UnknownEntry(f"there is no party with the id {identifier!r}")
        return found[whole]

    def parties(self, ids: Sequence[str]) -> dict[str, StoredParty]:
        """Parties by their ids; those that are not there are left out."""
        with self.connect() as connection:
            return parties.load(connection, ids)

    def find_party(self, name: str) -> str:
        """The id of the party with this name or id. Raises `UnknownParty`, `AmbiguousEntry`."""
        with self.connect() as connection:
            return parties.find(connection, name)

    def matters(self) -> list[Matter]:
        """All matters, those with most acts first."""
        with self.connect() as connection:
            return list(matters.load(connection).values())

    def find_matter(self, name: str) -> str:
        """The id of the matter with this name or id. Raises `UnknownMatter`, `AmbiguousEntry`."""
        with self.connect() as connection:
            return matters.find(connection, name)

    def history(self, subject: Subject, identifier: str) -> tuple[Decision, ...]:
        """What was decided about an entry, in order; `identifier` is whole."""
        with self.connect() as connection:
            return decisions.history(connection, subject, identifier)


def _event_of(connection: Connection, identifier: str) -> str:
    """The id of an event, by its own or that of an act. Whole ones come first: an act's may begin an event's."""
    if event_store.there(connection, [identifier]):
        return identifier
    acts = event_store.load_acts(connection, [identifier])
    if not acts:
        try:
            return articles.resolve(connection, schema.event, identifier, "act or event")
        except UnknownEntry:
            key = articles.resolve(connection, schema.act, identifier, "act or event")
            acts = event_store.load_acts(connection, [key])
    return next(iter(acts.values())).event


def _made_by(reading: Reading) -> Extractor:
    return reading.extractor or UNKNOWN


def _witnesses(acts: Sequence[StoredAct], sources: dict[str, StoredArticle]) -> tuple[Witness, ...]:
    told = (
        Witness(act, source.source, source.title, source.url, source.published, source.group)
        for act in acts
        if act.review != "rejected" and (source := sources[act.article])
    )
    return tuple(
        sorted(told, key=lambda witness: (witness.published is None, str(witness.published), witness.act.id))
    )
