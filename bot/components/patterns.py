"""Graph component: what a pattern can find in a message — e-mail addresses, telephone and order numbers."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

LONGEST_READ = 4096


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternExtractor(GraphComponent):
    r"""Finds entities by regular expressions that stand in ``config.yml``, where a shop can change them.

    The patterns are tried in order, without regard to case; what one has taken, a later one can't. A pattern
    with a group gives the group, so that ``ordine (\d+)`` finds the number alone. With ``value`` the entity
    has that value, whatever the words were (``inglese`` → ``en``).

    Configuration:
        patterns: ``[{"entity": "email", "pattern": "…", "value": "…"}]``, ``value`` being optional.

    Raises:
        re.error: A pattern is no regular expression.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._patterns = [
            (str(rule["entity"]), re.compile(rule["pattern"], re.IGNORECASE), rule.get("value"))
            for rule in config["patterns"]
        ]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        return {"patterns": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PatternExtractor:
        """Called by Rasa."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            found = self.find((message.get(TEXT) or "")[:LONGEST_READ])
            message.set(ENTITIES, [*message.get(ENTITIES, []), *found], add_to_output=True)
        return messages

    def find(self, text: str) -> list[dict[str, Any]]:
        """The entities of a text, in the order of the patterns and then of the text."""
        taken: list[tuple[int, int]] = []
        found = []
        for entity, pattern, value in self._patterns:
            for match in pattern.finditer(text):
                start, end = match.span(match.lastindex or 0)
                if any(start < last and first < end for first, last in taken):
                    continue
                taken.append((start, end))
                found.append(_entity(entity, value or text[start:end], start, end))
        return found


def _entity(entity: str, value: str, start: int, end: int) -> dict[str, Any]:
    return {"entity": entity, "value": value, "start": start, "end": end, "extractor": "PatternExtractor"}
