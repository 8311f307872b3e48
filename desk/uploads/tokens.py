"""Addresses of files that cannot be guessed: for vendors and visitors, who have no session."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets

HALF = 16
"""Bytes: a file's identifier, and the proof that we gave the address out (128 bits)."""
LENGTH = 43
"""Characters of a token."""


class FileTokens:
    """Makes and reads the last part of a file's public address.

    The identifier and its HMAC-SHA-256 under ``SPORTELLO_SECRET_KEY``: nothing is stored, every replica
    reads every address, and the same file has the same address, so browsers keep it.

    Args:
        secret_key: The same on every replica; where it is empty, addresses live as long as the process.
    """

    def __init__(self, secret_key: str) -> None:
        self._key = (secret_key or secrets.token_urlsafe(32)).encode()

    def issue(self, upload_id: str) -> str:
        """The token of a file (``upload_id``: 32 hexadecimal digits)."""
        raw = bytes.fromhex(upload_id)
        return base64.urlsafe_b64encode(raw + self._proof(raw)).decode().rstrip("=")

    def open(self, token: str) -> str | None:
        """The file that a token names; None for what ``issue`` did not make."""
        if len(token) != LENGTH or not token.isascii():
            return None
        try:
            raw = base64.b64decode(token + "=", altchars=b"-_", validate=True)
        except binascii.Error:
            return None
        return raw[:HALF].hex() if hmac.compare_digest(raw[HALF:], self._proof(raw[:HALF])) else None

    def _proof(self, raw: bytes) -> bytes:
        return hmac.digest(self._key, b"file:" + raw, "sha256")[:HALF]
