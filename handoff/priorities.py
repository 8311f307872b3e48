"""Who is served first: the higher number; equal ones in the order in which they came."""

from __future__ import annotations

from handoff.records import HandoverReason

_NORMAL = 0
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
    return max(_PRIORITIES.get(reason, _NORMAL), _UPSET if tone == FRUSTRATED else _NORMAL)
