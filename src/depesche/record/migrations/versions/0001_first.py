"""The first form of a record.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from depesche.record.migrations.first import make_own

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables, and what each database has in a form of its own."""
    _act()
    _answer()
    _article()
    _band()
    _cell()
    _commitment()
    _commitment_party()
    _decision()
    _decision_subject()
    _event()
    _event_party()
    _exchange()
    _matter()
    _office()
    _party()
    _party_name()
    _reading()
    _repeat()
    _setting()
    _signature()
    _term()
    make_own(op.get_bind())


def _act() -> None:
    op.create_table(
        "act",
        sa.Column("key", _KEY, autoincrement=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("condition_party", sa.String()),
        sa.Column("time", sa.Text(), nullable=False),
        sa.Column("time_value", sa.String()),
        sa.Column("day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("dated_by", sa.String(), nullable=False),
        sa.Column("deadline", sa.Date()),
        sa.Column("published", sa.Date()),
        sa.Column("statement", sa.String()),
        sa.Column("confidence", sa.Float()),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("matter", sa.String()),
        sa.Column("filed", sa.String()),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("extractor_name", sa.String(), nullable=False),
        sa.Column("extractor_version", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("given", sa.JSON()),
        sa.PrimaryKeyConstraint("key"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("act_article", "act", ["article"])
    op.create_index("act_event", "act", ["event"])
    op.create_index("act_review", "act", ["review", "confidence"])


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("exchange", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("exchange", "event"),
    )
    op.create_index("answer_event", "answer", ["event"])


def _article() -> None:
    op.create_table(
        "article",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("given_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("published_text", sa.Text()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("replaced_by", sa.String()),
        sa.Column("extractor_name", sa.String(), nullable=False),
        sa.Column("extractor_version", sa.String(), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("article_group", "article", ["group_id"])
    op.create_index("article_published", "article", ["published"])
    op.create_index("article_url", "article", ["url"])


def _band() -> None:
    op.create_table(
        "band",
        sa.Column("hash", sa.BigInteger(), autoincrement=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("hash", "article"),
        sqlite_with_rowid=False,
    )


def _cell() -> None:
    op.create_table(
        "cell",
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("party", "matter"),
    )


def _commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("by", sa.String()),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("given", sa.JSON()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("commitment_status", "commitment", ["status"])


def _commitment_party() -> None:
    op.create_table(
        "commitment_party",
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("party", "day", "commitment"),
        sqlite_with_rowid=False,
    )
    op.create_index("commitment_party_commitment", "commitment_party", ["commitment"])


def _decision() -> None:
    op.create_table(
        "decision",
        sa.Column("number", _KEY, autoincrement=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("undoes", _KEY),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )


def _decision_subject() -> None:
    op.create_table(
        "decision_subject",
        sa.Column("number", _KEY, autoincrement=False),
        sa.Column("place", sa.Integer(), autoincrement=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", "place"),
    )
    op.create_index("decision_subject_id", "decision_subject", ["subject", "id"])


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("matter", sa.String()),
        sa.Column("day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("deadline", sa.Date()),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Float()),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Integer(), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("event_day", "event", ["day", "id"])
    op.create_index("event_deadline", "event", ["deadline"])
    op.create_index("event_kind", "event", ["kind", "day"])
    op.create_index("event_matter", "event", ["matter", "day"])


def _event_party() -> None:
    op.create_table(
        "event_party",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("matter", sa.String()),
        sa.Column("day", sa.Date()),
        sa.PrimaryKeyConstraint("event", "role", "party"),
        sqlite_with_rowid=False,
    )
    op.create_index("event_party_day", "event_party", ["party", "role", "day", "kind", "matter"])
    op.create_index("event_party_kind", "event_party", ["party", "kind", "day"])
    op.create_index("event_party_matter", "event_party", ["matter", "party", "role", "day", "kind"])


def _exchange() -> None:
    op.create_table(
        "exchange",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("exchange_status", "exchange", ["status"])


def _matter() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("pinned", sa.JSON(), nullable=False),
        sa.Column("forms", sa.JSON(), nullable=False),
        sa.Column("named_by_hand", sa.Boolean(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("merged_into", sa.String()),
        sa.Column("given", sa.JSON()),
        sa.PrimaryKeyConstraint("id"),
    )


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first", sa.Date()),
        sa.Column("last", sa.Date()),
        sa.PrimaryKeyConstraint("person", "party", "title"),
    )
    op.create_index("office_party", "office", ["party"])


def _party() -> None:
    op.create_table(
        "party",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _party_name() -> None:
    op.create_table(
        "party_name",
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("party", "name"),
    )
    op.create_index("party_name_folded", "party_name", ["folded"])


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("extractor_name", sa.String(), nullable=False),
        sa.Column("extractor_version", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("article", "extractor_name", "extractor_version"),
    )


def _repeat() -> None:
    op.create_table(
        "repeat",
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("exchange", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event"),
    )
    op.create_index("repeat_exchange", "repeat", ["exchange"])


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _signature() -> None:
    op.create_table(
        "signature",
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article"),
    )


def _term() -> None:
    op.create_table(
        "term",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term"),
    )
