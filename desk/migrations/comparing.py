"""Which tables of a database are compared with the program's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SEARCH_WORDS = "search_words"
"""SQLite's full text index keeps itself in several tables; SQLAlchemy knows none of them."""


def is_compared(name: str | None, kind: str, _parents: Mapping[Any, str | None]) -> bool:
    """Whether a name that was found in a database is to be in the metadata; Alembic's ``include_name``."""
    belongs_to_search = name == SEARCH_WORDS or (name or "").startswith(f"{SEARCH_WORDS}_")
    return kind != "table" or not belongs_to_search
