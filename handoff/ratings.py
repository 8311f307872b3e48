"""What a shopper said of the help they got, and where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handoff.records import Agent


@dataclass(frozen=True, slots=True)
class Rating:
    """One question how it went, and what came of it.

    Attributes:
        id: Ours.
        conversation_id: Where it was asked.
        asked_at: When.
        case_id: After which case.
        agent: Who looked after it.
        topic: The intent that the shopper had come with, if anybody knows.
        score: 1 (very badly) to 5 (very well); None while nothing was said.
        scored_at: When that was said.
        comment_wanted_at: When the shopper said that they wish to add a few words.
        comment: Those words.
        commented_at: When they came.
    """

    id: str
    conversation_id: str
    asked_at: datetime
    case_id: str | None = None
    agent: Agent | None = None
    topic: str | None = None
    score: int | None = None
    scored_at: datetime | None = None
    comment_wanted_at: datetime | None = None
    comment: str | None = None
    commented_at: datetime | None = None


class RatingUnit(Protocol):
    """The ratings' part of a unit of work."""

    async def last_rating(self, conversation_id: str) -> Rating | None:
        """What was asked last in a conversation."""

    async def save_rating(self, rating: Rating) -> None:
        """Stores a rating, new or changed."""

    async def was_answered(self, conversation_id: str, since: datetime) -> bool:
        """Whether a person wrote anything since a moment."""
