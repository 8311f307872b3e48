"""The tables of learning, as ``desk/migrations`` builds them; texts are stripped of personal data."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, false

from columns import UtcDateTime
from handoff.sql.tables import metadata

learning_groups = Table(
    "learning_groups",
    metadata,
    Column("id", String(32), primary_key=True),
    # The last decision: open, accepted, dismissed.
    Column("state", String(16), nullable=False),
    # The message that stands for all: not its words, which go with the conversation.
    Column("label_id", String(32)),
    Column("home", String(16), nullable=False),
    Column("intent", String(128)),
    Column("confidence", Float, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("decided_at", UtcDateTime),
    Column("decided_by", String(32)),
    Index("ix_learning_groups_state", "state"),
)

learning_messages = Table(
    "learning_messages",
    metadata,
    Column("id", String(32), ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("group_id", String(32), ForeignKey("learning_groups.id", ondelete="SET NULL")),
    Column("text", Text, nullable=False),
    Column("language", String(8)),
    Column("channel", String(32), nullable=False),
    Column("intent", String(128)),
    Column("confidence", Float, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # open, accepted, dismissed; settled where the shopper found what they meant after all.
    Column("state", String(16), nullable=False),
    Column("topic", String(128)),
    # Its words were not among the topic's ways of asking before it was accepted.
    Column("added", Boolean, server_default=false(), nullable=False),
    Column("decided_at", UtcDateTime),
    Column("decided_by", String(32)),
    Index("ix_learning_messages_group_id_state", "group_id", "state"),
    Index("ix_learning_messages_state_at", "state", "at"),
    Index("ix_learning_messages_conversation_id", "conversation_id"),
)

findings = Table(
    "findings",
    metadata,
    Column(
        "message_id", String(32), ForeignKey("learning_messages.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("kind", String(32), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    # The agent who flagged it.
    Column("agent_id", String(32)),
)

learning_marks = Table(
    "learning_marks",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("last_id", String(32), nullable=False),
)

answer_pairs = Table(
    "answer_pairs",
    metadata,
    # The agent's message.
    Column("id", String(32), ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("conversation_id", String(32), ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("proposal_id", String(32), ForeignKey("learning_proposals.id", ondelete="SET NULL")),
    Column("question", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("language", String(8)),
    Column("intent", String(128)),
    Column("agent_name", String(255)),
    Column("at", UtcDateTime, nullable=False),
    Column("compared_at", UtcDateTime),
    Index("ix_answer_pairs_proposal_id", "proposal_id"),
    Index("ix_answer_pairs_at", "at"),
    Index("ix_answer_pairs_conversation_id", "conversation_id"),
)

learning_proposals = Table(
    "learning_proposals",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("home", String(16), nullable=False),
    Column("intent", String(128)),
    Column("confidence", Float, nullable=False),
    Column("topic", String(128)),
    Column("created_at", UtcDateTime, nullable=False),
    Column("decided_at", UtcDateTime),
    Column("decided_by", String(32)),
    Index("ix_learning_proposals_state", "state"),
)

beta_tests = Table(
    "beta_tests",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("language", String(8), nullable=False),
    Column("token", String(64), nullable=False, unique=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("created_by", String(32), nullable=False),
)

beta_questions = Table(
    "beta_questions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("beta_id", String(32), ForeignKey("beta_tests.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("intent", String(128)),
    Column("confidence", Float, nullable=False),
    Column("decision", String(16), nullable=False),
    Column("reply", Text, nullable=False),
    Column("verdict", String(8)),
    Index("uq_beta_questions_number", "beta_id", "number", unique=True),
)
