"""The demo shop's discount codes and gift cards; ``docs/demo-orders.md`` lists them."""

from __future__ import annotations

from decimal import Decimal

from shop.demo.days import Days
from shop.numbers import canonical_code
from shop.records import DiscountCode, DiscountState, GiftCard, Money


def discounts(days: Days) -> list[DiscountCode]:
    """One in every state."""
    valid = DiscountState.VALID
    return [
        DiscountCode("BENVENUTO10", valid, percent=Decimal(10), minimum=Money.of(39), excludes_sale=True),
        DiscountCode("GRAZIE5", valid, amount=Money.of(5), ends_on=days.in_days(20)),
        DiscountCode("SPEDITO", valid, free_shipping=True, ends_on=days.in_days(5)),
        DiscountCode("LINO15", valid, percent=Decimal(15), ends_on=days.in_days(-12), excludes_sale=True),
        DiscountCode("FESTA20", valid, percent=Decimal(20), starts_on=days.in_days(14)),
        DiscountCode("PRIMI50", DiscountState.USED_UP, percent=Decimal(20)),
    ]


def gift_cards(days: Days) -> dict[str, GiftCard]:
    """Cards by their code."""
    cards = {
        "LUME-7Q2M-4KXA-9T3D": ("50.00", 500, True),
        "LUME-3HVC-8RWE-2P6N": ("18.40", 200, True),
        "LUME-5ZBT-1YGJ-6M8K": ("25.00", -30, True),
        "LUME-9DNF-7SUL-4Q1X": ("100.00", 730, False),
    }
    return {
        canonical_code(code): GiftCard(code[-4:], Money.of(balance), days.in_days(left), active)
        for code, (balance, left, active) in cards.items()
    }
