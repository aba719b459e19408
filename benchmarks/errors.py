"""The worst errors on the dev articles, sorted by cause: what to mend next.

    python -m benchmarks.errors statements|acts [--worst 100] [--list]

Gold and prediction are paired as the scorers pair them. An error weighs what it costs there: a statement the F1 it
lacks in quote and roles, an act 2 where it is missed, 1 where it is made up, 1.5 where its kind is wrong, else 0.5 for
each role or part that is wrong; what the reader was surer of weighs more. `--list` prints the words of each.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.common import SHARED, load_articles, readings_of, show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

Entry = dict[str, Any]
FILES = {"statements": ("statements/dev.jsonl",), "acts": ("acts/dev.jsonl", "acts/dev-standard.jsonl")}
PARTS = ("quote", "speaker", "cue", "addressee", "frame")
CONTENT = 0.5
MISSED, MADE_UP, KIND, PART = 2.0, 1.0, 1.5, 0.5


class Error(NamedTuple):
    """One error: what it weighs, its cause, and the words to look at."""

    weight: float
    cause: str
    article: str
    words: str


def statement_errors(gold: Entry, predicted: Entry) -> Iterator[Error]:
    """What is wrong with the statements of an article; the parts are compared by characters."""
    scorer = _scorer("score_statements")
    ones = scorer.in_tokens(gold, gold["tokens"])
    others = scorer.in_tokens(predicted, gold["tokens"])
    pairs = [(i, j) for i, j in scorer.match(ones, others) if ones[i]["quote"] & others[j]["quote"]]
    for i, j in pairs:
        lost = {part: 1.0 - scorer.overlap_f1(ones[i][part], others[j][part]) for part in PARTS}
        cause = _statement_cause(ones[i], others[j], lost)
        if cause:
            yield Error(
                sum(lost.values()),
                cause,
                gold["id"],
                _quoted(gold, gold["statements"][i], predicted["statements"][j]),
            )
    for i in {*range(len(ones))} - {i for i, _ in pairs}:
        filled = sum(bool(ones[i][part]) for part in PARTS)
        yield Error(
            float(filled),
            f"missed: {ones[i]['type']}",
            gold["id"],
            _quoted(gold, gold["statements"][i], None),
        )
    for j in {*range(len(others))} - {j for _, j in pairs}:
        sure = predicted["statements"][j]["confidence"]
        filled = sum(bool(others[j][part]) for part in PARTS)
        yield Error(
            filled * sure,
            f"made up: {others[j]['type']}",
            gold["id"],
            _quoted(gold, None, predicted["statements"][j]),
        )


def _statement_cause(one: Entry, other: Entry, lost: dict[str, float]) -> str:
    """The part that costs most, and how it is wrong; empty where nothing is."""
    part = max(lost, key=lambda name: lost[name])
    if lost[part] < 0.2:
        return f"type: {one['type']} as {other['type']}" if one["type"] != other["type"] else ""
    if not other[part]:
        return f"{part}: missing"
    if not one[part]:
        return f"{part}: made up"
    if not one[part] & other[part]:
        return f"{part}: another"
    return (
        f"{part}: too long"
        if len(other[part] - one[part]) > len(one[part] - other[part])
        else f"{part}: too short"
    )


def act_errors(gold: Entry, predicted: Entry) -> Iterator[Error]:
    """What is wrong with the acts of an article."""
    scorer = _scorer("score_acts")
    pairs = scorer.pairs_of(gold["acts"], predicted["acts"])
    for one, other in pairs:
        causes = list(_act_causes(scorer, one, other))
        sure = 0.5 + other["confidence"]
        if one["kind"] != other["kind"]:
            yield Error(
                KIND * sure, f"kind: {one['kind']} as {other['kind']}", gold["id"], _told(gold, one, other)
            )
        elif causes:
            yield Error(PART * sure * len(causes), causes[0], gold["id"], _told(gold, one, other))
    found, right = {one["id"] for one, _ in pairs}, {other["id"] for _, other in pairs}
    for one in gold["acts"]:
        if one["id"] not in found:
            yield Error(MISSED, f"missed: {one['kind']}", gold["id"], _told(gold, one, None))
    for other in predicted["acts"]:
        if other["id"] not in right:
            yield Error(
                MADE_UP + other["confidence"],
                f"made up: {other['kind']}",
                gold["id"],
                _told(gold, None, other),
            )


def _act_causes(scorer: Any, one: Entry, other: Entry) -> Iterator[str]:
    """The roles and parts that are wrong in an act of the right kind, dearest first."""
    for role, name in (("actors", "actor"), ("recipients", "recipient")):
        if scorer.parties(one[role]) != scorer.parties(other[role]):
            yield f"{name}: {_role_cause(scorer, one[role], other[role])}"
    overlap = scorer.overlap_f1(*(scorer.characters(act["content"]) for act in (one, other)))
    if one["content"] and overlap < CONTENT:
        yield "content: " + ("other words" if other["content"] else "missing")
    if bool(one["condition"]) != bool(other["condition"]):
        yield "condition: " + ("missing" if one["condition"] else "made up")


def _role_cause(scorer: Any, ones: Sequence[Entry], others: Sequence[Entry]) -> str:
    if not ones:
        return "made up"
    if not others:
        return "implied, missing" if all(role["mention"] is None for role in ones) else "missing"
    mentions, found = (
        scorer.characters([role["mention"] for role in roles if role["mention"]]) for roles in (ones, others)
    )
    if mentions & found:
        return "right words, another party or not all"
    return "implied, another" if not mentions else "another mention"


def _text(reading: Entry, spans: Iterable[Sequence[int]]) -> str:
    return " … ".join(reading["text"][start:end].replace("\n", " ") for start, end in spans)


def _quoted(gold: Entry, one: Entry | None, other: Entry | None) -> str:
    shown = [
        {part: _text(gold, entry[part]) for part in PARTS if entry[part]} if entry else None
        for entry in (one, other)
    ]
    return json.dumps(shown, ensure_ascii=False)


def _told(gold: Entry, one: Entry | None, other: Entry | None) -> str:
    return json.dumps(
        [_act_words(gold, entry) if entry else None for entry in (one, other)], ensure_ascii=False
    )


def _act_words(gold: Entry, act: Entry) -> list[object]:
    roles = [[f"{role['name']} ({role['party']})" for role in act[name]] for name in ("actors", "recipients")]
    return [act["kind"], _text(gold, act["trigger"]), *roles, _text(gold, act["content"])]


def _scorer(name: str) -> Any:
    sys.path.insert(0, str(SHARED / "eval"))
    return __import__(name)


def errors_of(what: str, gold: Sequence[Entry], predicted: Sequence[Entry]) -> list[Error]:
    """All errors, the worst first."""
    find = statement_errors if what == "statements" else act_errors
    found = [error for one, other in zip(gold, predicted, strict=True) for error in find(one, other)]
    return sorted(found, key=lambda error: -error.weight)


def load_gold(path: Path) -> list[Entry]:
    """Readings of a gold file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=FILES)
    parser.add_argument("--worst", type=int, default=100)
    parser.add_argument("--list", action="store_true")
    chosen = parser.parse_args()
    gold: list[Entry] = []
    predicted: list[Entry] = []
    for name in FILES[chosen.what]:
        path = SHARED / "data" / name
        gold += load_gold(path)
        predicted += [json.loads(reading.to_json()) for reading in readings_of(load_articles(path), 1)]
    found = errors_of(chosen.what, gold, predicted)
    worst = found[: chosen.worst]
    if chosen.list:
        for error in worst:
            print(f"{error.weight:.2f}\t{error.cause}\t{error.article}\t{error.words}")
    every = Counter(error.cause for error in found)
    rows = [
        (cause, str(count), str(every[cause]))
        for cause, count in Counter(e.cause for e in worst).most_common()
    ]
    show(f"{len(worst)} worst of {len(found)} errors", ("cause", "worst", "all"), rows)


if __name__ == "__main__":
    main()
