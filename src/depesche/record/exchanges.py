"""A demand or offer and the answers to it.

    answers(reply, openings)    which openings an event answers, and how sure that is: (opening's id, Answer)
    repeats(event, openings)    id of the earlier opening that an event raises again
    status(answers, repeated=)  open, rejected, agreed, countered

An answer is known by who gives it, to whom, in which matter, when, by what it is about and by words that point back
("diese Forderung"). An agreement may also be a deed: what was demanded is done.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from depesche.record.events import in_time, likeness, likeness_of_terms, party_terms, retold
from depesche.record.reasons import Reasons, Unsaid
from depesche.record.types import Answer
from depesche.record.words import act_terms, comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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
_REPEATED = 0.4
_REPEATED_BY_ITS_WORDS = 0.3  # "erneut"
_DIGITS = 6  # of scores: the sums behind them differ a little from run to run
_MOST_TEXTS = 4_096  # of which the terms are kept: one act is compared with many
_COVERED = 0.5  # of what is to be done, where the doing is the same
_COVERED_WITHOUT_DOING = 0.75


class _Match(NamedTuple):
    """What speaks for an answer."""

    kind: AnswerKind
    score: float
    content: float
    done: bool


class Worded(Protocol):
    """What an event is told by, as far as one sees without reading it."""

    @property
    def kind(self) -> str:
        """What is done."""

    @property
    def language(self) -> str:
        """In which language it is told."""

    @property
    def terms(self) -> Collection[str]:
        """What it is about."""

    @property
    def content(self) -> str:
        """The same in its words."""


_Near = TypeVar("_Near", bound=Worded)


def may_concern(reply: StoredAct, openings: Iterable[_Near]) -> list[_Near]:
    """Those openings that an act may answer or raise again, by its words; most it does not, which is soon seen."""
    if not comparable(reply.language):
        return []
    answering, shares = _may_answer_any(reply), _shares(reply)
    pointing = vocabulary(reply.language).back_references(reply.content) if answering else ()
    return [
        one
        for one in openings
        if (one.kind in pointing and one.language == reply.language)
        or ((answering or one.kind == reply.kind) and shares(one))
    ]


def may_be_concerned(opening: StoredAct, replies: Iterable[_Near]) -> list[_Near]:
    """Those acts that may answer an opening or raise it again, by its words."""
    if not comparable(opening.language):
        return []
    shares, back_references = _shares(opening), vocabulary(opening.language).back_references
    return [
        one
        for one in replies
        if shares(one) or (one.language == opening.language and opening.kind in back_references(one.content))
    ]


def _shares(act: StoredAct) -> Callable[[Worded], bool]:
    """Whether others have a telling term of an act; the same kind may share any."""
    language, kind, terms = act.language, act.kind, frozenset(act.terms)
    telling = terms - vocabulary(language).general

    def shares(other: Worded) -> bool:
        mine = terms if other.kind == kind else telling
        return not mine.isdisjoint(other.terms) and other.language == language

    return shares


def _may_answer_any(reply: StoredAct) -> bool:
    """Whether an act may answer anything, as far as it says by itself."""
    return reply.status != "planned" and (reply.kind != "demand" or _counters(reply) is not None)


def answers(reply: Event, openings: Sequence[Event]) -> tuple[tuple[str, Answer], ...]:
    """The openings that an event answers most likely, each with its answer; none where nothing is likely enough."""
    if not (comparable(reply.lead.language) and _may_answer_any(reply.lead)):
        return ()
    tried = [(opening, match) for opening in openings if (match := _match(reply, opening)) is not None]
    found = [pair for pair in tried if _holds(reply, *pair)]
    found.sort(key=lambda pair: (-pair[1].score, in_time(pair[0])))
    near = found[:1]
    for pair in found[1:]:
        if _as_good(len(near), pair[1], found[0][1]):
            near.append(pair)
    return tuple((opening.id, _answer(reply, opening, match)) for opening, match in near)


def concerns(reply: Event, opening: Event) -> bool:
    """Whether an event may answer an opening or raise it again, so that the opening has a say in what it is tied to."""
    match = _match(reply, opening)
    return (match is not None and _holds(reply, opening, match)) or _repeats(reply, opening) > 0


def _holds(reply: Event, opening: Event, match: _Match) -> bool:
    """Whether an answer is likely enough, and not the opening itself in other eyes."""
    return match.score >= THRESHOLD and not retold(reply.lead, opening.lead)


def _answer(reply: Event, opening: Event, match: _Match) -> Answer:
    """An answer with its reason, which only the few that hold are given."""
    reasons = Reasons(reply.lead.language)
    _weigh(reply, opening, match.kind, match.content, reasons)
    return Answer(reply.id, match.kind, round(match.score, 3), str(reasons))


def _as_good(number: int, match: _Match, best: _Match) -> bool:
    """Whether an event answers a further opening too, beside so many better ones.

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


def strength(answer: Answer) -> tuple[bool, float, str]:
    """By what one of two answers that an event gives in one exchange goes before the other."""
    return answer.confirmed, answer.score, answer.kind


def repeats(event: Event, openings: Sequence[Event]) -> str | None:
    """Id of the earlier opening that an event raises again: of the same kind, by the same party, about the same."""
    found = [
        (score, in_time(opening), opening.id) for opening in openings if (score := _repeats(event, opening))
    ]
    return max(found)[2] if found else None


def _repeats(event: Event, opening: Event) -> float:
    same = event.kind == opening.kind and not set(event.actors).isdisjoint(opening.actors)
    if not same or not comparable(event.lead.language, opening.lead.language):
        return 0.0
    days = _days_after(event, opening)
    if days is None or days > WINDOW_DAYS or _apart(event.recipients, opening.recipients):
        return 0.0
    if not days and in_time(event) <= in_time(opening):  # of two on one day only one raises the other again
        return 0.0
    alike = round(likeness(event.lead, opening.lead), _DIGITS)
    again = vocabulary(event.lead.language).again(f"{event.lead.trigger} {event.lead.sentence}")
    return alike if alike >= (_REPEATED_BY_ITS_WORDS if again else _REPEATED) else 0.0


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
    days, spoken = _days_after(reply, opening), reply.kind in _KINDS
    if days is None or days > WINDOW_DAYS or reply.id == opening.id:
        return None
    others = [party for party in reply.actors if party not in opening.actors]
    kind = _kind(reply.lead, opening.lead) if spoken and others else None
    if not others or (spoken and kind is None) or not _may_answer(reply, opening):
        return None
    if reply.kind in OPENING_KINDS and not days and in_time(reply) <= in_time(opening):
        return None
    kind = kind or _kind(reply.lead, opening.lead)
    if kind is None or (kind == "counter" and _apart(others, opening.recipients)):
        return None
    alike = _alike(reply.lead, opening.lead, kind)
    score = _weigh(reply, opening, kind, alike, Unsaid(reply.lead.language))
    score = round(max(0.0, min(1.0, score)), _DIGITS)
    return _Match(kind, score, round(alike, _DIGITS), not spoken)


def _weigh(reply: Event, opening: Event, kind: AnswerKind, alike: float, reasons: Reasons) -> float:
    """All that speaks for an answer, and against it."""
    days = _days_after(reply, opening)
    others = [party for party in reply.actors if party not in opening.actors]
    return (
        _by_parties(others, reply, opening, reasons)
        + _by_content(reply, opening, alike, reasons)
        + _by_pointing(reply.lead, opening.lead, kind, reasons)
        + _by_time(days or 0, reasons)
    )


def _may_answer(reply: Event, opening: Event) -> bool:
    """Whether an event is toward the right party, and about anything that the opening is about.

    A deed need not be toward the one who asked for it.
    """
    if not comparable(reply.lead.language, opening.lead.language):
        return False
    elsewhere = _apart(reply.recipients, (*opening.actors, *opening.recipients))
    return not (elsewhere and reply.kind in _KINDS) and _touches(reply, opening)


def _touches(reply: Event, opening: Event) -> bool:
    """Whether anything but the parties ties an event to an opening: a word, or a word that points back.

    Not the matter: under which one an act is filed depends on what was filed before it.
    """
    if _shared(reply, opening):
        return True
    return opening.kind in vocabulary(reply.lead.language).back_references(reply.lead.content)


def _shared(reply: Event, opening: Event) -> set[str]:
    """The telling terms that an event has in common with an opening."""
    shared = set(reply.lead.terms).intersection(opening.lead.terms)
    telling = shared - vocabulary(reply.lead.language).general if shared else shared
    return telling - party_terms(opening.lead) if telling else telling


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
    light = vocabulary(reply.language).general.union(party_terms(reply), party_terms(opening))
    alike = likeness_of_terms(_unconditional(reply), _unconditional(opening), light, reply.language)
    return max(alike, _MIRRORED * likeness(reply, opening, light)) if kind == "counter" else alike


def _unconditional(act: StoredAct) -> tuple[str, ...]:
    """The terms of an act without those of its condition."""
    if not act.condition:
        return act.terms
    return _terms_without_condition(act.kind, act.language, act.content, act.trigger)


@lru_cache(maxsize=_MOST_TEXTS)
def _terms_without_condition(kind: Kind, language: str, content: str, trigger: str) -> tuple[str, ...]:
    return act_terms(kind, language, content=content, trigger=trigger)


def _by_content(reply: Event, opening: Event, alike: float, reasons: Reasons) -> float:
    """What the answer is about."""
    done = reply.lead.kind not in _KINDS
    shared = _shared(reply, opening)
    if shared and alike > 0.1:
        reasons.add("fulfilled" if done else "content", words=reasons.forms(shared, opening.lead))
    return 0.45 * alike + (0.2 if done else 0.0) + (0.15 if shared else 0.0)


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
        return not doings.isdisjoint(having) and words.covered(goal, having) >= _COVERED
    return bool(goal) and words.covered(goal, having) >= _COVERED_WITHOUT_DOING


def needed(wanted: Iterable[str], names: frozenset[str], language: str) -> frozenset[str]:
    """Terms of which a deed has one if it `does` what is wanted without `names` and the names of its own parties.

    A name of its own parties counts as one that it has.
    """
    words = vocabulary(language)
    goal = frozenset(wanted) - names - _idle(language)
    if doings := goal & words.doings:
        return doings
    weights = {term: words.rarity(term) for term in goal}
    most = max(weights, key=lambda term: (weights[term], term), default="")
    indispensable = weights and weights[most] > (1 - _COVERED_WITHOUT_DOING) * sum(weights.values())
    return frozenset((most,)) if indispensable else goal
