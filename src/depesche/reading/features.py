"""What the network is told of a token: hashed character n-grams, shape, breaks, quotation marks, word lists.

The hashing of character n-grams follows Bojanowski et al. 2017, "Enriching Word Vectors with Subword
Information"; the hash is CRC-32, so that it is the same on every machine and in every process.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from depesche.reading.conditions import find_conditions
from depesche.reading.lexicon import Lexicon, marks_of
from depesche.reading.quotes import inside

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from depesche.languages import Language
    from depesche.reading.document import Document

BUCKETS = 32_768
MOST_PIECES = 24
PADDING = 0
_DIGIT = re.compile(r"\d")
SHAPES = 10
BREAKS = 4
QUOTES = 3
SIGNALS = len(Lexicon.SIGNALS)
FEATURES = QUOTES + SIGNALS + 1


def normal(word: str) -> str:
    """The form that is hashed and looked up: lower case, every digit a 0."""
    return _DIGIT.sub("0", word.lower())


def pieces(form: str) -> tuple[int, ...]:
    """Buckets (1 … BUCKETS) of the character n-grams of a normal form, at most MOST_PIECES - 1."""
    marked = f"<{form[:40]}>".encode()
    grams = [marked[i : i + size] for size in (3, 4, 5) for i in range(len(marked) - size + 1)]
    if len(grams) > MOST_PIECES - 2:
        step = len(grams) / (MOST_PIECES - 2)
        grams = [grams[int(i * step)] for i in range(MOST_PIECES - 2)]
    grams.append(marked)
    return tuple(crc32(gram) % BUCKETS + 1 for gram in grams)


@lru_cache(maxsize=100_000)
def shape(word: str) -> int:
    """Class of a word's outer form, 0 … SHAPES - 1."""
    if word[0].isalpha():
        if word.islower():
            return 0
        if len(word) > 1 and word.isupper():
            return 1 if len(word) <= 5 else 2
        if word[0].isupper():
            return 3 if word[1:].islower() or len(word) == 1 else 4
        return 5
    if word[0].isdigit():
        return 6 if word.isdigit() and len(word) == 4 else 7
    return 8 if len(word) == 1 else 9


def breaks(document: Document) -> npt.NDArray[np.int64]:
    """Per token: 1 where a sentence begins, 2 a paragraph, 3 the text; else 0. Shape (tokens,)."""
    marks = np.zeros(len(document.tokens), dtype=np.int64)
    paragraph = 0
    for sentence in document.sentences:
        marks[sentence.first] = 1 + (sentence.paragraph != paragraph)
        paragraph = sentence.paragraph
    if len(marks):
        marks[0] = 3
    return marks


def piece_table(words: Sequence[str], vocabulary: Mapping[str, int]) -> npt.NDArray[np.int64]:
    """Rows of piece numbers for distinct words, padded with PADDING. Shape (words, MOST_PIECES).

    A word of the vocabulary has a piece of its own, numbered behind the buckets.
    """
    rows = [_row(word) for word in words]
    packed = b"".join([row for _, row in rows])
    table = np.frombuffer(packed, dtype=np.int64).reshape(len(words), MOST_PIECES).copy()
    own = np.array([vocabulary.get(form, -1) for form, _ in rows], dtype=np.int64)
    known = np.flatnonzero(own >= 0)
    table[known, (table[known] != PADDING).sum(axis=1)] = BUCKETS + 1 + own[known]
    return table


@lru_cache(maxsize=100_000)
def _row(word: str) -> tuple[str, bytes]:
    """A word's normal form and the numbers of its pieces, padded, as they lie in memory."""
    form = normal(word)
    numbers = pieces(form)
    padding = (PADDING,) * (MOST_PIECES - len(numbers))
    return form, np.array((*numbers, *padding), dtype=np.int64).tobytes()


def token_features(document: Document, language: Language) -> npt.NDArray[np.float32]:
    """Per token: outside or inside quotation marks, signals of the lexicon, inside a condition.

    Shape (tokens, FEATURES).
    """
    table = np.zeros((len(document.tokens), FEATURES), dtype=np.float32)
    table[np.arange(len(document.tokens)), inside(document)] = 1.0
    marks = np.array(marks_of(document, language), dtype=np.int64)
    table[:, QUOTES : QUOTES + SIGNALS] = marks[:, None] >> np.arange(SIGNALS) & 1
    for condition in find_conditions(document, language):
        places = document.tokens_in(condition.span)
        table[places.start : places.stop, -1] = 1.0
    return table
