"""How long to wait before trying again."""

from __future__ import annotations

from datetime import datetime, timedelta

FIRST_DELAY = timedelta(seconds=1)
LONGEST_DELAY = timedelta(minutes=5)
SEND_ATTEMPTS = 10
"""Sends of one message before it counts as failed: about 17 minutes of trying."""
TURN_LEASE = timedelta(seconds=60)
"""A turn held longer than every brain time-out together belongs to nobody any more."""
TURN_ATTEMPTS = 2
"""A brain that fails twice on the same message means a person."""
FIRST_TURN_DELAY = timedelta(milliseconds=500)


def next_send(attempts: int, now: datetime, retry_after: float | None = None) -> datetime:
    """When to try an outgoing message again.

    Args:
        attempts: Sends so far, at least 1.
        now: The current time.
        retry_after: Seconds the vendor asked for; a longer wish is obeyed in full.
    """
    delay = min(FIRST_DELAY * float(2 ** min(attempts - 1, 20)), LONGEST_DELAY)
    return now + max(delay, timedelta(seconds=retry_after or 0.0))


def next_turn(attempts: int, now: datetime) -> datetime:
    """When to ask the brain again after ``attempts`` earlier failures of this message's turn."""
    return now + min(FIRST_TURN_DELAY * float(2 ** min(attempts, 20)), LONGEST_DELAY)
