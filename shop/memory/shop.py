"""The shop in memory, put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shop.memory.fixed import (
    MemoryCatalogue,
    MemoryDiscounts,
    MemoryGiftCards,
    MemoryPickupPoints,
    MemoryShipping,
    MemoryTerms,
)
from shop.memory.orders import MemoryOrders, MemoryRefunds, MemoryRequests, MemoryReturns
from shop.ports import Ability, Clock
from shop.records import (
    DiscountCode,
    GiftCard,
    OpeningHours,
    Order,
    PaymentMethod,
    PickupPoint,
    Policies,
    Product,
    ShippingRate,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a shop in memory has; what it is not given, it has none of.

    Attributes:
        orders: What it has sold.
        products: What it sells, by language.
        rates: What shipping costs.
        points: Where parcels are collected and handed in.
        policies: Days, fees and limits.
        methods: How one can pay.
        hours: When customer care is there.
        codes: Discount codes.
        cards: Gift cards, by their code.
    """

    orders: Iterable[Order] = ()
    products: Mapping[str, Sequence[Product]] = field(default_factory=dict)
    rates: Iterable[ShippingRate] = ()
    points: Iterable[PickupPoint] = ()
    policies: Policies = field(default_factory=Policies)
    methods: Sequence[PaymentMethod] = ()
    hours: Sequence[OpeningHours] = ()
    codes: Iterable[DiscountCode] = ()
    cards: Mapping[str, GiftCard] = field(default_factory=dict)


class MemoryShop:
    """Implements ``shop.ports.Shop``."""

    name = "memory"
    unsupported: frozenset[Ability] = frozenset()

    def __init__(self, clock: Clock, contents: Contents | None = None) -> None:
        has = contents or Contents()
        self.terms = MemoryTerms(has.policies, has.methods, has.hours)
        self.refunds = MemoryRefunds()
        self.orders = MemoryOrders(self.terms, self.refunds, clock)
        self.catalogue = MemoryCatalogue(has.products)
        self.returns = MemoryReturns(self.orders, self.catalogue, self.terms, clock)
        self.requests = MemoryRequests(self.terms, clock)
        self.shipping = MemoryShipping(has.rates)
        self.pickup_points = MemoryPickupPoints(has.points)
        self.discounts = MemoryDiscounts(has.codes, self.terms.rules.time_zone, clock)
        self.gift_cards = MemoryGiftCards(has.cards)
        for order in has.orders:
            self.orders.put(order)

    async def check(self) -> list[str]:
        """Nothing can be wrong with it."""
        return []

    async def close(self) -> None:
        """Nothing to let go of."""
