"""Several requests in one message: each is answered, questions first, and of two tasks one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.reading import as_parse

LATER = "later"
"""Slot: the topic that is offered once the first one is done."""
ANSWERS_AT_MOST = 3
TITLE = "utter_title/"

Parse = dict[str, Any]


@dataclass(frozen=True)
class Plan:
    """What is done with a message of several requests.

    Attributes:
        steps: A parse for each request that is dealt with now, in order.
        later: The intent that is offered afterwards; None where nothing is left.
    """

    steps: tuple[Parse, ...]
    later: str | None = None


def plan_of(parse: Parse, domain: Domain) -> Plan | None:
    """Questions that only want telling first, then the first task; a second task is offered.

    Args:
        parse: As the pipeline read the message; ``requests`` has an ``intent``, a ``confidence`` and a
            ``text`` for each request, in the order in which they were written, and only if it is sure.
        domain: Says which intents can be offered: those with a title.

    Returns:
        None where there are no two requests that can be dealt with.
    """
    known = _known(parse.get("requests") or [], domain)
    if len(known) < 2:
        return None
    questions = [one for one in known if one["intent"].startswith("faq/")][:ANSWERS_AT_MOST]
    tasks = [one for one in known if not one["intent"].startswith("faq/")]
    steps = tuple(parse_of_request(one, parse) for one in [*questions, *tasks[:1]])
    return Plan(steps, tasks[1]["intent"] if len(tasks) > 1 else None)


async def take_steps(agent: Agent, plan: Plan, message: UserMessage) -> None:
    """Has the agent deal with each request, as if they had been written one after the other."""
    for step in plan.steps:
        one = UserMessage(
            step["text"],
            message.output_channel,
            message.sender_id,
            input_channel=message.input_channel,
            message_id=message.message_id,
            metadata=message.metadata,
        )
        one.parse_data = step
        await agent.handle_message(one)
    if plan.later:
        await _note(agent, message.sender_id, plan.later)


async def offer_later(agent: Agent, tracker: DialogueStateTracker, output: OutputChannel) -> None:
    """Offers what was put off, once nothing else is being asked."""
    later = tracker.get_slot(LATER)
    if not later or is_asking(tracker):
        return
    title = await agent.nlg.generate(f"{TITLE}{later}", tracker, output.name())
    offer = await agent.nlg.generate("utter_later", tracker, output.name(), topic=(title or {}).get("text"))
    tracker.update(SlotSet(LATER, None))
    if title and offer:
        offer["buttons"] = [{"title": title["text"], "payload": f"/{later}"}]
        await output.send_response(tracker.sender_id, offer)
        metadata = {"utter_action": "utter_later"}
        tracker.update(BotUttered(offer["text"], {"buttons": offer["buttons"]}, metadata))
    await agent.tracker_store.save(tracker)


def is_asking(tracker: DialogueStateTracker | None) -> bool:
    """Whether the assistant is in the middle of a task, whose questions come first."""
    return bool(tracker and tracker.active_loop_name)


async def _note(agent: Agent, conversation: str, later: str) -> None:
    tracker = await agent.tracker_store.retrieve(conversation)
    if tracker is not None:
        tracker.update(SlotSet(LATER, later))
        await agent.tracker_store.save(tracker)


def _known(requests: Sequence[Parse], domain: Domain) -> list[Parse]:
    """Each topic once; courtesies, which have no title, answer themselves."""
    found: dict[str, Parse] = {}
    for request in requests:
        intent = str(request.get("intent") or "")
        if f"{TITLE}{intent.removeprefix('faq/')}" in domain.responses:
            found.setdefault(intent, {**request, "intent": intent})
    return list(found.values())


def parse_of_request(request: Parse, whole: Parse) -> Parse:
    """The parse of one request of a message, as if it had been written by itself."""
    intent = request["intent"]
    reading = as_parse([(intent, float(request.get("confidence") or 0.0))], [intent])
    # What a message names (an order, a size) may be named for all of its requests.
    return {**whole, **reading, "text": str(request.get("text") or whole.get("text")), "doubt": None}
