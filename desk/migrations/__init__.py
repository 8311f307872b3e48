"""The database's schema through time, for SQLite and PostgreSQL."""

from __future__ import annotations

from desk.migrations.upgrading import current, head, upgrade

__all__ = ["current", "head", "upgrade"]
