"""What is sent to the desk: articles to add, decisions to take."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from depesche.reading.types import Kind, Status
from depesche.record.types import AnswerKind, CommitmentStatus, Review

LONGEST_TEXT = 2_000_000
MOST_IDS = 1_000
Id = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Ids = Annotated[list[Id], Field(min_length=1, max_length=MOST_IDS)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Span = Annotated[
    tuple[Annotated[int, Field(ge=0, le=2**31)], Annotated[int, Field(ge=0, le=2**31)]],
    Field(description="Half-open, in Unicode code points of the article's text.", examples=[[12, 20]]),
]
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Asked(BaseModel):
    """The root of all that is sent in; a field that is not known is refused, since it was meant to do something."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, given: Any) -> Any:
        """Refuse characters that no database takes."""
        if isinstance(given, dict) and any(_UNSTORABLE.search(one) for one in _strings(given)):
            raise ValueError("holds U+0000 or half a surrogate pair, which cannot be stored")
        return given


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _strings(name)
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


class RoleAsked(Asked):
    """A party in an act, as a person gives it; `party` is its id or name."""

    party: Name | None = None
    name: Name | None = None
    mention: Span | None = None
    person: Id | None = None


Parties = Annotated[list[Name | RoleAsked], Field(max_length=50)]
Words = Annotated[list[Span], Field(max_length=50)] | Annotated[str, StringConstraints(max_length=5_000)]


class Fields(Asked):
    """Fields of acts; those that are not given stay as they are. Words are looked for in the article."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"kind": "threaten", "actors": ["Karsland"]}]})
    kind: Kind | None = None
    status: Status | None = None
    actors: Parties | None = None
    recipients: Parties | None = None
    trigger: Words | None = None
    content: Words | None = None
    condition: Words | None = None
    condition_party: Name | None = None
    day: date | None = None
    deadline: date | None = None


class ManyFields(Asked):
    """Fields that can be set for many acts at once."""

    kind: Kind | None = None
    status: Status | None = None
    actors: Parties | None = None
    recipients: Parties | None = None
    condition_party: Name | None = None
    matter: Name | None = None
    review: Review | None = None
    day: date | None = None
    deadline: date | None = None


class Login(Asked):
    """A name and its password."""

    name: Name
    password: Annotated[str, StringConstraints(min_length=1, max_length=1_000)]


class Text(Asked):
    """An article as text."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"text": "Karsland forderte gestern die Öffnung des Hafens.", "published": "2024-02-02"}
            ]
        }
    )
    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
    title: Annotated[str, StringConstraints(max_length=1_000)] | None = None
    published: Annotated[str, StringConstraints(max_length=60)] | None = None
    url: Annotated[str, StringConstraints(max_length=2_000)] | None = None
    language: Annotated[str, StringConstraints(max_length=20)] | None = None


class Address(Asked):
    """An article at an address."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"url": "https://news.example/hafen.html"}]})
    url: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    published: Annotated[str, StringConstraints(max_length=60)] | None = None
    language: Annotated[str, StringConstraints(max_length=20)] | None = None


class Deciding(Asked):
    """What every decision may have: a remark, and the versions of the entries as they were seen."""

    note: Annotated[str, StringConstraints(max_length=2_000)] = ""
    seen: Annotated[dict[Id, int], Field(max_length=MOST_IDS)] = {}
    """Version of each entry as you saw it; where somebody has decided since, the answer is 409."""


class AboutActs(Deciding):
    """Acts; with `whole`, the id of an event stands for all its acts."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"ids": ["k3v9q2m8x4ab-7"], "seen": {"k3v9q2m8x4ab-7": 0}}]}
    )
    ids: Ids
    whole: bool = False


class Edit(AboutActs):
    """New values for fields of acts."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"ids": ["k3v9q2m8x4ab-7"], "changes": {"kind": "threaten"}}]}
    )
    changes: Fields


class SomeIds(Deciding):
    """Events to merge, or acts to split off."""

    ids: Ids


class Assign(Deciding):
    """Events to file under a matter, by its name or id; a name that none has makes a new one."""

    ids: Ids
    matter: Name


class AddByHand(Deciding):
    """An act that was not read."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "article": "k3v9q2m8x4ab",
                    "fields": {"kind": "demand", "trigger": [[12, 20]], "actors": ["Karsland"]},
                }
            ]
        }
    )
    article: Id
    fields: Fields


class Undo(Deciding):
    """The decision to take back; your last one that holds, if no number is given."""

    number: Annotated[int, Field(ge=1, le=2**53)] | None = None


class Rename(Deciding):
    """A name for a matter, which stays."""

    matter: Name
    name: Name


class MergeMatters(Deciding):
    """A matter and the one it goes into."""

    matter: Name
    into: Name


class MergeParties(Deciding):
    """A party and the one that it is."""

    party: Name
    into: Name


class SplitMatter(Deciding):
    """Events that are about something else, and the name of the new matter."""

    ids: Ids
    name: Name


class Pin(Deciding):
    """Words that draw every act which has them; none takes the pins off."""

    matter: Name
    words: Annotated[list[Name], Field(max_length=100)]


class AnswerVerdict(Deciding):
    """Whether an event answers a demand or offer; `add` where nothing saw it, with its kind."""

    opening: Id
    event: Id
    verdict: Literal["confirm", "reject", "add"]
    kind: AnswerKind | None = None


class Settle(Deciding):
    """What became of a commitment, and by which event."""

    commitment: Id
    status: CommitmentStatus
    by: Id | None = None


class FilterBody(Asked):
    """A filter, with the names of the query parameters."""

    party: Annotated[list[Name], Field(max_length=50)] = []
    recipient: Annotated[list[Name], Field(max_length=50)] = []
    matter: Annotated[list[Name], Field(max_length=50)] = []
    kind: Annotated[list[Kind], Field(max_length=50)] = []
    since: date | None = Field(default=None, alias="from")
    until: date | None = Field(default=None, alias="to")
    text: Annotated[str, StringConstraints(max_length=500)] = ""
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    reviewed: bool | None = None
    rejected: bool = False


class RecodePreview(Asked):
    """Changes for all acts that a filter wants, only to look at."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"filter": {"kind": ["warn"]}, "changes": {"kind": "threaten"}}]}
    )
    filter: FilterBody
    changes: ManyFields


class Recode(Deciding):
    """Changes for all acts that a filter wants, as one decision; `expect` is how many the preview said."""

    filter: FilterBody
    changes: ManyFields
    expect: Annotated[int, Field(ge=0, le=2**53)] | None = None
