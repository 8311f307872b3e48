"""What a Shopify shop sells: found in a list that is kept for minutes, told afresh."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Iterable

from shop.errors import NotFound, ShopUnavailable
from shop.records import Money, Product, Variant
from shop.remote.reading import read
from shop.remote.rules import Rules
from shop.search import rank
from shop.shopify import queries
from shop.shopify.client import VENDOR, ShopifyClient, nodes
from shop.shopify.models import PageInfo, ShopifyModel
from shop.shopify.products import ShopifyProduct, category_code, product_of

PAGE = 100
PAGES = 10
"""A thousand products are looked through; of a larger shop, those that changed last."""
KEPT = 300.0
"""Seconds for which the list is kept."""
_ODD = re.compile(r"[^\w .,/+-]")
REFERENCE_LIMIT = 80


class Currency(ShopifyModel):
    """The shop."""

    currency_code: str


class ShopifyCatalogue:
    """Implements ``shop.ports.Catalogue``; in the shop's own language."""

    def __init__(
        self, client: ShopifyClient, rules: Rules, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._client = client
        self._rules = rules
        self._timer = timer
        self._currency: str | None = None
        self._listed: tuple[float, list[ShopifyProduct]] | None = None

    async def search(self, words: str, *, language: str = "it", limit: int = 5) -> list[Product]:
        """Products that match the words, best first."""
        return await self._afresh(
            [one.id for one in rank([_sketch(p) for p in await self._list()], words, limit)]
        )

    async def product(self, reference: str, *, language: str = "it") -> Product:
        """One product by its id or by a variant's SKU."""
        wanted = reference.strip()
        if not wanted or len(wanted) > REFERENCE_LIMIT or _ODD.search(wanted):
            raise NotFound("There is no such product.")
        identifier = await self._of_sku(wanted)
        if identifier is None and wanted.isascii() and wanted.isdigit():
            identifier = f"gid://shopify/Product/{wanted}"
        made = await self._whole(identifier) if identifier else None
        if made is None:
            raise NotFound("There is no such product.")
        return made

    async def of_category(self, category: str, *, language: str = "it", limit: int = 50) -> list[Product]:
        """The products of a product type."""
        there = [one.id for one in await self._list() if category_code(one.product_type) == category]
        return await self._afresh(there[:limit])

    async def categories(self, *, language: str = "it") -> dict[str, str]:
        """The product types."""
        types = sorted({one.product_type for one in await self._list() if one.product_type.strip()})
        return {category_code(one): one for one in types}

    async def currency(self) -> str:
        """The shop's, ISO 4217."""
        if self._currency is None:
            body = (await self._client.ask(queries.SHOP)).get("shop")
            self._currency = read(Currency, body, VENDOR).currency_code
        return self._currency

    async def _list(self) -> list[ShopifyProduct]:
        if self._listed is None or self._timer() - self._listed[0] > KEPT:
            self._listed = (self._timer(), await self._ask_list())
        return self._listed[1]

    async def _ask_list(self) -> list[ShopifyProduct]:
        found: list[ShopifyProduct] = []
        after: str | None = None
        for _ in range(PAGES):
            data = await self._client.ask(queries.LISTED, first=PAGE, after=after)
            found += [read(ShopifyProduct, one, VENDOR) for one in nodes(data, "products")]
            page = read(PageInfo, data["products"].get("pageInfo"), VENDOR)
            after = page.end_cursor
            if not page.has_next_page:
                break
        return found

    async def _afresh(self, ids: Iterable[str]) -> list[Product]:
        made = await asyncio.gather(*(self._whole(one) for one in ids))
        return [one for one in made if one is not None]

    async def _whole(self, identifier: str) -> Product | None:
        if not identifier.startswith("gid://"):
            identifier = f"gid://shopify/Product/{identifier}"
        body = (await self._client.ask(queries.PRODUCT, id=identifier)).get("product")
        if body is None:
            return None
        return product_of(read(ShopifyProduct, body, VENDOR), await self.currency(), self._rules)

    async def _of_sku(self, sku: str) -> str | None:
        data = await self._client.ask(queries.OF_SKU, query=f'sku:"{sku}"')
        for one in nodes(data, "productVariants"):
            try:
                if str(one["sku"] or "").upper() == sku.upper():
                    return str(one["product"]["id"])
            except (KeyError, TypeError):
                raise ShopUnavailable("Shopify answered something that is no variant.") from None
        return None


def _sketch(given: ShopifyProduct) -> Product:
    """Enough to be found by."""
    nothing = Variant(sku="", price=Money.zero(), available=True)
    return Product(
        id=given.id,
        name=given.title,
        category=category_code(given.product_type),
        category_name=given.product_type,
        description=given.description,
        variants=(nothing,),
        keywords=" ".join(given.tags),
    )
