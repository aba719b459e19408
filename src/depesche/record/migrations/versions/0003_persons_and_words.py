"""Events found by the persons who act in them, and compounds by how they begin and end.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from depesche.record.migrations.third import fill_persons, fill_words, name_persons

revision = "0003"
down_revision = "0002"

_BYTES = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the two tables and fill them with what is there."""
    op.create_table(
        "event_person",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("party", sa.String()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("matter", sa.String()),
        sa.Column("day", sa.Date()),
        sa.PrimaryKeyConstraint("event", "person"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "word",
        sa.Column("stem", _BYTES, nullable=False),
        sa.Column("reversed", _BYTES, nullable=False),
        sa.PrimaryKeyConstraint("stem"),
        sqlite_with_rowid=False,
    )
    name_persons(op.get_bind())
    fill_persons(op.get_bind())
    fill_words(op.get_bind())
    op.create_index("event_person_day", "event_person", ["person", "day", "kind", "matter"])
    op.create_index("word_reversed", "word", ["reversed"])
