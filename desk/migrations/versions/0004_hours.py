"""Opening hours, closures, and targets for answers.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from handoff.sql.tables import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CASE_COLUMNS = (
    ("unanswered_since", UtcDateTime()),
    ("first_answered_at", UtcDateTime()),
    ("first_response_due", UtcDateTime()),
    ("next_response_due", UtcDateTime()),
    ("reopened_of", sa.String(32)),
    ("told_at", UtcDateTime()),
    ("promised_from", UtcDateTime()),
    ("promised_until", UtcDateTime()),
    ("window_nudged_for", UtcDateTime()),
)
INDEXED = ("first_response_due", "next_response_due", "unanswered_since")


def upgrade() -> None:
    for name, kind in CASE_COLUMNS:
        op.add_column("cases", sa.Column(name, kind))
    for name in INDEXED:
        op.create_index(f"ix_cases_{name}", "cases", [name])
    op.execute("UPDATE cases SET unanswered_since = opened_at WHERE state = 'waiting'")
    _create_hours()
    _create_targets()


def _create_hours() -> None:
    op.create_table(
        "hours_settings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("province", sa.String(8)),
        sa.Column("holidays", sa.Boolean(), nullable=False),
        sa.Column("follow_staffing", sa.JSON(none_as_null=True)),
        sa.Column("window_note", sa.Boolean(), nullable=False),
        sa.Column("own_targets", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hours_settings"),
    )
    op.create_table(
        "opening_hours",
        sa.Column("scope", sa.String(64), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opens", sa.String(5), nullable=False),
        sa.Column("closes", sa.String(5), nullable=False),
        sa.PrimaryKeyConstraint("scope", "day", "opens", name="pk_opening_hours"),
    )
    op.create_table(
        "closures",
        sa.Column("scope", sa.String(64), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("scope", "day", name="pk_closures"),
    )


def _create_targets() -> None:
    op.create_table(
        "targets",
        sa.Column("team_id", sa.String(32), nullable=False),
        sa.Column("urgency", sa.String(8), nullable=False),
        sa.Column("first_response_seconds", sa.Integer(), nullable=False),
        sa.Column("next_response_seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "urgency", name="pk_targets"),
    )
    op.create_table(
        "breaches",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("warned_at", UtcDateTime()),
        sa.Column("breached_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_breaches"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_breaches_case_id", ondelete="CASCADE"),
        sa.UniqueConstraint("case_id", "kind", "due", name="uq_breaches_case_id_kind_due"),
    )
    op.create_index("ix_breaches_breached_at", "breaches", ["breached_at"])


def downgrade() -> None:
    for table in ("breaches", "targets", "closures", "opening_hours", "hours_settings"):
        op.drop_table(table)
    for name in INDEXED:
        op.drop_index(f"ix_cases_{name}", "cases")
    for name, _ in CASE_COLUMNS:
        op.drop_column("cases", name)
