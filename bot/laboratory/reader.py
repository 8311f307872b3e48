"""Reads messages as the live pipeline does: with its own components, one after the other."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.classifier import LikenessClassifier
from bot.components.doubt import Doubt
from bot.components.entities import EntityFinder
from bot.components.language import LanguageDetector
from bot.laboratory.errors import BadContent

Kind = TypeVar("Kind")
Config = dict[str, Any]
Parse = dict[str, Any]


@dataclass(frozen=True)
class Reader:
    """The components that say what a message means, whether that is sure enough, and in which language.

    The tone is left out: nothing is decided by it.
    """

    language: LanguageDetector
    entities: EntityFinder
    classifier: LikenessClassifier
    doubt: Doubt

    @property
    def components(self) -> tuple[Any, ...]:
        """In the order in which they read."""
        return self.language, self.entities, self.classifier, self.doubt

    def expect(self, texts: Sequence[str]) -> None:
        """Prepares for many messages at once."""
        self.classifier.model.expect(texts)

    def parse(self, text: str, language: str | None = None) -> Parse:
        """The parse of a message.

        Args:
            text: As a shopper writes it.
            language: The conversation's so far.
        """
        # As in a turn, where a leading slash would be a command.
        message = Message({TEXT: text.lstrip(" \t\r\n/"), "metadata": {"language": language}})
        for component in self.components:
            component.process([message])
        return dict(message.data)


def reader_of(config: Config, classifier: LikenessClassifier) -> Reader:
    """A reader as a configuration describes it, around a classifier that has learned.

    Raises:
        BadContent: A component is missing, or can't be made from what the file says.
    """
    try:
        return Reader(
            _made(config, LanguageDetector),
            _made(config, EntityFinder),
            classifier,
            _made(config, Doubt),
        )
    except (KeyError, TypeError, ValueError, OSError, LookupError) as exc:
        raise BadContent("config.yml has a component that can't be made.") from exc


def stated(config: Config, kind: type[Any]) -> Config:
    """What a configuration says of the one component of a kind.

    Raises:
        BadContent: It has none.
    """
    for component in config.get("pipeline") or []:
        module, _, name = str(component.get("name")).rpartition(".")
        if name == kind.__name__ and importlib.import_module(kind.__module__).__name__ == module:
            return {**kind.get_default_config(), **component}
    raise BadContent(f"config.yml has no {kind.__name__}.")


def _made(config: Config, kind: type[Kind]) -> Kind:
    hashable: Any = kind
    found: Kind = _component(hashable, json.dumps(stated(config, kind), sort_keys=True, default=str))
    return found


@lru_cache(maxsize=16)
def _component(kind: type[Any], config: str) -> Any:
    """A component that has nothing to learn; making spaCy's tokenizers takes as long as learning a draft."""
    return kind(json.loads(config))
