"""Visitors' tokens: unguessable, and never stored."""

from __future__ import annotations

import hashlib
import re
import secrets

TOKEN_BYTES = 32
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def session_token() -> str:
    """A fresh visitor's token: 32 random bytes, URL-safe, 43 characters."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def contact_of(token: object) -> str | None:
    """The contact that a token opens: its hash, so that the database gives no token away.

    Returns:
        None for anything that ``session_token`` could not have made.
    """
    if not isinstance(token, str) or not _TOKEN.fullmatch(token):
        return None
    return f"v-{hashlib.sha256(token.encode()).hexdigest()}"
