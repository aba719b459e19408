"""Of which state, region and city an article mostly speaks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from depesche.reading.parties.entities import Acting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from depesche.reading.document import Document
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.persons import Person

_YEARS, _MIDDLE = range(1950, 2031), "-07-01"
_HEAD, _BRACKET, _DATELINE = 4, 6, 3.0
_DASHES = frozenset({"-", "–", "—", "--"})
_WEIGHT = {"name": 2.0, "seat": 1.5, "city": 1.0, "organ": 1.0, "demonym": 1.0, "person": 1.0}


def vote(context: Context) -> None:
    """Count the words that tell of a state, a region or a city; what is named first wins a tie."""
    places: dict[str, float] = defaultdict(float)
    _count_names(context, places)
    _count_adjectives(context, places)
    _count_dateline(context)
    known = context.index.knowledge.parties
    if context.votes:
        context.home = known[_first_best(context.votes)]
    if places:
        context.region = _place(context, _first_best(places))
    cities = {place: count for place, count in places.items() if place not in known}
    if cities:
        context.city = _place(context, _first_best(cities))


def likely_day(document: Document, people: Iterable[Person]) -> str:
    """A day for a text without a date: in the year in which most of its people held an office.

    Among equals the one next to the latest year that the text names, else the latest of them.
    """
    known = list(people)
    named = [int(token.word) for token in document.tokens if len(token.word) == 4 and token.word.isdecimal()]
    last = max((year for year in named if year in _YEARS), default=_YEARS[-1])
    held = {year: sum(_in_office(person, str(year)) for person in known) for year in _YEARS}
    return str(max(held, key=lambda year: (held[year], -abs(year - last)))) + _MIDDLE


def _in_office(person: Person, year: str) -> bool:
    return any(term.office and term.covers(year + _MIDDLE) for term in person.terms)


def _count_names(context: Context, places: dict[str, float]) -> None:
    only_armed = dict[str, bool]()
    for name in context.scan.names:
        meaning = name.meaning
        state = None if name.choices or meaning.entry.relay else context.state_of(meaning.entry)
        if state is not None:
            context.votes[state.id] += _WEIGHT.get(meaning.use, 0.5)
            only_armed[state.id] = only_armed.get(state.id, True) and meaning.entry.kind == "armed_group"
        if any(choice.use == "seat" for choice in name.choices):
            continue
        if meaning.entry.kind == "place" and meaning.use != "city":
            places[meaning.entry.id] += 1
        elif meaning.use == "city":
            places[meaning.label] += 1
    for id_of_state, armed in only_armed.items():
        if armed:  # a name that others may bear too: "Nordallianz"
            del context.votes[id_of_state]


def _count_dateline(context: Context) -> None:
    """The place where a report comes from counts more: "Helsinki (dpa) - …", "KAIRO – …"."""
    scan = context.scan
    for sentence in scan.document.sentences[:_HEAD]:
        name = scan.name_at.get(sentence.first)
        if name is None or name.last >= len(scan.words) or name.choices:
            continue
        state = context.state_of(name.meaning.entry)
        if state is not None and _ends_dateline(scan.words[name.last : name.last + _BRACKET]):
            context.votes[state.id] += _DATELINE
            return


def _ends_dateline(words: Sequence[str]) -> bool:
    """Whether a dash follows a place, also behind a bracket."""
    if words[0] in _DASHES:
        return True
    closing = words.index(")") if words[0] == "(" and ")" in words else len(words)
    return closing + 1 < len(words) and words[closing + 1] in _DASHES


def _count_adjectives(context: Context, places: dict[str, float]) -> None:
    for entry in context.scan.adjectives.values():
        state = context.state_of(entry)
        if state is not None:
            context.votes[state.id] += 1.0
        if entry.kind == "place":
            places[entry.id] += 1


def _first_best(votes: dict[str, float]) -> str:
    best = max(votes.values())
    return next(key for key in votes if votes[key] == best)


def _place(context: Context, place: str) -> Acting:
    entry = context.index.knowledge.parties.get(place)
    name = entry.name if entry else place
    return Acting(
        entry, None if entry else place, context.why("home", name, entry, party=place), guessed=True
    )
