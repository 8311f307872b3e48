"""Nobody waits in silence: who is still waiting is told again, rarely, on the same channel (I7)."""

from __future__ import annotations

import asyncio

from handoff import cases, writing
from handoff.ports import Clock, Gateway, Presence, Storage, Words
from handoff.records import Owner

LOOK_EVERY = 10.0
"""Seconds between looks for shoppers to be told."""
BATCH = 50


class Reminders:
    """Tells shoppers who still wait where they stand."""

    def __init__(
        self, storage: Storage, gateway: Gateway, words: Words, presence: Presence, clock: Clock
    ) -> None:
        self._storage = storage
        self._gateway = gateway
        self._words = words
        self._presence = presence
        self._clock = clock

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await self.tell()
            await asyncio.sleep(LOOK_EVERY)

    async def tell(self) -> int:
        """Tells every shopper whose notice is due; returns how many."""
        on_duty = await self._presence.on_duty()
        due = await self._storage.due_notices(self._clock.now(), BATCH)
        return sum([await self._tell_one(conversation_id, on_duty) for conversation_id in due])

    async def _tell_one(self, conversation_id: str, on_duty: int) -> bool:
        """Tells one shopper, unless somebody took the case (or told them) since it was found."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation(conversation_id)
            case = await transaction.open_case(conversation_id)
            if case is None or case.next_notice_at is None or case.next_notice_at > now:
                return False
            await transaction.save_case(cases.noticed(case, now))
            if conversation.owner is not Owner.QUEUE or conversation.blocked:
                return False
            said = await cases.reminder(transaction, case, self._words, conversation.language, on_duty)
            conversation, rows = writing.compose(conversation, [said], self._gateway, now)
            await writing.post(transaction, conversation, rows)
        return True
