"""What may have happened to an order: each story in days, told by ``shop.demo.telling``."""

from __future__ import annotations

from dataclasses import dataclass

from shop.records import OrderState as O
from shop.records import ParcelState as P
from shop.records import PaymentState, RefundState, ReturnKind, ReturnState

Step = tuple[int, P]
"""So many working days ago, this happened to the parcel."""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What came back.

    Attributes:
        kind: As what.
        state: How far.
        opened: Working days ago.
        received: Working days ago; None where the shop has nothing yet.
        refund: Where the money stands; None where none is owed.
        note: What the shop says to the customer.
    """

    kind: ReturnKind
    state: ReturnState
    opened: int
    received: int | None = None
    refund: RefundState | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One course of events.

    Attributes:
        state: Where the order stands now.
        placed: Working days ago.
        parcels: The journey of each.
        payment: Where the money stands.
        later: Any number of more working days ago, up to this, is as good: for the crowd.
        weight: How often it happens in the crowd, against the others; 0 for never.
        aftermath: What came back.
        cancelled: Why, and what became of the money.
        express: It travels express.
        pickup: It is collected in the shop.
        missing: The customer says that it never came.
    """

    state: O
    placed: int
    parcels: tuple[tuple[Step, ...], ...] = ()
    payment: PaymentState = PaymentState.PAID
    later: int = 0
    weight: int = 0
    aftermath: Aftermath | None = None
    cancelled: tuple[str, RefundState | None] | None = None
    express: bool = False
    pickup: bool = False
    missing: bool = False


_GONE: tuple[Step, ...] = ((3, P.ANNOUNCED), (2, P.IN_TRANSIT), (2, P.IN_TRANSIT))
_DELIVERED: tuple[Step, ...] = (
    (4, P.ANNOUNCED),
    (3, P.IN_TRANSIT),
    (2, P.IN_TRANSIT),
    (1, P.OUT_FOR_DELIVERY),
    (1, P.DELIVERED),
)
_LONG_AGO = tuple((days + 12, state) for days, state in _DELIVERED)
_MISSED: tuple[Step, ...] = (
    (5, P.ANNOUNCED),
    (4, P.IN_TRANSIT),
    (3, P.OUT_FOR_DELIVERY),
    (3, P.FAILED_ATTEMPT),
    (2, P.OUT_FOR_DELIVERY),
    (2, P.FAILED_ATTEMPT),
    (1, P.HELD),
)
_BACK: tuple[Step, ...] = (*((days + 9, state) for days, state in _MISSED), (2, P.RETURNING))


def _returned(
    state: ReturnState,
    kind: ReturnKind = ReturnKind.RETURN,
    received: int | None = None,
    refund: RefundState | None = None,
    note: str = "",
) -> Story:
    aftermath = Aftermath(kind, state, 8, received, refund, note)
    payment = PaymentState.PARTLY_REFUNDED if refund is RefundState.SENT else PaymentState.PAID
    return Story(O.DELIVERED, 17, (_LONG_AGO,), payment, weight=4, later=3, aftermath=aftermath)


STORIES: dict[str, Story] = {
    "received": Story(O.RECEIVED, 0, weight=10),
    "awaiting_transfer": Story(O.AWAITING_PAYMENT, 2, payment=PaymentState.PENDING, weight=4),
    "payment_failed": Story(O.AWAITING_PAYMENT, 0, payment=PaymentState.FAILED, weight=3),
    "preparing": Story(O.PREPARING, 1, weight=12),
    "ready": Story(O.READY, 1, (((0, P.ANNOUNCED),),), weight=6),
    "shipped": Story(O.SHIPPED, 2, (((1, P.ANNOUNCED), (1, P.IN_TRANSIT), (0, P.IN_TRANSIT)),), weight=25),
    "express": Story(O.SHIPPED, 1, (((1, P.ANNOUNCED), (0, P.IN_TRANSIT)),), express=True, weight=6),
    "out_for_delivery": Story(
        O.OUT_FOR_DELIVERY, 3, ((*_GONE, (1, P.IN_TRANSIT), (0, P.OUT_FOR_DELIVERY)),), weight=14
    ),
    "late": Story(
        O.SHIPPED, 9, (((8, P.ANNOUNCED), (7, P.IN_TRANSIT), (4, P.IN_TRANSIT), (1, P.IN_TRANSIT)),), weight=7
    ),
    "still": Story(O.SHIPPED, 5, (((4, P.ANNOUNCED), (4, P.IN_TRANSIT), (4, P.IN_TRANSIT)),), weight=6),
    "late_in_warehouse": Story(O.PREPARING, 8, weight=3),
    "partly_shipped": Story(O.PARTLY_SHIPPED, 5, (_DELIVERED, ()), weight=6),
    "two_parcels": Story(O.SHIPPED, 5, (_DELIVERED, ((2, P.ANNOUNCED), (1, P.IN_TRANSIT))), weight=5),
    "failed_once": Story(
        O.SHIPPED,
        5,
        (((4, P.ANNOUNCED), (3, P.IN_TRANSIT), (1, P.OUT_FOR_DELIVERY), (1, P.FAILED_ATTEMPT)),),
        weight=7,
    ),
    "held": Story(O.SHIPPED, 6, (_MISSED,), weight=7),
    "returning": Story(O.SHIPPED, 15, (_BACK,), weight=4),
    "returned_to_sender": Story(
        O.RETURNED,
        17,
        ((*_BACK, (1, P.RETURNED_TO_SENDER)),),
        cancelled=("returned_to_sender", RefundState.PENDING),
        weight=4,
    ),
    "lost": Story(O.SHIPPED, 18, (((17, P.ANNOUNCED), (16, P.IN_TRANSIT), (1, P.LOST)),), weight=2),
    "pickup_ready": Story(O.READY_FOR_PICKUP, 2, pickup=True, weight=6),
    "collected": Story(O.DELIVERED, 9, (((8, P.HELD), (6, P.DELIVERED)),), pickup=True, weight=6, later=15),
    "delivered": Story(O.DELIVERED, 5, (_DELIVERED,), weight=70, later=18),
    "delivered_long_ago": Story(
        O.DELIVERED, 55, (tuple((days + 50, state) for days, state in _DELIVERED),), weight=50, later=150
    ),
    "missing": Story(O.DELIVERED, 6, (_DELIVERED,), missing=True, weight=5),
    "return_approved": _returned(ReturnState.APPROVED),
    "return_under_way": _returned(ReturnState.IN_TRANSIT),
    "return_received": _returned(ReturnState.RECEIVED, received=2, refund=RefundState.PENDING),
    "return_refunded": _returned(ReturnState.REFUNDED, received=5, refund=RefundState.SENT),
    "refund_failed": _returned(ReturnState.RECEIVED, received=5, refund=RefundState.FAILED),
    "withdrawal": _returned(ReturnState.IN_TRANSIT, ReturnKind.WITHDRAWAL, refund=RefundState.PENDING),
    "exchange": _returned(ReturnState.IN_TRANSIT, ReturnKind.EXCHANGE),
    "exchanged": _returned(ReturnState.EXCHANGED, ReturnKind.EXCHANGE, received=4),
    "fault": _returned(ReturnState.REQUESTED, ReturnKind.FAULT),
    "return_rejected": _returned(
        ReturnState.REJECTED, received=4, note="L'articolo è tornato lavato e senza cartellino."
    ),
    "cancelled": Story(
        O.CANCELLED,
        6,
        payment=PaymentState.REFUNDED,
        cancelled=("customer", RefundState.SENT),
        weight=8,
        later=20,
    ),
    "cancelled_by_shop": Story(O.CANCELLED, 3, cancelled=("out_of_stock", RefundState.PENDING), weight=4),
    "never_paid": Story(
        O.CANCELLED, 12, payment=PaymentState.PENDING, cancelled=("unpaid", None), weight=4, later=30
    ),
}
