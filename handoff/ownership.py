"""Taking, handing back and resolving: one agent at a time, and never the bot beside them (I4, I5)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from handoff import cases, transitions, writing
from handoff.messages import Outbound
from handoff.ports import Clock, Gateway, Storage, Transaction, Words
from handoff.queue.records import AssignedBy
from handoff.records import Agent, CaseState, ConversationRecord
from handoff.satisfaction import Satisfaction
from handoff.signals import (
    CONVERSATION_CHANGED,
    MESSAGE_CHANGED,
    Signal,
    Signals,
    Subscription,
    listening,
    presence_changed,
)

IN_FLIGHT_LIMIT = timedelta(seconds=30)
"""The longest that taking over waits for a bot message already on its way: past every vendor time-out."""


class Ownership:
    """Moves a conversation between the bot, the queue and agents."""

    def __init__(
        self,
        storage: Storage,
        signals: Signals,
        gateway: Gateway,
        words: Words,
        clock: Clock,
        in_flight_limit: timedelta = IN_FLIGHT_LIMIT,
        satisfaction: Satisfaction | None = None,
    ) -> None:
        self._storage = storage
        self._signals = signals
        self._gateway = gateway
        self._words = words
        self._clock = clock
        self._in_flight_limit = in_flight_limit
        self._satisfaction = satisfaction

    async def take(self, conversation_id: str, agent: Agent) -> ConversationRecord:
        """Gives the conversation to the agent; when it returns, no bot message will follow.

        Raises:
            AlreadyTaken: Another agent has it.
            ConversationNotFound: There is none.
        """
        async with listening(self._signals) as subscription:
            async with self._storage.write() as transaction:
                conversation = await transaction.conversation(conversation_id)
                if not transitions.is_held_by(conversation, agent):
                    conversation = await give(transaction, conversation, agent, self._clock.now())
            await self._wait_for_silence(conversation_id, subscription)
        return conversation

    async def hand_back(self, conversation_id: str, agent: Agent, note: str = "") -> ConversationRecord:
        """Gives the conversation back to the bot, and tells the shopper (``NotOwner``).

        Args:
            conversation_id: Which.
            agent: Who has it.
            note: What was agreed; the shopper is told in these words, and the next agent finds them.
        """
        return await self._close(conversation_id, agent, CaseState.HANDED_BACK, "handed-back", note)

    async def resolve(self, conversation_id: str, agent: Agent) -> ConversationRecord:
        """Ends the case; the bot answers whatever comes next (``NotOwner``)."""
        return await self._close(conversation_id, agent, CaseState.RESOLVED, None)

    async def _close(
        self, conversation_id: str, agent: Agent, state: CaseState, notice: str | None, note: str = ""
    ) -> ConversationRecord:
        now = self._clock.now()
        async with self._storage.write() as transaction:
            conversation = transitions.give_to_bot(await transaction.conversation(conversation_id), agent)
            # A warning that is still on its way out means nothing any more.
            await transaction.supersede_pending(conversation_id)
            case = await transaction.open_case(conversation_id)
            if case is not None:
                case = replace(cases.closed(case, state, now), agreed=note or None)
                await transaction.save_case(case)
                transaction.signal(cases.changed(case))
            await _store(transaction, conversation)
            transaction.signal(presence_changed(agent.id))
            if notice:
                conversation = await self._tell(transaction, conversation, notice, note, now)
            if case is not None and self._satisfaction:
                conversation = await self._satisfaction.ask(transaction, conversation, case, now)
        return conversation

    async def _tell(
        self,
        transaction: Transaction,
        conversation: ConversationRecord,
        notice: str,
        note: str,
        now: datetime,
    ) -> ConversationRecord:
        language = conversation.language
        text = self._words.say(notice, language)
        if note:
            text = self._words.say("handed-back-agreed", language, agreed=note)
        said = Outbound(text=text, author="system")
        return await writing.tell(transaction, conversation, [said], self._gateway, now)

    async def _wait_for_silence(self, conversation_id: str, subscription: Subscription) -> None:
        """Waits for bot messages that were already with the vendor when the epoch rose."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._in_flight_limit.total_seconds()
        while await self._storage.in_flight(conversation_id) and loop.time() < deadline:
            await _next_change(subscription, _is_message_of(conversation_id), deadline - loop.time())


async def give(
    transaction: Transaction,
    conversation: ConversationRecord,
    agent: Agent,
    now: datetime,
    by: AssignedBy = AssignedBy.AGENT,
) -> ConversationRecord:
    """Makes a conversation an agent's, within a unit of work: the bot is silent, and its case is theirs.

    Raises:
        AlreadyTaken: Another agent has it.
    """
    conversation = transitions.take(conversation, agent)
    # Counting what an agent has waits for this: the rota gives nothing to somebody who is taking.
    await transaction.duty(agent.id, now)
    await _silence_bot(transaction, conversation.id)
    await _take_case(transaction, conversation, agent, now, by)
    await _store(transaction, conversation)
    transaction.signal(presence_changed(agent.id))
    return conversation


async def _silence_bot(transaction: Transaction, conversation_id: str) -> None:
    await transaction.release_to_people(conversation_id)
    for message in await transaction.supersede_pending(conversation_id):
        transaction.signal(Signal(MESSAGE_CHANGED, conversation_id, {"message_id": message.id}))


async def _take_case(
    transaction: Transaction, conversation: ConversationRecord, agent: Agent, now: datetime, by: AssignedBy
) -> None:
    case = await transaction.open_case(conversation.id)
    if case is None:
        case = cases.stepped_in(conversation, now)
        await transaction.add_case(case)
    case = cases.taken(case, agent, now, by)
    await transaction.save_case(case)
    transaction.signal(cases.changed(case))


async def _store(transaction: Transaction, conversation: ConversationRecord) -> None:
    await transaction.save_conversation(conversation)
    transaction.signal(Signal(CONVERSATION_CHANGED, conversation.id))


def _is_message_of(conversation_id: str) -> Callable[[Signal], bool]:
    return lambda signal: signal.kind == MESSAGE_CHANGED and signal.conversation_id == conversation_id


async def _next_change(subscription: Subscription, wanted: Callable[[Signal], bool], timeout: float) -> None:
    """Waits for a wanted signal, at most a second: another replica's may have been missed."""
    try:
        async with asyncio.timeout(max(0.0, min(timeout, 1.0))):
            while not wanted(await subscription.get()):
                continue
    except TimeoutError:
        return
