"""Threats, offers and announcements on a condition: pending until they come true, lapse or are withdrawn.

    is_commitment(event)            whether an event is one
    may_settle(commitment, events)  which of them may settle one, as far as one sees without reading them
    may_withdraw(kind, trigger, …)  whether an act may take something back, by its words
    goals(condition, …)             what an event does that settles one
    taken_back(act)                 the words by which an act takes something back
    settle(commitment, later)       what later events suggest: come true, averted (lapsed), withdrawn
    on(commitment, today)           what has become of it by a day, its deadline counted
    lapsed(commitment, today)       whether its deadline has passed for nothing

Everything but "pending" is a suggestion, with a score and the reason in words, until a person confirms it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from depesche.record.compared import Goal, compared, does
from depesche.record.events import in_time, likeness, party_terms, retold
from depesche.record.exchanges import Worded
from depesche.record.reasons import Reasons
from depesche.record.types import once
from depesche.record.words import comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from depesche.reading.types import Kind
    from depesche.record.types import Commitment, CommitmentStatus, Event, StoredAct

KINDS: frozenset[Kind] = frozenset(("threaten", "offer", "announce"))
STILL_OPEN: tuple[CommitmentStatus, ...] = ("pending", "lapsed")
"""What may be settled yet: that something lapsed only seems so."""

WINDOW_DAYS = 180

WORDS: frozenset[Kind] = frozenset(("demand", "offer", "threaten", "warn", "support", "announce"))
"""Kinds that are no deed, nor tell of one: they settle nothing but by taking it back."""

_TELLING: frozenset[Kind] = frozenset(("state", "accuse"))
_DENYING: frozenset[Kind] = frozenset(("reject", "deny"))
_TOLD = 0.6
_DONE = 0.85
_CARRIED_OUT = 0.8
_WITHDRAWN = 0.8
_UNKNOWN_PARTY = 0.1
_SAME_CONTENT = 0.3

_Near = TypeVar("_Near", bound="Doing")


class Doing(Worded, Protocol):
    """What somebody does, as far as one sees without reading it."""

    @property
    def terms(self) -> frozenset[str]:
        """What it is about, and the names of its parties."""

    @property
    def withdraws(self) -> bool:
        """Whether it may take something back."""


class _Settled(NamedTuple):
    """What an event suggests of a commitment."""

    status: CommitmentStatus
    score: float
    reason: str
    carried_out: bool = False


def is_commitment(event: Event) -> bool:
    """Whether an event is a threat, offer or announcement on a condition."""
    lead = event.lead
    return lead.kind in KINDS and bool(lead.condition) and lead.status != "negated"


def may_settle(made: Event, later: Mapping[str, Iterable[_Near]]) -> list[_Near]:
    """Those events of parties that may settle a commitment, by their words and the names of those who act there.

    They have a word that is needed; or the party that made it takes it back: they share any word, or point back to it.
    """
    lead = made.lead
    if not comparable(lead.language):
        return []
    every, own = chain.from_iterable(later.values()), chain.from_iterable(map(later.__getitem__, made.actors))
    wanted = _goals(lead)
    found = [one for one in every if one.kind not in WORDS and wanted.may_be_met_by(one.terms)]
    found += [one for one in own if _may_take_back(one, lead)]
    return [one for one in found if one.language == lead.language]


def _may_take_back(one: Doing, made: StoredAct) -> bool:
    if not one.withdraws:
        return False
    pointing = vocabulary(made.language).back_references
    return not compared(made).terms.isdisjoint(one.terms) or made.kind in pointing(one.content)


def may_withdraw(kind: str, trigger: str, content: str, language: str) -> bool:
    """Whether an act may take something back, as far as it says so by itself."""
    return kind == "retreat" or (
        comparable(language) and vocabulary(language).withdraws(f"{trigger} {content}") is not None
    )


def concerned(made: Event) -> set[str]:
    """Who committed itself, toward whom, and whose deed the condition speaks of."""
    return {party for party in (*made.actors, *made.recipients, made.lead.condition_party) if party}


def settle(commitment: Commitment, later: Sequence[Event]) -> Commitment:
    """What the first telling one of later events suggests; what is settled already stays as it is.

    That it lapsed is only a guess: if it is carried out after that, it came true. `later` come in any order; those
    before the commitment are passed over.
    """
    if commitment.confirmed or commitment.status != "pending":
        return commitment
    suggested = commitment
    for event in sorted(later, key=in_time):
        found = _settled(commitment.event, event)
        if found is not None and (suggested is commitment or found.carried_out):
            suggested = replace(
                commitment, status=found.status, by=event.id, score=round(found.score, 3), reason=found.reason
            )
            if found.status != "lapsed":
                break
    return suggested


def on(commitment: Commitment, today: date) -> Commitment:
    """What has become of a commitment by a day: a pending one whose deadline has passed lapses or comes true.

    What was to happen if the other side does not act in time comes true when time is up; the rest lapses.
    """
    deadline = commitment.event.lead.deadline
    lead = commitment.event.lead
    waiting = commitment.status == "pending" and comparable(lead.language)
    if not waiting or deadline is None or today <= deadline:
        return commitment
    reasons = Reasons(lead.language)
    overdue = _conditional_deadline(lead) and vocabulary(lead.language).negated(lead.condition)
    reasons.add("overdue" if overdue else "lapsed", day=reasons.day(deadline))
    status: CommitmentStatus = "come_true" if overdue else "lapsed"
    return replace(commitment, status=status, score=0.5, reason=str(reasons))


def lapsed(commitment: Commitment, today: date) -> bool:
    """Whether the deadline of a pending commitment has passed, and with it the commitment."""
    return commitment.status == "pending" and on(commitment, today).status == "lapsed"


def _conditional_deadline(act: StoredAct) -> bool:
    """Whether the deadline stands in the condition; where nothing tells, it does."""
    span = act.deadline_span
    if span is None or not act.content_spans:
        return True
    return not any(span.overlaps(piece) for piece in act.content_spans)


def _settled(made: Event, event: Event) -> _Settled | None:
    """What an event suggests of a commitment, None for nothing."""
    days = None if event.day is None or made.day is None else (event.day - made.day).days
    if days is None or not 0 <= days <= WINDOW_DAYS or event.id == made.id or event.lead.status == "planned":
        return None
    if not comparable(made.lead.language, event.lead.language):
        return None
    reasons = Reasons(made.lead.language)
    own = bool(set(event.actors) & set(made.actors))
    found = None
    if own:
        found = _withdrawn(made.lead, event.lead, reasons) or _carried_out(made.lead, event.lead, reasons)
    found = found or _condition(made, event, reasons)
    if found is None or retold(event.lead, made.lead):
        return None
    reasons.days(days)
    return found._replace(reason=str(reasons))


class Goals(NamedTuple):
    """What an event does that settles a commitment: what the condition speaks of, or what was said.

    `needed` are terms of which it has one.
    """

    condition: Goal
    content: Goal
    needed: frozenset[str]

    def may_be_met_by(self, having: frozenset[str], *, own: bool = True) -> bool:
        """Whether an event may settle it, by its terms and those of the names of its parties.

        `own` says that a party acts which made the commitment: others only meet the condition.
        """
        if self.needed.isdisjoint(having):
            return False
        return self.condition.met_by(having) or (own and self.content.met_by(having))


@once
def _goals(made: StoredAct) -> Goals:
    return goals(made.condition, made.content, party_terms(made), made.language)


def goals(condition: str, content: str, names: frozenset[str], language: str) -> Goals:
    """What an event does if it is what was said or its condition, in a language whose words are known.

    `names` are terms of the names of the parties of the commitment. Those of its own parties an event need not have:
    where they count as words of its own, no event is left out.
    """
    affirmed = vocabulary(language).affirmed
    met, done = (Goal.of(set(affirmed(text)) - names, language) for text in (condition, content))
    return Goals(met, done, met.needed() | done.needed())


@once
def taken_back(act: StoredAct) -> str | None:
    """The words by which an act takes something back."""
    words = vocabulary(act.language)
    return words.withdraws(f"{act.trigger} {act.content}") or (
        words.withdraws(act.sentence) if act.kind == "retreat" else None
    )


def _withdrawn(made: StoredAct, act: StoredAct, reasons: Reasons) -> _Settled | None:
    """The party takes back what it said, by a word for that and one that points to it."""
    words = vocabulary(act.language)
    back = taken_back(act)
    if back is None or act.kind in _DENYING:
        return None
    named = set(words.terms(act.content)) - words.general - party_terms(act) - set(words.terms(back))
    shared = not named.isdisjoint(made.terms)
    pointed = made.kind in words.back_references(act.content) and (shared or not named)
    if not pointed and likeness(act, made, words.general) < _SAME_CONTENT:
        return None
    reasons.add("withdrawn", words=back)
    return _Settled("withdrawn", _WITHDRAWN + (0.1 if shared else 0.0), "")


def _condition(made: Event, event: Event, reasons: Reasons) -> _Settled | None:
    """The event is what the condition speaks of, or its contrary; to refuse a deed is neither the deed nor another."""
    act, lead = event.lead, made.lead
    if act.kind in WORDS:
        return None
    words = vocabulary(act.language)
    spoken_of = words.affirmed(lead.condition)
    if set(spoken_of).isdisjoint(act.terms):
        return None
    wanted = set(spoken_of) - party_terms(lead) - party_terms(act)
    by = _by_condition_party(made, event)
    if by is False or not _happens(act, wanted):
        return None
    ends = act.kind == "retreat" and words.lasting(lead.condition)
    met = _denies(act) == words.negated(lead.condition) and not ends
    if act.kind in _DENYING and not (met and words.negated(lead.condition)):
        return None
    shared = wanted & set(act.terms)
    reasons.add("condition_met" if met else "condition_averted", words=reasons.forms(shared, act))
    if by:
        reasons.add("condition_party", names=reasons.names(event.actors[:1], act, lead))
    score = (_TOLD if act.kind in _TELLING else _DONE) - (0.0 if by else _UNKNOWN_PARTY)
    return _Settled("come_true" if met else "lapsed", score, "")


def _happens(act: StoredAct, wanted: set[str]) -> bool:
    """Whether an act is what is wanted; talks are only where talks are wanted."""
    talks = act.kind != "consult" or not wanted.isdisjoint(vocabulary(act.language).terms(act.trigger))
    return talks and does(act.terms, wanted, act.language)


def _denies(act: StoredAct) -> bool:
    """Whether an act says or makes that something is not so."""
    denying = act.kind in _DENYING or act.status == "negated"
    return denying != vocabulary(act.language).negated(act.content)


def _by_condition_party(made: Event, event: Event) -> bool | None:
    """Whether the party of which the condition speaks is among those that act; None where that is open."""
    wanted = made.lead.condition_party
    if wanted is None or not event.actors:
        return None
    names = {name for role in event.lead.actors for name in (role.party, role.party_name, role.name) if name}
    told = event.lead.kind in _TELLING and bool(set(event.actors) & set(made.actors))
    return None if told else wanted in names


def _carried_out(made: StoredAct, act: StoredAct, reasons: Reasons) -> _Settled | None:
    """The party does what it said it would."""
    words = vocabulary(act.language)
    goal = set(words.affirmed(made.content)) - party_terms(made)
    spoken = act.kind in WORDS or act.kind in _TELLING or act.kind in _DENYING
    if spoken or words.negated(made.content) != _denies(act) or not _happens(act, goal):
        return None
    reasons.add("carried_out", words=reasons.forms(goal & set(act.terms), act))
    return _Settled("come_true", _CARRIED_OUT, "", carried_out=True)
