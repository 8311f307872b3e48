"""Shopify's products, codes and gift cards."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from shop.errors import NotFound, Unsupported
from shop.records import Basket, DiscountState, Money
from tests.shop.shopify.support import scene


async def test_products_in_full(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        dress = await made.shop.catalogue.product("giglio-s-white")
        assert [(one.size, one.available, one.stock, one.weight) for one in dress.variants] == [
            ("M", False, 0, 400),
            ("S", True, 3, 400),
        ]
        bag = await made.shop.catalogue.product("ARNO")
        assert (bag.variants[0].stock, bag.variants[0].full_price) == (None, Money.of(25))
        assert bag.attributes == ()
        for hidden in ("BOZZA", "103", '" OR sku:"ARNO'):
            with pytest.raises(NotFound):
                await made.shop.catalogue.product(hidden)


async def test_the_list_is_read_page_by_page(tmp_path: Path) -> None:
    async with scene(tmp_path, page=1) as made:
        assert set(await made.shop.catalogue.categories()) == {"abiti-da-sera", "borse"}


async def test_codes(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        check = made.shop.discounts.check
        welcome = await check("benvenuto 10", Basket(Money.of(20)))
        assert (welcome.state, welcome.percent, welcome.minimum) == (
            DiscountState.BELOW_MINIMUM,
            Decimal(10),
            Money.of(39),
        )
        christmas = await check("natale5")
        assert (christmas.state, christmas.amount) == (DiscountState.EXPIRED, Money.of(5))
        assert (await check("FINITO")).state is DiscountState.USED_UP
        assert (await check("SPEDIZIONE")).free_shipping


@pytest.mark.parametrize("code", ["SOLOBORSE", "PERTE", "TREPERDUE", "DUEPEZZI"])
async def test_codes_for_some_only_are_for_a_person(tmp_path: Path, code: str) -> None:
    async with scene(tmp_path) as made:
        with pytest.raises(Unsupported):
            await made.shop.discounts.check(code)


async def test_a_gift_card_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        cards = made.fake.gift_cards
        assert (await made.shop.gift_cards.balance("lume 7q2m 4kxa 9t3d")).balance == Money.of(35)
        cards["lume7q2m"] = cards["lume7q2m4kxa9t3d"]
        for wrong in ("LUME-7Q2M", "LUME", "9T3D"):
            with pytest.raises(NotFound):
                await made.shop.gift_cards.balance(wrong)
