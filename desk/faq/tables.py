"""What readers said of answers (how many of them, never who), and what editors are about to bring in."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table

from handoff.sql.tables import UtcDateTime, metadata

faq_votes = Table(
    "faq_votes",
    metadata,
    Column("topic", String(128), primary_key=True),
    # In the shop's zone.
    Column("day", Date, primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("useful", Integer, nullable=False),
    Column("not_useful", Integer, nullable=False),
)
content_imports = Table(
    "content_imports",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("agent_id", String(32), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("format", String(16), nullable=False),
    Column("rows", JSON, nullable=False),
    Index("ix_content_imports_at", "at"),
)
