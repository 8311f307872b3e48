"""What may still be changed about an order."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from shop.errors import AlreadyDone, BadInput, NotAllowed, TooLate
from shop.records import Order, OrderState, PaymentState, Policies, PostalAddress, Refund, RefundState
from shop.workdays import local_date

CHANGEABLE = frozenset({OrderState.AWAITING_PAYMENT, OrderState.RECEIVED})
"""Nobody has begun to pack: later a person may try, nobody can promise."""
_POSTCODES = {"IT": re.compile(r"[0-9]{5}"), "SM": re.compile(r"4789[0-9]"), "VA": re.compile(r"00120")}
_LIMITS = {"name": 100, "street": 120, "postcode": 12, "city": 80, "province": 40, "extra": 120}


def can_change(order: Order) -> bool:
    """Whether it may be cancelled, and sent elsewhere."""
    return order.state in CHANGEABLE


def check_cancel(order: Order) -> None:
    """Raises ``AlreadyDone`` or ``TooLate`` unless it may be cancelled."""
    if order.state is OrderState.CANCELLED:
        raise AlreadyDone(order.state)
    if not can_change(order):
        raise TooLate(order.state)


def owes_refund(order: Order) -> bool:
    """Whether cancelling it leaves money to give back."""
    return order.payment.state is PaymentState.PAID and bool(order.total)


def cancellation_refund(order: Order, at: datetime, policies: Policies) -> Refund:
    """What an order that was paid owes from the moment it is cancelled."""
    return Refund(
        id=f"{order.number}-cancelled",
        order_number=order.number,
        amount=order.total,
        state=RefundState.PENDING,
        method_name=order.payment.method_name,
        reason="cancellation",
        requested_at=at,
        due_on=local_date(at, policies.time_zone) + timedelta(days=policies.refund_days),
    )


def check_address_change(order: Order, address: PostalAddress) -> None:
    """Raises unless it may be sent to ``address``.

    Raises:
        TooLate: It is being prepared, or has left; ``reason`` is its state.
        NotAllowed: ``pickup`` or ``country``.
        BadInput: See ``check_address``.
    """
    if order.address is None:
        raise NotAllowed("pickup", "A collection has no address.")
    if not can_change(order):
        raise TooLate(order.state)
    if address.country.upper() != order.address.country.upper():
        raise NotAllowed("country", "Another country costs something else.")
    check_address(address)


def check_address(address: PostalAddress) -> None:
    """Raises ``BadInput`` with the field that can't be right."""
    for field, limit in _LIMITS.items():
        value: str = getattr(address, field)
        if len(value) > limit or not value.isprintable():
            raise BadInput(field, "Too long, or not written in letters.")
    for field in ("name", "street", "postcode", "city"):
        if not getattr(address, field).strip():
            raise BadInput(field, "It is missing.")
    if not re.search(r"\d|s\.?n\.?c", address.street, re.IGNORECASE):
        raise BadInput("street", "The house number is missing.")
    form = _POSTCODES.get(address.country.upper())
    if form is not None and not form.fullmatch(address.postcode.strip()):
        raise BadInput("postcode", "It is not a postcode of that country.")
