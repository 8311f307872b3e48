"""Groups by meaning that stay: new messages join old groups, and nobody's decision is undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select, update

from desk.laboratory.answers import Group, Proposed
from desk.laboratory.laboratory import LIVE, Laboratory
from desk.learning import store
from desk.learning.records import State
from desk.learning.tables import learning_groups, learning_messages
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.sql.database import Database, Session

MOST_NEW = 1000
MOST_TEXTS = 3000
"""Texts that are grouped at once: new ones, and the newest of those that have a group."""
TURN = timedelta(minutes=2)
"""So long one replica groups by itself; if it dies, another goes on after that."""


@dataclass(frozen=True, slots=True)
class Ungrouped:
    """A text, and the group that it has, if it has one."""

    id: str
    text: str
    group_id: str | None
    state: str


class Grouping:
    """Gives messages their groups.

    Args:
        database: Where they are.
        clock: The time.
        laboratory: Knows what they mean.
    """

    def __init__(self, database: Database, clock: Clock, laboratory: Laboratory) -> None:
        self._database = database
        self._clock = clock
        self._laboratory = laboratory

    async def step(self) -> int:
        """Groups what has no group yet; how many messages that were (``LaboratoryUnavailable``)."""
        texts = await self._texts()
        new = [text for text in texts if text.group_id is None]
        if not new or not await self._is_my_turn():
            return 0
        groups = await self._laboratory.group([text.text for text in texts], LIVE)
        async with self._database.write() as connection:
            for group in groups:
                members = [texts[place] for place in group.members if 0 <= place < len(texts)]
                await self._place(connection, group, members, texts)
            await self._end_turn(connection)
        return len(new)

    async def has_work(self) -> bool:
        """Whether a message has no group."""
        columns = learning_messages.c
        new = select(columns.id).where(columns.group_id.is_(None), columns.state == State.OPEN.value)
        async with self._database.read() as connection:
            return (await connection.execute(new.limit(1))).first() is not None

    async def _texts(self) -> list[Ungrouped]:
        columns = learning_messages.c
        wanted = select(columns.id, columns.text, columns.group_id, columns.state)
        new = wanted.where(columns.group_id.is_(None), columns.state == State.OPEN.value)
        async with self._database.read() as connection:
            fresh = (await connection.execute(new.order_by(columns.at, columns.id).limit(MOST_NEW))).all()
            if not fresh:
                return []
            grouped = wanted.where(columns.group_id.is_not(None)).order_by(columns.at.desc(), columns.id)
            known = (await connection.execute(grouped.limit(MOST_TEXTS - len(fresh)))).all()
        return [Ungrouped(row.id, row.text, row.group_id, row.state) for row in (*known, *fresh)]

    async def _is_my_turn(self) -> bool:
        """Two replicas that group at once would make two groups of one."""
        now = self._clock.now()
        async with self._database.write() as connection:
            before = await store.mark(connection, "grouping")
            if before is not None and before[0] > now:
                return False
            return await store.move_mark(connection, "grouping", before, now + TURN, "")

    async def _end_turn(self, connection: Session) -> None:
        before = await store.mark(connection, "grouping")
        await store.move_mark(connection, "grouping", before, self._clock.now(), "")

    async def _place(
        self, connection: Session, group: Group, members: Sequence[Ungrouped], texts: Sequence[Ungrouped]
    ) -> None:
        """New members join the old group that most of the others are in; else they make one."""
        new = [member.id for member in members if member.group_id is None]
        old = Counter(member.group_id for member in members if member.group_id is not None)
        label = texts[group.label].id if 0 <= group.label < len(texts) else members[0].id
        joined = old.most_common(1)[0][0] if old else None
        if joined is None:
            joined = await _begin(connection, group.proposed, label, self._clock.now())
        else:
            await _propose(connection, joined, group.proposed)
        columns = learning_messages.c
        await connection.execute(
            update(learning_messages)
            .where(columns.id.in_(new), columns.group_id.is_(None))
            .values(group_id=joined)
        )


async def _begin(connection: Session, proposed: Proposed, label: str, now: datetime) -> str:
    made = new_id()
    values = {"id": made, "state": State.OPEN.value, "label_id": label, "created_at": now}
    await connection.execute(insert(learning_groups).values({**values, **_home(proposed)}))
    return made


async def _propose(connection: Session, group_id: str, proposed: Proposed) -> None:
    """What is proposed changes with what is known, until somebody has decided."""
    columns = learning_groups.c
    await connection.execute(
        update(learning_groups)
        .where(columns.id == group_id, columns.state == State.OPEN.value)
        .values(**_home(proposed))
    )


def _home(proposed: Proposed) -> Mapping[str, object]:
    intent = proposed.intent[:128] if proposed.intent else None
    return {"home": proposed.home, "intent": intent, "confidence": proposed.confidence}
