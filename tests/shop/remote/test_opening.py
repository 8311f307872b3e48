"""Both back ends, opened as the desk opens them: by settings, through the registry."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from shop.carriers.following import FollowedOrders
from shop.errors import BadShopSettings, ShopUnavailable
from shop.memory import FixedClock
from shop.registry import OpenShop, open_shop
from shop.settings import ShopSettings
from shop.shopify.testing import TOKEN, FakeShopify
from shop.woocommerce.testing import KEY, SECRET, FakeWoocommerce

Open = Callable[..., Awaitable[OpenShop]]


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    async def open_with(backend: str, **variables: str) -> OpenShop:
        for name, value in variables.items():
            monkeypatch.setenv(f"SPORTELLO_SHOP_{name}", value)
        own = ShopSettings(
            _env_file=None,
            backend=backend,
            database_url=SecretStr(f"sqlite:///{tmp_path / 'own.db'}"),
            tries=1,
        )
        return await open_shop(own, FixedClock(), None)

    return open_with


async def test_woocommerce(opened: Open) -> None:
    async with FakeWoocommerce() as fake:
        shop = await opened(
            "woocommerce", WOOCOMMERCE_URL=fake.url, WOOCOMMERCE_KEY=KEY, WOOCOMMERCE_SECRET=SECRET
        )
        assert (await shop.shop.orders.find("bl-20406")).number == "BL-20406"
        await shop.close()


async def test_shopify_with_an_aggregator(opened: Open) -> None:
    async with FakeShopify() as fake:
        shop = await opened(
            "shopify", SHOPIFY_URL=fake.url, SHOPIFY_TOKEN=TOKEN, SEVENTEENTRACK_KEY="k",
            SEVENTEENTRACK_URL="http://127.0.0.1:9",
        )  # fmt: skip
        # Nobody answers for the parcels; the order is told all the same.
        assert (await shop.shop.orders.find("BL-20406")).number == "BL-20406"
        inner = shop.shop._shop._shop  # type: ignore[attr-defined]
        assert isinstance(inner.orders, FollowedOrders)
        await shop.close()


async def test_a_shop_that_is_down_opens_all_the_same(opened: Open) -> None:
    shop = await opened("shopify", SHOPIFY_URL="http://127.0.0.1:9", SHOPIFY_TOKEN=TOKEN)
    with pytest.raises(ShopUnavailable):
        await shop.shop.orders.find("BL-20406")
    await shop.close()


@pytest.mark.parametrize(
    ("backend", "variables", "word"),
    [
        ("woocommerce", {}, "SPORTELLO_SHOP_WOOCOMMERCE_URL"),
        ("shopify", {"SHOPIFY_URL": "https://x.example"}, "SPORTELLO_SHOP_SHOPIFY_TOKEN"),
        ("shopify", {"SHOPIFY_URL": "http://x.example", "SHOPIFY_TOKEN": "t"}, "https"),
        ("shopify", {"SHOPIFY_URL": "https://x.example", "SHOPIFY_TOKEN": ""}, "TOKEN"),
        ("shopify", {"SHOPIFY_URL": "https://x.example", "SHOPIFY_TOKEN": "t", "RULES": "/none"}, "RULES"),
    ],
)
async def test_what_is_missing_is_named(
    opened: Open, backend: str, variables: dict[str, str], word: str
) -> None:
    with pytest.raises(BadShopSettings, match=word) as refused:
        await opened(backend, **variables)
    assert "Token('t')" not in str(refused.value)
