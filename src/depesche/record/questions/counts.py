"""How much there is in a record.

counts(record) -> Counts
writes(connection) -> how often the record was changed, a number that only grows
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from sqlalchemy import func, select

from depesche.record import schema
from depesche.record.questions.waiting import left
from depesche.record.types import CommitmentStatus, ExchangeStatus, Filter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import Connection, Table

    from depesche.record.record import Record


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of entries; days are the first and last of publication; `unreviewed` acts wait for a decision."""

    articles: int
    acts: int
    events: int
    parties: int
    matters: int
    exchanges: Mapping[str, int]
    commitments: Mapping[str, int]
    decisions: int
    unreviewed: int
    first_day: date | None
    last_day: date | None
    writes: int


def counts(record: Record) -> Counts:
    """Count what is in a record."""
    published = schema.article.c.published
    with record.connect() as connection:
        first, last = (
            connection.execute(select(choose(published))).scalar() for choose in (func.min, func.max)
        )
        return Counts(
            articles=_number(connection, schema.article),
            acts=_number(connection, schema.act),
            events=_number(connection, schema.event),
            parties=_number(connection, schema.party),
            matters=_matters(connection),
            exchanges=_exchanges(connection),
            commitments=_by_status(connection, schema.commitment, get_args(CommitmentStatus)),
            decisions=_number(connection, schema.decision),
            unreviewed=left(connection, Filter()),
            first_day=first,
            last_day=last,
            writes=writes(connection),
        )


def writes(connection: Connection) -> int:
    """How many transactions have changed the record."""
    setting = schema.setting.c
    return int(connection.execute(select(setting.value).where(setting.name == "writes")).scalar() or 0)


def _number(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _matters(connection: Connection) -> int:
    selection = select(func.count()).where(schema.matter.c.merged_into.is_(None), schema.matter.c.acts > 0)
    return connection.execute(selection).scalar_one()


def _exchanges(connection: Connection) -> dict[str, int]:
    """Exchanges by status: what is open, but settled as a commitment, counts as settled."""
    found = _by_status(connection, schema.exchange, get_args(ExchangeStatus))
    exchange, commitment = schema.exchange.c, schema.commitment.c
    joined = select(func.count()).join_from(schema.commitment, schema.exchange, exchange.id == commitment.id)
    done = joined.where(commitment.status != "pending", exchange.status == "open")
    settled = connection.execute(done).scalar_one()
    return {**found, "open": found["open"] - settled, "settled": settled}


def _by_status(connection: Connection, table: Table, words: tuple[str, ...]) -> dict[str, int]:
    rows = connection.execute(select(table.c.status, func.count()).group_by(table.c.status))
    return dict.fromkeys(words, 0) | {row[0]: row[1] for row in rows}
