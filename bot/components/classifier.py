"""Graph component: the intent of a message, and the topic of a question, by likeness to the examples."""

from __future__ import annotations

import shutil
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import thresholds
from bot.components.likeness import LikenessModel, Settings, Verdict
from bot.components.reading import as_parse
from bot.components.requests import Request, requests_in
from bot.components.sources import fingerprint
from bot.components.thresholds import Prices, Thresholds, learn_thresholds, outcomes
from bot.components.unseen import unseen_of, write_unseen

THRESHOLDS = "thresholds.yml"
UNSEEN = "unseen.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LikenessClassifier(IntentClassifier, GraphComponent):
    """Reads a message as what the examples that it is most like are; needs no tokenizer, no featurizer.

    Likeness is of words and letters first; where that leaves doubt, of meaning, by sentence encoders.
    Retrieval intents (``faq/returns``) are classes of their own: one decision gives intent and answer, so
    Rasa's ``ResponseSelector``, and TensorFlow with it, is not needed. The parse is filled the way that
    ``utter_<retrieval intent>`` reads it.

    A trained model is JSON and arrays, not pickle; still, load only models that you built: Rasa's own
    archive names classes to import.

    Configuration: the attributes of ``bot.components.likeness.Settings`` (``encoders: []`` for none), and
        price_of_error: What a wrong answer costs, in needless handovers.
        price_of_question: What asking "did you mean…?" costs.
        small_talk: Labels that are no request; a greeting before a question does not make two of it.
        thresholds_file: Where training writes the thresholds for people to read; None for the model only.

    Output: ``intent``, ``intent_ranking`` (full names), ``response_selector``, ``out_of_scope`` (how likely
    it is), ``thresholds`` (of the best reading), ``understanding`` (which view had the last word, and which
    encoders are missing). Only where a message holds several different requests: ``requests``, a list of
    ``{intent, confidence, text}`` in the order of writing; ``intent`` and the rest are then of the first.
    """

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._storage = model_storage
        self._resource = resource
        self._prices = Prices(float(config["price_of_error"]), float(config["price_of_question"]))
        self._told_in = config["thresholds_file"]
        settings = _settings(config)
        self._model = LikenessModel(settings)
        self._no_requests = {*config["small_talk"], settings.outside}
        self._thresholds: dict[str, Thresholds] = {}

    @classmethod
    def of(
        cls, config: dict[str, Any], model: LikenessModel, learned: dict[str, Thresholds]
    ) -> LikenessClassifier:
        """A component that reads with a model which nobody has stored, as it would if it were."""
        nowhere: Any = None
        made = cls({**cls.get_default_config(), **config}, nowhere, nowhere)
        made._model, made._thresholds = model, learned
        return made

    @property
    def model(self) -> LikenessModel:
        """What it compares with."""
        return self._model

    @property
    def thresholds(self) -> dict[str, Thresholds]:
        """By label; what is fixed by hand is not among them."""
        return self._thresholds

    @property
    def prices(self) -> Prices:
        """What thresholds are learned from."""
        return self._prices

    @staticmethod
    def settings(config: dict[str, Any]) -> Settings:
        """How its model is made."""
        return _settings(config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        return {
            "price_of_error": 5.0,
            "price_of_question": 0.25,
            "small_talk": [
                "affirm",
                "cancel",
                "deny",
                "goodbye",
                "greet",
                "inform",
                "set_language",
                "thanks",
            ],
            "thresholds_file": None,
        }

    @staticmethod
    def required_packages() -> list[str]:
        """What has to be installed."""
        return ["sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Called by Rasa, whose cache of trained components knows only this class's own source."""
        return fingerprint(_settings(config).encoders)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LikenessClassifier:
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
    ) -> LikenessClassifier:
        """Called by Rasa before serving."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._model.restore(folder)
            component._thresholds = thresholds.read(folder / THRESHOLDS)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Called by Rasa; learns and stores."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        labels = [e.get_full_intent() for e in examples]
        unseen = self._model.fit([e.get(TEXT) for e in examples], labels)
        known = self._model.labels
        seen = outcomes(unseen.probabilities, np.array([known.index(label) for label in labels]))
        self._thresholds = learn_thresholds(seen, known, self._prices)
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
            write_unseen(unseen_of([e.get(TEXT) for e in examples], labels, unseen, known), folder / UNSEEN)
            thresholds.write(
                thresholds.told(self._thresholds, seen, known, self._prices), folder / THRESHOLDS
            )
            self._tell(folder / THRESHOLDS)
        return self._resource

    def _tell(self, written: Path) -> None:
        if self._told_in:
            Path(self._told_in).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(written, self._told_in)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa while training; nothing later in the pipeline learns from this one."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            for key, value in self.read(message.get(TEXT) or "").items():
                message.set(key, value, add_to_output=True)
        return messages

    def read(self, text: str) -> dict[str, Any]:
        """What the parse of a text says."""
        judge = cache(self._model.judge)
        requests = requests_in(text, judge, self._is_request, self._model.settings.outside)
        verdict = requests[0].verdict if requests else judge(text)
        best = self._thresholds.get(verdict.ranking[0][0]) if verdict.ranking else None
        return {
            **as_parse(verdict.ranking, self._model.labels),
            "out_of_scope": 1.0 - verdict.in_scope if verdict.ranking else None,
            "thresholds": best._asdict() if best else None,
            "understanding": {"stage": verdict.stage, "missing": self._model.missing},
            **({"requests": [_told(request) for request in requests]} if requests else {}),
        }

    def _is_request(self, verdict: Verdict) -> bool:
        if not verdict.ranking or verdict.ranking[0][0] in self._no_requests:
            return False
        label, confidence = verdict.ranking[0]
        return confidence >= self._thresholds[label].upper


def _told(request: Request) -> dict[str, Any]:
    label, confidence = request.verdict.ranking[0]
    return {"intent": label, "confidence": confidence, "text": request.text}


def _settings(config: dict[str, Any]) -> Settings:
    chosen = {field.name: config[field.name] for field in fields(Settings) if field.name in config}
    if "encoders" in chosen:
        chosen["encoders"] = tuple(chosen["encoders"] or ())
    return Settings(**chosen)
