"""Who: mentions, names, titles, pronouns, capitals -> parties.

`find_parties` goes over an article once; the `Parties` it gives resolve any noun phrase of a role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.parties.choosing import Chooser
from depesche.reading.parties.index import index_of
from depesche.reading.parties.judging import judge
from depesche.reading.parties.kinds import find_kinds
from depesche.reading.parties.knowledge import Knowledge, base_knowledge, load_knowledge
from depesche.reading.parties.listing import list_parties
from depesche.reading.parties.loglinear import weights_of
from depesche.reading.parties.owners import Context
from depesche.reading.parties.people import People
from depesche.reading.parties.pronouns import build
from depesche.reading.parties.resolver import Parties
from depesche.reading.parties.scan import scan, settle
from depesche.reading.parties.unlisted import find_polities
from depesche.reading.parties.votes import likely_day, vote

if TYPE_CHECKING:
    from datetime import date

    from depesche.languages import Language
    from depesche.reading.document import Document

__all__ = ["Knowledge", "Parties", "base_knowledge", "find_parties", "load_knowledge"]


def find_parties(
    document: Document,
    language: Language,
    knowledge: Knowledge | None = None,
    published: date | None = None,
) -> Parties:
    """Find the parties of a document.

    `knowledge` adds to what ships with the language or overrides it. `published` says which of a person's offices
    counts; without it, the year in which most of the people that the text names held one. Raises `LanguageError`
    where the language's tables are not in order.
    """
    index = index_of(language, knowledge)
    day = published.isoformat() if published else ""
    context = Context(scan(document, index), index, day, dated=bool(day))
    vote(context)
    settle(context.scan, context.votes)
    context.kinds = find_kinds(context.scan)
    people = People(context)
    people.find()
    context.polities = find_polities(context)
    context.day = context.day or likely_day(document, people.known.values())
    pronouns = build(context, people.starts)
    context.antecedent = pronouns.possessor
    judge(context, people)
    chooser = Chooser(context, people.starts, weights_of(language))
    parties, mentions = list_parties(context)
    return Parties(parties, context, people.starts, pronouns, mentions, chooser)
