from __future__ import annotations

from typing import Any

import pytest

from actions.wanted import colour_in, named, size_in
from shop.demo.wares import products
from shop.memory.clock import EPOCH
from tests.actions.chat import Chat

WARES = {one.id: one for one in products("it", EPOCH.date())}
GIGLIO = WARES["giglio"]


@pytest.fixture
def chat() -> Chat:
    return Chat()


def only(said: list[dict[str, Any]]) -> dict[str, Any]:
    assert len(said) == 1, said
    return said[0]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("il vestito giglio in taglia m", "M"),
        ("ce l'avete in L?", "L"),
        ("l'abito giglio", None),
        ("tg xs", "XS"),
        ("m", "M"),
        ("taglia 60", "60"),
        ("costa 48 €", None),
    ],
)
def test_sizes_are_read(text: str, size: str | None) -> None:
    assert size_in(text, GIGLIO) == size


@pytest.mark.parametrize(
    ("text", "colour"),
    [("quello bianca", "bianco"), ("in verde salvia", "verde salvia"), ("rosso?", "rosso"), ("giglio", None)],
)
def test_colours_are_read(text: str, colour: str | None) -> None:
    found = colour_in(text, GIGLIO)
    assert found == colour or (colour == "verde salvia" and found == "salvia")


def test_a_product_is_known_by_what_only_it_is_called() -> None:
    dresses = [WARES["giglio"], WARES["fiesole"]]
    assert named(dresses, "l'abito Giglio") == [WARES["giglio"]]
    assert named(dresses, "un abito") == []
    assert named(dresses[:1], "qualcosa") == dresses[:1]


async def test_what_is_there_is_told_with_its_price(chat: Chat) -> None:
    said = only(await chat.say("avete l'abito giglio in taglia S bianco?", "product_availability"))
    assert said["response"] == "utter_product_there"
    assert said["product"] == "Abito Giglio"
    assert said["price"] == "119 €"
    assert chat.is_over


async def test_sold_out_names_the_day_and_what_there_is(chat: Chat) -> None:
    said = only(await chat.say("l'abito giglio c'è in salvia taglia M?", "product_availability"))
    assert said["response"] == "utter_product_sold_out"
    assert "gennaio" in said["more"]
    assert "bianco" in said["more"]


async def test_a_size_that_is_not_made(chat: Chat) -> None:
    said = only(await chat.say("abito giglio taglia 60", "product_availability"))
    assert said["response"] == "utter_product_not_made"


async def test_several_are_offered_and_one_is_chosen(chat: Chat) -> None:
    asked = only(await chat.say("avete un abito in taglia M?", "product_availability"))
    assert asked["response"] == "utter_ask/which_item"
    assert len(asked["buttons"]) == 3
    assert all(len(button["title"]) <= 24 for button in asked["buttons"])
    said = only(await chat.say("", "inform", choice="giglio"))
    assert said["response"] == "utter_product_there"
    assert "M" in said["wanted"]


async def test_no_product_is_asked_for_once_then_left(chat: Chat) -> None:
    assert only(await chat.say("è disponibile?", "product_availability"))["response"] == "utter_ask/item"
    assert only(await chat.say("il tostapane zzyzx"))["response"] == "utter_product_not_found"
    assert chat.is_over


async def test_another_question_is_not_taken_for_a_product(chat: Chat) -> None:
    await chat.say("è disponibile?", "product_availability")
    assert (await chat.say("quali sono gli orari?", "faq"))[0] == {"rejected": True}
    assert chat.asks == "item"


async def test_a_name_alone_is_a_product_whatever_it_was_understood_as(chat: Chat) -> None:
    await chat.say("è disponibile?", "product_availability")
    (said,) = await chat.say("Fiesole", "faq")
    assert said["product"] == "Abito Fiesole"


@pytest.mark.parametrize("text", ["/faq/payment_methods", "gli orari?"])
async def test_a_button_or_a_question_is_no_name(chat: Chat, text: str) -> None:
    await chat.say("è disponibile?", "product_availability")
    assert (await chat.say(text, "faq"))[0] == {"rejected": True}


async def test_two_products_side_by_side(chat: Chat) -> None:
    said = only(await chat.say("che differenza c'è tra l'abito giglio e il fiesole?", "product_compare"))
    assert said["response"] == "utter_product_differences"
    assert {said["first"], said["second"]} == {"Abito Giglio", "Abito Fiesole"}
    assert "119 €" in said["of_first"] + said["of_second"]
    assert chat.is_over


async def test_what_is_missing_of_a_comparison_is_asked(chat: Chat) -> None:
    await chat.say("mi aiuti a confrontare due cose?", "product_compare")
    assert chat.asks == "item"
    await chat.say("abito giglio")
    assert chat.asks == "other_item"
    said = only(await chat.say("abito vigna", "product_availability"))
    assert said["response"] == "utter_product_differences"


async def test_advice_asks_two_or_three_questions(chat: Chat) -> None:
    said = only(await chat.say("mi consigli una lampada?", "product_advice"))
    questions = 0
    while chat.asks:
        questions += 1
        assert said["buttons"][-1]["payload"].endswith('"any"}')
        said = only(await chat.say("", "inform", choice=said["buttons"][0]["payload"].split('"')[3]))
    assert 1 <= questions <= 3
    assert said["response"] == "utter_advice"
    assert 1 <= len(said["buttons"]) <= 3
    assert chat.is_over


async def test_advice_asks_for_the_category_and_takes_no_preference(chat: Chat) -> None:
    said = only(await chat.say("mi consigli un regalo?", "product_advice"))
    assert chat.asks == "advice_category", said
    assert len(said["buttons"]) >= 5
    said = only(await chat.say("", "inform", choice="dresses"))
    for _ in range(3):
        if chat.asks:
            said = only(await chat.say("è indifferente"))
    assert said["response"] == "utter_advice"


async def test_a_price_may_be_typed(chat: Chat) -> None:
    said = only(await chat.say("consigliami una borsa", "product_advice"))
    for _ in range(3):
        if chat.asks:
            said = only(await chat.say("massimo 60 euro, non importa altro"))
    assert said["response"] == "utter_advice"


async def test_in_english_too() -> None:
    chat = Chat("en")
    said = only(await chat.say("do you have the giglio dress in size S white?", "product_availability"))
    assert (said["response"], said["product"], said["price"]) == (
        "utter_product_there",
        "Giglio dress",
        "€119",
    )


@pytest.mark.parametrize("intent", ["product_availability", "product_compare", "product_advice"])
async def test_a_shop_that_can_not_be_seen_is_said_so(chat: Chat, intent: str) -> None:
    chat.is_down = True
    assert only(await chat.say("l'abito giglio", intent))["response"] == "utter_shop_unavailable"
