"""Teams, skills, presence, and what decides who is served first.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from handoff.sql.tables import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CASE_COLUMNS = (
    ("team_id", sa.String(32)),
    ("queued_at", UtcDateTime()),
    ("rank_at", UtcDateTime()),
    ("safety", sa.Boolean()),
    ("vip", sa.Boolean()),
    ("frustrated", sa.Boolean()),
    ("returned", sa.Boolean()),
    ("bounces", sa.Integer()),
    ("assigned_by", sa.String(8)),
    ("first_taken_at", UtcDateTime()),
    ("preferred_agent_id", sa.String(32)),
    ("avoided_agent_id", sa.String(32)),
    ("warned_at", UtcDateTime()),
    ("agreed", sa.Text()),
)
HEAD_STARTS = ((10, 30), (5, 10))
"""Priority as it was until now, and the minutes of head start that it is worth from now on."""


def upgrade() -> None:
    for name, kind in CASE_COLUMNS:
        op.add_column("cases", sa.Column(name, kind))
    _rank_what_is_there()
    op.drop_index("ix_cases_queue", "cases")
    op.create_index("ix_cases_queue", "cases", ["state", "rank_at", "id"])
    op.create_index("ix_conversations_agent_id", "conversations", ["agent_id"])
    _create_teams()
    _create_presence()
    _create_transfers()


def _rank_what_is_there() -> None:
    """Whoever waits keeps their place, by the time they have waited and the reason for which they do."""
    op.execute(
        "UPDATE cases SET queued_at = opened_at, rank_at = opened_at, first_taken_at = taken_at, bounces = 0"
    )
    later = "opened_at - interval '{0} minutes'"
    if op.get_bind().dialect.name == "sqlite":
        later = "strftime('%Y-%m-%d %H:%M:%f', opened_at, '-{0} minutes') || '000'"
    for priority, minutes in HEAD_STARTS:
        # Built from the constants above.
        rank = later.format(minutes)
        op.execute(f"UPDATE cases SET rank_at = {rank} WHERE priority = {priority}")  # noqa: S608
    op.execute(sa.text("UPDATE cases SET frustrated = :yes WHERE priority = 5").bindparams(yes=True))


def _create_teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("name", name="uq_teams_name"),
    )
    op.create_table(
        "team_members",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "agent_id", name="pk_team_members"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name="fk_team_members_team_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_team_members_agent_id", "team_members", ["agent_id"])
    op.create_table(
        "agent_skills",
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("agent_id", "language", name="pk_agent_skills"),
    )
    op.create_table(
        "queue_settings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("grace_seconds", sa.Integer(), nullable=False),
        sa.Column("silence_warning_minutes", sa.Integer(), nullable=False),
        sa.Column("silence_hand_back_minutes", sa.Integer(), nullable=False),
        sa.Column("vip_spend", sa.Float()),
        sa.Column("sticky_hours", sa.Integer(), nullable=False),
        sa.Column("safety_topics", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_queue_settings"),
    )


def _create_presence() -> None:
    op.create_table(
        "presence",
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("agent_name", sa.String(255), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("returns_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("agent_id", name="pk_presence"),
    )
    op.create_index("ix_presence_returns_at", "presence", ["returns_at"])
    op.create_table(
        "consoles",
        sa.Column("worker", sa.String(32), nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("last_seen", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("worker", "agent_id", name="pk_consoles"),
    )
    op.create_index("ix_consoles_agent_id", "consoles", ["agent_id"])


def _create_transfers() -> None:
    op.create_table(
        "transfers",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("by_id", sa.String(32), nullable=False),
        sa.Column("by_name", sa.String(255), nullable=False),
        sa.Column("to_agent_id", sa.String(32)),
        sa.Column("to_agent_name", sa.String(255)),
        sa.Column("to_team_id", sa.String(32)),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_transfers"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_transfers_case_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_transfers_conversation_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_transfers_conversation_id", "transfers", ["conversation_id", "at"])
    op.create_index("ix_transfers_case_id", "transfers", ["case_id"])


def downgrade() -> None:
    for table in (
        "transfers",
        "consoles",
        "presence",
        "queue_settings",
        "agent_skills",
        "team_members",
        "teams",
    ):
        op.drop_table(table)
    op.drop_index("ix_conversations_agent_id", "conversations")
    op.drop_index("ix_cases_queue", "cases")
    op.create_index("ix_cases_queue", "cases", ["state", "priority", "opened_at"])
    for name, _ in CASE_COLUMNS:
        op.drop_column("cases", name)
