"""Products, shipping, codes, rules and requests."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from shop.errors import NotFound
from shop.ports import Ability
from shop.records import (
    Basket,
    Destination,
    DiscountState,
    Money,
    NewRequest,
    RequestKind,
)
from tests.shop.contract.stage import Stage, needs


class GoodsContract:
    """Products, shipping, codes, rules and requests."""

    @needs(Ability.CATALOGUE)
    async def test_a_product_by_id_and_by_sku(self, stage: Stage) -> None:
        by_id = await stage.shop.catalogue.product(stage.examples.product)
        assert await stage.shop.catalogue.product(stage.examples.sku) == by_id
        assert stage.examples.sku in {variant.sku for variant in by_id.variants}
        assert by_id.available
        with pytest.raises(NotFound):
            await stage.shop.catalogue.product("NO-SUCH")

    @needs(Ability.CATALOGUE)
    async def test_a_product_by_words(self, stage: Stage) -> None:
        found = await stage.shop.catalogue.search(stage.examples.words)
        assert stage.examples.product in {product.id for product in found}
        assert await stage.shop.catalogue.search("xyzzyqwert") == []
        assert len(await stage.shop.catalogue.search(stage.examples.words, limit=1)) == 1

    @needs(Ability.CATALOGUE)
    async def test_a_category(self, stage: Stage) -> None:
        assert stage.examples.category in await stage.shop.catalogue.categories()
        there = await stage.shop.catalogue.of_category(stage.examples.category)
        assert stage.examples.product in {product.id for product in there}
        assert await stage.shop.catalogue.of_category("no-such") == []

    @needs(Ability.SHIPPING_RATES)
    async def test_shipping_has_a_price_at_home_and_none_where_nobody_ships(self, stage: Stage) -> None:
        basket = Basket(Money.of(20))
        quotes = await stage.shop.shipping.quote(Destination("IT", "50123", "FI"), basket)
        prices = [quote.price for quote in quotes]
        assert prices
        assert prices == sorted(prices)
        assert await stage.shop.shipping.quote(Destination("AQ"), basket) == []
        assert await stage.shop.shipping.rates("AQ") == []

    @needs(Ability.PICKUP_POINTS)
    async def test_points(self, stage: Stage) -> None:
        near = await stage.shop.pickup_points.near(stage.examples.place, limit=2)
        assert 0 < len(near) <= 2
        assert await stage.shop.pickup_points.near("Nusquam") == []
        returns = await stage.shop.pickup_points.near(stage.examples.place, for_returns=True)
        assert all(point.takes_returns for point in returns)

    @needs(Ability.DISCOUNTS)
    async def test_discount_codes(self, stage: Stage) -> None:
        code = stage.examples.discount
        assert (await stage.shop.discounts.check(code)).state is DiscountState.VALID
        assert (await stage.shop.discounts.check(f" {code.lower()} ")).state is DiscountState.VALID
        for unknown in ("NOSUCHCODE", "", "' or 1=1"):
            assert (await stage.shop.discounts.check(unknown)).state is DiscountState.UNKNOWN

    @needs(Ability.GIFT_CARDS)
    async def test_gift_cards(self, stage: Stage) -> None:
        card = await stage.shop.gift_cards.balance(stage.examples.gift_card)
        assert stage.examples.gift_card.endswith(card.last_four)
        assert card.balance >= Money.zero()
        for wrong in ("LUME-0000-0000-0000", "", stage.examples.gift_card[:-1]):
            with pytest.raises(NotFound):
                await stage.shop.gift_cards.balance(wrong)

    async def test_rules(self, stage: Stage) -> None:
        policies = await stage.shop.terms.policies()
        assert policies.withdrawal_days >= 14  # less is against the law
        assert policies.guarantee_months >= 24
        await stage.shop.terms.payment_methods()
        hours = await stage.shop.terms.opening_hours()
        assert all(one.opens < one.closes and 0 <= one.weekday <= 6 for one in hours)

    @needs(Ability.REQUESTS)
    async def test_requests_are_recorded_once_and_told_again(self, stage: Stage) -> None:
        new = NewRequest("form-1", RequestKind.PRIVACY_ACCESS, "giulia", text="i miei dati")
        recorded = await asyncio.gather(*(stage.shop.requests.open(new) for _ in range(5)))
        assert len({one.number for one in recorded}) == 1
        assert recorded[0].due_on is not None
        assert await stage.shop.requests.of_contact("giulia") == [recorded[0]]
        assert await stage.shop.requests.of_contact("marco") == []

    @needs(Ability.REQUESTS)
    async def test_a_key_is_its_contacts_own(self, stage: Stage) -> None:
        new = NewRequest("form-1", RequestKind.COMPLAINT, "giulia", text="segreto")
        await stage.shop.requests.open(new)
        other = await stage.shop.requests.open(replace(new, contact="marco", text="mio"))
        assert other.text == "mio"
