"""What people owe a shopper: since when, until when, and what happens to that when somebody speaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handoff.outlook import Outlook
from handoff.ports import Transaction
from handoff.promising import Breach, BreachState
from handoff.records import CaseRecord
from handoff.signals import BREACH, CASE_CHANGED, Signal
from handoff.targets import Promise

REOPENED_WITHIN = timedelta(days=1)
"""A case so soon after the last one goes on with that one."""


def owed_first(case: CaseRecord, channel: str, outlook: Outlook) -> CaseRecord:
    """A new case: somebody owes the shopper a first answer from now on."""
    since = case.opened_at
    due = outlook.due(Promise.FIRST, case.team_id, channel, case.priority, since)
    return replace(case, unanswered_since=since, first_response_due=due)


def owed_next(case: CaseRecord, channel: str, outlook: Outlook, now: datetime) -> CaseRecord:
    """The case once the shopper has written: the first words that nobody answered start the clock."""
    if case.unanswered_since is not None:
        return case
    due = outlook.due(Promise.NEXT, case.team_id, channel, case.priority, now)
    return replace(case, unanswered_since=now, next_response_due=due)


def owed_nothing(case: CaseRecord) -> CaseRecord:
    """The case once a person has answered, or it is over."""
    return replace(case, unanswered_since=None, first_response_due=None, next_response_due=None)


def overdue(case: CaseRecord, now: datetime) -> list[Breach]:
    """What is late."""
    dues = ((Promise.FIRST, case.first_response_due), (Promise.NEXT, case.next_response_due))
    return [
        Breach(case.id, promise, due, BreachState.BREACHED)
        for promise, due in dues
        if due is not None and due <= now
    ]


async def goes_on(transaction: Transaction, case: CaseRecord) -> CaseRecord:
    """A new case that may go on with the one before: marked as re-opened then; not stored yet."""
    last = await transaction.last_closed_case(case.conversation_id)
    if last is None or last.closed_at is None or last.closed_at < case.opened_at - REOPENED_WITHIN:
        return case
    return replace(case, reopened_of=last.id)


async def answered(transaction: Transaction, conversation_id: str, now: datetime) -> None:
    """A person has answered; what was late is recorded, also where nobody had looked yet."""
    case = await transaction.open_case(conversation_id)
    if case is None:
        return
    for breach in overdue(case, now):
        await record(transaction, case, breach, now)
    case = replace(owed_nothing(case), first_answered_at=case.first_answered_at or now)
    await _store(transaction, case)


async def record(transaction: Transaction, case: CaseRecord, breach: Breach, now: datetime) -> bool:
    """Records a warning or a breach and tells of it; False where it is known already."""
    if not await transaction.record_breach(breach, now):
        return False
    data = {
        "case_id": breach.case_id,
        "promise": breach.promise.value,
        "due": breach.due.isoformat(),
        "state": breach.state.value,
    }
    transaction.signal(Signal(BREACH, case.conversation_id, data))
    return True


async def _store(transaction: Transaction, case: CaseRecord) -> None:
    await transaction.save_case(case)
    transaction.signal(Signal(CASE_CHANGED, case.conversation_id, {"case_id": case.id}))
