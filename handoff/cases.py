"""What becomes of a case: opened, taken, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handoff.identifiers import new_id
from handoff.owing import owed_nothing
from handoff.priorities import FRUSTRATED, priority_of
from handoff.queue.rank import rank_at
from handoff.queue.records import AssignedBy
from handoff.records import (
    Agent,
    CaseRecord,
    CaseState,
    ConversationRecord,
    HandoverReason,
    HandoverRequest,
    Reading,
)
from handoff.signals import CASE_CHANGED, Signal


def new_case(
    conversation: ConversationRecord, request: HandoverRequest, reading: Reading, now: datetime
) -> CaseRecord:
    """A waiting case that holds everything the person who takes it needs to know."""
    case = CaseRecord(
        id=new_id(),
        conversation_id=conversation.id,
        reason=request.reason,
        priority=priority_of(request.reason, reading.tone),
        state=CaseState.WAITING,
        opened_at=now,
        readings=reading.ranking,
        entities=reading.entities,
        tried=request.tried,
        language=conversation.language,
        queued_at=now,
        frustrated=reading.tone == FRUSTRATED,
    )
    return replace(case, rank_at=rank_at(case, None))


def stepped_in(conversation: ConversationRecord, now: datetime) -> CaseRecord:
    """The case of an agent who takes a conversation that the bot had not given away."""
    request = HandoverRequest(HandoverReason.AGENT_STEPPED_IN)
    return new_case(conversation, request, Reading(), now)


def taken(case: CaseRecord, agent: Agent, now: datetime, by: AssignedBy = AssignedBy.AGENT) -> CaseRecord:
    """The case once an agent has it."""
    return replace(
        case,
        state=CaseState.TAKEN,
        agent=agent,
        taken_at=now,
        first_taken_at=case.first_taken_at or now,
        assigned_by=by.value,
        warned_at=None,
        next_notice_at=None,
    )


def closed(case: CaseRecord, state: CaseState, now: datetime) -> CaseRecord:
    """The case once it is over: ``HANDED_BACK`` or ``RESOLVED``."""
    return replace(owed_nothing(case), state=state, closed_at=now, next_notice_at=None)


def changed(case: CaseRecord) -> Signal:
    """The signal that a case is new or different."""
    return Signal(CASE_CHANGED, case.conversation_id, {"case_id": case.id})
