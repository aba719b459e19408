"""Where in an article each party is spoken of, so that the choice among parties can ask what is near."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.reading.parties.entities import Acting, Entity
    from depesche.reading.parties.owners import Context

_MOST, _NEAR = 5, 3
_MERE = frozenset({"person", "surname"})


class Places:
    """Tokens at which each party is named, by its id; `actings` has who they are, most spoken of first."""

    def __init__(self, context: Context, starts: dict[int, Entity]) -> None:
        self.context = context
        self.actings: dict[str, Acting] = {}
        self.tokens: dict[str, list[int]] = {}
        scan = context.scan
        for name in scan.names:
            if name.meaning.use not in _MERE:
                self._note(name.first, context.named(name))
        for token, entry in scan.adjectives.items():
            self._note(token, context.acting(entry, "adjective", scan.words[token]))
        for token, word in scan.nouns.items():
            if word.owner is not None:
                self._note(token, context.acting(word.owner, "compound", scan.words[token]))
        for token, entity in starts.items():
            self._note(token, entity.acting)
        for tokens in self.tokens.values():
            tokens.sort()
        self.most = sorted(self.tokens, key=lambda id_: (-len(self.tokens[id_]), self.tokens[id_][0]))
        self.flat = sorted((token, id_) for id_, tokens in self.tokens.items() for token in tokens)
        self.states = [id_ for id_ in self.most if self.kind(id_) == "state"]

    def _note(self, token: int, acting: Acting) -> None:
        id_ = acting.id
        if id_ is not None:
            self.actings.setdefault(id_, acting)
            self.tokens.setdefault(id_, []).append(token)

    def kind(self, id_: str) -> str:
        """What sort of party it is: the kind of a known one, "own" for one that only the article knows."""
        entry = self.actings[id_].entry
        return entry.kind if entry is not None else "own"

    def likely(self, token: int) -> list[str]:
        """Ids of the parties most spoken of, and of those last named before a token and next behind it."""
        found = dict.fromkeys(self.states[:_MOST])
        found.update(dict.fromkeys(self.most[:_MOST]))
        place = bisect_left(self.flat, (token, ""))
        near: dict[str, None] = {}
        for _, id_ in reversed(self.flat[max(0, place - 12) : place]):
            near[id_] = None
            if len(near) == _NEAR:
                break
        found.update(near)
        found.update(dict.fromkeys(id_ for _, id_ in self.flat[place : place + 2]))
        return list(found)

    def distance(self, id_: str, token: int) -> tuple[str, str]:
        """How many sentences before and behind a token a party is named next: "0", "1", "2", "4" (or more), "-"."""
        tokens = self.tokens.get(id_, [])
        place = bisect_left(tokens, token)
        before = self._apart(tokens[place - 1], token) if place else "-"
        behind = self._apart(token, tokens[place]) if place < len(tokens) else "-"
        return before, behind

    def _apart(self, first: int, second: int) -> str:
        all_tokens = self.context.scan.document.tokens
        apart = all_tokens[second].sentence - all_tokens[first].sentence
        return str(apart) if apart < 3 else "3" if apart < 5 else "5"

    def between(self, id_: str, first: int, last: int) -> bool:
        """Whether a party is named in tokens `first` up to, not including, `last`."""
        tokens = self.tokens.get(id_, [])
        place = bisect_left(tokens, first)
        return place < len(tokens) and tokens[place] < last
