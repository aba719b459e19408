"""Of answers and of what is raised again, which opening is meant, not only to which exchange that belongs.

Revision ID: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make both tables anew; what there is belongs to what opened the exchange."""
    for table in ("repeat", "answer"):
        op.rename_table(table, f"{table}_before")
    op.drop_index("repeat_exchange", "repeat_before")
    op.drop_index("answer_event", "answer_before")
    op.create_table(
        "repeat",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("raises", sa.String(), nullable=False),
        sa.Column("exchange", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event", name="repeat_key"),
    )
    op.create_table(
        "answer",
        sa.Column("opening", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("exchange", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("opening", "event", name="answer_key"),
    )
    op.execute(
        "INSERT INTO repeat (event, raises, exchange) SELECT event, exchange, exchange FROM repeat_before"
    )
    op.execute(
        "INSERT INTO answer (opening, event, exchange, kind, score, reason, review, origin) "
        "SELECT exchange, event, exchange, kind, score, reason, review, origin FROM answer_before"
    )
    for table in ("repeat", "answer"):
        op.drop_table(f"{table}_before")
    op.create_index("repeat_raises", "repeat", ["raises"])
    op.create_index("repeat_exchange", "repeat", ["exchange"])
    op.create_index("answer_event", "answer", ["event"])
    op.create_index("answer_exchange", "answer", ["exchange"])
