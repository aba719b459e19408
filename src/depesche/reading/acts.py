"""What a party does: from what the network saw to acts with their roles, content, condition and time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.around import Before, side_by_side, taken_over
from depesche.reading.contents import EDGES, content_of
from depesche.reading.decoding import Run, best_run, calibrated, covers, runs, spans, strength
from depesche.reading.kinds import Opinion, Wording, reconsidered, told
from depesche.reading.negation import is_negated, is_not_excluded
from depesche.reading.network import ACT_PARTS, KINDS, STATES, Anchor
from depesche.reading.roles import (
    ACTOR,
    RECIPIENT,
    UNFITTED,
    Candidate,
    Setting,
    Weighed,
    Weighing,
    candidates,
    given,
    party_of,
    weigh,
)
from depesche.reading.types import DEEDS, Act, ActTime, Kind, Span, Spans, Statement, Status, TimeExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from depesche.reading.conditions import Condition
    from depesche.reading.document import Document
    from depesche.reading.parties import Parties

TRIGGER, CONTENT, CONDITION, TIME = (
    ACT_PARTS.index(name) for name in ("trigger", "content", "condition", "time")
)
SAME_CONTENT = 0.8
BEFORE = 2  # tokens in front of a condition where the word that opens it may stand
SCRAP = 2  # tokens of what is no condition unless a word says so
NEAR = 2  # tokens between two words of one predicate
CONDITIONAL = ("threaten", "offer")
REFUSAL: Kind = "reject"
STATEMENT: Kind = "state"
NEGATED: Status = "negated"


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
    wording: Wording | None = None


class Decoded(NamedTuple):
    """An act with what it was read from: its anchor, its trigger in tokens, and the parties that were weighed.

    The anchor's chances of the kinds are those of `opinion.both`, where words were asked too.
    """

    act: Act
    anchor: Anchor
    trigger: Run
    setting: Setting
    weighed: list[Weighed]
    opinion: Opinion | None = None


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
    return [one._replace(act=replace(one.act, id=f"a{number}")) for number, one in enumerate(_in_turn(kept))]


def _in_turn(found: Iterable[Decoded]) -> Iterator[Decoded]:
    """Acts in order, each with those whom it takes over from acts before it."""
    earlier: list[Before] = []
    for one in found:
        weighed = taken_over(one.act.kind, one.weighed, earlier)
        earlier.append(Before(one.act.kind, weighed))
        if weighed is one.weighed:
            yield one
        else:
            recipients = given(weighed, RECIPIENT)
            yield one._replace(act=replace(one.act, recipients=recipients), weighed=weighed)


def _tells_more(one: Decoded, other: Decoded) -> bool:
    """Whether two triggers tell the same act, and `one` is the surer."""
    if one is other or one.act.kind != other.act.kind:
        return False
    if not (_same_content(one.act, other.act) or _one_predicate(one, other)):
        return False
    return (one.act.confidence or 0, -one.trigger.first) > (other.act.confidence or 0, -other.trigger.first)


def _same_content(one: Act, other: Act) -> bool:
    """Whether two acts have nearly the same content."""
    if not one.content or not other.content:
        return False
    first, second = one.content[0], other.content[0]
    shared = min(first.end, second.end) - max(first.start, second.start)
    return 2 * shared >= SAME_CONTENT * (first.end - first.start + second.end - second.start)


def _one_predicate(one: Decoded, other: Decoded) -> bool:
    """Whether verb and noun of one predicate are both taken for triggers: "verhängte ein Flugverbot".

    They stand side by side, or the one in the other's content with the same actors.
    """
    tokens = one.setting.document.tokens
    if tokens[one.trigger.first].sentence != tokens[other.trigger.first].sentence:
        return False
    first, second = sorted((one.trigger, other.trigger))
    gap = range(first.last, second.first)
    if len(gap) <= NEAR and all(tokens[token].word[0].isalnum() for token in gap):
        return True
    inside = covers(one.act.content, other.act.trigger[0]) or covers(other.act.content, one.act.trigger[0])
    return inside and {*map(party_of, one.act.actors)} == {*map(party_of, other.act.actors)}


def _trigger(anchor: Anchor, limits: Limits) -> Run:
    """The anchor and the tokens right behind it that belong to the trigger."""
    for run in runs(anchor.parts[:, TRIGGER], anchor.first, limits.trigger):
        if run.first <= anchor.token < run.last:
            return Run(anchor.token, run.last)
    return Run(anchor.token, anchor.token + 1)


def _act(known: Known, anchor: Anchor, trigger: Run, limits: Limits) -> Decoded:
    document = known.document
    condition = _condition(known, anchor, limits)
    time = _time(known, anchor, limits)
    content = _content(known, anchor, limits, (*condition, *([time.span] if time else [])))
    opinion = _opinion(known, anchor, trigger, content, condition)
    anchor = reconsidered(anchor, opinion)
    kind = _kind(known, anchor, trigger, content)
    place = spans(document, [trigger])
    statement = _carrier(known.statements, place[0], content)
    speaker = statement.speaker[0] if statement and statement.speaker else None
    setting = Setting(document, known.parties, anchor, kind, speaker, _goes_on(known, anchor))
    weighed = weigh(_without_relays(candidates(setting), statement), kind, known.weighings)
    weighed = side_by_side(weighed, known.parties)
    act = Act(
        id="",
        kind=kind,
        status=_status(known, anchor, trigger, kind),
        trigger=place,
        actors=given(weighed, ACTOR),
        recipients=given(weighed, RECIPIENT),
        content=content,
        condition=condition,
        time=time,
        deadline=_deadline(known.times, content),
        condition_party=_condition_party(known.parties, condition, speaker),
        statement=statement.id if statement else None,
        confidence=calibrated(raw_confidence(anchor, trigger), limits.scale, limits.shift),
    )
    return Decoded(act, anchor, trigger, setting, weighed, opinion)


def _without_relays(found: Sequence[Candidate], statement: Statement | None) -> list[Candidate]:
    """The candidates without who only passes the words on: "zitierte ihn der Sender NRK"."""
    relays = statement.relayed_by if statement else ()
    return [one for one in found if not any(covers(relays, sign.words) for sign in one.signs.values())]


def _opinion(known: Known, anchor: Anchor, trigger: Run, content: Spans, condition: Spans) -> Opinion | None:
    """What network and words think of the kind, where words are asked."""
    if known.wording is None:
        return None
    act = told(known.document, anchor, trigger, content, condition)
    return known.wording.opinion(known.document, anchor, act)


def _status(known: Known, anchor: Anchor, trigger: Run, kind: Kind) -> Status:
    """The likeliest status, unless the clause denies its verb."""
    lists = known.objects.get("negation", {})
    if kind in lists.get("kinds", ()) and is_negated(known.document, trigger, lists):
        return NEGATED
    return STATES[int(anchor.states.argmax())]


def _kind(known: Known, anchor: Anchor, trigger: Run, content: Spans) -> Kind:
    """The likeliest kind; where the second is one that differs by its object only, the content's words decide."""
    second, first = (KINDS[int(place)] for place in anchor.labels[1:].argsort()[-2:])
    if first == REFUSAL and is_not_excluded(known.document, trigger, known.objects.get("negation", {})):
        return STATEMENT
    lists = known.objects.get(first, {}).get(second, ())
    if not lists:
        return first
    words = {known.document.folded[number] for span in content for number in known.document.tokens_in(span)}
    lines = "\n".join(("", *words, ""))
    decided = any(_told_by(entry, lines) for name in lists for entry in known.objects["words"][name])
    return second if decided else first


def _told_by(entry: str, lines: str) -> bool:
    """Whether all parts of an entry stand in the lines: as the beginning of one, or after "=" as a whole one."""
    return all(map(lines.__contains__, _parts(entry)))


@lru_cache(maxsize=4_096)
def _parts(entry: str) -> tuple[str, ...]:
    return tuple(f"\n{part[1:]}\n" if part[0] == "=" else f"\n{part}" for part in entry.split())


def _content(known: Known, anchor: Anchor, limits: Limits, others: Spans) -> Spans:
    """The content that the network sees without other parts of the act, with bounds that make sense alone."""
    run = best_run(anchor.parts[:, CONTENT], anchor.first, limits.content)
    if run is not None:
        run = content_of(known.document, run, others, known.objects.get("content", {}), anchor.token)
    return () if run is None else spans(known.document, [run])


def seen_condition(anchor: Anchor, limits: Limits) -> Run | None:
    """The tokens of the condition as the network sees it, before a rule gives it bounds."""
    return best_run(anchor.parts[:, CONDITION], anchor.first, limits.condition)


def _condition(known: Known, anchor: Anchor, limits: Limits) -> Spans:
    """The condition that the network sees; where a rule sees the same clause, with the rule's bounds.

    A threat or an offer takes the condition that a rule sees in its sentence, also where the network is silent.
    """
    run = seen_condition(anchor, limits)
    if run is not None:
        span = known.document.span_of(*run)
        ruled = next(((one.span,) for one in known.conditions if one.span.overlaps(span)), None)
        found = ruled or spans(known.document, _unruled(known, run))
        if found:
            return found
    conditional = KINDS[int(anchor.labels[1:].argmax())] in CONDITIONAL
    sentence = known.document.sentences[known.document.tokens[anchor.token].sentence].span
    return tuple(one.span for one in known.conditions if conditional and one.span.overlaps(sentence))[:1]


def _unruled(known: Known, run: Run) -> list[Run]:
    """A condition that no rule sees, from the word that opens it: "bis alle frei sind"; none for a scrap."""
    tokens, lists = known.document.tokens, known.objects.get("condition", {})
    sentence = known.document.sentences[tokens[run.first].sentence]
    for first in range(run.first, max(sentence.first, run.first - BEFORE) - 1, -1):
        word = known.document.folded[first]
        if word in EDGES:
            break
        if word in lists.get("clause", ()):
            ends = range(run.last, sentence.last)
            return [Run(first, next((end for end in ends if tokens[end].word in EDGES), sentence.last))]
        if word in lists.get("phrase", ()):
            return [Run(first, run.last)]
    if known.document.folded[run.first] in lists.get("whole", ()):
        return [Run(run.first, run.first + 1)]
    return [run] if not lists or run.last - run.first > SCRAP else []


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
    run = _timed(known, run) if run is not None else None
    if run is None:
        return None
    span = known.document.span_of(*run)
    value = next((time.value for time in known.times if time.span.overlaps(span)), None)
    return ActTime(span, value)


def _timed(known: Known, run: Run) -> Run | None:
    """A time with the small word that leads it and without those left at its ends; None where nothing else is there."""
    tokens, lists = known.document.tokens, known.objects.get("time", {})
    leads, edges = lists.get("leads", ()), lists.get("edges", ())
    first, last = run
    while first < last and known.document.folded[last - 1] in (*leads, *edges):
        last -= 1
    while first + 1 < last and known.document.folded[first] in edges and tokens[first + 1].word in leads:
        first += 1
    if first < last and first and known.document.folded[first - 1] in leads:
        first -= 1
    return Run(first, last) if first < last else None


def _deadline(times: Iterable[TimeExpression], content: Spans) -> ActTime | None:
    for time in times:
        if time.deadline and covers(content, time.span):
            return ActTime(time.span, time.value)
    return None


def _condition_party(parties: Parties, condition: Spans, speaker: Span | None) -> str | None:
    """The party whose deed a condition names: of the first in it who can act."""
    for span in condition:
        role = parties.doer(span, speaker=speaker)
        if role is not None:
            return role.party
    return None


def raw_confidence(anchor: Anchor, trigger: Run) -> float:
    """How sure the network is of kind and trigger, 0 to 1, before calibration."""
    sure = float(anchor.labels[1:].max())
    return sure * (0.5 + strength(anchor.parts[:, TRIGGER], anchor.first, trigger) / 2)
