"""WooCommerce's products, zones, codes and ways to pay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shop.errors import NotFound, Unsupported
from shop.ports import Ability
from shop.records import Basket, Destination, DiscountState, Money, PostalAddress, Speed
from shop.woocommerce.models import ZoneLocation
from shop.woocommerce.zones import is_in
from tests.shop.remote.support import rules
from tests.shop.woocommerce.support import Scene, scene

FLORENCE = Destination("IT", "50123", "FI")


async def prices(made: Scene, to: Destination, goods: int = 20) -> dict[Speed, str]:
    found = await made.shop.shipping.quote(to, Basket(Money.of(goods)))
    return {one.rate.speed: str(one.price.amount) for one in found}


async def test_rates_with_tax_threshold_and_collection(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        expected = {Speed.PICKUP: "0.00", Speed.STANDARD: "5.90", Speed.EXPRESS: "9.90"}
        assert await prices(made, FLORENCE) == expected
        assert (await prices(made, FLORENCE, 59))[Speed.STANDARD] == "0.00"
        assert await prices(made, Destination("FR", "75001")) == {Speed.STANDARD: "12.90"}
        assert await prices(made, Destination("JP")) == {}
        standard = next(r for r in await made.shop.shipping.rates("IT") if r.speed is Speed.STANDARD)
        assert (standard.min_days, standard.max_days, standard.free_from) == (2, 4, Money.of(59))


@pytest.mark.parametrize(
    "method",
    [
        {"method_id": "table_rate", "settings": {}},
        {"method_id": "flat_rate", "settings": {"cost": {"value": "[qty] * 2"}}},
    ],
)
async def test_what_can_not_be_computed_is_not_told_in_part(tmp_path: Path, method: dict[str, Any]) -> None:
    async with scene(tmp_path) as made:
        made.fake.shipping["methods"]["1"].append({"instance_id": 7, "title": "x", "enabled": True, **method})
        with pytest.raises(Unsupported):
            await made.shop.shipping.quote(FLORENCE, Basket(Money.of(20)))


async def test_free_with_a_coupon_only_is_not_promised(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        made.fake.shipping["methods"]["1"][2]["settings"]["requires"]["value"] = "coupon"
        assert (await prices(made, FLORENCE, 500))[Speed.STANDARD] == "5.90"


async def test_without_days_no_rates(tmp_path: Path) -> None:
    async with scene(tmp_path, given=rules(delivery=None)) as made:
        assert Ability.SHIPPING_RATES in made.shop.unsupported
        with pytest.raises(Unsupported):
            await made.shop.shipping.rates("IT")
        assert (await made.shop.orders.find("BL-20401")).promised is None


@pytest.mark.parametrize(
    ("places", "inside"),
    [
        ([], True),
        ([("IT", "country")], True),
        ([("FR", "country")], False),
        ([("IT:FI", "state")], True),
        ([("IT:MI", "state"), ("FR", "country")], False),
        ([("EU", "continent")], True),
        ([("IT", "country"), ("50123", "postcode")], True),
        ([("IT", "country"), ("501*", "postcode")], True),
        ([("IT", "country"), ("50100...50145", "postcode")], True),
        ([("IT", "country"), ("9*", "postcode"), ("00100...00199", "postcode")], False),
        ([("IT", "country"), (".*", "postcode")], False),
    ],
)
def test_zones(places: list[tuple[str, str]], inside: bool) -> None:
    locations = [ZoneLocation(code=code, type=kind) for code, kind in places]
    assert is_in(locations, FLORENCE, {"EU": frozenset({"IT"})}) is inside


async def test_products_in_full(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        dress = await made.shop.catalogue.product("giglio-s-white")
        assert [(one.size, one.colour, one.available, one.stock, one.weight) for one in dress.variants] == [
            ("M", "Bianco", False, 0, 400),
            ("S", "Bianco", True, 3, 400),
        ]
        assert dress.description == "Lino & cotone, made in Italy."
        assert [(one.key, one.value) for one in dress.attributes] == [("materiale", "Lino")]
        bag = await made.shop.catalogue.product("ARNO")
        assert (bag.variants[0].full_price, bag.variants[0].on_sale) == (Money.of(25), True)
        assert bag.category_name == "Borse & zaini"
        with pytest.raises(NotFound):
            await made.shop.catalogue.product("NOPRICE")


async def test_what_is_told_is_asked_for_afresh(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        await made.shop.catalogue.search("borsa arno")
        made.fake.products[1]["stock_quantity"] = 0
        made.fake.products[1]["stock_status"] = "outofstock"
        assert not (await made.shop.catalogue.search("borsa arno"))[0].available


async def test_coupons(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        check = made.shop.discounts.check
        welcome = await check("benvenuto10", Basket(Money.of(20)))
        assert (welcome.state, welcome.percent, welcome.minimum, welcome.excludes_sale) == (
            DiscountState.BELOW_MINIMUM,
            Decimal(10),
            Money.of(39),
            True,
        )
        christmas = await check("NATALE-5")
        assert (christmas.state, christmas.amount, christmas.ends_on) == (
            DiscountState.EXPIRED,
            Money.of(5),
            date(2025, 12, 31),
        )
        assert (await check("finito")).state is DiscountState.USED_UP
        assert (await check("bozza")).state is DiscountState.UNKNOWN
        with pytest.raises(Unsupported):
            await check("soloborse")


async def test_ways_to_pay_are_those_switched_on(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        found = await made.shop.terms.payment_methods()
        assert [one.code for one in found] == ["bank_transfer", "card", "klarna"]


async def test_an_address_arrives_as_it_was_given(tmp_path: Path) -> None:
    async with scene(tmp_path) as made:
        wanted = PostalAddress("Giulia De Santis", "Borgo Pinti 7", "50121", "Firenze", "IT", "FI", "scala B")
        assert (await made.shop.orders.change_address("BL-20401", wanted)).address == wanted
        assert made.fake.order("BL-20401")["shipping"]["last_name"] == "De Santis"
