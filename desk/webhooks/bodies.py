"""What a webhook is told of an event: who and where by our ids, never by name or address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from handoff.sql.database import Session
from handoff.sql.tables import conversations, messages


@dataclass(frozen=True, slots=True)
class Known:
    """What events refer to, read together."""

    conversations: Mapping[str, Row[Any]]
    messages: Mapping[str, Row[Any]]


async def read(connection: Session, events: Iterable[Row[Any]]) -> Known:
    """Reads what the events refer to."""
    events = list(events)
    talks = select(conversations.c.id, conversations.c.channel, conversations.c.language).where(
        conversations.c.id.in_({event.conversation_id for event in events})
    )
    said = select(
        messages.c.id,
        messages.c.sequence,
        messages.c.author,
        messages.c.text,
        messages.c.attachments,
    ).where(messages.c.id.in_({event.message_id for event in events if event.message_id}))
    return Known(
        {row.id: row for row in await connection.execute(talks)},
        {row.id: row for row in await connection.execute(said)},
    )


def body_of(event: Row[Any], known: Known, now: datetime, *, include_text: bool) -> str:
    """The body for one event, as Standard Webhooks shape it: ``type``, ``timestamp``, ``data``."""
    where = known.conversations.get(event.conversation_id)
    data: dict[str, Any] = {
        "conversation_id": event.conversation_id,
        "channel": where.channel if where else None,
        "language": where.language if where else None,
    }
    if event.case_id:
        agent = {"id": event.agent_id, "name": event.agent_name} if event.agent_id else None
        data["case"] = {"id": event.case_id, "reason": event.reason, "agent": agent}
    if event.message_id:
        data["message"] = _message(event, known.messages.get(event.message_id), include_text)
    moment = (event.at or now).isoformat()
    return json.dumps({"type": event.kind, "timestamp": moment, "data": data}, ensure_ascii=False)


def _message(event: Row[Any], message: Row[Any] | None, include_text: bool) -> dict[str, Any]:
    told = {
        "id": event.message_id,
        "sequence": message.sequence if message else None,
        "author": message.author if message else None,
        "agent_id": event.agent_id,
        "attachments": len(message.attachments) if message else 0,
        "error": event.error_code,
    }
    if include_text:
        told["text"] = message.text if message else ""
    return told
