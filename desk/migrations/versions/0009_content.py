"""What editors write: drafts, edits, publications, versions and their models.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from handoff.sql.tables import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _add_drafts()
    _add_versions()
    _add_publications()


def _add_drafts() -> None:
    op.create_table(
        "content_drafts",
        sa.Column("item", sa.String(160), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("differs", sa.Boolean(), nullable=False),
        sa.Column("value", sa.JSON()),
        *_editor(),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("item", name="pk_content_drafts"),
    )
    op.create_table(
        "content_edits",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("item", sa.String(160), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        *_editor(),
        sa.Column("before", sa.JSON()),
        sa.Column("after", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_content_edits"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_content_edits_item_id", "content_edits", ["item", "id"])


def _add_versions() -> None:
    op.create_table(
        "content_versions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        *_author(),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.String(80)),
        sa.Column("score", sa.Float()),
        sa.Column("difference", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("model", sa.String(80), nullable=False),
        sa.Column("commit", sa.String(64)),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_content_versions"),
        sa.UniqueConstraint("number", name="uq_content_versions_number"),
    )
    op.create_index("ix_content_versions_digest", "content_versions", ["digest"])
    op.create_table(
        "content_models",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_content_models"),
    )


def _add_publications() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer()),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("wanted", sa.String(8)),
        sa.Column("wanted_by", sa.String(32)),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        *_author(),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("worker", sa.String(32)),
        sa.Column("lease_until", UtcDateTime()),
        sa.Column("restores", sa.Integer()),
        sa.Column("revisions", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(64)),
        sa.Column("model", sa.String(80)),
        sa.Column("report", sa.JSON()),
        sa.Column("error", sa.String(40)),
        sa.Column("error_detail", sa.Text()),
        sa.Column("version", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
        sa.UniqueConstraint("place", name="uq_publications_place"),
    )
    op.create_index("ix_publications_started_at", "publications", ["started_at"])


def _editor() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("editor_id", sa.String(32), nullable=False),
        sa.Column("editor_name", sa.String(120), nullable=False),
    )


def _author() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("author_id", sa.String(32), nullable=False),
        sa.Column("author_name", sa.String(120), nullable=False),
    )


def downgrade() -> None:
    for table in ("publications", "content_models", "content_versions", "content_edits", "content_drafts"):
        op.drop_table(table)
