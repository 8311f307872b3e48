"""A plain answer for somebody who waits for a person: what is sure and merely wants telling, or silence.

The dialogue hears nothing of it: no form goes on or begins, nothing is looked up, asked for or changed.
"""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.circumstances import take_place
from bot.turn import Answer, Turn, reading_of

TELLABLE = "faq/"
"""Topics that are answered by telling."""
LANGUAGE = "language"


async def tell(agent: Agent, turn: Turn, timeout: float) -> Answer:
    """Answers a question, or says nothing: also where there is nothing in force to say.

    Args:
        agent: A loaded agent.
        turn: The message; a payload of it is left to the person.
        timeout: Seconds.

    Raises:
        asyncio.TimeoutError: It took too long.
    """
    take_place(turn.context)
    # Rasa would take a leading slash for a payload.
    message = UserMessage(turn.text.lstrip(" \t\r\n/"), sender_id=turn.conversation)
    parse = await asyncio.wait_for(agent.processor.parse_message(message), timeout)
    language = turn.language or parse.get("language")
    topic = topic_of(parse)
    said = await _say(agent, f"utter_{topic}", language, turn) if topic and not turn.payload else None
    return {
        "replies": [said] if said else [],
        "reading": reading_of(parse),
        "language": turn.language,
        "language_fixed": turn.language_fixed,
        "handover": None,
        "model": agent.model_id,
    }


def topic_of(parse: dict[str, Any]) -> str | None:
    """The one topic that the message is surely about, if that is answered by telling."""
    ranking = parse.get("intent_ranking") or []
    best = str(ranking[0]["name"]) if ranking else ""
    sure = not parse.get("doubt") and len(parse.get("requests") or []) < 2
    return best if sure and best.startswith(TELLABLE) else None


async def _say(agent: Agent, name: str, language: str | None, turn: Turn) -> dict[str, Any] | None:
    tracker = DialogueStateTracker(turn.conversation, agent.domain.slots)
    if language:
        tracker.update(SlotSet(LANGUAGE, language))
    variant = await agent.processor.nlg.generate(name, tracker, turn.channel)
    if not variant or not variant.get("text"):
        return None
    return {"text": variant["text"], "buttons": [], "image": variant.get("image"), "custom": None}
