"""Nobody waits in silence: who is still waiting is told again, rarely, on the same channel (I7)."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from handoff import expectations, writing
from handoff.outlook import Outlook, Outlooks
from handoff.ports import Clock, Gateway, Storage, Words
from handoff.records import Owner

LOOK_EVERY = 10.0
"""Seconds between looks for shoppers to be told."""
BATCH = 50


class Reminders:
    """Tells shoppers who still wait where they stand, when that has changed much."""

    def __init__(
        self, storage: Storage, gateway: Gateway, words: Words, outlooks: Outlooks, clock: Clock
    ) -> None:
        self._storage = storage
        self._gateway = gateway
        self._words = words
        self._outlooks = outlooks
        self._clock = clock

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await self.tell()
            await asyncio.sleep(LOOK_EVERY)

    async def tell(self) -> int:
        """Looks at every shopper whose look is due; returns how many were told."""
        due = await self._storage.due_notices(self._clock.now(), BATCH)
        if not due:
            return 0
        outlook = await self._outlooks.outlook()
        return sum([await self._look_at(conversation_id, outlook) for conversation_id in due])

    async def _look_at(self, conversation_id: str, outlook: Outlook) -> bool:
        """Tells one shopper, unless somebody took the case (or told them) since, or nothing much changed."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation(conversation_id)
            case = await transaction.open_case(conversation_id)
            if case is None or case.next_notice_at is None or case.next_notice_at > now:
                return False
            place = await transaction.place_in_line(case)
            expected = expectations.expected(outlook, case, conversation.address.channel, place, now)
            silent = conversation.owner is not Owner.QUEUE or conversation.blocked
            if silent or not expectations.differs_much(case, expected, now):
                looked = replace(case, next_notice_at=expectations.next_look(expected, now))
                await transaction.save_case(looked)
                return False
            await transaction.save_case(expectations.told(case, expected, now))
            said = expectations.message(expected, self._words, conversation.language, now, again=True)
            await writing.tell(transaction, conversation, [said], self._gateway, now)
        return True
