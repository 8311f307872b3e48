"""Thin layers around the parts of a desk that count what passes through them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from connectors.base import Channel
from desk.gateway import ChannelGateway
from desk.metrics import Metrics
from desk.services import BrainHealth, Inbox, Ownership
from handoff.errors import SendError
from handoff.inbox import Accepted
from handoff.messages import Address, InboundEvent, Outbound, Receipt
from handoff.records import Agent, BrainReply, ConversationRecord, Question


class MeteredGateway(ChannelGateway):
    """Counts what goes out, and what a vendor did not take."""

    def __init__(self, channels: Mapping[str, Channel], metrics: Metrics) -> None:
        super().__init__(channels)
        self._metrics = metrics

    async def send(self, to: Address, message: Outbound) -> Receipt:
        """Sends one rendered message."""
        try:
            receipt = await super().send(to, message)
        except SendError as error:
            self._metrics.send_failures.labels(to.channel, error.code).inc()
            raise
        self._metrics.messages.labels(to.channel, "out").inc()
        return receipt


class MeteredInbox:
    """Counts what comes in."""

    def __init__(self, inbox: Inbox, metrics: Metrics) -> None:
        self._inbox = inbox
        self._metrics = metrics

    async def accept(self, channel: str, events: Sequence[InboundEvent]) -> Accepted:
        """Stores events of one channel, all or none."""
        accepted = await self._inbox.accept(channel, events)
        self._metrics.messages.labels(channel, "in").inc(accepted.new)
        return accepted


class MeteredBrain:
    """Times the assistant."""

    def __init__(self, brain: BrainHealth, metrics: Metrics) -> None:
        self._brain = brain
        self._metrics = metrics

    async def reply(self, question: Question) -> BrainReply:
        """Answers one message."""
        outcome, began = "failed", time.perf_counter()
        try:
            reply = await self._brain.reply(question)
            outcome = "handover" if reply.handover else "answered"
        finally:
            self._metrics.turns.labels(outcome).observe(time.perf_counter() - began)
        if reply.reading.tone:
            self._metrics.tones.labels(reply.reading.tone).inc()
        if reply.handover:
            self._metrics.handovers.labels(reply.handover.reason.value).inc()
        return reply

    async def is_ready(self) -> bool:
        """Whether the assistant can answer now."""
        return await self._brain.is_ready()


class MeteredOwnership:
    """Counts takeovers."""

    def __init__(self, ownership: Ownership, metrics: Metrics) -> None:
        self._ownership = ownership
        self._metrics = metrics

    async def take(self, conversation_id: str, agent: Agent) -> ConversationRecord:
        """Gives the conversation to the agent."""
        taken = await self._ownership.take(conversation_id, agent)
        self._metrics.takeovers.inc()
        return taken

    async def hand_back(self, conversation_id: str, agent: Agent, note: str = "") -> ConversationRecord:
        """Gives it back to the bot."""
        return await self._ownership.hand_back(conversation_id, agent, note)

    async def resolve(self, conversation_id: str, agent: Agent) -> ConversationRecord:
        """Ends the case."""
        return await self._ownership.resolve(conversation_id, agent)
