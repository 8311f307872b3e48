"""Graph component: when the assistant is not sure enough to answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.wording import plain

ASK = "ask"
GIVE_UP = "give_up"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(GraphComponent):
    """Replaces the intent by ``nlu_fallback`` where its confidence is too low, and says how low.

    The ranking stays as the classifier made it: whoever looks later sees what was understood, and how well.

    The thresholds are those which the classifier has learned for the topic (``thresholds`` in the message);
    where it has learned none, those below.

    Configuration:
        upper: At or above this confidence (0 to 1) the reading stands.
        lower: Below it, asking back is pointless, and ``doubt`` is ``give_up``; between the two, ``ask``.
        topics: ``{faq/returns: {lower: 0.2, upper: 0.6}}``: fixed by hand, whatever was learned.
        words: A message of fewer words is asked about even then: there was little to understand.

    Output: ``doubt``: None, ``ask`` or ``give_up``.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._upper = float(config["upper"])
        self._lower = float(config["lower"])
        self._words = int(config["words"])
        self._topics: dict[str, dict[str, float]] = config["topics"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        return {"upper": 0.45, "lower": 0.1, "words": 4, "topics": {}}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Doubt:
        """Called by Rasa."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            confidence = float((message.get("intent") or {}).get("confidence") or 0.0)
            lower, upper = self.thresholds(message)
            doubt = self.about(confidence, message.get(TEXT) or "", lower, upper)
            message.set("doubt", doubt, add_to_output=True)
            if doubt:
                message.set("intent", {"name": "nlu_fallback", "confidence": confidence}, add_to_output=True)
        return messages

    def thresholds(self, message: Message | Mapping[str, Any]) -> tuple[float, float]:
        """Lower and upper threshold for a message's best reading, be it a message or its parse."""
        ranking = message.get("intent_ranking") or [{"name": None}]
        return self.stated(ranking[0]["name"], message.get("thresholds"))

    def stated(self, label: str | None, learned: Mapping[str, float] | None) -> tuple[float, float]:
        """Lower and upper threshold of a label: by hand, else learned, else usual."""
        known = {**(learned or {}), **self._topics.get(label or "", {})}
        return float(known.get("lower", self._lower)), float(known.get("upper", self._upper))

    def about(self, confidence: float, text: str, lower: float, upper: float) -> str | None:
        """None where the reading stands, ``ask`` or ``give_up`` where it does not."""
        if confidence >= upper:
            return None
        long_enough = len(plain(text).split()) >= self._words
        return GIVE_UP if confidence < lower and long_enough else ASK
