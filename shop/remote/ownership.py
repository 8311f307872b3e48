"""Whose an order is: vendors find more than was meant, so what they found is looked at once more."""

from __future__ import annotations

from collections.abc import Iterable

from shop.records import Order


def theirs(orders: Iterable[Order], email: str | None, phone: str | None, limit: int) -> list[Order]:
    """The orders with this e-mail address or this phone on them, newest first.

    Args:
        orders: What a search has found.
        email: As ``shop.contacts.normal_email`` spells it.
        phone: As ``shop.contacts.normal_phone`` spells it.
        limit: How many at most.
    """
    mine = [
        order
        for order in orders
        if (email and order.customer.email == email) or (phone and order.customer.phone == phone)
    ]
    return sorted(mine, key=lambda order: (order.placed_at, order.number), reverse=True)[:limit]
