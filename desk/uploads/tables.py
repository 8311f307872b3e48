"""The tables of agents' files; ``desk/migrations`` builds the same."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from columns import UtcDateTime
from handoff.sql.tables import metadata

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("agent_id", String(32), nullable=False),
    Column("name", String(255), nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("size", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # All its pieces are stored; before that nobody is shown it.
    Column("complete", Boolean, nullable=False),
    # When a message first carried it; what none carries is thrown away after a day.
    Column("used_at", UtcDateTime),
    Index("ix_uploads_conversation_id", "conversation_id"),
    Index("ix_uploads_unused", "used_at", "created_at"),
)

upload_chunks = Table(
    "upload_chunks",
    metadata,
    Column("upload_id", String(32), ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
