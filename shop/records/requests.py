"""What a person of the shop has to look at: recorded in chat, told again when asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class RequestKind(StrEnum):
    """What it is about."""

    NOT_RECEIVED = "not_received"
    """Marked as delivered, and never came."""
    REDELIVERY = "redelivery"
    MISSING_ITEM = "missing_item"
    DAMAGED_ITEM = "damaged_item"
    WRONG_ITEM = "wrong_item"
    WARRANTY = "warranty"
    INVOICE = "invoice"
    PAYMENT = "payment"
    COMPLAINT = "complaint"
    ORDER_CHANGE = "order_change"
    BACK_IN_STOCK = "back_in_stock"
    PRIVACY_ACCESS = "privacy_access"
    PRIVACY_ERASURE = "privacy_erasure"
    PRIVACY_OTHER = "privacy_other"

    @property
    def is_privacy(self) -> bool:
        """Whether the law sets a day by which it is answered."""
        return self in {self.PRIVACY_ACCESS, self.PRIVACY_ERASURE, self.PRIVACY_OTHER}


class RequestState(StrEnum):
    """Where it stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is asked of ``Requests.open``.

    Attributes:
        key: The same key asked twice makes one request.
        kind: What it is about.
        contact: Who asks: the conversation's id.
        order_number: The order it is about, once proven; None for none.
        text: The customer's words, at most 2,000 characters; or empty.
        photos: References to kept photos.
        details: What else is known, short: ``{"tax_id": …}``, ``{"line_id": …}``.
    """

    key: str
    kind: RequestKind
    contact: str
    order_number: str | None = None
    text: str = ""
    photos: tuple[str, ...] = ()
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """A request that was recorded.

    Attributes:
        number: As the customer sees it: ``RI-4021``.
        kind: What it is about.
        state: Where it stands.
        contact: Who asked.
        opened_at: Aware.
        due_on: Day by which it must be answered (by law, for privacy); None where nothing is promised.
        order_number: The order it is about; None for none.
        text: The customer's words.
        photos: References to kept photos.
        details: What else is known.
        answer: What the shop wants the customer to know; or empty.
    """

    number: str
    kind: RequestKind
    state: RequestState
    contact: str
    opened_at: datetime
    due_on: date | None = None
    order_number: str | None = None
    text: str = ""
    photos: tuple[str, ...] = ()
    details: dict[str, str] = field(default_factory=dict)
    answer: str = ""
