"""What a party does: from what the network saw to acts with their roles, content, condition and time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.decoding import Run, best_run, calibrated, covers, runs, spans, strength
from depesche.reading.network import ACT_PARTS, KINDS, STATES, Anchor
from depesche.reading.quotes import DOUBLE
from depesche.reading.roles import (
    ACTOR,
    RECIPIENT,
    UNFITTED,
    Setting,
    Weighed,
    Weighing,
    candidates,
    given,
    weigh,
)
from depesche.reading.types import DEEDS, Act, ActTime, Kind, Span, Spans, Statement, TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from depesche.reading.conditions import Condition
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

TRIGGER, CONTENT, CONDITION, TIME = (
    ACT_PARTS.index(name) for name in ("trigger", "content", "condition", "time")
)
SAME_CONTENT = 0.8
CONDITIONAL = ("threaten", "offer")
EDGES = DOUBLE | frozenset(",.:;!?–")


class Limits(NamedTuple):
    """Thresholds of decoding, and scale and shift of the confidence; `training/tune.py` chooses them on dev."""

    anchor: float = 0.4
    trigger: float = 0.5
    content: float = 0.5
    condition: float = 0.5
    time: float = 0.5
    scale: float = 1.0
    shift: float = 0.0


@dataclass(frozen=True, slots=True)
class Known:
    """What the earlier steps found in the article; `objects` tell kinds apart, see the data file of that name."""

    document: Document
    statements: tuple[Statement, ...]
    times: tuple[TimeExpression, ...]
    parties: Parties
    conditions: tuple[Condition, ...] = ()
    objects: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    weighings: Mapping[str, Weighing] = field(default_factory=lambda: UNFITTED)


class Decoded(NamedTuple):
    """An act with what it was read from: its anchor, its trigger in tokens, and the parties that were weighed."""

    act: Act
    anchor: Anchor
    trigger: Run
    setting: Setting
    weighed: list[Weighed]


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
        found.append(_act(known, anchor, trigger, limits))
    kept = [one for one in found if not any(_tells_more(other, one) for other in found)]
    return [one._replace(act=replace(one.act, id=f"a{number}")) for number, one in enumerate(kept)]


def _tells_more(one: Decoded, other: Decoded) -> bool:
    """Whether two triggers tell the same act, and `one` is the surer: the same kind, nearly the same content."""
    if one is other or one.act.kind != other.act.kind or not one.act.content or not other.act.content:
        return False
    first, second = one.act.content[0], other.act.content[0]
    shared = min(first.end, second.end) - max(first.start, second.start)
    if 2 * shared < SAME_CONTENT * (first.end - first.start + second.end - second.start):
        return False
    return (one.act.confidence or 0, -one.trigger.first) > (other.act.confidence or 0, -other.trigger.first)


def _trigger(anchor: Anchor, limits: Limits) -> Run:
    """The anchor and the tokens right behind it that belong to the trigger."""
    for run in runs(anchor.parts[:, TRIGGER], anchor.first, limits.trigger):
        if run.first <= anchor.token < run.last:
            return Run(anchor.token, run.last)
    return Run(anchor.token, anchor.token + 1)


def _act(known: Known, anchor: Anchor, trigger: Run, limits: Limits) -> Decoded:
    document = known.document
    content = _content(document, anchor, limits)
    kind = _kind(known, anchor, content)
    condition = _condition(known, anchor, limits)
    place = spans(document, [trigger])
    statement = _carrier(known.statements, place[0], content)
    speaker = statement.speaker[0] if statement and statement.speaker else None
    setting = Setting(document, known.parties, anchor, kind, speaker, _goes_on(known, anchor))
    weighed = weigh(candidates(setting), kind, known.weighings)
    act = Act(
        id="",
        kind=kind,
        status=STATES[int(anchor.states.argmax())],
        trigger=place,
        actors=given(weighed, ACTOR),
        recipients=given(weighed, RECIPIENT),
        content=content,
        condition=condition,
        time=_time(known, anchor, limits),
        deadline=_deadline(known.times, content),
        condition_party=_condition_party(known.parties, condition),
        statement=statement.id if statement else None,
        confidence=calibrated(raw_confidence(anchor, trigger), limits.scale, limits.shift),
    )
    return Decoded(act, anchor, trigger, setting, weighed)


def _kind(known: Known, anchor: Anchor, content: Spans) -> Kind:
    """The likeliest kind; where the second is one that differs by its object only, the content's words decide."""
    second, first = (KINDS[int(place)] for place in anchor.labels[1:].argsort()[-2:])
    lists = known.objects.get(first, {}).get(second, ())
    if not lists:
        return first
    tokens = known.document.tokens
    words = {tokens[number].word.casefold() for span in content for number in known.document.tokens_in(span)}
    lines = "\n".join(("", *words, ""))
    decided = any(_told_by(entry, lines) for name in lists for entry in known.objects["words"][name])
    return second if decided else first


def _told_by(entry: str, lines: str) -> bool:
    """Whether all parts of an entry stand in the lines: as the beginning of one, or after "=" as a whole one."""
    return all(map(lines.__contains__, _parts(entry)))


@lru_cache(maxsize=4_096)
def _parts(entry: str) -> tuple[str, ...]:
    return tuple(f"\n{part[1:]}\n" if part[0] == "=" else f"\n{part}" for part in entry.split())


def _content(document: Document, anchor: Anchor, limits: Limits) -> Spans:
    """The content without a quotation mark that has lost its partner and without marks of punctuation around it."""
    run = best_run(anchor.parts[:, CONTENT], anchor.first, limits.content)
    if run is None:
        return ()
    first, last = run
    words = [token.word for token in document.tokens[first:last]]
    while last - first > 1 and words[0] in EDGES and not _paired(words):
        first, words = first + 1, words[1:]
    while last - first > 1 and words[-1] in EDGES and not _paired(words):
        last, words = last - 1, words[:-1]
    return spans(document, [Run(first, last)])


def _paired(words: Sequence[str]) -> bool:
    return words[0] in DOUBLE and words[-1] in DOUBLE


def seen_condition(anchor: Anchor, limits: Limits) -> Run | None:
    """The tokens of the condition as the network sees it, before a rule gives it bounds."""
    return best_run(anchor.parts[:, CONDITION], anchor.first, limits.condition)


def _condition(known: Known, anchor: Anchor, limits: Limits) -> Spans:
    """The condition that the network sees; where a rule sees the same clause, with the rule's bounds.

    A threat or an offer takes the condition that a rule sees in its sentence, also where the network is silent.
    """
    run = seen_condition(anchor, limits)
    if run is None:
        conditional = KINDS[int(anchor.labels[1:].argmax())] in CONDITIONAL
        sentence = known.document.sentences[known.document.tokens[anchor.token].sentence].span
        return tuple(one.span for one in known.conditions if conditional and one.span.overlaps(sentence))[:1]
    span = known.document.span_of(*run)
    return next(((one.span,) for one in known.conditions if one.span.overlaps(span)), (span,))


def _goes_on(known: Known, anchor: Anchor) -> Span | None:
    """Who says what goes on in reported speech ("Das sei falsch."): the one who speaks right before it."""
    tokens = known.document.tokens
    reported = known.parties.is_reported(anchor.token)
    if not reported or KINDS[int(anchor.labels[1:].argmax())] in DEEDS:
        return None
    sentence = known.document.sentences[tokens[anchor.token].sentence]
    before: Span | None = None
    for statement in known.statements:
        if statement.speaker and statement.speaker[0].end <= sentence.span.start:
            place = known.document.tokens_in(statement.speaker[0]).start
            near = tokens[place].sentence == tokens[anchor.token].sentence - 1
            before = statement.speaker[0] if near else before
    return before


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
