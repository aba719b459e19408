"""Near-duplicates found by half as many bands, and persons toward whom something is done.

Revision ID: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from depesche.record.migrations.fifth import fill_bands, fill_recipients

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make both tables anew: the bands from the signatures, the persons from those who act and from the acts."""
    op.drop_table("band")
    op.create_table(
        "band",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "article"),
        sqlite_with_rowid=False,
    )
    fill_bands(op.get_bind())
    op.drop_index("event_person_day", "event_person")
    op.rename_table("event_person", "event_actor")
    op.create_table(
        "event_person",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("party", sa.String()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("matter", sa.String()),
        sa.Column("day", sa.Date()),
        sa.PrimaryKeyConstraint("event", "role", "person", name="event_person_key"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO event_person (event, role, person, party, kind, matter, day) "
        "SELECT event, 'actor', person, party, kind, matter, day FROM event_actor"
    )
    op.drop_table("event_actor")
    fill_recipients(op.get_bind())
    op.create_index("event_person_day", "event_person", ["person", "role", "day", "kind", "matter"])
