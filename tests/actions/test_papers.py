from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from actions.ports import Contact
from actions.privacy import kind_of
from shop.records import RequestKind
from tests.actions.chat import Chat


async def known(number: str, language: str = "it") -> Chat:
    """A chat with the order's customer, whose phone the channel has proven."""
    order = await Chat().shop.orders.find(number)
    return Chat(language, Contact("whatsapp", order.customer.first_name, order.customer.phone))


def only(said: list[dict[str, Any]]) -> dict[str, Any]:
    assert len(said) == 1, said
    return said[0]


@pytest.mark.parametrize("intent", ["invoice", "warranty", "payment_failed", "privacy_data"])
async def test_a_general_question_is_answered_in_general(intent: str) -> None:
    chat = Chat()
    assert only(await chat.say("come funziona?", intent))["response"] == f"utter_{intent}"
    assert chat.is_over


async def test_why_a_payment_failed_is_told_to_whose_it_is() -> None:
    chat = await known("BL-20403")
    said = only(await chat.say("il pagamento del BL-20403 non va", "payment_failed", order="BL-20403"))
    assert said["response"] == "utter_payment_failed_order"
    assert said["order"] == "BL-20403"
    assert said["reason"]


async def test_why_a_payment_failed_is_told_to_nobody_else() -> None:
    said = only(await Chat().say("il pagamento del BL-20403 non va", "payment_failed", order="BL-20403"))
    assert said["response"] == "utter_payment_failed"
    assert "order" not in said


async def test_a_transfer_that_is_awaited() -> None:
    chat = await known("BL-20402")
    said = only(await chat.say("pagamento BL-20402", "payment_failed", order="BL-20402"))
    assert said["response"] == "utter_payment_awaited"


async def test_an_order_that_is_paid() -> None:
    chat = await known("BL-20414")
    said = only(await chat.say("pagamento BL-20414 rifiutato?", "payment_failed", order="BL-20414"))
    assert said["response"] == "utter_payment_there"


async def test_the_guarantee_of_an_order_of_theirs() -> None:
    chat = await known("BL-20417", "en")
    said = only(await chat.say("is my order BL-20417 still covered", "warranty", order="BL-20417"))
    assert said["response"] == "utter_warranty_until"
    chat.clock.advance(timedelta(days=1200))
    over = only(await chat.say("is my order BL-20417 still covered", "warranty", order="BL-20417"))
    assert over["response"] == "utter_warranty_over"


async def test_the_guarantee_of_an_order_of_somebody_else_is_told_in_general() -> None:
    said = only(await Chat().say("il mio ordine BL-20417 è in garanzia?", "warranty", order="BL-20417"))
    assert said["response"] == "utter_warranty"


async def test_an_invoice_needs_proof() -> None:
    chat = Chat()
    await chat.say("dov'è la mia fattura?", "invoice")
    assert chat.asks == "order_number"


async def test_an_invoice_that_was_not_asked_for_becomes_a_request() -> None:
    chat = await known("BL-20414")
    order = await chat.shop.orders.find("BL-20414")
    said = await chat.say("mi serve la fattura del BL-20414", "invoice", order="BL-20414")
    if order.invoice is None:
        assert said[0]["response"] == "utter_invoice_requested"
        (request,) = await chat.shop.requests.of_contact("someone")
        assert (request.kind, request.order_number) == (RequestKind.INVOICE, "BL-20414")
        assert "handover" in said[1]["custom"]
    else:
        assert said[0]["response"] in ("utter_invoice_there", "utter_invoice_coming")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("voglio cancellare i miei dati", RequestKind.PRIVACY_ERASURE),
        ("delete all my data", RequestKind.PRIVACY_ERASURE),
        ("vorrei una copia dei miei dati", RequestKind.PRIVACY_ACCESS),
        ("what data do you have about me", RequestKind.PRIVACY_ACCESS),
        ("correggete i miei dati", RequestKind.PRIVACY_OTHER),
        ("vendete i dati ad altri?", None),
    ],
)
def test_what_is_wanted_of_data_is_read(text: str, kind: RequestKind | None) -> None:
    assert kind_of(text) == kind


async def test_a_request_about_data_is_recorded_with_its_day_and_goes_to_a_person() -> None:
    chat = Chat()
    said = await chat.say("cancellate tutti i miei dati", "privacy_data")
    assert said[0]["response"] == "utter_privacy_erasure"
    (request,) = await chat.shop.requests.of_contact("someone")
    assert request.kind is RequestKind.PRIVACY_ERASURE
    assert (said[0]["request"], said[0]["due"]) == (request.number, "16 febbraio 2026")
    assert said[1]["custom"]["handover"]["reason"] == "requested"
    assert chat.is_over


async def test_a_shop_that_can_not_be_seen_does_not_keep_a_person_away() -> None:
    chat = Chat()
    chat.is_down = True
    assert (
        only(await chat.say("cancellate i miei dati", "privacy_data"))["response"] == "utter_shop_unavailable"
    )
