"""Private notes and their mentions: written for colleagues, in tables that nothing is sent from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, func, insert, select, update

from desk.accounts.records import ANSWERING
from desk.accounts.tables import agents
from desk.errors import NotFound, UnknownColleague
from desk.workbench.records import Mention, Note
from desk.workbench.tables import note_mentions, notes
from handoff.errors import ConversationNotFound
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent
from handoff.signals import Signal, Signals
from handoff.sql.database import Database, Session
from handoff.sql.inserting import insert_for
from handoff.sql.tables import conversations

NOTE_ADDED = "note.added"
"""The signal of a new note; ``data`` has its ``note_id``."""
MENTIONS_SHOWN = 100


class Notes:
    """What agents tell each other about a conversation.

    Args:
        database: Where they are kept.
        clock: The time.
        signals: Tells the consoles.
    """

    def __init__(self, database: Database, clock: Clock, signals: Signals) -> None:
        self._database = database
        self._clock = clock
        self._signals = signals

    async def add(
        self, conversation_id: str, author: Agent, text: str, mentions: Collection[str], client_id: str
    ) -> Note:
        """Keeps a note; the same ``client_id`` again gives the note that is there.

        Args:
            conversation_id: Where.
            author: Who writes it.
            text: What.
            mentions: Ids of colleagues who are told; mentioning oneself tells nobody.
            client_id: The console's own identifier.

        Raises:
            ConversationNotFound: There is none.
            UnknownColleague: A mention names nobody who may see conversations.
        """
        told = sorted(set(mentions) - {author.id})
        async with self._database.write() as connection:
            after = await _newest_sequence(connection, conversation_id)
            await _check_colleagues(connection, told)
            note = Note(
                new_id(), conversation_id, author, text, self._clock.now(), after, client_id, tuple(told)
            )
            if not await _store(connection, note):
                return await self._known(connection, note)
        await self._signals.publish([Signal(NOTE_ADDED, conversation_id, {"note_id": note.id})])
        return note

    async def of_conversation(self, conversation_id: str) -> list[Note]:
        """A conversation's notes, oldest first (``ConversationNotFound``)."""
        query = select(notes).where(notes.c.conversation_id == conversation_id)
        async with self._database.read() as connection:
            await _newest_sequence(connection, conversation_id)
            return await _notes(connection, query.order_by(notes.c.at, notes.c.id))

    async def note(self, note_id: str) -> Note:
        """One note (``NotFound``)."""
        async with self._database.read() as connection:
            found = await _notes(connection, select(notes).where(notes.c.id == note_id))
        if not found:
            raise NotFound
        return found[0]

    async def mentions_of(self, agent_id: str) -> tuple[list[Mention], int]:
        """Who mentioned an agent: unread first, then newest first; and how many are unread."""
        mine = note_mentions.c.agent_id == agent_id
        query = (
            select(
                notes,
                note_mentions.c.read_at,
                conversations.c.channel,
                conversations.c.contact_name,
            )
            .join(note_mentions, note_mentions.c.note_id == notes.c.id)
            .join(conversations, conversations.c.id == notes.c.conversation_id)
            .where(mine)
            .order_by(note_mentions.c.read_at.is_not(None), note_mentions.c.at.desc(), notes.c.id)
            .limit(MENTIONS_SHOWN)
        )
        unread = (
            select(func.count()).select_from(note_mentions).where(mine, note_mentions.c.read_at.is_(None))
        )
        async with self._database.read() as connection:
            rows = list((await connection.execute(query)).mappings())
            told = await _told(connection, [row["id"] for row in rows])
            count = int((await connection.execute(unread)).scalar_one())
        found = [
            Mention(_note(row, told.get(row["id"], ())), row["channel"], row["contact_name"], row["read_at"])
            for row in rows
        ]
        return found, count

    async def read(self, agent_id: str, note_id: str) -> None:
        """Marks a mention as read; again changes nothing (``NotFound`` where there is none)."""
        mine = (note_mentions.c.agent_id == agent_id) & (note_mentions.c.note_id == note_id)
        async with self._database.write() as connection:
            if (await connection.execute(select(note_mentions.c.note_id).where(mine))).first() is None:
                raise NotFound
            await connection.execute(
                update(note_mentions)
                .where(mine, note_mentions.c.read_at.is_(None))
                .values(read_at=self._now())
            )

    def _now(self) -> datetime:
        return self._clock.now()

    async def _known(self, connection: Session, note: Note) -> Note:
        same = select(notes).where(
            notes.c.conversation_id == note.conversation_id,
            notes.c.author_id == note.author.id,
            notes.c.client_id == note.client_id,
        )
        return (await _notes(connection, same))[0]


async def _newest_sequence(connection: Session, conversation_id: str) -> int:
    query = select(conversations.c.last_sequence).where(conversations.c.id == conversation_id)
    found = (await connection.execute(query)).scalar_one_or_none()
    if found is None:
        raise ConversationNotFound
    return int(found)


async def _check_colleagues(connection: Session, mentions: Collection[str]) -> None:
    if not mentions:
        return
    query = select(func.count()).where(
        agents.c.id.in_(mentions),
        agents.c.disabled_at.is_(None),
        agents.c.role.in_([role.value for role in ANSWERING]),
    )
    if (await connection.execute(query)).scalar_one() != len(mentions):
        raise UnknownColleague


async def _store(connection: Session, note: Note) -> bool:
    """Stores a note and its mentions; False where the console has sent it before."""
    values = {
        "id": note.id,
        "conversation_id": note.conversation_id,
        "author_id": note.author.id,
        "author_name": note.author.name,
        "text": note.text,
        "at": note.at,
        "after_sequence": note.after_sequence,
        "client_id": note.client_id,
    }
    new = insert_for(connection, notes).values(values).on_conflict_do_nothing().returning(notes.c.id)
    if (await connection.execute(new)).first() is None:
        return False
    if note.mentions:
        told = [{"note_id": note.id, "agent_id": agent_id, "at": note.at} for agent_id in note.mentions]
        await connection.execute(insert(note_mentions), told)
    return True


async def _notes(connection: Session, query: Select[Any]) -> list[Note]:
    rows = list((await connection.execute(query)).mappings())
    told = await _told(connection, [row["id"] for row in rows])
    return [_note(row, told.get(row["id"], ())) for row in rows]


async def _told(connection: Session, note_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Whom each note mentions."""
    query = select(note_mentions.c.note_id, note_mentions.c.agent_id).where(
        note_mentions.c.note_id.in_(note_ids)
    )
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in await connection.execute(query.order_by(note_mentions.c.agent_id)):
        found[row.note_id] += (row.agent_id,)
    return found


def _note(row: RowMapping, mentions: tuple[str, ...]) -> Note:
    return Note(
        row["id"],
        row["conversation_id"],
        Agent(row["author_id"], row["author_name"]),
        row["text"],
        row["at"],
        row["after_sequence"],
        row["client_id"],
        mentions,
    )
