"""What actions ask of whoever runs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is writing, as far as their channel vouches for it.

    Attributes:
        channel: The channel's registered name; empty where there is none.
        name: What they are called there, as they wrote it; None where nobody says.
        phone: A phone number that the channel has proven (E.164); None where it proves none.
        language: ISO 639-1 code of the conversation; None while nothing was understood.
    """

    channel: str = ""
    name: str | None = None
    phone: str | None = None
    language: str | None = None


class Contacts(Protocol):
    """Knows who is writing: the brain is not asked, it only repeats what was typed."""

    async def of(self, conversation_id: str) -> Contact:
        """Whoever writes in this conversation; an empty ``Contact`` for an unknown one."""


class NobodyKnown:
    """Implements ``Contacts`` where there is no desk: whoever writes has proven nothing."""

    async def of(self, conversation_id: str) -> Contact:
        """Nobody in particular."""
        return Contact()
