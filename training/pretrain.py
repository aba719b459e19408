"""Pre-training of the encoder: two language models over the plain text (Peters et al. 2018, "ELMo").

`python -m training.pretrain --passes 4`; resumes from the last checkpoint in the work folder. With `--minutes` it stops
in time, with a checkpoint. At the end the encoder is also written alone, for the training (docs/training.md).
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
from training.device import CPU, add_device, device_of, half
from training.model import HIDDEN, WORD, Encoder

DATA = Path(__file__).parents[2] / "shared" / "data"
WORK = Path(__file__).parents[1] / "work"
LENGTH, BATCH, NEGATIVES = 128, 64, 1024
RATE = 2.5e-3
LOG_EVERY, SAVE_EVERY = 20, 200
ENCODER = "encoder."


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
        np.savez_compressed(cached, **{name: getattr(corpus, name) for name in Corpus.__slots__})
        words.write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    arrays = np.load(cached)
    return Corpus(**{name: arrays[name] for name in Corpus.__slots__}), words.read_text(
        encoding="utf-8"
    ).splitlines()


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to pre-train, where, and in which steps; `minutes` ends it early, `rate` scales the learning rate."""

    passes: int = 3
    seed: int = 1
    work: Path = WORK
    batch: int = BATCH
    minutes: float | None = None
    rate: float = 1.0
    device: torch.device = CPU


@dataclass(slots=True)
class Course:
    """A pre-training run: model, optimizer, and the steps it has made."""

    model: LanguageModel
    optimizer: torch.optim.Optimizer
    batch: int = BATCH
    step: int = 0

    @property
    def device(self) -> torch.device:
        """Where the model is."""
        return self.model.bias.device

    def load(self, path: Path) -> None:
        """Go on from a checkpoint, where there is one; steps of another size are counted in ours."""
        if path.exists():
            saved = torch.load(path, weights_only=True, map_location=CPU)
            self.model.load_state_dict(saved["model"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.step = saved["step"] * saved.get("batch", BATCH) // self.batch

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all; it loads on any device."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "batch": self.batch,
        }
        torch.save(state, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def save_encoder(self, path: Path) -> None:
        """Write what the training takes up, a fifth of a checkpoint."""
        kept = {
            name: value.cpu() for name, value in self.model.state_dict().items() if name.startswith(ENCODER)
        }
        torch.save({"model": kept}, path)


def pretrain(plan: Plan) -> None:
    """Train, with a checkpoint every SAVE_EVERY steps and a line of log every LOG_EVERY.

    Where time is limited the learning rate falls with the time, so that it is down when the time is up.
    """
    began = time.monotonic()
    torch.manual_seed(plan.seed)
    corpus, _ = load_corpus(plan.work, plan.seed)
    model = LanguageModel(torch.from_numpy(corpus.counts)).to(plan.device)
    course = Course(model, torch.optim.Adam(model.parameters(), lr=RATE, betas=(0.9, 0.98)), plan.batch)
    course.load(plan.work / "pretrain.pt")
    per_pass = (len(corpus.stream) - 2 * LENGTH) // (LENGTH * plan.batch)
    steps = per_pass * plan.passes
    losses, clock = [], time.monotonic()
    while course.step < steps:
        passed = (time.monotonic() - began) / 60 / plan.minutes if plan.minutes else 0.0
        if passed >= 1:
            break
        starts = starts_at(course.step, per_pass, plan.seed, plan.batch)
        rate = plan.rate * rate_at(max(course.step, int(passed * steps)), steps)
        losses.append(make_step(course, batch_of(corpus, starts), rate))
        if course.step % LOG_EVERY == 0 or course.step == steps:
            left, right = np.mean([[one.item() for one in both] for both in losses], axis=0).round(3).tolist()
            pace = round(len(losses) * LENGTH * plan.batch / (time.monotonic() - clock))
            write_log(
                plan.work, {"step": course.step, "of": steps, "left": left, "right": right, "pace": pace}
            )
            losses, clock = [], time.monotonic()
        if course.step % SAVE_EVERY == 0:
            course.save(plan.work / "pretrain.pt")
    course.save(plan.work / "pretrain.pt")
    course.save_encoder(plan.work / "encoder.pt")


def starts_at(step: int, per_pass: int, seed: int, batch: int = BATCH) -> np.ndarray:
    """Where the windows of a step begin: each pass takes all windows in a new order, from a new offset."""
    number, place = divmod(step, per_pass)
    random = np.random.default_rng([seed, number])
    offset = random.integers(LENGTH)
    order = random.permutation(per_pass * batch)[place * batch : (place + 1) * batch]
    return np.asarray(offset + order * LENGTH)


def make_step(course: Course, batch: dict[str, Tensor], rate: float) -> tuple[Tensor, Tensor]:
    """One step of the optimizer; the losses from the left and from the right."""
    for group in course.optimizer.param_groups:
        group["lr"] = rate
    placed = {name: array.to(course.device) for name, array in batch.items()}
    with half(course.device):
        forward, backward = course.model(placed)
    course.optimizer.zero_grad()
    (forward + backward).backward()
    nn.utils.clip_grad_norm_(course.model.parameters(), 1.0)
    course.optimizer.step()
    course.step += 1
    return forward.detach(), backward.detach()


def write_log(work: Path, entry: dict[str, float]) -> None:
    """One line of JSON."""
    with (work / "pretrain.log").open("a", encoding="utf-8") as log:
        print(json.dumps(entry), file=log)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m training.pretrain", description=__doc__)
    parser.add_argument("--passes", "--epochs", type=int, default=3, help="times over the whole text")
    parser.add_argument("--batch", type=int, default=BATCH, help=f"windows of {LENGTH} tokens in a step")
    parser.add_argument("--minutes", type=float, help="stop after so long, with a checkpoint")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--prepare", action="store_true", help="only cut the text, to take it elsewhere")
    add_device(parser)
    chosen = vars(parser.parse_args())
    if chosen.pop("prepare"):
        load_corpus(chosen["work"], chosen["seed"])
        return
    pretrain(Plan(**{**chosen, "device": device_of(chosen["device"])}))


if __name__ == "__main__":
    main()
