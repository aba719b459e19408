"""The trained network: features in, probabilities out, nothing else.

Three graphs. The *encoder* looks at a window of tokens once and says for every token how likely a statement's quote
begins there (by type) and how likely an act is triggered there (by kind). Each such token is an *anchor*; a *judge*
takes a second look at it with all that stands around it, and for each that holds a *tagger* says which tokens around
it are which part of that statement or act, so that quotes in several pieces, quotes in quotes and several acts in a
sentence need no special case (the form is that of span-free semantic role labelling: Zhou and Xu 2015; linking by a
learned scorer over pairs: Dozat and Manning 2017).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, get_args

import numpy as np

from depesche.errors import MissingWeights
from depesche.reading.features import breaks, piece_table, shape, token_features
from depesche.reading.once import built_once
from depesche.reading.types import Kind, Medium, StatementType, Status
from depesche.reading.usual import usual_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

    from depesche.languages import Language
    from depesche.reading.document import Document

    Floats = npt.NDArray[np.float32]
    Integers = npt.NDArray[np.int64]

LONGEST_WINDOW = 512
TOKENS_AT_ONCE = 2_048
MOST_PADDED = 1.1
ANCHORS_AT_ONCE = 96
TYPES: tuple[StatementType, ...] = get_args(StatementType)
MEDIA: tuple[Medium, ...] = get_args(Medium)
KINDS: tuple[Kind, ...] = get_args(Kind)
STATES: tuple[Status, ...] = get_args(Status)
STATEMENT_PARTS = ("quote", "speaker", "cue", "addressee", "frame")
ACT_PARTS = (
    "trigger", "actor", "actor_begin", "recipient", "recipient_begin", "content", "condition", "time",
    "implied_actor", "implied_recipient", "actor_party", "recipient_party",
)  # fmt: skip
SENTENCE_REACH = 4
_TASKS = ("statement", "act")
_GRAPHS = ("encoder", *(f"{task}_{graph}" for graph in ("judge", "tagger") for task in _TASKS))
KINDS_FILE = "kinds.npz"  # read by `kinds.py`
_FILES = ("network.json", "vocabulary.txt", KINDS_FILE, *(f"{graph}.onnx" for graph in _GRAPHS))


class Reach(NamedTuple):
    """How many tokens before and after its anchor a tagger looks at."""

    before: int
    after: int


STATEMENT_REACH = Reach(88, 72)
ACT_REACH = Reach(64, 48)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the network saw at and around one token.

    `labels` are probabilities over none and the types (or kinds), `states` over the media (or statuses),
    `parts` (tokens, parts) those of the tokens `first` … `first + len(parts) - 1` of the document.
    """

    token: int
    labels: Floats
    states: Floats
    first: int
    parts: Floats


@dataclass(frozen=True, slots=True)
class Seen:
    """The anchors of a document's statements and acts, in order."""

    statements: tuple[Anchor, ...]
    acts: tuple[Anchor, ...]


class Window(NamedTuple):
    """Tokens first … last - 1 of a document, looked at together."""

    document: int
    first: int
    last: int


class Encoded(NamedTuple):
    """What the encoder says of a batch of windows, time first; `states` feed the tagger."""

    states: Floats
    statement_labels: Floats
    act_labels: Floats
    media: Floats
    statuses: Floats


class Graphs(Protocol):
    """The graphs, run by ONNX Runtime or, in training, by PyTorch."""

    def encode(self, inputs: dict[str, Any]) -> Encoded:
        """Look at a batch of windows."""

    def judge(self, task: str, inputs: dict[str, Any]) -> Floats:
        """Probabilities of the labels of each anchor at a second look: (anchors, labels)."""

    def tag(self, task: str, inputs: dict[str, Any]) -> Floats:
        """Probabilities of the parts around each anchor: (anchors, reach, parts)."""


def windows(document: Document, number: int, most: int = LONGEST_WINDOW) -> Iterator[Window]:
    """Cut a document at sentence bounds into windows of at most `most` tokens, of about equal length."""
    total = len(document.tokens)
    if not total:
        return
    target = total / -(-total // most)
    first = 0
    for sentence in document.sentences:
        while sentence.last - first > most:
            end = sentence.first if sentence.first > first else first + most
            yield Window(number, first, end)
            first = end
        if sentence.last - first >= target:
            yield Window(number, first, sentence.last)
            first = sentence.last
    if first < total:
        yield Window(number, first, total)


@dataclass(frozen=True, slots=True)
class Features:
    """Features of a document's tokens, each of shape (tokens, …)."""

    words: list[str]
    breaks: Integers
    tokens: Floats
    sentences: Integers


def features_of(document: Document, language: Language) -> Features:
    """All that the network is told of a document."""
    return Features(
        words=usual_words(document),
        breaks=breaks(document),
        tokens=token_features(document, language),
        sentences=np.array([token.sentence for token in document.tokens], dtype=np.int64),
    )


def batch_inputs(
    batch: Sequence[Window], features: Sequence[Features], vocabulary: dict[str, int]
) -> dict[str, Any]:
    """Arrays for the encoder from windows, padded to the longest, time first.

    `reverse` turns each window round within its own length; padding has word number 0.
    """
    longest = max(window.last - window.first for window in batch)
    numbers: dict[str, int] = {"\0": 0}
    index = np.zeros((longest, len(batch)), dtype=np.int64)
    gaps = np.zeros((longest, len(batch)), dtype=np.int64)
    tokens = np.zeros((longest, len(batch), features[0].tokens.shape[1]), dtype=np.float32)
    steps = np.arange(longest)
    reverse = np.repeat(steps[:, None], len(batch), axis=1)
    for column, (number, first, last) in enumerate(batch):
        size, source = last - first, features[number]
        index[:size, column] = [numbers.setdefault(word, len(numbers)) for word in source.words[first:last]]
        gaps[:size, column] = source.breaks[first:last]
        tokens[:size, column] = source.tokens[first:last]
        reverse[:size, column] = steps[:size][::-1]
    words = list(numbers)
    return {
        "pieces": piece_table(words, vocabulary),
        "shapes": np.array([shape(word) for word in words], dtype=np.int64),
        "index": index,
        "breaks": gaps,
        "tokens": tokens,
        "reverse": reverse,
    }


class Pair(NamedTuple):
    """An anchor before it is judged and tagged: column and row in the batch, its window."""

    column: int
    row: int
    window: Window


def tag_inputs(
    pairs: Sequence[Pair], reach: Reach, sentences: Sequence[Integers], shape_of_batch: tuple[int, int]
) -> dict[str, Any]:
    """Arrays for judge and tagger: flat places of the tokens around each anchor (-1 beyond its window), distances."""
    length, width = shape_of_batch
    offsets = np.arange(-reach.before, reach.after)
    rows = np.array([pair.row for pair in pairs])[:, None] + offsets
    columns = np.array([pair.column for pair in pairs])[:, None]
    sizes = np.array([pair.window.last - pair.window.first for pair in pairs])[:, None]
    valid = (rows >= 0) & (rows < sizes)
    inside = np.where(valid, rows, 0)
    numbers = np.zeros((length, width), dtype=np.int64)
    for column in {pair.column: pair for pair in pairs}.values():
        window = column.window
        numbers[: window.last - window.first, column.column] = sentences[window.document][
            window.first : window.last
        ]
    anchor_rows = np.array([pair.row for pair in pairs])
    distance = numbers[inside, columns] - numbers[anchor_rows, columns[:, 0]][:, None]
    return {
        "places": np.where(valid, inside * width + columns, 0),
        "valid": valid.astype(np.float32),
        "anchors": anchor_rows * width + columns[:, 0],
        "distance": np.clip(distance, -SENTENCE_REACH, SENTENCE_REACH) + SENTENCE_REACH,
    }


@dataclass(frozen=True, slots=True)
class Network:
    """The network of one language. `floor`: above it a token counts as an anchor; `settings`: see the model card."""

    language: Language
    graphs: Graphs
    vocabulary: dict[str, int]
    floor: dict[str, float]
    settings: dict[str, dict[str, float]] = field(default_factory=dict)

    def see(self, documents: Sequence[Document]) -> list[Seen]:
        """Look at documents, several at once; one `Seen` per document, in order."""
        features = [features_of(document, self.language) for document in documents]
        parts = sorted(
            (window for number, document in enumerate(documents) for window in windows(document, number)),
            key=lambda window: window.last - window.first,
        )
        statements: list[list[Anchor]] = [[] for _ in documents]
        acts: list[list[Anchor]] = [[] for _ in documents]
        for batch in _batches(parts):
            inputs = batch_inputs(batch, features, self.vocabulary)
            encoded = self.graphs.encode(inputs)
            for number, anchor in self._anchors("statement", batch, features, encoded):
                statements[number].append(anchor)
            for number, anchor in self._anchors("act", batch, features, encoded):
                acts[number].append(anchor)
        return [
            Seen(tuple(sorted(one, key=_token)), tuple(sorted(other, key=_token)))
            for one, other in zip(statements, acts, strict=True)
        ]

    def _least(self, task: str) -> float:
        """From which chance on an anchor is looked at as a whole: under it decoding would drop it anyhow."""
        return max(self.floor[task], self.settings.get(f"{task}_limits", {}).get("anchor", 0.0))

    def _anchors(
        self, task: str, batch: Sequence[Window], features: Sequence[Features], encoded: Encoded
    ) -> Iterator[tuple[int, Anchor]]:
        labels = encoded.statement_labels if task == "statement" else encoded.act_labels
        states = encoded.media if task == "statement" else encoded.statuses
        reach = STATEMENT_REACH if task == "statement" else ACT_REACH
        pairs = list(_pairs(batch, labels, self.floor[task]))
        sentences = [one.sentences for one in features]
        for start in range(0, len(pairs), ANCHORS_AT_ONCE):
            some = pairs[start : start + ANCHORS_AT_ONCE]
            around = tag_inputs(some, reach, sentences, (labels.shape[0], labels.shape[1]))
            chances = np.stack([labels[pair.row, pair.column] for pair in some])
            judged = self.graphs.judge(task, {"states": encoded.states, **around, "chances": chances})
            held = np.flatnonzero(1.0 - judged[:, 0] >= self._least(task))
            if not len(held):
                continue
            inputs = {name: array[held] for name, array in around.items()}
            inputs["labels"] = judged[held, 1:].argmax(1).astype(np.int64)
            tagged = self.graphs.tag(task, {"states": encoded.states, **inputs})
            for place, parts in zip(held, tagged, strict=True):
                pair = some[place]
                yield pair.window.document, _anchor(pair, reach, judged[place], states, parts)


def _token(anchor: Anchor) -> int:
    return anchor.token


def _batches(parts: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of similar length together, about TOKENS_AT_ONCE tokens, a tenth of them padding at the most."""
    batch: list[Window] = []
    for window in parts:
        size = window.last - window.first
        shortest = batch[0].last - batch[0].first if batch else size
        if batch and ((len(batch) + 1) * size > TOKENS_AT_ONCE or size > MOST_PADDED * shortest):
            yield batch
            batch = []
        batch.append(window)
    if batch:
        yield batch


def _pairs(batch: Sequence[Window], labels: Floats, floor: float) -> Iterator[Pair]:
    likely = 1.0 - labels[:, :, 0] >= floor
    for column, window in enumerate(batch):
        for row in np.flatnonzero(likely[: window.last - window.first, column]):
            yield Pair(column, int(row), window)


def _anchor(pair: Pair, reach: Reach, label: Floats, states: Floats, parts: Floats) -> Anchor:
    low = max(0, pair.row - reach.before)
    high = min(pair.window.last - pair.window.first, pair.row + reach.after)
    skip = low - (pair.row - reach.before)
    return Anchor(
        token=pair.window.first + pair.row,
        labels=label,
        states=states[pair.row, pair.column],
        first=pair.window.first + low,
        parts=parts[skip : skip + high - low],
    )


class OnnxGraphs:
    """The graphs as ONNX files, run by ONNX Runtime on the CPU."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # a third less memory, and no slower
        options.log_severity_level = 3

        def session(name: str) -> Any:
            return onnxruntime.InferenceSession(
                str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
            )

        self._encoder = session("encoder")
        self._judges = {task: session(f"{task}_judge") for task in _TASKS}
        self._taggers = {task: session(f"{task}_tagger") for task in _TASKS}

    def encode(self, inputs: dict[str, Any]) -> Encoded:
        """Look at a batch of windows."""
        return Encoded(*self._encoder.run(None, inputs))

    def judge(self, task: str, inputs: dict[str, Any]) -> Floats:
        """Probabilities of the labels of each anchor at a second look."""
        found: Floats = self._judges[task].run(None, inputs)[0]
        return found

    def tag(self, task: str, inputs: dict[str, Any]) -> Floats:
        """Probabilities of the parts around each anchor."""
        found: Floats = self._taggers[task].run(None, inputs)[0]
        return found


def check_weights(language: Language) -> None:
    """Raises `MissingWeights` where a file of a language's network is not there."""
    for name in _FILES:
        if not language.path("weights").joinpath(name).is_file():
            message = f"the network of language {language.code!r} lacks {name}; install Depesche again"
            raise MissingWeights(message)


@built_once
def network_of(language: Language, threads: int = 1) -> Network:
    """The network of a language; its weights load when first asked for. Raises `MissingWeights`."""
    check_weights(language)
    folder = language.path("weights")
    settings = json.loads((folder / "network.json").read_text(encoding="utf-8"))
    words = (folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    vocabulary = {word: number for number, word in enumerate(words)}
    return Network(language, OnnxGraphs(folder, threads), vocabulary, settings["floor"], settings)
