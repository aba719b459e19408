"""Matters, and how often each term stands in the record.

Public: `Around`, `Shelf`, `load(connection, ids)`, `find(connection, name)`, `save(connection, matters)`.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from depesche.errors import AmbiguousEntry, InvalidDecision, UnknownMatter
from depesche.record import matters
from depesche.record.rows import matter_of, matter_row
from depesche.record.schema import event, matter, term
from depesche.record.store.rows import Change, upsert
from depesche.record.types import Matter
from depesche.record.words import comparable, terms_of, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

    from depesche.reading.types import Reading
    from depesche.record.types import StoredAct

_ALL = ""  # the term under which all filed acts are counted


class Around(NamedTuple):
    """What stands around the acts of an article: terms of its title, and those of the names of parties."""

    title: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading) -> Around:
        """What stands around the acts of a reading."""
        code = reading.language
        if not comparable(code):
            return cls()
        spans = {span for party in reading.parties for span in party.mentions}
        names = {span.of(reading.text) for span in spans} | {party.name for party in reading.parties}
        names |= set(_proper(reading))
        title = terms_of(reading.title, code) if reading.title else ()
        return cls(title, frozenset(term for name in names for term in terms_of(name, code)))


def _proper(reading: Reading) -> Iterator[str]:
    """The words for those who act and toward whom, as far as they are names: "Port Galen", not "die Truppen"."""
    words = vocabulary(reading.language)
    for act in reading.acts:
        for role in (*act.actors, *act.recipients):
            said = role.mention.of(reading.text) if role.mention else ""
            if not any(term in words.rarities for term in words.terms(said)):
                yield said


class Shelf:
    """The matters of a record in memory, for one writer; made anew where another one has changed them.

    How often a term stands in the record is read once: what other writers add meanwhile makes no odds to its weight.
    """

    def __init__(self) -> None:
        self._matters = matters.Matters()
        self._counts: Counter[str] | None = None
        self._new: Counter[str] = Counter()
        self._changed: dict[str, Matter] = {}

    def open(self, connection: Connection, *, changed: bool) -> None:
        """See to it that all is as the record has it, which another writer has `changed`; to begin a transaction."""
        if changed:
            self._matters = matters.Matters(_all(connection))
        if self._counts is None:
            self._counts = Counter({row.term: row.acts for row in connection.execute(select(term))})
        self._new.clear()
        self._changed.clear()

    def reopen(self, connection: Connection) -> None:
        """See again what the record has, after matters were changed in it."""
        self._matters = matters.Matters(_all(connection))
        self._changed.clear()

    def forget(self) -> None:
        """What was in memory may not have come into the record."""
        self.__init__()  # type: ignore[misc]

    def file(self, act: StoredAct, around: Around) -> str | None:
        """The id of the matter that an act belongs under; None where it says too little."""
        if not act.terms or not comparable(act.language):
            return None
        self._tally(act)
        filed = matters.file(act, self._matters, self.rarity, around.title, around.names)
        if filed is None:
            return None
        self._matters.put(filed)
        self._changed[filed.id] = filed
        return filed.id

    def rarity(self, word: str) -> float:
        """The natural logarithm of acts in the record by acts that have the term."""
        counts = self._counts if self._counts is not None else Counter()
        return math.log(max(counts[_ALL], 1) / max(counts[word], 1))

    def close(self, connection: Connection) -> None:
        """Write what has changed; at the end of a transaction."""
        rows = [{"term": word, "acts": count} for word, count in sorted(self._new.items())]
        upsert(connection, term, rows, Change(add=("acts",)))
        if self._changed:
            save(connection, self._changed.values())

    def _tally(self, act: StoredAct) -> None:
        words = {_ALL, *act.terms}
        self._new.update(words)
        if self._counts is not None:
            self._counts.update(words)


def save(connection: Connection, changed: Iterable[Matter]) -> None:
    """Write matters."""
    rows = [matter_row(one) for one in changed]
    names = tuple(name for name in (rows[0] if rows else ()) if name != "id")
    upsert(connection, matter, rows, Change(replace=names))


def _all(connection: Connection) -> list[Matter]:
    rows = connection.execute(select(matter).where(_in_use()).order_by(matter.c.id))
    return [matter_of(row) for row in rows.mappings()]


def _in_use() -> ColumnElement[bool]:
    """A matter was not merged into another one, and something is filed under it."""
    return matter.c.merged_into.is_(None) & select(event.c.id).where(event.c.matter == matter.c.id).exists()


def load(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Matter]:
    """Matters by their ids, those with most acts first; all under which something is filed, if none are given."""
    wanted = select(matter).order_by(matter.c.acts.desc(), matter.c.id)
    wanted = wanted.where(_in_use() if ids is None else matter.c.id.in_(list(ids)))
    return {row["id"]: matter_of(row) for row in connection.execute(wanted).mappings()}


def find(connection: Connection, name: str) -> str:
    """The id of the matter with this id or name; one that was merged gives that into which it was.

    Raises `UnknownMatter` with what is near to it, `AmbiguousEntry`.
    """
    rows = connection.execute(select(matter.c.id, matter.c.name, matter.c.merged_into)).all()
    folded = name.casefold()
    fitting = [row for row in rows if name == row.id] or [
        row for row in rows if folded == row.name.casefold() and row.merged_into is None
    ]
    if len(fitting) > 1:
        used = called(connection, name)
        fitting = [row for row in fitting if row.id in used] or fitting
    if len(fitting) > 1:
        raise AmbiguousEntry(
            f"several matters are called {name!r}; say which: {', '.join(row.id for row in fitting)}"
        )
    if not fitting:
        near = get_close_matches(folded, [row.name.casefold() for row in rows], n=3)
        names = [row.name for row in rows if row.name.casefold() in near or folded in row.name.casefold()][:3]
        raise UnknownMatter(
            f"there is no matter {name!r}" + (f"; perhaps {' or '.join(names)}" if names else "")
        )
    return resolve(connection, str(fitting[0].id))


def called(connection: Connection, name: str) -> list[str]:
    """The ids of matters in use that have this name, upper and lower case aside."""
    rows = connection.execute(select(matter.c.id, matter.c.name).where(_in_use()).order_by(matter.c.id))
    folded = name.strip().casefold()
    return [row.id for row in rows if row.name.casefold() == folded]


def found(
    connection: Connection, name: str, acts: Sequence[StoredAct], rarity: Callable[[str], float]
) -> str:
    """Make a matter of this name with the words of acts, which may be none; its id. Raises `InvalidDecision`."""
    if not name.strip():
        raise InvalidDecision("a matter needs a name")
    if there := called(connection, name):
        raise InvalidDecision(
            f"there is a matter {name.strip()!r} already; file them under it: depesche decide assign {there[0]} ID..."
        )
    new = matters.split(Matter("", ""), acts, rarity)[1] if acts else Matter("", "")
    made = replace(new, id=free_id(connection, name), name=name.strip(), named_by_hand=True)
    save(connection, [made])
    return made.id


def free_id(connection: Connection, name: str) -> str:
    """An id for a matter of this name, that none has."""
    taken = set(connection.execute(select(matter.c.id)).scalars())
    wanted, number = matters.slug(name), 1
    free = wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


def resolve(connection: Connection, identifier: str) -> str:
    """The matter that a matter was merged into, itself if it was not."""
    while (into := merged_into(connection, identifier)) is not None:
        identifier = into
    return identifier


def merged_into(connection: Connection, identifier: str) -> str | None:
    """What a matter was merged into by itself."""
    return connection.execute(select(matter.c.merged_into).where(matter.c.id == identifier)).scalar()


def behind(connection: Connection, identifier: str) -> set[str]:
    """The matter and all that were merged into it, directly or not."""
    found, waiting = {identifier}, {identifier}
    while waiting:
        into = matter.c.merged_into.in_(sorted(waiting))
        waiting = set(connection.execute(select(matter.c.id).where(into)).scalars()) - found
        found |= waiting
    return found


def given(connection: Connection, identifier: str) -> dict[str, Any]:
    """The fields of a matter that can be decided about, as they were before anybody did."""
    row = connection.execute(select(matter).where(matter.c.id == identifier)).mappings().one()
    now = {field: row[field] for field in ("name", "pinned", "merged_into", "named_by_hand")}
    return now | (row["given"] or {})


def pour(connection: Connection, source: str, target: str, *, back: bool) -> None:
    """Let the words of a matter count in another one too, or no longer."""
    both = load(connection, [source, target])
    if len(both) == 2:
        take = matters.separate if back else matters.combine
        mixed = take(both[target], both[source])
        forms = {key: form for key, form in mixed.forms.items() if mixed.words.keys() >= set(key.split())}
        save(connection, [replace(mixed, forms=forms)])
