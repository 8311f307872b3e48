"""Opens a WooCommerce shop."""

from __future__ import annotations

from shop.backend import Surroundings
from shop.carriers.opening import open_tracking
from shop.remote.rules import load_rules
from shop.settings import load_settings
from shop.woocommerce.client import WoocommerceClient
from shop.woocommerce.settings import WoocommerceSettings
from shop.woocommerce.shop import WoocommerceShop


async def open_backend(surroundings: Surroundings) -> WoocommerceShop:
    """Reads settings and rules; nothing is asked of WooCommerce yet."""
    settings = load_settings(WoocommerceSettings, surroundings.env_file)
    return WoocommerceShop(
        WoocommerceClient(settings, surroundings.settings.timeout),
        load_rules(settings.rules),
        surroundings.database,
        surroundings.clock,
        open_tracking(surroundings),
        surroundings.settings.phone_region,
    )
