"""What is asked of a record, answered: lists page by page, and the longer answers."""

from datetime import date, datetime
from typing import Generic, Literal, TypeVar

from pydantic import ConfigDict, Field

from depesche.desk.models.values import (
    Act,
    Cell,
    Commitment,
    Decision,
    Event,
    Exchange,
    Head,
    Matter,
    Names,
    Party,
    Source,
    Stance,
    Value,
)
from depesche.reading.types import PartyKind

Entry = TypeVar("Entry")


class Page(Value, Generic[Entry]):
    """A page of a list; give `next` back as `cursor` for the one after it."""

    items: list[Entry]
    next: str | None = None
    total: int | None = None
    names: Names = Names(parties={}, matters={})


# The record as a whole


class Counts(Value):
    """What is in the record; days are those of publication, `writes` counts changes."""

    record: str
    version: str
    articles: int
    acts: int
    events: int
    parties: int
    matters: int
    exchanges: dict[str, int]
    commitments: dict[str, int]
    decisions: int
    unreviewed: int
    first_day: date | None
    last_day: date | None
    writes: int


class User(Value):
    """Who asks, and what this user may do."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "vera", "role": "reviewer"}]})
    name: str
    role: Literal["reader", "reviewer", "admin"]


class Session(Value):
    """Who is logged in, and the token that every change must carry."""

    user: User | None
    login_needed: bool
    csrf: str
    language: Literal["de", "en"]
    record: str
    version: str


# An article


class ReadingHead(Value):
    """A reading that was made of an article."""

    extractor: str
    version: str
    added: datetime
    current: bool


# An act


class Witness(Value):
    """One telling of an event; those of one `group` tell the same text."""

    act: Act
    source: Source
    group: str


class DifferingValue(Value):
    """What some witnesses say."""

    value: str
    acts: list[str]


class Difference(Value):
    """Where the witnesses of an event differ."""

    what: Literal["number", "date", "wording", "party", "status"]
    values: list[DifferingValue]


class Shown(Value):
    """One act with all that belongs to it; `before` and `after` are the text around its sentence."""

    act: Act
    event: Event
    article: Head
    before: str
    after: str
    witnesses: list[Witness]
    differences: list[Difference]
    exchanges: list[Exchange]
    commitments: list[Commitment]
    history: list[Decision]
    names: Names


class Waiter(Value):
    """An act that waits for a decision, in its context; `sources` tell its event."""

    act: Act
    source: Source
    before: str
    after: str
    sources: int


class Reviewer(Value):
    """Who has decided about acts, and about how many."""

    name: str
    acts: int


class Disagreement(Value):
    """An act of which two reviewers say different things."""

    act: str
    first: str
    second: str


class Agreement(Value):
    """How far two reviewers agree; `alpha` is Krippendorff's, null where it says nothing."""

    acts: int
    same: int
    alpha: float | None
    disagreements: list[Disagreement]


class Decided(Value):
    """A decision, and the acts it was about as they now stand (at most 50)."""

    decision: Decision
    acts: list[Act]
    names: Names


class Log(Page[Decision]):
    """A page of the log; `acts` are those its decisions are about (at most 3 of each), as they now stand."""

    acts: list[Act]


class Change(Value):
    """An act before and after."""

    before: Act
    after: Act


class Preview(Value):
    """What a recoding would change, with some examples."""

    acts: int
    events: int
    examples: list[Change]
    names: Names


# Parties and matters


class Office(Value):
    """For whom a person acts, how it is called there, and the first and last day an article says so."""

    person: str
    party: str
    title: str
    first: date | None
    last: date | None


class Profile(Value):
    """Who a party is and what it has held; `names_of` are the names of parties and matters in it."""

    id: str
    name: str
    kind: PartyKind
    names: list[str]
    events: int
    offices: list[Office]
    persons: list[str]
    cells: list[Cell]
    positions: list[Stance]
    changes: list[Stance]
    history: list[Decision]
    version: int
    names_of: Names


class Share(Value):
    """A party and the number of its events on a matter."""

    party: str
    events: int


class MatterShown(Value):
    """A matter, what each party holds on it, and all positions over time."""

    matter: Matter
    parties: list[Share]
    cells: list[Cell]
    positions: list[Stance]
    history: list[Decision]
    names: Names


# Board, timeline, graph


class LeftOut(Value):
    """How many parties and matters the board does not show."""

    parties: int
    matters: int


class Board(Value):
    """Parties by matters, the busiest first."""

    parties: list[str]
    matters: list[str]
    cells: list[Cell]
    since: date | None
    until: date | None
    left_out: LeftOut
    names: Names


class Bin(Value):
    """A span of time (both days included) with the number of its events, also by kind."""

    start: date
    end: date
    events: int
    kinds: dict[str, int]


class Lane(Value):
    """The bins of a party, matter or kind; "" where there is one lane, null for what is filed under no matter."""

    id: str | None
    events: int
    bins: list[Bin]


class Density(Value):
    """How many events lie in each span of time."""

    bin: Literal["day", "week", "month", "quarter", "year"]
    by: Literal["none", "party", "matter", "kind"]
    first: date | None
    last: date | None
    total: int
    undated: int
    lanes: list[Lane]
    left_out: int
    names: Names


class Due(Value):
    """An event and the day ahead that it speaks of."""

    event: Event
    day: date
    why: Literal["deadline", "planned"]


class Ahead(Page[Due]):
    """Days ahead, the nearest first, seen from `today`."""

    today: date | None


class CommitmentPage(Page[Commitment]):
    """Commitments as things stood on `day`."""

    day: date | None


class OneExchange(Value):
    """An exchange with the names it needs."""

    exchange: Exchange
    names: Names


class OneCommitment(Value):
    """A commitment with the names it needs, as things stood on `day`."""

    commitment: Commitment
    day: date | None
    names: Names


class Edge(Value):
    """What one party does toward another; `events` is its weight."""

    source: str = Field(alias="from")
    target: str = Field(alias="to")
    events: int
    kinds: dict[str, int]


class Graph(Value):
    """Who does what toward whom; `left_out` counts the parties that are not shown."""

    nodes: list[Party]
    edges: list[Edge]
    left_out: int
    names: Names


# Search and brief


class Piece(Value):
    """A piece of a sentence; `hit` where it is a word that was looked for."""

    text: str
    hit: bool


class Hit(Value):
    """An event that a search found."""

    event: Event
    snippet: list[Piece]


class News(Value):
    """The new events of a matter; null where they are filed under none."""

    matter: str | None
    events: list[Event]


class Brief(Value):
    """What a reader must know since a day."""

    since: date
    until: date | None
    matters: list[News]
    changes: list[Stance]
    exchanges: list[Exchange]
    commitments: list[Commitment]
    ahead: list[Event]
    left_out: int
    names: Names


# Jobs


class Found(Value):
    """What became of an article that was read."""

    article: str
    title: str | None
    source: str
    outcome: Literal["new", "known", "revision", "reread"]
    acts: int
    duplicate_of: str | None


class Failed(Value):
    """An input that could not be read."""

    source: str
    code: str
    message: str


class Job(Value):
    """Work that goes on while you do something else."""

    id: str
    kind: Literal["add"]
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    who: str
    done: int
    total: int | None
    found: list[Found]
    errors: list[Failed]
    started: datetime
    ended: datetime | None
