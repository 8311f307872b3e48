from __future__ import annotations

from typing import Any

import pytest

from actions.ports import Contact
from shop.errors import ShopUnavailable
from shop.records import NewRequest, RequestKind, ServiceRequest
from tests.actions.chat import Chat

INTENTS = {
    "damaged_item": RequestKind.DAMAGED_ITEM,
    "wrong_item": RequestKind.WRONG_ITEM,
    "missing_item": RequestKind.MISSING_ITEM,
}


@pytest.fixture
def chat() -> Chat:
    return Chat()


def responses(said: list[dict[str, Any]]) -> list[str | None]:
    return [one.get("response") for one in said]


async def kept(chat: Chat) -> ServiceRequest:
    (request,) = await chat.shop.requests.of_contact("someone")
    return request


@pytest.mark.parametrize(("intent", "kind"), INTENTS.items())
async def test_sorry_then_the_order_then_a_photo_then_a_person(
    chat: Chat, intent: str, kind: RequestKind
) -> None:
    assert responses(await chat.say("il vaso è arrivato rotto", intent)) == [
        f"utter_{intent}",
        "utter_ask/trouble_order",
    ]
    assert responses(await chat.say("BL-20414")) == ["utter_ask/photo"]
    said = await chat.say("", "photo_sent", photo=True)
    assert responses(said) == ["utter_trouble_recorded", None]
    assert said[1]["custom"]["handover"]["reason"] == "complaint"
    request = await kept(chat)
    assert (request.kind, request.text) == (kind, "il vaso è arrivato rotto")
    assert request.photos == ("m2",)
    # Said, not proven: nobody has shown that the order is theirs.
    assert (request.order_number, request.details) == (None, {"order_said": "BL-20414"})
    assert said[0]["request"] == request.number
    assert chat.is_over


async def test_a_photo_that_comes_with_the_first_message_is_kept(chat: Chat) -> None:
    await chat.say("arrivato rotto", "damaged_item", photo=True)
    assert chat.asks == "trouble_order"
    said = await chat.say("non ce l'ho")
    assert responses(said)[0] == "utter_trouble_recorded"
    request = await kept(chat)
    assert (request.photos, request.details) == (("m0",), {})


async def test_no_photo_is_no_obstacle(chat: Chat) -> None:
    await chat.say("manca un pezzo nel BL-20414", "missing_item", order="BL-20414")
    assert chat.asks == "photo"
    await chat.say("no", "deny")
    assert (await kept(chat)).photos == ()


async def test_a_button_says_that_there_is_none(chat: Chat) -> None:
    await chat.say("mi è arrivata un'altra cosa", "wrong_item")
    await chat.say("", "inform", choice="none")
    await chat.say("", "inform", choice="none")
    assert (await kept(chat)).details == {}


async def test_a_question_in_between_is_left_to_others(chat: Chat) -> None:
    await chat.say("è rotto", "damaged_item", order="BL-20414")
    assert (await chat.say("quanto ci mettete a rispondere?", "faq"))[0] == {"rejected": True}
    assert chat.asks == "photo"


async def test_what_is_neither_photo_nor_no_is_asked_again_then_a_person(chat: Chat) -> None:
    await chat.say("è rotto", "damaged_item", order="BL-20414")
    assert responses(await chat.say("mah")) == ["utter_ask_again/photo"]
    assert "handover" in (await chat.say("vediamo"))[-1]["custom"]


class Down:
    """Requests of a shop that takes none at the moment."""

    async def open(self, request: NewRequest) -> ServiceRequest:
        raise ShopUnavailable

    async def of_contact(self, contact: str) -> list[ServiceRequest]:
        return []


async def test_what_can_not_be_recorded_still_reaches_a_person(chat: Chat) -> None:
    chat.shop.requests = Down()  # type: ignore[assignment]
    await chat.say("è rotto", "damaged_item", order="BL-20414")
    said = await chat.say("no", "deny")
    assert responses(said)[0] == "utter_trouble_unrecorded"
    assert said[1]["custom"]["handover"]["reason"] == "complaint"


async def test_who_is_known_by_phone_is_not_asked_for_the_order() -> None:
    chat = Chat()
    (order, *_) = [
        one for one in await chat.shop.orders.of_contact(phone=await phone_of(chat)) if one.delivered_at
    ]
    chat = Chat(contact=Contact("whatsapp", "Giulia", order.customer.phone))
    await chat.say("è arrivato rotto", "damaged_item")
    assert chat.asks == "photo"
    await chat.say("", "photo_sent", photo=True)
    assert (await kept(chat)).order_number is not None


async def phone_of(chat: Chat) -> str:
    phone = (await chat.shop.orders.find("BL-20414")).customer.phone
    assert phone is not None
    return phone
