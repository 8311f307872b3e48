"""Under "did you mean…?" a topic is chosen: what the message in doubt has said is not asked again."""

from __future__ import annotations

from typing import Any

import pytest

from actions.dialogue import Event, meant
from tests.actions.visitor import GIULIA, Counter

ORDER = {"entity": "order_number", "value": "BL-20406"}
DOUBTED = {
    "event": "user",
    "text": "quel BL-20406 che fine ha fatto boh",
    "parse_data": {"entities": [ORDER]},
}
BUTTONS = [
    {"title": "Dov'è il mio pacco", "payload": "/parcel_status"},
    {"title": "Garanzia", "payload": "/warranty"},
    {"title": "Una persona", "payload": "/ask_person"},
]
ASKED = {"event": "bot", "text": "Intendevi…?", "data": {"buttons": BUTTONS}}
CLARIFY: list[Event] = [DOUBTED, {"event": "action", "name": "action_clarify"}, ASKED]


def message(text: str, intent: str, *entities: dict[str, str]) -> dict[str, Any]:
    """A message as it was understood."""
    return {"text": text, "intent": {"name": intent}, "entities": list(entities)}


@pytest.mark.parametrize("text", ["Dov'è il mio pacco", "/parcel_status"])
def test_a_pressed_topic_says_what_the_message_in_doubt_has_said(text: str) -> None:
    pressed = message(text, "parcel_status")
    found = meant(pressed, [*CLARIFY, {"event": "user", "text": text}])
    assert (found["text"], found["entities"]) == (DOUBTED["text"], [ORDER])
    assert found["intent"] == {"name": "parcel_status"}


def test_of_two_orders_the_newest_comes_first() -> None:
    other = {"entity": "order_number", "value": "BL-20401"}
    found = meant(message("sì, il BL-20401", "affirm", other), [*CLARIFY, {"event": "user"}])
    assert found["entities"] == [other, ORDER]
    assert found["text"].startswith("sì, il BL-20401 ")


@pytest.mark.parametrize("intent", ["returns", "deny", "nlu_fallback", "ask_person"])
def test_what_is_about_something_else_stands_by_itself(intent: str) -> None:
    said = message("vorrei un reso", intent)
    assert meant(said, [*CLARIFY, {"event": "user"}]) is said


def test_an_older_question_does_not_count() -> None:
    said = message("dov'è il pacco?", "parcel_status")
    between = [{"event": "user", "text": "ciao"}, {"event": "bot", "text": "Ciao!"}]
    assert meant(said, [*CLARIFY, *between, {"event": "user"}]) is said


async def test_the_order_is_not_asked_for_again(counter: Counter) -> None:
    visitor = counter.visitor(GIULIA)
    visitor.events = list(CLARIFY)
    assert await visitor.say("Dov'è il mio pacco", "parcel_status") == ["parcel/shipped"]


async def test_nor_is_the_item_or_the_reason(counter: Counter) -> None:
    title = (await counter.shop.orders.find("BL-20414")).lines[0].title
    doubted = {
        "event": "user",
        "text": f"BL-20414 {title} troppo grande che si fa",
        "parse_data": {"entities": [{"entity": "order_number", "value": "BL-20414"}]},
    }
    offered = [{"title": "Fare un reso", "payload": "/returns"}]
    visitor = counter.visitor(GIULIA)
    visitor.events = [doubted, CLARIFY[1], {**ASKED, "data": {"buttons": offered}}]
    assert await visitor.say("Fare un reso", "returns") == ["ask/hand_in"]
