"""What holds for the whole WooCommerce shop, asked once: currency, unit of weight, taxes on shipping."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from shop.errors import ShopUnavailable
from shop.remote.reading import read, read_list
from shop.woocommerce.client import VENDOR, WoocommerceClient
from shop.woocommerce.models import Setting, TaxRate
from shop.woocommerce.products import Measures

KEPT = 3_600.0
"""Seconds: a shop rarely changes its currency."""
TAX_RATES = 200


class Shopwide:
    """Asks, and remembers for an hour."""

    def __init__(self, client: WoocommerceClient, timer: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._timer = timer
        self._known: dict[str, tuple[float, Any]] = {}

    async def measures(self) -> Measures:
        """Currency and unit of weight."""
        currency, unit = await asyncio.gather(
            self._setting("general/woocommerce_currency"),
            self._setting("products/woocommerce_weight_unit"),
        )
        if len(currency) != 3:
            raise ShopUnavailable("WooCommerce does not say its currency.")
        return Measures(currency.upper(), unit)

    async def taxes(self) -> list[TaxRate]:
        """Rates that shipping is taxed with; none where the shop calculates no taxes."""
        if await self._setting("general/woocommerce_calc_taxes") != "yes":
            return []

        async def ask() -> list[TaxRate]:
            return read_list(TaxRate, await self._client.pages("taxes", TAX_RATES), VENDOR)

        rates: list[TaxRate] = await self._once("taxes", ask)
        return [one for one in rates if one.shipping and one.tax_class == "standard"]

    async def _setting(self, path: str) -> str:
        async def ask() -> str:
            return read(Setting, await self._client.get(f"settings/{path}"), VENDOR).text

        value: str = await self._once(path, ask)
        return value

    async def _once(self, key: str, ask: Callable[[], Awaitable[Any]]) -> Any:
        known = self._known.get(key)
        if known is None or self._timer() - known[0] > KEPT:
            known = self._known[key] = (self._timer(), await ask())
        return known[1]
