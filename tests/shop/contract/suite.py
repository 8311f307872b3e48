"""What every back end of a shop must keep to.

A back end joins with a class of its own that has a ``stage`` fixture::

    class TestWoocommerce(ShopContract):
        @pytest.fixture
        async def stage(self) -> AsyncIterator[Stage]: ...

What it says it can't do (``Shop.unsupported``) must raise ``Unsupported``; everything else must work.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from shop.errors import Unsupported
from shop.ports import Ability
from tests.shop.contract.goods import GoodsContract
from tests.shop.contract.orders import OrdersContract
from tests.shop.contract.returns import ReturnsContract
from tests.shop.contract.stage import Examples, Stage

__all__ = ["Examples", "ShopContract", "Stage"]


class ShopContract(OrdersContract, ReturnsContract, GoodsContract):
    """All of it, and what a back end says it can't do."""

    async def test_what_it_can_not_do_it_says(self, stage: Stage) -> None:
        shop, number = stage.shop, stage.examples.delivered
        calls: dict[Ability, Callable[[], Awaitable[object]]] = {
            Ability.ORDERS_BY_CONTACT: lambda: shop.orders.of_contact(email=stage.examples.email),
            Ability.CANCEL: lambda: shop.orders.cancel(stage.examples.received),
            Ability.RETURNS: lambda: shop.returns.of_order(number),
            Ability.REFUNDS: lambda: shop.refunds.of_order(number),
            Ability.CATALOGUE: lambda: shop.catalogue.search(stage.examples.words),
            Ability.SHIPPING_RATES: lambda: shop.shipping.rates("IT"),
            Ability.PICKUP_POINTS: lambda: shop.pickup_points.near(stage.examples.place),
            Ability.DISCOUNTS: lambda: shop.discounts.check(stage.examples.discount),
            Ability.GIFT_CARDS: lambda: shop.gift_cards.balance(stage.examples.gift_card),
            Ability.REQUESTS: lambda: shop.requests.of_contact("giulia"),
        }
        for ability in shop.unsupported & set(calls):
            with pytest.raises(Unsupported):
                await calls[ability]()

    async def test_it_says_how_it_is(self, stage: Stage) -> None:
        assert stage.shop.name
        assert all(finding.endswith(".") for finding in await stage.shop.check())
