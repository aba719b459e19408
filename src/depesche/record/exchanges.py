"""A demand or offer and the answers to it.

    answers(reply, openings)    which openings an event answers, and how sure that is: (opening's id, Answer)
    repeats(event, openings)    id of the earlier opening that an event raises again
    status(answers, repeated=)  open, rejected, agreed, countered

An answer is known by who gives it, to whom, in which matter, when, by what it is about and by words that point back
("diese Forderung"). An agreement may also be a deed: what was demanded is done.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.record.events import likeness, party_terms
from depesche.record.reasons import Reasons
from depesche.record.types import Answer
from depesche.record.words import act_terms, comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from depesche.reading.types import Kind
    from depesche.record.types import AnswerKind, Event, ExchangeStatus, StoredAct

OPENING_KINDS: frozenset[Kind] = frozenset(("demand", "offer"))
ANSWERING_KINDS: frozenset[Kind] = frozenset(
    ("agree", "reject", "deny", "offer", "demand", "announce", "retreat", "aid", "cooperate", "consult")
)
WINDOW_DAYS = 90
THRESHOLD = 0.5

_KINDS: Mapping[Kind, AnswerKind] = {
    "agree": "agree",
    "reject": "reject",
    "deny": "deny",
    "offer": "counter",
    "demand": "counter",
}
_STATUS: Mapping[AnswerKind, ExchangeStatus] = {
    "agree": "agreed", "reject": "rejected", "deny": "rejected", "counter": "countered",
}  # fmt: skip
_AS_GOOD = 0.05
_SAME_CONTENT = 0.3
_MIRRORED = 0.7
_MOST = 2
_REPEATED = 0.5
_REPEATED_IN_MATTER = 0.3


class _Match(NamedTuple):
    """What speaks for an answer."""

    kind: AnswerKind
    score: float
    content: float
    done: bool
    reason: str


def answers(reply: Event, openings: Sequence[Event]) -> tuple[tuple[str, Answer], ...]:
    """The openings that an event answers most likely, each with its answer; none where nothing is likely enough."""
    found = [(opening.id, match) for opening in openings if (match := _match(reply, opening)) is not None]
    found = [pair for pair in found if pair[1].score >= THRESHOLD]
    found.sort(key=lambda pair: -pair[1].score)
    near = [pair for number, pair in enumerate(found) if not number or _as_good(number, pair[1], found[0][1])]
    return tuple(
        (opening, Answer(reply.id, match.kind, round(match.score, 3), match.reason))
        for opening, match in near
    )


def _as_good(number: int, match: _Match, best: _Match) -> bool:
    """Whether an event answers a further opening too.

    A deed meets all demands for it; words take up a second one at most, and by pointing back alone only one.
    """
    alike = match.content >= max(_SAME_CONTENT, best.content - _AS_GOOD)
    near = alike and match.score >= best.score - _AS_GOOD
    return match.done or (number < _MOST and near)


def status(answers: Sequence[Answer], *, repeated: bool = False) -> ExchangeStatus:
    """What the last answer makes of an exchange; open too where it was raised again after that (`repeated`).

    `answers` come in the order of time, without those that a person has rejected.
    """
    return "open" if repeated or not answers else _STATUS[answers[-1].kind]


def repeats(event: Event, openings: Sequence[Event]) -> str | None:
    """Id of the earlier opening that an event raises again: of the same kind, by the same party, about the same."""
    found = [(score, opening.id) for opening in openings if (score := _repeats(event, opening)) > 0]
    return max(found)[1] if found else None


def _repeats(event: Event, opening: Event) -> float:
    same = event.kind == opening.kind and not set(event.actors).isdisjoint(opening.actors)
    if not same or not comparable(event.lead.language, opening.lead.language):
        return 0.0
    if event.id == opening.id or _apart(event.recipients, opening.recipients):
        return 0.0
    days = _days_after(event, opening)
    if days is None or days > WINDOW_DAYS:
        return 0.0
    alike = likeness(event.lead, opening.lead)
    again = vocabulary(event.lead.language).again(f"{event.lead.trigger} {event.lead.sentence}")
    in_matter = event.matter is not None and event.matter == opening.matter
    least = _REPEATED_IN_MATTER if in_matter or again else _REPEATED
    return alike if alike >= least else 0.0


def _apart(these: Sequence[str], those: Sequence[str]) -> bool:
    """Whether both are known and share nothing."""
    return bool(these and those and not set(these) & set(those))


def _days_after(event: Event, other: Event) -> int | None:
    """Days from `other` to `event`; None where one has no day, or `event` is the earlier one."""
    if event.day is None or other.day is None:
        return None
    days = (event.day - other.day).days
    return days if days >= 0 else None


def _match(reply: Event, opening: Event) -> _Match | None:
    """How well an event answers an opening; None where it cannot."""
    days = _days_after(reply, opening)
    others = [party for party in reply.actors if party not in opening.actors]
    if days is None or days > WINDOW_DAYS or reply.id == opening.id or not others:
        return None
    kind = _kind(reply.lead, opening.lead) if _may_answer(reply, opening) else None
    if kind is None or (kind == "counter" and _apart(others, opening.recipients)):
        return None
    reasons = Reasons(reply.lead.language)
    alike = _alike(reply.lead, opening.lead, kind)
    score = (
        _by_parties(others, reply, opening, reasons)
        + _by_content(reply, opening, alike, reasons)
        + _by_pointing(reply.lead, opening.lead, kind, reasons)
        + _by_time(days, reasons)
    )
    return _Match(kind, max(0.0, min(1.0, score)), alike, reply.kind not in _KINDS, str(reasons))


def _may_answer(reply: Event, opening: Event) -> bool:
    """Whether an event is toward the right party, and about anything that the opening is about.

    A deed need not be toward the one who asked for it.
    """
    if not comparable(reply.lead.language, opening.lead.language):
        return False
    elsewhere = _apart(reply.recipients, (*opening.actors, *opening.recipients))
    return not (elsewhere and reply.kind in _KINDS) and _touches(reply, opening)


def _touches(reply: Event, opening: Event) -> bool:
    """Whether anything but the parties ties an event to an opening: the matter, a word, a word that points back."""
    words = vocabulary(reply.lead.language)
    shared = set(reply.lead.terms).intersection(opening.lead.terms) - words.general
    return (
        (reply.matter is not None and reply.matter == opening.matter)
        or bool(shared - party_terms(opening.lead))
        or opening.kind in words.back_references(reply.lead.content)
    )


def _kind(reply: StoredAct, opening: StoredAct) -> AnswerKind | None:
    """What kind of answer an act would be; None for none."""
    if reply.status == "planned":
        return None
    words = vocabulary(reply.language)
    if reply.kind in _KINDS:
        kind = _KINDS[reply.kind]
        if kind == "counter" and not (
            _counters(reply) or (reply.kind == "offer" and opening.kind == "offer")
        ):
            return None if reply.kind == "demand" else "counter"
        if reply.status == "negated":
            return "reject" if kind == "agree" else None
        return kind
    done = fulfils(reply, opening) and reply.status != "negated"
    return "agree" if done and words.negated(reply.content) == words.negated(opening.content) else None


def _counters(reply: StoredAct) -> str | None:
    return vocabulary(reply.language).counters(f"{reply.content} {reply.sentence}")


def _by_parties(others: Sequence[str], reply: Event, opening: Event, reasons: Reasons) -> float:
    """Who answers whom."""
    score = 0.0
    asked = [party for party in others if party in opening.recipients]
    if asked:
        score += 0.3
        reasons.add("addressed", names=reasons.names(asked, reply.lead, opening.lead))
    elif not opening.recipients:
        score += 0.1
    toward = [party for party in reply.recipients if party in opening.actors]
    if toward:
        score += 0.15
        reasons.add("toward", names=reasons.names(toward, reply.lead, opening.lead))
    return score


def _alike(reply: StoredAct, opening: StoredAct, kind: AnswerKind) -> float:
    """How alike the contents are, between 0 and 1; in a counter-offer one may be the condition of the other."""
    light = vocabulary(reply.language).general
    alike = likeness(_unconditional(reply), _unconditional(opening), light)
    return max(alike, _MIRRORED * likeness(reply, opening, light)) if kind == "counter" else alike


def _unconditional(act: StoredAct) -> StoredAct:
    if not act.condition:
        return act
    return replace(act, terms=act_terms(act.kind, act.language, content=act.content, trigger=act.trigger))


def _by_content(reply: Event, opening: Event, alike: float, reasons: Reasons) -> float:
    """What the answer is about."""
    words = vocabulary(reply.lead.language)
    score = 0.45 * alike
    done = reply.lead.kind not in _KINDS
    shared = set(reply.lead.terms) & set(opening.lead.terms) - words.general - party_terms(opening.lead)
    if shared and alike > 0.1:
        reasons.add("fulfilled" if done else "content", words=reasons.forms(shared, opening.lead))
    score += 0.2 if done else 0.0
    if reply.matter is not None and reply.matter == opening.matter:
        score += 0.15
        reasons.add("matter")
    return score


def _by_pointing(reply: StoredAct, opening: StoredAct, kind: AnswerKind, reasons: Reasons) -> float:
    """What the words of the answer point back to."""
    score = 0.0
    pointing = vocabulary(reply.language).back_references(reply.content)
    if opening.kind in pointing:
        score += 0.25
        reasons.add("back_reference", words=pointing[opening.kind])
    elif pointing.keys() & OPENING_KINDS:
        score -= 0.15
    if kind == "counter":
        countering = _counters(reply)
        score += 0.1 if countering else -0.1
        if countering:
            reasons.add("counter", words=countering)
    return score


def _by_time(days: int, reasons: Reasons) -> float:
    """How soon."""
    reasons.days(days)
    return 0.15 * (1 - days / WINDOW_DAYS) if days > 3 else 0.15


def fulfils(deed: StoredAct, wanted: StoredAct) -> bool:
    """Whether an act does, or promises, what another asks for: the same thing, and the same is done with it."""
    words = vocabulary(deed.language)
    goal = set(words.terms(wanted.content)) - party_terms(wanted)
    talks = deed.kind != "consult" or not goal.isdisjoint(words.terms(deed.trigger))
    return talks and does(deed.terms, goal, deed.language)


@cache
def _idle(language: str) -> frozenset[str]:
    """Terms that say neither what is done nor to what."""
    words = vocabulary(language)
    return words.general - words.doings


def does(done: Iterable[str], wanted: Iterable[str], language: str) -> bool:
    """Whether terms of a deed cover those of what is wanted, above all one for what is to be done."""
    words = vocabulary(language)
    having = set(done)
    goal = set(wanted) - _idle(language)
    doings = goal & words.doings
    if doings:
        return not doings.isdisjoint(having) and words.covered(goal, having) >= 0.5
    return bool(goal) and words.covered(goal, having) >= 0.75
