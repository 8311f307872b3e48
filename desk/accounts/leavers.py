"""Whoever may not see conversations any more leaves none behind: what they had goes back to the queue.

It is looked for, not only done when an account changes: an account can be barred by the command line too, and
by a desk that dies in the middle.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

import structlog
from sqlalchemy import or_, select

from desk.accounts import audit
from desk.accounts.records import ANSWERING, Act, AuditEntry
from desk.accounts.tables import agents
from desk.words import Catalogue
from handoff.ports import Clock, Gateway, Storage
from handoff.queue.returning import sent_back
from handoff.records import Owner
from handoff.sql.database import Database
from handoff.sql.tables import conversations

log = structlog.get_logger(__name__)

LOOK_EVERY = 10.0
"""Seconds."""
BATCH = 50


@dataclass(frozen=True, slots=True)
class Leavers:
    """Takes conversations from accounts that are barred, or are editors' now."""

    database: Database
    storage: Storage
    gateway: Gateway
    words: Catalogue
    clock: Clock

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await self.settle()
            await asyncio.sleep(LOOK_EVERY)

    async def settle(self) -> int:
        """Gives back what nobody looks after; how many conversations."""
        freed = 0
        while found := await self._abandoned():
            taken = [await self._free(*it) for it in found]
            freed += sum(taken)
            if not any(taken):
                break
        return freed

    async def _abandoned(self) -> list[tuple[str, str]]:
        """Conversations, and the agents who may not have them."""
        may_not = or_(agents.c.disabled_at.is_not(None), agents.c.role.not_in([it.value for it in ANSWERING]))
        wanted = (
            select(conversations.c.id, agents.c.id.label("agent_id"))
            .join(agents, agents.c.id == conversations.c.agent_id)
            .where(conversations.c.owner == Owner.AGENT.value, may_not)
            .order_by(conversations.c.last_shopper_at, conversations.c.id)
            .limit(BATCH)
        )
        async with self.database.read() as connection:
            return [(row.id, row.agent_id) for row in await connection.execute(wanted)]

    async def _free(self, conversation_id: str, agent_id: str) -> bool:
        """Gives one back, unless somebody else has it by now."""
        now = self.clock.now()
        async with self.storage.write() as transaction:
            conversation = await transaction.conversation(conversation_id)
            case = await transaction.open_case(conversation_id)
            if case is None or conversation.agent is None or conversation.agent.id != agent_id:
                return False
            case = replace(case, preferred_agent_id=None)
            waits = await transaction.is_unanswered(conversation_id)
            await sent_back(transaction, conversation, case, self.gateway, self.words, now, tells=waits)
        async with self.database.write() as connection:
            entry = AuditEntry(now, agent_id, Act.AGENT_RELEASE, conversation_id, "")
            await audit.append(connection, entry)
        return True
