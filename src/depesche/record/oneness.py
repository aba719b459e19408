"""Parties that people say are one: acts name the one, and keep beside it what was read.

    united(act, merged)    the act with each party as the one it was merged into; nothing if it never was, or no longer
    finals(merged)         from each party that was merged to the one at the end of the chain
    behind(party, merged)  the party and all that were merged into it, directly or not

`merged` says of parties into which other one they were merged.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from depesche.record.types import StoredAct, StoredRole

    Merged = Mapping[str, str]


def finals(merged: Merged) -> dict[str, str]:
    """From each party that was merged to the one at the end of the chain. Raises `ValueError` where there is no end."""
    return {party: _final(party, merged) for party in merged}


def _final(party: str, merged: Merged) -> str:
    passed = {party}
    while (into := merged.get(party)) is not None:
        if into in passed:
            raise ValueError(into)
        passed.add(into)
        party = into
    return party


def behind(party: str, merged: Merged) -> set[str]:
    """The party and all that were merged into it, directly or not."""
    found, waiting = {party}, {party}
    while waiting:
        waiting = {one for one, into in merged.items() if into in waiting} - found
        found |= waiting
    return found


def united(act: StoredAct, final: Merged) -> StoredAct:
    """The act with each of its parties as the one it was merged into; `final` is of `finals`."""
    actors = tuple(_role(role, final) for role in act.actors)
    recipients = tuple(_role(role, final) for role in act.recipients)
    party, read = _one(act.condition_party, act.condition_party_read, final)
    if (actors, recipients, party, read) == (
        act.actors, act.recipients, act.condition_party, act.condition_party_read,
    ):  # fmt: skip
        return act
    return replace(
        act, actors=actors, recipients=recipients, condition_party=party, condition_party_read=read
    )


def _role(role: StoredRole, final: Merged) -> StoredRole:
    party, read_party = _one(role.party, role.read_party, final)
    person, read_person = _one(role.person, role.read_person, final)
    if (party, person) == (role.party, role.person):
        return role
    return replace(role, party=party, person=person, read_party=read_party, read_person=read_person)


def _one(party: str | None, read: str | None, final: Merged) -> tuple[str | None, str | None]:
    """A party as the one it is now, and what was read if that is another one."""
    first = read or party
    now = final.get(first, first) if first else None
    return (now, first) if now != first else (first, None)
