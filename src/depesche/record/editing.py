"""What a person writes, brought into the form in which decisions keep it.

Public: `normal(connection, acts, changes)`, `stored_by_hand(connection, article, reading, …)`.

A party may be its name, words may be words: they are looked for in the article, near the act.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from depesche.errors import InvalidDecision
from depesche.reading.types import Act, Span
from depesche.record.intake import sentence_around, stored_acts
from depesche.record.overlay import FIELDS, unfit, with_values
from depesche.record.rows import role_json
from depesche.record.store import articles, parties
from depesche.record.types import StoredRole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from depesche.reading.types import Reading
    from depesche.record.types import StoredAct, StoredArticle

    Json = Mapping[str, Any]

_WORDS = ("trigger", "content", "condition")
_ROLES = ("actors", "recipients")


def normal(connection: Connection, acts: Sequence[StoredAct], changes: Json) -> dict[str, Any]:
    """Changes in the form of `overlay`, the same for all acts. Raises `InvalidDecision`, `UnknownParty`."""
    unknown = sorted(set(changes) - set(FIELDS) - {"review"})
    if unknown or not changes:
        said = f"an act has no field {unknown[0]!r}" if unknown else "no field is given"
        raise InvalidDecision(f"{said}; there are: {', '.join(FIELDS)}")
    values = {field: _value(connection, acts, field, value) for field, value in changes.items()}
    texts = articles.texts(connection, {act.article for act in acts})
    for act in acts:
        with_values(act, values, texts[act.article])  # raises where a value does not fit
    return values


def _value(connection: Connection, acts: Sequence[StoredAct], field: str, value: Any) -> Any:
    if field in _ROLES:
        return [_role(connection, role) for role in ([value] if isinstance(value, str) else value or ())]
    if field == "condition_party" and value:
        return parties.find(connection, value)
    if field in _WORDS and isinstance(value, str):
        return _spans(connection, acts, field, value)
    if field == "day" and (isinstance(value, str | date) or value is None):
        day = _day(field, value)
        return [day, day, "time" if day else "none"]
    return _day(field, value) if field == "deadline" else value


def _day(field: str, value: Any) -> str | None:
    """A day as decisions keep it. Raises `InvalidDecision`."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return None if day is None else str(day.isoformat())
    except (ValueError, AttributeError):
        raise unfit(field, value) from None


def _role(connection: Connection, role: Any) -> dict[str, Any]:
    """A role as JSON, also from the name of a party or person that the record knows."""
    if not isinstance(role, str):
        return dict(role)
    identifier = parties.find(connection, role)
    found = parties.load(connection, [identifier])[identifier]
    if found.kind != "person" or not found.offices:
        return role_json(StoredRole(None, found.name, found.name, found.id))
    party = parties.load(connection, [found.offices[0].party]).get(found.offices[0].party)
    name, key = (party.name, party.id) if party else (found.name, found.id)
    return role_json(StoredRole(None, found.name, name, key, found.id))


def _spans(connection: Connection, acts: Sequence[StoredAct], field: str, words: str) -> list[list[int]]:
    """Where words stand in the article: the place nearest to the trigger."""
    if not words.strip():
        return []
    if len({act.article for act in acts}) > 1:
        raise InvalidDecision(f"{field}: words stand in one article; edit acts of one at a time")
    act = acts[0]
    text = articles.texts(connection, [act.article])[act.article]
    places = _places(text, words.strip())
    if not places:
        raise _not_there(words.strip())
    near = act.trigger_spans[0].start if act.trigger_spans else 0
    start = min(places, key=lambda place: abs(place - near))
    return [[start, start + len(words.strip())]]


def _not_there(words: str) -> InvalidDecision:
    return InvalidDecision(f"{words!r} does not stand in the article; copy it exactly, or give its span")


def _places(text: str, words: str) -> list[int]:
    places, start = [], text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + 1)
    return places


def stored_by_hand(
    connection: Connection, article: StoredArticle, reading: Reading, identifier: str, fields: Json
) -> tuple[StoredAct, dict[str, Any]]:
    """An act as a person adds it, and its fields in the form of `overlay`. Raises `InvalidDecision`, `UnknownParty`.

    It comes in as rejected, until the decision that adds it holds.
    """
    if not fields.get("kind") or not fields.get("trigger"):
        raise InvalidDecision("an act by hand needs its kind and the words that show it (trigger)")
    kind, trigger = fields["kind"], _trigger(article.text, fields["trigger"])
    whole = Span(0, len(article.text))
    bare = stored_acts(replace(reading, acts=(Act("", "state", "actual", (whole,)),)), article)[0]
    bare = replace(bare, id=identifier, origin="hand", review="rejected", trigger_spans=())
    bare = with_values(bare, {"kind": kind, "trigger": trigger}, article.text)
    sentence = sentence_around(reading, bare.trigger_spans)
    bare = replace(bare, sentence=sentence.of(article.text) if sentence else "", sentence_span=sentence)
    values = normal(connection, [bare], {**fields, "trigger": trigger})
    return with_values(bare, values, article.text), values


def _trigger(text: str, trigger: Any) -> Any:
    if not isinstance(trigger, str):
        return trigger
    places = _places(text, trigger)
    if not places:
        raise _not_there(trigger)
    if len(places) > 1:
        raise InvalidDecision(f"{trigger!r} stands {len(places)} times in the article; give its span")
    return [[places[0], places[0] + len(trigger)]]
