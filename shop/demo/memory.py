"""The demo shop in memory, for tests: the same orders, products and rules, without a database."""

from __future__ import annotations

from shop.demo import codes, wares
from shop.demo.days import Days
from shop.demo.rules import CARE_HOURS, PAYMENT_METHODS, POINTS, POLICIES, RATES
from shop.demo.seeding import tales
from shop.memory import Contents, MemoryShop
from shop.ports import Clock


def demo_in_memory(clock: Clock, seed: int = 20418) -> MemoryShop:
    """The demo shop of the clock's day."""
    days = Days(clock.now())
    told = tales(seed, days)
    contents = Contents(
        orders=[tale.order for tale in told],
        products={language: wares.products(language, days.today) for language in wares.LANGUAGES},
        rates=RATES,
        points=POINTS,
        policies=POLICIES,
        methods=PAYMENT_METHODS,
        hours=CARE_HOURS,
        codes=codes.discounts(days),
        cards=codes.gift_cards(days),
    )
    shop = MemoryShop(clock, contents)
    for tale in told:
        for refund in tale.refunds:
            shop.refunds.put(refund)
        for begun in tale.returns:
            shop.returns.put(begun)
    return shop
