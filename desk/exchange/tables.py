"""What editors are about to bring in."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, String, Table

from columns import UtcDateTime
from handoff.sql.tables import metadata

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
