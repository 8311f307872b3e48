"""The table of what people set about figures."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from handoff.sql.tables import metadata

costs = Table(
    "costs",
    metadata,
    # ``faq``, ``email``, ``call``, or ``channel:`` and a channel's name.
    Column("key", String(64), primary_key=True),
    Column("cents", Integer, nullable=False),
)
