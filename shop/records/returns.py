"""What comes back, and the money that goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from shop.records.money import Money


class ReturnKind(StrEnum):
    """What the customer asks for."""

    RETURN = "return"
    """The shop's own promise: an unused item, within its return days."""
    WITHDRAWAL = "withdrawal"
    """The right by law, with no reason given."""
    EXCHANGE = "exchange"
    FAULT = "fault"
    """Damaged, faulty or wrong: the shop's fault, at the shop's cost."""


class ReturnReason(StrEnum):
    """Why."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_AS_EXPECTED = "not_as_expected"
    CHANGED_MIND = "changed_mind"
    ARRIVED_LATE = "arrived_late"
    DAMAGED = "damaged"
    FAULTY = "faulty"
    WRONG_ITEM = "wrong_item"
    OTHER = "other"


class ReturnState(StrEnum):
    """Where a return stands, in the order in which it usually happens."""

    REQUESTED = "requested"
    """A person has to look first."""
    APPROVED = "approved"
    """The label is there; the parcel is awaited."""
    IN_TRANSIT = "in_transit"
    RECEIVED = "received"
    REFUNDED = "refunded"
    EXCHANGED = "exchanged"
    """The other item has left."""
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class HandIn(StrEnum):
    """How a return travels."""

    DROP_OFF = "drop_off"
    HOME_COLLECTION = "home_collection"
    OWN_POSTAGE = "own_postage"
    """Posted by the customer, who pays for it: from countries for which the shop has no label."""


class Reason(StrEnum):
    """Why a line can, or can't, come back."""

    OK = "ok"
    NOT_DELIVERED = "not_delivered"
    TOO_LATE = "too_late"
    HYGIENE = "hygiene"
    CUSTOM_MADE = "custom_made"
    FINAL_SALE = "final_sale"
    ALREADY_RETURNED = "already_returned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """Whether an order's line can come back.

    Attributes:
        line_id: Which.
        kind: For which kind of return it was asked.
        allowed: Whether it can.
        reason: Why; ``OK`` when allowed.
        quantity: Pieces that can; 0 when not allowed.
        until: Last day to ask (in the shop's zone); None where its days have not begun.
        only_sealed: Only while its hygiene seal is unbroken: ask, and say so in ``ReturnLine.sealed``.
    """

    line_id: str
    kind: ReturnKind
    allowed: bool
    reason: Reason
    quantity: int
    until: date | None
    only_sealed: bool = False


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One item of a return.

    Attributes:
        line_id: The order's line.
        quantity: Pieces.
        reason: Why.
        exchange_for: SKU that is wanted instead; None unless exchanged.
        sealed: The customer says that its hygiene seal is unbroken.
    """

    line_id: str
    quantity: int
    reason: ReturnReason = ReturnReason.OTHER
    exchange_for: str | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class ReturnRequest:
    """What is asked of ``Returns.open``.

    Attributes:
        key: The same key asked twice makes one return: of the conversation's form, say.
        order_number: Whose lines they are.
        kind: What is asked for.
        lines: At least one.
        hand_in: How it travels.
        note: The customer's words, at most 500 characters; or empty.
        photos: References to kept photos; or empty.
    """

    key: str
    order_number: str
    kind: ReturnKind
    lines: tuple[ReturnLine, ...]
    hand_in: HandIn = HandIn.DROP_OFF
    note: str = ""
    photos: tuple[str, ...] = ()


class RefundState(StrEnum):
    """Where a refund stands."""

    PENDING = "pending"
    """Owed, not sent yet."""
    SENT = "sent"
    """The shop has sent it; the bank takes its days."""
    FAILED = "failed"
    """The bank gave it back."""


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that goes back.

    Attributes:
        id: The shop's own.
        order_number: Of which order.
        amount: How much.
        state: Where it stands.
        method_name: How it goes back, as people know it.
        reason: Stable code: ``return``, ``withdrawal``, ``cancellation``, ``missing_item``, ``goodwill``.
        requested_at: Since when it is owed, aware.
        sent_at: When the shop sent it; None before.
        due_on: Day by which the shop has to send it; None where nobody says.
        return_number: The return it is for; None for a cancellation.
    """

    id: str
    order_number: str
    amount: Money
    state: RefundState
    method_name: str
    reason: str
    requested_at: datetime
    sent_at: datetime | None = None
    due_on: date | None = None
    return_number: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """A return, a withdrawal or an exchange that was begun.

    Attributes:
        number: As the customer sees it: ``RS-3071``.
        order_number: Of which order.
        kind: What was asked for.
        state: Where it stands.
        lines: What comes back.
        hand_in: How it travels.
        fee: What that costs the customer, taken off the refund.
        opened_at: Aware; for a withdrawal this is the notice.
        send_back_by: Last day to hand it in.
        label_url: To print; None where a code does, or none is needed.
        hand_in_code: To show at the point; or empty.
        carrier: Who brings it back; or empty.
        tracking_number: Of the way back; None before.
        received_at: When it reached the shop; None before.
        refund: The money; None before it is owed, and for exchanges.
        note: What the shop wants the customer to know (why it was rejected); or empty.
    """

    number: str
    order_number: str
    kind: ReturnKind
    state: ReturnState
    lines: tuple[ReturnLine, ...]
    hand_in: HandIn
    fee: Money
    opened_at: datetime
    send_back_by: date
    label_url: str | None = None
    hand_in_code: str = ""
    carrier: str = ""
    tracking_number: str | None = None
    received_at: datetime | None = None
    refund: Refund | None = None
    note: str = ""
