"""What was not understood, what agents answer again and again, and what people ask cold.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from handoff.sql.tables import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_messages()
    _add_proposals()
    _add_beta_tests()


def _add_messages() -> None:
    op.create_table(
        "learning_groups",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("label_id", sa.String(32)),
        sa.Column("home", sa.String(16), nullable=False),
        sa.Column("intent", sa.String(128)),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime()),
        sa.Column("decided_by", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_learning_groups"),
    )
    op.create_index("ix_learning_groups_state", "learning_groups", ["state"])
    op.create_table(
        "learning_messages",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("group_id", sa.String(32)),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("intent", sa.String(128)),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(128)),
        sa.Column("decided_at", UtcDateTime()),
        sa.Column("decided_by", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_learning_messages"),
        _belongs("learning_messages", "id", "messages.id"),
        _belongs("learning_messages", "conversation_id", "conversations.id"),
        _belongs("learning_messages", "group_id", "learning_groups.id", "SET NULL"),
    )
    op.create_index("ix_learning_messages_group_id_state", "learning_messages", ["group_id", "state"])
    op.create_index("ix_learning_messages_state_at", "learning_messages", ["state", "at"])
    op.create_index("ix_learning_messages_conversation_id", "learning_messages", ["conversation_id"])
    op.create_table(
        "findings",
        sa.Column("message_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("agent_id", sa.String(32)),
        sa.PrimaryKeyConstraint("message_id", "kind", name="pk_findings"),
        _belongs("findings", "message_id", "learning_messages.id"),
    )
    op.create_table(
        "learning_marks",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("last_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_learning_marks"),
    )


def _add_proposals() -> None:
    op.create_table(
        "learning_proposals",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("home", sa.String(16), nullable=False),
        sa.Column("intent", sa.String(128)),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("topic", sa.String(128)),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("decided_at", UtcDateTime()),
        sa.Column("decided_by", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_learning_proposals"),
    )
    op.create_index("ix_learning_proposals_state", "learning_proposals", ["state"])
    op.create_table(
        "answer_pairs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32)),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("intent", sa.String(128)),
        sa.Column("agent_name", sa.String(255)),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("compared_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_answer_pairs"),
        _belongs("answer_pairs", "id", "messages.id"),
        _belongs("answer_pairs", "conversation_id", "conversations.id"),
        _belongs("answer_pairs", "proposal_id", "learning_proposals.id", "SET NULL"),
    )
    for column in ("proposal_id", "at", "conversation_id"):
        op.create_index(f"ix_answer_pairs_{column}", "answer_pairs", [column])


def _add_beta_tests() -> None:
    op.create_table(
        "beta_tests",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("created_by", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_beta_tests"),
        sa.UniqueConstraint("token", name="uq_beta_tests_token"),
    )
    op.create_table(
        "beta_questions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("beta_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("intent", sa.String(128)),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("decision", sa.String(16), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("verdict", sa.String(8)),
        sa.PrimaryKeyConstraint("id", name="pk_beta_questions"),
        _belongs("beta_questions", "beta_id", "beta_tests.id"),
    )
    op.create_index("uq_beta_questions_number", "beta_questions", ["beta_id", "number"], unique=True)


def _belongs(table: str, column: str, to: str, then: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=f"fk_{table}_{column}", ondelete=then)


def downgrade() -> None:
    for table in (
        "beta_questions",
        "beta_tests",
        "answer_pairs",
        "learning_proposals",
        "learning_marks",
        "findings",
        "learning_messages",
        "learning_groups",
    ):
        op.drop_table(table)
