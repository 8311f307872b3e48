"""Graph component: what a message names — numbers of orders and parcels, addresses, sizes, days, sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from bot.components.tokens import NAMED, pipeline, spans
from bot.components.values import MASKS, VALUES, masked

EXTRACTOR = "EntityFinder"
LONGEST_READ = 4096
# spaCy takes a run of thousands of signs apart one by one.
LONGEST_TOKENIZED = 1000


class Found(NamedTuple):
    """One entity: its name, its value, and where it stands in the text."""

    entity: str
    value: str
    start: int
    end: int


class Rule(NamedTuple):
    """One pattern of the rules file."""

    entity: str
    pattern: re.Pattern[str]
    value: str | None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class EntityFinder(GraphComponent):
    """Finds entities by the rules of a file that a shop can read and change.

    Its ``patterns`` are regular expressions, tried in order without regard to case; what one has taken,
    nothing else can; a group gives the group. Its ``tokens`` and ``phrases`` are spaCy's ``EntityRuler``; a
    phrase has the value that it stands under. Its ``values`` say how an entity's words become its value (see
    ``bot.components.values``). Where a full spaCy pipeline is installed, it adds ``person`` and ``place``.

    Bank account and card numbers are masked: neither the value nor the text of the message that the rest of
    the pipeline, the tracker and the log get to see holds them.

    Configuration:
        rules: Path of the rules file.
        languages: ISO 639-1 codes for which tokens are made; the first where a message's is not known.

    Raises:
        OSError: The rules file is missing.
        re.error: A pattern is no regular expression.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        content = YAML(typ="safe").load(Path(config["rules"]))
        self._values: dict[str, str] = content.get("values") or {}
        self._rules = [
            Rule(str(rule["entity"]), re.compile(rule["pattern"], re.IGNORECASE), rule.get("value"))
            for rule in content["patterns"]
        ]
        ruled = list(_ruled(content))
        self._pipelines = {language: pipeline(language, ruled) for language in config["languages"]}
        self._first = config["languages"][0]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds where ``config.yml`` says nothing."""
        return {"rules": str(Path(__file__).parents[1] / "entities.yml"), "languages": ["it", "en"]}

    @staticmethod
    def required_packages() -> list[str]:
        """What has to be installed."""
        return ["spacy"]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityFinder:
        """Called by Rasa."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa for every message."""
        for message in messages:
            text = message.get(TEXT) or ""
            found = self.find(text, message.get("language"))
            for one in found:
                if one.entity in MASKS:
                    text = text[: one.start] + masked(text[one.start : one.end]) + text[one.end :]
            message.set(TEXT, text, add_to_output=True)
            told = [{**one._asdict(), "extractor": EXTRACTOR} for one in found]
            message.set(ENTITIES, [*message.get(ENTITIES, []), *told], add_to_output=True)
        return messages

    def find(self, text: str, language: str | None = None) -> list[Found]:
        """The entities of a text: what patterns find, in their order, then what spaCy finds."""
        found: list[Found] = []
        for one in [*self._by_pattern(text), *self._by_token(text[:LONGEST_TOKENIZED], language)]:
            if not any(one.start < other.end and other.start < one.end for other in found):
                found.append(one)
        return found

    def _by_pattern(self, text: str) -> Iterator[Found]:
        for rule in self._rules:
            # What must be masked is looked for to the very end.
            read = text if rule.entity in MASKS else text[:LONGEST_READ]
            for match in rule.pattern.finditer(read):
                start, end = match.span(match.lastindex or 0)
                value = rule.value or self._value(rule.entity, text[start:end])
                if value:
                    yield Found(rule.entity, value, start, end)

    def _by_token(self, text: str, language: str | None) -> Iterator[Found]:
        made = self._pipelines.get(language or self._first) or self._pipelines[self._first]
        # Half a surrogate pair is no character for spaCy; places in the text stay as they are.
        for span in spans(made, text.encode("utf-8", "replace").decode("utf-8")):
            entity = NAMED.get(span.label_, span.label_)
            if entity.islower():
                value = span.ent_id_ or self._value(entity, span.text)
                yield Found(entity, value, span.start_char, span.end_char)

    def _value(self, entity: str, words: str) -> str:
        return VALUES[self._values.get(entity, "as_written")](words)


def _ruled(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for rule in content.get("tokens") or []:
        yield {"label": rule["entity"], "pattern": rule["pattern"]}
    for entity, values in (content.get("phrases") or {}).items():
        for value, phrases in values.items():
            for phrase in phrases:
                yield {"label": entity, "pattern": phrase, "id": str(value)}
