"""A shopper who has gone silent is warned, then their conversation goes back to the assistant.

Only while the agent has spoken last: whoever waits for an answer is not silent. What comes between the
warning and the end, from either side, begins the count anew.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from handoff import cases, transitions, windows, writing
from handoff.messages import Outbound
from handoff.ports import Clock, Gateway, Storage, Transaction, Words
from handoff.queue.ports import QueueReader
from handoff.queue.records import QueueSettings
from handoff.records import CaseRecord, CaseState, ConversationRecord, Owner
from handoff.satisfaction import Satisfaction
from handoff.signals import CONVERSATION_CHANGED, Signal, presence_changed

LOOK_EVERY = 15.0
"""Seconds between looks."""
BATCH = 50


class Silence:
    """Warns, and hands back."""

    def __init__(
        self,
        storage: Storage,
        reader: QueueReader,
        gateway: Gateway,
        words: Words,
        clock: Clock,
        satisfaction: Satisfaction | None = None,
    ) -> None:
        self._storage = storage
        self._reader = reader
        self._gateway = gateway
        self._words = words
        self._clock = clock
        self._satisfaction = satisfaction

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await self.settle()
            await asyncio.sleep(LOOK_EVERY)

    async def settle(self) -> int:
        """Does what is due; returns how many conversations it touched."""
        settings, now = await self._reader.settings(), self._clock.now()
        if not settings.silence_warning_minutes:
            return 0
        since = now - timedelta(minutes=settings.silence_warning_minutes)
        found = await self._reader.silent(since, BATCH)
        return sum([await self._look_again(each.conversation_id, settings, now) for each in found])

    async def _look_again(self, conversation_id: str, settings: QueueSettings, now: datetime) -> bool:
        """Acts on one conversation as it is now, under its lock."""
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation(conversation_id)
            case = await transaction.open_case(conversation_id)
            if case is None or conversation.owner is not Owner.AGENT or conversation.last_message_at is None:
                return False
            if case.warned_at is None:
                return await self._warn(transaction, conversation, case, settings, now)
            if conversation.last_message_at > case.warned_at:
                await transaction.save_case(replace(case, warned_at=None))
                return True
            if case.warned_at > now - timedelta(minutes=settings.silence_hand_back_minutes):
                return False
            await self._hand_back(transaction, conversation, case, now)
        return True

    async def _warn(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        case: CaseRecord,
        settings: QueueSettings,
        now: datetime,
    ) -> bool:
        since = now - timedelta(minutes=settings.silence_warning_minutes)
        spoken_at = conversation.last_message_at
        if spoken_at is None or spoken_at > since or await transaction.is_unanswered(conversation.id):
            return False
        await transaction.save_case(replace(case, warned_at=now))
        minutes = settings.silence_hand_back_minutes
        text = self._words.say("silence-warning", conversation.language, minutes=minutes)
        await self._say(transaction, conversation, text, now)
        return True

    async def _hand_back(
        self, transaction: Transaction, conversation: ConversationRecord, case: CaseRecord, now: datetime
    ) -> None:
        case = cases.closed(case, CaseState.HANDED_BACK, now)
        await transaction.save_case(case)
        transaction.signal(cases.changed(case))
        transaction.signal(Signal(CONVERSATION_CHANGED, conversation.id))
        if conversation.agent:
            transaction.signal(presence_changed(conversation.agent.id))
        await transaction.supersede_pending(conversation.id)
        conversation = transitions.take_back(conversation)
        text = self._words.say("handed-back", conversation.language)
        conversation = await self._say(transaction, conversation, text, now)
        if self._satisfaction:
            await self._satisfaction.ask(transaction, conversation, case, now)

    async def _say(
        self, transaction: Transaction, conversation: ConversationRecord, text: str, now: datetime
    ) -> ConversationRecord:
        """Says it where the shopper can still be reached; where not, things go on all the same."""
        closes_at = windows.closes_at(conversation, self._gateway)
        reachable = not conversation.blocked and (closes_at is None or closes_at > now)
        said = [Outbound(text=text, author="system")] if reachable else []
        return await writing.tell(transaction, conversation, said, self._gateway, now)
