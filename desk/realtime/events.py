"""What travels between replicas about sockets, besides the core's own signals."""

from __future__ import annotations

from handoff.signals import Signal

SESSION_ENDED = "session.ended"


def session_ended(session_id: str) -> Signal:
    """An agent signed out: their console's sockets are to be closed."""
    return Signal(SESSION_ENDED, data={"session_id": session_id})
