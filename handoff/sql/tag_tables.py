"""Tags, and which conversation has which; the migrations in ``desk/migrations`` build the same."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table

from columns import UtcDateTime
from handoff.sql.tables import metadata

tags = Table(
    "tags",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(60), nullable=False),
    # What is compared: case folded, so that nobody makes "Reso" and "reso".
    Column("name_key", String(120), nullable=False, unique=True),
    Column("color", String(7), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # A tag that conversations have had stays readable on them, and is offered no more.
    Column("retired_at", UtcDateTime),
)

conversation_tags = Table(
    "conversation_tags",
    metadata,
    Column(
        "conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("tag_id", String(32), ForeignKey("tags.id", ondelete="CASCADE"), primary_key=True),
    Column("agent_id", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_conversation_tags_tag_id_conversation_id", "tag_id", "conversation_id"),
)
