"""What the questions answer: values that know nothing of tables, terminals or pages.

Every line of an answer holds the event and the `Source` it rests on. Party and matter ids are named by `Names`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from depesche.record.types import (
        Answer,
        Commitment,
        Decision,
        Difference,
        Event,
        Exchange,
        Position,
        StoredAct,
        StoredArticle,
        StoredParty,
        Witness,
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The article an entry rests on, as it is cited: `name` is the medium; `title` is what the article is called.

    `replaced`: only articles tell the entry whose newer versions do not tell it any more. `replaced_by` is the next
    version of this article.
    """

    article: str
    name: str
    title: str | None
    url: str | None
    published: date | None
    replaced: bool = False
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the parties and matters that an answer speaks of, by id."""

    parties: Mapping[str, str] = field(default_factory=dict)
    matters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """An event with the article that tells it most fully; `snippet` is where a search found its words."""

    event: Event
    source: Source | None
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a party holds on a matter. `new`: it has said so since the day that was asked about."""

    position: Position
    source: Source | None
    events: int
    new: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """Parties by matters, each the busiest first. `left_out` counts the parties and matters that are not shown."""

    parties: tuple[str, ...]
    matters: tuple[str, ...]
    cells: tuple[Cell, ...]
    names: Names
    since: date | None = None
    until: date | None = None
    left_out: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order of time, those without a day last.

    `after` begins the next page, None where this is the last.
    """

    lines: tuple[Line, ...]
    names: Names
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in an exchange, with its event."""

    answer: Answer
    line: Line


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """A demand or offer, when it was raised again, and the answers to it, the oldest first.

    `commitment` is what settled it, where nobody has answered.
    """

    exchange: Exchange
    opening: Line
    repeats: tuple[Line, ...] = ()
    replies: tuple[Reply, ...] = ()
    commitment: CommitmentLine | None = None


@dataclass(frozen=True, slots=True)
class Exchanges:
    """Demands and offers with their answers, the newest first; `more` where the limit cut them off."""

    lines: tuple[ExchangeLine, ...]
    names: Names
    more: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A threat, offer or announcement on a condition, and what (perhaps) settled it."""

    commitment: Commitment
    line: Line
    by: Line | None = None


@dataclass(frozen=True, slots=True)
class Commitments:
    """What was threatened, offered or announced on a condition, the newest first; as things stood on `day`."""

    lines: tuple[CommitmentLine, ...]
    names: Names
    day: date | None = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    r"""What a search found, the best first; in each snippet, \x02 and \x03 stand around the words that were found."""

    text: str
    lines: tuple[Line, ...]
    names: Names
    more: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """A position with its source, as it stood until the next one."""

    position: Position
    source: Source | None


@dataclass(frozen=True, slots=True)
class Profile:
    """Who a party is and what it has held: its positions by matter, the newest first, and its changes of position.

    `history` is what people decided about it, such as that another party is this one. `deeds` are, of a person, the
    last events in which it acts, for whomever. `cells` are what it holds now on its busiest matters.
    """

    party: StoredParty
    positions: tuple[Stance, ...]
    changes: tuple[Stance, ...]
    names: Names
    events: int = 0
    history: tuple[Decision, ...] = ()
    deeds: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What a reader must know since a day, on one page.

    `matters` holds the new events by matter id (None: not filed yet), the busiest matter first.
    """

    since: date
    until: date | None
    matters: tuple[tuple[str | None, tuple[Line, ...]], ...]
    changes: tuple[Stance, ...]
    exchanges: tuple[ExchangeLine, ...]
    commitments: tuple[CommitmentLine, ...]
    ahead: tuple[Line, ...]
    names: Names
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One act with all that belongs to it.

    `before` and `after` are the text around its sentence; `act.sentence` is the sentence itself. `replaced`: only
    articles tell its event whose newer versions do not tell it any more.
    """

    act: StoredAct
    article: StoredArticle
    event: Event
    before: str
    after: str
    witnesses: tuple[Witness, ...]
    differences: tuple[Difference, ...]
    exchanges: tuple[ExchangeLine, ...]
    commitments: tuple[CommitmentLine, ...]
    history: tuple[Decision, ...]
    names: Names
    replaced: bool = False
