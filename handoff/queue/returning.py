"""Who went away leaves nobody hanging: what they had not answered goes back to the front of the queue."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from handoff import cases, transitions, writing
from handoff.messages import Outbound
from handoff.ports import Clock, Gateway, Storage, Transaction, Words
from handoff.queue.attendance import Attendance
from handoff.queue.entry import ranked
from handoff.queue.ports import QueueReader
from handoff.records import CaseRecord, CaseState, ConversationRecord, Owner
from handoff.signals import CONVERSATION_CHANGED, Signal, presence_changed

LOOK_EVERY = 5.0
"""Seconds between looks for agents who are gone."""
BATCH = 50
TOLD_AGAIN_AFTER = timedelta(minutes=5)


class Returning:
    """Takes back what gone agents owe an answer; what they have answered stays theirs."""

    def __init__(
        self,
        storage: Storage,
        reader: QueueReader,
        attendance: Attendance,
        gateway: Gateway,
        words: Words,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._reader = reader
        self._attendance = attendance
        self._gateway = gateway
        self._words = words
        self._clock = clock

    async def run(self) -> None:
        """Looks until cancelled."""
        while True:
            await self.settle()
            await asyncio.sleep(LOOK_EVERY)

    async def settle(self) -> int:
        """Misses who vanished, and takes back what is due; returns how many conversations."""
        await self._attendance.miss_the_vanished()
        due = await self._reader.to_return(self._clock.now(), BATCH)
        return sum([await self._take_back(conversation_id) for conversation_id in due])

    async def _take_back(self, conversation_id: str) -> bool:
        """Takes one back, unless its agent has come back, answered or let go since it was found."""
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation = await transaction.conversation(conversation_id)
            case = await transaction.open_case(conversation_id)
            if case is None or conversation.owner is not Owner.AGENT or conversation.agent is None:
                return False
            duty = await transaction.duty(conversation.agent.id, now)
            if duty is None or duty.returns_at is None or duty.returns_at > now:
                return False
            if not await transaction.is_unanswered(conversation_id):
                return False
            case = replace(case, preferred_agent_id=conversation.agent.id)
            await sent_back(transaction, conversation, case, self._gateway, self._words, now)
        return True


async def sent_back(
    transaction: Transaction,
    conversation: ConversationRecord,
    case: CaseRecord,
    gateway: Gateway,
    words: Words,
    now: datetime,
    *,
    tells: bool = True,
) -> None:
    """Takes a conversation from its agent, to the front of the queue; the shopper hears where they stand.

    Args:
        transaction: Holds the conversation's lock.
        conversation: An agent's.
        case: Its open one, with whoever is to be preferred next.
        gateway: The channels.
        words: What the shopper is told.
        now: The current time.
        tells: Whether they are told; nobody is who blocked us.
    """
    if conversation.agent:
        transaction.signal(presence_changed(conversation.agent.id))
    conversation = transitions.give_to_queue(conversation)
    case = replace(case, returned=True, next_notice_at=now + TOLD_AGAIN_AFTER)
    case = await requeued(transaction, conversation, case, gateway)
    if conversation.blocked or not tells:
        await transaction.save_conversation(conversation)
        return
    place = await transaction.place_in_queue(case)
    text = words.say("returned-to-queue", conversation.language, place=place)
    await writing.tell(transaction, conversation, [Outbound(text=text, author="system")], gateway, now)


async def requeued(
    transaction: Transaction, conversation: ConversationRecord, case: CaseRecord, gateway: Gateway
) -> CaseRecord:
    """Stores a case as waiting again, with its old ``queued_at`` and a rank as things stand, and tells of it.

    What has been written and is not sent yet still leaves: it is owed to the shopper.
    """
    case = replace(case, state=CaseState.WAITING, agent=None, taken_at=None, assigned_by=None, warned_at=None)
    case = ranked(case, conversation, gateway)
    await transaction.move_pending_to_epoch(conversation.id, conversation.epoch)
    await transaction.save_case(case)
    transaction.signal(cases.changed(case))
    transaction.signal(Signal(CONVERSATION_CHANGED, conversation.id))
    return case
