"""Words that a word of a query stands for beside its own forms, so that "Truppen abziehen" finds "Truppenabzug".

Public: `Wider.of(connection, word, codes)`.

These are words of the same root ("abziehen": "Abzug", "abgezogen"), and the compounds of the record that end or begin
with one of them. A compound is also found by its parts: "Truppenabzug" finds the "Abzug der Truppen". The table `word`
has every stem of the record, also read from its end, so that both are looked up in an index. Before a short end, and
behind a beginning, must stand something that is a word: "Ration" is no compound of "Rat".
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from depesche import languages
from depesche.record.schema import party, party_name, word
from depesche.record.store.rows import chunks
from depesche.record.words import stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Connection

_MOST = 60  # compounds of one word, the shortest
_LOOKED_AT = 300
_LEAST_ADDED = 3  # characters that a compound has more than its part
_SURE_END = 4  # characters of an end that needs no known word before it
_SHORTEST = 3


class Wider(NamedTuple):
    """By what a word is found, as the index has it.

    `stems` are its own, those of its kin and of compounds, each of which will do; `parts` are those of a compound, of
    each of which there must be one.
    """

    stems: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def of(cls, connection: Connection, asked: str, codes: Sequence[str]) -> Wider:
        """Look it up. What is no plain word is found by itself alone."""
        found: dict[str, None] = {}
        parts: tuple[tuple[str, ...], ...] = ()
        for code in codes if asked.isalpha() else ():
            if languages.installed(code) is None:
                continue
            words = vocabulary(code)
            own = _stems(words.kin(asked), code)
            compounds = _compounds(connection, own, code)
            found |= dict.fromkeys((*own, *sorted(compounds, key=lambda stem: (len(stem), stem))[:_MOST]))
            parts = parts or tuple(tuple(_stems(part, code)) for part in words.parts_of(asked))
        return cls(tuple(found), parts)

    def __bool__(self) -> bool:
        return bool(self.stems)

    @property
    def marks(self) -> set[str]:
        """All stems by which it is found."""
        return {*self.stems, *chain.from_iterable(self.parts)}


def _stems(words: Iterable[str], code: str) -> list[str]:
    return list(dict.fromkeys(stem for one in words for stem in stems(one, code)))


def _compounds(connection: Connection, parts: Sequence[str], code: str) -> set[str]:
    """The compounds of the record that end or begin with one of these stems."""
    pairs = [pair for part in parts if len(part) >= _SHORTEST for pair in _split(connection, part)]
    rests = {rest: set(_without_link(rest, is_end, code)) for _, rest, is_end in pairs}
    known = _known(connection, {one for some in rests.values() for one in some}, code)
    found = {
        stem
        for stem, rest, is_end in pairs
        if (not is_end and len(stem) - len(rest) >= _SURE_END) or not known.isdisjoint(rests[rest])
    }
    return found - _states(connection, found)


def _split(connection: Connection, part: str) -> Iterator[tuple[str, str, bool]]:
    """Stems that end or begin with a part, each with the rest, and whether that is its end."""
    for stem in _beginning(connection, word.c.reversed, part[::-1]):
        yield stem, stem[: -len(part)], False
    for stem in _beginning(connection, word.c.stem, part):
        yield stem, stem[len(part) :], True


def _beginning(connection: Connection, column: ColumnElement[str], part: str) -> list[str]:
    longer = func.length(word.c.stem) >= len(part) + _LEAST_ADDED
    wanted = select(word.c.stem).where(column >= part, column <= f"{part}\uffff", longer)
    return list(connection.execute(wanted.order_by(func.length(word.c.stem)).limit(_LOOKED_AT)).scalars())


def _without_link(rest: str, is_end: bool, code: str) -> Iterator[str]:
    """The rest of a compound, and without the letters that join it to the other part."""
    for link in vocabulary(code).table["words"]["links"]:
        short = rest.removeprefix(link) if is_end else rest.removesuffix(link)
        if len(short) >= _SHORTEST:
            yield short


def _known(connection: Connection, rests: set[str], code: str) -> set[str]:
    """Which of these are words: of the language, or with four letters and more of the record."""
    words = vocabulary(code)
    known = {rest for rest in rests if rest in words.parts or rest in words.rarities}
    unsure = sorted(rest for rest in rests - known if len(rest) >= _SURE_END)
    for some in chunks(unsure):
        known.update(connection.execute(select(word.c.stem).where(word.c.stem.in_(some))).scalars())
    return known


def _states(connection: Connection, found: set[str]) -> set[str]:
    """Which of these are names of states: who asks for "Land" does not mean "Russland"."""
    named = select(party_name.c.folded).join(party, party.c.id == party_name.c.party)
    return {
        name
        for some in chunks(sorted(found))
        for name in connection.execute(
            named.where(party_name.c.folded.in_(some), party.c.kind == "state")
        ).scalars()
    }
