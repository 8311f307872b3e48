"""Where a case enters the queue, or stands elsewhere in it: its team, what hurries it, its rank."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff import priorities, windows
from handoff.ports import Gateway, Transaction
from handoff.queue.rank import rank_at
from handoff.queue.records import QueueSettings
from handoff.queue.routing import matches, team_for
from handoff.records import CaseRecord, ConversationRecord


async def entered(
    transaction: Transaction,
    conversation: ConversationRecord,
    case: CaseRecord,
    gateway: Gateway,
    spent: float | None,
    now: datetime,
) -> CaseRecord:
    """A new case with its team, the agent the shopper had, what hurries it, and its rank; not stored yet.

    Args:
        transaction: For teams, settings and the case before.
        conversation: Its own.
        case: As it was made.
        gateway: Knows how long the channel lets us write.
        spent: What the shopper has spent; None where nobody could say: then they are like everybody.
        now: The current time.
    """
    settings = await transaction.queue_settings()
    language = conversation.language or case.language
    team = team_for(await transaction.teams(), topic_of(case), language, conversation.address.channel)
    case = replace(
        case,
        team_id=team.id if team else None,
        safety=matches(settings.safety_topics, topic_of(case)),
        vip=settings.vip_spend is not None and spent is not None and spent >= settings.vip_spend,
        preferred_agent_id=await _served_before(transaction, conversation.id, settings, now),
    )
    priority = max(case.priority, priorities.SAFETY * case.safety, priorities.VIP * case.vip)
    return ranked(replace(case, priority=priority), conversation, gateway)


def ranked(case: CaseRecord, conversation: ConversationRecord, gateway: Gateway) -> CaseRecord:
    """The case with its rank as things stand now."""
    return replace(case, rank_at=rank_at(case, windows.closes_at(conversation, gateway)))


def topic_of(case: CaseRecord) -> str:
    """The intent of the best reading; empty where nothing was read."""
    return case.readings[0].intent if case.readings else ""


async def _served_before(
    transaction: Transaction, conversation_id: str, settings: QueueSettings, now: datetime
) -> str | None:
    last = await transaction.last_closed_case(conversation_id)
    if last is None or last.agent is None or last.closed_at is None:
        return None
    return last.agent.id if last.closed_at >= now - settings.sticky else None
