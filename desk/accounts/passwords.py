"""Passwords: Argon2id, off the event loop, and as slow for unknown accounts as for known ones."""

from __future__ import annotations

import asyncio
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.errors import WeakPassword

SHORTEST = 10
LONGEST = 1024
AT_ONCE = 2
"""Hashes computed at the same time: each takes 64 MiB, and strangers decide how many are asked for."""


class Passwords:
    """Hashes and checks passwords.

    Args:
        hasher: Argon2's parameters; the library's defaults follow RFC 9106.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._slots = asyncio.Semaphore(AT_ONCE)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """Hashes a new password.

        Raises:
            WeakPassword: It is shorter than ten characters, or absurdly long.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise WeakPassword
        async with self._slots:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def check(self, password: str, hashed: str | None) -> bool:
        """Whether the password fits; None (no such account) takes the same time and is False."""
        async with self._slots:
            return await asyncio.to_thread(self._verify, password, hashed)

    def needs_rehash(self, hashed: str) -> bool:
        """Whether it was hashed with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(hashed)

    def _verify(self, password: str, hashed: str | None) -> bool:
        try:
            self._hasher.verify(hashed or self._nobodys, password)
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None
