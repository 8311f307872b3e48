"""Outgoing webhooks: who is told what, and what became of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from desk.http.schemas.base import STORABLE, Schema

Event = Literal[
    "case.opened",
    "case.taken",
    "case.transferred",
    "case.handed_back",
    "case.resolved",
    "message.received",
    "message.sent",
    "message.failed",
]
Url = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^https?://[^\s]+$"), STORABLE
]


class OutgoingWebhookIn(Schema):
    """Where to tell, and of what.

    Attributes:
        url: Https, and no private address unless the desk's settings allow it.
        include_text: Whether messages' words go along.
        active: An inactive one is told nothing, not even later.
    """

    url: Url
    events: Annotated[list[Event], Field(min_length=1, max_length=8)]
    include_text: bool = False
    active: bool = True


class DeliveryOut(Schema):
    """One event on its way to one address.

    Attributes:
        event_id: The same in every attempt: the receiver knows a repetition by it.
        next_attempt_at: While it is pending.
        status: HTTP status of the last answer; None where there was none.
        error: Stable code of what went wrong last.
    """

    id: str
    event: Event
    event_id: str
    conversation_id: str
    state: Literal["pending", "delivered", "failed"]
    attempts: int
    created_at: AwareDatetime
    next_attempt_at: AwareDatetime | None
    delivered_at: AwareDatetime | None
    status: int | None
    error: str | None


class DeliveriesOut(Schema):
    """Deliveries, newest first."""

    items: list[DeliveryOut]
    next: str | None


class OutgoingWebhookOut(Schema):
    """An outgoing webhook, without its secret.

    Attributes:
        previous_secret_until: Until then the old secret signs too.
        pending: Deliveries not made yet.
        failed: Deliveries given up within the last seven days.
    """

    id: str
    url: str
    events: list[Event]
    include_text: bool
    active: bool
    created_at: AwareDatetime
    previous_secret_until: AwareDatetime | None
    pending: int
    failed: int
    last_delivered_at: AwareDatetime | None


class OutgoingWebhookMadeOut(OutgoingWebhookOut):
    """An outgoing webhook with its (new) secret, shown this once."""

    secret: str


class OutgoingWebhooksOut(Schema):
    """Every outgoing webhook, oldest first."""

    items: list[OutgoingWebhookOut]
