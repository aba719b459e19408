"""Pre-training of the encoder: two language models over the plain text (Peters et al. 2018, "ELMo").

`python -m training.pretrain --epochs 4`; resumes from the last checkpoint in the work folder.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.corpora import VOCABULARY_SIZE, Corpus, prepare
from training.model import HIDDEN, WORD, Encoder

DATA = Path(__file__).parents[2] / "shared" / "data"
WORK = Path(__file__).parents[1] / "work"
LENGTH, BATCH, NEGATIVES = 128, 64, 1024
RATE = 2.5e-3
# LSTMs in half precision need a processor that has instructions for it.
HALF = torch.backends.mkldnn.is_available() and torch.ops.mkldnn._is_mkldnn_bf16_supported()
LOG_EVERY, SAVE_EVERY = 20, 200


class LanguageModel(nn.Module):
    """The encoder with a softmax over sampled words (Jean et al. 2015) in both directions."""

    def __init__(self, counts: Tensor) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.left = nn.Linear(HIDDEN, WORD)
        self.right = nn.Linear(HIDDEN, WORD)
        self.output = nn.Embedding(VOCABULARY_SIZE, WORD)
        self.bias = nn.Parameter(torch.zeros(VOCABULARY_SIZE))
        nn.init.normal_(self.output.weight, std=0.05)
        share = counts.double().pow(0.75)
        self.register_buffer("chance", (share / share.sum()).float())

    def loss(self, states: Tensor, targets: Tensor, negatives: Tensor) -> Tensor:
        """Cross-entropy of (tokens, WORD) states; target 0 is an unknown word and does not count."""
        known = targets > 0
        states, targets = states[known], targets[known] - 1
        log_chance = torch.log(self.chance)
        own = (states * self.output(targets)).sum(1) + self.bias[targets] - log_chance[targets]
        others = states @ self.output(negatives).T + self.bias[negatives] - log_chance[negatives]
        others = others.masked_fill(negatives[None] == targets[:, None], -1e4)
        return functional.cross_entropy(
            torch.cat([own[:, None], others], 1).float(), torch.zeros_like(targets)
        )

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        vectors = self.encoder.embed(batch["pieces"], batch["shapes"], batch["index"], batch["breaks"])
        _, left, _, right = self.encoder(functional.dropout(vectors, 0.1, self.training))
        negatives = torch.multinomial(self.chance, NEGATIVES, replacement=False)
        forward = self.loss(self.left(left[:-1]).flatten(0, 1), batch["forms"][1:].flatten(), negatives)
        backward = self.loss(self.right(right[1:]).flatten(0, 1), batch["forms"][:-1].flatten(), negatives)
        return forward, backward


def batch_of(corpus: Corpus, starts: np.ndarray) -> dict[str, Tensor]:
    """Windows of LENGTH tokens that begin at `starts`, time first, with the distinct words in them."""
    places = starts[None, :] + np.arange(LENGTH)[:, None]
    words, index = np.unique(corpus.stream[places], return_inverse=True)
    return {
        "pieces": torch.from_numpy(corpus.pieces[words].astype(np.int64)),
        "shapes": torch.from_numpy(corpus.shapes[words].astype(np.int64)),
        "index": torch.from_numpy(index.reshape(places.shape)),
        "breaks": torch.from_numpy(corpus.breaks[places].astype(np.int64)),
        "forms": torch.from_numpy(corpus.forms[corpus.stream[places]].astype(np.int64)),
    }


def rate_at(step: int, steps: int) -> float:
    """Linear warm-up over 3 % of the steps, then a cosine to a hundredth."""
    warm = max(1, steps * 3 // 100)
    if step < warm:
        return RATE * (step + 1) / warm
    return RATE * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm))))


def load_corpus(work: Path, seed: int) -> tuple[Corpus, list[str]]:
    """The prepared corpus, from the work folder when it was prepared before."""
    cached, words = work / "corpus.npz", work / "vocabulary.txt"
    if not cached.exists():
        work.mkdir(exist_ok=True)
        corpus, vocabulary = prepare(DATA, seed)
        np.savez(cached, **{name: getattr(corpus, name) for name in Corpus.__slots__})
        words.write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    arrays = np.load(cached)
    return Corpus(**{name: arrays[name] for name in Corpus.__slots__}), words.read_text(
        encoding="utf-8"
    ).splitlines()


@dataclass(slots=True)
class Course:
    """A pre-training run: model, optimizer, and the steps it has made."""

    model: LanguageModel
    optimizer: torch.optim.Optimizer
    step: int = 0

    def load(self, path: Path) -> None:
        """Go on from a checkpoint, where there is one."""
        if path.exists():
            saved = torch.load(path, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.step = saved["step"]

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)


def pretrain(epochs: int, seed: int, work: Path) -> None:
    """Train, with a checkpoint every SAVE_EVERY steps and a line of log every LOG_EVERY."""
    torch.manual_seed(seed)
    corpus, _ = load_corpus(work, seed)
    model = LanguageModel(torch.from_numpy(corpus.counts))
    course = Course(model, torch.optim.Adam(model.parameters(), lr=RATE, betas=(0.9, 0.98)))
    course.load(work / "pretrain.pt")
    per_epoch = (len(corpus.stream) - 2 * LENGTH) // (LENGTH * BATCH)
    steps = per_epoch * epochs
    losses, clock = [], time.monotonic()
    while course.step < steps:
        starts = starts_at(course.step, per_epoch, seed)
        losses.append(make_step(course, batch_of(corpus, starts), rate_at(course.step, steps)))
        if course.step % LOG_EVERY == 0:
            left, right = np.mean(losses, axis=0).round(3).tolist()
            pace = round(len(losses) * LENGTH * BATCH / (time.monotonic() - clock))
            write_log(work, {"step": course.step, "of": steps, "left": left, "right": right, "pace": pace})
            losses, clock = [], time.monotonic()
        if course.step % SAVE_EVERY == 0 or course.step == steps:
            course.save(work / "pretrain.pt")


def starts_at(step: int, per_epoch: int, seed: int) -> np.ndarray:
    """Where the windows of a step begin: each epoch takes all windows in a new order, from a new offset."""
    epoch, place = divmod(step, per_epoch)
    random = np.random.default_rng([seed, epoch])
    offset = random.integers(LENGTH)
    order = random.permutation(per_epoch * BATCH)[place * BATCH : (place + 1) * BATCH]
    return np.asarray(offset + order * LENGTH)


def make_step(course: Course, batch: dict[str, Tensor], rate: float) -> tuple[float, float]:
    """One step of the optimizer; the losses from the left and from the right."""
    for group in course.optimizer.param_groups:
        group["lr"] = rate
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
        forward, backward = course.model(batch)
    course.optimizer.zero_grad()
    (forward + backward).backward()
    nn.utils.clip_grad_norm_(course.model.parameters(), 1.0)
    course.optimizer.step()
    course.step += 1
    return forward.item(), backward.item()


def write_log(work: Path, entry: dict[str, float]) -> None:
    """One line of JSON."""
    with (work / "pretrain.log").open("a", encoding="utf-8") as log:
        print(json.dumps(entry), file=log)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    pretrain(arguments.epochs, arguments.seed, arguments.work)


if __name__ == "__main__":
    main()
