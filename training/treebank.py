"""Sentences with part of speech, relation, head and case (Universal Dependencies), for auxiliary heads.

They teach the states what a subject, a clause and a subjunctive is; the heads are not part of the weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.network import features_of, windows
from training.corpora import lines
from training.examples import LONGEST, Example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt

FILES = ("de_gsd-ud-dev", "de_gsd-ud-test", "de_lit-ud-test", "de_pud-ud-test")
SENTENCES_TOGETHER = 8
SPEECH = [
    "NOUN",
    "DET",
    "PUNCT",
    "ADP",
    "VERB",
    "ADJ",
    "ADV",
    "PRON",
    "AUX",
    "CCONJ",
    "PROPN",
    "PART",
    "SCONJ",
    "NUM",
    "X",
    "SYM",
    "INTJ",
]
RELATIONS = [
    "punct",
    "det",
    "advmod",
    "case",
    "nsubj",
    "obl",
    "nmod",
    "amod",
    "root",
    "conj",
    "obj",
    "cc",
    "aux",
    "mark",
    "cop",
    "xcomp",
    "acl",
    "compound",
    "advcl",
    "appos",
    "parataxis",
    "ccomp",
    "flat",
    "nummod",
    "dep",
    "expl",
    "csubj",
]
CASES = ["", "Nom", "Acc", "Dat", "Gen"]
MOODS = ["", "Ind", "Sub"]
FARTHEST = 6
SIZES = (len(SPEECH), len(RELATIONS), 2 * FARTHEST + 1, len(CASES), len(MOODS))


class Word(NamedTuple):
    """A word of the treebank with its labels, -1 where one is not known."""

    form: str
    space_after: bool
    labels: tuple[int, ...]


def tagged_examples(data: Path) -> list[Example]:
    """All sentences, several together, as examples with `tags` of shape (tokens, len(SIZES))."""
    found = []
    for name in FILES:
        sentences = list(_sentences(data / "extra" / "treebank" / f"{name}.conllu.xz"))
        starts = range(0, len(sentences), SENTENCES_TOGETHER)
        found += [_example(sentences[start : start + SENTENCES_TOGETHER]) for start in starts]
    return found


def _sentences(path: Path) -> Iterator[list[Word]]:
    rows: list[list[str]] = []
    for line in lines(path):
        if line.strip() and not line.startswith("#"):
            rows.append(line.rstrip("\n").split("\t"))
        elif not line.strip() and rows:
            yield list(_words(rows))
            rows = []


def _words(rows: list[list[str]]) -> Iterator[Word]:
    """Words as they are written: "im" once, with the labels of its preposition."""
    skip = 0
    for place, row in enumerate(rows):
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            skip = last - first + 1
            yield Word(row[1], "SpaceAfter=No" not in row[9], _labels(rows[place + 1]))
        elif skip:
            skip -= 1
        elif "." not in row[0]:
            yield Word(row[1], "SpaceAfter=No" not in row[9], _labels(row))


def _labels(row: list[str]) -> tuple[int, ...]:
    features = dict(feature.split("=", 1) for feature in row[5].split("|") if "=" in feature)
    distance = int(row[6]) - int(row[0]) if row[6] != "0" else 0
    known = bool(features)
    verbal = row[3] in ("VERB", "AUX")
    return (
        _place(SPEECH, row[3]),
        _place(RELATIONS, row[7].partition(":")[0]),
        max(-FARTHEST, min(FARTHEST, distance)) + FARTHEST,
        _place(CASES, features.get("Case", "")) if known else -1,
        _place(MOODS, features.get("Mood", "")) if known or not verbal else -1,
    )


def _place(names: list[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _example(sentences: list[list[Word]]) -> Example:
    text = ""
    labels: dict[tuple[int, int], tuple[int, ...]] = {}
    for sentence in sentences:
        for word in sentence:
            labels[len(text), len(text) + len(word.form)] = word.labels
            text += word.form + (" " if word.space_after else "")
        text = text.rstrip() + " "
    language = load("de")
    document = cut(text.rstrip(), language)
    tags: npt.NDArray[np.int64] = np.full((len(document.tokens), len(SIZES)), -1, dtype=np.int64)
    for number, token in enumerate(document.tokens):
        if (token.start, token.end) in labels:
            tags[number] = labels[token.start, token.end]
    parts = tuple(windows(document, 0, LONGEST))
    return Example(document, features_of(document, language), parts, None, None, tags=tags)
