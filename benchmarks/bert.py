"""A yardstick for speed: an encoder of the size of BERT-base, with random weights, since speed is all we ask of it.

12 layers, width 768, 12 heads, feed-forward width 3072, 512 positions, 31,000 subwords in the vocabulary, as the
German BERT models have. It does what a reader built on BERT does at the least: no tokenising, no heads, no
decoding. German news has about 1.5 subwords to a word with such a vocabulary.
"""

from __future__ import annotations

import time

import torch
from torch import nn

SUBWORDS_PER_WORD = 1.5
_LENGTH = 512
_BATCH = 4


class Encoder(nn.Module):
    """Subword ids (batch, length) to states (batch, length, 768)."""

    def __init__(self, width: int = 768, vocabulary: int = 31_000) -> None:
        super().__init__()
        self.subwords = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(_LENGTH, width)
        layer = nn.TransformerEncoderLayer(width, 12, 3072, activation="gelu", batch_first=True)
        self.layers = nn.TransformerEncoder(layer, 12)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Encode a batch of sequences."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        return self.layers(self.subwords(ids) + self.positions(positions))


def words_per_second(threads: int, batches: int = 3) -> float:
    """German words a second that the encoder takes in on so many threads, after one batch to warm up."""
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    encoder = Encoder().eval()
    ids = torch.randint(31_000, (_BATCH, _LENGTH))
    with torch.inference_mode():
        encoder(ids)
        begin = time.perf_counter()
        for _ in range(batches):
            encoder(ids)
    return batches * ids.numel() / (time.perf_counter() - begin) / SUBWORDS_PER_WORD
