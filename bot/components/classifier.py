"""Graph component: the intent of a message, and the topic of a question, by one linear classifier."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import fields
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import ngrams, reading, wording
from bot.components.ngrams import NgramClassifier, Settings, Verdict
from bot.components.reading import as_parse
from bot.components.wording import plain


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(IntentClassifier, GraphComponent):
    """Word and character n-grams under logistic regression; needs no tokenizer and no featurizer.

    Retrieval intents (``faq/returns``) are classes of their own: one decision gives intent and answer, so
    Rasa's ``ResponseSelector``, and TensorFlow with it, is not needed. The parse is filled the way that
    ``utter_<retrieval intent>`` reads it.

    A trained model is JSON and arrays, not pickle; still, load only models that you built: Rasa's own
    archive names classes to import.

    Configuration: the attributes of ``bot.components.ngrams.Settings``, and
        closeness_weight: 0 takes the probability as the confidence; 1 multiplies it by the closeness to the
            nearest training example, which lowers it for what nobody has trained; between, a power of it.

    Output: ``intent``, ``intent_ranking`` (full names), ``response_selector``, ``closeness``.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._storage = model_storage
        self._resource = resource
        self._closeness_weight = float(config["closeness_weight"])
        chosen = {field.name: config[field.name] for field in fields(Settings) if field.name in config}
        self._classifier = NgramClassifier(Settings(**chosen), plain)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        return {"closeness_weight": 0.5}

    @staticmethod
    def required_packages() -> list[str]:
        """What has to be installed."""
        return ["sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Called by Rasa, whose cache of trained components knows only this class's own source."""
        sources = [inspect.getsource(module) for module in (ngrams, reading, wording)]
        return hashlib.sha256("".join(sources).encode()).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearClassifier:
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
    ) -> LinearClassifier:
        """Called by Rasa before serving."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._classifier.restore(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa; learns and stores."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._classifier.fit([e.get(TEXT) for e in examples], [e.get_full_intent() for e in examples])
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa while training; nothing later in the pipeline learns from this one."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            verdict = self._classifier.judge(message.get(TEXT) or "")
            for key, value in as_parse(self._weighed(verdict), self._classifier.labels).items():
                message.set(key, value, add_to_output=True)
            message.set("closeness", verdict.closeness, add_to_output=True)
        return messages

    def _weighed(self, verdict: Verdict) -> list[tuple[str, float]]:
        factor = verdict.closeness**self._closeness_weight
        return [(label, probability * factor) for label, probability in verdict.ranking]
