"""Who is served first: the higher number; equal ones in the order in which they came."""

from __future__ import annotations

from handoff.records import HandoverReason

_NORMAL = 0
_PRIORITIES = {HandoverReason.COMPLAINT: 10}
"""A complaint is never ignored: the trade's first rule of customer care."""


def priority_of(reason: HandoverReason) -> int:
    """The priority of a case that was opened for this reason."""
    return _PRIORITIES.get(reason, _NORMAL)
