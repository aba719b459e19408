"""Parties that people say are one, and what settled a commitment found by an index.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and indexes; nothing that is there changes."""
    op.add_column("party", sa.Column("merged_into", sa.String()))
    op.create_index("party_merged", "party", ["merged_into"])
    op.add_column("act", sa.Column("condition_party_read", sa.String()))
    op.create_index("commitment_by", "commitment", ["by"])
