"""What ties events together: exchanges and commitments.

Public: `link(connection, memory, new)`, `relink(connection, memory, ids)`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from depesche.record.store import answers, settling
from depesche.record.store.spells import spells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from depesche.record.store.memory import Memory
    from depesche.record.types import Event

_GAP = timedelta(days=14)


def link(connection: Connection, memory: Memory, new: Sequence[Event]) -> None:
    """Tie new events to those that are there, and to each other; what has no day is tied to nothing."""
    for some in spells(new, _GAP):
        answers.tie(connection, memory, some)
        settling.commit(connection, memory, some)


def relink(connection: Connection, memory: Memory, ids: Iterable[str]) -> None:
    """Tie events anew that have changed; what a person has confirmed or rejected stays."""
    changed = list(memory.events(connection, sorted(set(ids))).values())
    touched, orphans = answers.untie(connection, changed)
    settling.release(connection, changed)
    raised = [one for one in memory.events(connection, orphans).values() if one not in changed]
    link(connection, memory, [one for one in (*changed, *raised) if one.lead.review != "rejected"])
    answers.judge(connection, touched)
