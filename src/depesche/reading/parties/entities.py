"""The parties of one article while they are being put together."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from depesche.reading.parties.knowledge import Entry, Knowledge
    from depesche.reading.types import PartyKind, Span


class Acting(NamedTuple):
    """For whom somebody acts: a known party or a name that only the article knows; `why` in plain words."""

    entry: Entry | None
    name: str | None
    why: str
    by_adjective: bool = False
    guessed: bool = False

    @property
    def id(self) -> str | None:
        """Its id; None where nobody is known."""
        if self.entry is not None:
            return self.entry.id
        return f"org:{slug(self.name)}" if self.name else None

    @property
    def party(self) -> str | None:
        """Its short name; None where nobody is known."""
        return self.entry.name if self.entry is not None else self.name


NOBODY = Acting(None, None, "")


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something an article speaks of; `gender` is m, f, n, p or "" where it is not known."""

    id: str
    name: str
    kind: PartyKind
    gender: str
    acting: Acting
    mentions: list[Span] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)
    strength: float = 0.0


@lru_cache(maxsize=8192)
def slug(name: str) -> str:
    """ASCII, lower case, hyphens: "Westliche Länder" -> "westliche-laender"; a hash of what has no Latin letter."""
    folded = name.casefold()
    for letter, spelled in (
        ("ä", "ae"),
        ("ö", "oe"),
        ("ü", "ue"),
        ("ß", "ss"),
        ("ø", "o"),
        ("ł", "l"),
        ("ı", "i"),
    ):
        folded = folded.replace(letter, spelled)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words) or "x" + blake2s(folded.encode(), digest_size=6).hexdigest()


def party_for(entry: Entry, knowledge: Knowledge) -> Entry:
    """The state an organ acts for, else the party itself."""
    return knowledge.parties.get(entry.state, entry) if entry.state else entry
