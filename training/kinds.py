"""The second opinion on the kind of an act (`depesche.reading.kinds`), fitted on the training acts.

    python -m training.kinds

reads the acts of the training articles as their annotation gives them, fits the hidden layer by words, chooses on dev
how much it and the network count, calibrates the confidence of acts anew, and writes `kinds.npz` and `network.json`
into the package. The network itself need not be trained again; it knows the training articles too well for its own
opinion of them to be of use here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import numpy as np
import torch
from scipy.optimize import minimize
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.calibration import judged
from depesche.languages import load
from depesche.reading import acts, statements
from depesche.reading.decoding import Run
from depesche.reading.kinds import LEAST, SMALL, Side, Told, Wording, signs
from depesche.reading.network import ACT_PARTS, KINDS, KINDS_FILE, network_of
from depesche.reading.roles import weighings_of
from training.evaluate import Dev, scores
from training.examples import examples
from training.pretrain import DATA
from training.roles import as_scored
from training.tune import calibrate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy.typing as npt

    from depesche.reading.decoding import Floats
    from depesche.reading.roles import Weighing
    from depesche.reading.types import Reading
    from training.examples import Example, Mark

    Table = npt.NDArray[np.float64]

OWN = Path(__file__).parent / "data"
WEIGHTS = Path(__file__).parents[1] / "src" / "depesche" / "languages" / "de" / "weights"
ACTS = ("acts/dev.jsonl", "acts/dev-standard.jsonl")
HIDDEN, KEPT, RARE = 64, 16_384, 2
EPOCHS, BATCH, RATE, DECAY, DROPPED = 6, 256, 0.01, 1e-6, 0.5
OWN_WEIGHT = 0.5
FOLDS = 5


class Act(NamedTuple):
    """A training act: its signs, its kind, how much it weighs."""

    signs: list[str]
    kind: int
    weight: float


def gold_acts(found: Sequence[Example]) -> Iterator[Act]:
    """The acts of the training articles."""
    for example in found:
        for mark in example.acts or ():
            weight = 1.0 if example.weight == 1.0 else OWN_WEIGHT
            yield Act(signs(example.document, load("de"), told_by_gold(mark)), mark.label - 1, weight)


def told_by_gold(mark: Mark) -> Told:
    """An act as gold has it."""
    parts = dict(zip(ACT_PARTS, mark.parts, strict=True))
    last = mark.token + 1
    while last in parts["trigger"]:
        last += 1
    content = parts["content"]
    return Told(
        Run(mark.token, last),
        Run(min(content), max(content) + 1) if content else None,
        bool(parts["condition"]),
        *(
            Side(tuple(sorted(parts[side])), len(parts[f"{side}_begin"]), bool(parts[f"implied_{side}"]))
            for side in ("actor", "recipient")
        ),
    )


class Bag(nn.Module):
    """Signs of acts, summed, through one hidden layer."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(size, HIDDEN, mode="sum")
        nn.init.normal_(self.table.weight, std=0.05)
        self.shift = nn.Parameter(torch.zeros(HIDDEN))
        self.out = nn.Linear(HIDDEN, len(KINDS))

    def forward(self, rows: Tensor, offsets: Tensor, weights: Tensor) -> Tensor:
        """Logits of the kinds."""
        hidden = torch.relu(self.table(rows, offsets, per_sample_weights=weights) + self.shift)
        return self.out(functional.dropout(hidden, DROPPED, self.training))


def bag_inputs(some: Sequence[npt.NDArray[np.int64]]) -> tuple[Tensor, Tensor, Tensor]:
    """Rows of all acts of a batch, where each begins, and a weight by how many signs it has."""
    counts = np.array([len(rows) for rows in some])
    weights = np.repeat(1 / np.sqrt(np.maximum(counts, 1)), counts).astype(np.float32)
    offsets = np.concatenate([[0], counts.cumsum()[:-1]])
    return torch.from_numpy(np.concatenate(some)), torch.from_numpy(offsets), torch.from_numpy(weights)


def fit(found: Sequence[Act], places: dict[str, int], seed: int) -> Bag:
    """A bag over the signs that `places` numbers."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    bag = Bag(len(places))
    optimizer = torch.optim.Adam(bag.parameters(), lr=RATE, betas=(0.9, 0.99))
    rows = [np.array([places[sign] for sign in act.signs if sign in places], dtype=np.int64) for act in found]
    kinds = torch.tensor([act.kind for act in found])
    weights = torch.tensor([act.weight for act in found])
    groups = [
        group
        for _ in range(EPOCHS)
        for group in np.array_split(random.permutation(len(found)), len(found) // BATCH + 1)
    ]
    for step, group in enumerate(groups):
        optimizer.param_groups[0]["lr"] = RATE * (1 - step / len(groups))
        inputs, offsets, shares = bag_inputs([rows[place] for place in group])
        shares = functional.dropout(shares, DROPPED)
        losses = functional.cross_entropy(bag(inputs, offsets, shares), kinds[group], reduction="none")
        loss = (losses * weights[group]).sum() / weights[group].sum()
        loss = loss + DECAY * (bag.table.weight**2).sum()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return bag.eval()


def telling_signs(found: Sequence[Act], seed: int) -> dict[str, int]:
    """The signs that move the hidden layer most over all acts, numbered by their hash."""
    counts = Counter(sign for act in found for sign in act.signs)
    known = {sign: place for place, sign in enumerate(sorted(s for s, n in counts.items() if n >= RARE))}
    bag = fit(found, known, seed)
    moved = (bag.table.weight.detach() ** 2).sum(1).numpy() * np.array([counts[sign] for sign in known])
    names = list(known)
    kept = [names[place] for place in np.argsort(-moved)[:KEPT]]
    return {sign: place for place, sign in enumerate(sorted(kept, key=hashed))}


def hashed(sign: str) -> int:
    """The number by which a sign is known in use."""
    return crc32(sign.encode())


def packed(bag: Bag, places: dict[str, int]) -> Wording:
    """The weights as the package carries them: rounded to 8 bits."""
    table, scale = in_8_bits(bag.table.weight.detach().numpy())
    return Wording(
        load("de"),
        np.array(list(map(hashed, places)), dtype=np.uint32),
        table * scale,
        bag.shift.detach().numpy(),
        bag.out.weight.detach().numpy().T.copy(),
        bag.out.bias.detach().numpy(),
        np.array([0.0, 1.0], dtype=np.float32),
    )


def fitted(found: Sequence[Example], seed: int) -> Wording:
    """The opinion by words alone, without shares."""
    known = list(gold_acts(found))
    places = telling_signs(known, seed)
    return packed(fit(known, places, seed), places)


class Judged(NamedTuple):
    """What network and words think of an act that is found and in gold, and its kind by gold."""

    article: int
    network: Floats
    words: Floats
    kind: int


class Limits(NamedTuple):
    """How everything but the kinds is decoded."""

    said: statements.Limits
    done: acts.Limits
    weighings: Mapping[str, Weighing]


def judged_acts(dev: Dev, limits: Limits) -> Iterator[Judged]:
    """The acts of a dev file that gold has too, as `dev.wording` sees them."""
    sys.path.insert(0, str(DATA.parent / "eval"))
    pairs_of = __import__("score_acts").pairs_of
    everything = zip(dev.gold, dev.known(limits.said), dev.seen, strict=True)
    for number, (gold, known, seen) in enumerate(everything):
        decoded = acts.decode_acts(known, seen.acts, limits.done)
        predicted = [as_scored(known.document.text, one.act) for one in decoded]
        places = {id(act): place for place, act in enumerate(predicted)}
        for right, act in pairs_of(gold["acts"], predicted):
            opinion = decoded[places[id(act)]].opinion
            if opinion is not None:
                yield Judged(number, opinion.network, opinion.words, KINDS.index(right["kind"]))


def shares_of(some: Sequence[Judged]) -> Floats:
    """How much network and words count: the exponents with the least log-loss."""
    network, words = (
        np.log(np.array(chances) + LEAST)
        for chances in ([one.network for one in some], [one.words for one in some])
    )
    right = (np.arange(len(some)), np.array([one.kind for one in some]))

    def loss(shares: Table) -> float:
        odds = shares[0] * network + shares[1] * words
        return float(np.mean(np.log(np.exp(odds).sum(1)) - odds[right]))

    found = minimize(loss, np.array([0.4, 0.8]), method="Nelder-Mead")
    return np.maximum(found.x, 0.0).astype(np.float32)


def share(devs: Sequence[Dev], wording: Wording, limits: Limits) -> tuple[Wording, list[list[Reading]]]:
    """The opinion with its shares, and readings of dev, each article read with shares chosen without its fifth.

    Every `Dev` keeps the opinion.
    """
    for dev in devs:
        dev.wording = wording
    some = [list(judged_acts(dev, limits)) for dev in devs]
    found: list[list[Any]] = [[None] * len(dev.gold) for dev in devs]
    for fold in range(FOLDS):
        others = [one for file in some for one in file if one.article % FOLDS != fold]
        for dev, readings in zip(devs, found, strict=True):
            dev.wording = replace(wording, shares=shares_of(others))
            readings[fold::FOLDS] = dev.readings(*limits[:2], weighings=limits.weighings)[fold::FOLDS]
    whole = replace(wording, shares=shares_of([one for file in some for one in file]))
    for dev in devs:
        dev.wording = whole
    return whole, found


def save(wording: Wording, path: Path) -> None:
    """Write the weights."""
    table, scale = in_8_bits(wording.table)
    small = {name: getattr(wording, name) for name in SMALL}
    np.savez_compressed(path, keys=wording.keys, table=table, scale=scale, **small)


def in_8_bits(table: Floats) -> tuple[npt.NDArray[np.int8], Floats]:
    """A table in 8 bits with a scale per column."""
    scale = (np.abs(table).max(0) / 127).astype(np.float32)
    return np.round(table / scale).astype(np.int8), scale


def main() -> None:
    """Fit, share, calibrate, write."""
    parser = argparse.ArgumentParser(prog="python -m training.kinds", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    network = network_of(load("de"))
    settings = network.settings
    limits = Limits(
        statements.Limits(**settings["statement_limits"]),
        acts.Limits(**settings["act_limits"]),
        weighings_of(settings["roles"]),
    )
    devs = [Dev(DATA / name, network) for name in ACTS]
    report("without", devs, [dev.readings(*limits[:2], weighings=limits.weighings) for dev in devs])
    wording, apart = share(devs, fitted(examples(DATA, OWN), chosen.seed), limits)
    report("each fifth left out", devs, apart)
    found = [dev.readings(*limits[:2], weighings=limits.weighings) for dev in devs]
    report(f"shares {wording.shares.round(3).tolist()}", devs, found)
    pairs = [judged(dev.gold, readings, "acts") for dev, readings in zip(devs, found, strict=True)]
    scale, shift = recalibrated(limits.done, *(np.concatenate(arrays) for arrays in zip(*pairs, strict=True)))
    if not chosen.dry:
        save(wording, WEIGHTS / KINDS_FILE)
        settings["act_limits"] |= {"scale": scale, "shift": shift}
        (WEIGHTS / "network.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def recalibrated(limits: acts.Limits, confidence: Table, right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Scale and shift for the raw score from confidences that other ones have made of it."""
    scale, shift = calibrate(confidence, right)
    return round(scale * limits.scale, 4), round(scale * limits.shift + shift, 4)


def report(what: str, devs: Sequence[Dev], readings: Sequence[Sequence[Reading]]) -> None:
    """Print the scores of some readings."""
    for dev, some in zip(devs, readings, strict=True):
        found = scores(DATA, "acts", dev.path, some)
        print(
            what,
            dev.path.name,
            {name: found[name] for name in ("found_f1", "act_f1", "event_f1")},
            flush=True,
        )


if __name__ == "__main__":
    main()
