"""A message of several requests: what is done first, what is offered afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from bot.run import prepare

prepare()

from rasa.core.channels.channel import UserMessage  # noqa: E402
from rasa.core.tracker_store import InMemoryTrackerStore  # noqa: E402
from rasa.shared.core.domain import Domain  # noqa: E402
from rasa.shared.core.events import ActiveLoop  # noqa: E402

from bot.nlg import VariedResponses  # noqa: E402
from bot.several import offer_later, plan_of, take_steps  # noqa: E402
from bot.turn import TurnOutput  # noqa: E402

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [greet, parcel, cancel_order, faq: {is_retrieval_intent: true}]
slots:
  later: {type: text, influence_conversation: false, mappings: [{type: custom}]}
forms: {some_form: {required_slots: []}}
responses:
  utter_title/returns: [{text: "Returns"}]
  utter_title/hours: [{text: "Hours"}]
  utter_title/parcel: [{text: "My parcel"}]
  utter_title/cancel_order: [{text: "Cancel it"}]
  utter_later: [{text: "And then: {topic}?"}]
"""
)


def read(*intents: str) -> dict[str, Any]:
    requests = [{"intent": name, "confidence": 0.9, "text": f"about {name}"} for name in intents]
    entities = [{"entity": "order_number", "value": "BL-1"}]
    return {"text": "all of it", "requests": requests, "entities": entities, "doubt": "ask", "language": "en"}


class Asked:
    """An agent that only remembers what it was asked."""

    def __init__(self, loop: str | None = None) -> None:
        self.domain = DOMAIN
        self.nlg = VariedResponses(None, DOMAIN)
        self.tracker_store = InMemoryTrackerStore(DOMAIN)
        self.messages: list[UserMessage] = []
        self.loop = loop

    async def handle_message(self, message: UserMessage) -> None:
        self.messages.append(message)
        tracker = await self.tracker_store.get_or_create_tracker("someone")
        tracker.update(ActiveLoop(self.loop))
        await self.tracker_store.save(tracker)

    async def offer(self, output: TurnOutput) -> None:
        await offer_later(self, await self.tracker_store.get_or_create_tracker("someone"), output)


def intents(parses: Any) -> list[str]:
    return [parse["intent_ranking"][0]["name"] for parse in parses]


@pytest.mark.parametrize(
    "found",
    [(), ("faq/returns",), ("faq/returns", "faq/returns"), ("greet", "faq/returns"), ("faq/gone", "parcel")],
)
def test_one_request_is_dealt_with_as_ever(found: tuple[str, ...]) -> None:
    assert plan_of(read(*found), DOMAIN) is None


def test_a_message_without_requests_is_dealt_with_as_ever() -> None:
    assert plan_of({"text": "x", "intent": {"name": "greet"}}, DOMAIN) is None


def test_two_questions_are_answered_in_their_order() -> None:
    plan = plan_of(read("faq/hours", "faq/returns"), DOMAIN)
    assert plan is not None
    assert intents(plan.steps) == ["faq/hours", "faq/returns"]
    assert plan.later is None


def test_a_question_comes_before_a_task() -> None:
    plan = plan_of(read("parcel", "faq/returns"), DOMAIN)
    assert plan is not None
    assert intents(plan.steps) == ["faq/returns", "parcel"]


def test_of_two_tasks_the_second_is_put_off() -> None:
    plan = plan_of(read("cancel_order", "parcel", "faq/returns"), DOMAIN)
    assert plan is not None
    assert intents(plan.steps) == ["faq/returns", "cancel_order"]
    assert plan.later == "parcel"


def test_a_step_has_its_own_words_and_what_the_whole_message_names() -> None:
    plan = plan_of(read("faq/hours", "parcel"), DOMAIN)
    assert plan is not None
    told = plan.steps[1]
    assert told["text"] == "about parcel"
    assert told["entities"] == [{"entity": "order_number", "value": "BL-1"}]
    assert (told["doubt"], told["language"]) == (None, "en")


async def steps(agent: Asked, *found: str) -> TurnOutput:
    output = TurnOutput("telegram")
    plan = plan_of(read(*found), DOMAIN)
    assert plan is not None
    await take_steps(agent, plan, UserMessage("all of it", output, "someone", message_id="m1"))
    return output


async def test_each_step_is_a_message_of_its_own() -> None:
    agent = Asked()
    output = await steps(agent, "faq/hours", "faq/returns")
    assert [message.text for message in agent.messages] == ["about faq/hours", "about faq/returns"]
    assert {message.message_id for message in agent.messages} == {"m1"}
    await agent.offer(output)
    assert output.messages == []


async def test_what_was_put_off_is_offered_once() -> None:
    agent = Asked()
    output = await steps(agent, "cancel_order", "parcel")
    await agent.offer(output)
    await agent.offer(output)
    (offer,) = output.messages
    assert offer["text"] == "And then: My parcel?"
    assert offer["buttons"] == [{"title": "My parcel", "payload": "/parcel"}]


async def test_what_was_put_off_waits_for_the_questions_of_the_first() -> None:
    agent = Asked(loop="some_form")
    output = await steps(agent, "cancel_order", "parcel")
    await agent.offer(output)
    assert output.messages == []
    agent.loop = None
    await agent.handle_message(UserMessage("done", output, "someone"))
    await agent.offer(output)
    assert len(output.messages) == 1
