"""Scores of a model on the dev articles, through the same decoding as in use."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from depesche.languages import load
from depesche.reading.acts import Known, find_acts
from depesche.reading.conditions import find_conditions
from depesche.reading.document import Document, cut
from depesche.reading.network import Encoded, Network, Seen
from depesche.reading.parties import find_parties
from depesche.reading.reader import day_of
from depesche.reading.statements import find_statements
from depesche.reading.times import find_times
from depesche.reading.types import Reading
from training.corpora import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from depesche.reading import acts, statements
    from training.model import Reader

FLOOR = 0.15


class TorchGraphs:
    """The graphs run by PyTorch, for models that are still in training."""

    def __init__(self, model: Reader) -> None:
        self._model = model.eval()

    @torch.no_grad()
    def encode(self, inputs: dict[str, Any]) -> Encoded:
        """Look at a batch of windows."""
        states = self._model.states(**{name: torch.from_numpy(array) for name, array in inputs.items()})
        heads = (torch.softmax(logits, 2).numpy() for logits in self._model.heads(states))
        return Encoded(states.numpy(), *heads)

    @torch.no_grad()
    def judge(self, task: str, inputs: dict[str, Any]) -> npt.NDArray[np.float32]:
        """Probabilities of the labels of each anchor at a second look."""
        judge = self._model.statement_judge if task == "statement" else self._model.act_judge
        logits = judge(**{name: torch.from_numpy(array) for name, array in inputs.items()})
        found: npt.NDArray[np.float32] = torch.softmax(logits, 1).numpy()
        return found

    @torch.no_grad()
    def tag(self, task: str, inputs: dict[str, Any]) -> npt.NDArray[np.float32]:
        """Probabilities of the parts around each anchor."""
        tagger = self._model.statement_tagger if task == "statement" else self._model.act_tagger
        logits = tagger(**{name: torch.from_numpy(array) for name, array in inputs.items()})
        found: npt.NDArray[np.float32] = torch.sigmoid(logits).numpy()
        return found


class Dev:
    """The articles of a dev file, cut once, and what a network saw in them."""

    def __init__(self, path: Path, network: Network) -> None:
        self.path = path
        self.gold = [json.loads(line) for line in lines(path)]
        self.documents = [cut(article["text"], load("de")) for article in self.gold]
        self.seen = [seen for start in range(0, len(self.gold), 16) for seen in self._see(network, start)]
        self.parties = [
            find_parties(document, load("de"), None, day_of(article.get("published")))
            for document, article in zip(self.documents, self.gold, strict=True)
        ]
        self.times = [
            find_times(document, load("de"), day_of(article.get("published")))
            for document, article in zip(self.documents, self.gold, strict=True)
        ]

    def _see(self, network: Network, start: int) -> list[Seen]:
        return network.see(self.documents[start : start + 16])

    def readings(
        self,
        statement_limits: statements.Limits | None = None,
        act_limits: acts.Limits | None = None,
        skip: str = "",
    ) -> list[Reading]:
        """Readings of all articles under some thresholds; `skip="acts"` leaves the acts out."""
        everything = zip(self.gold, self.documents, self.seen, self.parties, self.times, strict=True)
        found = []
        for article, document, seen, parties, times in everything:
            said = find_statements(document, seen.statements, parties, statement_limits, load("de"))
            known = Known(
                document,
                said,
                times,
                parties,
                find_conditions(document, load("de")),
                load("de").table("objects"),
            )
            done = () if skip == "acts" else find_acts(known, seen.acts, act_limits)
            found.append(_reading(article, document, said, done, times))
        return found


def _reading(article: dict[str, Any], document: Document, said: Any, done: Any, times: Any) -> Reading:
    reading = Reading(id=str(article["id"]), language="de", text=document.text)
    return replace(reading, statements=said, acts=done, times=times)


def network_in_training(model: Reader, vocabulary: Sequence[str]) -> Network:
    """A network that runs in PyTorch."""
    places = {word: place for place, word in enumerate(vocabulary)}
    return Network(load("de"), TorchGraphs(model), places, {"statement": FLOOR, "act": FLOOR})


def scores(data: Path, name: str, gold: Path, readings: Sequence[Reading]) -> dict[str, float]:
    """What the scorer `eval/score_<name>.py` says of some readings, by the names it prints."""
    sys.path.insert(0, str(data.parent / "eval"))
    module = __import__(f"score_{name}")
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as out:
        predicted = Path(folder) / "predicted.jsonl"
        predicted.write_text("".join(reading.to_json() + "\n" for reading in readings), encoding="utf-8")
        module.main(str(gold), str(predicted))
    printed = out.getvalue()
    found = {key: float(value) for key, value in re.findall(r"(\S+) ([\d.]+)", printed.splitlines()[-1])}
    for row in re.finditer(r"^(type|exact quote) +P \S+ +R \S+ +F1 (\S+)", printed, re.MULTILINE):
        found[row[1].replace(" ", "_")] = float(row[2])
    return found
