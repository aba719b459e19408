"""For whom each person of an article acts: every mention says something, the strongest word counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.parties.entities import Acting
from depesche.reading.parties.naming import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.index import Word
    from depesche.reading.parties.knowledge import Entry, Person
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.people import People, Run

# How much a word counts, by the class of the title; then: known beforehand, an office without its state, in brackets.
_STRENGTH = {"state": 5.0, "region": 5.0, "member": 4.5, "faction": 4.0, "private": 2.0, "people": 2.0}
_KNOWN, _KNOWN_MEMBER, _HOME, _BRACKET, _FREE, _PRIVATE = 3.5, 2.5, 3.2, 3.0, 2.6, 1.0
_PARTY_MEMBER, _ORIGIN, _KNOWN_ALIKE, _NEAR = 3.6, 3.3, 2.2, 2.0
_LOOK_BACK = 10


def judge(context: Context, people: People) -> None:
    """Settle for whom everybody acts."""
    for entity, person in people.known.items():
        _weigh_known(context, entity, person)
    for entity in context.entities:
        if entity not in people.known:
            _weigh_surname(context, entity)
    for first, entity in sorted(people.starts.items()):
        run = people.runs[first]
        for head in _titles(context, people, run):
            _weigh_title(context, entity, head, run)
        _weigh_party(context, entity, run)
        _weigh_behind(context, entity, run)
    context.owned = None


def _weigh(entity: Entity, acting: Acting, strength: float) -> None:
    if strength > entity.strength:
        entity.acting, entity.strength = acting, strength


def _weigh_known(context: Context, entity: Entity, person: Person, most: float = _KNOWN) -> None:
    parties = context.index.knowledge.parties
    terms = [term for term in person.terms_at(context.day) if term.party in parties]
    if not terms:
        return
    term = next((term for term in reversed(terms) if parties[term.party].kind == "state"), terms[-1])
    party = parties[term.party]
    why = context.why("known" if term.office else "member", person.name, party, office=term.office)
    strength = min(most, _KNOWN if term.office else _KNOWN_MEMBER)
    _weigh(entity, context.acting(party, "name", person.name)._replace(why=why), strength)
    for each in terms:
        word = context.index.word(each.office.split()[-1]) if each.office else None
        if word is not None:
            entity.titles.add(word.lemma)


def _weigh_surname(context: Context, entity: Entity) -> None:
    """Somebody known under another spelling of the first name: "Mohammed", "Mohammad"."""
    first, *rest = entity.name.split()
    meanings = context.index.surnames.get(rest[-1], []) if rest else []
    people = {meaning.label: meaning.person for meaning in meanings if meaning.person is not None}
    alike = [person for name, person in people.items() if name[:2] == first[:2] and len(name.split()) > 1]
    if len(alike) == 1:
        _weigh_known(context, entity, alike[0], _KNOWN_ALIKE)


def _titles(context: Context, people: People, run: Run) -> Iterator[int]:
    """Tokens of the titles that belong to a name, before and behind it."""
    scan = context.scan
    start, end = scan.sentence(run.first)
    token = run.first - 1
    while token >= start and token in scan.nouns and scan.nouns[token].noun.role == "address":
        token -= 1
    if token in scan.nouns and token >= start:
        yield token
    elif token >= start:
        yield from _titles_before(context, token, start)
    if run.last + 1 < end and scan.words[run.last] == ",":
        yield from _titles_behind(context, people, run.last + 1, end)


def _titles_before(context: Context, token: int, start: int) -> Iterator[int]:
    """ "der Leiter des Programms, X", "ein Sprecher des Außenministeriums X", "Chef des Bundes (BdF), X"."""
    scan, small = context.scan, context.index.lexicon.small
    back, stop = token, max(start, token - _LOOK_BACK)
    while back >= stop:
        word, noun = scan.words[back], scan.nouns.get(back)
        if word == ")":
            back = _opening(scan.words, back, stop)
        elif word in {";", ":", "("} or (word == "," and back != token):
            return
        elif noun is not None and noun.noun.person and number_of(scan, back) == "s":
            following = scan.words[back + 1].casefold()
            if following in small["belonging"] or following in small["leading"] or following == ",":
                yield back
            return
        back -= 1


def _opening(words: list[str], token: int, stop: int) -> int:
    """Token of the bracket that a closing one belongs to."""
    while token > stop and words[token] != "(":
        token -= 1
    return token


def _titles_behind(context: Context, people: People, token: int, end: int) -> Iterator[int]:
    scan = context.scan
    for ahead in range(token, min(token + 6, end)):
        noun = scan.nouns.get(ahead)
        if noun is not None:
            if noun.noun.person and number_of(scan, ahead) == "s":
                yield ahead
            return
        if scan.words[ahead] in {",", ".", "("} or ahead in people.starts:
            return


def _weigh_title(context: Context, entity: Entity, head: int, run: Run) -> None:
    word = context.scan.nouns[head]
    if word.noun.role == "address":
        return
    entity.titles.add(word.lemma)
    if not entity.gender and word.noun.person:
        entity.gender = word.noun.gender
    acting = context.owner(head, run.first if head < run.first else None)
    if acting is not None:
        _weigh(entity, acting, _by_owner(word, acting))
    elif word.noun.role in {"state", "region", "member", "faction"} and word.noun.person:
        home = _nearby(context, head) or context.fallback(head)
        if home is not None:
            _weigh(entity, home, _HOME if word.noun.role in {"state", "region"} else _NEAR)
    elif word.noun.role == "private":
        _weigh(entity, Acting(None, None, context.why("private", context.scan.words[head])), _PRIVATE)


def _nearby(context: Context, head: int) -> Acting | None:
    """The state whose organs alone a paragraph speaks of before an office: "Die isländische Regierung …"."""
    scan = context.scan
    if scan.nouns[head].noun.role != "state" or scan.nouns[head].home:
        return None
    document = scan.document
    paragraph = document.sentences[document.tokens[head].sentence].paragraph
    found: Entry | None = None
    for token, _, acting in reversed(context.organs()):
        if token >= head:
            continue
        if document.sentences[document.tokens[token].sentence].paragraph != paragraph:
            break
        if acting.entry is None or acting.entry.kind != "state" or (found and found.id != acting.entry.id):
            return None
        found = acting.entry
    if found is None:
        return None
    return Acting(found, None, context.why("near", scan.words[head], found), guessed=True)


def _by_owner(word: Word, acting: Acting) -> float:
    """A nationality alone does not make somebody act for a state: "die deutsche Autorin"."""
    role = word.noun.role
    if acting.guessed:
        return _HOME if role in {"state", "region"} else 2.0
    of_state = acting.entry is not None and acting.entry.kind in {"state", "place"}
    if of_state and role == "faction":
        return 2.0
    if of_state and acting.by_adjective and role in {"private", "people", "member", "force"}:
        return 2.4 if role == "member" else 0.0
    return _STRENGTH.get(role, 4.0)


def _weigh_party(context: Context, entity: Entity, run: Run) -> None:
    """ "die Demokratin X", "der Grüne X"."""
    name = context.scan.name_at.get(run.first - 1)
    if name is None or name.last != run.first or name.meaning.entry.kind != "organisation":
        return
    if name.meaning.use in {"ambiguous", "demonym"}:
        _weigh(entity, context.named(name), _PARTY_MEMBER)


def _weigh_behind(context: Context, entity: Entity, run: Run) -> None:
    """ "X (SPD)", "X von der SPD", "X (Katholische Aktion)"."""
    scan, end = context.scan, context.scan.sentence(run.first)[1]
    small = context.index.lexicon.small
    acting = context.bracket(run.last, end)
    if acting is not None:
        _weigh(entity, acting, _BRACKET)
    elif run.last + 1 < end and scan.words[run.last] in small["of"]:
        acting = _of(context, run.last + 1, end)
        if acting is not None:
            _weigh(entity, acting, _by_origin(acting))
    elif run.last + 2 < end and scan.words[run.last] == "(" and run.last - run.first > 1:
        _weigh_free_bracket(context, entity, run.last + 1, end)


def _by_origin(acting: Acting) -> float:
    """ "X von der US-Marine" tells more than an office without a state; "X von der SPD" does not."""
    if acting.entry is None:
        return _FREE
    return _BRACKET if acting.entry.kind == "organisation" else _ORIGIN


def _of(context: Context, token: int, end: int) -> Acting | None:
    scan = context.scan
    if token < end and scan.words[token].casefold() in context.index.lexicon.determiners:
        token += 1
    if token < end and scan.words[token] in scan.quotes:
        token += 1
    name = scan.name_at.get(token)
    if name is not None:
        return context.named(name) if name.meaning.use in {"name", "organ", "ambiguous"} else None
    noun = scan.nouns.get(token)
    if noun is not None and noun.noun.role in {"state", "region"} and not noun.noun.person:
        return context.owner(token)
    if noun is not None and noun.noun.role in {"body", "group"} and scan.words[token + 1 : token + 2]:
        named = scan.name_at.get(token + 1)
        if named is not None and named.meaning.use in {"name", "organ", "ambiguous"}:
            return context.named(named)
        token += scan.words[token + 1][0].isupper()
    return _free_name(context, token, end)


def _free_name(context: Context, token: int, end: int) -> Acting | None:
    """An organisation that no list knows, where an organisation must stand."""
    scan, stop = context.scan, token
    joining = context.index.lexicon.small["inside_names"]
    while stop < end and (scan.words[stop][0].isupper() or scan.words[stop].casefold() in joining):
        stop += 1
    while stop > token and not scan.words[stop - 1][0].isupper():
        stop -= 1
    text = scan.text(token, stop) if stop > token else ""
    if len(text) < 4 or (token in scan.nouns and scan.nouns[token].noun.role != "body"):
        return None
    return Acting(None, text, context.why("genitive", text, party=text))


def _weigh_free_bracket(context: Context, entity: Entity, token: int, end: int) -> None:
    scan, stop = context.scan, token
    while stop < end and stop - token < 6 and scan.words[stop] != ")":
        stop += 1
    words = scan.words[token:stop]
    if stop >= end or scan.words[stop] != ")" or not words or not words[0][0].isupper():
        return
    if all(word[0].isalpha() for word in words) and words[-1][0].isupper() and token not in scan.name_at:
        text = scan.text(token, stop)
        _weigh(entity, Acting(None, text, context.why("bracket", text, party=text)), _FREE)
