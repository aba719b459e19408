"""A very long article with very many acts, the tutorial's crisis told over and over; and a short one in two versions.

`long_reading(times)` is it with all that was read in it, as one line of JSON; 22 times make 320,000 characters with
2,288 acts and 2,200 statements. `two_versions()` are two readings: the second takes back what the first announced.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.record.making import Told, reading

if TYPE_CHECKING:
    from depesche.reading.types import Reading

CRISIS = Path(__file__).parents[1] / "examples" / "krise-gelesen.jsonl"
Json = dict[str, Any]


def long_reading(times: int) -> str:
    told = [json.loads(line) for line in CRISIS.read_text(encoding="utf-8").splitlines()]
    whole: Json = {
        **told[0], "id": "lang", "title": "Die Krise am Ormadamm, von Anfang an",
        "text": "", "acts": [], "statements": [], "sentences": [], "parties": [],
    }  # fmt: skip
    for one in told * times:
        _append(whole, one)
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _append(whole: Json, reading: Json) -> None:
    by = len(whole["text"])
    whole["text"] += reading["text"] + "\n"
    whole["sentences"] += _moved(reading["sentences"], by)
    for act in _moved(reading["acts"], by):
        number = len(whole["statements"])
        if act["content"]:
            whole["statements"].append(_statement(f"s{number}", act))
        whole["acts"].append({**act, "id": f"a{len(whole['acts'])}"})
    for party in _moved(reading["parties"], by):
        known = next((one for one in whole["parties"] if one["id"] == party["id"]), None)
        if known is None:
            whole["parties"].append(party)
        else:
            known["mentions"] += party["mentions"]


def _moved(value: Any, by: int) -> Any:
    """The value with all its spans further behind."""
    if isinstance(value, dict):
        return {key: _moved(inner, by) for key, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, by) for inner in value]
    return value + by if type(value) is int else value


def _statement(key: str, act: Json) -> Json:
    return {
        "id": key, "type": "indirect", "medium": "speech", "quote": act["content"], "cue": act["trigger"],
        "speaker": [role["mention"] for role in act["actors"] if role["mention"]],
        "addressee": [], "frame": [], "confidence": 0.9,
    }  # fmt: skip


def two_versions() -> list[Reading]:
    versions = (
        ("Island kündigt den Abzug seiner Küstenwache an.", Told("announce", "kündigt", "Island")),
        ("Island prüft eine Anfrage seiner Fischer.", Told("state", "prüft", "Island")),
    )
    address, day = "https://zeitung.example/abzug", "2024-01-30"
    return [reading(text, act, url=address, name="zeitung", published=day) for text, act in versions]
