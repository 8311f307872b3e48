"""``handoff.ratings.RatingUnit``: what shoppers said, within a unit of work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, exists, select, update

from handoff.ratings import Rating
from handoff.records import Agent
from handoff.sql.database import Session
from handoff.sql.satisfaction_tables import ratings
from handoff.sql.tables import messages


class SqlRatingUnit:
    """The ratings' part of ``SqlTransaction``."""

    _connection: Session

    async def last_rating(self, conversation_id: str) -> Rating | None:
        """What was asked last in a conversation."""
        query = (
            select(ratings)
            .where(ratings.c.conversation_id == conversation_id)
            .order_by(ratings.c.asked_at.desc(), ratings.c.id)
            .limit(1)
        )
        row = (await self._connection.execute(query)).mappings().first()
        return rating_from(row) if row else None

    async def save_rating(self, rating: Rating) -> None:
        """Stores a rating, new or changed."""
        values = _values(rating)
        changed = await self._connection.execute(
            update(ratings).where(ratings.c.id == rating.id).values(values)
        )
        if not changed.rowcount:
            await self._connection.execute(ratings.insert().values(values))

    async def was_answered(self, conversation_id: str, since: datetime) -> bool:
        """Whether a person wrote anything since a moment."""
        written = exists().where(
            messages.c.conversation_id == conversation_id,
            messages.c.author == "agent",
            messages.c.at >= since,
        )
        return bool((await self._connection.execute(select(written))).scalar_one())


def rating_from(row: RowMapping) -> Rating:
    """A row of ``ratings``."""
    return Rating(
        id=row["id"],
        conversation_id=row["conversation_id"],
        asked_at=row["asked_at"],
        case_id=row["case_id"],
        agent=Agent(row["agent_id"], row["agent_name"] or "") if row["agent_id"] else None,
        topic=row["topic"],
        score=row["score"],
        scored_at=row["scored_at"],
        comment_wanted_at=row["comment_wanted_at"],
        comment=row["comment"],
        commented_at=row["commented_at"],
    )


def _values(rating: Rating) -> dict[str, Any]:
    return {
        "id": rating.id,
        "conversation_id": rating.conversation_id,
        "asked_at": rating.asked_at,
        "case_id": rating.case_id,
        "agent_id": rating.agent.id if rating.agent else None,
        "agent_name": rating.agent.name if rating.agent else None,
        "topic": rating.topic,
        "score": rating.score,
        "scored_at": rating.scored_at,
        "comment_wanted_at": rating.comment_wanted_at,
        "comment": rating.comment,
        "commented_at": rating.commented_at,
    }
