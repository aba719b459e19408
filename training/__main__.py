"""One command from shared data to weights: `python -m training`.

Stages: pretrain (language models over plain text), train (statements and acts), fit (kinds by words), tune (thresholds,
confidence and the weighing of parties on dev), export (ONNX), evaluate (dev). Each goes on where it stopped; to begin
anew, delete its file in the work folder.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from depesche.reading import acts
from depesche.reading.network import KINDS_FILE
from depesche.reading.roles import UNFITTED
from training.device import add_device, device_of
from training.evaluate import Dev, network_of_files, scores
from training.examples import Example, examples, foreign_examples, speech_examples
from training.export import export, settle
from training.kinds import Limits, save, share
from training.kinds import fitted as fitted_kinds
from training.pretrain import DATA, WORK, pretrain
from training.pretrain import Plan as PretrainPlan
from training.roles import fitted
from training.train import Plan, new_course, train
from training.treebank import tagged_examples
from training.tune import tune_acts, tune_statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.model import Reader

ROOT = Path(__file__).parents[1]
OWN = ROOT / "training" / "data"
WEIGHTS = ROOT / "src" / "depesche" / "languages" / "de" / "weights"
STATEMENTS = "statements/dev.jsonl"
ACTS = ("acts/dev.jsonl", "acts/dev-standard.jsonl")
FLOOR = {"statement": 0.25, "act": 0.25}


def options() -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "--passes", "--pretrain-epochs", type=int, default=3, help="of pre-training, where it is not done yet"
    )
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--foreign-epochs", type=int, default=0, help="first epochs with Redewiedergabe")
    parser.add_argument("--speech-epochs", type=int, default=0, help="first epochs with speech events")
    parser.add_argument("--tagged-epochs", type=int, default=0, help="first epochs with the treebanks")
    parser.add_argument("--without-own", action="store_true", help="leave out training/data")
    parser.add_argument(
        "--further", action="store_true", help="begin from the package's weights, not from nothing"
    )
    parser.add_argument(
        "--afresh", action="store_true", help="with --further: take only the encoder from them"
    )
    parser.add_argument("--frozen", action="store_true", help="the encoder stays as it is")
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--threads", type=int, default=1, help="one is twice as fast as two on a busy machine"
    )
    add_device(parser)
    parser.add_argument("--name", default="reader", help="name of the run in the work folder")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--export", action="store_true", help="write the weights into the package")
    if not DATA.exists():
        parser.error(f"training reads {DATA}, which is not there")
    return parser.parse_args()


def trained(chosen: argparse.Namespace, vocabulary: Sequence[str]) -> Reader:
    """The trained model, averaged over its last steps; goes on from the run's checkpoint."""
    checkpoint = chosen.work / f"{chosen.name}.pt"
    begun = checkpoint.exists() or chosen.further
    course = new_course(
        None if begun else encoder_of(chosen.work),
        chosen.seed,
        chosen.rate,
        chosen.frozen,
        device_of(chosen.device),
    )
    if chosen.further and not checkpoint.exists():
        course.begin_from(WEIGHTS, afresh=chosen.afresh)
    if checkpoint.exists():
        course.load(checkpoint)
    if course.epoch < chosen.epochs:
        extras: list[tuple[Sequence[Example], int]] = []
        if chosen.foreign_epochs:
            extras.append((foreign_examples(DATA), chosen.foreign_epochs))
        if chosen.speech_epochs:
            extras.append((speech_examples(DATA), chosen.speech_epochs))
        if chosen.tagged_epochs:
            extras.append((tagged_examples(DATA), chosen.tagged_epochs))
        places = {word: place for place, word in enumerate(vocabulary)}
        found = examples(DATA, None if chosen.without_own else OWN)
        train(course, Plan(found, extras, places, chosen.epochs, chosen.seed, chosen.frozen), checkpoint)
    return course.average.cpu()


def encoder_of(work: Path) -> Path:
    """The pre-trained encoder: alone, as another machine may have made it, or out of a checkpoint."""
    alone = work / "encoder.pt"
    return alone if alone.exists() else work / "pretrain.pt"


def main() -> None:
    """Run all stages."""
    chosen = options()
    torch.set_num_threads(chosen.threads)
    if not chosen.further and not (chosen.work / "encoder.pt").exists():
        pretrain(PretrainPlan(chosen.passes, chosen.seed, chosen.work, device=device_of(chosen.device)))
    words = (WEIGHTS if chosen.further else chosen.work) / "vocabulary.txt"
    vocabulary = words.read_text(encoding="utf-8").splitlines()
    model = trained(chosen, vocabulary)
    made = chosen.work / f"{chosen.name}-weights"
    export(model, vocabulary, {"floor": FLOOR}, made)
    network = network_of_files(made, vocabulary)
    said = Dev(DATA / STATEMENTS, network)
    done = [Dev(DATA / file, network) for file in ACTS]
    statement_limits = tune_statements(DATA, said)
    second = fitted_kinds(examples(DATA, None if chosen.without_own else OWN), chosen.seed)
    save(share(done, second, Limits(statement_limits, acts.Limits(), UNFITTED))[0], made / KINDS_FILE)
    act_limits = tune_acts(DATA, done, statement_limits)
    weighings = fitted(DATA, done, (statement_limits, act_limits))
    result = {
        STATEMENTS: scores(DATA, "statements", said.path, said.readings(statement_limits, skip="acts")),
        **{
            file: scores(
                DATA, "acts", dev.path, dev.readings(statement_limits, act_limits, weighings=weighings)
            )
            for file, dev in zip(ACTS, done, strict=True)
        },
    }
    limits = {
        "statement_limits": statement_limits._asdict(),
        "act_limits": act_limits._asdict(),
        "roles": {side: asdict(weighing) for side, weighing in weighings.items()},
    }
    print(json.dumps({"limits": limits, "scores": result}, indent=2))
    if chosen.export:
        settle(made, {"floor": FLOOR, **limits}, WEIGHTS)


if __name__ == "__main__":
    torch.manual_seed(0)
    main()
