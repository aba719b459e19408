"""Descriptions without a name: "die Regierung", "ein Sprecher des Ministeriums", "das Land", "die Rebellen"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.parties.attributes import behind_attribute
from depesche.reading.parties.earlier import same_head
from depesche.reading.parties.entities import NOBODY, Acting
from depesche.reading.parties.naming import is_woman, nominative, number_of

if TYPE_CHECKING:
    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.kinds import Told
    from depesche.reading.parties.owners import Context
    from depesche.reading.parties.pronouns import Pronouns

_OFFICES = frozenset({"state", "region"})
_NAMED_ANEW = frozenset({"state", "region", "people"})


def describe(context: Context, pronouns: Pronouns, first: int, head: int, last: int) -> tuple[str, Acting]:
    """Name and party of the description in tokens `first` up to `last` with the noun `head`."""
    scan = context.scan
    word = scan.nouns[head]
    role = word.noun.role
    name = nominative(scan, first, head, last)
    owner = context.owner(head)
    definite = _definite(context, first, head)
    if word.noun.person and definite and number_of(scan, head) == "s":
        entity = titled(context, word.lemma, head, owner)
        if entity is None and owner is None and role not in _NAMED_ANEW:
            entity = pronouns.person(head, "f" if is_woman(context.scan, first, head) else word.noun.gender)
        if entity is not None:
            return entity.name, entity.acting
        bearer = _bearer_of_same(context, word.lemma, head, owner)
        name = bearer.name if bearer is not None else name
    if role in _OFFICES:
        return name, owner or (definite and same_head(context, word.lemma, head)) or context.fallback(
            head
        ) or NOBODY
    if role == "paper" and definite:
        return name, owner or context.nearest_organisation(head) or NOBODY
    if role in {"body", "country", "group"}:
        definite = definite and not _has_owner(context, head, last)
        return _of_kind(context, pronouns, first, head, name, owner, definite)
    if role in {"private", "people"}:
        return name, _belonging(owner)
    if role in {"member", "faction"} and (definite or first == head):
        return name, owner or context.fallback(head) or NOBODY
    return name, owner or NOBODY


def person_meant(context: Context, pronouns: Pronouns, first: int, head: int, last: int) -> Entity | None:
    """The person whom a noun of no list means that can only be one: "der 74-Jährige", "die Psychotherapeutin"."""
    words, lexicon = context.scan.words, context.index.lexicon
    if last - head != 1 or head == first:
        return None
    codes = lexicon.determiners.get(words[first].casefold(), frozenset())
    word, small = words[head].casefold(), lexicon.small
    if word.endswith(tuple(small["woman"])) and codes & {"fn", "fd"}:
        return pronouns.person(head, "f")
    man = word.endswith(tuple(small["man"])) or (
        word.endswith(tuple(small["anybody"])) and not {"pn", "pd"} & codes
    )
    if man and codes & {"mn", "md", "mg", "ma"} and words[first].casefold() in small["article"]:
        return pronouns.person(head, "m")
    return None


def citizen_meant(context: Context, pronouns: Pronouns, first: int, head: int, last: int) -> Entity | None:
    """The person whom "der Franzose", "die Schwedin" may mean; nobody where several are meant."""
    name = context.scan.name_at.get(head)
    if name is None or name.meaning.use != "demonym" or name.meaning.plural or last - head != 1:
        return None
    opening = context.scan.words[first].casefold()
    codes = context.index.lexicon.determiners.get(opening, frozenset())
    definite = first == head - 1 and opening in context.index.lexicon.small["article"]
    if not definite or {"pd", "ma"} <= codes:
        return None
    return pronouns.person(head, "f" if codes & {"fn", "fd"} and "mn" not in codes else "m")


def _belonging(owner: Acting | None) -> Acting:
    """Private people act for an organisation that is named with them, not for their state."""
    if (
        owner is None
        or owner.guessed
        or owner.entry is None
        or owner.entry.kind in {"state", "place", "group"}
    ):
        return NOBODY
    return owner


def _is_organ_of(owner: Acting) -> bool:
    """Whether what belongs to an owner acts for it: an organisation's council does, a country's newspaper does not."""
    return owner.entry is not None and owner.entry.kind in {
        "international_organisation",
        "armed_group",
        "organisation",
    }


def _definite(context: Context, first: int, head: int) -> bool:
    """Whether a definite article or a demonstrative opens the phrase."""
    lexicon = context.index.lexicon
    before = range(max(first - 1, 0), head) if first == head else range(first, head)
    opening = [context.scan.words[token].casefold() for token in before]
    if not opening:
        return False
    return any(word in lexicon.determiners for word in opening) and not any(
        word in lexicon.indefinites for word in opening
    )


def _has_owner(context: Context, head: int, last: int) -> bool:
    """Whether a genitive behind a noun makes it a name of its own: "der Verband der Veteranen"."""
    words, small = context.scan.words, context.index.lexicon.small
    return (
        last - head > 2
        and words[head + 1] in small["genitive"]
        and context.scan.nouns[head].noun.role == "body"
    )


def _of_kind(
    context: Context,
    pronouns: Pronouns,
    first: int,
    head: int,
    name: str,
    owner: Acting | None,
    definite: bool,
) -> tuple[str, Acting]:
    """ "das Land", "die Organisation", "die Rebellen": the last one of that kind; else a party of its own."""
    word = context.scan.nouns[head]
    compound = word.noun.role != "body" and (
        word.owner is not None or (owner is not None and not owner.entry)
    )
    if owner is not None and (_is_organ_of(owner) or compound or word.noun.role == "country"):
        return name, owner
    short = context.kinds.short.get(_phrase_end(context, head))
    if short is not None and owner is None:
        entry = context.index.single(short)
        acting = (
            context.acting(entry.entry, "name", short)
            if entry
            else Acting(None, short, context.why("own", short))
        )
        return name.partition(" (")[0], acting
    told = _told_before(context, head, word.lemma) if definite and owner is None else None
    if told is not None:
        return _told(context, told)
    national = owner is not None and word.owner is not None
    bare = national or (word.lemma == word.noun.lemma and owner is None)
    new = behind_attribute(context.scan, first, head + 1) != first
    if definite and bare and not new and (word.noun.role == "group" or number_of(context.scan, head) == "s"):
        found = pronouns.kind_before(head, word.noun.role, context.kind_of(word.lemma))
        if found is not None:
            return found.meaning.label, context.named(found)
    return name, Acting(None, name, context.why("own", name))


def _told_before(context: Context, head: int, lemma: str) -> Told | None:
    """The last name told to be of a kind, else to be of one that may mean the same: "Konzern", "Unternehmen"."""
    kind = context.kind_of(lemma)
    alike = context.index.lexicon.grammar["kinds"][kind] if kind else ()
    return context.kinds.before(head, (lemma,)) or context.kinds.before(head, alike)


def _phrase_end(context: Context, head: int) -> int:
    """Last token before the next bracket or comma."""
    words = context.scan.words
    token = head
    while token + 1 < len(words) and token - head < 12 and words[token + 1] not in {"(", ",", ".", ":"}:
        token += 1
    return token


def _told(context: Context, told: Told) -> tuple[str, Acting]:
    """ "die Zeitung", where the article spoke of "die Zeitung X"."""
    scan = context.scan
    name = scan.name_at.get(told.first)
    if name is not None:
        return name.meaning.label, context.named(name)
    owner = context.owner(told.token) if told.first == told.token else None
    if owner is not None:
        return nominative(scan, told.first, told.first, told.last), owner
    text = scan.text(told.first, told.last)
    return text, Acting(None, text, context.why("kind", scan.words[told.token], name=text))


def _bearer_of_same(context: Context, lemma: str, token: int, owner: Acting | None) -> Entity | None:
    """Who bears an office that a more general title means: "der Regierungschef" of "Ministerpräsident Holm".

    It gives the name alone: the title itself says for whom its bearer acts.
    """
    bearers = (
        titled(context, other, token, owner)
        for other in context.index.lexicon.grammar["same_office"].get(lemma, ())
    )
    return next((bearer for bearer in bearers if bearer is not None), None)


def titled(context: Context, lemma: str, token: int, owner: Acting | None) -> Entity | None:
    """The person who bears a title, nearest before."""
    position = context.scan.document.tokens[token].start
    best: tuple[int, Entity] | None = None
    for entity in context.entities:
        if owner is not None and not owner.guessed and owner.id != entity.acting.id:
            continue
        if lemma in entity.titles:
            distance = 0
        elif any(title.endswith(lemma) or lemma.endswith(title) for title in entity.titles):
            distance = 10_000
        else:
            continue
        before = [span.start for span in entity.mentions if span.start < position]
        distance += position - before[-1] if before else 100_000 + entity.mentions[0].start
        if best is None or distance < best[0]:
            best = distance, entity
    return best[1] if best else None
