"""What a party last held on a matter, and when that changed.

    position(party, matter, events)   the position after all these events (newest first), None without any
    history(party, matter, events)    the positions one after the other, oldest first, one a day
    deciding(seen)                    the ids of those events by which `position` goes, of what the rows of events say
    leaning(act)                      whether an act goes toward the other side or against it
    POSITION_KINDS, WEAK_KINDS        kinds that tell of a position; those that count only where there is nothing else

Of the acts of a day the most telling one counts. Bare statements and warnings count only where there is nothing else.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from depesche import languages
from depesche.reading.types import Kind
from depesche.record.reasons import Reasons
from depesche.record.types import Position
from depesche.record.words import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from depesche.record.types import Event, StoredAct

    Leaning = Literal["toward", "against"]

POSITION_KINDS: frozenset[Kind] = frozenset(get_args(Kind)) - {"consult", "cooperate", "protest"}

_TOWARD: frozenset[Kind] = frozenset(("agree", "offer", "support", "retreat", "aid"))
_AGAINST: frozenset[Kind] = frozenset(
    ("reject", "demand", "threaten", "deny", "accuse", "sanction", "mobilize", "coerce", "assault")
)
WEAK_KINDS: frozenset[Kind] = frozenset(("state", "warn"))
_ORDER: tuple[Kind, ...] = (
    "agree", "reject", "retreat", "sanction", "assault", "demand", "offer", "threaten", "mobilize", "coerce", "aid",
    "deny", "announce", "support", "accuse", "warn", "state",
)  # fmt: skip
_RANK: Mapping[Kind, int] = {kind: rank for rank, kind in enumerate(_ORDER)}


class Seen(NamedTuple):
    """What the row of an event of a party on a matter says; it was really done, and has a day."""

    event: str
    kind: Kind
    day: date
    sources: int


def leaning(act: StoredAct) -> Leaning | None:
    """Whether an act goes toward the other side or against it; None for what does neither."""
    if act.kind in _TOWARD:
        return "against" if act.status == "negated" else "toward"
    if act.kind in _AGAINST:
        return None if act.status == "negated" else "against"
    return None


def position(party: str, matter: str, events: Sequence[Event]) -> Position | None:
    """What a party holds on a matter after all these events; None where none of them tells."""
    found = history(party, matter, events)
    return found[-1] if found else None


def history(party: str, matter: str, events: Iterable[Event]) -> tuple[Position, ...]:
    """The positions of a party on a matter, oldest first, one for each day on which it acted."""
    found: list[Position] = []
    before: Event | None = None
    leaned: Event | None = None
    for event in _telling(party, matter, events):
        if leaned is not None and _turns(leaned.lead, event.lead):
            found.append(Position(party, matter, event, leaned, True, _reason(leaned)))
        else:
            found.append(Position(party, matter, event, before))
        before = event
        leaned = event if leaning(event.lead) else leaned
    return tuple(found)


def deciding(seen: Iterable[Seen]) -> tuple[str, ...]:
    """The last of the most telling events of each day, the one before it, and the last before it that leans.

    `position` says the same of these as of all. Weak kinds are left out before where there are others.
    """
    told = _of_days(seen)
    if not told:
        return ()
    *earlier, last = told
    leaned = next((one for one in reversed(earlier) if one.kind in _TOWARD | _AGAINST), None)
    found = (last, *earlier[-1:], *((leaned,) if leaned else ()))
    return tuple(dict.fromkeys(one.event for one in found))


def _of_days(seen: Iterable[Seen]) -> list[Seen]:
    ordered = sorted(seen, key=lambda one: (one.day, _RANK[one.kind], -one.sources, one.event))
    return [next(of) for _, of in groupby(ordered, key=lambda one: one.day)]


def _telling(party: str, matter: str, events: Iterable[Event]) -> list[Event]:
    """The most telling event of each day, oldest first."""
    own = [
        event
        for event in events
        if party in event.actors
        and event.matter == matter
        and event.kind in POSITION_KINDS
        and event.day is not None
    ]
    strong = [event for event in own if event.kind not in WEAK_KINDS]
    ordered = sorted(
        strong or own, key=lambda event: (_day(event), _RANK[event.kind], -event.sources, event.id)
    )
    return [next(of) for _, of in groupby(ordered, key=_day)]


def _day(event: Event) -> date:
    """Its day; events without one are left out before."""
    return event.day or date.min


def _turns(before: StoredAct, now: StoredAct) -> bool:
    """Whether the party has turned: from against to toward the other side, or back."""
    leanings = (leaning(before), leaning(now))
    return None not in leanings and leanings[0] != leanings[1]


def _reason(before: Event) -> str:
    """What the party held before, in words."""
    lead = before.lead
    if not comparable(lead.language):
        return ""
    verb = languages.load(lead.language).table("labels")["kinds"][lead.kind]
    reasons = Reasons(lead.language)
    said = f"{verb} ({reasons.day(_day(before))})"
    reasons.add("changed", before=f"{said}: {lead.content}" if lead.content else said)
    return str(reasons)
