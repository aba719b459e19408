"""What a party does: from what the network saw to acts with their roles, content, condition and time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run, best_run, calibrated, covers, runs, spans, strength
from depesche.reading.network import ACT_PARTS, KINDS, STATES, Anchor
from depesche.reading.types import Act, ActTime, Role, Span, Spans, Statement, TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

(
    TRIGGER,
    ACTOR,
    ACTOR_BEGIN,
    RECIPIENT,
    RECIPIENT_BEGIN,
    CONTENT,
    CONDITION,
    TIME,
    IMPLIED_ACTOR,
    IMPLIED_RECIPIENT,
) = range(len(ACT_PARTS))


class Limits(NamedTuple):
    """Thresholds of decoding, and scale and shift of the confidence; `training/tune.py` chooses them on dev."""

    anchor: float = 0.4
    trigger: float = 0.5
    actor: float = 0.5
    recipient: float = 0.5
    content: float = 0.5
    condition: float = 0.5
    time: float = 0.5
    implied_actor: float = 0.4
    implied_recipient: float = 0.4
    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """What the earlier steps found in the article."""

    document: Document
    statements: tuple[Statement, ...]
    times: tuple[TimeExpression, ...]
    parties: Parties


class Decoded(NamedTuple):
    """An act with what it was read from: its anchor, and its trigger in tokens."""

    act: Act
    anchor: Anchor
    trigger: Run


def find_acts(known: Known, anchors: Sequence[Anchor], limits: Limits | None = None) -> tuple[Act, ...]:
    """Acts of a document in the order of their triggers."""
    return tuple(decoded.act for decoded in decode_acts(known, anchors, limits or Limits()))


def decode_acts(known: Known, anchors: Sequence[Anchor], limits: Limits) -> list[Decoded]:
    """The same acts, each with what it was read from; `explain` shows it."""
    found: list[Decoded] = []
    taken = -1
    for anchor in anchors:
        if 1.0 - anchor.labels[0] < limits.anchor or anchor.token < taken:
            continue
        trigger = _trigger(anchor, limits)
        taken = trigger.last
        act = replace(_act(known, anchor, trigger, limits), id=f"a{len(found)}")
        found.append(Decoded(act, anchor, trigger))
    return found


def _trigger(anchor: Anchor, limits: Limits) -> Run:
    """The anchor and the tokens right behind it that belong to the trigger."""
    for run in runs(anchor.parts[:, TRIGGER], anchor.first, limits.trigger):
        if run.first <= anchor.token < run.last:
            return Run(anchor.token, run.last)
    return Run(anchor.token, anchor.token + 1)


def _act(known: Known, anchor: Anchor, trigger: Run, limits: Limits) -> Act:
    document = known.document
    kind = KINDS[int(anchor.labels[1:].argmax())]
    content = _span_of_part(document, anchor, CONTENT, limits.content)
    condition = _span_of_part(document, anchor, CONDITION, limits.condition)
    place = spans(document, [trigger])
    statement = _carrier(known.statements, place[0], content)
    speaker = statement.speaker[0] if statement and statement.speaker else None
    return Act(
        id="",
        kind=kind,
        status=STATES[int(anchor.states.argmax())],
        trigger=place,
        actors=_named_or_implied(known, anchor, ACTOR, limits, speaker),
        recipients=_named_or_implied(known, anchor, RECIPIENT, limits, speaker),
        content=content,
        condition=condition,
        time=_time(known, anchor, limits),
        deadline=_deadline(known.times, content),
        condition_party=_condition_party(known.parties, condition),
        statement=statement.id if statement else None,
        confidence=calibrated(raw_confidence(anchor, trigger), limits.scale, limits.shift),
    )


def _span_of_part(document: Document, anchor: Anchor, part: int, threshold: float) -> Spans:
    run = best_run(anchor.parts[:, part], anchor.first, threshold)
    return spans(document, [run]) if run else ()


def _mentions(anchor: Anchor, part: int, threshold: float) -> list[Run]:
    """Runs of a role, cut where the next mention begins ("Moskau und Peking")."""
    found = []
    begins = anchor.parts[:, part + 1]
    for run in runs(anchor.parts[:, part], anchor.first, threshold):
        first = run.first
        for token in range(run.first + 1, run.last):
            if begins[token - anchor.first] > threshold:
                found.append(Run(first, token))
                first = token
        found.append(Run(first, run.last))
    return found


def _roles(
    known: Known, anchor: Anchor, part: int, threshold: float, speaker: Span | None
) -> tuple[Role, ...]:
    mentions = (known.document.span_of(*run) for run in _mentions(anchor, part, threshold))
    resolved = (role for mention in mentions for role in known.parties.resolve_all(mention, speaker=speaker))
    return tuple({(role.name, role.party): role for role in resolved}.values())


def _named_or_implied(
    known: Known, anchor: Anchor, part: int, limits: Limits, speaker: Span | None
) -> tuple[Role, ...]:
    """The parties that are mentioned in a role; failing that, the one the act implies."""
    threshold, implied = (
        (limits.actor, (IMPLIED_ACTOR, limits.implied_actor))
        if part == ACTOR
        else (limits.recipient, (IMPLIED_RECIPIENT, limits.implied_recipient))
    )
    named = _roles(known, anchor, part, threshold, speaker)
    if named:
        return named
    run = best_run(anchor.parts[:, implied[0]], anchor.first, implied[1])
    if run is None:
        return ()
    role = known.parties.resolve(known.document.span_of(*run), speaker=speaker)
    return (replace(role, mention=None),)


def _carrier(statements: Iterable[Statement], trigger: Span, content: Spans) -> Statement | None:
    """The statement whose cue or quote holds the trigger, or whose quote the content is."""
    for statement in statements:
        if covers(statement.cue, trigger):
            return statement
    for statement in statements:
        if covers(statement.quote, trigger) or any(covers(statement.quote, span) for span in content):
            return statement
    return None


def _time(known: Known, anchor: Anchor, limits: Limits) -> ActTime | None:
    run = best_run(anchor.parts[:, TIME], anchor.first, limits.time)
    if run is None:
        return None
    span = known.document.span_of(*run)
    value = next((time.value for time in known.times if time.span.overlaps(span)), None)
    return ActTime(span, value)


def _deadline(times: Iterable[TimeExpression], content: Spans) -> ActTime | None:
    for time in times:
        if time.deadline and covers(content, time.span):
            return ActTime(time.span, time.value)
    return None


def _condition_party(parties: Parties, condition: Spans) -> str | None:
    """The party whose deed a condition names: the first one in it."""
    for span in condition:
        for mention, _ in parties.mentions_in(span.start, span.end):
            return parties.resolve(mention).party
    return None


def raw_confidence(anchor: Anchor, trigger: Run) -> float:
    """How sure the network is of kind and trigger, 0 to 1, before calibration."""
    sure = float(anchor.labels[1:].max())
    return sure * (0.5 + strength(anchor.parts[:, TRIGGER], anchor.first, trigger) / 2)
