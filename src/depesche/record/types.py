"""The values of a record: what is kept of articles, and what follows from them. All are immutable.

Identifiers are words that are the same in every record:

* an article's is made of its text, and address (`k3v9q2m8x4`);
* an act's is its article's with a number (`k3v9q2m8x4-7`), kept when the article is read anew;
* an event's is that of the act that founded it;
* an exchange's and a commitment's is that of the event that opened it;
* a party's is the reading's `party_id`, else made of its name; a matter's is made of its first name.

Spans are half-open offsets of code points into the text of the article.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from depesche.reading.types import Extractor as Extractor  # noqa: PLC0414 (a value of the record too)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass as plain
    from datetime import date, datetime

    from depesche.reading.types import Kind, PartyKind, Span, Spans, Status
else:

    def plain(*, frozen: bool, slots: bool):  # noqa: ANN201, D103
        # Only type checkers hold these to be immutable: a guard at run time makes an act five times as slow to make.
        return dataclasses.dataclass(unsafe_hash=frozen, slots=slots)


Dating = Literal["time", "published", "none"]
Review = Literal["open", "confirmed", "edited", "rejected"]
Origin = Literal["read", "hand"]
ExchangeStatus = Literal["open", "rejected", "agreed", "countered", "settled"]
CommitmentStatus = Literal["pending", "come_true", "lapsed", "withdrawn"]
AnswerKind = Literal["agree", "reject", "counter", "deny"]
Subject = Literal["act", "matter", "answer", "commitment", "party"]
Action = Literal[
    "confirm", "reject", "edit", "merge", "split", "assign", "add", "undo",
    "rename", "merge_matters", "split_matter", "pin", "link", "unlink", "outcome", "merge_parties",
]  # fmt: skip


_Value = TypeVar("_Value")
_NOTHING: Any = object()

UNKNOWN = Extractor("unknown")
"""What made a reading that does not say so."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it is kept; `group` is the id of the first of its near-duplicates (its own, if alone).

    `published_text` is the date as it was given, with a time of day perhaps.
    `source` is the name under which it is cited: the host of its address, else its id as given. `revision`
    counts the versions of one address from 1; `replaced_by` is the next one. `added` is in UTC.
    """

    id: str
    given_id: str
    text: str
    language: str
    title: str | None
    url: str | None
    published: date | None
    published_text: str | None
    source: str
    group: str
    revision: int
    replaced_by: str | None
    extractor: Extractor
    added: datetime


@plain(frozen=True, slots=True)
class StoredRole:
    """A party in an act. `party` is the id of the party for which it acts, `person` that of the person, if one.

    Where people said that a party is another one, `party` and `person` are that one, `read_party` and `read_person`
    what was read.
    """

    mention: Span | None
    name: str | None
    party_name: str | None
    party: str | None
    person: str | None = None
    reason: str | None = None
    read_party: str | None = None
    read_person: str | None = None


@plain(frozen=True, slots=True)
class StoredAct:
    """An act as it now stands: as it was read or added by hand, with what people decided about it.

    `trigger`, `content` and `condition` are the words themselves, pieces joined by " … ", empty where there is none;
    `sentence` is the sentence around the trigger. `day` and `last_day` (both included) say when the act was done:
    by its own time (`dated_by` "time"), else the article's ("published"), else unknown ("none": both None).
    `deadline` is the last day by which the content is to be done. `terms` are the stems and names of the content (see
    `words.py`). `actor_ids` and `recipient_ids` are the parties that act, and toward which they do. `confidence` is
    between 0 and 1, None where none was computed. `lent` says that it said too little to be filed, and has the matter
    of what it answers.
    """

    id: str
    article: str
    kind: Kind
    status: Status
    actors: tuple[StoredRole, ...]
    recipients: tuple[StoredRole, ...]
    trigger: str
    content: str = ""
    condition: str = ""
    sentence: str = ""
    trigger_spans: Spans = ()
    content_spans: Spans = ()
    condition_spans: Spans = ()
    sentence_span: Span | None = None
    condition_party: str | None = None
    time: str = ""
    time_span: Span | None = None
    time_value: str | None = None
    day: date | None = None
    last_day: date | None = None
    dated_by: Dating = "none"
    deadline: date | None = None
    deadline_span: Span | None = None
    published: date | None = None
    statement: str | None = None
    confidence: float | None = None
    terms: tuple[str, ...] = ()
    event: str = ""
    matter: str | None = None
    review: Review = "open"
    origin: Origin = "read"
    extractor: Extractor | None = None
    language: str = "de"
    condition_party_read: str | None = None
    lent: bool = False

    actor_ids: tuple[str, ...] = field(init=False, repr=False, compare=False)
    recipient_ids: tuple[str, ...] = field(init=False, repr=False, compare=False)
    names: tuple[str, ...] = field(init=False, repr=False, compare=False)
    worked_out: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """The parties on either side, each once, in order: asked for at every comparison, so made only once.

        So are `names`, which those in the roles and their parties have; see `once` for the rest.
        """
        self.actor_ids = _ids(self.actors)  # type: ignore[misc]
        self.recipient_ids = _ids(self.recipients)  # type: ignore[misc]
        self.names = _names((*self.actors, *self.recipients))  # type: ignore[misc]


def once(work: Callable[[StoredAct], _Value]) -> Callable[[StoredAct], _Value]:
    """Work something out of an act only once, as long as it is in memory: one act is compared with many."""

    @wraps(work)
    def worked_out(act: StoredAct) -> _Value:
        found: _Value = act.worked_out.get(work, _NOTHING)
        if found is _NOTHING:
            found = act.worked_out[work] = work(act)
        return found

    return worked_out


def placed(act: StoredAct, event: str, matter: str | None, *, lent: bool) -> StoredAct:
    """An act that was just read, with the event that it tells and what it is filed under; what was worked out stays."""
    same = replace(act, event=event, matter=matter, lent=lent)
    same.worked_out.update(act.worked_out)
    return same


def _ids(roles: tuple[StoredRole, ...]) -> tuple[str, ...]:
    if len(roles) == 1:
        return (roles[0].party,) if roles[0].party else ()
    return tuple(dict.fromkeys([role.party for role in roles if role.party]))


def _names(roles: tuple[StoredRole, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([name for role in roles for name in (role.name, role.party_name) if name]))


@dataclass(frozen=True, slots=True)
class Office:
    """For whom a person acts and how it is called there, with the first and last day an article says so."""

    person: str
    party: str
    title: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class StoredParty:
    """A party with all names it goes by, the commonest first; `persons` are those who act for it.

    `merged` are the ids of parties of which people said that they are this one.
    """

    id: str
    name: str
    kind: PartyKind
    names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    persons: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """One telling of an event. Witnesses of one `group` tell the same text and count once."""

    act: StoredAct
    source: str
    title: str | None
    url: str | None
    published: date | None
    group: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Where witnesses of an event differ: the values, and for each the ids of the acts that give it."""

    what: Literal["number", "date", "wording", "party", "status"]
    values: tuple[tuple[str, tuple[str, ...]], ...]


@plain(frozen=True, slots=True)
class Event:
    """What happened once, by one or more acts of different articles that tell it; `lead` tells it most fully.

    Parties are those of all its acts. `sources` counts the independent ones: near-duplicates count once. `kind` is the
    one that all its acts have, `day` when it happened and `matter` what it is filed under, as its lead says.
    """

    id: str
    lead: StoredAct
    acts: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sources: int = 1

    kind: Kind = field(init=False, repr=False, compare=False)
    day: date | None = field(init=False, repr=False, compare=False)
    matter: str | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """What its lead says is asked for at every comparison."""
        self.kind = self.lead.kind  # type: ignore[misc]
        self.day = self.lead.day  # type: ignore[misc]
        self.matter = self.lead.matter  # type: ignore[misc]


@plain(frozen=True, slots=True)
class Matter:
    """What parties differ about. `words` are its strongest, with weights; `pinned` ones stay.

    `forms` gives for a word (a stem) how people write it.
    """

    id: str
    name: str
    words: Mapping[str, float] = field(default_factory=dict)
    pinned: tuple[str, ...] = ()
    named_by_hand: bool = False
    acts: int = 0
    forms: Mapping[str, str] = field(default_factory=dict)


@plain(frozen=True, slots=True)
class Answer:
    """An event that answers another; `score` between 0 and 1, `reason` in words."""

    event: str
    kind: AnswerKind
    score: float
    reason: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """A demand or offer and the answers to it, in the order of time; the last answer gives the status.

    An offer on a condition that nobody has answered is "settled" when its commitment is no longer pending.

    `repeats` are later events that raise the same again; one after the last answer opens it again.
    """

    id: str
    opening: Event
    answers: tuple[Answer, ...] = ()
    status: ExchangeStatus = "open"
    repeats: tuple[str, ...] = ()


@plain(frozen=True, slots=True)
class Commitment:
    """A threat, offer or announcement on a condition. `by` is the event that (perhaps) settled it.

    Until a person confirms it, a status other than "pending" is a suggestion.
    """

    id: str
    event: Event
    status: CommitmentStatus = "pending"
    by: str | None = None
    score: float = 0.0
    reason: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """What a party last held on a matter, with the event it rests on and the one it held before."""

    party: str
    matter: str
    event: Event
    before: Event | None = None
    changed: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, appended and never changed. `number` counts from 1 in the order of the log.

    `subjects` are the ids it is about, all of kind `subject`; `changes` are the fields it sets on each of them; of an
    undo, `undoes` is the number of the decision that no longer holds. `at` is in UTC.
    """

    number: int
    who: str
    at: datetime
    action: Action
    subject: Subject
    subjects: tuple[str, ...]
    changes: Mapping[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which acts are wanted; what is not given excludes nothing. Rejected ones are never wanted, unless asked for.

    `parties` and `recipients` are ids; `since` and `until` are both included; `text` is a search in the words of acts;
    `confidence` is the least; `reviewed` is whether a person has decided about it.
    """

    parties: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""
    confidence: float | None = None
    reviewed: bool | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an article that was to be added.

    "new", "known" (nothing was done), "revision" (a new version of an address), "reread" (a newer reading of a text
    that was there). `duplicate_of` is the first article of its near-duplicates, if it is no version of that; `missing`
    are the ids of acts about which people have decided and which a newer reading does not find; they are kept.
    """

    article: str
    outcome: Literal["new", "known", "revision", "reread"]
    acts: int
    duplicate_of: str | None = None
    missing: tuple[str, ...] = ()
