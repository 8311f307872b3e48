"""The contract, kept by Shopify."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.shop.contract.suite import Examples, ShopContract, Stage
from tests.shop.shopify.support import scene

EXAMPLES = Examples(
    received="BL-20401",
    shipped="BL-20406",
    delivered="BL-20414",
    several="BL-20414",
    email="giulia.ferri@posta.example",
    phone="+393205550101",
    product="93",
    sku="GIGLIO-S-WHITE",
    words="avete l'abito giglio?",
    category="abiti-da-sera",
    discount="BENVENUTO10",
    gift_card="LUME-7Q2M-4KXA-9T3D",
    place="Firenze",
)


class TestShopify(ShopContract):
    @pytest.fixture
    async def stage(self, tmp_path: Path) -> AsyncIterator[Stage]:
        async with scene(tmp_path) as made:
            yield Stage(made.shop, made.clock, EXAMPLES)
