"""A Shopify shop under test: the fake, and our shop on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from shop.memory import FixedClock
from shop.remote.rules import Rules
from shop.shopify.client import ShopifyClient
from shop.shopify.settings import ShopifySettings
from shop.shopify.shop import ShopifyShop
from shop.shopify.testing import TOKEN, FakeShopify
from tests.shop.remote.support import Pauses, empty_database, rules


@dataclass(frozen=True, slots=True)
class Scene:
    """What a test works with."""

    fake: FakeShopify
    shop: ShopifyShop
    clock: FixedClock
    pauses: Pauses


def settings(url: str, token: str = TOKEN) -> ShopifySettings:
    """Address and token."""
    return ShopifySettings(_env_file=None, shopify_url=url, shopify_token=SecretStr(token))


@asynccontextmanager
async def scene(
    folder: Path, *, timeout: float = 60.0, token: str = TOKEN, given: Rules | None = None, page: int = 250
) -> AsyncIterator[Scene]:
    """The fake, and our shop on it."""
    clock, pauses = FixedClock(), Pauses()
    async with FakeShopify(page=page) as fake, empty_database(folder) as database:
        client = ShopifyClient(settings(fake.url, token), timeout, pauses)
        shop = ShopifyShop(client, given or rules(), database, clock)
        yield Scene(fake, shop, clock, pauses)
        await shop.close()
