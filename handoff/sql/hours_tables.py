"""The tables of opening hours, targets and breaches; ``desk/migrations`` builds the same."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from columns import UtcDateTime
from handoff.sql.tables import metadata

hours_settings = Table(
    "hours_settings",
    metadata,
    # There is one row, or none while nobody has set anything.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("zone", String(64), nullable=False),
    Column("country", String(2), nullable=False),
    Column("province", String(8)),
    Column("holidays", Boolean, nullable=False),
    Column("follow_staffing", JSON(none_as_null=True)),
    Column("window_note", Boolean, nullable=False),
    # Somebody has set targets: then what is in ``targets`` holds, and nothing else.
    Column("own_targets", Boolean, nullable=False),
)

opening_hours = Table(
    "opening_hours",
    metadata,
    Column("scope", String(64), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    # Wall-clock times, ``HH:MM``: no database has a type for them that means the same in the other.
    Column("opens", String(5), primary_key=True),
    Column("closes", String(5), nullable=False),
)

closures = Table(
    "closures",
    metadata,
    Column("scope", String(64), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("name", String(120), nullable=False),
)

targets = Table(
    "targets",
    metadata,
    # Empty for the cases of every team that has none of its own.
    Column("team_id", String(32), primary_key=True),
    Column("urgency", String(8), primary_key=True),
    Column("first_response_seconds", Integer, nullable=False),
    Column("next_response_seconds", Integer, nullable=False),
)

breaches = Table(
    "breaches",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("case_id", String(32), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("warned_at", UtcDateTime),
    # None while agents were only warned.
    Column("breached_at", UtcDateTime),
    UniqueConstraint("case_id", "kind", "due"),
    Index("ix_breaches_breached_at", "breached_at"),
)
