"""The contract: what `to_json` writes, `from_json` reads back, and both schemas accept."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from depesche import InvalidReading, Reading
from depesche.reading import contract
from tests.samples import place, readings, sample

SCHEMA = Path(contract.__file__).with_name("reading.schema.json")


@cache
def validators(folder: Path | None = None) -> list[Draft202012Validator]:
    paths = [SCHEMA, folder / "contract" / "reading.schema.json"] if folder else [SCHEMA]
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    for schema in schemas:
        Draft202012Validator.check_schema(schema)
    return [Draft202012Validator(schema) for schema in schemas]


def written(reading: Reading) -> Any:
    return json.loads(reading.to_json())


@given(readings())
@settings(deadline=None, max_examples=60)
def test_nothing_is_lost_on_the_way_there_and_back(reading: Reading) -> None:
    line = reading.to_json()
    assert Reading.from_json(line) == reading
    assert Reading.from_json(line.encode()) == reading


@given(readings())
@settings(deadline=None, max_examples=60)
def test_every_reading_is_one_line_that_fits_our_schema(reading: Reading) -> None:
    line = reading.to_json()
    assert len(line.splitlines()) == 1
    for validator in validators():
        validator.validate(json.loads(line))


def test_a_full_reading_fits_both_schemas(shared: Path) -> None:
    for validator in validators(shared):
        validator.validate(written(sample()))


@given(readings())
@settings(deadline=None, max_examples=50)
def test_any_reading_fits_the_shared_schema(shared: Path, reading: Reading) -> None:
    for validator in validators(shared):
        validator.validate(written(reading))


def test_our_schema_is_not_looser_than_the_shared_one(shared: Path) -> None:
    ours, theirs = (
        json.loads(path.read_text(encoding="utf-8"))
        for path in (SCHEMA, shared / "contract" / "reading.schema.json")
    )
    assert ours["required"] == theirs["required"]
    for name in ("statement", "act", "role", "time", "party"):
        assert ours["$defs"][name]["required"] == theirs["$defs"][name]["required"], name
        assert set(theirs["$defs"][name]["properties"]) <= set(ours["$defs"][name]["properties"]), name
    for name, field in (("statement", "type"), ("statement", "medium"), ("act", "kind"), ("party", "kind")):
        assert (
            ours["$defs"][name]["properties"][field]["enum"]
            == theirs["$defs"][name]["properties"][field]["enum"]
        )


@pytest.mark.parametrize("data", ["acts/dev.jsonl", "statements/dev.jsonl", "times/diezeit-a.jsonl"])
def test_gold_files_are_readings(shared: Path, data: str) -> None:
    with (shared / "data" / data).open(encoding="utf-8") as lines:
        for line in lines:
            gold = json.loads(line)
            reading = Reading.from_json(line)
            assert reading.text == gold["text"]
            assert len(reading.acts) == len(gold.get("acts", []))
            assert written(reading)["statements"] == gold.get("statements", [])


def test_additions_that_say_nothing_are_left_out() -> None:
    entry = written(Reading(id="a", language="de", text="x"))
    assert list(entry) == [
        "id", "title", "url", "published", "language", "text", "statements", "acts", "times", "parties",
    ]  # fmt: skip
    full = written(sample())
    assert full["acts"][0]["deadline"] == {
        "span": list(place("bis zum 31. März")),
        "value": "2023-03-31",
    }
    assert "deadline" not in full["acts"][1]
    assert full["acts"][1]["condition_party"] == "Island"
    assert "reason" in full["acts"][0]["actors"][0]
    assert "reason" not in full["acts"][0]["recipients"][0]
    assert full["times"][0]["interval"] == {"start": "2023-03-15", "end": "2023-03-15", "granularity": "day"}
    assert "deadline" not in full["times"][0]
    assert full["times"][1]["deadline"] is True
    assert full["statements"][0]["relayed_by"] == [list(place("NTB"))]
    assert "relayed_by" not in full["statements"][1]
    assert full["notices"] == ["read as windows-1252"]


def test_unknown_fields_are_ignored() -> None:
    line = '{"id": "a", "language": "de", "text": "x", "annotator": 3, "parties": [], "times": []}'
    assert Reading.from_json(line) == Reading(id="a", language="de", text="x")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("", "no reading"),
        ("{", "no reading"),
        ("[]", "no reading"),
        ("null", "no reading"),
        ("[" * 100_000, "no reading"),
        (b"\xff\xfe", "no reading"),
        ('{"id": "a", "language": "de"}', "text"),
        ('{"id": 1, "language": "de", "text": "x"}', "id"),
        ('{"id": "a", "language": "de", "text": "x", "acts": [{"id": "a0"}]}', "acts.0.kind"),
        ('{"id": "a", "language": "de", "text": "x", "sentences": [[0, "1"]]}', "sentences.0.1"),
        ('{"id": "a", "language": "de", "text": "x", "sentences": [[0, 2]]}', "sentences"),
        ('{"id": "a", "language": "de", "text": "x", "sentences": [[1, 1]]}', "sentences"),
        ('{"id": "a", "language": "de", "text": "x", "sentences": [[-1, 1]]}', "sentences"),
    ],
)
def test_what_does_not_fit_is_named_in_one_line(line: str | bytes, place: str) -> None:
    with pytest.raises(InvalidReading) as caught:
        Reading.from_json(line)
    assert place in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_span_of_a_reading_is_checked() -> None:
    whole = sample().to_json()
    for words in ("bis zum 31. März", "NTB", "Norwegen", "Sollten die Schiffe bleiben", "‚die Linie‘"):
        span = json.dumps(place(words), separators=(",", ":"))
        assert span in whole
        with pytest.raises(InvalidReading, match="leaves the text"):
            Reading.from_json(whole.replace(span, "[0,9999]"))
