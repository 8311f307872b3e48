"""What was not understood lately and is near a topic: ways of asking that the studio may suggest."""

from __future__ import annotations

from sqlalchemy import func, select

from content.topics import Topic
from desk.errors import NotFound
from desk.laboratory.laboratory import Laboratory
from desk.learning.deciding import example
from desk.learning.records import State
from desk.learning.tables import learning_messages
from desk.studio.drafts import Drafts
from desk.studio.hooks import Unanswered
from desk.studio.records import topic_item
from handoff.sql.database import Database

LEAST = 0.5
"""Likeness to one of a topic's own ways of asking."""
MOST = 10
MOST_EXAMPLES = 300
MOST_OPEN = 1000


class NearTopics:
    """Finds messages near topics.

    Args:
        database: Where messages are.
        drafts: Knows how topics are asked.
        laboratory: Knows what is alike.
    """

    def __init__(self, database: Database, drafts: Drafts, laboratory: Laboratory) -> None:
        self._database = database
        self._drafts = drafts
        self._laboratory = laboratory

    async def unanswered(self, intent: str) -> list[Unanswered]:
        """Open messages of the inbox near a topic, the likest first (``LaboratoryUnavailable``)."""
        examples = await self._examples(intent)
        counted = await self._open()
        if not examples or not counted:
            return []
        texts = list(counted)
        among = {str(place): text for place, text in enumerate(examples)}
        near = await self._laboratory.near(texts, among, least=LEAST, most=1)
        found = [
            Unanswered(example(text), counted[text][0], its[0].likeness, counted[text][1])
            for text, its in zip(texts, near, strict=True)
            if its
        ]
        known = {one.casefold() for one in examples}
        new = [one for one in found if one.text and one.text.casefold() not in known]
        return sorted(new, key=lambda one: -one.likeness)[:MOST]

    async def _examples(self, intent: str) -> list[str]:
        try:
            draft = await self._drafts.get(topic_item(intent))
        except NotFound:
            return []
        topic = Topic.from_json(draft.value) if draft.value else None
        found = [text for texts in topic.examples.values() for text in texts] if topic else []
        return found[:MOST_EXAMPLES]

    async def _open(self) -> dict[str, tuple[int, str | None]]:
        """Open messages: how often just these words were written, and in which language."""
        columns = learning_messages.c
        counted = func.count()
        query = (
            select(columns.text, func.min(columns.language).label("language"), counted.label("count"))
            .where(columns.state == State.OPEN.value)
            .group_by(columns.text)
            .order_by(counted.desc(), func.max(columns.at).desc())
            .limit(MOST_OPEN)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return {row["text"]: (row["count"], row["language"]) for row in rows}
