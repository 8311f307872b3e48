"""What Shopify's words mean; every value that its documentation lists is here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from shop.errors import ShopUnavailable
from shop.records import OrderState, Parcel, ParcelState, PaymentState, ReturnReason, ReturnState, Speed
from shop.remote.reading import moment
from shop.remote.rules import Rules
from shop.shopify.models import ShopifyOrder

PARCELS: dict[str, ParcelState] = {
    "ATTEMPTED_DELIVERY": ParcelState.FAILED_ATTEMPT,
    "CANCELED": ParcelState.UNKNOWN,
    "CARRIER_PICKED_UP": ParcelState.IN_TRANSIT,
    "CONFIRMED": ParcelState.ANNOUNCED,
    "DELAYED": ParcelState.IN_TRANSIT,
    "DELIVERED": ParcelState.DELIVERED,
    "FAILURE": ParcelState.UNKNOWN,
    "FULFILLED": ParcelState.UNKNOWN,
    "IN_TRANSIT": ParcelState.IN_TRANSIT,
    "LABEL_PRINTED": ParcelState.ANNOUNCED,
    "LABEL_PURCHASED": ParcelState.ANNOUNCED,
    "LABEL_VOIDED": ParcelState.UNKNOWN,
    "MARKED_AS_FULFILLED": ParcelState.UNKNOWN,
    "NOT_DELIVERED": ParcelState.UNKNOWN,
    "OUT_FOR_DELIVERY": ParcelState.OUT_FOR_DELIVERY,
    "PICKED_UP": ParcelState.DELIVERED,
    "READY_FOR_PICKUP": ParcelState.HELD,
    "SUBMITTED": ParcelState.ANNOUNCED,
}
"""FulfillmentDisplayStatus and FulfillmentEventStatus; the second's values are among the first's."""
WAITING = frozenset({"UNFULFILLED", "OPEN"})
FULFILMENTS: dict[str, OrderState] = {
    "UNFULFILLED": OrderState.PREPARING,
    "OPEN": OrderState.PREPARING,
    "SCHEDULED": OrderState.PREPARING,
    "ON_HOLD": OrderState.PREPARING,
    "IN_PROGRESS": OrderState.PREPARING,
    "PENDING_FULFILLMENT": OrderState.PREPARING,
    "REQUEST_DECLINED": OrderState.PREPARING,
    "PARTIALLY_FULFILLED": OrderState.PARTLY_SHIPPED,
    "FULFILLED": OrderState.SHIPPED,
    "RESTOCKED": OrderState.RETURNED,
}
"""OrderDisplayFulfillmentStatus."""
PAYMENTS: dict[str, PaymentState] = {
    "AUTHORIZED": PaymentState.PENDING,
    "EXPIRED": PaymentState.FAILED,
    "PAID": PaymentState.PAID,
    "PARTIALLY_PAID": PaymentState.PENDING,
    "PARTIALLY_REFUNDED": PaymentState.PARTLY_REFUNDED,
    "PENDING": PaymentState.PENDING,
    "REFUNDED": PaymentState.REFUNDED,
    "VOIDED": PaymentState.FAILED,
}
"""OrderDisplayFinancialStatus."""
UNPAID = frozenset({"PENDING", "EXPIRED", "VOIDED", "PARTIALLY_PAID"})
CANCEL_REASONS = {
    "CUSTOMER": "customer",
    "DECLINED": "unpaid",
    "FRAUD": "",
    "INVENTORY": "out_of_stock",
    "OTHER": "",
    "STAFF": "",
}
RETURNS: dict[str, ReturnState] = {
    "CANCELED": ReturnState.CANCELLED,
    "CLOSED": ReturnState.RECEIVED,
    "DECLINED": ReturnState.REJECTED,
    "OPEN": ReturnState.APPROVED,
    "REQUESTED": ReturnState.REQUESTED,
}
RETURN_REASONS: dict[str, ReturnReason] = {
    "COLOR": ReturnReason.NOT_AS_EXPECTED,
    "DEFECTIVE": ReturnReason.FAULTY,
    "NOT_AS_DESCRIBED": ReturnReason.NOT_AS_EXPECTED,
    "OTHER": ReturnReason.OTHER,
    "SIZE_TOO_LARGE": ReturnReason.TOO_LARGE,
    "SIZE_TOO_SMALL": ReturnReason.TOO_SMALL,
    "STYLE": ReturnReason.NOT_AS_EXPECTED,
    "UNKNOWN": ReturnReason.OTHER,
    "UNWANTED": ReturnReason.CHANGED_MIND,
    "WRONG_ITEM": ReturnReason.WRONG_ITEM,
}
OUR_RETURN_REASONS: dict[ReturnReason, str] = {
    ReturnReason.TOO_SMALL: "SIZE_TOO_SMALL",
    ReturnReason.TOO_LARGE: "SIZE_TOO_LARGE",
    ReturnReason.NOT_AS_EXPECTED: "NOT_AS_DESCRIBED",
    ReturnReason.CHANGED_MIND: "UNWANTED",
    ReturnReason.ARRIVED_LATE: "OTHER",
    ReturnReason.DAMAGED: "DEFECTIVE",
    ReturnReason.FAULTY: "DEFECTIVE",
    ReturnReason.WRONG_ITEM: "WRONG_ITEM",
    ReturnReason.OTHER: "OTHER",
}
_CASH = ("cash on delivery", "cod", "contrassegno")
_METHODS = (
    ("shopify_payments", "card"),
    ("paypal", "paypal"),
    ("klarna", "klarna"),
    ("scalapay", "scalapay"),
    ("satispay", "satispay"),
    ("bank", "bank_transfer"),
    ("bonifico", "bank_transfer"),
    ("gift_card", "gift_card"),
)
_EXPRESS = ("express", "espress", "24h", "24 ore", "48h")
_PICKUP = ("pickup", "pick-up", "ritiro in negozio")


def order_state(order: ShopifyOrder, parcels: Sequence[Parcel], rules: Rules, now: datetime) -> OrderState:
    """Where it stands.

    Raises:
        ShopUnavailable: A status that a newer version of the API brought: it must not be guessed.
    """
    status = order.display_fulfillment_status
    if order.cancelled_at is not None:
        return OrderState.CANCELLED
    if status in WAITING:
        return _waiting(order, rules, now)
    state = FULFILMENTS.get(status)
    if state is None:
        raise ShopUnavailable(f"Shopify says that an order is {status[:40]!r}, which we do not know.")
    return _shipped({parcel.state for parcel in parcels}) if state is OrderState.SHIPPED else state


def _waiting(order: ShopifyOrder, rules: Rules, now: datetime) -> OrderState:
    if order.display_financial_status in UNPAID and payment_state(order) is not PaymentState.ON_DELIVERY:
        return OrderState.AWAITING_PAYMENT
    placed = moment(order.created_at)
    untouched = placed is not None and now - placed < timedelta(hours=rules.changeable_hours)
    return OrderState.RECEIVED if untouched else OrderState.PREPARING


def _shipped(states: Collection[ParcelState]) -> OrderState:
    if states == {ParcelState.DELIVERED}:
        return OrderState.DELIVERED
    if states == {ParcelState.ANNOUNCED}:
        return OrderState.READY
    return OrderState.OUT_FOR_DELIVERY if ParcelState.OUT_FOR_DELIVERY in states else OrderState.SHIPPED


def payment_state(order: ShopifyOrder) -> PaymentState:
    """Where its payment stands."""
    state = PAYMENTS.get(order.display_financial_status or "", PaymentState.PENDING)
    is_cash = method_code(order) == "cash_on_delivery"
    return PaymentState.ON_DELIVERY if is_cash and state is PaymentState.PENDING else state


def method_code(order: ShopifyOrder) -> str:
    """Our code of a way to pay; Shopify's own where we have none."""
    name = order.payment_gateway_names[0].lower() if order.payment_gateway_names else ""
    if any(word in name for word in _CASH):
        return "cash_on_delivery"
    return next((code for word, code in _METHODS if word in name), name)


def speed(title: str) -> Speed:
    """How something travels, by the title of its way of shipping."""
    lower = title.lower()
    if any(word in lower for word in _PICKUP):
        return Speed.PICKUP
    return Speed.EXPRESS if any(word in lower for word in _EXPRESS) else Speed.STANDARD
