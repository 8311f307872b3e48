from __future__ import annotations

from typing import Any

import pytest

from actions.codes import discount_in
from shop.demo.codes import gift_cards
from shop.demo.days import Days
from shop.memory import FixedClock
from tests.actions.chat import Chat

GOOD_CARD = "LUME-7Q2M-4KXA-9T3D"


@pytest.fixture
def chat() -> Chat:
    return Chat()


def only(said: list[dict[str, Any]]) -> dict[str, Any]:
    assert len(said) == 1, said
    return said[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("il codice BENVENUTO10 non funziona", "BENVENUTO10"),
        ("welcome10 doesn't work", "welcome10"),
        ("GRAZIE5?", "GRAZIE5"),
        ("il codice non va sull'ordine BL-20418", None),
        ("ho speso 40euro", None),
        ("come uso un codice", None),
    ],
)
def test_codes_are_seen_and_nothing_else(text: str, code: str | None) -> None:
    assert discount_in(text) == code


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("GRAZIE5", "valid"),
        ("LINO15", "expired"),
        ("FESTA20", "not_yet"),
        ("PRIMI50", "used_up"),
        ("INVENTATO1", "unknown"),
    ],
)
async def test_a_code_is_told_as_the_shop_says(chat: Chat, code: str, state: str) -> None:
    said = only(await chat.say(f"il codice {code} non va", "discount_code"))
    assert said["response"] == f"utter_discount_{state}"
    assert said["code"] == code
    assert chat.is_over


async def test_what_is_spent_counts(chat: Chat) -> None:
    said = only(await chat.say("BENVENUTO10 non va, il carrello è di 30 €", "discount_code"))
    assert said["response"] == "utter_discount_below_minimum"
    assert said["minimum"] == "39 €"
    good = only(await chat.say("e con 45 € BENVENUTO10?", "discount_code"))
    assert (good["response"], good["worth"]) == ("utter_discount_valid", "10%")


async def test_a_code_in_trouble_is_asked_for(chat: Chat) -> None:
    assert only(await chat.say("il mio codice sconto non funziona", "discount_code"))["response"] == (
        "utter_ask/discount_code"
    )
    assert only(await chat.say("grazie5"))["response"] == "utter_discount_valid"
    assert chat.is_over


async def test_a_general_question_is_answered_in_general(chat: Chat) -> None:
    assert only(await chat.say("dove metto il codice sconto?", "discount_code"))["response"] == (
        "utter_discount_code"
    )
    assert chat.is_over


async def test_no_code_twice_means_a_person(chat: Chat) -> None:
    await chat.say("il codice non funziona", "discount_code")
    assert only(await chat.say("non so di che parli"))["response"] == "utter_ask_again/discount_code"
    assert "handover" in only(await chat.say("boh chi lo sa"))["custom"]
    assert chat.is_over


async def test_a_balance_is_told_for_its_code(chat: Chat) -> None:
    said = only(await chat.say(f"quanto resta sulla carta {GOOD_CARD}?", "gift_card"))
    assert said["response"] == "utter_gift_card_balance"
    assert (said["balance"], said["code"]) == ("50 €", "9T3D")


@pytest.mark.parametrize(
    ("code", "response"),
    [("LUME-5ZBT-1YGJ-6M8K", "utter_gift_card_expired"), ("LUME-9DNF-7SUL-4Q1X", "utter_gift_card_blocked")],
)
async def test_a_card_that_can_not_be_used_says_so(chat: Chat, code: str, response: str) -> None:
    assert len(gift_cards(Days(FixedClock().now()))) == 4
    assert only(await chat.say("saldo carta regalo", "gift_card"))["response"] == "utter_ask/gift_card_code"
    assert only(await chat.say(code))["response"] == response


async def test_guessing_codes_ends_with_a_person(chat: Chat) -> None:
    await chat.say("saldo della carta regalo", "gift_card")
    for turn in range(5):
        said = await chat.say(f"LUME-0000-0000-000{turn}")
        assert only(said)["response"] == "utter_gift_card_refused"
    last = await chat.say(GOOD_CARD)
    assert last[0]["response"] == "utter_too_many_attempts"
    assert last[1]["custom"]["handover"]["reason"] == "identity_failed"
    assert chat.is_over


async def test_a_general_question_about_cards_asks_nothing(chat: Chat) -> None:
    assert only(await chat.say("avete carte regalo?", "gift_card"))["response"] == "utter_gift_card"


@pytest.mark.parametrize("intent", ["gift_card", "discount_code"])
async def test_a_shop_that_can_not_be_seen_is_said_so(chat: Chat, intent: str) -> None:
    chat.is_down = True
    said = await chat.say(f"controlla {GOOD_CARD} GRAZIE5", intent)
    assert only(said)["response"] == "utter_shop_unavailable"
    assert chat.is_over
