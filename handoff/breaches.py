"""Looks after promises: warns before an answer is late, records that it is, and minds closing windows."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from handoff import owing, windows, writing
from handoff.messages import Outbound
from handoff.outlook import Outlooks
from handoff.ports import Clock, Gateway, Storage, Transaction, Words
from handoff.promising import Breach, BreachState, PromiseReader
from handoff.records import CaseRecord, ConversationRecord
from handoff.signals import CASE_CHANGED, WINDOW_CLOSING, Signal
from handoff.targets import WARN_AT_MOST, WARN_SHARE, Promise

LOOK_EVERY = 5.0
"""Seconds between looks."""
BATCH = 100
WINDOW_WARNING = timedelta(hours=2)
"""What is left of a channel's window when agents are warned that it closes on unanswered words."""


class PromiseKeeper:
    """Warns and records, once each, whatever the number of replicas.

    Args:
        storage: Where breaches go.
        reader: Finds what may be late.
        outlooks: Knows whether shoppers are to be told of closing windows.
        gateway: Knows the channels' windows.
        words: What shoppers are told.
        clock: The time.
    """

    def __init__(
        self,
        storage: Storage,
        reader: PromiseReader,
        outlooks: Outlooks,
        gateway: Gateway,
        words: Words,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._reader = reader
        self._outlooks = outlooks
        self._gateway = gateway
        self._words = words
        self._clock = clock

    async def run(self) -> None:
        """Looks until cancelled."""
        # What takes long to load is loaded now, and not when the first shopper waits for an answer.
        await self._outlooks.rules()
        while True:
            await self.mind_answers()
            await self.mind_windows()
            await asyncio.sleep(LOOK_EVERY)

    async def mind_answers(self) -> int:
        """Warns of and records what is late; returns how many new warnings and breaches."""
        found = await self._reader.to_answer(self._clock.now(), WARN_AT_MOST, BATCH)
        return sum([await self._mind_answer(conversation_id) for conversation_id in found])

    async def mind_windows(self) -> int:
        """Warns of windows that close on unanswered words; returns how many."""
        hours = {
            channel: self._gateway.window_hours(channel)
            for channel in await self._reader.unanswered_channels()
        }
        windows = {channel: timedelta(hours=each) for channel, each in hours.items() if each is not None}
        if not windows:
            return 0
        tells = (await self._outlooks.rules()).hours.rules.window_note
        found = await self._reader.windows_closing(windows, WINDOW_WARNING, self._clock.now(), BATCH)
        return sum([await self._mind_window(conversation_id, tells) for conversation_id in found])

    async def _mind_answer(self, conversation_id: str) -> int:
        now = self._clock.now()
        async with self._storage.write() as transaction:
            # Under the conversation's lock: an agent who is answering right now is not late.
            await transaction.conversation(conversation_id)
            case = await transaction.open_case(conversation_id)
            if case is None:
                return 0
            news = [*owing.overdue(case, now), *almost_late(case, now)]
            return sum([await owing.record(transaction, case, breach, now) for breach in news])

    async def _mind_window(self, conversation_id: str, tells: bool) -> bool:
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation(conversation_id)
            case = await transaction.open_case(conversation_id)
            closes_at = windows.closes_at(conversation, self._gateway)
            if case is None or case.unanswered_since is None or closes_at is None:
                return False
            if case.window_nudged_for == closes_at or not now < closes_at <= now + WINDOW_WARNING:
                return False
            await transaction.save_case(replace(case, window_nudged_for=closes_at))
            data = {"case_id": case.id, "closes_at": closes_at.isoformat()}
            transaction.signal(Signal(WINDOW_CLOSING, conversation_id, data))
            transaction.signal(Signal(CASE_CHANGED, conversation_id, {"case_id": case.id}))
            if tells and not conversation.blocked:
                await self._tell(transaction, conversation, now)
        return True

    async def _tell(self, transaction: Transaction, conversation: ConversationRecord, now: datetime) -> None:
        """The system says it, under the epoch of now: an agent's words go before it, or instead of it."""
        said = Outbound(text=self._words.say("window-closing", conversation.language), author="system")
        await writing.tell(transaction, conversation, [said], self._gateway, now)


def almost_late(case: CaseRecord, now: datetime) -> list[Breach]:
    """What will be late soon: when a quarter of the time is left, and a quarter of an hour at most."""
    dues = ((Promise.FIRST, case.first_response_due), (Promise.NEXT, case.next_response_due))
    return [
        Breach(case.id, promise, due, BreachState.WARNING)
        for promise, due in dues
        if due is not None and now < due <= now + _margin(case, due)
    ]


def _margin(case: CaseRecord, due: datetime) -> timedelta:
    since = case.unanswered_since or case.opened_at
    return min(WARN_AT_MOST, (due - since) * WARN_SHARE)
