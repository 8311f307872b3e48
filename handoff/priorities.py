"""How much a case matters, for lists and targets; who is served first is ``handoff.queue.rank``'s."""

from __future__ import annotations

from handoff.records import HandoverReason

SAFETY = 20
"""Somebody could come to harm."""
VIP = 7
NORMAL = 0
_UPSET = 5
"""Whoever is fed up waits worse than whoever merely asks, and less badly than whoever complains."""
_PRIORITIES = {HandoverReason.COMPLAINT: 10}
"""A complaint is never ignored: the trade's first rule of customer care."""
FRUSTRATED = "frustrated"


def priority_of(reason: HandoverReason, tone: str | None = None) -> int:
    """The priority of a case that was opened for this reason.

    Args:
        reason: Why a person is called.
        tone: Of the message at which they are called (see ``Reading.tone``).
    """
    return max(_PRIORITIES.get(reason, NORMAL), _UPSET if tone == FRUSTRATED else NORMAL)
