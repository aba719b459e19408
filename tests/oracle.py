"""In place of the network: anchors that are sure of what a test wants to be seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from depesche.reading.network import ACT_PARTS, KINDS, MEDIA, STATEMENT_PARTS, STATES, TYPES, Anchor, Seen
from depesche.reading.types import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.reading.document import Document

Say = Callable[["Document"], Seen]


@dataclass(frozen=True)
class Oracle:
    """In place of the network: what a function says of a document."""

    say: Say

    def see(self, documents: Sequence[Document]) -> list[Seen]:
        return [self.say(document) for document in documents]


def tokens_of(document: Document, words: str) -> range:
    start = document.text.index(words)
    return document.tokens_in(Span(start, start + len(words)))


def anchor_at(
    document: Document, word: str, labels: tuple[tuple[str, ...], str], states: int, parts: dict[str, str]
) -> Anchor:
    """An anchor at a word that is sure of a label and of the words of its parts."""
    names, label = labels
    chances = np.full(len(names) + 1, 0.1 / len(names), dtype=np.float32)
    chances[1 + names.index(label)] = 0.9
    all_parts = ACT_PARTS if names == KINDS else STATEMENT_PARTS
    seen = np.full((len(document.tokens), len(all_parts)), 0.02, dtype=np.float32)
    for name, words in parts.items():
        tokens = tokens_of(document, words)
        seen[tokens.start : tokens.stop, all_parts.index(name)] = 0.9
        if f"{name}_begin" in all_parts:
            seen[tokens.start, all_parts.index(f"{name}_begin")] = 0.9
    state = np.full(states, 0.05, dtype=np.float32)
    state[0] = 1 - 0.05 * (states - 1)
    return Anchor(tokens_of(document, word).start, chances, state, 0, seen)


def act_at(document: Document, word: str, kind: str, **parts: str) -> Anchor:
    return anchor_at(document, word, (KINDS, kind), len(STATES), {"trigger": word, **parts})


def statement_at(document: Document, word: str, type_: str, **parts: str) -> Anchor:
    return anchor_at(document, word, (TYPES, type_), len(MEDIA), parts)
