"""Identifiers: UUID version 4 in hexadecimal, 32 characters, from the system's random source."""

from __future__ import annotations

import uuid


def new_id() -> str:
    """A new identifier."""
    return uuid.uuid4().hex
