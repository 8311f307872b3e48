"""What shoppers said, in a dictionary."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from handoff.ratings import Rating
from handoff.records import Author

if TYPE_CHECKING:
    from handoff.memory.storage import Tables


class MemoryRatingUnit:
    """The ratings' part of ``MemoryTransaction``."""

    _tables: Tables

    async def last_rating(self, conversation_id: str) -> Rating | None:
        """The one that was asked last."""
        mine = [it for it in self._tables.ratings.values() if it.conversation_id == conversation_id]
        return max(mine, key=lambda rating: rating.asked_at, default=None)

    async def save_rating(self, rating: Rating) -> None:
        """Stores it."""
        self._tables.ratings[rating.id] = rating

    async def was_answered(self, conversation_id: str, since: datetime) -> bool:
        """Whether an agent wrote."""
        mine = self._tables.of_conversation(conversation_id)
        return any(message.author is Author.AGENT and message.at >= since for message in mine)
