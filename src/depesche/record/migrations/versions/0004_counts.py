"""What parties do toward each other, counted; and indexes that hold all that is counted, rejected events told apart.

Revision ID: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_FLOWS = """
INSERT INTO flow (actor, recipient, kind, events)
SELECT actor.party, recipient.party, actor.kind, count(*)
FROM event_party AS actor
JOIN event_party AS recipient ON recipient.event = actor.event AND recipient.role = 'recipient'
WHERE actor.role = 'actor' AND NOT actor.rejected
GROUP BY actor.party, recipient.party, actor.kind
"""


_REJECTED = """
UPDATE event_party SET rejected = true WHERE event IN (SELECT id FROM event WHERE review = 'rejected')
"""
_INDEXES = {
    "event_day": ("event", ["day", "id", "review"]),
    "event_kind": ("event", ["kind", "day", "review"]),
    "event_matter": ("event", ["matter", "day", "kind", "review", "acts"]),
    "event_party_kind": ("event_party", ["party", "kind", "day", "rejected"]),
    "event_party_day": ("event_party", ["party", "role", "day", "kind", "matter", "rejected"]),
}


def upgrade() -> None:
    """Add the table and the column, filled with what is there, and make the indexes anew."""
    op.add_column(
        "event_party", sa.Column("rejected", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute(_REJECTED)
    op.create_table(
        "flow",
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("actor", "recipient", "kind"),
        sqlite_with_rowid=False,
    )
    op.execute(_FLOWS)
    op.create_index("flow_recipient", "flow", ["recipient"])
    for name, (table, columns) in _INDEXES.items():
        op.drop_index(name, table)
        op.create_index(name, table, columns)
