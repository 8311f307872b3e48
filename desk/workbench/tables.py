"""The tables of the workbench; ``desk/migrations`` builds the same, and what fills the search."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from columns import UtcDateTime
from handoff.sql.tables import metadata

notes = Table(
    "notes",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("author_id", String(32), nullable=False),
    Column("author_name", String(120), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # The newest message when it was written: its place in the transcript.
    Column("after_sequence", Integer, nullable=False),
    Column("client_id", String(64), nullable=False),
    UniqueConstraint("conversation_id", "author_id", "client_id"),
    Index("ix_notes_conversation_id_at", "conversation_id", "at"),
)

note_mentions = Table(
    "note_mentions",
    metadata,
    Column("note_id", String(32), ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
    Column("agent_id", String(32), ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("read_at", UtcDateTime),
    Index("ix_note_mentions_agent_id_read_at_at", "agent_id", "read_at", "at"),
)

canned_answers = Table(
    "canned_answers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("shortcut", String(40), nullable=False),
    Column("shortcut_key", String(80), nullable=False, unique=True),
    Column("title", String(120), nullable=False),
    Column("text_it", Text, nullable=False),
    Column("text_en", Text, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

saved_views = Table(
    "saved_views",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("agent_id", String(32), ForeignKey("agents.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("shared", Boolean, nullable=False),
    Column("filters", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

search_entries = Table(
    "search_entries",
    metadata,
    # Rises with time: newest first is this, downwards, and a page goes on below its last one.
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    # No foreign keys: the triggers that fill this also empty it, and the index needs the text that goes.
    Column("message_id", String(32), unique=True),
    Column("note_id", String(32), unique=True),
    # PostgreSQL's index is on this; SQLite's is a table of its own, ``search_words``.
    Column("words", TSVECTOR().with_variant(Text, "sqlite")),
    Index("ix_search_entries_words", "words", postgresql_using="gin"),
    # Ids are never used again: a page's place would be somebody else's.
    sqlite_autoincrement=True,
)
