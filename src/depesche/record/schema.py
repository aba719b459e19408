"""The tables of a record, for SQLite and PostgreSQL alike. `migrations` makes them; a test holds the two together.

What was read lies in `reading`, what people decided in `decision`; both only grow. All other tables follow from them
and are kept up to date in the same transaction, so that every question is a look into an index.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import BigInteger

metadata = MetaData()
_Key = BigInteger().with_variant(
    Integer, "sqlite"
)  # SQLite numbers rows by itself only where they are INTEGER
_Bytes = String().with_variant(String(collation="C"), "postgresql")  # compared byte by byte, as SQLite does

article = Table(
    "article",
    metadata,
    Column("id", String, primary_key=True),
    Column("given_id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("published", Date),
    Column("published_text", Text),  # as it was given, with a time of day perhaps
    Column("source", Text, nullable=False),
    Column("group_id", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("replaced_by", String),
    Column("extractor_name", String, nullable=False),
    Column("extractor_version", String, nullable=False),
    Column("added", DateTime, nullable=False),
    Index("article_url", "url"),
    Index("article_group", "group_id"),
    Index("article_published", "published"),
)

reading = Table(
    "reading",
    metadata,
    Column("article", String, primary_key=True),
    Column("extractor_name", String, primary_key=True),
    Column("extractor_version", String, primary_key=True),
    Column("body", LargeBinary, nullable=False),  # zlib of the contract's JSON without the text
    Column("added", DateTime, nullable=False),
)

signature = Table(  # of MinHash, to see near-duplicates by
    "signature",
    metadata,
    Column("article", String, primary_key=True),
    Column("values", LargeBinary, nullable=False),
)

band = Table(
    "band",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article", String, primary_key=True),
    sqlite_with_rowid=False,
)

act = Table(
    "act",
    metadata,
    Column("key", _Key, primary_key=True, autoincrement=False),  # the full-text index counts by it
    Column("id", String, nullable=False, unique=True),
    Column("article", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("actors", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("condition_party", String),
    Column("condition_party_read", String),  # where people say that it is another party
    Column("time", Text, nullable=False),
    Column("time_value", String),
    Column("day", Date),
    Column("last_day", Date),
    Column("dated_by", String, nullable=False),
    Column("deadline", Date),
    Column("published", Date),
    Column("statement", String),
    Column("confidence", Float),
    Column("terms", Text, nullable=False),
    Column("event", String, nullable=False),
    Column("matter", String),
    # The matter under which it was filed, which merging matters and decisions leave alone; none where it has that of
    # what it answers.
    Column("filed", String),
    Column("review", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("extractor_name", String, nullable=False),
    Column("extractor_version", String, nullable=False),
    Column("language", String, nullable=False),
    Column("given", JSON),  # the fields that decisions have changed, as they were before the first of them
    Index("act_article", "article"),
    Index("act_event", "event"),
    Index("act_review", "review", "confidence"),
)

event = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("lead", String, nullable=False),  # the act that tells it most fully
    Column("matter", String),
    Column("day", Date),
    Column("last_day", Date),
    Column("deadline", Date),
    Column("conditional", Boolean, nullable=False),
    Column("confidence", Float),  # the greatest of its acts
    Column("review", String, nullable=False),  # of its lead
    Column("terms", Text, nullable=False),  # of its lead, each once
    Column("acts", Integer, nullable=False),
    Column("sources", Integer, nullable=False),  # near-duplicates count once
    Column("added", DateTime, nullable=False),  # of the first of its articles
    Index("event_day", "day", "id", "review"),
    Index("event_matter", "matter", "day", "kind", "review", "acts"),  # all that is counted by matter
    Index("event_kind", "kind", "day", "review"),
    Index("event_deadline", "deadline"),
)

event_party = Table(
    "event_party",
    metadata,
    Column("event", String, primary_key=True),
    Column("role", String, primary_key=True),  # "actor" or "recipient"
    Column("party", String, primary_key=True),
    Column("place", Integer, nullable=False),  # in the order of the event
    Column("kind", String, nullable=False),  # kind, matter and day are those of the event
    Column("matter", String),
    Column("day", Date),
    Column("rejected", Boolean, nullable=False),  # so is the event
    # Each of these holds all that is looked for, since the primary key is part of every index of such a table.
    Index("event_party_day", "party", "role", "day", "kind", "matter", "rejected"),
    Index("event_party_kind", "party", "kind", "day", "rejected"),
    Index("event_party_matter", "matter", "party", "role", "day", "kind"),
    sqlite_with_rowid=False,
)

event_person = Table(  # who acts in an event, or is acted upon, and for whom
    "event_person",
    metadata,
    Column("event", String, primary_key=True),
    Column("role", String, primary_key=True),  # as in event_party
    Column("person", String, primary_key=True),
    Column("party", String),
    Column("kind", String, nullable=False),  # kind, matter and day are those of the event
    Column("matter", String),
    Column("day", Date),
    Index("event_person_day", "person", "role", "day", "kind", "matter"),
    sqlite_with_rowid=False,
)

cell = Table(  # how many events a party acts in, by matter: what the board shows first
    "cell",
    metadata,
    Column("party", String, primary_key=True),
    Column("matter", String, primary_key=True),
    Column("events", Integer, nullable=False),
)

flow = Table(  # how many events of a kind a party does toward another: the graph of the parties
    "flow",
    metadata,
    Column("actor", String, primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("events", Integer, nullable=False),
    Index("flow_recipient", "recipient"),
    sqlite_with_rowid=False,
)

party = Table(
    "party",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("merged_into", String),
    Index("party_merged", "merged_into"),
)

party_name = Table(
    "party_name",
    metadata,
    Column("party", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("folded", String, nullable=False),
    Column("articles", Integer, nullable=False),
    Index("party_name_folded", "folded"),
)

office = Table(
    "office",
    metadata,
    Column("person", String, primary_key=True),
    Column("party", String, primary_key=True),
    Column("title", String, primary_key=True),
    Column("first", Date),
    Column("last", Date),
    Index("office_party", "party"),
)

word = Table(  # every stem of the index of words: compounds are found by how they begin and end
    "word",
    metadata,
    Column("stem", _Bytes, primary_key=True),
    Column("reversed", _Bytes, nullable=False),
    Index("word_reversed", "reversed"),
    sqlite_with_rowid=False,
)

matter = Table(
    "matter",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("words", JSON, nullable=False),
    Column("pinned", JSON, nullable=False),
    Column("forms", JSON, nullable=False),
    Column("named_by_hand", Boolean, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("merged_into", String),
    Column("given", JSON),  # as in act
)

term = Table(
    "term",
    metadata,
    Column("term", String, primary_key=True),
    Column("acts", Integer, nullable=False),  # in how many it stands
)

exchange = Table(
    "exchange",
    metadata,
    Column("id", String, primary_key=True),  # the event that opened it
    Column("status", String, nullable=False),
    Index("exchange_status", "status"),
)

repeat = Table(
    "repeat",
    metadata,
    Column("event", String, primary_key=True),
    Column("raises", String, nullable=False),  # the earlier opening that the event raises again
    Column("exchange", String, nullable=False),  # to which that belongs
    Index("repeat_raises", "raises"),
    Index("repeat_exchange", "exchange"),
)

answer = Table(
    "answer",
    metadata,
    Column("opening", String, primary_key=True),  # which the event answers
    Column("event", String, primary_key=True),
    Column("exchange", String, nullable=False),  # to which the opening belongs
    Column("kind", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("review", String, nullable=False),
    Column("origin", String, nullable=False),  # "read" or "hand"
    Index("answer_event", "event"),
    Index("answer_exchange", "exchange"),
)

commitment = Table(
    "commitment",
    metadata,
    Column("id", String, primary_key=True),  # the event that holds it
    Column("status", String, nullable=False),
    Column("by", String),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("given", JSON),  # as in act
    Index("commitment_status", "status"),
    Index("commitment_by", "by"),
)

commitment_party = (
    Table(  # who is concerned by a commitment: its parties, and whose deed the condition speaks of
        "commitment_party",
        metadata,
        Column("party", String, primary_key=True),
        Column("day", Date, primary_key=True),
        Column("commitment", String, primary_key=True),
        Index("commitment_party_commitment", "commitment"),
        sqlite_with_rowid=False,
    )
)

decision = Table(
    "decision",
    metadata,
    Column("number", _Key, primary_key=True, autoincrement=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("undoes", _Key),
    Column("note", Text, nullable=False),
)

decision_subject = Table(
    "decision_subject",
    metadata,
    Column("number", _Key, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("subject", String, nullable=False),
    Column("id", String, nullable=False),
    Index("decision_subject_id", "subject", "id"),
)

setting = Table(
    "setting",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
)
