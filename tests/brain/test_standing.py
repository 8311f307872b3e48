"""What is read as a topic that is not in force counts as not understood."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.run import prepare

prepare()

from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402

from bot.circumstances import Circumstances, take_place  # noqa: E402
from bot.components.reading import as_parse  # noqa: E402
from bot.nlg import VariedResponses  # noqa: E402
from bot.payload import parse_of  # noqa: E402
from bot.standing import standing  # noqa: E402

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, faq: {is_retrieval_intent: true}]
slots: {language: {type: text, influence_conversation: false, mappings: [{type: custom}]}}
responses:
  utter_faq/friday:
  - text: "Black Friday!"
    metadata: {valid_from: "2026-11-27", valid_until: "2026-11-30"}
  utter_faq/night:
  - condition: [{type: slot, name: opening, value: closed}]
    text: "We open at nine."
  utter_faq/english:
  - condition: [{type: slot, name: language, value: en}]
    text: "In English only."
  utter_faq/returns: [{text: "Thirty days."}]
"""
)


def read(*intents: str, doubt: str | None = None, **more: Any) -> dict[str, Any]:
    ranking = [(name, 0.9 - 0.1 * number) for number, name in enumerate(intents)]
    parse = {
        **as_parse(ranking, intents),
        "text": "…",
        "entities": [],
        "language": "it",
        "doubt": doubt,
        **more,
    }
    return {**parse, "intent": {"name": "nlu_fallback", "confidence": 0.9}} if doubt else parse


async def stand(parse: dict[str, Any], **context: Any) -> dict[str, Any]:
    agent: Any = SimpleNamespace(
        domain=DOMAIN, nlg=VariedResponses(None, DOMAIN), tracker_store=InMemoryTrackerStore(DOMAIN)
    )
    take_place(Circumstances.told({"now": "2026-11-26T23:59:59+01:00", **context}))
    return await standing(agent, "someone", "telegram", parse)


def names(parse: dict[str, Any]) -> list[str]:
    return [one["name"] for one in parse["intent_ranking"]]


@pytest.mark.parametrize("topic", ["faq/friday", "faq/night", "faq/english", "faq/unanswered"])
async def test_what_was_sure_and_is_not_in_force_goes_to_a_person(topic: str) -> None:
    parse = await stand(read(topic, "faq/returns"))
    assert (parse["intent"]["name"], parse["doubt"]) == ("nlu_fallback", "give_up")
    assert names(parse) == ["faq/returns"]


async def test_a_pressed_button_too() -> None:
    pressed = parse_of("/faq/friday", DOMAIN)
    assert pressed is not None
    assert (await stand(pressed))["doubt"] == "give_up"


async def test_what_was_in_doubt_is_asked_about_without_it() -> None:
    parse = await stand(read("faq/friday", "faq/returns", doubt="ask"))
    assert parse["doubt"] == "ask"
    assert names(parse) == ["faq/returns"]


async def test_it_is_not_offered_beside_another_reading() -> None:
    parse = await stand(read("faq/returns", "faq/friday", doubt="ask"))
    assert names(parse) == ["faq/returns"]


async def test_of_several_requests_the_others_are_dealt_with() -> None:
    asked = [{"intent": name, "confidence": 0.9, "text": name} for name in ("faq/friday", "faq/returns")]
    parse = await stand(read("faq/friday", requests=asked))
    assert [one["intent"] for one in parse["requests"]] == ["faq/returns"]
    assert names(parse) == ["faq/returns"]
    assert parse["text"] == "faq/returns"
    assert parse["doubt"] is None


async def test_of_several_requests_none_may_be_left() -> None:
    asked = [{"intent": name, "confidence": 0.9, "text": name} for name in ("faq/friday", "faq/night")]
    assert (await stand(read("faq/friday", requests=asked)))["doubt"] == "give_up"


@pytest.mark.parametrize(
    ("topic", "context"),
    [
        ("faq/friday", {"now": "2026-11-27T00:00:00+01:00"}),
        ("faq/friday", {"now": "2026-11-30T23:59:59+01:00"}),
        ("faq/night", {"opening": "closed"}),
        ("faq/returns", {}),
        ("greet", {}),
    ],
)
async def test_what_is_in_force_stands(topic: str, context: dict[str, Any]) -> None:
    parse = read(topic)
    assert await stand(parse, **context) == parse


async def test_the_language_is_that_of_the_message() -> None:
    parse = read("faq/english", language="en")
    assert await stand(parse) == parse
