"""Tags: a few words that everybody uses alike, on conversations."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from desk.errors import NotFound, TagTaken
from handoff.errors import ConversationNotFound
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent, Tag
from handoff.signals import CASE_CHANGED, CONVERSATION_CHANGED, Signal, Signals
from handoff.sql.database import Database, Session
from handoff.sql.inserting import insert_for
from handoff.sql.tables import cases, conversations
from handoff.sql.tag_tables import conversation_tags, tags
from handoff.sql.tagging import tag_from, tags_of


class Tags:
    """Which tags there are, and which conversation has which.

    Args:
        database: Where they are kept.
        clock: The time.
        signals: Tells the consoles.
    """

    def __init__(self, database: Database, clock: Clock, signals: Signals) -> None:
        self._database = database
        self._clock = clock
        self._signals = signals

    async def all(self, *, retired: bool = False) -> list[Tag]:
        """Every tag that is offered, by name; also those that no longer are, if asked for."""
        query = select(tags).order_by(tags.c.name_key)
        if not retired:
            query = query.where(tags.c.retired_at.is_(None))
        async with self._database.read() as connection:
            return [tag_from(row) for row in (await connection.execute(query)).mappings()]

    async def add(self, name: str, color: str) -> Tag:
        """Makes a tag; one that was retired under this name comes back (``TagTaken``)."""
        key = name.casefold()
        values = {"name": name, "color": color, "retired_at": None}
        async with self._database.write() as connection:
            revived = (
                update(tags).where(tags.c.name_key == key, tags.c.retired_at.is_not(None)).values(values)
            ).returning(tags)
            row = (await connection.execute(revived)).mappings().first()
            if row is None:
                new = {**values, "id": new_id(), "name_key": key, "created_at": self._clock.now()}
                added = insert_for(connection, tags).values(new).on_conflict_do_nothing().returning(tags)
                row = (await connection.execute(added)).mappings().first()
        if row is None:
            raise TagTaken
        return tag_from(row)

    async def change(self, tag_id: str, name: str, color: str) -> Tag:
        """Renames or recolours a tag, wherever it is (``NotFound``, ``TagTaken``)."""
        changed = update(tags).where(tags.c.id == tag_id, tags.c.retired_at.is_(None))
        values = {"name": name, "name_key": name.casefold(), "color": color}
        try:
            async with self._database.write() as connection:
                row = (await connection.execute(changed.values(values).returning(tags))).mappings().first()
        except IntegrityError as error:
            raise TagTaken from error
        if row is None:
            raise NotFound
        await self._tell(await self._open_with(tag_id))
        return tag_from(row)

    async def remove(self, tag_id: str) -> None:
        """Offers a tag no more (``NotFound``).

        One that conversations have had stays on them, so that what was said of them remains true; one
        that nobody ever used is gone.
        """
        used = exists().where(conversation_tags.c.tag_id == tag_id)
        async with self._database.write() as connection:
            retired = update(tags).where(tags.c.id == tag_id, tags.c.retired_at.is_(None))
            row = await connection.execute(retired.values(retired_at=self._clock.now()).returning(tags.c.id))
            if row.first() is None:
                raise NotFound
            await connection.execute(delete(tags).where(tags.c.id == tag_id, ~used))
        await self._tell(await self._open_with(tag_id))

    async def of_conversation(self, conversation_id: str) -> Sequence[Tag]:
        """A conversation's tags, by name."""
        async with self._database.read() as connection:
            return (await tags_of(connection, [conversation_id])).get(conversation_id, ())

    async def put(self, conversation_id: str, tag_ids: Collection[str], agent: Agent) -> Sequence[Tag]:
        """Gives a conversation exactly these tags; a retired one may stay, and not be put on anew.

        Raises:
            ConversationNotFound: There is none.
            NotFound: A tag that is not offered.
        """
        async with self._database.write() as connection:
            await _lock(connection, conversation_id)
            before = {
                tag.id for tag in (await tags_of(connection, [conversation_id])).get(conversation_id, ())
            }
            await self._put_on(connection, conversation_id, set(tag_ids) - before, agent)
            await _take_off(connection, conversation_id, before - set(tag_ids))
            after = (await tags_of(connection, [conversation_id])).get(conversation_id, ())
        await self._tell([conversation_id])
        return after

    async def tag(self, conversation_id: str, tag_id: str, agent: Agent) -> None:
        """Adds one tag (``ConversationNotFound``, ``NotFound``)."""
        async with self._database.write() as connection:
            await _lock(connection, conversation_id)
            await self._put_on(connection, conversation_id, {tag_id}, agent)
        await self._tell([conversation_id])

    async def untag(self, conversation_id: str, tag_id: str) -> None:
        """Takes one tag off; one that is not there is no error (``ConversationNotFound``)."""
        async with self._database.write() as connection:
            await _lock(connection, conversation_id)
            await _take_off(connection, conversation_id, {tag_id})
        await self._tell([conversation_id])

    async def _put_on(
        self, connection: Session, conversation_id: str, tag_ids: Collection[str], agent: Agent
    ) -> None:
        if not tag_ids:
            return
        offered = select(tags.c.id).where(tags.c.id.in_(tag_ids), tags.c.retired_at.is_(None))
        if len((await connection.execute(offered)).all()) != len(tag_ids):
            raise NotFound
        values = [
            {
                "conversation_id": conversation_id,
                "tag_id": tag_id,
                "agent_id": agent.id,
                "at": self._clock.now(),
            }
            for tag_id in sorted(tag_ids)
        ]
        new = insert_for(connection, conversation_tags).on_conflict_do_nothing()
        await connection.execute(new, values)

    async def _open_with(self, tag_id: str) -> list[str]:
        """The conversations on whose open case a tag is seen."""
        query = (
            select(cases.c.conversation_id)
            .join(conversation_tags, conversation_tags.c.conversation_id == cases.c.conversation_id)
            .where(conversation_tags.c.tag_id == tag_id, cases.c.closed_at.is_(None))
        )
        async with self._database.read() as connection:
            return list((await connection.execute(query)).scalars())

    async def _tell(self, conversation_ids: Collection[str]) -> None:
        """Has the consoles show these conversations anew."""
        query = select(cases.c.id, cases.c.conversation_id).where(_open_in(conversation_ids))
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        told = [Signal(CASE_CHANGED, row.conversation_id, {"case_id": row.id}) for row in rows]
        told += [Signal(CONVERSATION_CHANGED, conversation_id) for conversation_id in conversation_ids]
        await self._signals.publish(told)


def _open_in(conversation_ids: Collection[str]) -> ColumnElement[bool]:
    return cases.c.conversation_id.in_(conversation_ids) & cases.c.closed_at.is_(None)


async def _lock(connection: Session, conversation_id: str) -> None:
    """One change of a conversation's tags at a time."""
    query = select(conversations.c.id).where(conversations.c.id == conversation_id).with_for_update()
    if (await connection.execute(query)).first() is None:
        raise ConversationNotFound


async def _take_off(connection: Session, conversation_id: str, tag_ids: Collection[str]) -> None:
    here = conversation_tags.c.conversation_id == conversation_id
    await connection.execute(delete(conversation_tags).where(here, conversation_tags.c.tag_id.in_(tag_ids)))
