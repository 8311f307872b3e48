"""While a person is awaited: a plain answer that is sure, or silence, and no dialogue hears of it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from bot.telling import tell
from bot.turn import Turn
from tests.brain.conftest import Brain

DOMAIN = Domain.from_yaml('{version: "3.1", slots: {language: {type: text, mappings: [{type: custom}]}}}')
SURE = {"intent_ranking": [{"name": "faq/privacy", "confidence": 0.9}], "language": "it"}


class Sayer:
    """Says what it is asked for, and in which language."""

    async def generate(self, name: str, tracker: DialogueStateTracker, channel: str) -> dict[str, Any]:
        return {"text": f"{name} {tracker.get_slot('language')} {channel}", "buttons": [{"title": "x"}]}


def answer(parse: dict[str, Any], **turn: Any) -> dict[str, Any]:
    async def parse_message(_: object) -> dict[str, Any]:
        return parse

    processor = SimpleNamespace(parse_message=parse_message, nlg=Sayer())
    agent: Any = SimpleNamespace(processor=processor, domain=DOMAIN, model_id="m1")
    asked = {"conversation": "c", "message": "m", "text": "e la privacy?", "channel": "telegram", **turn}
    return asyncio.run(tell(agent, Turn(**asked, tell_only=True), 5.0))


@pytest.mark.parametrize(
    "parse",
    [
        {},
        {**SURE, "doubt": "ask"},
        {**SURE, "intent_ranking": [{"name": "order_cancel", "confidence": 0.99}]},
        {**SURE, "requests": [{"intent": name, "confidence": 1} for name in ("faq/privacy", "returns")]},
    ],
    ids=["nothing read", "in doubt", "an errand", "two things at once"],
)
def test_what_is_not_sure_and_plain_is_left_to_the_person(parse: dict[str, Any]) -> None:
    said = answer(parse)
    assert said["replies"] == []
    assert said["handover"] is None


def test_a_pressed_button_is_left_to_the_person() -> None:
    assert answer(SURE, payload="/order_cancel")["replies"] == []


@pytest.mark.parametrize(("told", "language"), [("en", "en"), (None, "it")])
def test_what_is_sure_is_told_in_the_conversations_language(told: str | None, language: str) -> None:
    said = answer(SURE, language=told)
    (reply,) = said["replies"]
    assert said["model"] == "m1"
    assert reply["text"] == f"utter_faq/privacy {language} telegram"
    assert reply["buttons"] == []


def test_the_dialogue_hears_nothing_of_it(brain: Brain) -> None:
    """With the real brain: in the middle of a form, a question is answered, and the form goes on after it."""
    talk = brain.talk("it")
    talk.say("vorrei annullare un ordine")
    beside = brain.post({**talk.body("come faccio a cancellare i miei dati?"), "tell_only": True}).json()
    assert beside["handover"] is None
    errand = brain.post({**talk.body("vorrei annullare un altro ordine"), "tell_only": True}).json()
    assert errand["replies"] == []
