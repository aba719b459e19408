"""Attributes that are phrases of their own: "die von Rebellen besetzte Stadt", "der Holm nahestehende Verein"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.reading.parties.scan import Scan

_SHORTEST = 4  # tokens of the shortest phrase with such an attribute: "der aus Kesto geflohene …"
_FAR = 10
_PARTS = 3  # tokens of the shortest phrase that begins with a complement: "Siedlern bewohnte Stadt"
_ADJECTIVES = 3  # at most, from the participle to the noun


def behind_attribute(scan: Scan, first: int, last: int) -> int:
    """Where a phrase goes on behind such an attribute, at its participle's next word; `first` where it has none."""
    if last - first < _SHORTEST:
        return first
    if _is_near(scan, first + 2) and scan.words[first].casefold() in scan.index.lexicon.determiners:
        return first + 3
    if not _opens(scan, first):
        return first
    capital = False
    for token in range(first + 2, last - 1):
        capital = capital or scan.words[token][0].isupper()
        if capital and _is_inflected(scan, token) and _has_noun(scan, token + 1, last):
            return token + 1
    return first


def with_attribute(scan: Scan, first: int, last: int) -> int:
    """The first token of a phrase of which `first` up to `last` leave out the start of such an attribute."""
    if first < 2 or not _cuts(scan, first, last):
        return first
    if _is_near(scan, first) and scan.words[first - 2].casefold() in scan.index.lexicon.determiners:
        return first - 2
    start = scan.sentence(first)[0]
    for token in range(first - 1, max(start, first - _FAR) - 1, -1):
        word = scan.words[token]
        if not (word[0].isalnum() or word == "-"):
            return first
        if _opens(scan, token):
            return token
        if word.casefold() in scan.index.lexicon.finite:
            return first
    return first


def _is_near(scan: Scan, token: int) -> bool:
    """Whether an adjective with the dative of a name in front stands at a token: "der Holm nahestehende Verein"."""
    word, lexicon = scan.words[token], scan.index.lexicon
    return word.startswith(tuple(lexicon.small["near"])) and _is_inflected(scan, token)


def _opens(scan: Scan, token: int) -> bool:
    """Whether an article stands at a token with the start of such an attribute behind it."""
    lexicon, words = scan.index.lexicon, scan.words
    if words[token].casefold() not in lexicon.determiners:
        return False
    following = words[token + 1].casefold()
    if following in lexicon.small["leading"] or following in lexicon.small["reflexive"]:
        return True
    article = lexicon.small["article"]
    return words[token].casefold() in article and following in article


def _cuts(scan: Scan, first: int, last: int) -> bool:
    """Whether a phrase begins with a participle whose complement stands before, or with the noun of that one."""
    words = scan.words
    if words[first][0].islower() and words[first - 1][0].isupper() and _is_inflected(scan, first):
        return _is_participle(scan, first) and _has_noun(scan, first + 1, last)
    if last - first < _PARTS or words[first - 1] in scan.index.lexicon.small["quotes"]:
        return False
    for token in range(first + 1, last - 1):
        if _is_participle(scan, token) and words[token - 1][0].isupper() and _is_inflected(scan, token):
            return _has_noun(scan, token + 1, last)
    return False


def _is_inflected(scan: Scan, token: int) -> bool:
    word, lexicon = scan.words[token], scan.index.lexicon
    if not (len(word) > 5 and word[0].islower() and word.endswith(lexicon.endings)):
        return False
    return not (word in lexicon.determiners or word in lexicon.small["leading"] or word in lexicon.finite)


def _is_participle(scan: Scan, token: int) -> bool:
    """Whether a word has the form of a participle."""
    word = scan.words[token]
    return word[0].islower() and word.endswith(scan.index.lexicon.participles)


def _has_noun(scan: Scan, token: int, last: int) -> bool:
    """Whether a noun follows, at most behind more adjectives."""
    for ahead in range(token, min(token + _ADJECTIVES, last)):
        if scan.words[ahead][0].isupper() or scan.words[ahead] in scan.index.lexicon.small["quotes"]:
            return True
        if not _is_inflected(scan, ahead) and scan.words[ahead] != "-":
            return False
    return False
