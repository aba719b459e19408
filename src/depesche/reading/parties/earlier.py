"""Capitals of states that are no more: "Moskau" of 1980 stands for the Soviet Union."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.reading.parties.index import Meaning
    from depesche.reading.parties.knowledge import Entry
    from depesche.reading.parties.owners import Context

_SEATED = frozenset({"seat", "city"})


def stands_for(context: Context, meaning: Meaning) -> Entry:
    """The party of a name; a capital stands for the state that had it on the day of the article."""
    entry, earlier = meaning.entry, context.index.lexicon.grammar.get("earlier", {})
    if meaning.use not in _SEATED or entry.id not in earlier:
        return entry
    for former, until in earlier[entry.id].items():
        known = context.index.knowledge.parties.get(former)
        if known is not None and _is_of_then(context, former, until, entry):
            return known
    return entry


def _is_of_then(context: Context, former: str, until: str, later: Entry) -> bool:
    """Whether an article is of the time of a former state; without a date, whether it names that state alone."""
    if context.dated:
        return context.day <= until
    named = {name.meaning.entry.id for name in context.scan.names if name.meaning.use == "name"}
    return former in named and later.id not in named
