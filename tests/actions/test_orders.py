"""Cancelling an order, changing it, sending it elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.addresses import address_in, in_one_line
from shop.records import OrderState, PostalAddress
from tests.actions.visitor import GIULIA, Counter, Visitor

FRESH = "BL-20401"
CURRENT = PostalAddress("Giulia Ferri", "Via dei Serragli 41", "50123", "Firenze", "IT", "FI")


async def asked(counter: Counter, intent: str, number: str = FRESH) -> Visitor:
    order = await counter.shop.orders.find(number)
    visitor = counter.visitor(order.customer.phone)
    await visitor.say(f"vorrei questo per {number}", intent, order_number=number)
    return visitor


async def state(counter: Counter) -> OrderState:
    return (await counter.shop.orders.find(FRESH)).state


async def test_a_fresh_order_is_cancelled_after_a_yes(counter: Counter) -> None:
    visitor = await asked(counter, "order_cancel")
    assert visitor.said == ["ask/confirm_cancel"]
    assert await state(counter) is OrderState.RECEIVED
    assert await visitor.press("Sì, da annullare") == ["order/cancelled_refund"]
    assert await state(counter) is OrderState.CANCELLED
    again = await visitor.say(f"annullate {FRESH}", "order_cancel", order_number=FRESH)
    assert again == ["order/cancelled_before"]


async def test_a_no_leaves_it_as_it_is(counter: Counter) -> None:
    visitor = await asked(counter, "order_cancel")
    assert await visitor.say("no", "deny") == ["order/kept"]
    assert await state(counter) is OrderState.RECEIVED


async def test_annulla_alone_could_mean_either_and_is_asked_about(counter: Counter) -> None:
    visitor = await asked(counter, "order_cancel")
    assert await visitor.say("annulla", "cancel") == ["ask_again/confirm_cancel"]
    assert await state(counter) is OrderState.RECEIVED
    assert await visitor.say("sì", "affirm") == ["order/cancelled_refund"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("BL-20404", "order/too_late_preparing"),
        ("BL-20405", "order/too_late_preparing"),
        ("BL-20406", "order/too_late_gone"),
        ("BL-20414", "order/too_late_arrived"),
        ("BL-20424", "order/cancelled_before"),
    ],
)
async def test_too_late_is_said_with_what_can_be_done(counter: Counter, number: str, said: str) -> None:
    visitor = await asked(counter, "order_cancel", number)
    assert visitor.said == [said]


async def test_the_warehouse_was_quicker(counter: Counter) -> None:
    visitor = await asked(counter, "order_cancel")
    order = await counter.shop.orders.find(FRESH)
    counter.shop.orders.put(replace(order, state=OrderState.PREPARING))
    assert await visitor.say("sì", "affirm") == ["order/too_late_preparing"]
    assert await state(counter) is OrderState.PREPARING


async def test_an_order_that_was_never_paid_owes_nothing(counter: Counter) -> None:
    visitor = await asked(counter, "order_cancel", "BL-20402")
    assert await visitor.say("sì", "affirm") == ["order/cancelled"]


async def test_a_stranger_cancels_nothing(counter: Counter) -> None:
    visitor = counter.visitor()
    assert await visitor.say("annulla l'ordine", "order_cancel", order_number=FRESH) == ["ask/proof"]
    assert await visitor.say("", email="altri@posta.example") == ["proof_refused"]
    assert await state(counter) is OrderState.RECEIVED


async def test_an_address_is_read_shown_and_changed_after_a_yes(counter: Counter) -> None:
    visitor = await asked(counter, "delivery_address_change")
    assert visitor.said == ["ask/new_address"]
    assert await visitor.say("Via Roma 12, 50125 Firenze (FI)") == ["ask/confirm_address"]
    assert visitor.blank("address") == "Via Roma 12, 50125 Firenze (FI)"
    assert await visitor.say("sì", "affirm") == ["order/address_changed"]
    address = (await counter.shop.orders.find(FRESH)).address
    assert address is not None
    assert (address.name, address.street, address.postcode) == ("Giulia Ferri", "Via Roma 12", "50125")


async def test_a_wrong_address_is_asked_for_again(counter: Counter) -> None:
    visitor = await asked(counter, "delivery_address_change")
    await visitor.say("Via Roma 12, 50125 Firenze")
    assert await visitor.say("no", "deny") == ["ask/new_address"]
    assert await visitor.say("Via Milano 3, 50125 Firenze") == ["ask/confirm_address"]


async def test_no_address_twice_calls_a_person(counter: Counter) -> None:
    visitor = await asked(counter, "delivery_address_change")
    assert await visitor.say("da mia zia") == ["ask_again/new_address"]
    assert await visitor.say("a Firenze") == ["handover: repeated_misunderstanding"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("BL-20406", "order/address_gone"),
        ("BL-20404", "order/too_late_preparing"),
        ("BL-20426", "order/address_pickup"),
    ],
)
async def test_where_an_address_can_not_be_changed(counter: Counter, number: str, said: str) -> None:
    visitor = await asked(counter, "delivery_address_change", number)
    assert visitor.said == [said]


async def test_what_can_be_changed_is_offered(counter: Counter) -> None:
    assert (await asked(counter, "order_change")).said == ["order/changeable"]
    assert (await asked(counter, "order_change", "BL-20406")).said == ["order/too_late_gone"]


async def test_the_order_that_can_be_changed_is_taken_without_asking(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    assert await visitor.say("annulla l'ordine", "order_cancel") == ["ask/confirm_cancel"]
    assert visitor.blank("number") == FRESH


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Via Roma 12, 50123 Firenze (FI)", "Via Roma 12, 50123 Firenze (FI)"),
        ("mandatelo a via roma 12 50123 firenze", "via roma 12, 50123 Firenze"),
        ("Corso Italia 5/B\n20122 Milano MI", "Corso Italia 5/B, 20122 Milano (MI)"),
        ("Piazza Dante 1, Napoli, 80135", "Piazza Dante 1, 80135 Napoli"),
        ("il nuovo indirizzo è Via Po 3, 10124 Torino", "Via Po 3, 10124 Torino"),
        ("Via Roma, 50123 Firenze", None),
        ("Firenze", None),
        ("Via Roma 12, 123 Firenze", None),
        ("", None),
    ],
)
def test_addresses_are_read(text: str, line: str | None) -> None:
    found = address_in(text, CURRENT)
    assert (in_one_line(found) if found else None) == line


async def test_a_bare_number_asks_where_the_parcel_is_whatever_it_was_read_as(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    assert await visitor.say("BL-20401", "order_cancel", order_number="BL-20401") == ["parcel/received"]
    assert await visitor.say("ordine BL-20406", "order_cancel", order_number="BL-20406") == ["parcel/shipped"]


async def test_a_short_answer_that_was_read_as_stop_is_still_an_answer(counter: Counter) -> None:
    visitor = await asked(counter, "withdrawal", "BL-20414")
    await visitor.press(visitor.titles()[0])
    assert await visitor.say("drop-off", "cancel") == ["ask/confirm_return"]
    assert await visitor.say("annulla tutto", "cancel") == ["cancel"]
