"""Who is served first, and why: a moment for each case, the earliest of which is served next.

The moment is when the shopper began to wait, moved back by a head start. The head starts are fixed and do not
add up: the largest counts. So everybody's claim grows at the same speed, minute by minute, and whoever has
waited as long as the largest head start is before every newcomer. ``docs/queue.md`` explains it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from handoff.records import CaseRecord, HandoverReason

MINUTE = timedelta(minutes=1)
WINDOW_MARGIN = timedelta(hours=2)
"""So long before a channel stops letting us write, its shopper counts as one who has just come."""


class RankReason(StrEnum):
    """What a place in the queue is made of."""

    WAITING = "waiting"
    SAFETY = "safety"
    COMPLAINT = "complaint"
    VIP = "vip"
    FRUSTRATED = "frustrated"
    RETURNED = "returned"
    WINDOW = "window"


HEAD_STARTS = {
    RankReason.RETURNED: timedelta(minutes=90),
    RankReason.SAFETY: timedelta(minutes=60),
    RankReason.COMPLAINT: timedelta(minutes=30),
    RankReason.VIP: timedelta(minutes=20),
    RankReason.FRUSTRATED: timedelta(minutes=10),
}
"""How long each reason counts as already waited; the largest first."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rank.

    Attributes:
        reason: What it is for.
        minutes: What it is worth: time waited, a head start, or what a closing window adds to both.
    """

    reason: RankReason
    minutes: float


@dataclass(frozen=True, slots=True)
class Rank:
    """A case's place in the order of service, and what it is made of.

    Attributes:
        at: The moment: earlier is served first.
        parts: Only what counts; their minutes add up to the time between ``at`` and now.
    """

    at: datetime
    parts: tuple[Part, ...]


def reasons_of(case: CaseRecord) -> list[RankReason]:
    """Every reason that would give this case a head start, the largest first."""
    holds = {
        RankReason.RETURNED: case.returned,
        RankReason.SAFETY: case.safety,
        RankReason.COMPLAINT: case.reason is HandoverReason.COMPLAINT,
        RankReason.VIP: case.vip,
        RankReason.FRUSTRATED: case.frustrated,
    }
    return [reason for reason in HEAD_STARTS if holds[reason]]


def rank_at(case: CaseRecord, window_closes_at: datetime | None) -> datetime:
    """The moment by which a case is ordered.

    Args:
        case: With ``queued_at`` and the reasons for a head start.
        window_closes_at: When its channel stops letting us write; None for never.
    """
    earned = case.waits_since - _head_start(case)
    return min(earned, window_closes_at - WINDOW_MARGIN) if window_closes_at else earned


def explain(case: CaseRecord, window_closes_at: datetime | None, now: datetime) -> Rank:
    """The same, with its parts: why a case stands where it does."""
    at = rank_at(case, window_closes_at)
    reasons = reasons_of(case)[:1]
    parts = [Part(RankReason.WAITING, (now - case.waits_since) / MINUTE)]
    parts += [Part(reason, HEAD_STARTS[reason] / MINUTE) for reason in reasons]
    earlier = case.waits_since - _head_start(case) - at
    if earlier > timedelta():
        parts.append(Part(RankReason.WINDOW, earlier / MINUTE))
    return Rank(at, tuple(parts))


def _head_start(case: CaseRecord) -> timedelta:
    return next((HEAD_STARTS[reason] for reason in reasons_of(case)), timedelta())
