"""The tables of outgoing webhooks; triggers (``desk/migrations/outgoing_events.py``) fill the events."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from columns import UtcDateTime
from handoff.sql.tables import metadata

outgoing_webhooks = Table(
    "outgoing_webhooks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("url", String(2000), nullable=False),
    Column("events", JSON, nullable=False),
    # Encrypted: to sign with it, it has to be read again.
    Column("secret", Text, nullable=False),
    Column("previous_secret", Text),
    Column("previous_until", UtcDateTime),
    Column("include_text", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

webhook_events = Table(
    "webhook_events",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("conversation_id", String(32), nullable=False),
    Column("case_id", String(32)),
    Column("message_id", String(32)),
    Column("agent_id", String(32)),
    Column("agent_name", String(255)),
    Column("reason", String(32)),
    Column("error_code", String(64)),
    Column("at", UtcDateTime),
)
"""What happened and was not handed to the webhooks yet: rows leave as soon as they are."""

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("webhook_id", String(32), ForeignKey("outgoing_webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("event_id", String(32), nullable=False),
    Column("event", String(32), nullable=False),
    Column("conversation_id", String(32), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("first_tried_at", UtcDateTime),
    # While it is being tried: when it may be tried by somebody else.
    Column("next_attempt_at", UtcDateTime),
    Column("delivered_at", UtcDateTime),
    Column("status", Integer),
    Column("error", String(64)),
    UniqueConstraint("webhook_id", "event_id"),
    Index("ix_webhook_deliveries_state_next_attempt_at", "state", "next_attempt_at"),
    Index("ix_webhook_deliveries_webhook_id_created_at", "webhook_id", "created_at"),
)
