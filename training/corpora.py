"""Plain text to pre-train on: debates, newspapers, articles; cut into tokens as the reading cuts them."""

from __future__ import annotations

import json
import lzma
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.features import breaks, normal, piece_table, shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

VOCABULARY_SIZE = 20_000
NEWS = (
    "statements/train.jsonl",
    "acts/train.jsonl",
    "acts/train-standard.jsonl",
    "acts/train-more.jsonl",
    "extra/standard.jsonl.xz",
)
HELD_OUT = ("statements/dev.jsonl", "acts/dev.jsonl", "acts/dev-standard.jsonl")
NEWS_REPEATS = 3


@dataclass(frozen=True, slots=True)
class Corpus:
    """A stream of tokens; `stream` numbers the rows of the tables, `forms` of `vocabulary` (0: unknown)."""

    stream: npt.NDArray[np.int32]
    breaks: npt.NDArray[np.int8]
    pieces: npt.NDArray[np.int32]
    shapes: npt.NDArray[np.int8]
    forms: npt.NDArray[np.int32]
    counts: npt.NDArray[np.int64]


def lines(path: Path) -> Iterator[str]:
    """Lines of a text file, unpacked where it is compressed with xz."""
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as handle:
        for line in handle:
            yield line.decode("utf-8")


def texts(data: Path) -> Iterator[str]:
    """All texts, newspapers repeated; nothing of the dev files."""
    held_out = {json.loads(line)["text"] for name in HELD_OUT for line in lines(data / name)}
    news: dict[str, None] = {}
    for name in NEWS:
        for line in lines(data / name):
            text = json.loads(line)["text"]
            if text not in held_out:
                news[text] = None
    for _ in range(NEWS_REPEATS):
        yield from news
    for line in lines(data / "extra/redewiedergabe.jsonl.xz"):
        yield json.loads(line)["text"]
    yield from _speeches(data / "extra/bundestag.txt.xz")


def _speeches(path: Path) -> Iterator[str]:
    speech: list[str] = []
    for line in lines(path):
        if line.strip():
            speech.append(line.strip())
        elif speech:
            yield "\n".join(speech)
            speech = []
    if speech:
        yield "\n".join(speech)


def prepare(data: Path, seed: int) -> tuple[Corpus, list[str]]:
    """Cut all texts, in an order drawn by `seed`; the corpus and the vocabulary, most frequent first."""
    everything = list(texts(data))
    order = np.random.default_rng(seed).permutation(len(everything))
    language = load("de")
    numbers: dict[str, int] = {}
    stream: list[int] = []
    marks = []
    for index in order:
        document = cut(everything[index], language)
        stream.extend(numbers.setdefault(token.word, len(numbers)) for token in document.tokens)
        marks.append(breaks(document).astype(np.int8))
    words = list(numbers)
    counted: Counter[str] = Counter()
    for number, count in enumerate(np.bincount(stream, minlength=len(words))):
        counted[normal(words[number])] += int(count)
    vocabulary = [form for form, _ in counted.most_common(VOCABULARY_SIZE)]
    places = {form: place for place, form in enumerate(vocabulary)}
    corpus = Corpus(
        stream=np.array(stream, dtype=np.int32),
        breaks=np.concatenate(marks),
        pieces=piece_table(words, places).astype(np.int32),
        shapes=np.array([shape(word) for word in words], dtype=np.int8),
        forms=np.array([places.get(normal(word), -1) + 1 for word in words], dtype=np.int32),
        counts=np.array([counted[form] for form in vocabulary], dtype=np.int64),
    )
    return corpus, vocabulary
