"""Visitors' tokens: unguessable, recognisable as ours without storing anything.

A token is 16 random bytes and 16 bytes of their HMAC-SHA-256 under ``SPORTELLO_SECRET_KEY``, so a
visitor who never writes costs no row, every replica recognises every token, and a token that
somebody else made up (to make a shopper use it, and read along) is not taken.
"""

from __future__ import annotations

import base64
import hmac
import secrets

HALF = 16
"""Bytes of randomness, and of proof: 128 bits each."""


class VisitorTokens:
    """Issues and recognises tokens.

    Args:
        secret_key: The same on every replica.
    """

    def __init__(self, secret_key: str) -> None:
        self._key = secret_key.encode()

    def issue(self) -> str:
        """A token for a new visitor: 43 URL-safe characters."""
        random = secrets.token_bytes(HALF)
        return base64.urlsafe_b64encode(random + self._proof(random)).decode().rstrip("=")

    def is_ours(self, token: object) -> bool:
        """Whether ``issue`` made it, here or on another replica."""
        if not isinstance(token, str) or len(token) != 43 or not token.isascii():
            return False
        try:
            raw = base64.b64decode(token + "=", altchars=b"-_", validate=True)
        except ValueError:
            return False
        return hmac.compare_digest(raw[HALF:], self._proof(raw[:HALF]))

    def _proof(self, random: bytes) -> bytes:
        return hmac.digest(self._key, b"visitor:" + random, "sha256")[:HALF]
