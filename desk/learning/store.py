"""Where findings are kept: idempotent, and never of a conversation that is erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, exists, select, update

from desk.learning.records import Finding, Found, State
from desk.learning.tables import findings, learning_marks, learning_messages
from desk.privacy.store import ERASED
from handoff.sql.database import Session
from handoff.sql.inserting import insert_for
from handoff.sql.tables import conversations


async def keep(connection: Session, found: Sequence[Finding], now: datetime) -> int:
    """Stores findings; what is known already changes nothing. How many were new."""
    theirs = await alive(connection, {finding.message.conversation_id for finding in found})
    wanted = [finding for finding in found if finding.message.conversation_id in theirs]
    await _keep_messages(connection, [finding.message for finding in wanted])
    new = 0
    for finding in wanted:
        row = {"message_id": finding.message.id, "kind": finding.kind.value, "at": now}
        first = insert_for(connection, findings).values(**row, agent_id=finding.agent_id)
        added = first.on_conflict_do_nothing().returning(findings.c.kind)
        new += (await connection.execute(added)).first() is not None
    return new


async def settle(connection: Session, message_id: str, topic: str) -> None:
    """Lets go of a message whose shopper found what they meant; what it meant is remembered."""
    settled = update(learning_messages).where(
        learning_messages.c.id == message_id, learning_messages.c.state == State.OPEN.value
    )
    await connection.execute(settled.values(state=State.SETTLED.value, topic=topic[:128]))


async def unflag(connection: Session, message_id: str, kinds: Sequence[str]) -> None:
    """Takes flags away; a message that nothing else brought here goes, too."""
    await connection.execute(
        delete(findings).where(findings.c.message_id == message_id, findings.c.kind.in_(kinds))
    )
    others = exists().where(findings.c.message_id == learning_messages.c.id)
    await connection.execute(
        delete(learning_messages).where(
            learning_messages.c.id == message_id, learning_messages.c.state == State.OPEN.value, ~others
        )
    )


async def mark(connection: Session, name: str) -> tuple[datetime, str] | None:
    """How far something was read; None before the first time."""
    found = select(learning_marks).where(learning_marks.c.name == name)
    row = (await connection.execute(found)).one_or_none()
    return (row.at, row.last_id) if row else None


async def move_mark(
    connection: Session, name: str, before: tuple[datetime, str] | None, at: datetime, last_id: str
) -> bool:
    """Notes how far something is read now; False where another replica has noted something meanwhile."""
    values = {"at": at, "last_id": last_id}
    columns = learning_marks.c
    if before is None:
        first = insert_for(connection, learning_marks).values(name=name, **values)
        return (
            await connection.execute(first.on_conflict_do_nothing().returning(columns.name))
        ).first() is not None
    moved = update(learning_marks).where(
        columns.name == name, columns.at == before[0], columns.last_id == before[1]
    )
    return (await connection.execute(moved.values(values).returning(columns.name))).first() is not None


async def alive(connection: Session, conversation_ids: set[str]) -> set[str]:
    """Those that are not erased, held so until the transaction ends."""
    query = select(conversations.c.id, conversations.c.contact).where(
        conversations.c.id.in_(conversation_ids)
    )
    rows = await connection.execute(query.order_by(conversations.c.id).with_for_update(read=True))
    return {row.id for row in rows if not row.contact.startswith(ERASED)}


async def _keep_messages(connection: Session, messages: Sequence[Found]) -> None:
    for message in {message.id: message for message in messages}.values():
        values = {**asdict(message), "state": State.OPEN.value}
        row = insert_for(connection, learning_messages).values(values)
        await connection.execute(row.on_conflict_do_nothing())
