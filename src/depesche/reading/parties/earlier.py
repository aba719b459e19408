"""What words meant before: organs by what the article said of them, capitals by their time.

"Die Armee" is the one that was "die jemenitische Armee" above; "Moskau" of 1980 stands for the Soviet Union.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.reading.parties.entities import Acting
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


def organs(context: Context) -> list[tuple[int, str, Acting]]:
    """Organs and offices that say for whom they act, with token and dictionary form; found when first asked."""
    if context.owned is None:
        context.owned = []
        for token, word in context.scan.nouns.items():
            acting = context.owner(token) if word.noun.role in {"state", "region"} else None
            if acting is not None and not acting.guessed:
                context.owned.append((token, word.lemma, acting))
        context.owned.sort(key=lambda found: found[0])
    return context.owned


def same_head(context: Context, lemma: str, token: int) -> Acting | None:
    """For whom an organ acts that was named in full before: "die jemenitische Regierung … die Regierung"."""
    for place, other, acting in reversed(organs(context)):
        if place < token and (other == lemma or other.endswith(lemma)):
            return acting
    return None
