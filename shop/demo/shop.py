"""The demo shop, put together."""

from __future__ import annotations

from shop.demo.catalogue import DemoCatalogue, DemoDiscounts, DemoGiftCards
from shop.demo.days import Days
from shop.demo.fixed import DemoPickupPoints, DemoShipping, DemoTerms
from shop.demo.orders import DemoOrders, DemoRefunds
from shop.demo.stock import fill
from shop.ports import Ability, Clock
from shop.sql.database import Database
from shop.sql.requests import SqlRequests
from shop.sql.returns import SqlReturns


class DemoShop:
    """Implements ``shop.ports.Shop`` on a database of its own."""

    name = "demo"
    unsupported: frozenset[Ability] = frozenset()

    def __init__(self, database: Database, clock: Clock) -> None:
        self.terms = DemoTerms()
        self.orders = DemoOrders(database, clock)
        self.refunds = DemoRefunds(database)
        self.catalogue = DemoCatalogue(database)
        self.returns = SqlReturns(database, self.orders, self.catalogue, self.terms, clock)
        self.requests = SqlRequests(database, self.terms, clock)
        self.discounts = DemoDiscounts(database, clock)
        self.gift_cards = DemoGiftCards(database)
        self.shipping = DemoShipping()
        self.pickup_points = DemoPickupPoints()

    async def check(self) -> list[str]:
        """Nothing can be wrong with it that would let it start."""
        return []

    async def close(self) -> None:
        """Its database belongs to who opened it."""


async def open_demo(database: Database, clock: Clock, seed: int) -> DemoShop:
    """Fills the tables, if this day has not filled them, and opens the shop."""
    await fill(database, seed, Days(clock.now()))
    return DemoShop(database, clock)
