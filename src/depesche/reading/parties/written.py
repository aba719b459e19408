"""What the form of a word in the text says of a name: capitals, endings, quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.parties.naming import number_of

if TYPE_CHECKING:
    from depesche.reading.parties.phrases import Head
    from depesche.reading.parties.scan import Scan

_SHORTEST = 5  # letters that the shortest capital adjective, or word for somebody, has at least one more of


def is_name_like(scan: Scan, token: int) -> bool:
    """Whether a word may be part of the name of a person: it has a capital and is nothing else."""
    word, lexicon = scan.words[token], scan.index.lexicon
    if not (word[0].isupper() or ("-" in word and word.partition("-")[2][:1].isupper())):
        return False
    if word.endswith("-") or token in scan.name_at:
        return False
    folded, small = word.casefold(), lexicon.small
    if token in scan.nouns or token in scan.adjectives:
        return folded in scan.index.first_names
    if folded in small["detached"] and token == scan.sentence(token)[0]:
        return False
    if folded in lexicon.determiners or folded in lexicon.pronouns or folded in small["leading"]:
        return False
    return not (folded in lexicon.openers or folded in small["cardinal"] or folded in small["measures"])


def is_first_name(scan: Scan, token: int) -> bool:
    """Whether a word is a first name, or two joined by a hyphen."""
    word, names = scan.words[token], scan.index.first_names
    if word[0].islower():  # "will" is a verb, "Will" a name
        return False
    folded = word.casefold()
    return folded in names or ("-" in folded and folded.partition("-")[0] in names)


def is_title(scan: Scan, token: int) -> bool:
    """Whether a singular title stands at a token: "Ministerpräsident", "Frau"."""
    noun = scan.nouns.get(token)
    if noun is None or not (noun.noun.person or noun.noun.role == "address"):
        return False
    return noun.noun.role == "address" or number_of(scan, token) == "s"


def is_role(scan: Scan, token: int) -> bool:
    """Whether a word of no list ends as words for people do: "Pianistin"."""
    word = scan.words[token]
    return len(word) > _SHORTEST and word.endswith(tuple(scan.index.lexicon.small["role_ends"]))


def is_described(scan: Scan, token: int) -> bool:
    """Whether a word is no first name but a genitive ("Kestos Rivale") or an adjective that opens a sentence."""
    word, vocabulary = scan.words[token], scan.vocabulary
    if word.endswith("s") and word.removesuffix("s") in vocabulary:
        return True
    if token != scan.sentence(token)[0]:
        return False
    endings = scan.index.lexicon.endings
    stem = next((word.lower().removesuffix(end) for end in endings if word.endswith(end)), word.lower())
    return any(stem + ending in vocabulary for ending in ("", *endings))


def is_elided(scan: Scan, token: int) -> bool:
    """Whether a surname begins with a small d: "d’Estaing", and what is left of it, "dEstaing"."""
    word = scan.words[token]
    bare = word.removeprefix("d")
    return bare != word and bare.lstrip("".join(scan.index.lexicon.small["apostrophes"]))[:1].isupper()


def is_of_title(scan: Scan, token: int) -> bool:
    """Whether a noun is a genitive behind a title: "der Vorsitzende der Verwaltung X Y"."""
    title = scan.nouns.get(token - 2)
    genitive = token > 1 and scan.words[token - 1] in scan.index.lexicon.small["genitive"]
    return genitive and title is not None and title.noun.person


def has_article(scan: Scan, token: int) -> bool:
    """Whether an article, a number or an adjective stands before a word."""
    word, lexicon = scan.words[token - 1], scan.index.lexicon
    before = word.casefold()
    if before in lexicon.determiners or before.isdigit() or before in lexicon.small["cardinal"]:
        return True
    adjective = before.endswith(lexicon.endings) and len(before) > _SHORTEST
    return adjective and word[0].islower() and before not in lexicon.small["verbs"]


def closes(scan: Scan, first: int, token: int) -> bool:
    """Whether a bracket or quotation mark closes what one opens behind token `first`."""
    if scan.words[token] == ")":
        return "(" in scan.words[first:token]
    marked = scan.words[token] in scan.quotes
    return marked and sum(word in scan.quotes for word in scan.words[first:token]) % 2 == 1


def is_quoted_title(scan: Scan, first: int, last: int) -> bool:
    """Whether a phrase is a name in quotation marks that begins with an article: "„Der Bote“"."""
    if first < 1 or last >= len(scan.words) or last - first < 2:
        return False
    word = scan.words[first]
    article = word.istitle() and word.casefold() in scan.index.lexicon.small["article"]
    return article and scan.words[first - 1] in scan.quotes and scan.words[last] in scan.quotes


def is_declined(scan: Scan, first: int, head: Head) -> bool:
    """Whether a name of no list begins with an adjective in another case: "der Neuen Osttaler Allianz"."""
    lexicon, word = scan.index.lexicon, scan.words[head.first]
    opening = scan.words[head.first - 1].casefold() if first < head.first else ""
    following = scan.name_at.get(head.first + 1)
    if following is not None and following.meaning.entry.kind in {"state", "place"}:
        return False
    adjective = (
        word[0].isupper() and word.endswith(tuple(lexicon.small["oblique_endings"])) and len(word) > _SHORTEST
    )
    known = (
        head.first in scan.name_at or head.first in scan.nouns or word.casefold() in scan.index.first_names
    )
    return adjective and not known and opening in lexicon.determiners
