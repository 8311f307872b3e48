"""What shipping would cost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.demo.rules import RATES
from shop.islands import is_island
from shop.rates import quotes
from shop.records import Basket, Destination, Money, ShippingQuote, ShippingRate, Speed

FLORENCE = Destination("IT", "50123", "FI")
CAGLIARI = Destination("IT", "09124", "CA")


def quote(destination: Destination, goods: str, speed: Speed = Speed.STANDARD) -> ShippingQuote:
    """One way of shipping."""
    found = quotes(RATES, destination, Basket(Money.of(goods)))
    return next(one for one in found if one.rate.speed is speed)


@pytest.mark.parametrize(
    ("goods", "price", "missing"),
    [("58.99", "5.90", "0.01"), ("59.00", "0.00", None), ("120.00", "0.00", None), ("0", "5.90", "59.00")],
)
def test_the_threshold(goods: str, price: str, missing: str | None) -> None:
    found = quote(FLORENCE, goods)
    assert found.price == Money.of(price)
    assert found.is_free == (price == "0.00")
    assert found.missing_for_free == (Money.of(missing) if missing else None)


def test_express_is_never_free() -> None:
    found = quote(FLORENCE, "500", Speed.EXPRESS)
    assert (found.price, found.missing_for_free) == (Money.of("9.90"), None)


def test_islands_take_longer_at_the_same_price() -> None:
    found = quote(CAGLIARI, "40")
    assert (found.price, found.min_days, found.max_days, found.to_island) == (Money.of("5.90"), 3, 6, True)


def test_an_island_is_not_assumed() -> None:
    assert quote(Destination("IT"), "40").to_island is None


@pytest.mark.parametrize(
    ("country", "goods", "price"),
    [("DE", "119.99", "12.90"), ("FR", "120", "0"), ("CH", "500", "19.90"), ("GB", "20", "19.90"),
     ("SM", "20", "5.90"), ("it", "20", "5.90")],
)  # fmt: skip
def test_abroad(country: str, goods: str, price: str) -> None:
    assert quote(Destination(country), goods).price == Money.of(price)


def test_duties_are_told() -> None:
    assert quote(Destination("CH"), "20").duties_extra
    assert not quote(Destination("DE"), "20").duties_extra


def test_where_nobody_ships_there_is_no_price() -> None:
    assert quotes(RATES, Destination("US"), Basket(Money.of(20))) == []


def test_collection_is_free_and_only_at_home() -> None:
    assert quote(FLORENCE, "20", Speed.PICKUP).is_free
    assert all(
        one.rate.speed is not Speed.PICKUP for one in quotes(RATES, Destination("DE"), Basket(Money.of(1)))
    )


def test_what_is_too_heavy_does_not_go_that_way() -> None:
    light = ShippingRate("light", frozenset({"IT"}), Speed.STANDARD, Money.of(3), 2, 4, weight_limit=2_000)
    assert quotes([light], FLORENCE, Basket(Money.of(10), weight=2_000))
    assert not quotes([light], FLORENCE, Basket(Money.of(10), weight=2_001))
    assert quotes([light], FLORENCE, Basket(Money.of(10)))


def test_an_island_may_cost_more_even_where_shipping_is_free() -> None:
    dear = ShippingRate(
        "dear", frozenset({"IT"}), Speed.STANDARD, Money.of(5), 2, 4, Money.of(50), island_extra=Money.of(4)
    )
    found = quotes([dear], CAGLIARI, Basket(Money.of(60)))[0]
    assert (found.price, found.is_free) == (Money.of(4), False)


@pytest.mark.parametrize(
    ("destination", "island"),
    [
        (Destination("IT", "90133"), True),
        (Destination("IT", "", "ss"), True),
        (Destination("IT", "57034"), True),  # Elba
        (Destination("IT", "57123"), False),  # Livorno, same province
        (Destination("IT", "80073"), True),  # Capri
        (Destination("IT", "80121"), False),
        (Destination("IT", "30121"), False),
        (Destination("FR", "09124"), False),
        (Destination("IT", "99999"), False),
    ],
)
def test_islands(destination: Destination, island: bool) -> None:
    assert is_island(destination) is island


@pytest.mark.parametrize("postcode", ["57034", "80073", "30124", "23041", "22061"])
def test_remote_places_take_longer_still_and_no_express(postcode: str) -> None:
    found = quotes(RATES, Destination("IT", postcode), Basket(Money.of(20)))
    assert {one.rate.speed for one in found} == {Speed.STANDARD, Speed.PICKUP}
    standard = next(one for one in found if one.rate.speed is Speed.STANDARD)
    assert (standard.price, standard.min_days, standard.max_days) == (Money.of("5.90"), 5, 8)
    assert standard.to_remote


def test_a_province_does_not_make_a_place_remote() -> None:
    assert quote(Destination("IT", "", "VE"), "20", Speed.EXPRESS).to_remote is None


def test_a_point_is_cheaper_than_the_door() -> None:
    assert quote(FLORENCE, "58", Speed.POINT).price == Money.of("3.90")
    assert quote(CAGLIARI, "59", Speed.POINT).is_free


AMOUNTS = st.decimals(Decimal(0), Decimal(2000), places=2).map(Money)
PLACES = st.sampled_from([FLORENCE, CAGLIARI, Destination("DE"), Destination("CH"), Destination("IT")])


@given(PLACES, AMOUNTS)
def test_cheapest_first_and_never_less_than_nothing(place: Destination, goods: Money) -> None:
    found = quotes(RATES, place, Basket(goods))
    prices = [one.price for one in found]
    assert prices == sorted(prices)
    for one in found:
        assert one.price >= Money.zero()
        assert one.is_free == (one.price == Money.zero())
        assert one.min_days <= one.max_days
        if one.missing_for_free is not None:
            more = quotes([one.rate], place, Basket(goods + one.missing_for_free))[0]
            assert more.is_free
