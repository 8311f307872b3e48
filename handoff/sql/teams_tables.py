"""The tables of teams, presence and transfers; the migrations in ``desk/migrations`` build the same.

Agents are named by id without a foreign key: accounts are the desk's, and this package knows nothing of it.
"""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from columns import UtcDateTime
from handoff.sql.tables import metadata

teams = Table(
    "teams",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("mode", String(16), nullable=False),
    Column("languages", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Column("channels", JSON, nullable=False),
)

team_members = Table(
    "team_members",
    metadata,
    Column("team_id", String(32), ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True),
    Column("agent_id", String(32), primary_key=True),
    Column("capacity", Integer, nullable=False),
    Index("ix_team_members_agent_id", "agent_id"),
)

agent_skills = Table(
    "agent_skills",
    metadata,
    Column("agent_id", String(32), primary_key=True),
    Column("language", String(8), primary_key=True),
)

presence = Table(
    "presence",
    metadata,
    Column("agent_id", String(32), primary_key=True),
    Column("agent_name", String(255), nullable=False),
    Column("state", String(8), nullable=False),
    Column("since", UtcDateTime, nullable=False),
    # When the unanswered conversations of somebody who went away go back to the queue.
    Column("returns_at", UtcDateTime),
    Index("ix_presence_returns_at", "returns_at"),
)

consoles = Table(
    "consoles",
    metadata,
    # A replica says every few seconds that these consoles are still with it: one that died says nothing.
    Column("worker", String(32), primary_key=True),
    Column("agent_id", String(32), primary_key=True),
    Column("last_seen", UtcDateTime, nullable=False),
    Index("ix_consoles_agent_id", "agent_id"),
)

queue_settings = Table(
    "queue_settings",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("grace_seconds", Integer, nullable=False),
    Column("silence_warning_minutes", Integer, nullable=False),
    Column("silence_hand_back_minutes", Integer, nullable=False),
    Column("vip_spend", Float),
    Column("sticky_hours", Integer, nullable=False),
    Column("safety_topics", JSON, nullable=False),
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("case_id", String(32), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("by_id", String(32), nullable=False),
    Column("by_name", String(255), nullable=False),
    Column("to_agent_id", String(32)),
    Column("to_agent_name", String(255)),
    Column("to_team_id", String(32)),
    Column("note", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_transfers_conversation_id", "conversation_id", "at"),
    Index("ix_transfers_case_id", "case_id"),
)
