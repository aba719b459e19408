"""What people decide about parties: as in `review`, appended to the log, to be taken back by `review.undo`.

    merge_parties(record, party, into, who=)   the two are one, whatever they are called

Returns the `Decision`. Parties are given by name or id. Acts then name the one party, also those that are read later;
what was read stays beside it (`read_party`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.errors import InvalidDecision
from depesche.record.deciding import Deciding
from depesche.record.store import parties

if TYPE_CHECKING:
    from depesche.record.record import Record
    from depesche.record.types import Decision


def merge_parties(record: Record, party: str, into: str, *, who: str, note: str = "") -> Decision:
    """A party is another one: all that it did and does counts as that one's. Raises `InvalidDecision`."""
    with Deciding.of(record, who, note) as deciding:
        key, goal = (parties.find(deciding.connection, name) for name in (party, into))
        if key == goal:
            raise InvalidDecision(f"{party!r} and {into!r} are the same party")
        return deciding.decide("merge_parties", "party", [key], {"merged_into": goal})
