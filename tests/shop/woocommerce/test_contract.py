"""The contract, kept by WooCommerce."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.shop.contract.suite import Examples, ShopContract, Stage
from tests.shop.woocommerce.support import scene

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
    category="abiti",
    discount="BENVENUTO10",
    gift_card="",
    place="Firenze",
)


class TestWoocommerce(ShopContract):
    @pytest.fixture
    async def stage(self, tmp_path: Path) -> AsyncIterator[Stage]:
        async with scene(tmp_path) as made:
            yield Stage(made.shop, made.clock, EXAMPLES)
