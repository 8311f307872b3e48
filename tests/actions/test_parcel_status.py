"""*Where is my parcel*: whose, which, in each state, and when nothing can be seen."""

from __future__ import annotations

import pytest

from tests.actions.visitor import GIULIA, MARCO, Counter

INTENT = "parcel_status"
EMAILS = {"giulia": "giulia.ferri@posta.example", "marco": "marco.colombo@posta.example"}


async def told(counter: Counter, number: str) -> list[str]:
    order = await counter.shop.orders.find(number)
    visitor = counter.visitor(order.customer.phone)
    return await visitor.say(f"dov'è {number}?", INTENT, order_number=number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("BL-20401", "received"),
        ("BL-20402", "awaiting_payment"),
        ("BL-20403", "payment_failed"),
        ("BL-20404", "preparing"),
        ("BL-20405", "ready"),
        ("BL-20406", "shipped"),
        ("BL-20407", "late"),
        ("BL-20408", "still"),
        ("BL-20410", "missed"),
        ("BL-20411", "held"),
        ("BL-20412", "returning"),
        ("BL-20413", "cancelled_returned_to_sender"),
        ("BL-20414", "delivered"),
        ("BL-20415", "missing"),
        ("BL-20418", "out_for_delivery"),
        ("BL-20424", "cancelled_customer"),
        ("BL-20425", "cancelled_out_of_stock"),
        ("BL-20426", "to_collect"),
        ("BL-20429", "lost"),
    ],
)
async def test_each_state_has_its_words(counter: Counter, number: str, said: str) -> None:
    assert await told(counter, number) == [f"parcel/{said}"]


async def test_a_partial_shipment_tells_what_is_still_to_come(counter: Counter) -> None:
    said = await told(counter, "BL-20409")
    assert said[0] == "parcel/partly"


async def test_without_proof_the_number_and_then_the_proof_are_asked(counter: Counter) -> None:
    visitor = counter.visitor()
    assert await visitor.say("dov'è il mio pacco?", INTENT) == ["ask/order_number"]
    assert await visitor.say("BL-20406", order_number="BL-20406") == ["ask/proof"]
    assert await visitor.say(EMAILS["giulia"], email=EMAILS["giulia"]) == ["parcel/shipped"]
    assert visitor.blank("name") == ", Giulia"
    assert "http" in visitor.blank("link")
    assert not visitor.active


async def test_number_and_proof_in_one_message_need_no_question(counter: Counter) -> None:
    visitor = counter.visitor()
    said = await visitor.say("dov'è?", INTENT, order_number="bl 20406", phone="320 5550101")
    assert said == ["parcel/shipped"]


async def test_who_has_several_orders_chooses(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    assert await visitor.say("dov'è il pacco", INTENT) == ["ask/which_order"]
    titles = visitor.titles()
    assert any(title.startswith("BL-20406") for title in titles)
    assert all(len(title) <= 24 for title in titles)
    assert not any(title.startswith("BL-20417") for title in titles), "arrived long ago"
    assert await visitor.press(next(title for title in titles if "20406" in title)) == ["parcel/shipped"]


async def test_somebody_elses_phone_proves_nothing(counter: Counter) -> None:
    visitor = counter.visitor(MARCO)
    assert await visitor.say("dov'è?", INTENT, order_number="BL-20406") == ["ask/proof"]
    assert await visitor.say("marco", email=EMAILS["marco"]) == ["proof_refused"]


async def test_what_does_not_exist_and_what_is_not_theirs_look_the_same(counter: Counter) -> None:
    seen = []
    for number in ("BL-20406", "BL-99999"):
        visitor = counter.visitor(conversation=number)
        said = [await visitor.say("dov'è?", INTENT, order_number=number)]
        said.append(await visitor.say("", email="qualcuno@posta.example"))
        seen.append((said, visitor.titles(), [reply.get("name") for reply in visitor.replies]))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("number", ["BL-20406", "BL-99999"])
async def test_five_wrong_proofs_call_a_person_whatever_the_number(counter: Counter, number: str) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT, order_number=number)
    for attempt in range(5):
        assert await visitor.say("", email=f"prova{attempt}@posta.example") == ["proof_refused"]
    said = await visitor.say("", email=EMAILS["giulia"])
    assert said == ["too_many_attempts", "handover: identity_failed"]
    assert not visitor.active
    assert visitor.slots["order_number"] is None


async def test_guessing_numbers_is_counted_per_contact(counter: Counter) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT)
    said: list[str] = []
    for number in range(20401, 20412):
        said = await visitor.say("", order_number=f"BL-{number}", email="io@posta.example")
        if said[-1].startswith("handover"):
            break
    assert number == 20406
    assert said[-1] == "handover: identity_failed"


async def test_guessing_one_order_from_many_conversations_is_counted_too(counter: Counter) -> None:
    said: list[str] = []
    for attempt in range(6):
        visitor = counter.visitor(conversation=f"c{attempt}")
        said = await visitor.say("dov'è?", INTENT, order_number="BL-20406", email=f"x{attempt}@posta.example")
    assert said == ["too_many_attempts", "handover: identity_failed"]


async def test_the_same_question_is_asked_twice_and_then_a_person_is_called(counter: Counter) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT)
    assert await visitor.say("boh") == ["ask_again/order_number"]
    assert await visitor.say("non lo so") == ["handover: repeated_misunderstanding"]
    assert not visitor.active


async def test_a_question_meanwhile_is_answered_and_the_form_goes_on(counter: Counter) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT)
    await visitor.say("quanto costa la spedizione?", "faq")
    assert visitor.rejected
    assert await visitor.comes_back() == ["ask_again/order_number"]
    assert await visitor.say("20406", order_number="20406") == ["ask/proof"]


@pytest.mark.parametrize("intent", ["ask_person", "complaint", "set_language", "greet"])
async def test_what_is_not_for_the_form_is_left_to_others(counter: Counter, intent: str) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT)
    await visitor.say("…", intent)
    assert visitor.rejected
    assert visitor.replies == []


async def test_stopping_leaves_nothing_behind(counter: Counter) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT, order_number="BL-20406")
    assert await visitor.say("annulla", "cancel") == ["cancel"]
    assert not visitor.active
    assert await visitor.say("dov'è?", INTENT) == ["ask/order_number"]


async def test_the_other_order_is_the_other_order(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    await visitor.say("dov'è?", INTENT, order_number="BL-20406")
    said = await visitor.say("no, l'altro ordine", "other_order")
    assert said == ["ask/which_order"]
    assert not any("20406" in title for title in visitor.titles())
    assert await visitor.say("BL-20401", order_number="BL-20401") == ["parcel/received"]


async def test_a_corrected_number_counts(counter: Counter) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT, order_number="BL-20404")
    assert await visitor.say("scusa, è il BL-20406", order_number="BL-20406") == ["ask/proof"]
    assert await visitor.say("", email=EMAILS["giulia"]) == ["parcel/shipped"]


async def test_after_a_wrong_proof_another_proof_is_enough(counter: Counter) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT, order_number="BL-20406", email="sbagliata@posta.example")
    assert await visitor.say("allora", email=EMAILS["giulia"]) == ["parcel/shipped"]


async def test_a_shop_that_is_down_is_said_to_be(counter: Counter) -> None:
    counter.is_open = False
    visitor = counter.visitor(GIULIA)
    assert await visitor.say("dov'è?", INTENT) == ["shop_unavailable"]
    assert not visitor.active


async def test_a_shop_that_goes_down_meanwhile_ends_the_errand_and_spends_no_attempt(
    counter: Counter,
) -> None:
    visitor = counter.visitor()
    await visitor.say("dov'è?", INTENT, order_number="BL-20406")
    counter.is_open = False
    assert await visitor.say("", email=EMAILS["giulia"]) == ["shop_unavailable"]
    counter.is_open = True
    said = await visitor.say("dov'è?", INTENT, order_number="BL-20406", email=EMAILS["giulia"])
    assert said == ["parcel/shipped"]
