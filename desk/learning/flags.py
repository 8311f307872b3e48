"""What agents say of the assistant's answers, with one key: it should have answered, or it answered wrong."""

from __future__ import annotations

from sqlalchemy import select, update

from desk.learning import store
from desk.learning.collecting import read_line
from desk.learning.records import FLAGS, Finding, Kind, State
from desk.learning.tables import findings, learning_messages
from desk.studio.errors import NothingToLearn
from handoff.errors import ConversationNotFound
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database, Session
from handoff.sql.tables import messages

_NAMES = [kind.value for kind in FLAGS]


class Flags:
    """Keeps flags: at most one a message.

    Args:
        database: Where they are kept.
        clock: The time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def put(self, message_id: str, kind: Kind | None, agent: Agent) -> str:
        """Flags a shopper's message; a flag put at an answer counts for what it answers.

        Returns:
            The shopper's message.

        Raises:
            ConversationNotFound: There is no such message.
            NothingToLearn: Nobody asked anything there, or nothing of it may be kept.
        """
        async with self._database.read() as connection:
            asked = await _asked(connection, message_id)
            line = await read_line(connection, asked) if asked else None
        found = line.found() if line else None
        if found is None:
            raise NothingToLearn
        async with self._database.write() as connection:
            others = [name for name in _NAMES if kind is None or name != kind.value]
            if kind is not None:
                await store.keep(connection, [Finding(found, kind, agent.id)], self._clock.now())
                await _open_again(connection, found.id)
            await store.unflag(connection, found.id, others)
        return found.id

    async def of(self, conversation_id: str) -> dict[str, Kind]:
        """The flags in one conversation, by message."""
        query = (
            select(findings.c.message_id, findings.c.kind)
            .join(learning_messages, learning_messages.c.id == findings.c.message_id)
            .where(learning_messages.c.conversation_id == conversation_id, findings.c.kind.in_(_NAMES))
        )
        async with self._database.read() as connection:
            return {row.message_id: Kind(row.kind) for row in await connection.execute(query)}


async def _asked(connection: Session, message_id: str) -> str | None:
    """The shopper's message that is meant."""
    query = select(messages.c.author, messages.c.reply_to, messages.c.conversation_id, messages.c.sequence)
    row = (await connection.execute(query.where(messages.c.id == message_id))).one_or_none()
    if row is None:
        raise ConversationNotFound
    if row.author == "shopper":
        return message_id
    if row.reply_to or row.author != "bot":
        return str(row.reply_to) if row.reply_to else None
    before = (
        select(messages.c.id)
        .where(messages.c.conversation_id == row.conversation_id, messages.c.author == "shopper")
        .where(messages.c.sequence < row.sequence)
        .order_by(messages.c.sequence.desc())
        .limit(1)
    )
    return (await connection.execute(before)).scalar_one_or_none()


async def _open_again(connection: Session, message_id: str) -> None:
    """Whoever flags it knows better than a button that was pressed."""
    columns = learning_messages.c
    await connection.execute(
        update(learning_messages)
        .where(columns.id == message_id, columns.state == State.SETTLED.value)
        .values(state=State.OPEN.value)
    )
