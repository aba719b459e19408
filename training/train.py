"""Training of the reader on gold statements and acts, on top of the pre-trained encoder."""

from __future__ import annotations

import copy
import json
import math
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from depesche.reading.network import (
    ACT_PARTS,
    ACT_REACH,
    KINDS,
    STATEMENT_PARTS,
    STATEMENT_REACH,
    Pair,
    Reach,
    Window,
    batch_inputs,
    tag_inputs,
)
from training.device import CPU, half
from training.examples import Example, Mark, part_table, without_quotation_marks
from training.model import SEEN, Reader
from training.restore import restore

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy.typing as npt

TOKENS = 1_024
RATE, ENCODER_RATE = 1.5e-3, 3e-4
AVERAGE = 0.998
TAG_WEIGHT, STATE_WEIGHT, AUXILIARY_WEIGHT, TAGS_WEIGHT = 0.2, 0.3, 0.1, 0.5
JUDGE_WEIGHT, DOUBTFUL, FLATTENED = 0.5, 0.1, 0.5
WORD_DROPOUT = 0.08
LABEL_NOISE = 0.1
WITHOUT_MARKS = 0.12
HEARTBEAT = 50
LENGTH_STEP, ANCHOR_STEP = 50, 64
# What is rare weighs more.
RARE_KINDS = (
    "threaten",
    "deny",
    "aid",
    "sanction",
    "mobilize",
    "retreat",
    "cooperate",
    "protest",
    "offer",
    "warn",
)
KIND_WEIGHTS = torch.tensor([1.0, *(1.5 if kind in RARE_KINDS else 1.0 for kind in KINDS)])
RARE_PARTS = (
    "recipient",
    "recipient_begin",
    "condition",
    "implied_actor",
    "implied_recipient",
    "recipient_party",
)
PART_WEIGHTS = torch.tensor([2.0 if part in RARE_PARTS else 1.0 for part in ACT_PARTS])


@dataclass(frozen=True, slots=True)
class Item:
    """A window of an example."""

    example: Example
    window: Window


def items(found: Sequence[Example]) -> list[Item]:
    """All windows of some examples."""
    return [Item(example, window) for example in found for window in example.windows]


def batches(found: Sequence[Item], random: np.random.Generator) -> Iterator[list[Item]]:
    """Windows of similar length together, in random order."""
    lengths = np.array([item.window.last - item.window.first for item in found])
    order = np.argsort(-np.ceil(lengths / LENGTH_STEP) + random.uniform(0, 0.9, len(found)))
    groups: list[list[Item]] = []
    room = 0
    for place in order:
        if not room:
            groups.append([])
            room = TOKENS // _padded(int(lengths[place]))
        groups[-1].append(found[place])
        room -= 1
    for group in random.permutation(len(groups)):
        yield groups[group]


def _padded(length: int) -> int:
    """Few different shapes: PyTorch compiles its LSTM anew for each."""
    return -(-length // LENGTH_STEP) * LENGTH_STEP


def inputs_of(
    batch: Sequence[Item], vocabulary: dict[str, int], device: torch.device = CPU
) -> dict[str, Tensor]:
    """Arrays for the encoder."""
    features = [item.example.features for item in batch]
    parts = [Window(number, *item.window[1:]) for number, item in enumerate(batch)]
    arrays = batch_inputs(parts, features, vocabulary)
    length, width = arrays["index"].shape
    more = (_padded(length) - length, TOKENS // _padded(length) - width)
    steps = np.arange(length + more[0])[:, None]
    reverse = np.repeat(steps, width + more[1], axis=1)
    reverse[:length, :width] = arrays["reverse"]
    for name in ("index", "breaks", "tokens"):
        free = [(0, 0)] * (arrays[name].ndim - 2)
        arrays[name] = np.pad(arrays[name], [(0, more[0]), (0, more[1]), *free])
    return {
        name: torch.from_numpy(array).to(device) for name, array in {**arrays, "reverse": reverse}.items()
    }


@dataclass(frozen=True, slots=True)
class Targets:
    """Gold of one task for a batch: labels per token (-1: not annotated), and a pair and mark per anchor."""

    labels: Tensor
    columns: Tensor
    pairs: list[Pair]
    marks: list[Mark]

    @property
    def weights(self) -> Tensor:
        """Weight of each anchor: that of its article."""
        return self.columns[[pair.column for pair in self.pairs]]


def targets_of(
    batch: Sequence[Item], task: str, length: int, width: int, device: torch.device = CPU
) -> Targets:
    """Gold labels and anchors of a batch."""
    labels = torch.full((length, width), -1, dtype=torch.long)
    columns = torch.zeros(width)
    pairs, marks = [], []
    for column, item in enumerate(batch):
        gold = item.example.statements if task == "statement" else item.example.acts
        if gold is None:
            continue
        window = Window(column, *item.window[1:])
        columns[column] = item.example.weight
        labels[: window.last - window.first, column] = 0
        for mark in gold:
            if window.first <= mark.token < window.last:
                row = mark.token - window.first
                labels[row, column] = mark.label
                pairs.append(Pair(column, row, window))
                marks.append(mark)
    return Targets(labels.to(device), columns.to(device), pairs, marks)


def task_loss(
    model: Reader, states: Tensor, logits: tuple[Tensor, Tensor], batch: Sequence[Item], task: str
) -> Tensor:
    """Loss of one task over a batch, per anchor: labels, states, parts."""
    labels, kinds = logits
    reach, tagger = (
        (STATEMENT_REACH, model.statement_tagger) if task == "statement" else (ACT_REACH, model.act_tagger)
    )
    device = states.device
    gold = targets_of(batch, task, states.shape[0], states.shape[1], device)
    if not (gold.labels >= 0).any():
        return states.sum() * 0
    count = max(1, len(gold.pairs))
    losses = functional.cross_entropy(
        labels.flatten(0, 1).float(),
        gold.labels.flatten(),
        KIND_WEIGHTS.to(device) if task == "act" else None,
        ignore_index=-1,
        reduction="none",
    )
    loss = (losses.view_as(gold.labels) * gold.columns).sum()
    loss = loss + judge_loss(model, states, labels, gold, batch, task)
    if gold.pairs:
        loss = loss + part_loss(tagger, states, gold, batch, reach)
        rows = torch.tensor([pair.row for pair in gold.pairs], device=device)
        columns = torch.tensor([pair.column for pair in gold.pairs], device=device)
        right = torch.tensor([mark.state for mark in gold.marks], device=device)
        losses = functional.cross_entropy(
            kinds[rows, columns].float(), right, ignore_index=-1, reduction="none"
        )
        loss = loss + STATE_WEIGHT * (losses * gold.weights).sum()
    return loss / count


def judge_loss(
    model: Reader, states: Tensor, labels: Tensor, gold: Targets, batch: Sequence[Item], task: str
) -> Tensor:
    """Loss of the second look at the gold anchors and at those that the first look takes for anchors."""
    reach, judge = (
        (STATEMENT_REACH, model.statement_judge) if task == "statement" else (ACT_REACH, model.act_judge)
    )
    chances = torch.softmax(labels.detach().float(), 2)
    flattened = (torch.rand(chances.shape[:2]) < FLATTENED).to(states.device)
    chances = torch.where(flattened[:, :, None], flat(chances), chances)
    doubtful = (gold.labels == 0) & (chances[:, :, 0] < 1 - DOUBTFUL)
    rows, columns = torch.nonzero((gold.labels > 0) | doubtful, as_tuple=True)
    if not len(rows):
        return states.sum() * 0
    windows = {column: Window(column, *item.window[1:]) for column, item in enumerate(batch)}
    pairs = [
        Pair(column, row, windows[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    sentences = [item.example.features.sentences for item in batch]
    arrays = tag_inputs(pairs, reach, sentences, (states.shape[0], states.shape[1]))
    inputs = {name: torch.from_numpy(array).to(states.device) for name, array in arrays.items()}
    logits = judge(states, **inputs, chances=chances[rows, columns]).float()
    weights = KIND_WEIGHTS.to(states.device) if task == "act" else None
    losses = functional.cross_entropy(logits, gold.labels[rows, columns], weights, reduction="none")
    return JUDGE_WEIGHT * (losses * gold.columns[columns]).sum()


def flat(chances: Tensor) -> Tensor:
    """Probabilities that tell nothing, so that the second look does not rest on the first alone."""
    return torch.full_like(chances, 1 / chances.shape[2])


def part_loss(
    tagger: nn.Module, states: Tensor, gold: Targets, batch: Sequence[Item], reach: Reach
) -> Tensor:
    """Binary cross-entropy of the parts around the gold anchors; labels are noised, as they will be in use."""
    sentences = [item.example.features.sentences for item in batch]
    arrays = tag_inputs(gold.pairs, reach, sentences, (states.shape[0], states.shape[1]))
    arrays["labels"] = np.array([mark.label - 1 for mark in gold.marks])
    more = -len(gold.pairs) % ANCHOR_STEP
    inputs: dict[str, Tensor] = {
        name: torch.from_numpy(np.pad(array, [(0, more), *[(0, 0)] * (array.ndim - 1)]))
        for name, array in arrays.items()
    }
    noise = torch.rand(len(inputs["labels"])) < LABEL_NOISE
    other = torch.randint(0, int(tagger.label.num_embeddings), noise.shape)
    inputs["labels"] = torch.where(noise, other, inputs["labels"])
    inputs["valid"][len(gold.pairs) :] = 1.0
    inputs = {name: array.to(states.device) for name, array in inputs.items()}
    logits = tagger(states, **inputs)[: len(gold.pairs)].float()
    valid = inputs["valid"][: len(gold.pairs), :, None]
    tables = [
        part_table(mark, pair.window.first, pair.row, reach, pair.window.last - pair.window.first)
        for pair, mark in zip(gold.pairs, gold.marks, strict=True)
    ]
    right = torch.from_numpy(np.stack(tables)).to(states.device)
    rare = PART_WEIGHTS.to(states.device) if tagger.out.out_features == len(ACT_PARTS) else None
    losses = functional.binary_cross_entropy_with_logits(logits, right, reduction="none", pos_weight=rare)
    return TAG_WEIGHT * ((losses * valid).sum((1, 2)) * gold.weights).sum()


def auxiliary_loss(model: Reader, states: Tensor, batch: Sequence[Item]) -> Tensor:
    """Per token, whether it is in any quote, cue, speaker, trigger, content …: deep supervision of the states."""
    logits = model.auxiliary(states).float()
    right, known = torch.zeros(logits.shape), torch.zeros(logits.shape)
    for column, item in enumerate(batch):
        first, last = item.window.first, item.window.last
        for gold, begin in ((item.example.statements, 0), (item.example.acts, len(STATEMENT_PARTS))):
            if gold is None:
                continue
            size = len(STATEMENT_PARTS) if begin == 0 else logits.shape[2] - begin
            known[: last - first, column, begin : begin + size] = 1
            for mark in gold:
                for part, tokens in enumerate(mark.parts):
                    rows = [token - first for token in tokens if first <= token < last]
                    right[rows, column, begin + part] = 1
    right, known = right.to(logits.device), known.to(logits.device)
    losses = functional.binary_cross_entropy_with_logits(logits, right, reduction="none")
    return AUXILIARY_WEIGHT * (losses * known).sum() / known.sum().clamp(min=1) * 30


def tag_loss(model: Reader, states: Tensor, batch: Sequence[Item]) -> Tensor:
    """Mean loss of the auxiliary tasks over the tokens that carry their labels."""
    if all(item.example.tags is None for item in batch):
        return states.sum() * 0
    gold = torch.full((*states.shape[:2], len(model.tags)), -1, dtype=torch.long)
    for column, item in enumerate(batch):
        if item.example.tags is not None:
            tags = item.example.tags[item.window.first : item.window.last]
            gold[: len(tags), column] = torch.from_numpy(tags)
    gold = gold.to(states.device)
    losses = [
        functional.cross_entropy(
            head(states).float().flatten(0, 1), gold[:, :, task].flatten(), ignore_index=-1
        )
        for task, head in enumerate(model.tags)
    ]
    return TAGS_WEIGHT * torch.stack(losses).sum()


def batch_loss(
    model: Reader, batch: Sequence[Item], vocabulary: dict[str, int], memory: Memory | None = None
) -> Tensor:
    """Loss of a batch over all tasks."""
    device = model.skip.weight.device
    inputs = inputs_of(batch, vocabulary, device)
    drop = (torch.rand(inputs["index"].shape) < WORD_DROPOUT).to(device)
    if memory is None:
        inputs["index"] = inputs["index"].masked_fill(drop, 0)
        states = model.states(**inputs)
    else:
        seen = memory.seen(model, batch, inputs).masked_fill(drop[:, :, None], 0.0)
        states = model.top(seen, inputs["tokens"], inputs["reverse"])
    statement, act, media, statuses = model.heads(states)
    loss = task_loss(model, states, (statement, media), batch, "statement")
    loss = loss + task_loss(model, states, (act, statuses), batch, "act")
    return loss + auxiliary_loss(model, states, batch) + tag_loss(model, states, batch)


@dataclass(slots=True)
class Memory:
    """What a frozen encoder says of each window, in half precision, so that it is asked once and not in each epoch."""

    known: dict[tuple[int, int], npt.NDArray[np.float16]] = field(default_factory=dict)
    kept: list[Example] = field(default_factory=list)

    @torch.no_grad()
    def seen(self, model: Reader, batch: Sequence[Item], inputs: dict[str, Tensor]) -> Tensor:
        """What the encoder says of a batch (time, batch, SEEN)."""
        keys = [(id(item.example), item.window.first) for item in batch]
        if not all(key in self.known for key in keys):
            encoder = model.encoder.training
            model.encoder.eval()
            found = model.seen(**{name: value for name, value in inputs.items() if name != "tokens"})
            model.encoder.train(encoder)
            for column, (key, item) in enumerate(zip(keys, batch, strict=True)):
                if item.example.kept:
                    size = item.window.last - item.window.first
                    self.known[key] = found[:size, column].float().cpu().numpy().astype(np.float16)
                    self.kept.append(item.example)
            return found
        found = torch.zeros(*inputs["index"].shape, SEEN)
        for column, key in enumerate(keys):
            found[: len(self.known[key]), column] = torch.from_numpy(self.known[key].astype(np.float32))
        return found.to(inputs["index"].device)


def rate_at(progress: float) -> float:
    """Share of the full rate: warm-up over 5 %, then a cosine to a fiftieth."""
    if progress < 0.05:
        return progress / 0.05
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (progress - 0.05) / 0.95))


def optimizer_of(model: Reader, rate: float = 1.0, frozen: bool = False) -> torch.optim.Optimizer:
    """Adam with a smaller rate for the pre-trained encoder; the word pieces stay as they are."""
    model.encoder.words.pieces.requires_grad_(False)
    if frozen:
        model.encoder.requires_grad_(False)
    encoder = [parameter for parameter in model.encoder.parameters() if parameter.requires_grad]
    known = {id(parameter) for parameter in encoder}
    rest = [one for one in model.parameters() if one.requires_grad and id(one) not in known]
    groups = [{"params": encoder, "full": rate * ENCODER_RATE}, {"params": rest, "full": rate * RATE}]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)


@dataclass(slots=True)
class Course:
    """A training run: model, its running average, optimizer, and where it stands."""

    model: Reader
    average: Reader
    optimizer: torch.optim.Optimizer
    epoch: int = 0
    steps: int = 0

    def save(self, path: Path) -> None:
        """Write a checkpoint, whole or not at all; it loads on any device."""
        state: dict[str, Any] = {
            name: getattr(self, name).state_dict() for name in ("model", "average", "optimizer")
        }
        torch.save({**state, "epoch": self.epoch, "steps": self.steps}, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def load(self, path: Path) -> None:
        """Go on from a checkpoint."""
        saved = torch.load(path, weights_only=True, map_location=CPU)
        for name in ("model", "average", "optimizer"):
            getattr(self, name).load_state_dict(saved[name])
        self.epoch, self.steps = saved["epoch"], saved["steps"]

    def begin_from(self, weights: Path, *, afresh: bool) -> None:
        """Begin with the weights of the package; `afresh` takes only the encoder from them."""
        whole = copy.deepcopy(self.model).cpu()
        restore(whole, weights)
        source, target = (whole.encoder, self.model.encoder) if afresh else (whole, self.model)
        target.load_state_dict(source.state_dict())
        self.average.load_state_dict(self.model.state_dict())


def new_course(
    pretrained: Path | None, seed: int, rate: float = 1.0, frozen: bool = False, device: torch.device = CPU
) -> Course:
    """A fresh run; with a pre-trained encoder where there is one."""
    torch.manual_seed(seed)
    model = Reader()
    if pretrained is not None:
        state = torch.load(pretrained, weights_only=True, map_location=CPU)["model"]
        prefix = "encoder."
        model.encoder.load_state_dict(
            {name[len(prefix) :]: value for name, value in state.items() if name.startswith(prefix)}
        )
    model = model.to(device)
    return Course(model, copy.deepcopy(model), optimizer_of(model, rate, frozen))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to train on and how long; `extras` are further examples, each with the first epochs they are for."""

    found: Sequence[Example]
    extras: Sequence[tuple[Sequence[Example], int]]
    vocabulary: dict[str, int]
    epochs: int
    seed: int
    frozen: bool = False


def train(course: Course, plan: Plan, checkpoint: Path) -> None:
    """Train to the end of the plan, with a checkpoint and a line of log after each epoch."""
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    memory = Memory() if plan.frozen else None
    for epoch in range(course.epoch, plan.epochs):
        random = np.random.default_rng([plan.seed, epoch])
        torch.manual_seed(plan.seed * 1000 + epoch)
        chosen = items(_some_without_marks(plan.found, random))
        for extra, epochs in plan.extras:
            chosen += items(extra) if epoch < epochs else []
        groups = list(batches(chosen, random))
        clock, losses = time.monotonic(), []
        for place, batch in enumerate(groups):
            share = rate_at((epoch + place / len(groups)) / plan.epochs)
            losses.append(step(course, batch, plan.vocabulary, share, memory))
            if place % HEARTBEAT == 0:
                seconds = round(time.monotonic() - clock)
                print(f"epoch {epoch + 1}: step {place} of {len(groups)} after {seconds} s", flush=True)
        course.epoch = epoch + 1
        course.save(checkpoint)
        entry = {
            "epoch": course.epoch,
            "of": plan.epochs,
            "loss": round(float(np.mean(losses)), 3),
            "seconds": round(time.monotonic() - clock),
        }
        with checkpoint.with_suffix(".log").open("a", encoding="utf-8") as log:
            print(json.dumps(entry), file=log)


def _some_without_marks(found: Sequence[Example], random: np.random.Generator) -> list[Example]:
    """In each epoch some of the articles lose their quotation marks, so that reading does not hang on them."""
    return [
        without_quotation_marks(example)
        if example.tags is None and random.random() < WITHOUT_MARKS
        else example
        for example in found
    ]


def step(
    course: Course,
    batch: Sequence[Item],
    vocabulary: dict[str, int],
    share: float,
    memory: Memory | None = None,
) -> float:
    """One step of the optimizer; the loss."""
    course.model.train()
    for group in course.optimizer.param_groups:
        group["lr"] = group["full"] * share
    with half(course.model.skip.weight.device):
        loss = batch_loss(course.model, batch, vocabulary, memory)
    course.optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(course.model.parameters(), 2.0)
    course.optimizer.step()
    course.steps += 1
    keep = min(AVERAGE, (1 + course.steps) / (10 + course.steps))
    with torch.no_grad():
        for old, new in zip(course.average.parameters(), course.model.parameters(), strict=True):
            if new.requires_grad:
                old.lerp_(new, 1 - keep)
    return loss.item()
