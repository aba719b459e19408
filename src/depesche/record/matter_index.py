"""All matters of a record in memory, with an index from words to matters.

Matters(matters)     iterates, `in`, `[id]`, `len`
acts, pinned         how many acts each has; which have words pinned
put(matter), drop(id)
having(term)         matter id -> how often the term stands there
count(term)          how often it stands in all matters together
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from depesche.record.types import Matter

_NONE: Mapping[str, float] = {}


class Matters:
    """Matters by id; an act is compared only with those that share a word with it."""

    __slots__ = ("_by_id", "_having", "acts", "pinned")

    def __init__(self, matters: Iterable[Matter] = ()) -> None:
        self._by_id: dict[str, Matter] = {}
        self._having: dict[str, dict[str, float]] = {}
        self.acts: dict[str, int] = {}
        self.pinned: set[str] = set()
        for matter in matters:
            self.put(matter)

    def __iter__(self) -> Iterator[Matter]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, matter_id: object) -> bool:
        return matter_id in self._by_id

    def __getitem__(self, matter_id: str) -> Matter:
        return self._by_id[matter_id]

    def put(self, matter: Matter) -> None:
        """Add a matter, or set it in the place of the one with its id."""
        before = self._by_id.get(matter.id)
        if before is not None and before.pinned == matter.pinned:
            self._forget(matter.id, before.words.keys() - _indexed(matter))
            changed = dict(matter.words.items() - before.words.items())
        else:
            self.drop(matter.id)
            changed = {term: matter.words.get(term, 0.0) for term in _indexed(matter)}
        self._by_id[matter.id] = matter
        self.acts[matter.id] = matter.acts
        self.pinned.discard(matter.id)
        if matter.pinned:
            self.pinned.add(matter.id)
        for term, count in changed.items():
            self._having.setdefault(term, {})[matter.id] = count

    def drop(self, matter_id: str) -> None:
        """Take a matter away, if it is there."""
        matter = self._by_id.pop(matter_id, None)
        if matter is not None:
            self._forget(matter_id, _indexed(matter))
            del self.acts[matter_id]
            self.pinned.discard(matter_id)

    def _forget(self, matter_id: str, terms: Iterable[str]) -> None:
        for term in terms:
            having = self._having[term]
            having.pop(matter_id, None)
            if not having:
                del self._having[term]

    def having(self, term: str) -> Mapping[str, float]:
        """The ids of the matters that have a term, or have it pinned, with how often it stands there."""
        return self._having.get(term, _NONE)

    def count(self, term: str) -> float:
        """How often a term stands in all matters together."""
        return sum(self.having(term).values())


def _indexed(matter: Matter) -> set[str]:
    pinned = (term for word in matter.pinned for term in word.split())
    return {*matter.words, *pinned}
