"""Scores of exported weights on the dev articles, through the same decoding as in use."""

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

from depesche.languages import load
from depesche.reading.acts import Known, find_acts
from depesche.reading.conditions import find_conditions
from depesche.reading.document import Document, cut
from depesche.reading.network import Network, OnnxGraphs, Seen
from depesche.reading.parties import find_parties
from depesche.reading.reader import day_of
from depesche.reading.roles import UNFITTED
from depesche.reading.statements import find_statements
from depesche.reading.times import find_times
from depesche.reading.types import Reading
from training.corpora import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from depesche.reading import acts, statements
    from depesche.reading.kinds import Wording
    from depesche.reading.parties import Parties
    from depesche.reading.roles import Weighing
    from depesche.reading.types import Statement

FLOOR = 0.15


class Dev:
    """The articles of a dev file, cut once, and what a network saw in them.

    `wording`, where it is set, has a say in the kinds of acts.
    """

    def __init__(self, path: Path, network: Network) -> None:
        self.path = path
        self.wording: Wording | None = None
        self._limits: statements.Limits | None = None
        self._statements: dict[int, tuple[Statement, ...]] = {}
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

    def known(
        self, statement_limits: statements.Limits | None = None, weighings: Mapping[str, Weighing] = UNFITTED
    ) -> Iterator[Known]:
        """What is known of each article before its acts are read."""
        everything = zip(self.documents, self.seen, self.parties, self.times, strict=True)
        for document, seen, parties, times in everything:
            said = self._said(document, seen, parties, statement_limits)
            conditions = find_conditions(document, load("de"))
            objects = load("de").table("objects")
            yield Known(document, said, times, parties, conditions, objects, weighings, self.wording)

    def _said(
        self, document: Document, seen: Seen, parties: Parties, limits: statements.Limits | None
    ) -> tuple[Statement, ...]:
        """Statements of an article; those under the last thresholds are kept, as acts are tuned under the same ones."""
        if self._limits != limits:
            self._limits, self._statements = limits, {}
        key = id(document)
        if key not in self._statements:
            found = find_statements(document, seen.statements, parties, limits, load("de"))
            self._statements[key] = found
        return self._statements[key]

    def readings(
        self,
        statement_limits: statements.Limits | None = None,
        act_limits: acts.Limits | None = None,
        skip: str = "",
        weighings: Mapping[str, Weighing] = UNFITTED,
    ) -> list[Reading]:
        """Readings of all articles under some thresholds; `skip="acts"` leaves the acts out."""
        found = []
        everything = zip(self.gold, self.known(statement_limits, weighings), self.seen, strict=True)
        for article, known, seen in everything:
            done = () if skip == "acts" else find_acts(known, seen.acts, act_limits)
            found.append(_reading(article, known.document, known.statements, done, known.times))
        return found


def _reading(article: dict[str, Any], document: Document, said: Any, done: Any, times: Any) -> Reading:
    reading = Reading(id=str(article["id"]), language="de", text=document.text)
    return replace(reading, statements=said, acts=done, times=times)


def network_of_files(folder: Path, vocabulary: Sequence[str]) -> Network:
    """An exported network, so that what is chosen on it is chosen on the weights that are used."""
    places = {word: place for place, word in enumerate(vocabulary)}
    return Network(load("de"), OnnxGraphs(folder, 1), places, {"statement": FLOOR, "act": FLOOR})


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
