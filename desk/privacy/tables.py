"""How long personal data is kept, and whether secrets are taken out of messages: one row."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, Table

from columns import UtcDateTime
from handoff.sql.tables import metadata

privacy_settings = Table(
    "privacy_settings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("retention_days", Integer),
    Column("redact", Boolean, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
