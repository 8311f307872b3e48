"""The tables of drafts, publications and versions; ``desk/migrations`` builds the same."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from columns import UtcDateTime
from handoff.sql.tables import metadata

Json = JSON(none_as_null=True)

content_drafts = Table(
    "content_drafts",
    metadata,
    Column("item", String(160), primary_key=True),
    # Only ever rises, over publications too: an editor's old page must not fit a newer row by chance.
    Column("revision", Integer, nullable=False),
    # Without, the item is as it is live, and the row only keeps the count.
    Column("differs", Boolean, nullable=False),
    # None is an item that goes.
    Column("value", Json),
    Column("editor_id", String(32), nullable=False),
    Column("editor_name", String(120), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

content_edits = Table(
    "content_edits",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("item", String(160), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("editor_id", String(32), nullable=False),
    Column("editor_name", String(120), nullable=False),
    Column("before", Json),
    Column("after", Json),
    Index("ix_content_edits_item_id", "item", "id"),
    sqlite_autoincrement=True,
)

content_versions = Table(
    "content_versions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("state", String(12), nullable=False),
    Column("author_id", String(32), nullable=False),
    Column("author_name", String(120), nullable=False),
    Column("note", String(500), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", String(80)),
    Column("score", Float),
    Column("difference", Json, nullable=False),
    # Of the content's files; tells whether a folder holds this version.
    Column("digest", String(64), nullable=False, index=True),
    Column("model", String(80), nullable=False),
    Column("commit", String(64)),
    Column("content", LargeBinary, nullable=False),
)

content_models = Table(
    "content_models",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

publications = Table(
    "publications",
    metadata,
    Column("id", String(32), primary_key=True),
    # 1 while it is on its way, else nothing: unique, so that there is one at most.
    Column("place", Integer, unique=True),
    Column("state", String(12), nullable=False),
    # ``go`` or ``stop``, as somebody has asked.
    Column("wanted", String(8)),
    Column("wanted_by", String(32)),
    Column("progress", Float, nullable=False),
    Column("step", String(40), nullable=False),
    Column("author_id", String(32), nullable=False),
    Column("author_name", String(120), nullable=False),
    Column("note", String(500), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("worker", String(32)),
    Column("lease_until", UtcDateTime),
    # The version that is put back; None for the draft.
    Column("restores", Integer),
    # Item to revision, as they were when it began: what is written after stays a draft.
    Column("revisions", Json, nullable=False),
    Column("digest", String(64)),
    Column("model", String(80)),
    Column("report", Json),
    Column("error", String(40)),
    Column("error_detail", Text),
    Column("version", Integer),
    Index("ix_publications_started_at", "started_at"),
)
