"""What would be said: the live words' own code, over another folder's responses."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.events import SlotSet
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.circumstances import Circumstances, take_place
from bot.laboratory.content import Content
from bot.laboratory.errors import UnknownIntent
from bot.nlg import VariedResponses
from bot.standing import limited_topics, without
from bot.turn import TurnOutput

LANGUAGE = "language"
UTTER = "utter_"
TOPICS = "faq"

Parse = dict[str, Any]


class Words:
    """Chooses words for somebody who writes for the first time.

    Args:
        content: Has the responses and the rules.
        endpoint: What ``endpoints.yml`` says of how words are chosen.
    """

    def __init__(self, content: Content, endpoint: EndpointConfig | None = None) -> None:
        self._content = content
        self._nlg = VariedResponses(endpoint)
        self._nlg.responses = content.responses
        self._intents = {example.label for example in content.examples}

    def standing(self, parse: Parse, context: Circumstances, channel: str = "") -> Parse:
        """A parse without the readings that there is nothing to say to at that moment."""
        take_place(context)
        limited = limited_topics(parse, self._content.responses)
        if not limited:
            return parse
        tracker = _stranger(parse.get(LANGUAGE))
        gone = {name for name in limited if not self._nlg.in_force(UTTER + name, tracker, channel)}
        return without(parse, gone)

    async def said(
        self, intent: str, language: str | None, channel: str, context: Circumstances
    ) -> dict[str, Any]:
        """What is said to an intent, or which action would answer.

        Raises:
            UnknownIntent: No example and no response is of it.
        """
        take_place(context)
        action = self._action(intent)
        if not action.startswith(UTTER):
            return {"replies": [], "acts": action, "in_force": True}
        output = TurnOutput(channel)
        variant = await self._nlg.generate(action, _stranger(language), channel)
        if variant is not None:
            await output.send_response("", variant)
        told = [{key: reply[key] for key in ("text", "buttons", "image")} for reply in output.messages]
        return {"replies": told, "acts": None, "in_force": variant is not None}

    def _action(self, intent: str) -> str:
        group, _, topic = intent.partition("/")
        known = intent in self._intents or UTTER + intent in self._content.responses
        action = self._content.acts.get(group)
        if not known or action is None:
            raise UnknownIntent
        return UTTER + intent if topic and action == UTTER + group else action


def _stranger(language: str | None) -> DialogueStateTracker:
    tracker = DialogueStateTracker("nobody", [TextSlot(LANGUAGE, mappings=[{}])])
    if language:
        tracker.update(SlotSet(LANGUAGE, language))
    return tracker


def words_of(content: Content, endpoint: EndpointConfig | None) -> Words:
    """Words as ``endpoints.yml`` has them chosen, where it names our way."""
    ours = isinstance(NaturalLanguageGenerator.create(endpoint, None), VariedResponses) if endpoint else False
    return Words(content, endpoint if ours else None)
