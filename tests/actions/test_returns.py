"""Returns, withdrawals, exchanges: what may come back, how it is asked, and that it is told again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.return_questions import reason_in
from shop.errors import ShopUnavailable
from shop.records import HandIn, ReturnKind, ReturnReason, ReturnState
from tests.actions.visitor import GIULIA, MARCO, Counter, Visitor

DRESS = "BL-20414"
"""Giulia's: a dress, something to wear, something made to order; delivered a day ago."""


async def at_hand_in(counter: Counter, intent: str = "returns") -> Visitor:
    visitor = counter.visitor(GIULIA)
    assert await visitor.say("reso", intent, order_number=DRESS) == ["ask/return_item"]
    assert await visitor.press(visitor.titles()[0]) == ["ask/return_reason"]
    assert await visitor.press("È grande") == ["ask/hand_in"]
    return visitor


async def test_a_return_is_begun_and_recorded_and_told_again(counter: Counter) -> None:
    visitor = await at_hand_in(counter)
    assert visitor.blank("drop_off") == "è gratis"
    assert "4,90 €" in visitor.blank("home")
    assert await visitor.say("dal punto di ritiro") == ["ask/confirm_return"]
    assert await visitor.say("sì", "affirm") == ["return/begun"]
    (begun,) = await counter.shop.returns.of_order(DRESS)
    assert visitor.blank("return_number") == begun.number
    assert (begun.kind, begun.hand_in) == (ReturnKind.RETURN, HandIn.DROP_OFF)
    assert begun.lines[0].reason is ReturnReason.TOO_LARGE
    assert begun.hand_in_code in visitor.blank("way")
    assert await visitor.say("a che punto è il reso?", "return_status") == ["return_status/approved"]


async def test_said_no_nothing_is_begun(counter: Counter) -> None:
    visitor = await at_hand_in(counter)
    await visitor.press("Corriere a casa (4,90 €)")
    assert await visitor.say("no", "deny") == ["return/not_begun"]
    assert await counter.shop.returns.of_order(DRESS) == []


async def test_a_named_item_and_reason_are_not_asked_again(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    order = await counter.shop.orders.find(DRESS)
    title = order.lines[0].title
    said = await visitor.say(f"rendo {title}, mi sta piccolo", "returns", order_number=DRESS)
    assert said == ["ask/hand_in"]


async def test_what_is_made_to_order_does_not_come_back(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    await visitor.say("reso", "returns", order_number=DRESS)
    assert await visitor.press(visitor.titles()[-1]) == ["return/custom_made"]
    assert not visitor.active


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("BL-20406", "return/not_delivered"),
        ("BL-20417", "return/too_late"),
        ("BL-20424", "return/cancelled"),
        ("BL-20419", "return/already_returned"),
    ],
)
async def test_why_it_can_not_come_back_is_said(counter: Counter, number: str, said: str) -> None:
    order = await counter.shop.orders.find(number)
    visitor = counter.visitor(order.customer.phone)
    assert await visitor.say("reso", "returns", order_number=number) == [said]
    assert not visitor.active


async def test_a_fault_is_the_shops_and_not_a_change_of_mind(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    await visitor.say("reso", "returns", order_number=DRESS)
    await visitor.press(visitor.titles()[0])
    assert await visitor.say("è bucato") == ["return/faulty"]


async def test_a_withdrawal_asks_no_reason(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    await visitor.say("recesso", "withdrawal", order_number=DRESS)
    assert await visitor.press(visitor.titles()[0]) == ["ask/hand_in"]
    await visitor.press("Punto di ritiro (gratis)")
    assert await visitor.say("ok") == ["return/withdrawn"]
    assert (await counter.shop.returns.of_order(DRESS))[0].kind is ReturnKind.WITHDRAWAL


async def test_an_exchange_offers_what_there_is(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    await visitor.say("cambio taglia", "exchange", order_number=DRESS)
    assert await visitor.press(visitor.titles()[0]) == ["ask/exchange_for"]
    wanted = visitor.titles()[0]
    assert await visitor.press(wanted) == ["ask/hand_in"]
    await visitor.say("passate a casa")
    assert await visitor.say("procedi") == ["return/exchanged"]
    (begun,) = await counter.shop.returns.of_order(DRESS)
    assert begun.lines[0].exchange_for is not None
    assert begun.hand_in is HandIn.HOME_COLLECTION


async def test_a_return_that_becomes_an_exchange_is_one(counter: Counter) -> None:
    visitor = await at_hand_in(counter)
    assert await visitor.say("anzi, posso cambiarlo?", "exchange") == ["ask/exchange_for"]
    assert visitor.slots["errand"] == "exchange"


async def test_a_question_of_the_shop_meanwhile_is_answered_and_the_return_goes_on(counter: Counter) -> None:
    visitor = await at_hand_in(counter)
    said = await visitor.say("intanto dov'è l'ordine?", "parcel_status", order_number="BL-20406")
    assert said == ["parcel/shipped", "ask_again/hand_in"]
    assert visitor.slots["order"] == DRESS
    await visitor.say("punto di ritiro")
    assert await visitor.say("sì", "affirm") == ["return/begun"]
    assert len(await counter.shop.returns.of_order(DRESS)) == 1


async def test_another_order_begins_again_with_that(counter: Counter) -> None:
    visitor = await at_hand_in(counter)
    said = await visitor.say("no scusa, l'ordine BL-20417", order_number="BL-20417")
    assert said == ["return/too_late"]


async def test_two_no_answers_call_a_person(counter: Counter) -> None:
    visitor = await at_hand_in(counter)
    assert await visitor.say("mah") == ["ask_again/hand_in"]
    assert await visitor.say("boh") == ["handover: repeated_misunderstanding"]


async def test_the_same_request_twice_has_one_effect(counter: Counter) -> None:
    visitor = await at_hand_in(counter)
    await visitor.say("punto di ritiro")
    before = dict(visitor.slots)
    await visitor.say("sì", "affirm")
    visitor.slots, visitor.active = before, True
    await visitor.say("sì", "affirm")
    assert len(await counter.shop.returns.of_order(DRESS)) == 1


async def test_a_shop_that_goes_down_at_the_last_step_begins_nothing(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = await at_hand_in(counter)
    await visitor.say("punto di ritiro")

    async def down(_: Any) -> Any:
        raise ShopUnavailable

    monkeypatch.setattr(counter.shop.returns, "open", down)
    assert await visitor.say("sì", "affirm") == ["shop_unavailable"]
    assert visitor.slots["errand"] is None


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("BL-20416", ["return_status/in_transit_exchange"]),
        ("BL-20419", ["return_status/in_transit"]),
        ("BL-20420", ["return_status/received", "refund/pending"]),
        ("BL-20421", ["return_status/refunded", "refund/sent"]),
        ("BL-20423", ["return_status/rejected"]),
        ("BL-20424", ["refund/sent"]),
        ("BL-20425", ["refund/pending"]),
        ("BL-20430", ["return_status/requested"]),
        ("BL-20406", ["return_status/none"]),
    ],
)
async def test_what_became_of_it_is_told(counter: Counter, number: str, said: list[str]) -> None:
    order = await counter.shop.orders.find(number)
    visitor = counter.visitor(order.customer.phone)
    assert await visitor.say("e il rimborso?", "return_status", order_number=number) == said


async def test_an_overdue_refund_is_an_apology(counter: Counter) -> None:
    counter.clock.advance(timedelta(days=30))
    order = await counter.shop.orders.find("BL-20420")
    visitor = counter.visitor(order.customer.phone)
    said = await visitor.say("e il rimborso?", "return_status", order_number="BL-20420")
    assert said[-1] == "refund/overdue"


async def test_a_strangers_return_is_not_told(counter: Counter) -> None:
    visitor = counter.visitor(MARCO)
    assert await visitor.say("e il rimborso?", "return_status", order_number="BL-20420") == ["ask/proof"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("mi sta stretta", "too_small"),
        ("it's way too big", "too_large"),
        ("ho cambiato idea", "changed_mind"),
        ("non mi piace il colore", "not_as_expected"),
        ("arrivato rotto", "damaged"),
        ("boh", None),
    ],
)
def test_reasons_are_read(text: str, reason: str | None) -> None:
    assert reason_in(text) == reason


def test_every_state_of_a_return_has_words() -> None:
    words = yaml.safe_load(Path("data/responses/returns.yml").read_text(encoding="utf-8"))["responses"]
    assert {f"utter_return_status/{state}" for state in ReturnState} <= set(words)


async def test_an_order_that_can_not_be_meant_is_not_taken_over_from_before(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    assert await visitor.say("BL-20406", "parcel_status", order_number="BL-20406") == ["parcel/shipped"]
    assert await visitor.say("voglio fare un reso", "returns") == ["ask/which_order"]
    assert [title[:8] for title in visitor.titles()] == ["BL-20414", "BL-20417"]
