"""Acts of different articles that tell the same thing become one event; where its witnesses differ is kept.

    place(act, near, copies)     the event that an act tells, None for a new one
    place_all(acts, near, copies)  those that the acts of an article tell, by the ids of the acts
    compare(act, other, copy=)   how sure it is that two acts tell the same thing
    merge_all(acts)              act id -> event id, for a whole set in memory
    lead(acts)                   the act that tells an event most fully
    build(acts, group_of)        an Event of its acts
    differences(witnesses)       where witnesses differ: numbers, dates, parties, status, wording
    in_time(event)               an order of events that is the same in every record
    retold(act, other)           whether an act is but another reading of the words of another one

Nothing is merged across kinds, nor what was done with what was not done.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from depesche.reading.types import DEEDS
from depesche.record.types import Difference, Event, once
from depesche.record.words import comparable, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Literal

    from depesche.record.types import StoredAct, StoredRole, Witness

WINDOW_DAYS = 3
"""So many days may lie between two tellings of one thing."""

THRESHOLD = 0.5
_NEAR_COPY = 0.3
_SAME_ARTICLE = 0.9
_SAME_SENTENCE = 0.6  # of the words
_DIGITS = 6  # of scores: the sums behind them differ a little from run to run
_PASSIVE = 0.5
MUTUAL = frozenset({"consult", "agree", "cooperate", "assault"})


class Comparison(NamedTuple):
    """How sure it is, between 0 and 1, that two acts tell the same thing; 0 where they cannot."""

    score: float
    content: float


NEVER = Comparison(0.0, 0.0)


def place(act: StoredAct, near: Sequence[Event], copies: frozenset[str] = frozenset()) -> Event | None:
    """The event of `near` that the act tells most likely; None if it is none of them."""
    return place_all([act], lambda _: near, copies).get(act.id)


def place_all(
    acts: Sequence[StoredAct],
    near: Callable[[StoredAct], Sequence[Event]],
    copies: frozenset[str] = frozenset(),
) -> dict[str, Event]:
    """The events that acts of one article tell most likely, by the ids of the acts; no two tell the same.

    `near` gives the events that an act may tell; `copies` are the ids of events that are told in a near-duplicate of
    the article.
    """
    found = [
        (_chance(act, event, copies), in_time(event), act.id, event) for act in acts for event in near(act)
    ]
    placed: dict[str, Event] = {}
    taken: set[str] = set()
    for score, _, act_id, event in sorted(found, key=lambda one: (-one[0], *one[1:3])):
        if score >= THRESHOLD and act_id not in placed and event.id not in taken:
            placed[act_id] = event
            taken.add(event.id)
    return placed


def _chance(act: StoredAct, event: Event, copies: frozenset[str]) -> float:
    score = round(compare(act, event.lead, copy=event.id in copies).score, _DIGITS)
    return 0.0 if _told_here(act, event) and score < _SAME_ARTICLE else score


def compare(act: StoredAct, other: StoredAct, *, copy: bool = False) -> Comparison:
    """How sure it is that two acts tell the same thing; `copy` says that their articles are near-duplicates."""
    if not comparable(act.language, other.language):
        return NEVER
    days = _days_apart(act, other)
    if act.kind != other.kind or (act.status == "negated") != (other.status == "negated"):
        return NEVER
    parties = _parties(act, other)
    if parties is None or (not copy and (days is None or days > WINDOW_DAYS)):
        return NEVER
    content = _content(act, other)
    if copy and content >= _NEAR_COPY:
        return Comparison(min(1.0, 0.6 + 0.4 * content), content)
    near = 1 - (days or 0) / (WINDOW_DAYS + 1)
    return Comparison(min(1.0, 0.75 * content + 0.15 * parties + 0.1 * near), content)


def _parties(act: StoredAct, other: StoredAct) -> float | None:
    """How well the parties fit, between 0 and 1; None if the acts cannot be the same."""
    these, those = set(act.actor_ids), set(other.actor_ids)
    toward, others = set(act.recipient_ids), set(other.recipient_ids)
    if act.kind in MUTUAL and not (toward and others):
        return _overlap(these | toward, those | others)
    actors = _overlap(these, those) if these and those else _PASSIVE if toward & others else None
    if actors is None:
        return None
    if not toward or not others:
        return 0.8 * actors
    recipients = _overlap(toward, others)
    return None if recipients is None else actors * (0.5 + 0.5 * recipients)


def _overlap(these: set[str], those: set[str]) -> float | None:
    """Shared part of the smaller set; None if nothing is shared."""
    shared = len(these & those)
    return shared / max(len(these), len(those)) if shared else None


def _days_apart(act: StoredAct, other: StoredAct) -> int | None:
    """Days between two acts, 0 where they overlap; None where one is not dated.

    What both articles date themselves must agree to a day: one more apart is far.
    """
    if act.day is None or other.day is None:
        return None
    last, other_last = act.last_day or act.day, other.last_day or other.day
    apart = max((other.day - last).days, (act.day - other_last).days, 0)
    return apart * 2 if apart > 1 and act.dated_by == other.dated_by == "time" else apart


def _content(act: StoredAct, other: StoredAct) -> float:
    """How alike the contents are, between 0 and 1; for deeds without content, by their kind alone."""
    if not act.content and not other.content and act.kind in DEEDS:
        return max(0.5, likeness(act, other))
    if not (act.content and other.content) and act.kind in DEEDS:
        return max(0.4, likeness(act, other))
    return likeness(act, other)


def likeness(act: StoredAct, other: StoredAct, light: frozenset[str] = frozenset()) -> float:
    """How alike the terms of two acts are, between 0 and 1; names of parties, and `light` ones, count little."""
    light = light.union(party_terms(act), party_terms(other))
    return likeness_of_terms(_term_set(act), _term_set(other), light, act.language)


@once
def _term_set(act: StoredAct) -> frozenset[str]:
    return frozenset(act.terms)


def likeness_of_terms(
    these: Iterable[str], those: Iterable[str], light: frozenset[str], language: str
) -> float:
    """How alike terms are, between 0 and 1; `light` ones count little."""
    return vocabulary(language).alike(these, those, light)


@once
def party_terms(act: StoredAct) -> frozenset[str]:
    """Terms that name the parties of an act; they tell little of what it is about."""
    return name_terms(act.names, act.language)


@lru_cache(maxsize=50_000)
def name_terms(names: tuple[str, ...], language: str) -> frozenset[str]:
    """Terms that stand in names."""
    words = vocabulary(language)
    return frozenset(term for name in names for term in words.terms(name))


def article_of(act_id: str) -> str:
    """Id of the article an act stands in, from the act's own."""
    return act_id.rpartition("-")[0]


def place_in_text(act_id: str) -> tuple[str, int]:
    """The article of an act and its number there: an order that is the same in every record."""
    article, _, number = act_id.rpartition("-")
    return article, int(number) if number.isdigit() else 0


def in_time(event: Event) -> tuple[date, str, int]:
    """What events are sorted by: their days, then the place of what tells them most fully; no day comes last."""
    return (event.day or date.max, *place_in_text(event.lead.id))


def retold(act: StoredAct, other: StoredAct) -> bool:
    """Whether an act is but another reading of words by which another one is told: the same sentence, its own words.

    A new version of an article, or a copy in another paper, may have the sentence a little changed.
    """
    if act.sentence != other.sentence and _alike_in_words(act.sentence, other.sentence) < _SAME_SENTENCE:
        return False
    own = words_of(act.trigger)
    told = (words_of(other.trigger), words_of(other.content), words_of(other.condition))
    return bool(own) and any(own <= words for words in told)


def _alike_in_words(text: str, other: str) -> float:
    """Share of words that two texts have in common."""
    these, those = words_of(text), words_of(other)
    return len(these & those) / max(len(these), len(those), 1)


@lru_cache(maxsize=4_096)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, each once, upper and lower case aside."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def _told_here(act: StoredAct, event: Event) -> bool:
    """Whether an event already has an act of this article."""
    return any(article_of(other) == act.article for other in event.acts)


def merge_all(acts: Iterable[StoredAct], group_of: Callable[[str], str] = str) -> dict[str, str]:
    """Event id of each act, taken in the order of their days; `group_of` gives an article's near-duplicate group."""
    events: dict[tuple[str, str], dict[str, Event]] = {}
    members: dict[str, list[StoredAct]] = {}
    for act in sorted(acts, key=_in_time):
        keys = [(act.kind, party) for party in (act.actor_ids or act.recipient_ids)]
        near = {event.id: event for key in keys for event in events.get(key, {}).values()}
        copies = frozenset(
            event
            for event in near
            if any(group_of(one.article) == group_of(act.article) for one in members[event])
        )
        found = place(act, list(near.values()), copies)
        told = [*members[found.id], act] if found else [act]
        event = build(told, group_of, found.id if found else act.id)
        members[event.id] = told
        for party in (*event.actors, *event.recipients):
            events.setdefault((act.kind, party), {})[event.id] = event
    return {act.id: event_id for event_id, told in members.items() for act in told}


def _in_time(act: StoredAct) -> tuple[bool, str, str]:
    day = act.day or act.published
    return day is None, day.isoformat() if day else "", act.id


def lead(acts: Sequence[StoredAct]) -> StoredAct:
    """The act that tells most; what a person confirmed or edited comes first. At least one is needed."""
    return max(acts, key=lambda act: (act.review in ("confirmed", "edited"), _fullness(act), act.id))


def _fullness(act: StoredAct) -> float:
    """How much an act tells; a long content is no better than one of twelve terms."""
    parts = (act.actors, act.recipients, act.condition, act.deadline, act.dated_by == "time")
    return sum(map(bool, parts)) + min(len(act.terms), 12) / 6 + (act.confidence or 0.0)


def build(acts: Sequence[StoredAct], group_of: Callable[[str], str] = str, event_id: str = "") -> Event:
    """An event of its acts, the founding one first. `group_of` gives an article's near-duplicate group.

    Its parties are those of the lead first, then of the others in an order that is the same in every record.
    """
    first = lead(acts)
    ordered = [first, *sorted(acts, key=lambda act: place_in_text(act.id))] if len(acts) > 1 else [first]
    return Event(
        event_id or acts[0].id,
        first,
        tuple(act.id for act in acts),
        _each_once(party for act in ordered for party in act.actor_ids),
        _each_once(party for act in ordered for party in act.recipient_ids),
        len({group_of(act.article) for act in acts}),
    )


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def differences(witnesses: Sequence[Witness]) -> tuple[Difference, ...]:
    """Where the witnesses of an event differ; what only some of them tell is no difference."""
    acts = [witness.act for witness in witnesses]
    found = [
        *_numbers(acts),
        *_differing("date", acts, _own_day),
        *_differing("date", acts, lambda act: act.deadline.isoformat() if act.deadline else None),
        *_parties_of(acts, lambda act: act.actors),
        *_parties_of(acts, lambda act: act.recipients),
        *_differing("status", acts, lambda act: act.status),
        *_wording(acts),
    ]
    return tuple(found)


def _differing(
    what: Literal["date", "party", "status"],
    acts: Sequence[StoredAct],
    value_of: Callable[[StoredAct], str | None],
) -> Iterator[Difference]:
    values = _gathered((value, act.id) for act in acts if (value := value_of(act)))
    if len(values) > 1:
        yield Difference(what, values)


def _gathered(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The ids of each value, values in the order in which they first came."""
    ids: dict[str, dict[str, None]] = {}
    for value, act_id in pairs:
        ids.setdefault(value, {})[act_id] = None
    return tuple((value, tuple(of)) for value, of in ids.items())


def _own_day(act: StoredAct) -> str | None:
    if act.dated_by != "time" or act.day is None:
        return None
    last = act.last_day or act.day
    return act.day.isoformat() if last == act.day else f"{act.day.isoformat()}/{last.isoformat()}"


def _parties_of(
    acts: Sequence[StoredAct], roles_of: Callable[[StoredAct], Sequence[StoredRole]]
) -> Iterator[Difference]:
    """The parties on one side in the names that the first telling gives them; other names are no difference."""
    forms: dict[tuple[str, ...], str] = {}
    pairs = []
    for act in acts:
        named = {role.party or name: name for role in roles_of(act) if (name := role.party_name or role.name)}
        if named:
            written = ", ".join(sorted(set(named.values())))
            pairs.append((forms.setdefault(tuple(sorted(named)), written), act.id))
    values = _gathered(pairs)
    if len(values) > 1:
        yield Difference("party", values)


def _numbers(acts: Sequence[StoredAct]) -> Iterator[Difference]:
    """Figures that differ, by what they count: "12 Schiffe", "14 Schiffe"."""
    counted: dict[str, list[tuple[str, str]]] = {}
    acts = [act for act in acts if comparable(act.language)]
    for act in acts:
        for term, (_, words) in counts_in(act).items():
            counted.setdefault(term, []).append((words, act.id))
    figures = {act.id: counts_in(act) for act in acts}
    for term, pairs in counted.items():
        if len({figures[act_id][term][0] for _, act_id in pairs}) > 1:
            yield Difference("number", _gathered(pairs))


def counts_in(act: StoredAct) -> Mapping[str, tuple[str, str]]:
    """What an act counts: term -> (figure, words), "schiff" -> ("12", "zwölf Schiffe")."""
    return vocabulary(act.language).counts(f"{act.content} {act.condition}")


def _wording(acts: Sequence[StoredAct]) -> Iterator[Difference]:
    """The contents in their different words; the same words in another case or with other marks are the same."""
    forms: dict[str, str] = {}
    pairs = []
    for act in acts:
        if act.content:
            key = " ".join(re.findall(r"\w+", act.content.casefold()))
            pairs.append((forms.setdefault(key, act.content), act.id))
    values = _gathered(pairs)
    if len(values) > 1:
        yield Difference("wording", values)
