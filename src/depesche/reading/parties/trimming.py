"""What stands in front of a noun phrase or behind it without being part of it: verbs, adverbs, half a next phrase.

The network marks roles word by word and now and then takes a word too many ("will Holm", "Lehrer durch Miskolc").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.parties.attributes import behind_attribute

if TYPE_CHECKING:
    from depesche.reading.parties.scan import Scan

_SHORTEST = 4  # letters of a word in front that is no number, article or preposition and yet may be dropped


def trimmed(scan: Scan, first: int, last: int) -> tuple[int, int]:
    """Tokens `first` up to `last` without what is no part of a noun phrase; as they are where nothing else is left."""
    stop = _end(scan, first, last)
    start = first
    while start < stop - 1 and _stands_before(scan, start, stop):
        start += 1
    if _is_cut(scan, start, stop):
        start += 2
    return (start, stop) if any(map(str.isalnum, scan.words[start])) else (first, last)


def _is_cut(scan: Scan, first: int, stop: int) -> bool:
    """Whether an article and a preposition begin what lacks its noun: "die in sozialen Medien | geäußerte Kritik"."""
    words, lexicon = scan.words, scan.index.lexicon
    if stop - first < 3 or words[first].casefold() not in lexicon.small["article"]:
        return False
    leads = words[first + 1] in lexicon.small["toward"] or words[first + 1] in lexicon.small["local"]
    return leads and behind_attribute(scan, first, stop) == first


def _stands_before(scan: Scan, token: int, stop: int) -> bool:
    """Whether a word in front is no part of the phrase: a verb, an adverb, an adjective without an ending."""
    word, lexicon, following = scan.words[token], scan.index.lexicon, scan.words[token + 1]
    folded = word.lower()
    if token in scan.name_at or not word.isalpha() or following in scan.quotes or following == "-":
        return False
    if not word.islower() and folded not in lexicon.openers:
        return False
    if folded in lexicon.small["detached"] or folded in lexicon.small["conjunction"]:
        return _goes_on(scan, token + 1, stop)
    if not word.islower() or folded in lexicon.determiners or folded in lexicon.pronouns:
        return False
    if word.casefold() in lexicon.finite:
        return _goes_on(scan, token + 1, stop)
    return _is_bare(scan, token) and _leads_to_noun(scan, token + 1, stop)


def _is_bare(scan: Scan, token: int) -> bool:
    """Whether a word is no number, article or preposition and has no ending: "massiv"."""
    word, lexicon = scan.words[token], scan.index.lexicon
    known = (
        word in lexicon.small["quantity"]
        or word in lexicon.small["cardinal"]
        or word in lexicon.small["leading"]
    )
    inflected = word.endswith(lexicon.endings)
    return (
        word.islower() and len(word) >= _SHORTEST and not (known or inflected or word in lexicon.determiners)
    )


def _leads_to_noun(scan: Scan, token: int, stop: int) -> bool:
    """Whether a noun follows behind nothing but such words and "und"; "politisch motivierte Täter" is a phrase."""
    while token < stop and token not in scan.nouns:
        if scan.words[token] not in scan.index.lexicon.small["conjunction"] and not _is_bare(scan, token):
            return False
        token += 1
    return token < stop


def _goes_on(scan: Scan, token: int, stop: int) -> bool:
    """Whether a phrase follows: some word with a capital, or a number."""
    return any(word[0].isupper() or word[0].isdigit() for word in scan.words[token:stop])


def _end(scan: Scan, first: int, last: int) -> int:
    """Where the phrase ends: before a clause or an adverbial, without a word that only leads to what follows."""
    small, lexicon = scan.index.lexicon.small, scan.index.lexicon
    if not lexicon.stops.isdisjoint(scan.words[first + 1 : last]):
        last = next((token for token in range(first + 1, last) if _ends_before(scan, token, last)), last)
    while last > first + 1:
        before = scan.words[last - 2]
        word = scan.words[last - 1].lower()
        if last - 1 in scan.name_at or not before[0].isalnum() or scan.words[last - 1][0].isupper():
            return last
        number = word.isdigit() and before in small["before_numbers"]
        if not (number or word in small["open_ended"] or word in small["detached"]):
            return last
        last -= 1
    return last


def _ends_before(scan: Scan, token: int, last: int) -> bool:
    """Whether a relative clause or an adverbial begins at a token: "Lehrer | durch Miskolc"."""
    word, before, small = scan.words[token], scan.words[token - 1], scan.index.lexicon.small
    if word == "," and token + 1 < last:
        return scan.words[token + 1] in small["relative_only"]
    if not before[0].isupper() or token in scan.name_at:
        return False
    if word in small["adverbial"]:
        return True
    following = scan.words[token + 1] if token + 1 < last else ""
    return word in small["local"] and following in scan.index.lexicon.possessives
