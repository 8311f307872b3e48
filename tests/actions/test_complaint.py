from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import services
from actions.ports import Contact
from actions.understanding import ActionHandOver
from shop.errors import ShopUnavailable
from tests.actions.chat import Chat


async def complain(intent: str = "complaint") -> list[dict[str, Any]]:
    parse = {"intent_ranking": [{"name": intent, "confidence": 1.0}]}
    dispatcher = CollectingDispatcher()
    tracker = Tracker("someone", {}, parse, [{"event": "user"}], False, None, {}, None)
    await ActionHandOver().run(dispatcher, tracker, {})
    said: list[dict[str, Any]] = dispatcher.messages
    return said


@pytest.mark.parametrize(
    ("name", "said"), [("Giulia Ferri", ", Giulia"), (None, ""), ("🌻", ""), ("http://x.example", "")]
)
async def test_a_complaint_is_answered_by_name_and_goes_to_a_person(name: str | None, said: str) -> None:
    Chat(contact=Contact("whatsapp", name))
    sorry, call = await complain()
    assert (sorry["response"], sorry["name"]) == ("utter_complaint", said)
    assert call["custom"]["handover"]["reason"] == "complaint"


async def test_a_sorry_does_not_wait_for_the_shop() -> None:
    async def away() -> services.Services:
        raise ShopUnavailable

    services.use(away)
    sorry, call = await complain()
    assert sorry["name"] == ""
    assert "handover" in call["custom"]


async def test_whoever_asks_for_a_person_gets_one_without_words() -> None:
    (call,) = await complain("ask_person")
    assert call["custom"]["handover"]["reason"] == "requested"
