"""The network in PyTorch: a pre-trained encoder, and the heads that find statements and acts."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from depesche.reading.features import BREAKS, BUCKETS, FEATURES, SHAPES
from depesche.reading.network import (
    ACT_PARTS,
    ACT_REACH,
    KINDS,
    MEDIA,
    SENTENCE_REACH,
    STATEMENT_PARTS,
    STATEMENT_REACH,
    STATES,
    TYPES,
)
from training.corpora import VOCABULARY_SIZE

WORD = 128
HIDDEN = 320


class Words(nn.Module):
    """Vectors of distinct words from their pieces and shape: (words, pieces) -> (words, WORD)."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.EmbeddingBag(BUCKETS + 1 + VOCABULARY_SIZE, WORD, mode="sum", padding_idx=0)
        nn.init.normal_(self.pieces.weight, std=0.1)
        with torch.no_grad():
            self.pieces.weight[0].zero_()
        self.shapes = nn.Embedding(SHAPES, WORD)
        nn.init.normal_(self.shapes.weight, std=0.1)
        self.inner = nn.Linear(WORD, 2 * WORD)
        self.outer = nn.Linear(2 * WORD, WORD)
        self.norm = nn.LayerNorm(WORD)

    def forward(self, pieces: Tensor, shapes: Tensor) -> Tensor:
        count = (pieces > 0).sum(1, keepdim=True).clamp(min=1)
        vectors = self.pieces(pieces) / count.sqrt() + self.shapes(shapes)
        return self.norm(vectors + self.outer(torch.relu(self.inner(vectors))))


class Encoder(nn.Module):
    """Two language models, one from the left, one from the right, each of two LSTM layers (Peters et al. 2018)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words()
        self.breaks = nn.Embedding(BREAKS, WORD)
        nn.init.normal_(self.breaks.weight, std=0.1)
        self.left = nn.ModuleList([nn.LSTM(WORD, HIDDEN), nn.LSTM(HIDDEN, HIDDEN)])
        self.right = nn.ModuleList([nn.LSTM(WORD, HIDDEN), nn.LSTM(HIDDEN, HIDDEN)])
        self.dropout = nn.Dropout(0.1)

    def embed(self, pieces: Tensor, shapes: Tensor, index: Tensor, breaks: Tensor) -> Tensor:
        """Vectors of tokens (time, batch, WORD) from the distinct words and the tokens' `index` into them."""
        vectors = self.words(pieces, shapes)
        return vectors[index] + self.breaks(breaks)

    def run(self, layers: nn.ModuleList, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """States of both layers in reading direction, each (time, batch, HIDDEN)."""
        first, _ = layers[0](vectors)
        second, _ = layers[1](self.dropout(first))
        return first, first + second

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """States from the left (two layers) and from the right (two layers), all in text order."""
        left = self.run(self.left, vectors)
        right = self.run(self.right, vectors.flip(0))
        return (*left, right[0].flip(0), right[1].flip(0))


FEATURE_STATES = 48
TOP = 192
SKIP = 64
SEEN = WORD + 4 * HIDDEN
STATE = 2 * TOP + SKIP
PAIR = 96
TAG = 64
GLANCES = 6
TAG_SIZES = (17, 27, 13, 5, 3)  # as in training/treebank.py


def turn(states: Tensor, reverse: Tensor) -> Tensor:
    """Turn each sequence (time, batch, size) round within its own length; twice gives it back."""
    return states.gather(0, reverse[:, :, None].expand_as(states))


class Tagger(nn.Module):
    """Parts of a statement or act around its anchor, from pairs of states (after Dozat and Manning 2017)."""

    def __init__(self, reach: int, labels: int, parts: int) -> None:
        super().__init__()
        self.token = nn.Linear(STATE, PAIR)
        self.anchor = nn.Linear(STATE, PAIR)
        self.place = nn.Embedding(reach, PAIR)
        self.distance = nn.Embedding(2 * SENTENCE_REACH + 1, PAIR)
        self.label = nn.Embedding(labels, PAIR)
        for table in (self.place, self.distance, self.label):
            nn.init.normal_(table.weight, std=0.1)
        self.left_factor = nn.Linear(STATE, PAIR // 2)
        self.right_factor = nn.Linear(STATE, PAIR // 2)
        self.product = nn.Linear(PAIR // 2, PAIR)
        self.dropout = nn.Dropout(0.2)
        self.context = nn.LSTM(PAIR, TAG, bidirectional=True, batch_first=True)
        self.out = nn.Linear(2 * TAG + PAIR, parts)

    def forward(
        self, states: Tensor, places: Tensor, valid: Tensor, anchors: Tensor, distance: Tensor, labels: Tensor
    ) -> Tensor:
        """Logits (anchors, reach, parts) from states (time, batch, STATE) and flat places into them."""
        flat = states.flatten(0, 1)
        own = flat[anchors]
        around = self.token(flat)[places] + self.place.weight[None] + self.distance(distance)
        pair = around + (self.anchor(own) + self.label(labels))[:, None]
        factors = self.left_factor(flat)[places] * self.right_factor(own)[:, None]
        pair = self.dropout(torch.relu(pair + self.product(factors))) * valid[:, :, None]
        context, _ = self.context(pair)
        return self.out(torch.cat([context, pair], 2))


class Judge(nn.Module):
    """A second look at an anchor: its label by all that stands around it, not by its own state alone.

    Several glances, each a softmax over the tokens within reach (Vaswani et al. 2017), and what the anchor's own state
    says. "sagte" alone is a statement; with "die Regierung habe versagt" behind it, it accuses.
    """

    def __init__(self, reach: int, labels: int) -> None:
        super().__init__()
        self.token = nn.Linear(STATE, 2 * PAIR)
        self.anchor = nn.Linear(STATE, PAIR)
        self.place = nn.Embedding(reach, PAIR)
        self.distance = nn.Embedding(2 * SENTENCE_REACH + 1, PAIR)
        for table in (self.place, self.distance):
            nn.init.normal_(table.weight, std=0.1)
        self.glance = nn.Linear(PAIR, GLANCES)
        self.dropout = nn.Dropout(0.25)
        self.inner = nn.Linear(GLANCES * PAIR + STATE, 160)
        self.outer = nn.Linear(160, labels)

    def forward(
        self,
        states: Tensor,
        places: Tensor,
        valid: Tensor,
        anchors: Tensor,
        distance: Tensor,
        chances: Tensor,
    ) -> Tensor:
        """Logits (anchors, labels): what `chances`, the first look's probabilities, are corrected to."""
        flat = states.flatten(0, 1)
        own = flat[anchors]
        keys, values = self.token(flat)[places].split(PAIR, 2)
        pair = keys + self.place.weight[None] + self.distance(distance) + self.anchor(own)[:, None]
        glances = self.glance(torch.relu(pair)) + (valid[:, :, None] - 1.0) * 1e4
        seen = torch.softmax(glances, 1).transpose(1, 2) @ values
        inner = torch.relu(self.inner(self.dropout(torch.cat([seen.flatten(1), own], 1))))
        return torch.log(chances.clamp(min=1e-6)) + self.outer(self.dropout(inner))


class Reader(nn.Module):
    """Encoder, a bidirectional layer over it, and the heads."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.features = nn.Linear(FEATURES, FEATURE_STATES)
        self.mix = nn.Linear(SEEN + FEATURE_STATES, 256)
        self.norm = nn.LayerNorm(256)
        self.dropout = nn.Dropout(0.33)
        self.skip = nn.Linear(WORD + FEATURES, SKIP)
        self.left = nn.LSTM(256, TOP)
        self.right = nn.LSTM(256, TOP)
        self.statement_labels = _head(len(TYPES) + 1)
        self.is_act = _head(1)
        self.act_kind = _head(len(KINDS))
        self.media = _head(len(MEDIA))
        self.statuses = _head(len(STATES))
        self.auxiliary = _head(len(STATEMENT_PARTS) + len(ACT_PARTS))
        self.tags = nn.ModuleList([nn.Linear(STATE, size) for size in TAG_SIZES])
        self.statement_tagger = Tagger(sum(STATEMENT_REACH), len(TYPES), len(STATEMENT_PARTS))
        self.act_tagger = Tagger(sum(ACT_REACH), len(KINDS), len(ACT_PARTS))
        self.statement_judge = Judge(sum(STATEMENT_REACH), len(TYPES) + 1)
        self.act_judge = Judge(sum(ACT_REACH), len(KINDS) + 1)

    def states(
        self, pieces: Tensor, shapes: Tensor, index: Tensor, breaks: Tensor, tokens: Tensor, reverse: Tensor
    ) -> Tensor:
        """States of tokens (time, batch, STATE): both directions, and the word and its features themselves."""
        return self.top(self.seen(pieces, shapes, index, breaks, reverse), tokens, reverse)

    def seen(self, pieces: Tensor, shapes: Tensor, index: Tensor, breaks: Tensor, reverse: Tensor) -> Tensor:
        """What the encoder says of tokens: the word's vector and four states (time, batch, SEEN)."""
        vectors = self.encoder.embed(pieces, shapes, index, breaks)
        first, second = self.encoder.run(self.encoder.left, vectors)
        third, fourth = self.encoder.run(self.encoder.right, turn(vectors, reverse))
        return torch.cat([vectors, first, second, turn(third, reverse), turn(fourth, reverse)], 2)

    def top(self, seen: Tensor, tokens: Tensor, reverse: Tensor) -> Tensor:
        """States of tokens (time, batch, STATE) from what the encoder says of them and their features."""
        noted = torch.relu(self.features(tokens))
        mixed = self.mix(self.dropout(torch.cat([seen, noted], 2)))
        mixed = self.dropout(torch.relu(self.norm(mixed)))
        left, _ = self.left(mixed)
        right, _ = self.right(turn(mixed, reverse))
        own = torch.relu(self.skip(torch.cat([seen[:, :, :WORD], tokens], 2)))
        return self.dropout(torch.cat([left, turn(right, reverse), own], 2))

    def heads(self, states: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of statement labels, act labels, media and statuses per token.

        Whether there is an act and of which kind are asked apart, so that rare kinds are not drowned by "none".
        """
        is_act = self.is_act(states)
        kinds = functional.logsigmoid(is_act) + functional.log_softmax(self.act_kind(states), 2)
        return (
            self.statement_labels(states),
            torch.cat([functional.logsigmoid(-is_act), kinds], 2),
            self.media(states),
            self.statuses(states),
        )


def _head(size: int) -> nn.Module:
    return nn.Sequential(nn.Linear(STATE, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, size))
