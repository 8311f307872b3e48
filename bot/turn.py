"""One turn of a conversation: what is asked, what Rasa makes of it, and what is answered."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any

from pydantic import BaseModel, Extra, Field, StrictBool, StrictStr, validator
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from bot.circumstances import Circumstances, take_place
from bot.components.language import EXTRACTOR, language_entity
from bot.payload import parse_of
from bot.several import is_asking, offer_later, plan_of, take_steps
from bot.standing import standing
from bot.tracker_store import recall

RANKING_TOLD = 5
ANSWERS_KEPT = 5000
PHOTO_SENT = "/photo_sent"
"""What a message means that is a picture and nothing else."""

Answer = dict[str, Any]


class NoAnswer(Exception):
    """Nothing was said and nobody called: an action has failed, and Rasa goes on after that."""


class Turn(BaseModel):
    """One message of one conversation, as the caller puts it.

    Attributes:
        conversation: The dialogue it belongs to.
        message: The same message asked twice gets the same answer.
        text: What was written; never a command, whatever it begins with.
        payload: What a pressed button carries.
        language: The conversation's language so far, ISO 639-1.
        language_fixed: The shopper chose it.
        channel: For answers worded for the channel.
        photo: A picture came with it, or is all of it.
        tell_only: Whoever wrote waits for a person: see ``bot.telling``.
        context: The shop's time, whether it is open, and what is known of the shopper.
    """

    conversation: StrictStr = Field(min_length=1, max_length=200)
    message: StrictStr = Field(min_length=1, max_length=300)
    text: StrictStr = Field("", max_length=20_000)
    payload: StrictStr | None = Field(None, max_length=2000)
    language: StrictStr | None = Field(None, min_length=2, max_length=3)
    language_fixed: StrictBool = False
    channel: StrictStr = Field("", max_length=50)
    photo: StrictBool = False
    tell_only: StrictBool = False
    context: Circumstances = Field(default_factory=Circumstances)

    @validator("context", pre=True)
    @classmethod
    def _told(cls, value: Any) -> Circumstances:
        return Circumstances.told(value)

    class Config:
        """A field we do not know yet is no reason to refuse a message."""

        extra = Extra.ignore

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same message."""
        return self.conversation, self.message


class Forgetting(BaseModel):
    """A conversation that the brain is to know nothing of any more."""

    conversation: StrictStr = Field(min_length=1, max_length=200)


class Answers:
    """Answers by message, so that asking again neither repeats nor advances the dialogue.

    A failure is not kept: asking again tries again.

    Args:
        kept: How many; the oldest go first.
    """

    def __init__(self, kept: int = ANSWERS_KEPT) -> None:
        self._kept = kept
        self._tasks: OrderedDict[tuple[str, str], asyncio.Task[Answer]] = OrderedDict()

    async def once(self, key: tuple[str, str], ask: Callable[[], Coroutine[Any, Any, Answer]]) -> Answer:
        """The answer to a message: worked out now, being worked out, or known.

        A caller who hangs up does not stop the work, so that asking again finds it done.
        """
        task = self._tasks.get(key)
        if task is None or (task.done() and _failed(task)):
            task = self._tasks[key] = asyncio.ensure_future(ask())
            self._tasks.move_to_end(key)
            self._forget()
        return await asyncio.shield(task)

    def forget(self, conversation: str) -> None:
        """Lets go of what a conversation was answered."""
        for key in [key for key in self._tasks if key[0] == conversation]:
            del self._tasks[key]

    def _forget(self) -> None:
        while len(self._tasks) > self._kept:
            self._tasks.popitem(last=False)


def _failed(task: asyncio.Task[Answer]) -> bool:
    return task.cancelled() or task.exception() is not None


class TurnOutput(CollectingOutputChannel):
    """Collects replies, one for each thing the bot says; its name chooses the wording for the channel."""

    def __init__(self, channel: str) -> None:
        super().__init__()
        self._channel = channel

    def name(self) -> str:
        """The channel the shopper writes on."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Called by Rasa for each reply."""
        buttons = [*(message.get("buttons") or []), *(message.get("quick_replies") or [])]
        self.messages.append(
            {
                "text": message.get("text"),
                "buttons": [{"title": str(b["title"]), "payload": str(b["payload"])} for b in buttons],
                "image": message.get("image"),
                "custom": message.get("custom"),
            }
        )


async def take_turn(agent: Agent, turn: Turn, timeout: float) -> Answer:
    """Has the agent answer.

    Args:
        agent: A loaded agent.
        turn: The message.
        timeout: Seconds.

    Raises:
        asyncio.TimeoutError: It took too long.
        NoAnswer: Nothing came of it.
    """
    take_place(turn.context)
    recall(agent.tracker_store, turn.conversation, turn.message)
    output = TurnOutput(turn.channel)
    message = UserMessage(
        # Rasa would take a leading slash for a payload.
        turn.text.lstrip(" \t\r\n/"),
        output,
        turn.conversation,
        input_channel=turn.channel,
        message_id=turn.message,
        metadata={"language": turn.language, "language_fixed": turn.language_fixed, "photo": turn.photo},
    )
    parse = await asyncio.wait_for(_handle(agent, turn, message), timeout)
    if not output.messages:
        raise NoAnswer
    tracker = await agent.tracker_store.retrieve(turn.conversation)
    if tracker is not None:
        await offer_later(agent, tracker, output)
    return {**_answer(turn, output.messages, parse, tracker), "model": agent.model_id}


async def _handle(agent: Agent, turn: Turn, message: UserMessage) -> dict[str, Any]:
    payload = turn.payload or (PHOTO_SENT if turn.photo and not turn.text else None)
    pressed = parse_of(payload, agent.domain) if payload else None
    if pressed is None:
        parse: dict[str, Any] = await agent.processor.parse_message(message)
        # What the parse has masked is masked in the tracker as well.
        message.text = parse["text"]
    else:
        told = [language_entity(turn.language)] if turn.language else []
        parse = {**pressed, "entities": [*pressed["entities"], *told], "language": turn.language}
        message.text = message.text or payload
    stands = await standing(agent, turn.conversation, turn.channel, parse)
    message.parse_data = stands
    await _deal_with(agent, message, stands)
    return parse


async def _deal_with(agent: Agent, message: UserMessage, parse: dict[str, Any]) -> None:
    plan = plan_of(parse, agent.domain)
    if plan and not is_asking(await agent.tracker_store.retrieve(message.sender_id)):
        await take_steps(agent, plan, message)
    else:
        await agent.handle_message(message)


def _answer(
    turn: Turn, said: list[dict[str, Any]], parse: dict[str, Any], tracker: DialogueStateTracker | None
) -> Answer:
    slots = tracker.current_slot_values() if tracker else {}
    calls = [reply["custom"]["handover"] for reply in said if "handover" in (reply["custom"] or {})]
    return {
        "replies": [reply for reply in said if "handover" not in (reply["custom"] or {})],
        "reading": reading_of(parse),
        "language": slots.get("language") or turn.language,
        "language_fixed": bool(slots.get("language_fixed")) or turn.language_fixed,
        "handover": calls[0] if calls else None,
    }


def reading_of(parse: dict[str, Any]) -> dict[str, Any]:
    """How the message was understood, even where that was not enough to act on it."""
    ranking = [
        {"intent": reading["name"], "confidence": round(float(reading["confidence"]), 4)}
        for reading in (parse.get("intent_ranking") or [])[:RANKING_TOLD]
    ]
    best = ranking[0] if ranking else {"intent": "", "confidence": 0.0}
    found = [entity for entity in parse.get("entities") or [] if entity.get("extractor") != EXTRACTOR]
    told = ("entity", "value", "start", "end")
    return {
        "intent": best["intent"],
        "confidence": best["confidence"],
        "ranking": ranking,
        "entities": [{key: entity[key] for key in told if key in entity} for entity in found],
        "language": parse.get("language"),
        "language_confidence": round(float(parse.get("language_confidence") or 0.0), 4),
        "tone": parse.get("tone"),
        "tone_confidence": round(float(parse.get("tone_confidence") or 0.0), 4),
        "doubt": parse.get("doubt"),
        "requests": [
            {"intent": one["intent"], "confidence": round(float(one["confidence"]), 4)}
            for one in parse.get("requests") or []
        ],
    }
