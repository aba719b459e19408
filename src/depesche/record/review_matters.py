"""What people decide about matters: as in `review`, appended to the log, to be taken back by `review.undo`.

    rename(record, matter, name, who=)         a name that stays
    pin(record, matter, words, who=)           words that draw every act that has them; none takes the pins off
    merge_matters(record, matter, into, who=)  one goes into the other, with all that is filed under it
    split_matter(record, ids, name, who=)      these events are about something else: a new matter for them

All return the `Decision`. Matters are given by name or id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.errors import InvalidDecision
from depesche.record import matters as sense
from depesche.record.deciding import Deciding
from depesche.record.filters import languages_of
from depesche.record.review import acts_of, event_ids
from depesche.record.store import matters
from depesche.record.types import Matter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from depesche.record.record import Record
    from depesche.record.types import Decision


def rename(record: Record, matter: str, name: str, *, who: str, note: str = "") -> Decision:
    """Give a matter a name, which stays whatever is filed under it. Raises `InvalidDecision`."""
    with Deciding.of(record, who, note) as deciding:
        if not name.strip():
            raise InvalidDecision("a matter needs a name")
        key = matters.find(deciding.connection, matter)
        return deciding.decide("rename", "matter", [key], {"name": name.strip()})


def pin(record: Record, matter: str, words: Iterable[str], *, who: str, note: str = "") -> Decision:
    """Pin words to a matter, in the place of those that were: acts with one of them are drawn to it."""
    given = list(words)
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        key = matters.find(connection, matter)
        pinned = Matter("", "")
        for code in languages_of(connection):
            pinned = sense.pin(pinned, given, code)
        return deciding.decide("pin", "matter", [key], {"pinned": list(pinned.pinned)})


def merge_matters(record: Record, matter: str, into: str, *, who: str, note: str = "") -> Decision:
    """Put a matter into another one, with all that is filed under it. Raises `InvalidDecision`."""
    with Deciding.of(record, who, note) as deciding:
        key, goal = (matters.find(deciding.connection, name) for name in (matter, into))
        if key == goal:
            raise InvalidDecision(f"{matter!r} and {into!r} are the same matter")
        return deciding.decide("merge_matters", "matter", [key], {"merged_into": goal})


def split_matter(record: Record, ids: Iterable[str], name: str, *, who: str, note: str = "") -> Decision:
    """Take events out of their matters into a new one of this name. Raises `InvalidDecision`."""
    with Deciding.of(record, who, note) as deciding:
        connection = deciding.connection
        acts = acts_of(connection, event_ids(connection, ids))
        key = matters.found(connection, name, acts, deciding.memory.shelf.rarity)
        return deciding.decide("split_matter", "act", [act.id for act in acts], {"matter": key})
