"""The entries of a record as JSON: acts, events, exchanges, commitments, positions, matters, decisions.

Each model has `of`, which makes it of the record's own value.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from depesche.reading.types import Kind, PartyKind, Status
from depesche.record import types as record
from depesche.record.questions import results
from depesche.record.questions.articles import Head as ArticleHead
from depesche.record.types import (
    Action,
    AnswerKind,
    CommitmentStatus,
    Dating,
    ExchangeStatus,
    Origin,
    Review,
    Subject,
)

Span = Annotated[
    tuple[int, int], Field(description="Half-open, in Unicode code points of the text.", examples=[[12, 20]])
]
Versions = Mapping[str, int]


class Value(BaseModel):
    """The root of all that is sent out."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Names(Value):
    """The names of the parties and matters that an answer speaks of, by id."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"parties": {"KAR": "Karsland"}, "matters": {"hafen": "Hafen"}}]}
    )
    parties: dict[str, str]
    matters: dict[str, str]

    @classmethod
    def of(cls, names: results.Names) -> Self:
        """The names of an answer."""
        return cls(parties=dict(names.parties), matters=dict(names.matters))


class Source(Value):
    """The article an entry rests on, as it is cited."""

    article: str
    name: str
    title: str | None
    url: str | None
    published: date | None
    replaced: bool = False
    """Whether newer versions of the articles that tell the entry do not tell it any more."""
    replaced_by: str | None = None
    """The next version of this article."""

    @classmethod
    def of(cls, source: results.Source) -> Self:
        """A source of an answer."""
        return cls(
            article=source.article,
            name=source.name,
            title=source.title,
            url=source.url,
            published=source.published,
            replaced=source.replaced,
            replaced_by=source.replaced_by,
        )


class Role(Value):
    """A party in an act: where it stands, and for which party it acts."""

    mention: Span | None
    name: str | None
    party_name: str | None
    party: str | None
    person: str | None
    reason: str | None

    @classmethod
    def of(cls, role: record.StoredRole) -> Self:
        """A role of the record."""
        return cls(
            mention=_span(role.mention),
            name=role.name,
            party_name=role.party_name,
            party=role.party,
            person=role.person,
            reason=role.reason,
        )


class ActSpans(Value):
    """Where the parts of an act stand in its article."""

    trigger: list[Span]
    content: list[Span]
    condition: list[Span]
    sentence: Span | None
    time: Span | None
    deadline: Span | None


class Act(Value):
    """One act of one article, as it now stands; `version` is the number of the last decision about it, else 0."""

    id: str
    article: str
    event: str
    matter: str | None
    kind: Kind
    status: Status
    actors: list[Role]
    recipients: list[Role]
    trigger: str
    content: str
    condition: str
    sentence: str
    spans: ActSpans
    condition_party: str | None
    time: str
    time_value: str | None
    day: date | None
    last_day: date | None
    dated_by: Dating
    deadline: date | None
    published: date | None
    statement: str | None
    confidence: float | None
    review: Review
    origin: Origin
    language: str
    extractor: str | None
    version: int

    @classmethod
    def of(cls, act: record.StoredAct, versions: Versions) -> Self:
        """An act of the record, with the versions of those that were decided about."""
        return cls(
            **{name: getattr(act, name) for name in _SAME_IN_ACT},
            actors=[Role.of(role) for role in act.actors],
            recipients=[Role.of(role) for role in act.recipients],
            spans=ActSpans(**spans_of(act)),
            extractor=extractor_of(act),
            version=versions.get(act.id, 0),
        )


_SAME_IN_ACT = (
    "id", "article", "event", "matter", "kind", "status", "trigger", "content", "condition", "sentence",
    "condition_party", "time", "time_value", "day", "last_day", "dated_by", "deadline", "published", "statement",
    "confidence", "review", "origin", "language",
)  # fmt: skip


def extractor_of(one: record.StoredAct | record.StoredArticle) -> str | None:
    """What has read an act or article, in a word."""
    return f"{one.extractor.name} {one.extractor.version}".strip() if one.extractor else None


def spans_of(act: record.StoredAct) -> dict[str, Any]:
    """Where the parts of an act stand."""
    lists = {part: getattr(act, f"{part}_spans") for part in ("trigger", "content", "condition")}
    return {
        **{part: [(span.start, span.end) for span in spans] for part, spans in lists.items()},
        **{part: _span(getattr(act, f"{part}_span")) for part in ("sentence", "time", "deadline")},
    }


def _span(span: tuple[int, int] | None) -> tuple[int, int] | None:
    return None if span is None else (span[0], span[1])


class Event(Value):
    """What happened once; told by one or more acts, shown by the one that tells it most fully (`lead`)."""

    id: str
    lead: str
    acts: list[str]
    sources: int
    """Independent witnesses; near-duplicates count once."""
    kind: Kind
    status: Status
    actors: list[str]
    recipients: list[str]
    matter: str | None
    trigger: str
    content: str
    condition: str
    sentence: str
    day: date | None
    last_day: date | None
    dated_by: Dating
    deadline: date | None
    confidence: float | None
    review: Review
    language: str
    """Of the article that its words stand in."""
    source: Source | None

    @classmethod
    def of(cls, event: record.Event, source: results.Source | None) -> Self:
        """An event of the record, with the article of its lead."""
        return cls(
            id=event.id,
            lead=event.lead.id,
            acts=list(event.acts),
            sources=event.sources,
            actors=list(event.actors),
            recipients=list(event.recipients),
            source=Source.of(source) if source else None,
            **{name: getattr(event.lead, name) for name in _OF_LEAD},
        )

    @classmethod
    def line(cls, line: results.Line) -> Self:
        """A line of an answer."""
        return cls.of(line.event, line.source)


_OF_LEAD = (
    "kind", "status", "matter", "trigger", "content", "condition", "sentence", "day", "last_day", "dated_by",
    "deadline", "confidence", "review", "language",
)  # fmt: skip


class Answer(Value):
    """An event that answers a demand or offer."""

    event: Event
    kind: AnswerKind
    score: float
    reason: str
    confirmed: bool


class Settled(Value):
    """What became of a demand or offer that nobody has answered: that of its commitment, and by which event."""

    status: CommitmentStatus
    by: Event | None
    score: float
    reason: str
    confirmed: bool

    @classmethod
    def of(cls, line: results.CommitmentLine) -> Self:
        """The commitment that ended it."""
        held = line.commitment
        return cls(
            status=held.status,
            by=Event.line(line.by) if line.by else None,
            score=held.score,
            reason=held.reason,
            confirmed=held.confirmed,
        )


class Exchange(Value):
    """A demand or offer, when it was raised again, its answers, and what settled it where there are none."""

    id: str
    status: ExchangeStatus
    opening: Event
    repeats: list[Event]
    answers: list[Answer]
    settled: Settled | None = None

    @classmethod
    def of(cls, line: results.ExchangeLine) -> Self:
        """An exchange of an answer."""
        return cls(
            id=line.exchange.id,
            status=line.exchange.status,
            opening=Event.line(line.opening),
            repeats=[Event.line(repeat) for repeat in line.repeats],
            answers=[
                Answer(
                    event=Event.line(reply.line),
                    kind=reply.answer.kind,
                    score=reply.answer.score,
                    reason=reply.answer.reason,
                    confirmed=reply.answer.confirmed,
                )
                for reply in line.replies
            ],
            settled=Settled.of(line.commitment) if line.commitment else None,
        )


class Commitment(Value):
    """A threat, offer or announcement on a condition, and what (perhaps) settled it."""

    id: str
    status: CommitmentStatus
    event: Event
    by: Event | None
    score: float
    reason: str
    confirmed: bool
    version: int

    @classmethod
    def of(cls, line: results.CommitmentLine, versions: Versions) -> Self:
        """A commitment of an answer."""
        held = line.commitment
        return cls(
            id=held.id,
            status=held.status,
            event=Event.line(line.line),
            by=Event.line(line.by) if line.by else None,
            score=held.score,
            reason=held.reason,
            confirmed=held.confirmed,
            version=versions.get(held.id, 0),
        )


class Stance(Value):
    """What a party holds on a matter, with the event it rests on and the one it held before."""

    party: str
    matter: str
    event: Event
    before: Event | None
    changed: bool
    reason: str

    @classmethod
    def of(
        cls, position: record.Position, source: results.Source | None, sources: Mapping[str, results.Source]
    ) -> Self:
        """A position with its article; `sources` are those of what was held before."""
        return cls(**_stance(position, source, sources))


class Cell(Stance):
    """A stance on the board: with the number of that party's events on the matter, and whether it is new."""

    events: int
    new: bool

    @classmethod
    def cell(cls, cell: results.Cell, sources: Mapping[str, results.Source]) -> Self:
        """A cell of the board."""
        return cls(**_stance(cell.position, cell.source, sources), events=cell.events, new=cell.new)


def _stance(
    position: record.Position, source: results.Source | None, sources: Mapping[str, results.Source]
) -> dict[str, Any]:
    before = position.before
    return {
        "party": position.party,
        "matter": position.matter,
        "event": Event.of(position.event, source),
        "before": Event.of(before, sources.get(before.lead.article)) if before else None,
        "changed": position.changed,
        "reason": position.reason,
    }


class MatterWord(Value):
    """A word (stem) of a matter, how people write it, and how much it weighs."""

    word: str
    form: str
    weight: float


class Matter(Value):
    """What parties differ about."""

    id: str
    name: str
    words: list[MatterWord]
    pinned: list[str]
    named_by_hand: bool
    acts: int
    version: int

    @classmethod
    def of(cls, matter: record.Matter, versions: Versions) -> Self:
        """A matter of the record with the nouns people know it by, the strongest first; parties are none."""
        nouns = {word for word, form in matter.forms.items() if form[:1].isupper()}
        written = ((word, weight) for word, weight in matter.words.items() if word in nouns)
        words = sorted(written, key=lambda one: (-one[1], one[0]))
        return cls(
            id=matter.id,
            name=matter.name,
            words=[MatterWord(word=word, form=matter.forms[word], weight=weight) for word, weight in words],
            pinned=list(matter.pinned),
            named_by_hand=matter.named_by_hand,
            acts=matter.acts,
            version=versions.get(matter.id, 0),
        )


class Decision(Value):
    """What a person decided. `holds` is false where a later undo has taken it back.

    `before` is what the fields in `changes` were until then, by act, of the first three.
    """

    number: int
    who: str
    at: datetime
    action: Action
    subject: Subject
    subjects: list[str]
    changes: dict[str, Any]
    before: dict[str, dict[str, Any]]
    undoes: int | None
    note: str
    holds: bool

    @classmethod
    def of(
        cls,
        decision: record.Decision,
        undone: Iterable[int] = (),
        before: Mapping[int, dict[str, dict[str, Any]]] | None = None,
    ) -> Self:
        """A decision of the record; `undone` are the numbers of those that hold no more, `before` is by number."""
        return cls(
            number=decision.number,
            who=decision.who,
            at=decision.at,
            action=decision.action,
            subject=decision.subject,
            subjects=list(decision.subjects),
            changes=dict(decision.changes),
            before=(before or {}).get(decision.number, {}),
            undoes=decision.undoes,
            note=decision.note,
            holds=decision.number not in undone,
        )


class ArticleFields(Value):
    """What is known of an article; `group` is the first of its near-duplicates, itself if it is alone."""

    id: str
    title: str | None
    source: str
    url: str | None
    published: date | None
    language: str
    revision: int
    replaced_by: str | None
    group: str
    added: datetime


class Head(ArticleFields):
    """An article without its text, with the number of its acts."""

    acts: int

    @classmethod
    def of(cls, head: ArticleHead) -> Self:
        """The head of an article in a list."""
        values = {name: getattr(head, name) for name in cls.model_fields if name != "added"}
        return cls(**values, added=head.added.replace(tzinfo=UTC))

    @classmethod
    def whole(cls, article: record.StoredArticle, acts: int) -> Self:
        """The head of an article that is there as a whole."""
        return cls(**fields_of(article), acts=acts)


def fields_of(article: record.StoredArticle) -> dict[str, Any]:
    """The values of `ArticleFields`."""
    return {name: getattr(article, name) for name in ArticleFields.model_fields}


class Party(Value):
    """A party and in how many filed events it acts."""

    id: str
    name: str
    kind: PartyKind
    events: int
