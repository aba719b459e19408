"""One article as it is told: its text once, and all else by where it stands in it.

Public: `Article`, `Statement`, `Time`, `Mention`, `ActInText`, `RoleInText`, `SpansInText`. A long article holds
thousands of acts; what follows from the article itself, and what is as it mostly is, is left out of each.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Self

from depesche.desk.models.values import (
    ArticleFields,
    Head,
    Names,
    Span,
    Value,
    Versions,
    extractor_of,
    spans_of,
)
from depesche.reading.types import Granularity, Kind, Medium, PartyKind, StatementType, Status, TimeType
from depesche.record import types as record
from depesche.record.types import Dating, Origin, Review

Spans = tuple[Span, ...]
_BETWEEN = " … "  # stands between the spans of one part, where its words are told
_PARTS = ("trigger", "content", "condition", "time", "sentence")


class Statement(Value):
    """A quotation or reported speech with its parts; what is empty is left out."""

    id: str
    type: StatementType
    medium: Medium | None = None
    quote: Spans = ()
    cue: Spans = ()
    speaker: Spans = ()
    addressee: Spans = ()
    frame: Spans = ()
    relayed_by: Spans = ()
    speaker_name: str | None = None
    speaker_party: str | None = None
    confidence: float | None = None


class Time(Value):
    """A time expression with the days that it covers, both included."""

    span: Span
    type: TimeType
    value: str | None
    start: date | None
    end: date | None
    granularity: Granularity | None
    deadline: bool


class Mention(Value):
    """A party of the article with all places where it is meant; `party` is its id in the record."""

    party: str | None
    name: str
    kind: PartyKind
    acts_for: str | None
    spans: list[Span]


class RoleInText(Value):
    """A party in an act, as `Role`; what is empty is left out."""

    mention: Span | None = None
    name: str | None = None
    party_name: str | None = None
    """Left out: as `names` has it."""
    party: str | None = None
    person: str | None = None
    reason: str | None = None

    @classmethod
    def of(cls, role: record.StoredRole, names: Names) -> Self:
        """A role of an act, beside these names."""
        mention, known = role.mention, names.parties.get(role.party or "")
        return cls(
            mention=mention and (mention[0], mention[1]),
            name=role.name,
            party_name=None if role.party_name == known else role.party_name,
            party=role.party,
            person=role.person,
            reason=role.reason,
        )


class SpansInText(Value):
    """Where the parts of an act stand; what is empty is left out."""

    trigger: Spans = ()
    content: Spans = ()
    condition: Spans = ()
    sentence: Span | None = None
    time: Span | None = None
    deadline: Span | None = None

    @classmethod
    def of(cls, act: record.StoredAct) -> Self:
        """Where the parts of an act of the record stand."""
        return cls(
            **{part: tuple(some) if isinstance(some, list) else some for part, some in spans_of(act).items()}
        )


class ActInText(Value):
    """An act of the article, as `Act`: its article, language and day of publication are those of the article.

    What is left out is empty, or as it says below.
    """

    id: str
    event: str | None = None
    """Left out: the event has the id of the act."""
    matter: str | None = None
    kind: Kind
    status: Status = "actual"
    actors: tuple[RoleInText, ...] = ()
    recipients: tuple[RoleInText, ...] = ()
    trigger: str | None = None
    """Left out, as `content`, `condition`, `time` and `sentence`: the words of its spans, with " … " between them."""
    content: str | None = None
    condition: str | None = None
    sentence: str | None = None
    spans: SpansInText = SpansInText()
    condition_party: str | None = None
    time: str | None = None
    time_value: str | None = None
    day: date | None = None
    last_day: date | None = None
    """Left out: `day`."""
    dated_by: Dating = "none"
    deadline: date | None = None
    statement: str | None = None
    confidence: float | None = None
    review: Review = "open"
    origin: Origin = "read"
    extractor: str | None = None
    """Left out: that of the article; of acts added by hand, none."""
    version: int = 0

    @classmethod
    def of(
        cls, act: record.StoredAct, article: record.StoredArticle, names: Names, versions: Versions
    ) -> Self:
        """An act of an article that is told with it."""
        spans = SpansInText.of(act)
        same = _told_by_spans(act, article.text, spans)
        values: dict[str, Any] = {name: getattr(act, name) for name in _SAME}
        values |= {part: None if same[part] else getattr(act, part) for part in _PARTS}
        extractor = extractor_of(act)
        return cls(
            **values,
            event=None if act.event == act.id else act.event,
            last_day=None if act.last_day == act.day else act.last_day,
            actors=tuple(RoleInText.of(role, names) for role in act.actors),
            recipients=tuple(RoleInText.of(role, names) for role in act.recipients),
            spans=spans,
            extractor=None if extractor == extractor_of(article) else extractor,
            version=versions.get(act.id, 0),
        )


_SAME = (
    "id", "matter", "kind", "status", "condition_party", "time_value", "day", "dated_by", "deadline", "statement",
    "confidence", "review", "origin",
)  # fmt: skip


def _told_by_spans(act: record.StoredAct, text: str, spans: SpansInText) -> Mapping[str, bool]:
    """Of each part of an act, whether its words are those of its spans."""
    places: dict[str, Sequence[tuple[int, int]]] = {
        "trigger": spans.trigger,
        "content": spans.content,
        "condition": spans.condition,
        "time": [spans.time] if spans.time else [],
        "sentence": [spans.sentence] if spans.sentence else [],
    }
    return {
        part: getattr(act, part) == _BETWEEN.join(text[start:end] for start, end in some)
        for part, some in places.items()
    }


class Article(ArticleFields):
    """An article with all that was read in it."""

    given_id: str
    text: str
    extractor: str
    notices: list[str]
    sentences: list[Span]
    statements: list[Statement]
    times: list[Time]
    mentions: list[Mention]
    acts: list[ActInText]
    revisions: list[Head]
    copies: list[Head]
    names: Names
