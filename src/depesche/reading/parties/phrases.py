"""Noun phrases: which word is the head."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from depesche.reading.parties.attributes import behind_attribute
from depesche.reading.parties.naming import number_of
from depesche.reading.parties.trimming import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from depesche.reading.parties.entities import Entity
    from depesche.reading.parties.scan import Name, Scan

HeadKind = Literal["person", "name", "noun", "proper", "none"]
_NAMED = frozenset({"name", "organ", "ambiguous"})
_SEATED = _NAMED | {"seat"}
_BREAKS = frozenset(",(:;")
_GENITIVES = frozenset({"mg", "fg", "ng", "pg"})
_LONGEST_QUOTED = 9  # words of a name in quotation marks
_KINDS_WITH_NAMES = frozenset({"body", "group", "country", "member", "state", "region", "people"})


class Head(NamedTuple):
    """The head of a phrase: tokens `first` up to, not including, `last`."""

    kind: HeadKind
    first: int
    last: int


def head_of(scan: Scan, starts: dict[int, Entity], first: int, last: int) -> Head:
    """Find the head of the phrase in tokens `first` up to `last`."""
    token = behind_attribute(scan, first, last)
    while token < last:
        name = scan.name_at.get(token)
        if token in starts:
            if not _owns(scan, starts, token + 1, last) or not is_genitive(scan, starts, token):
                return Head("person", token, token + 1)
            token += 1
        elif name is not None:
            head = _from_name(scan, starts, name, last)
            if head is not None:
                return head
            token = name.last
        elif token in scan.nouns:
            return _from_noun(scan, starts, token, last)
        elif token + 1 < last and (_is_capital_adjective(scan, token) or _counts_years(scan, token)):
            token += 1
        elif _opens_proper(scan, token, last):
            return _from_proper(scan, starts, token, last)
        else:
            token += 1
    return Head("none", first, last)


def phrases(scan: Scan, starts: dict[int, Entity]) -> Iterator[range]:
    """All phrases that may mean a party, in order and without overlap; a noun comes with its article and adjectives."""
    mentions = {span.start: span for entity in set(starts.values()) for span in entity.mentions}
    pronouns, determiners = scan.index.lexicon.pronouns, scan.index.lexicon.determiners
    tokens, token, end = scan.document.tokens, 0, 0
    while token < len(tokens):
        last = token + 1
        found = range(0)
        if token in scan.name_at:
            last = scan.name_at[token].last
            found = range(token, last)
        elif token in starts and tokens[token].start in mentions:
            last = max(last, scan.document.tokens_in(mentions[tokens[token].start]).stop)
            found = range(token, last)
        elif token in scan.nouns:
            found = range(max(_opening(scan, token), end), last)
        elif (folded := scan.words[token].casefold()) in pronouns and folded not in determiners:
            found = range(token, last)
        if found:
            yield found
            end = last
        token = last


def apart(scan: Scan, first: int, last: int) -> list[tuple[int, int]]:
    """The phrases in tokens `first` up to `last`: "Belgrad die Schilder" is two, "er Kanzler" too.

    A phrase begins with an article behind a noun or name unless it may be a genitive; a pronoun is one alone. What
    joins or leads stands at no end of one.
    """
    lexicon, words = scan.index.lexicon, scan.words
    bounds = [first]
    for token in range(first + 1, last):
        before, folded = words[token - 1], words[token].casefold()
        codes = lexicon.determiners.get(folded)
        article = (
            codes is not None and codes.isdisjoint(_GENITIVES) and folded not in lexicon.small["contracted"]
        )
        behind = before[0].isupper() and before.casefold() not in lexicon.determiners
        if (article and behind) or _stands_alone(scan, token - 1):
            bounds.append(token)
    ends = lexicon.small["conjunction"] | lexicon.small["leading"] | lexicon.small["contracted"] | {","}
    found = []
    for start, end in pairwise([*bounds, last]):
        stop = end
        while stop > start + 1 and words[stop - 1] in ends:
            stop -= 1
        found.append(trimmed(scan, start, stop) if stop - start > 1 else (start, stop))
    return found


def _stands_alone(scan: Scan, token: int) -> bool:
    folded, lexicon = scan.words[token].casefold(), scan.index.lexicon
    owns = folded in lexicon.determiners or folded in lexicon.small["whose"]
    return folded in lexicon.pronouns and not owns


def _opening(scan: Scan, noun: int) -> int:
    """The first token of the phrase that ends in a noun: its article and what stands between."""
    start, first = scan.sentence(noun)[0], noun
    endings = scan.index.lexicon.endings
    while first > start:
        word = scan.words[first - 1]
        folded = word.casefold()
        if folded in scan.index.lexicon.determiners:
            return first - 1
        if first - 1 not in scan.adjectives and not (word.islower() and word.endswith(endings)):
            return first
        first -= 1
    return first


def _from_name(scan: Scan, starts: dict[int, Entity], name: Name, last: int) -> Head | None:
    """The name itself, a longer one that begins with it, or None where it only belongs to what follows."""
    longer = _longer_name(scan, starts, name, last) or _named_kind(scan, name, last)
    if longer is not None:
        return longer
    if _owns_a_body(scan, name, last):
        return None
    owns = _owns(scan, starts, name.last, last)
    if owns and (name.meaning.use == "demonym" or _ends_in_genitive(scan, name.last - 1)):
        return None
    return Head("name", name.first, name.last)


def _owns_a_body(scan: Scan, name: Name, last: int) -> bool:
    """Whether a state in the genitive stands before an organisation: "Kolumbiens ELN"."""
    after = scan.name_at.get(name.last) if name.last < last else None
    states = name.meaning.entry.kind in {"state", "place"} and name.meaning.use in {"name", "seat"}
    if after is None or not states or scan.words[name.last - 1] == _last_word(name):
        return False
    body = after.meaning.entry.kind not in {"state", "place"} and after.meaning.use in _NAMED
    return body and _ends_in_genitive(scan, name.last - 1)


def _named_kind(scan: Scan, name: Name, last: int) -> Head | None:
    """The name behind one that is a kind of party here: "die Linkspartei Podemos"."""
    after = scan.name_at.get(name.last) if name.last < last else None
    kind = scan.index.word(scan.words[name.first]) if name.last - name.first == 1 else None
    if after is None or kind is None or kind.noun.role != "body" or after.meaning.use not in _NAMED:
        return None
    if after.meaning.entry.kind in {"state", "place"}:
        return None
    return Head("name", after.first, after.last)


def _counts_years(scan: Scan, token: int) -> bool:
    """Whether a word belongs to an age: "27 Jahre alte Männer"."""
    age = scan.words[token] in scan.index.lexicon.small["ages"]
    return age and token > 0 and scan.words[token + 1][0].islower()


def _is_capital_adjective(scan: Scan, token: int) -> bool:
    """Whether a word is an adjective that belongs to a name: "der Islamischen Partei"."""
    word = scan.words[token]
    ending = word.endswith(scan.index.lexicon.endings)
    known = token in scan.name_at or word.casefold() in scan.index.first_names
    return word[0].isupper() and ending and not known and len(word) > 5 and token + 1 in scan.nouns


def _opens_proper(scan: Scan, token: int, last: int) -> bool:
    """Whether a name of no list begins at a token: a capital, or the number of "1. FC"."""
    word = scan.words[token]
    if word[0].isdigit() and word.endswith(".") and token + 1 < last:
        return scan.words[token + 1][0].isupper() and token + 1 not in scan.nouns
    return word[0].isupper() and not is_function(scan, token)


def _longer_name(scan: Scan, starts: dict[int, Entity], name: Name, last: int) -> Head | None:
    """A name of no list that begins with a known one: "China Daily", "Deutsche Krebshilfe"."""
    token, use = name.last, name.meaning.use
    if token >= last or token in starts or (name.last - name.first > 1 and use != "city"):
        return None
    word = scan.words[token]
    inexact = scan.words[name.last - 1] != name.meaning.label.split()[-1] and use != "demonym"
    if use not in {"name", "city", "demonym"} or inexact or not word[0].isupper() or token in scan.name_at:
        return None
    if token in scan.nouns and (scan.nouns[token].noun.role != "body" or use == "name"):
        return None
    return Head("proper", name.first, _proper_end(scan, token, last, False))


def is_function(scan: Scan, token: int) -> bool:
    """Whether a word is an article, adjective, preposition or quantity."""
    folded, lexicon = scan.words[token].casefold(), scan.index.lexicon
    return (
        folded in lexicon.determiners
        or folded in lexicon.pronouns
        or token in scan.adjectives
        or folded in lexicon.small["leading"]
        or folded in lexicon.small["quantity"]
        or folded in lexicon.small["cardinal"]
    )


def _ends_in_genitive(scan: Scan, token: int) -> bool:
    word = scan.words[token]
    return word[-1] in "s’'x" and not word.isupper()


def is_genitive(scan: Scan, starts: dict[int, Entity], token: int) -> bool:
    """Whether a person's name carries a genitive ending: "Putins"."""
    entity = starts[token]
    surname = entity.name.split()[-1]
    for ahead in range(token, min(token + 5, len(scan.words))):
        word = scan.words[ahead]
        if word != surname and word.startswith(surname) and len(word) - len(surname) <= 2:
            return True
    return False


def _owns(scan: Scan, starts: dict[int, Entity], token: int, last: int) -> bool:
    """Whether a noun or a person follows that a genitive before it may own."""
    while token < last and token not in starts and token not in scan.nouns and token not in scan.name_at:
        if scan.words[token] in scan.index.lexicon.small["belonging"]:
            return False
        token += 1
    return token < last and (token in starts or token in scan.nouns)


def _from_noun(scan: Scan, starts: dict[int, Entity], token: int, last: int) -> Head:
    after = token + 1
    while after < last and after in scan.nouns and after not in starts and scan.nouns[after].noun.person:
        after += 1
    quoted = after < last and not scan.words[after][0].isalnum() and scan.words[after] not in _BREAKS
    after += quoted
    noun = scan.nouns[token].noun
    if after < last and scan.words[after] in scan.index.lexicon.small["legal_forms"]:
        return Head("proper", token, after + 1)
    if after < last and after in starts and noun.role not in {"paper", "force"}:
        if noun.role in {"people", "private"} and is_genitive(scan, starts, after):
            return Head("noun", token, token + 1)
        return Head("person", after, after + 1)
    named = _apposed_name(scan, token, after, last, quoted) if noun.role in _KINDS_WITH_NAMES else None
    if named is not None:
        return named
    if noun.person and number_of(scan, token) == "s":
        person = _apposed(scan, starts, after, last)
        if person is not None:
            return Head("person", person, person + 1)
    return Head("noun", token, token + 1)


def _apposed_name(scan: Scan, token: int, after: int, last: int, quoted: bool) -> Head | None:
    """ "der Konzern VW", "die Zeitung „Der Bote“"."""
    if after >= last:
        return None
    name = scan.name_at.get(after)
    role = scan.nouns[token].noun.role
    if (
        name is not None
        and _ends_in_genitive(scan, name.last - 1)
        and scan.words[name.last - 1] != _last_word(name)
    ):
        return None
    if name is not None and role == "state" and name.meaning.entry.kind == "place":
        return None
    if name is not None and name.meaning.use in (_SEATED if role == "state" else _NAMED):
        return Head("name", name.first, name.last)
    if not quoted and _in_name(scan, token, after):
        return None
    place = role == "region" and not scan.nouns[token].noun.person
    if (place or role in {"body", "group"}) and (
        scan.words[after][0].isupper() or (quoted and scan.words[after][0].isalnum())
    ):
        if is_function(scan, after) and not quoted:
            return None
        return Head("proper", after, _proper_end(scan, after, last, quoted))
    return None


def _in_name(scan: Scan, token: int, after: int) -> bool:
    """Whether a kind is the first word of the name: "Stiftung Warentest", "Verband Deutscher Verleger"."""
    word, noun = scan.words[after], scan.nouns[token].noun
    if (
        noun.role == "body"
        and word.endswith("er")
        and after + 1 < len(scan.words)
        and scan.adjacent(after + 1)
    ):
        following = scan.words[after + 1]
        return following[0].isupper() and after not in scan.nouns and not following.isupper()
    return noun.lemma in scan.index.lexicon.small["first_of_name"] and not word.isupper()


def _last_word(name: Name) -> str:
    return name.meaning.label.split()[-1]


def _apposed(scan: Scan, starts: dict[int, Entity], token: int, last: int) -> int | None:
    """ "der Leiter des Programms, Klaus Stöhr": the person at the end of the phrase."""
    for ahead in range(token, last):
        if ahead in starts:
            before = scan.words[ahead - 1]
            if before == "," or (before[0].isupper() and ahead - 1 not in scan.nouns):
                return ahead
    return None


def _from_proper(scan: Scan, starts: dict[int, Entity], token: int, last: int) -> Head:
    end = _proper_end(scan, token, last, False)
    for ahead in range(token, min(end + 1, last)):
        if ahead in starts:
            return Head("person", ahead, ahead + 1)
    return Head("proper", token, end)


def _proper_end(scan: Scan, token: int, last: int, quoted: bool) -> int:
    joining = scan.index.lexicon.small["inside_names"]
    closing = _closing_mark(scan, token, last) if quoted else None
    if closing is not None:
        return closing
    end = token + 1
    while end < last:
        word = scan.words[end]
        if quoted and not word[0].isalnum() and word not in "&-/.":
            return end
        if not (quoted or word[0].isupper() or word[0].isdigit() or word.casefold() in joining):
            break
        end += 1
    while end > token + 1 and not (scan.words[end - 1][0].isupper() or scan.words[end - 1][0].isdigit()):
        end -= 1
    return end


def _closing_mark(scan: Scan, token: int, last: int) -> int | None:
    """The mark behind a short name in quotation marks: "auto, motor und sport"."""
    ahead = range(token + 1, min(token + _LONGEST_QUOTED, scan.sentence(token)[1]))
    closing = next((place for place in ahead if scan.words[place] in scan.quotes), None)
    return None if closing is None else min(closing, last)
