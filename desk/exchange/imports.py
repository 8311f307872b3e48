"""Keeps what editors bring in until they decide, and puts what they take into the draft."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, select

from content.exchange import reading
from content.exchange.proposing import propose
from content.exchange.records import Brought, Format, Item
from desk.errors import NotFound
from desk.exchange.applying import Applying
from desk.exchange.records import Choice, Looked, Report
from desk.exchange.tables import content_imports
from desk.studio.drafts import Drafts
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database

KEPT = timedelta(days=1)
"""How long somebody may think about it."""


class Imports:
    """Takes files in.

    Args:
        database: Where they are kept.
        clock: The time.
        drafts: Where what is taken goes.
        default_language: Of what names none.
    """

    def __init__(self, database: Database, clock: Clock, drafts: Drafts, default_language: str) -> None:
        self._database = database
        self._clock = clock
        self._drafts = drafts
        self._default = default_language

    async def look(self, editor: Agent, content: bytes) -> Looked:
        """What a file holds, and where each question of it would go (``ImportRefused``)."""
        brought = await asyncio.to_thread(reading.read, content, self._default)
        found = await self._drafts.content()
        proposals = await asyncio.to_thread(propose, brought.items, found)
        return Looked(await self._keep(editor, brought), brought, tuple(proposals))

    async def apply(self, editor: Agent, import_id: str, choices: Sequence[Choice]) -> Report:
        """Puts what an editor chose into the draft (``NotFound``); what is not named is left out."""
        items = await self._items(editor, import_id)
        return await Applying(self._drafts, editor).run(items, choices)

    async def _keep(self, editor: Agent, brought: Brought) -> str:
        now, identifier = self._clock.now(), new_id()
        row = {
            "id": identifier,
            "agent_id": editor.id,
            "at": now,
            "format": brought.format.value,
            "rows": [item.to_json() for item in brought.items],
        }
        async with self._database.write() as session:
            await session.execute(delete(content_imports).where(content_imports.c.at < now - KEPT))
            await session.execute(insert(content_imports).values(row))
        return identifier

    async def _items(self, editor: Agent, import_id: str) -> Mapping[int, Item]:
        mine = (content_imports.c.id == import_id, content_imports.c.agent_id == editor.id)
        async with self._database.read() as session:
            row = (await session.execute(select(content_imports).where(*mine))).mappings().first()
        if row is None:
            raise NotFound
        items = Brought(Format(row["format"]), tuple(map(Item.from_json, row["rows"]))).items
        return {item.row: item for item in items}
