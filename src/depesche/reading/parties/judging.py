"""For whom each person of an article acts: every mention says something, the strongest word counts."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from depesche.reading.parties.earlier import organs
from depesche.reading.parties.entities import Acting
from depesche.reading.parties.naming import number_of
from depesche.reading.parties.phrases import is_genitive
from depesche.reading.parties.unlisted import without_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.index import Word
    from depesche.reading.parties.knowledge import Entry
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.people import People, Run
    from depesche.reading.parties.persons import Person, Term
    from depesche.reading.parties.scan import Name

# How much a word counts, by the class of the title; then: known beforehand, an office without its state, in brackets.
_STRENGTH = {"state": 5.0, "region": 5.0, "member": 4.5, "faction": 4.0, "private": 2.0, "people": 2.0}
_KNOWN, _KNOWN_MEMBER, _HOME, _BRACKET, _FREE, _PRIVATE = 3.5, 2.5, 3.2, 3.0, 2.6, 1.0
_PARTY_MEMBER, _ORIGIN, _KNOWN_FORMER, _KNOWN_ALIKE, _NEAR = 3.6, 3.3, 2.9, 2.2, 2.0
_COLLEAGUE = 3.0
_LOOK_BACK = 14
_SAME_NAME = 0.7
_DESCRIBED = 2.5
_GUESS_ERRS = 3


def judge(context: Context, people: People) -> None:
    """Settle for whom everybody acts."""
    heads = {first: list(_titles(context, people, people.runs[first])) for first in people.starts}
    former = _read_titles(context, people, heads)
    for entity, person in people.known.items():
        _weigh_known(context, entity, person, _KNOWN_FORMER if entity in former else _KNOWN)
    for entity in context.entities:
        if entity not in people.known:
            _weigh_surname(context, entity)
    for first, entity in sorted(people.starts.items()):
        run = people.runs[first]
        for head in heads[first]:
            _weigh_title(context, entity, head, run)
        _weigh_party(context, entity, run)
        _weigh_behind(context, entity, run)
    _weigh_described(context, people)
    context.owned = None


def _weigh_described(context: Context, people: People) -> None:
    """Learn from descriptions for which political party a member of a parliament acts: "der SPD-Abgeordnete"."""
    tokens = context.scan.document.tokens
    members = [entity for entity in context.entities if entity.strength < _DESCRIBED]
    for token, word in context.scan.nouns.items() if members else ():
        owner = word.owner
        if owner is None or owner.id not in context.index.political or not word.noun.person:
            continue
        if token + 1 in people.starts or number_of(context.scan, token) != "s":
            continue
        bears = [e for e in members if any(title.endswith(word.noun.lemma) for title in e.titles)]
        before = [e for e in bears if e.mentions[0].start < tokens[token].start]
        if len(before) == 1:
            _weigh(before[0], context.acting(owner, "compound", context.scan.words[token]), _DESCRIBED)


def _read_titles(context: Context, people: People, heads: dict[int, list[int]]) -> set[Entity]:
    """Note everybody's titles; those who have one of the past."""
    former = set()
    for first, entity in people.starts.items():
        for head in heads[first]:
            word = context.scan.nouns[head]
            entity.titles.add(word.lemma)
            if word.noun.role in {"state", "region"} and _has_ended(context, head):
                former.add(entity)
    return former


def _weigh(entity: Entity, acting: Acting, strength: float) -> None:
    if strength > entity.strength:
        entity.acting, entity.strength = acting, strength


def _weigh_known(context: Context, entity: Entity, person: Person, most: float = _KNOWN) -> None:
    parties = context.index.knowledge.parties
    terms = [term for term in _terms(context, person) if term.party in parties]
    if not terms:
        return
    day = context.day if context.dated else "~"
    titled = [
        term
        for term in person.terms
        if term.since <= day and term.party in parties and _bears(context, entity, term)
    ]
    if titled and most == _KNOWN and not any(_bears(context, entity, term) for term in terms):
        terms = titled
    term = next((term for term in reversed(terms) if parties[term.party].kind == "state"), terms[-1])
    party = parties[term.party]
    why = context.why("known" if term.office else "member", person.name, party, office=term.office)
    strength = min(most, _KNOWN if term.office else _KNOWN_MEMBER)
    _weigh(entity, context.acting(party, "name", person.name)._replace(why=why), strength)
    for each in terms:
        word = context.index.word(each.office.split()[-1]) if each.office else None
        if word is not None:
            entity.titles.add(word.lemma)


def _terms(context: Context, person: Person) -> tuple[Term, ...]:
    """The offices that count; where the day is only guessed, one that began within some years of it will do."""
    terms = person.terms_at(context.day)
    if terms or context.dated:
        return terms
    return person.terms_at(f"{int(context.day[:4]) + _GUESS_ERRS}~")


def _bears(context: Context, entity: Entity, term: Term) -> bool:
    """Whether the article gives somebody the title of an office."""
    word = context.index.word(term.office.split()[0]) if term.office else None
    return word is not None and any(word.lemma in {title, "bundes" + title} for title in entity.titles)


def _weigh_surname(context: Context, entity: Entity) -> None:
    """Somebody known under another spelling of the first name: "Mohammed", "Mohammad"."""
    first, *rest = entity.name.split()
    meanings = context.index.surnames.get(rest[-1], []) if rest else []
    people = {meaning.label: meaning.person for meaning in meanings if meaning.person is not None}
    alike = [
        person for name, person in people.items() if len(name.split()) > 1 and _alike(first, name.split()[0])
    ]
    if len(alike) == 1:
        _weigh_known(context, entity, alike[0], _KNOWN_ALIKE)


def _alike(first: str, other: str) -> bool:
    """Whether two first names are spellings of one: "Mohammed", "Mohammad"; not "Hans-Jürgen", "Hans-Peter"."""
    return first[:2] == other[:2] and SequenceMatcher(None, first, other).ratio() >= _SAME_NAME


def _titles(context: Context, people: People, run: Run) -> Iterator[int]:
    """Tokens of the titles that belong to a name, before and behind it."""
    scan = context.scan
    start, end = scan.sentence(run.first)
    token = run.first - 1
    while token >= start and token in scan.nouns and scan.nouns[token].noun.role == "address":
        token -= 1
    if token in scan.nouns and token >= start:
        if not is_genitive(scan, people.starts, run.first):
            yield token
    elif token >= start and not scan.words[token][0].islower():
        yield from _titles_before(context, token, start)
    if run.last + 1 < end and scan.words[run.last] in context.index.lexicon.small["title_follows"]:
        yield from _titles_behind(context, people, run.last + 1, end)


def _titles_before(context: Context, token: int, start: int) -> Iterator[int]:
    """ "der Leiter des Programms, X", "ein Sprecher des Außenministeriums X", "Chef des Bundes (BdF), X"."""
    scan, small = context.scan, context.index.lexicon.small
    back, stop = token, max(start, token - _LOOK_BACK)
    while back >= stop:
        word, noun = scan.words[back], scan.nouns.get(back)
        if word == ")":
            back = _opening(scan.words, back, stop)
        elif _ends_title(context, back, token):
            return
        elif noun is not None and noun.noun.person and number_of(scan, back) == "s":
            following = scan.words[back + 1].casefold()
            if following == "," and _in_genitive(context, back):
                back -= 1
                continue
            if following in small["belonging"] or following in small["leading"] or following == ",":
                yield back
            return
        back -= 1


def _ends_title(context: Context, back: int, last: int) -> bool:
    """Whether no title reaches over a token to the name behind `last`."""
    word = context.scan.words[back]
    if word == ",":
        return back != last and not _lists(context, back, last)
    return word in {";", ":", "("} or _is_verb(context, back)


def _lists(context: Context, comma: int, last: int) -> bool:
    """Whether a comma stands in a list of fields: "Minister für Verkehr, Bau und Tourismus X"."""
    words, start = context.scan.words, context.scan.sentence(comma)[0]
    joined = any(words[place] in context.index.lexicon.small["conjunction"] for place in range(comma, last))
    topic = any(
        words[place].casefold() in context.index.lexicon.small["topic"]
        for place in range(max(start, comma - 4), comma)
    )
    return joined and topic and words[comma - 1][0].isupper()


def _is_verb(context: Context, token: int) -> bool:
    """Whether a small word behind a noun is neither a function word nor an adjective of a party."""
    scan, lexicon = context.scan, context.index.lexicon
    word, before = scan.words[token], scan.words[token - 1] if token else ""
    if not word[0].islower() or not before[:1].isupper() or token in scan.adjectives:
        return False
    joins = ("belonging", "leading", "conjunction", "particles", "inside_names")
    return word not in lexicon.determiners and not any(word in lexicon.small[name] for name in joins)


def _in_genitive(context: Context, token: int) -> bool:
    """Whether a title only belongs to another noun: "die Gegner des Ministers, X"."""
    before = context.scan.words[token - 1].casefold() if token else ""
    return (
        before in context.index.lexicon.small["genitive_s"] and token > 1 and token - 2 in context.scan.nouns
    )


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
            if noun.noun.person and number_of(scan, ahead) == "s" and ahead + 1 not in people.starts:
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
    if word.noun.role in {"state", "region"} and _has_ended(context, head):
        return
    if acting is not None and acting.by_adjective and _is_colleague(context, head):
        _weigh(entity, acting, _COLLEAGUE)
    elif acting is not None:
        _weigh(entity, acting, _by_owner(word, acting))
    elif word.noun.role in {"state", "region", "member", "faction"} and word.noun.person:
        home = _nearby(context, head) or context.fallback(head)
        if home is not None:
            _weigh(entity, home, _HOME if word.noun.role in {"state", "region"} else _NEAR)
    elif word.noun.role == "private":
        _weigh(entity, Acting(None, None, context.why("private", context.scan.words[head])), _PRIVATE)


def _is_colleague(context: Context, head: int) -> bool:
    """Whether a noun names somebody of the same office as the one named before, who acts for a state."""
    if context.scan.nouns[head].noun.lemma not in context.index.lexicon.small["colleagues"]:
        return False
    position = context.scan.document.tokens[head].start
    before = [
        (span.start, number)
        for number, entity in enumerate(context.entities)
        for span in entity.mentions
        if span.start < position
    ]
    last = context.entities[max(before)[1]].acting.entry if before else None
    return last is not None and last.kind == "state"


def _has_ended(context: Context, head: int) -> bool:
    """Whether an office is one of the past: "Ex-Minister", "die frühere Präsidentin"."""
    scan, lexicon = context.scan, context.index.lexicon
    ended = tuple(lexicon.small["ended"])
    text = scan.words[head].casefold()
    if text.startswith(tuple(lexicon.small["ended_parts"])) or "-ex" in text:
        return True
    for token in range(head - 1, max(scan.sentence(head)[0] - 1, head - 5), -1):
        if scan.words[token].startswith(ended):
            before = scan.words[token - 1].casefold() if token else ""
            return before not in lexicon.possessives
        if scan.words[token].casefold() in lexicon.determiners or not scan.words[token][0].isalpha():
            return False
    return False


def _nearby(context: Context, head: int) -> Acting | None:
    """The state whose organs alone a paragraph speaks of before an office: "Die isländische Regierung …"."""
    scan = context.scan
    if scan.nouns[head].noun.role != "state" or scan.nouns[head].home:
        return None
    document = scan.document
    paragraph = document.sentences[document.tokens[head].sentence].paragraph
    found: Entry | None = None
    for token, _, acting in reversed(organs(context)):
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
    if name is not None and not _goes_on(context, name):
        return context.named(name) if name.meaning.use in {"name", "organ", "ambiguous"} else None
    noun = scan.nouns.get(token)
    if noun is not None and noun.noun.role in {"state", "region"} and not noun.noun.person:
        return context.owner(token)
    if noun is not None and noun.noun.role in {"body", "group"} and scan.words[token + 1 : token + 2]:
        named = scan.name_at.get(token + 1)
        if named is not None and named.meaning.use in {"name", "organ", "ambiguous"}:
            return context.named(named)
        token += scan.words[token + 1][0].isupper() and not context.is_first_of_name(noun)
    return _free_name(context, token, end)


def _goes_on(context: Context, name: Name) -> bool:
    """Whether a name is only the adjective of a longer one: "New Yorker Klinik"."""
    scan, behind = context.scan, name.last
    ends = scan.words[behind - 1].endswith("er") and behind - name.first > 1
    return ends and behind < len(scan.words) and scan.words[behind][0].isupper() and scan.adjacent(behind)


def _free_name(context: Context, token: int, end: int) -> Acting | None:
    """An organisation that no list knows, where an organisation must stand."""
    scan, stop = context.scan, token
    joining = context.index.lexicon.small["inside_names"]
    while stop < end and (scan.words[stop][0].isupper() or scan.words[stop].casefold() in joining):
        stop += 1
    while stop > token and not scan.words[stop - 1][0].isupper():
        stop -= 1
    stop = without_place(context, token, stop)
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
