"""In PostgreSQL, words found by the stems by which SQLite finds them.

Revision ID: 0007
"""

from __future__ import annotations

from alembic import op

from depesche.record.migrations.seventh import index_anew

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Index the words of all acts anew; SQLite has them already."""
    if op.get_bind().dialect.name == "postgresql":
        index_anew(op.get_bind())
