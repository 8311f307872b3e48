"""Second factors, programs' tokens, outgoing webhooks and how long data is kept.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from desk.migrations import outgoing_events
from handoff.sql.tables import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("device", sa.String(255)),
        sa.Column("address", sa.String(64)),
        sa.Column("last_seen_at", UtcDateTime()),
    ):
        op.add_column("sessions", column)
    op.add_column("audit_log", sa.Column("detail", sa.String(254)))
    _make_second_factors()
    _make_tokens()
    _make_webhooks()
    _make_deliveries()
    _make_privacy()
    _execute(outgoing_events.sqlite() if _is_sqlite() else outgoing_events.postgresql())


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _execute(statements: Sequence[str]) -> None:
    """As they are: a colon in them names no parameter."""
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)


def _make_second_factors() -> None:
    op.create_table(
        "second_factors",
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime()),
        sa.Column("last_step", sa.Integer()),
        sa.PrimaryKeyConstraint("agent_id", name="pk_second_factors"),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name="fk_second_factors_agent_id", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_codes"),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name="fk_recovery_codes_agent_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("agent_id", "code_hash", name="uq_recovery_codes_agent_id_code_hash"),
    )


def _make_tokens() -> None:
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("hint", sa.String(8), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(32), nullable=False),
        sa.Column("expires_at", UtcDateTime()),
        sa.Column("last_used_at", UtcDateTime()),
        sa.Column("revoked_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_api_tokens_token_hash"),
    )


def _make_webhooks() -> None:
    op.create_table(
        "outgoing_webhooks",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("previous_secret", sa.Text()),
        sa.Column("previous_until", UtcDateTime()),
        sa.Column("include_text", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing_webhooks"),
    )
    op.create_table(
        "webhook_events",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("case_id", sa.String(32)),
        sa.Column("message_id", sa.String(32)),
        sa.Column("agent_id", sa.String(32)),
        sa.Column("agent_name", sa.String(255)),
        sa.Column("reason", sa.String(32)),
        sa.Column("error_code", sa.String(64)),
        sa.Column("at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_events"),
    )


def _make_deliveries() -> None:
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("webhook_id", sa.String(32), nullable=False),
        sa.Column("event_id", sa.String(32), nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("first_tried_at", UtcDateTime()),
        sa.Column("next_attempt_at", UtcDateTime()),
        sa.Column("delivered_at", UtcDateTime()),
        sa.Column("status", sa.Integer()),
        sa.Column("error", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_deliveries"),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["outgoing_webhooks.id"],
            name="fk_webhook_deliveries_webhook_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("webhook_id", "event_id", name="uq_webhook_deliveries_webhook_id_event_id"),
    )
    for columns in (["state", "next_attempt_at"], ["webhook_id", "created_at"], ["conversation_id"]):
        op.create_index(f"ix_webhook_deliveries_{'_'.join(columns)}", "webhook_deliveries", columns)


def _make_privacy() -> None:
    op.create_table(
        "privacy_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("retention_days", sa.Integer()),
        sa.Column("redact", sa.Boolean(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_privacy_settings"),
    )
    op.create_index("ix_audit_log_actor_id", "audit_log", ["actor", "id"])


def downgrade() -> None:
    _execute(outgoing_events.sqlite_down() if _is_sqlite() else outgoing_events.postgresql_down())
    op.drop_index("ix_audit_log_actor_id", "audit_log")
    for table in (
        "privacy_settings",
        "webhook_deliveries",
        "webhook_events",
        "outgoing_webhooks",
        "api_tokens",
        "recovery_codes",
        "second_factors",
    ):
        op.drop_table(table)
    op.drop_column("audit_log", "detail")
    for column in ("device", "address", "last_seen_at"):
        op.drop_column("sessions", column)
