"""Notes, tags, canned answers, views and the search over messages.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from desk.migrations import search_index
from handoff.sql.tables import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_notes()
    _make_tags()
    _make_own_tables()
    op.add_column("messages", sa.Column("changed_at", UtcDateTime()))
    op.create_index("ix_messages_authors", "messages", ["conversation_id", "author", "sequence"])
    op.create_index("ix_cases_closed_at", "cases", ["closed_at"])
    op.create_table(
        "search_entries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.String(32)),
        sa.Column("note_id", sa.String(32)),
        sa.Column("words", TSVECTOR().with_variant(sa.Text(), "sqlite")),
        sa.PrimaryKeyConstraint("id", name="pk_search_entries"),
        sa.UniqueConstraint("message_id", name="uq_search_entries_message_id"),
        sa.UniqueConstraint("note_id", name="uq_search_entries_note_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_search_entries_words", "search_entries", ["words"], postgresql_using="gin")
    _execute(search_index.SQLITE if _is_sqlite() else search_index.POSTGRESQL)


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _execute(statements: Sequence[str]) -> None:
    """As they are: a colon in them names no parameter."""
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)


def _make_notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("author_name", sa.String(120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("after_sequence", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversations.id"], name="fk_notes_conversation_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "conversation_id", "author_id", "client_id", name="uq_notes_conversation_id_author_id_client_id"
        ),
    )
    op.create_index("ix_notes_conversation_id_at", "notes", ["conversation_id", "at"])
    op.create_table(
        "note_mentions",
        sa.Column("note_id", sa.String(32), nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("note_id", "agent_id", name="pk_note_mentions"),
        sa.ForeignKeyConstraint(
            ["note_id"], ["notes.id"], name="fk_note_mentions_note_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name="fk_note_mentions_agent_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_note_mentions_agent_id_read_at_at", "note_mentions", ["agent_id", "read_at", "at"])


def _make_tags() -> None:
    op.create_table(
        "tags",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("color", sa.String(7), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
        sa.UniqueConstraint("name_key", name="uq_tags_name_key"),
    )
    op.create_table(
        "conversation_tags",
        sa.Column("conversation_id", sa.String(32), nullable=False),
        sa.Column("tag_id", sa.String(32), nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "tag_id", name="pk_conversation_tags"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_conversation_tags_conversation_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name="fk_conversation_tags_tag_id", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_conversation_tags_tag_id_conversation_id", "conversation_tags", ["tag_id", "conversation_id"]
    )


def _make_own_tables() -> None:
    op.create_table(
        "canned_answers",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("shortcut", sa.String(40), nullable=False),
        sa.Column("shortcut_key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("text_it", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_canned_answers"),
        sa.UniqueConstraint("shortcut_key", name="uq_canned_answers_shortcut_key"),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("filters", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["agents.id"], name="fk_saved_views_agent_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_saved_views_agent_id", "saved_views", ["agent_id"])


def downgrade() -> None:
    _execute(search_index.SQLITE_AWAY if _is_sqlite() else search_index.POSTGRESQL_AWAY)
    op.drop_table("search_entries")
    op.drop_index("ix_cases_closed_at", "cases")
    op.drop_index("ix_messages_authors", "messages")
    op.drop_column("messages", "changed_at")
    for table in ("saved_views", "canned_answers", "conversation_tags", "tags", "note_mentions", "notes"):
        op.drop_table(table)
