"""Everything kept about somebody, as a zip: one JSON file that people can read, and the files themselves."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Table, select

from desk.privacy import store
from desk.uploads.tables import upload_chunks, uploads
from desk.workbench.tables import notes
from handoff.sql.database import Session
from handoff.sql.satisfaction_tables import ratings
from handoff.sql.tables import cases, conversations, messages
from handoff.sql.tag_tables import conversation_tags, tags
from handoff.sql.teams_tables import transfers

INTERNAL = frozenset(
    {
        "turn_worker",
        "turn_token",
        "turn_until",
        "turn_not_before",
        "worker",
        "not_before",
        "attempts",
        "epoch",
        "rank_at",
    }
)
"""How we work, and nothing about anybody."""
_PARTS: Sequence[tuple[str, Table, str]] = (
    ("messages", messages, "sequence"),
    ("cases", cases, "opened_at"),
    ("notes", notes, "at"),
    ("satisfaction", ratings, "asked_at"),
    ("transfers", transfers, "at"),
    ("files", uploads, "created_at"),
)


async def conversation(connection: Session, conversation_id: str) -> dict[str, Any]:
    """One conversation with all that hangs on it."""
    found = select(conversations).where(conversations.c.id == conversation_id)
    row = (await connection.execute(found)).mappings().one()
    told = _plain(row)
    for name, table, order in _PARTS:
        wanted = select(table).where(table.c.conversation_id == conversation_id).order_by(table.c[order])
        told[name] = [_plain(it) for it in (await connection.execute(wanted)).mappings()]
    tagged = select(tags.c.name).join(conversation_tags, conversation_tags.c.tag_id == tags.c.id)
    mine = tagged.where(conversation_tags.c.conversation_id == conversation_id)
    told["tags"] = list((await connection.execute(mine)).scalars())
    events = await store.events_of(connection, row["contact"])
    told["other_events"] = [_plain(event) for event in events]
    return told


async def files(connection: Session, conversation_id: str) -> dict[str, bytes]:
    """The files that agents sent there, by their name in the zip."""
    wanted = select(uploads.c.id, uploads.c.name).where(uploads.c.conversation_id == conversation_id)
    return {
        f"files/{row.id}-{_safe(row.name)}": await _content(connection, row.id)
        for row in list(await connection.execute(wanted))
    }


def zipped(told: Mapping[str, Any], contents: Mapping[str, bytes], now: datetime) -> bytes:
    """The zip."""
    buffer = io.BytesIO()
    moment = now.timetuple()[:6]
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        text = json.dumps(told, ensure_ascii=False, indent=2, default=_written)
        archive.writestr(zipfile.ZipInfo("person.json", moment), text)
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, moment), content)
    return buffer.getvalue()


async def _content(connection: Session, upload_id: str) -> bytes:
    pieces = select(upload_chunks.c.content).where(upload_chunks.c.upload_id == upload_id)
    return b"".join((await connection.execute(pieces.order_by(upload_chunks.c.place))).scalars())


def _plain(row: RowMapping | Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in INTERNAL}


def _written(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _safe(name: str) -> str:
    return re.sub(r"[^\w.\-]", "_", name)[-80:]
