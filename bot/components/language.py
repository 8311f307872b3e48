"""Graph component: the language of each message, and so of the conversation."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.tongue import Guess, Tongues

ENTITY = "language"
EXTRACTOR = "LanguageDetector"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageDetector(GraphComponent):
    """Adds an entity ``language`` from which a slot ``language`` is filled by an ordinary mapping.

    Conditional response variants then pick the words. Where the message does not say clearly enough, the
    conversation's language stays: the one in the message's metadata (``{"language": "it"}``), or, without
    metadata, whatever the slot holds, because then no entity is added. ``{"language_fixed": true}`` in the
    metadata means that the shopper has chosen, and nothing is guessed.

    Configuration:
        languages: ISO 639-1 codes to tell apart.
        first: Confidence (0 to 1) from which a first message sets the language.
        change: Confidence from which a later message changes it.

    Output: ``language`` (code or None) and ``language_confidence`` in the parse.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._first = float(config["first"])
        self._change = float(config["change"])
        self._tongues = Tongues(config["languages"])

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        return {"languages": ["it", "en"], "first": 0.8, "change": 0.9}

    @staticmethod
    def required_packages() -> list[str]:
        """What has to be installed."""
        return ["wordfreq"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageDetector:
        """Called by Rasa."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            self._mark(message)
        return messages

    def _mark(self, message: Message) -> None:
        guess = self.decide(message.get(TEXT) or "", message.get("metadata") or {})
        message.set("language", guess.language, add_to_output=True)
        message.set("language_confidence", guess.confidence, add_to_output=True)
        if guess.language is not None:
            found = language_entity(guess.language, guess.confidence)
            message.set(ENTITIES, [*message.get(ENTITIES, []), found], add_to_output=True)

    def decide(self, text: str, metadata: dict[str, Any]) -> Guess:
        """The language to go on in, and how surely the message is in it.

        Args:
            text: As typed.
            metadata: May hold ``language`` and ``language_fixed``, as the conversation stands.
        """
        current = metadata.get("language")
        if current and metadata.get("language_fixed"):
            return Guess(current, 1.0)
        guess = self._tongues.guess(text)
        enough = self._change if current else self._first
        return guess if guess.language and guess.confidence >= enough else Guess(current, guess.confidence)


def language_entity(language: str, confidence: float = 1.0) -> dict[str, Any]:
    """The entity that fills the slot; it stands for the whole message, so it has no place in the text."""
    return {
        "entity": ENTITY,
        "value": language,
        "start": 0,
        "end": 0,
        "confidence_entity": confidence,
        "extractor": EXTRACTOR,
    }
