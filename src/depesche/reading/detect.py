"""Which language a text is in, told by its commonest function words.

A table of some thirty languages takes a few milliseconds and megabytes to load; the n-gram model
that was tried (py3langid) took over a second and 100 MB for the same answers on news articles.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from depesche import languages

UNKNOWN = "und"
_SAMPLE = 4000  # characters at the front of a text that are looked at
_ENOUGH_WORDS = 30  # words from which on a guess is not marked down for being made on little
_USUAL_SHARE = 0.2  # share of function words in running text
_OTHER_SCRIPT = 1 / 3  # share of letters in a script of its own that settles the matter
_SURE = 0.35
_Shares = dict[str, float]
_WORD = re.compile(r"[^\W\d_]+")


class Guess(NamedTuple):
    """A BCP 47 code, "und" where nothing can be told, and how certain it is, from 0 to 1."""

    code: str
    certainty: float


def detect(text: str) -> Guess:
    """The language of a text, by its first 4000 characters."""
    words = _words(text)
    best, second = [*_shares(words).items(), (UNKNOWN, 0.0), (UNKNOWN, 0.0)][:2]
    return Guess(best[0], round(_certainty(_size(words), best[1], second[1]), 3))


def language_of(text: str, default: str) -> str:
    """The code of the text's language where that is surely not `default`; a short text is in `default`."""
    words = _words(text)
    shares = _shares(words)
    code, best = [*shares.items(), (default, 0.0)][0]
    return code if _certainty(_size(words), best, shares.get(default, 0.0)) >= _SURE else default


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]


def _shares(words: list[str]) -> _Shares:
    """For every language the share of words that speak for it, the largest first."""
    letters = "".join(words)
    shares = {code: len(pattern.findall(letters)) / max(1, len(letters)) for code, pattern in _scripts()}
    if sum(shares.values()) <= _OTHER_SCRIPT:
        known = _function_words()
        hits = Counter(code for word in words for code in known.get(word, ()))
        shares = {code: count / len(words) for code, count in hits.items()}
    return dict(sorted(shares.items(), key=lambda item: -item[1]))


def _size(words: list[str]) -> int:
    """How many words there are, also in scripts that put no space between them."""
    return max(len(words), sum(map(len, words)) // 6)


def _certainty(words: int, best: float, other: float) -> float:
    """How certain it is that the language with share `best` is right, not the one with share `other`."""
    if not best:
        return 0.0
    return (best - other) / best * min(1.0, words / _ENOUGH_WORDS) * min(1.0, best / _USUAL_SHARE)


@cache
def _table() -> dict[str, dict[str, str]]:
    path = Path(languages.__file__).with_name("function_words.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """For every word the languages that use it."""
    known: dict[str, tuple[str, ...]] = {}
    for code, words in _table()["words"].items():
        for word in set(words.split()):
            known[word] = (*known.get(word, ()), code)
    return known


@cache
def _scripts() -> list[tuple[str, re.Pattern[str]]]:
    return [(code, re.compile(f"[{characters}]")) for code, characters in _table()["scripts"].items()]
