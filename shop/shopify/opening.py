"""Opens a Shopify shop."""

from __future__ import annotations

from shop.backend import Surroundings
from shop.carriers.opening import open_tracking
from shop.remote.rules import load_rules
from shop.settings import load_settings
from shop.shopify.client import ShopifyClient
from shop.shopify.settings import ShopifySettings
from shop.shopify.shop import ShopifyShop


async def open_backend(surroundings: Surroundings) -> ShopifyShop:
    """Reads settings and rules; nothing is asked of Shopify yet."""
    settings = load_settings(ShopifySettings, surroundings.env_file)
    return ShopifyShop(
        ShopifyClient(settings, surroundings.settings.timeout),
        load_rules(settings.rules),
        surroundings.database,
        surroundings.clock,
        open_tracking(surroundings),
        surroundings.settings.phone_region,
        refund_on_cancel=settings.shopify_refund_on_cancel,
    )
