"""What decisions change of an act: each field as JSON, set and taken back.

Public: `FIELDS`, `value_of(act, field)`, `with_value(act, field, value, text)`, `with_values`, `unfit`, `folded`,
`kept`.

What was read stays known: the first decision about a field keeps its value in `given`, from where undo takes it.

| field | value |
| --- | --- |
| kind, status, review | one of their words |
| actors, recipients | list of roles: mention, name, party_name, party, person, reason |
| trigger, content, condition | list of spans |
| day | [first, last, "time" or "published" or "none"], ISO dates or null |
| deadline | ISO date or null |
| condition_party, matter, event | an id; of the first two also null |
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from depesche.errors import InvalidDecision
from depesche.reading.types import Kind, Span, Status
from depesche.record.intake import BETWEEN_PIECES
from depesche.record.rows import role_json, role_of
from depesche.record.types import Dating, Review, StoredAct
from depesche.record.words import act_terms, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_WORDS: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "status": get_args(Status),
    "review": get_args(Review),
}
_ROLES = ("actors", "recipients")
_SPANS = ("trigger", "content", "condition")
_IDS = ("condition_party", "matter", "event")
FIELDS = (*_WORDS, *_ROLES, *_SPANS, *_IDS, "day", "deadline")
READ_IN_TEXT = frozenset((*_ROLES, *_SPANS))
"""Fields whose values are looked up in the text of the article."""

_TELLING = frozenset({"kind", *_SPANS})  # on which the terms rest


def value_of(act: StoredAct, field: str) -> Any:
    """A field as JSON."""
    if field in _ROLES:
        return [role_json(role) for role in getattr(act, field)]
    if field in _SPANS:
        return [list(span) for span in getattr(act, f"{field}_spans")]
    if field == "day":
        return [_iso(act.day), _iso(act.last_day), act.dated_by]
    if field == "deadline":
        return _iso(act.deadline)
    if field == "condition_party":
        return act.condition_party_read or act.condition_party
    return getattr(act, field)


def with_value(act: StoredAct, field: str, value: Any, text: str) -> StoredAct:
    """The act with a field set; `text` is that of its article. Raises `InvalidDecision`."""
    try:
        changed = _setter(field)(act, field, value, text)
    except (TypeError, ValueError, KeyError, AttributeError, IndexError):
        raise unfit(field, value) from None
    return with_terms(changed) if field in _TELLING else changed


def unfit(field: str, value: Any) -> InvalidDecision:
    """What is wrong with a value for a field, with the form that is wanted."""
    forms = {
        **dict.fromkeys(_ROLES, "names of parties, such as Karsland"),
        **dict.fromkeys(_SPANS, "words of the article, or spans such as [[12, 20]]"),
        **dict.fromkeys(("day", "deadline"), "a day such as 2024-03-01"),
    }
    return InvalidDecision(f"{value!r} is no value for {field}: it takes {forms.get(field, 'an id')}")


def with_values(act: StoredAct, values: Mapping[str, Any], text: str) -> StoredAct:
    """The act with several fields set. Raises `InvalidDecision`."""
    for field, value in values.items():
        act = with_value(act, field, value, text)
    return act


def folded(
    act: StoredAct, given: Mapping[str, Any], decided: Iterable[Mapping[str, Any]], text: str
) -> tuple[StoredAct, dict[str, Any] | None]:
    """The act as it was `given` with the changes of decisions laid over it in order; and what it is given as then."""
    state = base = with_values(act, given, text)
    fields: dict[str, Any] = {}
    for changes in decided:
        fields.update({field: value_of(base, field) for field in changes})
        state = with_values(state, changes, text)
    return state, fields or None


def kept(placed: StoredAct, old: StoredAct, given: Mapping[str, Any]) -> tuple[StoredAct, dict[str, Any]]:
    """A newly read act with the fields that were decided taken from the old one; and the columns to set beside."""
    fresh = {field: value_of(placed, field) for field in given if field != "event"}
    attributes = {name: getattr(old, name) for field in given for name in _attributes(field)}
    event = {"event": given["event"]} if "event" in given else {}
    return with_terms(_replaced(placed, attributes)), {"given": {**fresh, **event}}


def with_terms(act: StoredAct) -> StoredAct:
    """The act with the terms that its words give."""
    if not comparable(act.language):
        return act
    terms = act_terms(
        act.kind,
        act.language,
        content=act.content,
        condition=act.condition,
        trigger=act.trigger,
        sentence=act.sentence,
    )
    return replace(act, terms=terms)


def _attributes(field: str) -> tuple[str, ...]:
    if field in _SPANS:
        return field, f"{field}_spans"
    if field == "condition_party":
        return field, "condition_party_read"
    return ("day", "last_day", "dated_by") if field == "day" else (field,)


def _setter(field: str) -> Callable[[StoredAct, str, Any, str], StoredAct]:
    setters = {
        **dict.fromkeys(_WORDS, _set_word),
        **dict.fromkeys(_ROLES, _set_roles),
        **dict.fromkeys(_SPANS, _set_spans),
        **dict.fromkeys(_IDS, _set_id),
        "day": _set_day,
        "deadline": _set_deadline,
    }
    if field not in setters:
        raise InvalidDecision(f"an act has no field {field!r} to edit; there are: {', '.join(FIELDS)}")
    return setters[field]


def _set_word(act: StoredAct, field: str, value: Any, _text: str) -> StoredAct:
    if value not in _WORDS[field]:
        raise InvalidDecision(f"{value!r} is no {field}; there are: {', '.join(_WORDS[field])}")
    if value == "edited" and act.review == "rejected":  # what is none stays none when its event is edited
        return act
    return _replaced(act, {field: value})


def _set_roles(act: StoredAct, field: str, value: Any, text: str) -> StoredAct:
    roles = tuple(role_of(role) for role in value)
    for role in roles:
        if role.mention is not None:
            _check(role.mention, text)
    return _replaced(act, {field: roles})


def _set_spans(act: StoredAct, field: str, value: Any, text: str) -> StoredAct:
    spans = tuple(_check(Span(start, end), text) for start, end in value)
    words = BETWEEN_PIECES.join(span.of(text) for span in spans)
    return _replaced(act, {field: words, f"{field}_spans": spans})


def _set_id(act: StoredAct, field: str, value: Any, _text: str) -> StoredAct:
    if not isinstance(value, str) and (value is not None or field == "event"):
        raise TypeError
    more = {"condition_party_read": None} if field == "condition_party" else {}
    return _replaced(act, {field: value, **more})


def _set_day(act: StoredAct, _field: str, value: Any, _text: str) -> StoredAct:
    first, last, dated_by = value
    if dated_by not in get_args(Dating):
        raise ValueError
    return replace(act, day=_date(first), last_day=_date(last), dated_by=dated_by)


def _set_deadline(act: StoredAct, _field: str, value: Any, _text: str) -> StoredAct:
    return replace(act, deadline=_date(value))


def _replaced(act: StoredAct, values: Mapping[str, Any]) -> StoredAct:
    return replace(act, **values)


def _check(span: Span, text: str) -> Span:
    if not 0 <= span.start < span.end <= len(text):
        raise InvalidDecision(f"[{span.start}, {span.end}] is empty or leaves the article (0 to {len(text)})")
    return span


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
