"""The list of all parties of an article, for its Reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.types import Party, Span

if TYPE_CHECKING:
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.scan import Name


def list_parties(context: Context) -> tuple[tuple[Party, ...], list[tuple[Span, str]]]:
    """All parties in the order of their first mention, and all mentions with the id of whom each acts for."""
    found: list[Party] = []
    mentions: list[tuple[Span, str]] = []
    spans: dict[str, list[Span]] = {}
    for name in context.scan.names:
        if _counts(context, name):
            spans.setdefault(name.meaning.entry.id, []).append(_span(context, name))
    for id_, places in spans.items():
        entry = context.index.knowledge.parties[id_]
        found.append(Party(id_, entry.name, entry.kind, tuple(places), entry.state or None))
        mentions += [(span, entry.state or id_) for span in places]
    for entity in context.entities:
        found.append(Party(entity.id, entity.name, "person", tuple(entity.mentions), entity.acting.id))
        mentions += [(span, entity.acting.id or entity.id) for span in entity.mentions]
    mentions.sort()
    found.sort(key=lambda party: (party.mentions[0], party.id))
    return tuple(found), mentions


def _counts(context: Context, name: Name) -> bool:
    """Whether a name means the party here; "in Moskau" is a mere place."""
    use = name.meaning.use
    if use in {"person", "surname", "city", "ambiguous"}:
        return False
    if use == "seat" and name.first:
        return context.scan.words[name.first - 1].casefold() not in context.index.lexicon.small["local"]
    return True


def _span(context: Context, name: Name) -> Span:
    tokens = context.scan.document.tokens
    return Span(tokens[name.first].start, tokens[name.last - 1].end)
