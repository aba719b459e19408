"""The values of a reading: what one article says, each part with the characters it rests on.

Offsets are Unicode code points into `Article.text`, half-open. All values are immutable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import date

StatementType = Literal["direct", "indirect", "reported", "free_indirect", "indirect_free_indirect"]
Medium = Literal[
    "speech", "thought", "writing", "speech_or_writing", "speech_or_thought", "thought_or_writing"
]
Kind = Literal[
    "demand", "offer", "threaten", "warn", "reject", "agree", "deny", "accuse", "support", "announce",
    "state", "consult", "cooperate", "aid", "sanction", "mobilize", "retreat", "coerce", "assault", "protest",
]  # fmt: skip
DEEDS: frozenset[Kind] = frozenset(
    ("consult", "cooperate", "aid", "sanction", "mobilize", "retreat", "coerce", "assault", "protest")
)
"""Kinds of acts that are done rather than said."""
Status = Literal["actual", "planned", "negated"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Granularity = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century"]
PartyKind = Literal[
    "state", "international_organisation", "organisation", "armed_group", "person", "office", "place", "group"
]


class Span(NamedTuple):
    """Half-open range of characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known about it; `published` is an ISO 8601 date or date-time."""

    text: str
    id: str = ""
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "de"
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day (both included) that a time expression covers."""

    start: date
    end: date
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 value (ISO-TimeML); `deadline` marks "bis zum 15. März"."""

    span: Span
    type: TimeType
    value: str | None
    interval: Interval | None = None
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class ActTime:
    """The time expression that dates an act."""

    span: Span
    value: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """One party in an act: the words, the fullest name, and for whom it acts, with the reason in words."""

    mention: Span | None
    name: str | None
    party: str | None
    party_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the article with all its mentions; `acts_for` is the id of another party."""

    id: str
    name: str
    kind: PartyKind
    mentions: Spans
    acts_for: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A quotation or passage of reported speech, thought or writing, with its roles."""

    id: str
    type: StatementType
    medium: Medium | None
    quote: Spans
    cue: Spans = ()
    speaker: Spans = ()
    addressee: Spans = ()
    frame: Spans = ()
    relayed_by: Spans = ()
    speaker_name: str | None = None
    speaker_party: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """One thing one party does toward others, in words or deeds."""

    id: str
    kind: Kind
    status: Status
    trigger: Spans
    actors: tuple[Role, ...] = ()
    recipients: tuple[Role, ...] = ()
    content: Spans = ()
    condition: Spans = ()
    time: ActTime | None = None
    deadline: ActTime | None = None
    condition_party: str | None = None
    statement: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Extractor:
    """What made a reading: a program or a person, and its version, with that of its weights and its own parties."""

    name: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one article; `extractor` says by whom, if it is known."""

    id: str
    language: str
    text: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    sentences: Spans = ()
    statements: tuple[Statement, ...] = ()
    acts: tuple[Act, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    parties: tuple[Party, ...] = ()
    notices: tuple[str, ...] = ()
    extractor: Extractor | None = None

    def to_json(self) -> str:
        """One line of JSON in the form of the contract."""
        from depesche.reading.contract import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, line: str | bytes) -> Reading:
        """Read what `to_json` wrote. Raises `InvalidReading`."""
        from depesche.reading.contract import from_json

        return from_json(line)

    def sentence_at(self, position: int) -> int | None:
        """Number of the sentence that holds a character, from 0."""
        for number, sentence in enumerate(self.sentences):
            if sentence.start <= position < sentence.end:
                return number
        return None
