"""Whether an act is told as not done: "wurde nicht empfangen", "zogen sich nicht zurück".

The network reads the status off the whole sentence and often overlooks the small word. Where it stands right before the
trigger, or before the particle that ends the trigger's clause, the clause denies the act. Words are data
(`objects.toml`, table `negation`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from depesche.reading.decoding import Run
    from depesche.reading.document import Document

_ENDS = frozenset(",;:.!?–—-()")
_LONGEST_PARTICLE = 8


def is_negated(document: Document, trigger: Run, lists: Mapping[str, Sequence[str]]) -> bool:
    """Whether the clause of a verb denies it."""
    if not lists or not document.tokens[trigger.first].word[0].islower():
        return False
    places = (trigger.first - 1, *_at_end(document, trigger))
    return any(_denies(document, place, lists) for place in places)


def is_not_excluded(document: Document, trigger: Run, lists: Mapping[str, Sequence[str]]) -> bool:
    """Whether somebody does not rule something out, which is no refusal."""
    if not lists:
        return False
    word = document.folded[trigger.first]
    return word.startswith(tuple(lists["excluding"])) and is_negated(document, trigger, lists)


def _denies(document: Document, token: int, lists: Mapping[str, Sequence[str]]) -> bool:
    """Whether a token says no, also with "mehr" behind it."""
    while token > 0 and document.folded[token] in lists["between"]:
        token -= 1
    return token >= 0 and document.folded[token] in lists["words"]


def _at_end(document: Document, trigger: Run) -> Iterator[int]:
    """The last token of the trigger's clause, and the one before it where that is a particle: "zog … nicht zurück"."""
    last = document.sentences[document.tokens[trigger.first].sentence].last
    end = trigger.last
    while end < last and document.tokens[end].word not in _ENDS:
        end += 1
    if end > trigger.last:
        yield end - 1
        word = document.tokens[end - 1].word
        if word.islower() and len(word) <= _LONGEST_PARTICLE and end - 2 >= trigger.last:
            yield end - 2
