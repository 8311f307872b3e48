"""When a channel stops letting us write: so long after the shopper's last message."""

from __future__ import annotations

from datetime import datetime, timedelta

from handoff.ports import Gateway
from handoff.records import ConversationRecord


def closes_after(conversation: ConversationRecord, hours: int | None) -> datetime | None:
    """When a window of so many hours closes on a conversation; None for never."""
    if hours is None or conversation.last_shopper_at is None:
        return None
    return conversation.last_shopper_at + timedelta(hours=hours)


def closes_at(conversation: ConversationRecord, gateway: Gateway) -> datetime | None:
    """When the conversation's channel stops letting us write; None for never."""
    return closes_after(conversation, gateway.window_hours(conversation.address.channel))
