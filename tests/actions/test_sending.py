from __future__ import annotations

import pytest

from actions.sending import Wish, told, wish_in
from actions.telling import Telling
from shop.demo.memory import demo_in_memory
from shop.memory import Contents, FixedClock, MemoryShop
from shop.records import Money, ShippingRate, Speed
from tests.actions.chat import Chat

SHOP = demo_in_memory(FixedClock())


async def answer(text: str, language: str = "it") -> Telling:
    (told_once,) = await told(SHOP.shipping, wish_in(text, language), language)
    return told_once


@pytest.mark.parametrize(
    "text", ["quanto costa la spedizione?", "how much is shipping", "spese di spedizione"]
)
def test_a_general_question_asks_nothing_in_particular(text: str) -> None:
    assert wish_in(text, "it").is_general


def test_what_a_question_says_is_read() -> None:
    wish = wish_in("quanto costa l'espresso in Sardegna per 45,50 € e 2,5 kg?", "it")
    assert wish.place is not None
    assert wish.place.destination.province == "CA"
    assert (wish.goods, wish.weight, wish.speed) == (Money.of("45.50"), 2500, Speed.EXPRESS)


@pytest.mark.parametrize("text", ["spedite all'estero?", "do you ship abroad", "shipping outside Italy"])
def test_abroad_without_a_country_is_seen(text: str) -> None:
    assert wish_in(text, "en").abroad


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("in Germania", "DE"),
        ("to the UK", "GB"),
        ("negli Stati Uniti", "US"),
        ("in olanda", "NL"),
        ("Svìzzera", "CH"),
    ],
)
def test_countries_are_known_by_their_names(text: str, code: str) -> None:
    place = wish_in(text, "it").place
    assert place is not None
    assert place.destination.country == code


def test_a_product_is_no_island() -> None:
    assert wish_in("spedire l'abito Giglio e una jersey", "it").place is None


async def test_in_general_the_table_of_italy() -> None:
    general = await answer("quanto costa la spedizione?")
    ways = (
        "standard 5,90 € (gratis da 59 €), espressa 9,90 €, ritiro in bottega gratis "
        "e punto di ritiro 3,90 € (gratis da 59 €)"
    )
    assert general == Telling("utter_shipping_general", {"ways": ways})


async def test_a_country_and_what_is_missing_to_ship_free() -> None:
    quoted = await answer("order of €40 to Germany", "en")
    assert quoted.blanks == {
        "place": "Germany",
        "ways": "standard €12.90 (free from €120) in 4–7 working days",
        "more": "€80 more would make shipping free.",
    }


async def test_what_ships_free_says_so() -> None:
    assert "standard gratis in 2–4 giorni lavorativi" in (await answer("ordine da 70 euro")).blanks["ways"]


async def test_islands_take_longer() -> None:
    quoted = await answer("spedizione a Palermo")
    assert "3–6 giorni lavorativi" in quoted.blanks["ways"]
    assert quoted.blanks["more"].startswith("I giorni in più")
    assert (await answer("alle isole costa di più?")).blanks["place"] == "isole"


async def test_duties_are_told() -> None:
    assert "duties" in (await answer("to Switzerland", "en")).blanks["more"]


async def test_collecting_is_quoted_alone() -> None:
    assert (await answer("ritiro in negozio")).blanks["ways"] == "ritiro in bottega gratis"


async def test_a_pick_up_point_is_not_the_shop() -> None:
    assert (
        (await answer("quanto costa il punto di ritiro?")).blanks["ways"].startswith("punto di ritiro 3,90 €")
    )
    assert (await answer("how much is a locker", "en")).blanks["ways"].startswith("pick-up point €3.90")


async def test_a_way_that_is_not_there_is_not_quoted_as_if_it_were() -> None:
    told_once = await answer("express to France", "en")
    assert told_once.response == "utter_shipping_not_so"
    assert told_once.blanks["asked"] == "express"


async def test_where_nothing_is_sent() -> None:
    assert (await answer("negli Stati Uniti")).response == "utter_shipping_nowhere"


async def test_what_is_too_heavy() -> None:
    limited = ShippingRate("x", frozenset({"IT"}), Speed.STANDARD, Money.of(5), 1, 2, weight_limit=30_000)
    shop = MemoryShop(FixedClock(), Contents(rates=[limited]))
    (told_once,) = await told(shop.shipping, wish_in("un pacco di 31 kg", "it"), "it")
    assert told_once.response == "utter_shipping_too_heavy"


async def test_a_shop_without_rates_ships_nowhere() -> None:
    shop = MemoryShop(FixedClock(), Contents(rates=[]))
    (told_once,) = await told(shop.shipping, Wish(), "it")
    assert told_once.response == "utter_shipping_nowhere"


async def test_abroad_the_country_is_asked_for_and_nothing_else() -> None:
    chat = Chat()
    (asked,) = await chat.say("quanto costa spedire all'estero un ordine da 40 €?", "shipping_cost")
    assert asked["response"] == "utter_ask/shipping_place"
    (again,) = await chat.say("mah")
    assert again["response"] == "utter_ask_again/shipping_place"
    (quoted,) = await chat.say("in Francia")
    assert quoted["place"] == "Francia"
    assert "mancano 80 €" in quoted["more"]
    assert chat.is_over


async def test_a_shop_that_can_not_be_seen_quotes_nothing() -> None:
    chat = Chat()
    chat.is_down = True
    (said,) = await chat.say("quanto costa la spedizione?", "shipping_cost")
    assert said["response"] == "utter_shop_unavailable"
