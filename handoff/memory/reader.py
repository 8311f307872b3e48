"""``Reader`` over a ``MemoryStorage``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from handoff.errors import ConversationNotFound
from handoff.memory.order import service_order
from handoff.memory.storage import MemoryStorage
from handoff.messages import Address, Attachment
from handoff.records import (
    Agent,
    Author,
    CaseRecord,
    CaseState,
    CaseSummary,
    ConversationRecord,
    MessageRecord,
    MessageState,
)
from handoff.work import Backlog

_LOST = (MessageState.FAILED, MessageState.UNCERTAIN)
_OPEN = {CaseState.WAITING, CaseState.TAKEN}


class MemoryReader:
    """Reads what a ``MemoryStorage`` keeps."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._storage = storage

    async def conversation(self, conversation_id: str) -> ConversationRecord:
        """One conversation."""
        try:
            return self._storage.tables.conversations[conversation_id]
        except KeyError as exc:
            raise ConversationNotFound from exc

    async def find_conversation(self, address: Address) -> ConversationRecord | None:
        """The conversation of an address."""
        here = (address.channel, address.contact)
        every = self._storage.tables.conversations.values()
        return next((c for c in every if (c.address.channel, c.address.contact) == here), None)

    async def messages(
        self, conversation_id: str, *, after: int = 0, before: int | None = None, limit: int = 100
    ) -> list[MessageRecord]:
        """Messages in order."""
        mine = [
            message
            for message in self._storage.tables.of_conversation(conversation_id)
            if message.sequence > after and (before is None or message.sequence < before)
        ]
        return mine[:limit] if after else mine[-limit:]

    async def messages_changed(
        self, conversation_id: str, since: datetime, *, after: int = 0, limit: int = 100
    ) -> list[MessageRecord]:
        """All of them: here nobody notes when they change."""
        mine = self._storage.tables.of_conversation(conversation_id)
        return [message for message in mine if message.sequence > after][:limit]

    async def message(self, message_id: str) -> MessageRecord:
        """One message."""
        try:
            return self._storage.tables.messages[message_id]
        except KeyError as exc:
            raise ConversationNotFound from exc

    async def attachment(self, message_id: str, index: int) -> tuple[Address, Attachment]:
        """One attachment and where it came from."""
        message = await self.message(message_id)
        if not 0 <= index < len(message.attachments):
            raise ConversationNotFound
        return (await self.conversation(message.conversation_id)).address, message.attachments[index]

    async def case_of(self, conversation_id: str) -> CaseRecord | None:
        """The open case, or the last one."""
        mine = [c for c in self._storage.tables.cases.values() if c.conversation_id == conversation_id]
        return max(mine, key=lambda case: (case.closed_at is None, case.opened_at), default=None)

    async def case(self, case_id: str) -> CaseSummary | None:
        """One case as a list shows it."""
        found = await self.cases(list(CaseState), limit=1_000_000)
        waiting = await self.cases([CaseState.WAITING], limit=1_000_000)
        return next((summary for summary in [*waiting, *found] if summary.case.id == case_id), None)

    async def cases(
        self, states: Sequence[CaseState], *, agent: Agent | None = None, limit: int = 200
    ) -> list[CaseSummary]:
        """Cases in the order in which they are served; closed ones newest first."""
        every = [case for case in self._storage.tables.cases.values() if case.state in states]
        mine = [case for case in every if agent is None or (case.agent and case.agent.id == agent.id)]
        ordered = sorted(mine, key=service_order)
        if not set(states) <= _OPEN:
            ordered.sort(key=lambda case: case.closed_at or case.opened_at, reverse=True)
        waiting = [case.id for case in ordered if case.state is CaseState.WAITING]
        return [self._summary(case, waiting) for case in ordered[:limit]]

    async def attention(self, since: datetime, limit: int = 50) -> list[MessageRecord]:
        """Outgoing messages that failed or are uncertain, newest first."""
        lost = [m for m in self._storage.tables.messages.values() if m.state in _LOST and m.at >= since]
        return sorted(lost, key=lambda message: message.at, reverse=True)[:limit]

    async def backlog(self, now: datetime) -> Backlog:
        """What is waiting."""
        recent = [
            m
            for m in self._storage.tables.messages.values()
            if m.state not in _LOST or m.at >= now - timedelta(hours=24)
        ]
        pending = [m.at for m in recent if m.state in (MessageState.PENDING, MessageState.SENDING)]
        waiting = [c.opened_at for c in self._storage.tables.cases.values() if c.state is CaseState.WAITING]
        return Backlog(
            waiting_turns=sum(m.state is MessageState.RECEIVED for m in recent),
            pending_deliveries=len(pending),
            failed_deliveries=sum(m.state is MessageState.FAILED for m in recent),
            uncertain_deliveries=sum(m.state is MessageState.UNCERTAIN for m in recent),
            queue_length=len(waiting),
            longest_wait_seconds=_age(waiting, now),
            oldest_pending_seconds=_age(pending, now),
        )

    def _summary(self, case: CaseRecord, waiting: list[str]) -> CaseSummary:
        messages = self._storage.tables.of_conversation(case.conversation_id)
        answered = max((m.sequence for m in messages if m.author is Author.AGENT), default=0)
        shopper = [m for m in messages if m.state is MessageState.FOR_PERSON]
        return CaseSummary(
            case=case,
            conversation=self._storage.tables.conversations[case.conversation_id],
            last_text=next((m.text for m in reversed(messages) if m.author is Author.SHOPPER), ""),
            unread=sum(m.sequence > answered for m in shopper),
            place=waiting.index(case.id) + 1 if case.id in waiting else None,
            team_name=team.name if (team := self._storage.tables.teams.get(case.team_id or "")) else None,
        )


def _age(moments: list[datetime], now: datetime) -> float:
    return max(0.0, (now - min(moments)).total_seconds()) if moments else 0.0
