"""The way in, past which no card number, IBAN or password gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desk.privacy.redaction import redact, redact_body
from desk.privacy.retention import RetentionSettings
from desk.services import Inbox
from handoff.inbox import Accepted
from handoff.messages import Edited, Inbound, InboundEvent, Unknown


class RedactingInbox:
    """Takes secrets out of what channels received, before anybody stores it or reads it.

    Args:
        inbox: Stores it.
        retention: Says whether to.
    """

    def __init__(self, inbox: Inbox, retention: RetentionSettings) -> None:
        self._inbox = inbox
        self._retention = retention

    async def accept(self, channel: str, events: Sequence[InboundEvent]) -> Accepted:
        """Stores events of one channel, all or none."""
        if await self._retention.redacts():
            events = [redacted(event) for event in events]
        return await self._inbox.accept(channel, events)


def redacted(event: InboundEvent) -> InboundEvent:
    """The event without secrets; the very same where it has none."""
    if isinstance(event, Inbound):
        payload = redact(event.payload) if event.payload else event.payload
        return replace(event, text=redact(event.text), payload=payload)
    if isinstance(event, Edited):
        return replace(event, text=redact(event.text))
    if isinstance(event, Unknown):
        return replace(event, body=redact_body(event.body))
    return event
