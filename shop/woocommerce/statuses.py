"""What WooCommerce's words mean: statuses of orders, ways to pay and to ship."""

from __future__ import annotations

from datetime import datetime, timedelta

from shop.errors import ShopUnavailable
from shop.records import OrderState, PaymentState, Speed
from shop.remote.reading import amount, moment
from shop.remote.rules import Rules
from shop.woocommerce.models import WooOrder

CORE = {
    "pending": OrderState.AWAITING_PAYMENT,
    "on-hold": OrderState.AWAITING_PAYMENT,
    "failed": OrderState.AWAITING_PAYMENT,
    "processing": OrderState.PREPARING,
    "completed": OrderState.SHIPPED,
    "cancelled": OrderState.CANCELLED,
    "refunded": OrderState.RETURNED,
}
"""WooCommerce's own; ``completed`` says that the shop has done its part, not that anything arrived."""
PLUGINS = {
    "partial-shipped": OrderState.PARTLY_SHIPPED,
    "shipped": OrderState.SHIPPED,
    "updated-tracking": OrderState.SHIPPED,
    "delivered": OrderState.DELIVERED,
    "ready-pickup": OrderState.READY_FOR_PICKUP,
    "pickup": OrderState.DELIVERED,
}
"""Those that the plugin Advanced Shipment Tracking and its pick-up add-on bring."""
NO_ORDERS = frozenset({"checkout-draft", "auto-draft", "draft", "trash"})
"""Baskets that were never sent off, and what was thrown away."""

_METHODS = {
    "bacs": "bank_transfer",
    "cod": "cash_on_delivery",
    "cheque": "cheque",
    "woocommerce_payments": "card",
    "stripe": "card",
    "stripe_cc": "card",
    "paypal": "paypal",
    "ppcp-gateway": "paypal",
    "ppec_paypal": "paypal",
    "satispay": "satispay",
}
_PREFIXES = ("klarna", "scalapay", "satispay", "paypal")
_PICKUP = {"local_pickup", "pickup_location"}
_EXPRESS = ("express", "espress", "24h", "24 ore", "48h")


def order_state(order: WooOrder, rules: Rules, now: datetime) -> OrderState:
    """Where it stands.

    Raises:
        ShopUnavailable: A plugin's status that nobody told us of: it must not be guessed.
    """
    state = rules.statuses.get(order.status) or CORE.get(order.status) or PLUGINS.get(order.status)
    if state is None:
        raise ShopUnavailable(f"The order status {order.status[:40]!r} is not in the rules' [statuses].")
    if order.status == "refunded" and moment(order.date_completed_gmt) is None:
        return OrderState.CANCELLED
    if order.status == "processing" and is_untouched(order, rules, now):
        return OrderState.RECEIVED
    return state


def is_untouched(order: WooOrder, rules: Rules, now: datetime) -> bool:
    """Whether nobody has begun to pack, as far as the rules promise."""
    since = moment(order.date_paid_gmt) or moment(order.date_created_gmt)
    return since is not None and now - since < timedelta(hours=rules.changeable_hours)


def payment_state(order: WooOrder) -> PaymentState:
    """Where its payment stands."""
    back = [amount(one.total, order.currency) for one in order.refunds]
    total = amount(order.total, order.currency)
    refunded = sum((abs(one.amount) for one in back if one is not None), start=0)
    if refunded and total is not None:
        return PaymentState.REFUNDED if refunded >= total.amount else PaymentState.PARTLY_REFUNDED
    if order.status == "failed":
        return PaymentState.FAILED
    if moment(order.date_paid_gmt) is not None:
        return PaymentState.PAID
    return PaymentState.ON_DELIVERY if order.payment_method == "cod" else PaymentState.PENDING


def method_code(name: str) -> str:
    """Our code of a way to pay; WooCommerce's own where we have none."""
    known = _METHODS.get(name)
    return known or next((prefix for prefix in _PREFIXES if name.startswith(prefix)), name)


def speed(method_id: str, title: str) -> Speed:
    """How something travels, from the method's kind and its title."""
    if method_id.partition(":")[0] in _PICKUP:
        return Speed.PICKUP
    return Speed.EXPRESS if any(word in title.lower() for word in _EXPRESS) else Speed.STANDARD
