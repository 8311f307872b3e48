"""What a WooCommerce shop sells.

WooCommerce finds products that hold every word that was typed, so that *avete l'abito Giglio?* finds none.
We look through the list of products ourselves; it is kept for minutes, and what is then told (price, stock,
sizes) is asked for afresh. WooCommerce itself has one language; ``language`` changes nothing.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable

from shop.errors import BadInput, NotFound
from shop.records import Product
from shop.remote.reading import plain, read, read_list
from shop.remote.rules import Rules
from shop.search import rank
from shop.woocommerce.client import VENDOR, WoocommerceClient
from shop.woocommerce.models import Named, WooProduct
from shop.woocommerce.products import Measures, product_of
from shop.woocommerce.shopwide import Shopwide

MOST = 500
"""Products looked through; of a larger shop, its newest."""
KEPT = 300.0
"""Seconds for which the list is kept."""
REFERENCE_LIMIT = 80


class WoocommerceCatalogue:
    """Implements ``shop.ports.Catalogue``."""

    def __init__(
        self,
        client: WoocommerceClient,
        shopwide: Shopwide,
        rules: Rules,
        timer: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._shopwide = shopwide
        self._rules = rules
        self._timer = timer
        self._listed: tuple[float, list[WooProduct]] | None = None

    async def search(self, words: str, *, language: str = "it", limit: int = 5) -> list[Product]:
        """Products that match the words, best first."""
        measures = await self._shopwide.measures()
        known = [found for one in await self._list() if (found := self._sketch(one, measures)) is not None]
        return await self._afresh([int(one.id) for one in rank(known, words, limit)])

    async def product(self, reference: str, *, language: str = "it") -> Product:
        """One product by its id or by a variant's SKU."""
        wanted = reference.strip()
        if not wanted or len(wanted) > REFERENCE_LIMIT:
            raise NotFound("There is no such product.")
        found = await self._by_sku(wanted) or await self._by_id(wanted)
        made = await self._whole(found) if found is not None else None
        if made is None:
            raise NotFound("There is no such product.")
        return made

    async def of_category(self, category: str, *, language: str = "it", limit: int = 50) -> list[Product]:
        """The products of a category."""
        there = [one.id for one in await self._list() if category in {named.slug for named in one.categories}]
        return await self._afresh(there[:limit])

    async def categories(self, *, language: str = "it") -> dict[str, str]:
        """Names by code."""
        body = await self._client.pages("products/categories", 200, hide_empty="true", orderby="name")
        return {one.slug: plain(one.name, 60) for one in read_list(Named, body, VENDOR)}

    async def _list(self) -> list[WooProduct]:
        if self._listed is None or self._timer() - self._listed[0] > KEPT:
            body = await self._client.pages("products", MOST, status="publish", orderby="date")
            self._listed = (self._timer(), read_list(WooProduct, body, VENDOR))
        return self._listed[1]

    def _sketch(self, given: WooProduct, measures: Measures) -> Product | None:
        """Enough to be found by: a product with variations has the price of one of them itself."""
        return product_of(given.model_copy(update={"type": "simple"}), (), measures, self._rules)

    async def _afresh(self, ids: list[int]) -> list[Product]:
        if not ids:
            return []
        listed = ",".join(str(one) for one in ids)
        body = await self._client.pages("products", len(ids), include=listed, status="publish")
        found = {one.id: one for one in read_list(WooProduct, body, VENDOR)}
        made = await asyncio.gather(*(self._whole(found[one]) for one in ids if one in found))
        return list(_known(made))

    async def _whole(self, given: WooProduct) -> Product | None:
        measures = await self._shopwide.measures()
        variations: list[WooProduct] = []
        if given.type == "variable":
            body = await self._client.pages(f"products/{given.id}/variations", 100, status="publish")
            variations = read_list(WooProduct, body, VENDOR)
        return product_of(given, variations, measures, self._rules)

    async def _by_sku(self, sku: str) -> WooProduct | None:
        body = await self._client.get("products", sku=sku, status="publish")
        listed = read_list(WooProduct, body, VENDOR)
        found = next((one for one in listed if (one.sku or "").upper() == sku.upper()), None)
        return await self._by_id(str(found.parent_id)) if found is not None and found.parent_id else found

    async def _by_id(self, reference: str) -> WooProduct | None:
        if not (reference.isascii() and reference.isdigit()) or len(reference) > 15:
            return None
        try:
            found = read(WooProduct, await self._client.get(f"products/{reference}"), VENDOR)
        except (NotFound, BadInput):
            return None
        if found.parent_id:
            return await self._by_id(str(found.parent_id))
        return found if found.status == "publish" else None


def _known(made: Iterable[Product | None]) -> Iterable[Product]:
    return (one for one in made if one is not None)
