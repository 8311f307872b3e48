"""Satisfaction, what a contact costs, and what reports count messages by.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from handoff.sql.tables import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

READ_BEFORE = {
    "sqlite": "json_extract(reading, '$.{name}')",
    "postgresql": "reading ->> '{name}'",
}


def upgrade() -> None:
    _add_ratings()
    op.create_table(
        "costs",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_costs"),
    )
    op.add_column("messages", sa.Column("intent", sa.String(128)))
    op.add_column("messages", sa.Column("tone", sa.String(16)))
    value = READ_BEFORE[op.get_bind().dialect.name]
    op.execute(
        f"UPDATE messages SET intent = {_cut(value, 'intent', 128)}, tone = {_cut(value, 'tone', 16)} "  # noqa: S608
        "WHERE reading IS NOT NULL"
    )
    op.create_index(
        "ix_messages_shoppers",
        "messages",
        ["at"],
        sqlite_where=sa.text("author = 'shopper'"),
        postgresql_where=sa.text("author = 'shopper'"),
    )
    op.create_index("ix_cases_opened_at", "cases", ["opened_at"])


def _add_ratings() -> None:
    op.create_table(
        "ratings",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32)),
        sa.Column("agent_id", sa.String(32)),
        sa.Column("agent_name", sa.String(255)),
        sa.Column("topic", sa.String(128)),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("scored_at", UtcDateTime()),
        sa.Column("comment_wanted_at", UtcDateTime()),
        sa.Column("comment", sa.Text()),
        sa.Column("commented_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_ratings"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_ratings_conversation_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_ratings_case_id", ondelete="CASCADE"),
    )
    op.create_index("ix_ratings_latest", "ratings", ["conversation_id", "asked_at"])
    op.create_index("ix_ratings_scored_at", "ratings", ["scored_at"])
    op.create_index("ix_ratings_asked_at", "ratings", ["asked_at"])


def _cut(value: str, name: str, length: int) -> str:
    return f"substr({value.format(name=name)}, 1, {length})"


def downgrade() -> None:
    op.drop_index("ix_cases_opened_at", "cases")
    op.drop_index("ix_messages_shoppers", "messages")
    op.drop_column("messages", "tone")
    op.drop_column("messages", "intent")
    op.drop_table("costs")
    op.drop_table("ratings")
