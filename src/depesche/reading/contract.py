"""Reading <-> JSON, exactly the contract: one object on one line, without additions that say nothing.

The form is described in `reading.schema.json` beside this module and, with additions, in docs/contract.md.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from depesche.errors import InvalidReading
from depesche.reading.types import Reading, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import TypeAdapter, ValidationError

    from depesche.reading.types import Act, ActTime, Party, Role, Statement, TimeExpression

Json = dict[str, Any]

# Line ends that `str.splitlines` knows beside "\n", and halves of surrogate pairs, which UTF-8 cannot hold.
_UNSAFE = re.compile("[\u0085\u2028\u2029\ud800-\udfff]")


def to_json(reading: Reading) -> str:
    """One line of JSON, without a line end. `from_json` gives the same reading back."""
    line = json.dumps(_reading(reading), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def from_json(line: str | bytes) -> Reading:
    """Read what `to_json` wrote, or a gold file's line; unknown fields are ignored.

    Raises `InvalidReading` with the first field that does not fit.
    """
    from pydantic import ValidationError

    try:
        reading = _adapter().validate_json(line, strict=True)
    except ValidationError as error:
        raise InvalidReading(_explain(error)) from None
    _check_spans(reading)
    return reading


def _reading(reading: Reading) -> Json:
    entry: Json = {
        "id": reading.id,
        "title": reading.title,
        "url": reading.url,
        "published": reading.published,
        "language": reading.language,
        "text": reading.text,
    }
    if reading.sentences:
        entry["sentences"] = reading.sentences
    entry["statements"] = [_statement(statement) for statement in reading.statements]
    entry["acts"] = [_act(act) for act in reading.acts]
    entry["times"] = [_time(time) for time in reading.times]
    entry["parties"] = [_party(party) for party in reading.parties]
    if reading.notices:
        entry["notices"] = reading.notices
    if reading.extractor is not None:
        entry["extractor"] = {"name": reading.extractor.name, "version": reading.extractor.version}
    return entry


def _statement(statement: Statement) -> Json:
    entry: Json = {
        "id": statement.id,
        "type": statement.type,
        "medium": statement.medium,
        "quote": statement.quote,
        "cue": statement.cue,
        "speaker": statement.speaker,
        "addressee": statement.addressee,
        "frame": statement.frame,
    }
    _add(entry, "relayed_by", statement.relayed_by or None)
    _add(entry, "speaker_name", statement.speaker_name)
    _add(entry, "speaker_party", statement.speaker_party)
    _add(entry, "confidence", statement.confidence)
    return entry


def _act(act: Act) -> Json:
    entry: Json = {
        "id": act.id,
        "kind": act.kind,
        "status": act.status,
        "trigger": act.trigger,
        "actors": [_role(role) for role in act.actors],
        "recipients": [_role(role) for role in act.recipients],
        "content": act.content,
        "condition": act.condition,
        "time": _act_time(act.time),
        "statement": act.statement,
    }
    _add(entry, "deadline", _act_time(act.deadline))
    _add(entry, "condition_party", act.condition_party)
    _add(entry, "confidence", act.confidence)
    return entry


def _role(role: Role) -> Json:
    entry: Json = {
        "mention": role.mention,
        "name": role.name,
        "party": role.party,
        "party_id": role.party_id,
    }
    _add(entry, "reason", role.reason)
    return entry


def _act_time(time: ActTime | None) -> Json | None:
    return None if time is None else {"span": time.span, "value": time.value}


def _time(time: TimeExpression) -> Json:
    entry: Json = {"span": time.span, "type": time.type, "value": time.value}
    if time.interval is not None:
        entry["interval"] = {
            "start": time.interval.start.isoformat(),
            "end": time.interval.end.isoformat(),
            "granularity": time.interval.granularity,
        }
    if time.deadline:
        entry["deadline"] = True
    return entry


def _party(party: Party) -> Json:
    return {
        "id": party.id,
        "name": party.name,
        "kind": party.kind,
        "acts_for": party.acts_for,
        "mentions": party.mentions,
    }


def _add(entry: Json, name: str, value: object) -> None:
    if value is not None:
        entry[name] = value


@cache
def _adapter() -> TypeAdapter[Reading]:
    from datetime import date

    from pydantic import TypeAdapter

    adapter = TypeAdapter(Reading)
    adapter.rebuild(_types_namespace={"date": date})
    return adapter


def _explain(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    message = first["msg"].replace("Input should be", "should be")
    return f"the reading does not fit the contract: {place}: {message}" if place else f"no reading: {message}"


def _check_spans(reading: Reading) -> None:
    length = len(reading.text)
    for place, span in _spans(reading):
        if not 0 <= span.start < span.end <= length:
            message = f"{place}: [{span.start}, {span.end}] is empty or leaves the text (0 to {length})"
            raise InvalidReading(f"the reading does not fit the contract: {message}")


def _spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Every span of a reading with the name of its place."""
    yield from _named("sentences", reading.sentences)
    for statement in reading.statements:
        for part in ("quote", "cue", "speaker", "addressee", "frame", "relayed_by"):
            yield from _named(f"statement {statement.id}, {part}", getattr(statement, part))
    for act in reading.acts:
        yield from _act_spans(act)
    yield from _named("times", [time.span for time in reading.times])
    for party in reading.parties:
        yield from _named(f"party {party.id}, mentions", party.mentions)


def _act_spans(act: Act) -> Iterator[tuple[str, Span]]:
    for part in ("trigger", "content", "condition"):
        yield from _named(f"act {act.id}, {part}", getattr(act, part))
    roles = [role.mention for role in (*act.actors, *act.recipients) if role.mention is not None]
    yield from _named(f"act {act.id}, mention", roles)
    times = [time.span for time in (act.time, act.deadline) if time is not None]
    yield from _named(f"act {act.id}, time", times)


def _named(place: str, spans: tuple[Span, ...] | list[Span]) -> Iterator[tuple[str, Span]]:
    return ((place, span) for span in spans)
