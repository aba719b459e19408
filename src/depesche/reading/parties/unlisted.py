"""Organisations of no list, where an office needs one: "Präsident der Bundesvereinigung Logistik"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from depesche.reading.parties.entities import Acting
from depesche.reading.parties.naming import nominative

if TYPE_CHECKING:
    from depesche.reading.parties.index import Word
    from depesche.reading.parties.owners import Context

ORGANISED = frozenset({"organisation", "international_organisation", "armed_group"})
OWNERS = frozenset({"member", "faction", "state", "private"})


def unlisted(
    context: Context, token: int, end: int, word: Word, *, quoted: bool, genitive: bool
) -> Acting | None:
    """The organisation whose name begins at a token and reaches to `end` at most; `word` is the office."""
    if word.noun.role not in OWNERS or not word.noun.person:
        return None
    nouns = context.scan.nouns
    inner = nouns.get(token)
    if inner is not None and inner.noun.role not in {"body", "group"}:
        return None
    stop = _end(context, token, end)
    known = _known(context, token, stop, word)
    if known is not None:
        return known
    if any(ahead in nouns and nouns[ahead].noun.person for ahead in range(token, stop)):
        return None
    plain = inner is not None and inner.noun.role == "body" and not inner.head
    if inner is not None and stop > token + 1 and _explains(context, token, inner):
        token += 1
    return _own_name(context, token, stop, quoted=quoted, plain=plain, genitive=genitive)


def _known(context: Context, token: int, stop: int, word: Word) -> Acting | None:
    """A listed organisation inside the name, or the abbreviation behind it."""
    for ahead in range(token, stop):
        name = context.scan.name_at.get(ahead)
        known = name is not None and name.meaning.use in {"name", "organ"}
        if name is not None and known and name.meaning.entry.kind in ORGANISED:
            return context.named(name, word)
    short = context.kinds.short.get(stop - 1)
    return short_name(context, short) if short is not None else None


def short_name(context: Context, short: str) -> Acting:
    """An organisation by the abbreviation in brackets behind its name."""
    known = context.index.single(short)
    if known is not None:
        return context.acting(known.entry, "bracket", short)
    return Acting(None, short, context.why("bracket", short, party=short))


def of_told(context: Context, name: str, word: str) -> Acting | None:
    """An organisation of no list by the name that the article tells: "PRK-Kämpfer" where it has "die Gruppe PRK"."""
    if name not in context.kinds.names:
        return None
    full = context.kinds.full.get(name)
    known = context.scan.name_at.get(full[0]) if full is not None else None
    return (
        context.named(known)
        if known is not None
        else Acting(None, name, context.why("compound", word, party=name))
    )


def quoted_name(context: Context, token: int, end: int) -> Acting | None:
    """The name in quotation marks behind its kind: "der Bewegung „Freies Tal“"."""
    scan, first = context.scan, token + 2
    inner = scan.nouns.get(token)
    if inner is None or inner.noun.role not in {"body", "group"} or first >= end:
        return None
    if scan.words[first - 1] not in scan.quotes or not scan.words[first][0].isalnum():
        return None
    tokens = scan.document.tokens
    if tokens[first - 1].start == tokens[token].end:  # it closes: "die „Osttalgruppe“ verhaftet"
        return None
    last = next((ahead for ahead in range(first, end) if scan.words[ahead] in scan.quotes), end)
    name = scan.name_at.get(first)
    if name is not None and name.last == last:
        return context.named(name)
    text = scan.text(first, last)
    return Acting(None, text, context.why("genitive", text, party=text))


def _explains(context: Context, token: int, inner: Word) -> bool:
    """Whether a kind of organisation explains the name behind it: "Verband UNEF", not "Stiftung Warentest"."""
    name = context.scan.words[token + 1]
    placed = token + 1 in context.scan.name_at
    if inner.noun.role not in {"body", "group"} or not name[0].isupper() or token + 1 in context.scan.nouns:
        return False
    if name.isupper():
        return True
    return not (placed or name.endswith("er") or context.is_first_of_name(inner))


def _own_name(
    context: Context, token: int, stop: int, *, quoted: bool, plain: bool, genitive: bool
) -> Acting | None:
    """The name of such an organisation; what "der Organisation" alone means was told before."""
    scan = context.scan
    text, inner = scan.text(token, stop), scan.nouns.get(token)
    if not (quoted or stop > token + 1 or inner is not None or _proper(text)):
        return None
    if plain and stop == token + 1 and not quoted:
        return _told_before(context, token, inner)
    if genitive and not quoted:
        text = _nominative(context, token, stop, text)
    return Acting(None, text, context.why("genitive", text, party=text))


def _told_before(context: Context, token: int, inner: Word | None) -> Acting | None:
    """Which organisation "der Organisation", "des Verbandes" means: the last one told to be such, or named."""
    told = context.kinds.before(token, (inner.lemma,)) if inner is not None else None
    if told is None:
        return context.nearest_organisation(token)
    name = context.scan.name_at.get(told.first)
    if name is not None:
        return context.named(name)
    text = context.scan.text(told.first, told.last)
    return Acting(None, text, context.why("kind", context.scan.words[token], name=text))


def _proper(text: str) -> bool:
    """Whether one word is surely a name: an acronym or a hyphenated word."""
    return len(text) > 2 and not text.endswith("-") and (text[1:] != text[1:].lower() or "-" in text)


def _nominative(context: Context, token: int, stop: int, text: str) -> str:
    """A name that stood in the genitive: "Internationales Strafgericht", "Verein der Freunde"."""
    scan = context.scan
    head = next((ahead for ahead in range(token, stop) if ahead in scan.nouns), token)
    if head > token and all(scan.words[ahead].endswith("en") for ahead in range(token, head)):
        return nominative(scan, token, head, stop)
    first = scan.words[token]
    return _without_genitive(context, token, first) + text[len(first) :]


def _without_genitive(context: Context, token: int, text: str) -> str:
    noun = context.scan.nouns.get(token)
    if noun is not None and not noun.head:
        return noun.noun.form.capitalize()
    if noun is not None:
        return text[: noun.head] + noun.noun.form
    return text.removesuffix("s")


def _end(context: Context, token: int, end: int) -> int:
    """Where the name ends: before the first word that no name has inside, without the place behind it."""
    words, stop = context.scan.words, token
    small = context.index.lexicon.small
    while stop < end and (words[stop][0].isupper() or words[stop].casefold() in small["inside_names"]):
        stop += 1
    while stop > token + 1 and not words[stop - 1][0].isupper():
        stop -= 1
    return max(without_place(context, token, stop), token + 1)


def without_place(context: Context, token: int, stop: int) -> int:
    """The end of a name without the place behind it: "Institut für Astronomie in Edinburgh"."""
    name = context.scan.name_at.get(stop - 1)
    small = context.index.lexicon.small
    behind = (
        name is not None and name.first - 1 > token and context.scan.words[name.first - 1] in small["local"]
    )
    return name.first - 1 if name is not None and behind else stop


def find_polities(context: Context) -> frozenset[str]:
    """States of no list: "Kesto" where the article has a "Präsidentin von Kesto", or "Kestos Marine" and "in Kesto"."""
    words, small = context.scan.words, context.index.lexicon.small
    of, found = small["of"] - small["contracted"], set()
    for token, noun in context.scan.nouns.items():
        if noun.lemma not in small["sovereign"] and noun.lemma.removesuffix("in") not in small["sovereign"]:
            continue
        if token + 2 < len(words) and words[token + 1] in of and _may_be_place(context, token + 2):
            found.add(words[token + 2])
        base = words[token - 1].removesuffix("s") if token else ""
        if (
            base
            and base != words[token - 1]
            and _may_be_place(context, token - 1)
            and _is_somewhere(context, base)
        ):
            found.add(base)
    return frozenset(found)


def of_polity(context: Context, name: str) -> Acting:
    """Acting for a state of no list."""
    return Acting(None, name, context.why("genitive", name, party=name))


def _may_be_place(context: Context, token: int) -> bool:
    """Whether a word is a name of no list and of nobody."""
    scan, word = context.scan, context.scan.words[token]
    common = token in scan.nouns and not scan.nouns[token].head
    listed = common or token in scan.name_at or token in scan.adjectives
    names = {word, word.removesuffix("s")}
    person = any(name in context.surnames or name.casefold() in context.index.first_names for name in names)
    followed = (
        token + 1 < len(scan.words) and scan.words[token + 1][0].isupper() and token + 1 not in scan.nouns
    )
    return word[0].isupper() and word[1:].islower() and not (listed or person or followed)


def _is_somewhere(context: Context, name: str) -> bool:
    words = context.scan.words
    local = context.index.lexicon.small["local"]
    return any(word == name and before.casefold() in local for before, word in pairwise(words))
