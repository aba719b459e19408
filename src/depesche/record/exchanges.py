"""A demand or offer and the answers to it.

    answers(reply, openings)    which openings an event answers, and how sure that is: (opening's id, Answer)
    repeats(event, openings)    id of the earlier opening that an event raises again
    status(answers, repeated=)  open, rejected, agreed, countered

An answer is known by who gives it, to whom, in which matter, when, by what it is about and by words that point back
("diese Forderung"). An agreement may also be a deed: what was demanded is done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from depesche.record.compared import Compared, compared
from depesche.record.events import in_time, likeness, likeness_of_terms, retold
from depesche.record.reasons import Reasons
from depesche.record.types import Answer, once
from depesche.record.words import comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

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
_BY_CONTENT = 0.45


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
        """What it is about, in its words."""


_Near = TypeVar("_Near", bound=Worded)


def may_concern(reply: StoredAct, openings: Iterable[_Near]) -> list[_Near]:
    """Those openings that an act may answer or raise again, by its words; most it does not, which is soon seen."""
    language, kind = reply.language, reply.kind
    if not comparable(language):
        return []
    answering, said = _may_answer_any(reply), compared(reply)
    pointing = said.pointing if answering else {}
    terms, telling = said.terms, _telling(reply) if answering else frozenset[str]()
    return [
        one
        for one in openings
        if not (terms if one.kind == kind else telling).isdisjoint(one.terms) or one.kind in pointing
        if one.language == language
    ]


def may_be_concerned(opening: StoredAct, replies: Iterable[_Near]) -> list[_Near]:
    """Those acts that may answer an opening or raise it again, by its words."""
    language, kind = opening.language, opening.kind
    if not comparable(language):
        return []
    terms, telling = compared(opening).terms, _telling(opening)
    back_references = vocabulary(language).back_references
    return [
        one
        for one in replies
        if one.language == language
        if not (terms if one.kind == kind else telling).isdisjoint(one.terms)
        or kind in back_references(one.content)
    ]


@once
def _telling(act: StoredAct) -> frozenset[str]:
    """The terms of which another act has one that has to do with it; the same kind may share any."""
    return compared(act).terms - vocabulary(act.language).general


def _may_answer_any(reply: StoredAct) -> bool:
    """Whether an act may answer anything, as far as it says by itself."""
    return reply.status != "planned" and (reply.kind != "demand" or _counters(reply) is not None)


def answers(reply: Event, openings: Sequence[Event]) -> tuple[tuple[str, Answer], ...]:
    """The openings that an event answers most likely, each with its answer; none where nothing is likely enough."""
    if not (openings and comparable(reply.lead.language) and _may_answer_any(reply.lead)):
        return ()
    found = _likeliest(reply, openings)
    near = found[:1]
    for pair in found[1:]:
        if _as_good(len(near), pair[1], found[0][1]):
            near.append(pair)
    return tuple((opening.id, _answer(reply, opening, match)) for opening, match in near)


def _likeliest(reply: Event, openings: Iterable[Event]) -> list[tuple[Event, _Match]]:
    """The openings that an event may answer beside the likeliest one, and that one first; none that it only retells."""
    likely = [pair for pair in _matches(reply, openings) if pair[1].score >= THRESHOLD]
    likely.sort(key=lambda pair: -pair[1].score)
    found: list[tuple[Event, _Match]] = []
    for opening, match in likely:
        if found and not match.done and match.score < found[0][1].score - _AS_GOOD:
            break  # none of the others is as good
        if not retold(reply.lead, opening.lead):
            found.append((opening, match))
    return sorted(found, key=lambda pair: (-pair[1].score, in_time(pair[0])))


def concerns(reply: Event, opening: Event) -> bool:
    """Whether an event may answer an opening or raise it again, so that the opening has a say in what it is tied to."""
    return bool(_likeliest(reply, [opening])) or repeats(reply, [opening]) is not None


def _answer(reply: Event, opening: Event, match: _Match) -> Answer:
    """An answer with its reason, which only the few that hold are given."""
    reasons = Reasons(reply.lead.language)
    said, asked = compared(reply.lead), compared(opening.lead)
    pair = _Pair(match.kind, _days_after(reply, opening) or 0, _others(reply, opening), said, asked)
    _weigh(reply, opening, pair, match.content, reasons)
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
    actors = frozenset(event.actors)
    found = [
        (score, in_time(opening), opening.id)
        for opening in openings
        if opening.kind == event.kind and not actors.isdisjoint(opening.actors)
        if (score := _repeats(event, opening))
    ]
    return max(found)[2] if found else None


def _repeats(event: Event, opening: Event) -> float:
    """How sure it is that an event raises again an opening of its kind by the same party."""
    if not comparable(event.lead.language, opening.lead.language):
        return 0.0
    days = _days_after(event, opening)
    if days is None or days > WINDOW_DAYS or _apart(event.recipients, opening.recipients):
        return 0.0
    if not days and in_time(event) <= in_time(opening):  # of two on one day only one raises the other again
        return 0.0
    alike = round(likeness(event.lead, opening.lead), _DIGITS)
    if alike >= _REPEATED:
        return alike
    again = alike >= _REPEATED_BY_ITS_WORDS and vocabulary(event.lead.language).again(
        f"{event.lead.trigger} {event.lead.sentence}"
    )
    return alike if again else 0.0


def _apart(these: Sequence[str], those: Sequence[str]) -> bool:
    """Whether both are known and share nothing."""
    return bool(these and those and not set(these) & set(those))


def _days_after(event: Event, other: Event) -> int | None:
    """Days from `other` to `event`; None where one has no day, or `event` is the earlier one."""
    day, before = event.day, other.day
    if day is None or before is None or day < before:
        return None
    return (day - before).days if day != before else 0


def _matches(reply: Event, openings: Iterable[Event]) -> list[tuple[Event, _Match]]:
    """How well an event answers openings, as far as it may; most it does not, which is soon seen.

    It must be toward the right party and about anything that the opening is about: a telling word, or one that points
    back. Not the matter: under which one an act is filed depends on what was filed before it. A deed need not be toward
    the one who asked for it.
    """
    lead = reply.lead
    if reply.day is None or lead.status == "planned" or not comparable(lead.language):
        return []
    language, said, alone = lead.language, compared(lead), _only(reply.actors)
    terms, pointing = said.terms, said.pointing
    toward = frozenset(reply.recipients if lead.kind in _KINDS else ())
    found = []
    for opening in openings:
        asked, actors, recipients = opening.lead, opening.actors, opening.recipients
        if asked.language != language or alone in actors:  # nobody answers himself
            continue
        if toward and toward.isdisjoint(recipients) and toward.isdisjoint(actors) and (actors or recipients):
            continue
        wanted = compared(asked)
        if not wanted.telling.isdisjoint(terms) or asked.kind in pointing:
            match = _match(reply, opening, said, wanted)
            if match is not None:
                found.append((opening, match))
    return found


def _only(parties: Sequence[str]) -> str | None:
    """The party, where there is but one."""
    return parties[0] if len(parties) == 1 else None


def _match(reply: Event, opening: Event, said: Compared, asked: Compared) -> _Match | None:
    """How well an event answers an opening; None where it cannot, or not well enough whatever it is about."""
    days = _days_after(reply, opening)
    if days is None or days > WINDOW_DAYS or reply.id == opening.id:
        return None
    kind = _kind(reply.lead, opening.lead, said, asked)
    others = _others(reply, opening) if kind else []
    if kind is None or not others or (kind == "counter" and _apart(others, opening.recipients)):
        return None
    if not days and reply.kind in OPENING_KINDS and in_time(reply) <= in_time(opening):
        return None
    beside = _weigh(reply, opening, _Pair(kind, days, others, said, asked), 0.0)
    if beside + _BY_CONTENT < THRESHOLD - 1 / 10**_DIGITS:
        return None
    alike = _alike(reply.lead, opening.lead, kind, said, asked)
    score = round(max(0.0, min(1.0, beside + _BY_CONTENT * alike)), _DIGITS)
    return _Match(kind, score, round(alike, _DIGITS), reply.kind not in _KINDS)


def _others(reply: Event, opening: Event) -> list[str]:
    """Those who act in an event and not in an opening, which nobody answers himself."""
    return [party for party in reply.actors if party not in opening.actors]


class _Pair(NamedTuple):
    """What is weighed of an event and what it may answer."""

    kind: AnswerKind
    days: int
    others: Sequence[str]
    said: Compared
    asked: Compared


def _weigh(reply: Event, opening: Event, pair: _Pair, alike: float, reasons: Reasons | None = None) -> float:
    """All that speaks for an answer, and against it; in words too, where `reasons` are wanted."""
    return (
        _by_parties(pair.others, reply, opening, reasons)
        + _by_content(reply, opening, pair, alike, reasons)
        + _by_pointing(reply.lead, opening.lead, pair, reasons)
        + _by_time(pair.days, reasons)
    )


def _kind(reply: StoredAct, opening: StoredAct, said: Compared, asked: Compared) -> AnswerKind | None:
    """What kind of answer an act that is not planned would be; None for none."""
    if reply.kind in _KINDS:
        kind = _KINDS[reply.kind]
        if kind == "counter" and not (
            _counters(reply) or (reply.kind == "offer" and opening.kind == "offer")
        ):
            return None if reply.kind == "demand" else "counter"
        if reply.status == "negated":
            return "reject" if kind == "agree" else None
        return kind
    done = reply.status != "negated" and said.negated == asked.negated and _does(reply, said, asked)
    return "agree" if done else None


@once
def _counters(reply: StoredAct) -> str | None:
    return vocabulary(reply.language).counters(f"{reply.content} {reply.sentence}")


def _by_parties(others: Sequence[str], reply: Event, opening: Event, reasons: Reasons | None) -> float:
    """Who answers whom."""
    score = 0.0
    asked = [party for party in others if party in opening.recipients]
    if asked:
        score += 0.3
        if reasons is not None:
            reasons.add("addressed", names=reasons.names(asked, reply.lead, opening.lead))
    elif not opening.recipients:
        score += 0.1
    toward = [party for party in reply.recipients if party in opening.actors]
    if toward:
        score += 0.15
        if reasons is not None:
            reasons.add("toward", names=reasons.names(toward, reply.lead, opening.lead))
    return score


def _alike(reply: StoredAct, opening: StoredAct, kind: AnswerKind, said: Compared, asked: Compared) -> float:
    """How alike the contents are, between 0 and 1; in a counter-offer one may be the condition of the other."""
    light = said.light | asked.light
    alike = likeness_of_terms(said.unconditional, asked.unconditional, light, reply.language)
    return max(alike, _MIRRORED * likeness(reply, opening, light)) if kind == "counter" else alike


def _by_content(reply: Event, opening: Event, pair: _Pair, alike: float, reasons: Reasons | None) -> float:
    """What the answer is about."""
    done = reply.kind not in _KINDS
    share = not pair.said.terms.isdisjoint(pair.asked.telling)
    if reasons is not None and share and alike > 0.1:
        words = reasons.forms(pair.said.terms & pair.asked.telling, opening.lead)
        reasons.add("fulfilled" if done else "content", words=words)
    return _BY_CONTENT * alike + (0.2 if done else 0.0) + (0.15 if share else 0.0)


def _by_pointing(reply: StoredAct, opening: StoredAct, pair: _Pair, reasons: Reasons | None) -> float:
    """What the words of the answer point back to."""
    score = 0.0
    pointing = pair.said.pointing
    if opening.kind in pointing:
        score += 0.25
        if reasons is not None:
            reasons.add("back_reference", words=pointing[opening.kind])
    elif pointing.keys() & OPENING_KINDS:
        score -= 0.15
    if pair.kind == "counter":
        countering = _counters(reply)
        score += 0.1 if countering else -0.1
        if countering and reasons is not None:
            reasons.add("counter", words=countering)
    return score


def _by_time(days: int, reasons: Reasons | None) -> float:
    """How soon."""
    if reasons is not None:
        reasons.days(days)
    return 0.15 * (1 - days / WINDOW_DAYS) if days > 3 else 0.15


def _does(deed: StoredAct, said: Compared, asked: Compared) -> bool:
    """Whether an act does, or promises, what another asks for: the same thing, and the same is done with it."""
    talks = deed.kind != "consult" or not asked.wanted.isdisjoint(
        vocabulary(deed.language).terms(deed.trigger)
    )
    return talks and asked.goal.met_by(said.terms)
