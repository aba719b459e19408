"""The words of a text as the network is told them: with the usual marks and the usual case.

Quotation marks of every make become „ and “; a sentence in capitals takes the case that its words have elsewhere in
the text, else small letters. Spans are those of the text as it is; only what the network reads is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.quotes import DOUBLE, SINGLE, find_quotations

if TYPE_CHECKING:
    from depesche.reading.document import Document, Sentence

OPENING, CLOSING = "„", "“"
LEAST_SHOUTED = 3
_SINGLES = frozenset(SINGLE) | frozenset("".join(SINGLE.values()))


def usual_words(document: Document) -> list[str]:
    """One word per token of a document."""
    words = [token.word for token in document.tokens]
    _unshout(document, words)
    for first, last, _ in find_quotations(document):
        for token in range(first, last):
            if words[token] in DOUBLE or (token in {first, last - 1} and words[token] in _SINGLES):
                words[token] = OPENING if token < last - 1 else CLOSING
    return words


def _unshout(document: Document, words: list[str]) -> None:
    """Give the words of sentences in capitals the case that they have elsewhere."""
    shouted = [sentence for sentence in document.sentences if _is_shouted(document, sentence)]
    if not shouted or len(shouted) == len(document.sentences):
        return
    numbers = {token for sentence in shouted for token in range(sentence.first, sentence.last)}
    known = {word.casefold(): word for token, word in enumerate(words) if token not in numbers}
    for token in numbers:
        words[token] = known.get(words[token].casefold(), words[token].lower())


def _is_shouted(document: Document, sentence: Sentence) -> bool:
    long = 0
    for token in document.tokens[sentence.first : sentence.last]:
        if token.word.isalpha() and len(token.word) > 1:
            if not token.word.isupper():
                return False
            long += 1
    return long >= LEAST_SHOUTED
