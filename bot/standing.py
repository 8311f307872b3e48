"""Topics whose answers are not in force: what is read as one of them counts as not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.doubt import GIVE_UP
from bot.nlg import VariedResponses
from bot.several import parse_of_request
from bot.validity import is_dated

TOPICS = "faq/"
LANGUAGE = "language"
NOT_UNDERSTOOD = "nlu_fallback"

Parse = dict[str, Any]


async def standing(agent: Agent, conversation: str, channel: str, parse: Parse) -> Parse:
    """A parse without readings that there is nothing to say to now.

    Where the best reading is one of them, and it was sure, the message counts as not understood at all: a
    person is called. Where it was in doubt, the next best are asked about. Of several requests the others
    are dealt with.

    Args:
        agent: A loaded agent.
        conversation: Whose slots count.
        channel: It is worded for.
        parse: As the pipeline, or a pressed button, gave it.
    """
    limited = limited_topics(parse, agent.domain.responses)
    if not limited or not isinstance(agent.nlg, VariedResponses):
        return parse
    tracker = await _tracker(agent, conversation, parse.get(LANGUAGE))
    return without(
        parse, {name for name in limited if not agent.nlg.in_force(f"utter_{name}", tracker, channel)}
    )


def limited_topics(parse: Parse, responses: Mapping[str, Any]) -> set[str]:
    """The topics among a parse's readings for which it takes a look at the moment to know the answer."""
    return {name for name in _topics(parse) if _is_limited(responses.get(f"utter_{name}") or [])}


def without(parse: Parse, gone: set[str]) -> Parse:
    """A parse without readings of some topics: see ``standing``."""
    return _without(parse, gone) if gone else parse


def _topics(parse: Parse) -> set[str]:
    read = [str(one["name"]) for one in parse.get("intent_ranking") or []]
    asked = [str(one["intent"]) for one in parse.get("requests") or []]
    return {name for name in [*read, *asked] if name.startswith(TOPICS)}


def _is_limited(variants: Sequence[dict[str, Any]]) -> bool:
    return not any(
        not variant.get("condition") and not variant.get("channel") and not is_dated(variant)
        for variant in variants
    )


async def _tracker(agent: Agent, conversation: str, language: str | None) -> DialogueStateTracker:
    known = await agent.tracker_store.retrieve(conversation)
    tracker = known or DialogueStateTracker(conversation, agent.domain.slots)
    if language:
        tracker.update(SlotSet(LANGUAGE, language))
    return tracker


def _without(parse: Parse, gone: set[str]) -> Parse:
    ranking = parse.get("intent_ranking") or []
    requests = [one for one in parse.get("requests") or [] if one["intent"] not in gone]
    rest = {**parse, "intent_ranking": [one for one in ranking if one["name"] not in gone]}
    if "requests" in parse:
        rest["requests"] = requests
    if not ranking or ranking[0]["name"] not in gone:
        return rest
    if requests:
        return {**parse_of_request(requests[0], rest), "requests": requests}
    confidence = float(ranking[0].get("confidence") or 0.0)
    fallback = {"name": NOT_UNDERSTOOD, "confidence": confidence}
    return {**rest, "intent": fallback, "doubt": parse.get("doubt") or GIVE_UP}
