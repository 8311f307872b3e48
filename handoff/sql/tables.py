"""The tables of conversations; the migrations in ``desk/migrations`` build the same."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from columns import UtcDateTime as UtcDateTime  # noqa: PLC0414 - migrations know it from here
from columns import named_metadata

metadata = named_metadata()


def written_at() -> datetime:
    """When a row is written, by the system's clock: only ever compared with itself, to tell what is newer."""
    return datetime.now(UTC)


conversations = Table(
    "conversations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("contact", String(255), nullable=False),
    Column("contact_name", String(255)),
    Column("owner", String(8), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("agent_id", String(32)),
    Column("agent_name", String(255)),
    Column("language", String(8)),
    Column("language_fixed", Boolean, nullable=False),
    Column("last_sequence", Integer, nullable=False),
    Column("offered", JSON, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_shopper_at", UtcDateTime),
    Column("last_message_at", UtcDateTime),
    # Who is asking the brain on this conversation's behalf right now.
    Column("turn_worker", String(32)),
    Column("turn_token", String(32)),
    Column("turn_until", UtcDateTime),
    Column("turn_not_before", UtcDateTime),
    UniqueConstraint("channel", "contact"),
    # How many conversations an agent has is counted whenever the rota looks for somebody.
    Index("ix_conversations_agent_id", "agent_id"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("channel", String(32), nullable=False),
    Column("outgoing", Boolean, nullable=False),
    Column("author", String(8), nullable=False),
    Column("author_name", String(255)),
    Column("agent_id", String(32)),
    Column("state", String(16), nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("buttons", JSON, nullable=False),
    Column("image", Text),
    Column("attachments", JSON, nullable=False),
    Column("template", JSON(none_as_null=True)),
    Column("provider_id", String(255)),
    Column("client_id", String(128)),
    Column("reply_to", String(32)),
    Column("reading", JSON(none_as_null=True)),
    # Of the reading, for reports and searches over many messages.
    Column("intent", String(128)),
    Column("tone", String(16)),
    Column("at", UtcDateTime, nullable=False),
    Column("edited_at", UtcDateTime),
    Column("changed_at", UtcDateTime, default=written_at, onupdate=written_at),
    Column("original_text", Text),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("worker", String(32)),
    Column("sent_at", UtcDateTime),
    Column("error_code", String(64)),
    Column("error_text", Text),
    UniqueConstraint("conversation_id", "sequence"),
    UniqueConstraint("conversation_id", "client_id"),
    Index(
        "uq_messages_inbound_provider_id",
        "channel",
        "provider_id",
        unique=True,
        sqlite_where=text("outgoing = 0"),
        postgresql_where=text("NOT outgoing"),
    ),
    Index("ix_messages_outgoing_provider_id", "provider_id"),
    Index("ix_messages_due", "state", "not_before"),
    Index("ix_messages_next", "conversation_id", "state", "sequence"),
    Index("ix_messages_authors", "conversation_id", "author", "sequence"),
    Index(
        "ix_messages_shoppers",
        "at",
        sqlite_where=text("author = 'shopper'"),
        postgresql_where=text("author = 'shopper'"),
    ),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("state", String(16), nullable=False),
    Column("language", String(8)),
    Column("readings", JSON, nullable=False),
    Column("entities", JSON, nullable=False),
    Column("tried", JSON, nullable=False),
    Column("agent_id", String(32)),
    Column("agent_name", String(255)),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("taken_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("next_notice_at", UtcDateTime),
    Column("notices", Integer, nullable=False),
    Column("team_id", String(32)),
    Column("queued_at", UtcDateTime),
    Column("rank_at", UtcDateTime),
    Column("safety", Boolean),
    Column("vip", Boolean),
    Column("frustrated", Boolean),
    Column("returned", Boolean),
    Column("bounces", Integer),
    Column("assigned_by", String(8)),
    Column("first_taken_at", UtcDateTime),
    Column("preferred_agent_id", String(32)),
    Column("avoided_agent_id", String(32)),
    Column("warned_at", UtcDateTime),
    Column("agreed", Text),
    # Since when a person owes the shopper an answer, and until when they should have given it.
    Column("unanswered_since", UtcDateTime),
    Column("first_answered_at", UtcDateTime),
    Column("first_response_due", UtcDateTime),
    Column("next_response_due", UtcDateTime),
    Column("reopened_of", String(32)),
    # What the shopper was last told to expect.
    Column("told_at", UtcDateTime),
    Column("promised_from", UtcDateTime),
    Column("promised_until", UtcDateTime),
    Column("window_nudged_for", UtcDateTime),
    Index("ix_cases_first_response_due", "first_response_due"),
    Index("ix_cases_next_response_due", "next_response_due"),
    Index("ix_cases_unanswered_since", "unanswered_since"),
    Index(
        "uq_cases_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("state IN ('waiting', 'taken')"),
        postgresql_where=text("state IN ('waiting', 'taken')"),
    ),
    Index("ix_cases_queue", "state", "rank_at", "id"),
    Index("ix_cases_history", "conversation_id", "opened_at"),
    Index("ix_cases_opened_at", "opened_at"),
    Index("ix_cases_closed_at", "closed_at"),
)

kept_events = Table(
    "kept_events",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("channel", String(32), nullable=False),
    Column("event_id", String(255), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("body", JSON, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    UniqueConstraint("channel", "event_id"),
)
