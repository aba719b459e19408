"""What an article says its own names are: "die Zeitung X", "die Gewerkschaft Y (XY)", "der Verband Z".

So that "die Zeitung" and "XY" later mean the same, though no list knows them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from depesche.reading.parties.scan import Scan

_FAR = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A name an article explains: `token` of the noun, its lemma, the name's tokens."""

    token: int
    lemma: str
    first: int
    last: int


@dataclass(slots=True)
class Kinds:
    """All names told by their kind, in order, and abbreviations by the token before their bracket.

    `named` has the end of the name that surely stands right behind a noun, by the noun's token; `names` all names of
    no list.
    """

    told: list[Told] = field(default_factory=list)
    short: dict[int, str] = field(default_factory=dict)
    full: dict[str, tuple[int, int]] = field(default_factory=dict)
    named: dict[int, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def before(self, token: int, lemmas: Collection[str]) -> Told | None:
        """The last name of one of several kinds before a token."""
        return next(
            (told for told in reversed(self.told) if told.token < token and told.lemma in lemmas), None
        )


def find_kinds(scan: Scan) -> Kinds:
    """Go through the nouns and the brackets once."""
    kinds = Kinds()
    for token, word in scan.nouns.items():
        if word.noun.role in {"body", "group"}:
            told = _named(scan, token, word.lemma)
            if told is None and word.owner is not None:
                told = Told(token, word.noun.lemma, token, token + 1)
            if told is not None:
                kinds.told.append(told)
    kinds.told.sort(key=lambda told: told.token)
    kinds.named = {told.token: told.last for told in kinds.told if _is_surely_named(scan, told)}
    for token, text in enumerate(scan.words):
        if text == "(" and 0 < token < len(scan.words) - 2 and scan.words[token + 2] == ")":
            _abbreviate(scan, kinds, token)
    own = [one for one in kinds.told if one.first not in scan.name_at]
    kinds.names = frozenset((*(scan.text(one.first, one.last) for one in own), *kinds.short.values()))
    return kinds


def _is_surely_named(scan: Scan, told: Told) -> bool:
    """Whether what stands right behind a noun is its name, not the next phrase ("werfen dem Konzern Betrug vor")."""
    if told.first != told.token + 1:
        return False
    name = scan.name_at.get(told.first)
    if name is not None:
        return name.meaning.entry.kind not in {"state", "place"}
    return told.last - told.first > 1 and scan.nouns[told.token].noun.role == "body"


def _named(scan: Scan, token: int, lemma: str) -> Told | None:
    """The name right behind a noun, or one whose own head the noun is ("Süddeutsche Zeitung")."""
    name = scan.name_at.get(token)
    if name is not None:
        return Told(token, lemma, name.first, name.last)
    first = token + 1
    quoted = first < len(scan.words) and scan.words[first] in scan.quotes
    first += quoted
    if first >= len(scan.words) or not scan.adjacent(first) or not scan.words[first][0].isupper():
        return None
    name = scan.name_at.get(first)
    if name is not None:
        return (
            Told(token, lemma, first, name.last)
            if name.meaning.use in {"name", "organ", "ambiguous"}
            else None
        )
    if first in scan.nouns and not quoted:
        return None
    last = first + 1
    while last < len(scan.words) and scan.adjacent(last) and scan.words[last][0].isalpha():
        if not (scan.words[last][0].isupper() or quoted):
            break
        last += 1
    return Told(token, lemma, first, last)


def _abbreviate(scan: Scan, kinds: Kinds, bracket: int) -> None:
    """ "Verband der Freunde (VdF)": the capitals of the abbreviation begin words of the phrase before it."""
    short = scan.words[bracket + 1]
    capitals = [letter for letter in short if letter.isupper()]
    if len(capitals) < 2 or len(short) > 12:
        return
    kinds.short[bracket - 1] = short
    start = scan.sentence(bracket)[0]
    if scan.words[bracket - 1] in scan.quotes and bracket > 1:
        bracket -= 1
        kinds.short[bracket - 1] = short
    for token in range(bracket - 1, max(start, bracket - _FAR) - 1, -1):
        word = scan.words[token]
        if word[0] == capitals[0] and (token == start or _opens(scan, token)):
            kinds.full.setdefault(short, (token, bracket))
            return


def _opens(scan: Scan, token: int) -> bool:
    """Whether a phrase may begin at a token: an article or no capital before it."""
    before = scan.words[token - 1]
    return before.casefold() in scan.index.lexicon.determiners or not before[0].isupper()
