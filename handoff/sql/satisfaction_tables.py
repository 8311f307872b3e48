"""The table of what shoppers said of the help they got."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from columns import UtcDateTime
from handoff.sql.tables import metadata

ratings = Table(
    "ratings",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("case_id", String(32), ForeignKey("cases.id", ondelete="CASCADE")),
    Column("agent_id", String(32)),
    Column("agent_name", String(255)),
    Column("topic", String(128)),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("score", Integer),
    Column("scored_at", UtcDateTime),
    # When the shopper said that they wish to add a few words, and when they did.
    Column("comment_wanted_at", UtcDateTime),
    Column("comment", Text),
    Column("commented_at", UtcDateTime),
    Index("ix_ratings_latest", "conversation_id", "asked_at"),
    Index("ix_ratings_scored_at", "scored_at"),
    Index("ix_ratings_asked_at", "asked_at"),
)
