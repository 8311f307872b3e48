"""What readers said of answers: how many of them, never who."""

from __future__ import annotations

from sqlalchemy import Column, Date, Integer, String, Table

from handoff.sql.tables import metadata

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
