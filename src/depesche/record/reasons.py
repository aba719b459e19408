"""Reasons in words for what the record suggests, in the language of the article (`record.toml`, `[reasons]`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from depesche.record.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from depesche.record.types import StoredAct

_MOST_WORDS = 4


@dataclass(slots=True)
class Reasons:
    """Collects what speaks for a suggestion; `str` gives one line."""

    language: str
    _parts: list[str] = field(default_factory=list)

    def add(self, name: str, **values: str) -> None:
        """Add a reason by its name in the data of the language."""
        self._parts.append(self._texts()[name].format(**values))

    def days(self, days: int) -> None:
        """Add how much later it was."""
        if days < 2:
            self.add("one_day" if days else "same_day")
        else:
            self.add("days", days=str(days))

    def day(self, day: date) -> str:
        """A day as people write it."""
        return day.strftime(self._texts()["day"])

    def names(self, parties: Iterable[str], *acts: StoredAct) -> str:
        """Names of parties, by the roles of acts that have them."""
        known = {
            role.party: role.party_name or role.name
            for act in acts
            for role in (*act.actors, *act.recipients)
            if role.party and (role.party_name or role.name)
        }
        return ", ".join(known.get(party) or party for party in parties)

    def forms(self, terms: Iterable[str], act: StoredAct) -> str:
        """Terms as an act writes them, in its order."""
        wanted = set(terms)
        found: list[str] = []
        for word, having in vocabulary(self.language).worded(
            f"{act.content} ; {act.condition} ; {act.sentence}"
        ):
            if wanted.intersection(having) and word not in found:
                found.append(word)
                wanted.difference_update(having)
        return ", ".join(found[:_MOST_WORDS])

    def __str__(self) -> str:
        return "; ".join(self._parts)

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = vocabulary(self.language).table["reasons"]
        return texts
