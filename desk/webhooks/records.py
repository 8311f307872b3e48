"""What is known of outgoing webhooks and of what they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Event(StrEnum):
    """What a webhook can be told of."""

    CASE_OPENED = "case.opened"
    CASE_TAKEN = "case.taken"
    CASE_TRANSFERRED = "case.transferred"
    CASE_HANDED_BACK = "case.handed_back"
    CASE_RESOLVED = "case.resolved"
    MESSAGE_RECEIVED = "message.received"
    MESSAGE_SENT = "message.sent"
    MESSAGE_FAILED = "message.failed"


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an administrator wants of a webhook.

    Attributes:
        include_text: Whether messages' words go along.
        active: An inactive one is told nothing, not even later.
    """

    url: str
    events: tuple[Event, ...]
    include_text: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class OutgoingWebhook:
    """An outgoing webhook, without its secrets.

    Attributes:
        previous_until: Until then the old secret signs too.
        pending: Deliveries not made yet.
        failed: Deliveries given up within the last seven days.
    """

    id: str
    url: str
    events: tuple[Event, ...]
    include_text: bool
    active: bool
    created_at: datetime
    previous_until: datetime | None = None
    pending: int = 0
    failed: int = 0
    last_delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewSecret:
    """A webhook with a secret that was just made, and is shown once."""

    webhook: OutgoingWebhook
    secret: str

    def __repr__(self) -> str:
        return f"NewSecret(webhook={self.webhook.id})"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one webhook.

    Attributes:
        event_id: The same for every webhook and every attempt.
        next_attempt_at: While it is pending.
        status: HTTP status of the last answer.
        error: Stable code of what went wrong last.
    """

    id: str
    webhook_id: str
    event: Event
    event_id: str
    conversation_id: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    first_tried_at: datetime | None = None
    next_attempt_at: datetime | None = None
    delivered_at: datetime | None = None
    status: int | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery that is to be made now.

    Attributes:
        secrets: To sign with, the newest first.
    """

    delivery: Delivery
    url: str
    body: str
    secrets: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Due(delivery={self.delivery.id})"
