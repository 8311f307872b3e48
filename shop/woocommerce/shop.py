"""A WooCommerce shop, put together."""

from __future__ import annotations

from typing import cast

from shop.carriers.following import FollowedOrders, Follower
from shop.errors import ShopError
from shop.lacking import Lacking
from shop.ports import Ability, Clock, GiftCards, Orders, Shipping
from shop.remote.parts import OwnReturns, ruled_points, ruled_shipping
from shop.remote.rules import Rules
from shop.sql.database import Database
from shop.sql.requests import SqlRequests
from shop.woocommerce.catalogue import WoocommerceCatalogue
from shop.woocommerce.client import WoocommerceClient
from shop.woocommerce.orders import WoocommerceOrders
from shop.woocommerce.reading import OrderReader
from shop.woocommerce.refunds import WoocommerceRefunds
from shop.woocommerce.shipping import WoocommerceShipping
from shop.woocommerce.shopwide import Shopwide
from shop.woocommerce.terms import WoocommerceDiscounts, WoocommerceTerms

_CHECKED = {"orders": "orders", "products": "products", "coupons": "coupons", "shipping/zones": "shipping"}


class WoocommerceShop:
    """Implements ``shop.ports.Shop``; returns and requests, which WooCommerce has not, are kept by us.

    Args:
        client: Its API.
        rules: What the API does not tell.
        database: Ours.
        clock: Tells the time.
        tracking: Who knows where parcels are; None where nobody does.
        region: Country of phone numbers without a prefix.
    """

    name = "woocommerce"

    def __init__(
        self,
        client: WoocommerceClient,
        rules: Rules,
        database: Database,
        clock: Clock,
        tracking: Follower | None = None,
        region: str = "IT",
    ) -> None:
        self._client = client
        self._tracking = tracking
        reader = OrderReader(rules, region)
        shopwide = Shopwide(client)
        own = WoocommerceOrders(client, reader, clock)
        self.orders: Orders = FollowedOrders(own, tracking) if tracking else own
        self.refunds = WoocommerceRefunds(client, own, reader, rules, clock)
        self.catalogue = WoocommerceCatalogue(client, shopwide, rules)
        self.terms = WoocommerceTerms(client, rules)
        self.returns = OwnReturns(database, self.orders, self.catalogue, self.terms, clock)
        self.requests = SqlRequests(database, self.terms, clock)
        self.discounts = WoocommerceDiscounts(client, shopwide, rules, clock)
        self.gift_cards = cast("GiftCards", Lacking(Ability.GIFT_CARDS))
        self.pickup_points = ruled_points(rules)
        self.shipping: Shipping = (
            WoocommerceShipping(client, shopwide, rules, rules.delivery)
            if rules.delivery and not rules.rates
            else ruled_shipping(rules)
        )
        self.unsupported = unsupported(rules)

    async def check(self) -> list[str]:
        """Asks for one of each thing that we need."""
        findings: list[str] = []
        for path, thing in _CHECKED.items():
            try:
                await self._client.get(path, per_page=1)
            except ShopError as error:
                findings.append(f"WooCommerce, {thing}: {str(error).rstrip('.')}.")
        return findings

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()
        if self._tracking is not None:
            await self._tracking.close()


def unsupported(rules: Rules) -> frozenset[Ability]:
    """What WooCommerce can't do with these rules."""
    lacking = {Ability.GIFT_CARDS}
    if not rules.pickup_points:
        lacking.add(Ability.PICKUP_POINTS)
    if not rules.rates and rules.delivery is None:
        lacking.add(Ability.SHIPPING_RATES)
    return frozenset(lacking)
