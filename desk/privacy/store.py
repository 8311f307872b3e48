"""Where a person's data is, found and erased: all within the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Text, cast, delete, func, or_, select, update

from desk.learning.tables import answer_pairs, learning_messages
from desk.privacy.records import PersonFound
from desk.uploads.tables import upload_chunks, uploads
from desk.webhooks.tables import webhook_deliveries, webhook_events
from desk.workbench.tables import notes
from handoff.records import CaseState, MessageState, Owner
from handoff.sql.claims import NO_TURN
from handoff.sql.database import Session
from handoff.sql.satisfaction_tables import ratings
from handoff.sql.tables import cases, conversations, kept_events, messages
from handoff.sql.teams_tables import transfers

ERASED = "erased:"
"""What an erased conversation's address begins with; the person who writes again begins anew."""
OPEN_CASES = (CaseState.WAITING.value, CaseState.TAKEN.value)
SHORTEST_CONTACT = 5
"""A shorter address would be found inside innocent events."""
MOST_FOUND = 50


async def find(connection: Session, wanted: str) -> list[PersonFound]:
    """Conversations by part of an address or of a name, the newest first."""
    compact = wanted.translate(str.maketrans("", "", " -()/"))
    pattern, compacted = f"%{_escaped(wanted.casefold())}%", f"%{_escaped(compact.casefold())}%"
    matches = or_(
        func.lower(conversations.c.contact_name).like(pattern, escape="\\"),
        func.lower(conversations.c.contact).like(pattern, escape="\\"),
        func.lower(conversations.c.contact).like(compacted, escape="\\"),
    )
    return await _people(connection, matches, MOST_FOUND)


async def people(connection: Session, conversation_ids: Sequence[str]) -> list[PersonFound]:
    """These conversations."""
    return await _people(connection, conversations.c.id.in_(conversation_ids), len(conversation_ids))


async def is_open(connection: Session, conversation_ids: Sequence[str], *, lock: bool = False) -> bool:
    """Whether somebody is waiting or being served in one of them; locked, they stay as they are."""
    ids = select(conversations.c.id).where(conversations.c.id.in_(conversation_ids))
    if lock:
        await connection.execute(ids.order_by(conversations.c.id).with_for_update())
    still = select(func.count()).where(
        cases.c.conversation_id.in_(conversation_ids), cases.c.state.in_(OPEN_CASES)
    )
    return bool((await connection.execute(still)).scalar_one())


async def counts(connection: Session, conversation_ids: Sequence[str]) -> dict[str, int]:
    """How much there is: messages, attachments, cases, notes."""
    found = select(messages.c.attachments).where(messages.c.conversation_id.in_(conversation_ids))
    attachments = list((await connection.execute(found)).scalars())
    counted = {"messages": len(attachments), "attachments": sum(len(it or ()) for it in attachments)}
    for name, table in (("cases", cases), ("notes", notes)):
        amount = select(func.count()).where(table.c.conversation_id.in_(conversation_ids))
        counted[name] = int((await connection.execute(amount)).scalar_one())
    return counted


async def expired(connection: Session, before: datetime, limit: int) -> list[str]:
    """Conversations in which nobody has written since and nobody is served, not erased yet; oldest first."""
    last = func.coalesce(conversations.c.last_message_at, conversations.c.created_at)
    being_served = (
        select(cases.c.id)
        .where(cases.c.conversation_id == conversations.c.id, cases.c.state.in_(OPEN_CASES))
        .exists()
    )
    wanted = select(conversations.c.id).where(
        last < before, conversations.c.contact.not_like(f"{ERASED}%"), ~being_served
    )
    return list((await connection.execute(wanted.order_by(last).limit(limit))).scalars())


async def events_of(connection: Session, contact: str) -> list[RowMapping]:
    """Vendors' events that were kept as they came, and name this address."""
    if (needle := _needle(contact)) is None:
        return []
    wanted = select(kept_events).where(cast(kept_events.c.body, Text).like(needle, escape="\\"))
    return list((await connection.execute(wanted)).mappings())


async def erase(connection: Session, conversation_id: str, now: datetime) -> None:
    """Takes the person out of one conversation; what figures count stays."""
    row = (
        await connection.execute(
            select(conversations.c.contact).where(conversations.c.id == conversation_id).with_for_update()
        )
    ).one_or_none()
    if row is None or row.contact.startswith(ERASED):
        return
    for event in await events_of(connection, row.contact):
        await connection.execute(delete(kept_events).where(kept_events.c.id == event["id"]))
    await _empty_messages(connection, conversation_id, now)
    await _empty_what_people_wrote(connection, conversation_id)
    await _delete_files(connection, conversation_id)
    for table in (webhook_deliveries, webhook_events, notes, learning_messages, answer_pairs):
        await connection.execute(delete(table).where(table.c.conversation_id == conversation_id))
    await connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(
            contact=f"{ERASED}{conversation_id}",
            contact_name=None,
            offered=[],
            owner=Owner.BOT.value,
            agent_id=None,
            agent_name=None,
            epoch=conversations.c.epoch + 1,
            **NO_TURN,
        )
    )


async def _empty_messages(connection: Session, conversation_id: str, now: datetime) -> None:
    """Nothing of what was said stays, and nothing of it is sent or answered any more."""
    mine = messages.c.conversation_id == conversation_id
    for before, after in (
        (MessageState.PENDING, MessageState.SUPERSEDED),
        (MessageState.RECEIVED, MessageState.ANSWERED),
    ):
        await connection.execute(
            update(messages).where(mine, messages.c.state == before.value).values(state=after.value)
        )
    emptied: dict[str, Any] = {
        "text": "",
        "original_text": None,
        "payload": None,
        "buttons": [],
        "image": None,
        "attachments": [],
        "template": None,
        "error_text": None,
        "provider_id": None,
        "changed_at": now,
    }
    await connection.execute(update(messages).where(mine).values(emptied))
    await connection.execute(
        update(messages).where(mine, messages.c.author == "shopper").values(author_name=None)
    )
    read = select(messages.c.id, messages.c.reading).where(mine, messages.c.reading.is_not(None))
    for row in list(await connection.execute(read)):
        bare = {**row.reading, "entities": []}
        await connection.execute(update(messages).where(messages.c.id == row.id).values(reading=bare))


async def _empty_what_people_wrote(connection: Session, conversation_id: str) -> None:
    for table, values in (
        (cases, {"entities": [], "agreed": None}),
        (ratings, {"comment": None}),
        (transfers, {"note": ""}),
    ):
        await connection.execute(
            update(table).where(table.c.conversation_id == conversation_id).values(values)
        )


async def _delete_files(connection: Session, conversation_id: str) -> None:
    ours = select(uploads.c.id).where(uploads.c.conversation_id == conversation_id)
    await connection.execute(delete(upload_chunks).where(upload_chunks.c.upload_id.in_(ours)))
    await connection.execute(delete(uploads).where(uploads.c.conversation_id == conversation_id))


async def _people(connection: Session, matches: Any, limit: int) -> list[PersonFound]:
    written = (
        select(func.count())
        .select_from(messages)
        .where(messages.c.conversation_id == conversations.c.id)
        .scalar_subquery()
    )
    wanted = select(conversations, written.label("written")).where(matches)
    rows = await connection.execute(
        wanted.order_by(conversations.c.last_message_at.desc(), conversations.c.id).limit(limit)
    )
    return [
        PersonFound(row.id, row.channel, row.contact_name, row.contact, row.written, row.last_message_at)
        for row in rows
    ]


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _needle(contact: str) -> str | None:
    """What an event that names the address contains: of a number its digits, however it is written."""
    digits = "".join(character for character in contact if character.isdigit())
    bare = contact.rpartition(":")[2].lstrip("+")
    needle = digits if bare.isdigit() else contact
    return f"%{_escaped(needle)}%" if len(needle) >= SHORTEST_CONTACT else None
