"""A Shopify shop, put together."""

from __future__ import annotations

from shop.carriers.following import FollowedOrders, Follower
from shop.errors import ShopError
from shop.ports import Ability, Clock, Orders
from shop.remote.parts import RuledTerms, ruled_points, ruled_shipping
from shop.remote.rules import Rules
from shop.shopify import queries
from shop.shopify.catalogue import ShopifyCatalogue
from shop.shopify.client import ShopifyClient
from shop.shopify.codes import ShopifyDiscounts, ShopifyGiftCards
from shop.shopify.orders import ShopifyOrders
from shop.shopify.reading import OrderReader
from shop.shopify.refunds import ShopifyRefunds
from shop.shopify.returns import ShopifyReturns
from shop.sql.database import Database
from shop.sql.requests import SqlRequests

SCOPES = frozenset(
    {
        "read_orders",
        "write_orders",
        "read_customers",
        "read_products",
        "read_inventory",
        "read_returns",
        "write_returns",
        "read_discounts",
        "read_gift_cards",
    }
)
"""What the app must be allowed; ``read_all_orders`` besides, for orders older than sixty days."""


class ShopifyShop:
    """Implements ``shop.ports.Shop``; what Shopify does not tell comes from the rules.

    Args:
        client: Its API.
        rules: What the API does not tell.
        database: Ours.
        clock: Tells the time.
        tracking: Who knows where parcels are; None where Shopify alone does.
        region: Country of phone numbers without a prefix.
        refund_on_cancel: Whether cancelling sends the money back at once.
    """

    name = "shopify"

    def __init__(
        self,
        client: ShopifyClient,
        rules: Rules,
        database: Database,
        clock: Clock,
        tracking: Follower | None = None,
        region: str = "IT",
        *,
        refund_on_cancel: bool = False,
    ) -> None:
        self._client = client
        self._tracking = tracking
        reader = OrderReader(rules, region)
        own = ShopifyOrders(client, reader, clock, refund_on_cancel=refund_on_cancel)
        self.orders: Orders = FollowedOrders(own, tracking) if tracking else own
        self.refunds = ShopifyRefunds(client, own, reader, rules, clock)
        self.catalogue = ShopifyCatalogue(client, rules)
        self.terms = RuledTerms(rules)
        self.returns = ShopifyReturns(client, own, database, self.orders, self.catalogue, self.terms, clock)
        self.requests = SqlRequests(database, self.terms, clock)
        self.discounts = ShopifyDiscounts(client, rules, clock)
        self.gift_cards = ShopifyGiftCards(client)
        self.pickup_points = ruled_points(rules)
        self.shipping = ruled_shipping(rules)
        self.unsupported = unsupported(rules)

    async def check(self) -> list[str]:
        """Whether the token works, and which scopes it lacks."""
        try:
            data = await self._client.ask(queries.SCOPES)
        except ShopError as error:
            return [f"{str(error).rstrip('.')}."]
        installation = data.get("currentAppInstallation") or {}
        given = {one.get("handle") for one in installation.get("accessScopes") or () if isinstance(one, dict)}
        lacking = sorted(one for one in SCOPES - given if one.replace("read_", "write_") not in given)
        return [f"Shopify's app lacks the scopes {', '.join(lacking)}."] if lacking else []

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()
        if self._tracking is not None:
            await self._tracking.close()


def unsupported(rules: Rules) -> frozenset[Ability]:
    """What Shopify can't do with these rules."""
    lacking = set()
    if not rules.pickup_points:
        lacking.add(Ability.PICKUP_POINTS)
    if not rules.rates:
        lacking.add(Ability.SHIPPING_RATES)
    return frozenset(lacking)
