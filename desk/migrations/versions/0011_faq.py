"""What readers of the FAQ say of answers, and tables that editors bring to be looked at before they count.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from handoff.sql.tables import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "faq_votes",
        sa.Column("topic", sa.String(128), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("useful", sa.Integer(), nullable=False),
        sa.Column("not_useful", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("topic", "day", "language", name="pk_faq_votes"),
    )
    op.create_table(
        "content_imports",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("format", sa.String(16), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_content_imports"),
    )
    op.create_index("ix_content_imports_at", "content_imports", ["at"])


def downgrade() -> None:
    op.drop_table("content_imports")
    op.drop_table("faq_votes")
