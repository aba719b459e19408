"""One command from shared data to weights: `python -m training`.

Stages: pretrain (language models over plain text), train (statements and acts), export (ONNX), evaluate (dev).
Each goes on where it stopped; `--from STAGE` begins anew at a stage.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from training.evaluate import Dev, network_in_training, scores
from training.examples import examples, foreign_examples
from training.export import export
from training.model import Reader
from training.pretrain import DATA, WORK, pretrain
from training.train import Plan, new_course, train

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src" / "depesche" / "languages" / "de" / "weights"
DEV = {
    "statements": "statements/dev.jsonl",
    "acts": "acts/dev.jsonl",
    "acts-standard": "acts/dev-standard.jsonl",
}
FLOOR = {"statement": 0.25, "act": 0.25}


def evaluate(model: Reader, vocabulary: list[str]) -> dict[str, dict[str, float]]:
    """Scores on the dev files."""
    network = network_in_training(model, vocabulary)
    found = {}
    for name, file in DEV.items():
        dev = Dev(DATA / file, network)
        found[name] = scores(DATA, name.partition("-")[0], dev.path, dev.readings())
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--pretrain-epochs", type=int, default=4)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--foreign-epochs", type=int, default=0)
    parser.add_argument("--without-own", action="store_true", help="leave out training/data")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--name", default="reader", help="name of the run in the work folder")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--export", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    if not DATA.exists():
        parser.error(f"training reads {DATA}, which is not there")
    pretrain(options.pretrain_epochs, options.seed, options.work)
    vocabulary = (options.work / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    checkpoint = options.work / f"{options.name}.pt"
    course = new_course(None if checkpoint.exists() else options.work / "pretrain.pt", options.seed)
    if checkpoint.exists():
        course.load(checkpoint)
    if course.epoch < options.epochs:
        found = examples(DATA, None if options.without_own else ROOT / "training" / "data")
        foreign = foreign_examples(DATA) if options.foreign_epochs else []
        places = {word: place for place, word in enumerate(vocabulary)}
        plan = Plan(found, foreign, places, options.epochs, options.foreign_epochs, options.seed)
        train(course, plan, checkpoint)
    result = evaluate(course.average, vocabulary)
    print(json.dumps(result, indent=2))
    if options.export:
        export(course.average, vocabulary, {"floor": FLOOR}, WEIGHTS)


if __name__ == "__main__":
    torch.set_num_threads(torch.get_num_threads())
    main()
