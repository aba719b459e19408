"""Readings as one page for the browser, which needs nothing from outside.

Everything that comes from an article goes through Jinja's escaping; style and script are our own files and hold no
data. A content security policy in the page forbids whatever is not them.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from depesche.render.clean import CONTROL, TURNS_WRITING, clean, shorten, sign_name
from depesche.render.labels import labels_of, sign_of, tone_of
from depesche.render.segments import marks_of, segments
from depesche.render.table import headline_of, in_order, sentence_number, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Template

    from depesche.reading.types import Act, ActTime, Party, Reading, Role, Statement, TimeExpression
    from depesche.render.labels import Labels
    from depesche.render.segments import Mark, Segment

_HERE = Path(__file__).parent
_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_LONGEST_QUOTE = 180
_DEEPEST = 3

View = dict[str, Any]


def page(readings: Sequence[Reading], title: str = "Depesche") -> str:
    """One self-contained HTML page of one or several readings."""
    labels = labels_of(readings[0].language if readings else "")
    script, style = _file("page.js"), _file("page.css")
    return _template().render(
        title=headline_of(readings[0]) if len(readings) == 1 else title,
        labels=labels,
        script=Markup(script),  # noqa: S704 (our own file)
        style=Markup(style),  # noqa: S704 (our own file)
        script_hash=_hash(script),
        style_hash=_hash(style),
        articles=[_article(reading, number) for number, reading in enumerate(readings)],
    )


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_file("page.html"))


def _article(reading: Reading, number: int) -> View:
    labels = labels_of(reading.language)
    numbers = {id(act): index for index, act in enumerate(reading.acts)}
    starts = [sentence.start for sentence in reading.sentences]
    return {
        "key": f"r{number}",
        "title": headline_of(reading, 160 if reading.title else 80),
        "has_title": reading.title is not None,
        "language": clean(reading.language),
        "labels": labels,
        "date": labels.day(reading.published) or labels.words["undated"],
        "url": _safe_address(reading.url),
        "counts": _counts(reading, labels),
        "pieces": list(_pieces(reading, labels)),
        "acts": [_act(act, numbers[id(act)], reading, labels, starts) for act in in_order(reading.acts)],
        "statements": [
            _statement(one, index, reading, labels) for index, one in enumerate(reading.statements)
        ],
        "parties": [_party(party, index, labels) for index, party in enumerate(reading.parties)],
        "times": [_time(time, index, reading, labels) for index, time in enumerate(reading.times)],
        "notices": [clean(notice) for notice in reading.notices],
    }


def _counts(reading: Reading, labels: Labels) -> list[str]:
    return [
        labels.counted(len(reading.sentences), "sentence", "sentences"),
        labels.counted(len(reading.statements), "statement", "statements"),
        labels.counted(len(reading.acts), "act", "acts"),
    ]


def _safe_address(url: str | None) -> str | None:
    return url if url and url.casefold().startswith(("https://", "http://")) else None


def _pieces(reading: Reading, labels: Labels) -> Iterator[View]:
    """The text in segments, each with its classes and what it belongs to."""
    begun: set[str] = set()
    for segment in segments(reading.text, marks_of(reading)):
        yield _piece(segment, reading, labels, begun)


def _piece(segment: Segment, reading: Reading, labels: Labels, begun: set[str]) -> View:
    text = _shown(segment.span.of(reading.text), labels)
    if not segment.marks:
        return {"text": text, "on": ""}
    act = _act_of(segment.marks)
    first = act is not None and act not in begun
    if act:
        begun.add(act)
    kind = reading.acts[int(act[1:])].kind if act else None
    return {
        "text": text,
        "classes": " ".join(_classes(segment.marks, reading)),
        "on": " ".join(f"{mark.owner}/{mark.part}" for mark in segment.marks),
        "begins": " ".join(dict.fromkeys(mark.owner for mark in segment.marks if _begins(mark, segment))),
        "act": act,
        "first": first,
        "sign": sign_of(kind) if kind and first else None,
        "kind": labels.kinds[kind] if kind else None,
    }


def _begins(mark: Mark, segment: Segment) -> bool:
    return mark.span.start == segment.span.start


def _act_of(marks: tuple[Mark, ...]) -> str | None:
    """The act whose trigger these characters are; the first, where several share it."""
    return next((mark.owner for mark in marks if mark.part == "trigger"), None)


def _classes(marks: tuple[Mark, ...], reading: Reading) -> list[str]:
    """What shows at rest: depth of quotes, what is content or condition of an act, times, parties."""
    parts = {mark.part for mark in marks}
    classes = [f"is-{part}" for part in ("trigger", "content", "condition", "mention") if part in parts]
    if parts & {"time", "deadline"}:
        classes.append("is-time")
    if depth := len({mark.owner for mark in marks if mark.part == "quote"}):
        classes.append(f"is-quote-{min(depth, _DEEPEST)}")
    kinds = [reading.acts[int(mark.owner[1:])].kind for mark in marks if mark.layer == "act"]
    triggers = [reading.acts[int(mark.owner[1:])].kind for mark in marks if mark.part == "trigger"]
    return classes + [f"tone-{tone_of(kind)}" for kind in (triggers + kinds)[:1]]


def _shown(text: str, labels: Labels) -> Markup:
    """Text for the page: escaped, with signs that would turn the writing around made visible."""
    lines = _LINE_END.sub("\n", text)
    parts: list[Markup] = []
    end = 0
    for match in TURNS_WRITING.finditer(lines):
        name = f"{labels.words['hidden_sign']}: {sign_name(match[0])}"
        parts += [
            _escaped(lines[end : match.start()]),
            Markup('<i class="hidden" title="{}">◌</i>').format(name),
        ]
        end = match.end()
    return Markup("").join([*parts, _escaped(lines[end:])])


def _escaped(text: str) -> Markup:
    return escape(CONTROL.sub("\ufffd", text))


def _act(act: Act, number: int, reading: Reading, labels: Labels, starts: list[int]) -> View:
    return {
        "key": f"a{number}",
        "sign": sign_of(act.kind),
        "tone": tone_of(act.kind),
        "kind": labels.verb(act.kind, many=len(act.actors) > 1),
        "status": labels.status.get(act.status),
        "sentence": sentence_number(starts, act),
        "actors": [_role(role) for role in act.actors],
        "recipients": [_role(role) for role in act.recipients],
        "content": words_of(act.content, reading.text),
        "condition": words_of(act.condition, reading.text),
        "condition_party": clean(act.condition_party) if act.condition_party else None,
        "time": _act_time(act.time, reading, labels),
        "deadline": _act_time(act.deadline, reading, labels),
        "confidence": None if act.confidence is None else f"{act.confidence:.0%}",
    }


def _role(role: Role) -> View:
    name = clean(role.name or role.party or "")
    party = clean(role.party) if role.party and role.party != role.name else None
    return {"name": name, "party": party, "reason": clean(role.reason) if role.reason else None}


def _act_time(time: ActTime | None, reading: Reading, labels: Labels) -> View | None:
    if time is None:
        return None
    return {"words": words_of((time.span,), reading.text), "value": labels.day(time.value) or time.value}


def _statement(statement: Statement, number: int, reading: Reading, labels: Labels) -> View:
    speaker = statement.speaker_name or words_of(statement.speaker, reading.text)
    return {
        "key": f"s{number}",
        "type": labels.statement_types[statement.type],
        "speaker": shorten(clean(speaker), 80),
        "party": clean(statement.speaker_party) if statement.speaker_party else None,
        "relayed_by": words_of(statement.relayed_by, reading.text),
        "quote": shorten(words_of(statement.quote, reading.text), _LONGEST_QUOTE),
    }


def _party(party: Party, number: int, labels: Labels) -> View:
    return {
        "key": f"p{number}",
        "name": clean(party.name),
        "kind": labels.party_kinds[party.kind],
        "mentions": len(party.mentions),
    }


def _time(time: TimeExpression, number: int, reading: Reading, labels: Labels) -> View:
    return {
        "key": f"t{number}",
        "words": words_of((time.span,), reading.text),
        "value": _interval(time, labels) or time.value or labels.words["unknown"],
        "deadline": time.deadline,
    }


def _interval(time: TimeExpression, labels: Labels) -> str | None:
    """First and last day as people write them."""
    if time.interval is None:
        return labels.day(time.value)
    first = labels.day(time.interval.start.isoformat())
    last = labels.day(time.interval.end.isoformat())
    return first if first == last else f"{first} – {last}"
