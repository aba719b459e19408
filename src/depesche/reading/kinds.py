"""A second opinion on the kind of an act: by its words, weighed by a small network of their own.

The network that reads knows the course of a sentence; of what words mean it has seen little. Here an act is the set of
its *signs*: its trigger and the beginnings and ends of it, the words and lexicon signals of its content, what stands
around, and who is named on either side. Signs are hashed, summed, and passed through one hidden layer (a bag of
hashed features with a hidden layer: Joulin et al. 2017, "Bag of Tricks for Efficient Text Classification").
`training/kinds.py` fits it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np

from depesche.reading.decoding import Run
from depesche.reading.document import found_once
from depesche.reading.features import normal
from depesche.reading.lexicon import SIGNALS, marks_of
from depesche.reading.network import ACT_PARTS, KINDS, KINDS_FILE, Anchor, check_weights
from depesche.reading.once import built_once
from depesche.reading.quotes import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from depesche.languages import Language
    from depesche.reading.decoding import Floats
    from depesche.reading.document import Document
    from depesche.reading.types import Kind, Spans

    Hashes = npt.NDArray[np.uint32]

REACH = 25  # tokens of its sentence on either side of a trigger
NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
SHORT, LONG = 5, 8  # letters of the beginning of a word
SURE = 0.5
LEAST = 1e-6
SMALL = ("shift", "out", "base", "shares")
CLAUSE_ENDS = frozenset(',.;:–!?"“”„«»()')
_MARK = re.compile("[=^$~:]")
_ACTOR, _RECIPIENT = (ACT_PARTS.index(side) for side in ("actor", "recipient"))
_IMPLIED = {part: ACT_PARTS.index(f"implied_{ACT_PARTS[part]}") for part in (_ACTOR, _RECIPIENT)}


class Side(NamedTuple):
    """Who acts, or who is addressed: the tokens that name them, how many begin there, whether one is only meant."""

    tokens: tuple[int, ...]
    many: int
    implied: bool


class Told(NamedTuple):
    """An act in tokens, as far as its signs go."""

    trigger: Run
    content: Run | None
    conditional: bool
    actor: Side
    recipient: Side


class _Worded(NamedTuple):
    """A document's words in normal form, their lexicon signals, and where it quotes."""

    words: list[str]
    signals: list[tuple[str, ...]]
    quoted: list[int]


def told(document: Document, anchor: Anchor, trigger: Run, content: Spans, condition: Spans) -> Told:
    """An act as it was decoded."""
    place = document.tokens_in(content[0]) if content else None
    return Told(
        trigger,
        Run(place.start, place.stop) if place else None,
        bool(condition),
        _side(anchor, _ACTOR),
        _side(anchor, _RECIPIENT),
    )


def _side(anchor: Anchor, part: int) -> Side:
    over = anchor.parts[:, part] > SURE
    implied = bool(np.maximum.reduce(anchor.parts[:, _IMPLIED[part]]) > SURE)
    places = over.nonzero()[0]
    if not len(places):
        return Side((), 0, implied)
    begun = anchor.parts[places, part + 1] > SURE
    return Side(tuple((places + anchor.first).tolist()), int(np.count_nonzero(begun)), implied)


def signs(document: Document, language: Language, act: Told) -> list[str]:
    """All signs of an act, each once."""
    worded = _worded(document, language)
    found = chain(
        _trigger_signs(document, worded, act),
        _around(document, worded, act),
        _content_signs(worded, act),
        _side_signs(worded, act, "actor", act.actor),
        _side_signs(worded, act, "recipient", act.recipient),
    )
    return list(dict.fromkeys(found))


@found_once
def _worded(document: Document, language: Language) -> _Worded:
    words = [_form(token[2]) for token in document.tokens]
    return _Worded(words, list(map(_names, marks_of(document, language))), inside(document))


_form = lru_cache(maxsize=100_000)(normal)


@lru_cache(maxsize=4_096)
def _names(mask: int) -> tuple[str, ...]:
    return tuple(name for bit, name in enumerate(SIGNALS) if mask >> bit & 1)


@lru_cache(maxsize=20_000)
def _grams(word: str) -> tuple[str, ...]:
    """Signs of a trigger's word: its runs of three to five letters."""
    marked = f"<{word}>"
    found = {marked[i : i + size] for size in (3, 4, 5) for i in range(len(marked) - size + 1)}
    return tuple(f"trigger~{gram}" for gram in found)


@lru_cache(maxsize=50_000)
def _content_word(word: str) -> tuple[str, ...]:
    """Signs of a word of the content: itself, how it begins and ends."""
    if not word[0].isalpha() or len(word) < SHORT - 1:
        return (f"content={word}",)
    begins = (f"content^{word[:size]}" for size in (SHORT - 1, SHORT, LONG - 1))
    return (f"content={word}", *begins, f"content${word[-4:]}", f"content${word[-6:]}")


@lru_cache(maxsize=50_000)
def _near_word(word: str, before: bool) -> tuple[str, ...]:
    """Signs of a word in the sentence around."""
    side = "before" if before else "after"
    return (f"near={word[:SHORT]}", f"{side}={word[:LONG]}") if word[0].isalnum() else ()


def _trigger_signals(worded: _Worded, act: Told) -> list[str]:
    """What the lexicon says of the trigger; "-" where it says nothing."""
    return sorted({name for token in range(*act.trigger) for name in worded.signals[token]}) or ["-"]


def _trigger_signs(document: Document, worded: _Worded, act: Told) -> Iterator[str]:
    first, last = act.trigger
    words = worded.words[first:last]
    yield f"trigger={' '.join(words)}"
    yield f"trigger^{' '.join(word[:SHORT] for word in words)}"
    for word in words:
        yield from _grams(word)
    signals = _trigger_signals(worded, act)
    yield from (f"signal={name}" for name in signals)
    yield f"signals={'|'.join(signals)}"
    yield f"noun={document.tokens[first].word[0].isupper()}"
    yield f"quoted={worded.quoted[first]}"
    yield f"conditional={act.conditional}"
    yield f"headline={document.tokens[first].sentence == 0}"


def _around(document: Document, worded: _Worded, act: Told) -> Iterator[str]:
    """What stands around the trigger in its sentence, outside the content; the last word of its clause."""
    first, last = act.trigger
    sentence = document.sentences[document.tokens[first].sentence]
    words = worded.words
    for offset in NEIGHBOURS:
        place = first + offset if offset < 0 else last - 1 + offset
        yield f"{offset}={words[place] if sentence.first <= place < sentence.last else '#'}"
    end = last
    while end < sentence.last and words[end] not in CLAUSE_ENDS:
        end += 1
    yield f"ending={words[end - 1]}"
    yield f"trigger+ending={words[first]}+{words[end - 1]}"
    content = range(*act.content) if act.content else range(0)
    for place in range(max(sentence.first, first - REACH), min(sentence.last, last + REACH)):
        if first <= place < last or place in content:
            continue
        yield from _near_word(words[place], place < first)
        if worded.signals[place]:
            yield from [f"near+signal={name}" for name in worded.signals[place]]


def _content_signs(worded: _Worded, act: Told) -> Iterator[str]:
    words = worded.words
    verb = words[act.trigger.first]
    if act.content is None:
        yield "content-"
        yield f"trigger+content-={verb}"
        return
    first, last = act.content
    place = "before" if last <= act.trigger.first else "after" if first >= act.trigger.last else "around"
    yield f"content:{place}"
    yield f"content:{min(4, (last - first).bit_length())}"
    yield f"content:quoted={worded.quoted[first]}"
    yield f"trigger+quoted={verb}+{worded.quoted[first]}"
    yield f"content:first={words[first]}"
    yield f"content:last={words[last - 1]}"
    yield f"trigger+first={verb}+{words[first]}"
    yield f"content:two={' '.join(words[first : min(last, first + 2)])}"
    signals = _trigger_signals(worded, act)
    for token in range(first, last):
        word = words[token]
        if word[0].isalnum():
            yield from _content_word(word)
            yield from [f"{name}+content={word[: LONG - 2]}" for name in signals]
            if token + 1 < last:
                yield f"content:pair={word[:SHORT]} {words[token + 1][:SHORT]}"
        elif word in "?!":
            yield f"content={word}"
        for own in worded.signals[token]:
            yield f"content+signal={own}"
            yield from [f"{name}+signal={own}" for name in signals]


def _side_signs(worded: _Worded, act: Told, name: str, side: Side) -> Iterator[str]:
    implied = side.implied and not side.tokens
    yield f"{name}:{min(2, side.many)}{'implied' if implied else ''}"
    for token in side.tokens:
        word = worded.words[token]
        if word[0].isalnum():
            yield f"{name}={word[: LONG - 2]}"
            yield f"{name}${word[-4:]}"
    if side.tokens:
        yield f"{name}:{'before' if side.tokens[0] < act.trigger.first else 'after'}"


def shown(sign: str) -> str:
    """A sign in the form in which people see it: its letters, "warn…" for a beginning, "…gung" for an end."""
    mark = _MARK.search(sign)
    if mark is None or mark[0] == ":":
        return sign
    letters = sign[mark.end() :].strip("<>")
    return {"^": f"{letters}…", "$": f"…{letters}", "~": f"…{letters}…"}.get(mark[0], letters)


class Opinion(NamedTuple):
    """What was thought of the kinds of an act, in the order of KINDS.

    `seen` are the network's chances, whose sum leaves room for no act at all, `odds` logits by words, `both` chances.
    """

    seen: Floats
    odds: Floats
    both: Floats

    @property
    def network(self) -> Floats:
        """Probabilities by the network alone."""
        chances: Floats = self.seen / max(float(self.seen.sum()), LEAST)
        return chances

    @property
    def words(self) -> Floats:
        """Probabilities by the words alone."""
        return _softmax(self.odds)


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """Weights: a row of `table` (signs, hidden) for the hash of each sign in `keys`.

    `shares` are the exponents of the network's and the words' chances in the opinion of both.
    """

    language: Language
    keys: Hashes
    table: Floats
    shift: Floats
    out: Floats
    base: Floats
    shares: Floats
    _rows: dict[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rows", {key: row for row, key in enumerate(self.keys.tolist())})

    def opinion(self, document: Document, anchor: Anchor, act: Told) -> Opinion:
        """What network and words think of an anchor's kind."""
        seen = anchor.labels[1:]
        odds = self.odds(signs(document, self.language, act))
        own, other = self.shares
        return Opinion(seen, odds, _softmax(own * np.log(seen + LEAST) + other * odds))

    def odds(self, found: Sequence[str]) -> Floats:
        """Logits of the kinds by some signs."""
        odds: Floats = self._hidden(list(self._known(found).values())) @ self.out + self.base
        return odds

    def telling(self, document: Document, act: Told, kind: Kind, most: int) -> list[str]:
        """The words that speak most for a kind and against the others, the strongest first; none of the lexicon's."""
        known = self._known(signs(document, self.language, act))
        found, rows = list(known), list(known.values())
        toward = self.out[:, KINDS.index(kind)] - self.out.mean(1)
        spoken = self.table[rows] @ (toward * (self._hidden(rows) > 0))
        strongest = [found[place] for place in np.argsort(-spoken) if spoken[place] > 0]
        return [sign for sign in strongest if "signal" not in sign.partition("=")[0]][:most]

    def _known(self, found: Sequence[str]) -> dict[str, int]:
        """The signs that have a row, each with it."""
        row_of, known = self._rows.get, {}
        for sign in found:
            row = row_of(crc32(sign.encode()))
            if row is not None:
                known[sign] = row
        return known

    def _hidden(self, rows: Sequence[int]) -> Floats:
        total = np.add.reduce(self.table.take(rows, 0), 0) if rows else np.zeros_like(self.shift)
        hidden: Floats = np.maximum(total / np.float32(max(1, len(rows)) ** 0.5) + self.shift, 0.0)
        return hidden


def _softmax(odds: Floats) -> Floats:
    spread = np.exp(odds - odds.max())
    chances: Floats = spread / spread.sum()
    return chances


def reconsidered(anchor: Anchor, opinion: Opinion | None) -> Anchor:
    """The anchor with the chances of its kinds as network and words see them together."""
    if opinion is None:
        return anchor
    labels = anchor.labels.copy()
    labels[1:] = opinion.both * (1.0 - labels[0])
    return replace(anchor, labels=labels)


@built_once
def wording_of(language: Language) -> Wording:
    """The weights of a language. Raises `MissingWeights`."""
    check_weights(language)
    with np.load(language.path("weights") / KINDS_FILE) as arrays:
        table = arrays["table"].astype(np.float32) * arrays["scale"]
        return Wording(language, arrays["keys"], table, *(arrays[name] for name in SMALL))
