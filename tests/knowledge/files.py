"""What the tests ask of data/faq and data/nlu, read without Rasa."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

DATA = Path(__file__).parents[2] / "data"
LANGUAGES = ("it", "en")

# They have titles, to be named or offered on a button, and are no questions to the shop.
NO_TOPICS = {"ask_person", "complaint", "out_of_scope"}

Language = Literal["it", "en"]
Category = Literal[
    "delivery", "returns", "payment", "orders", "products", "account", "promotions", "shop", "conversation"
]
Text = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class InEnglish(_Strict):
    """Rasa's condition on a response variant that is said in English."""

    type: Literal["slot"]
    name: Literal["language"]
    value: Literal["en"]


class WithLei(_Strict):
    """Rasa's condition on a variant in Italian that a shop says which calls its customers "lei"."""

    type: Literal["slot"]
    name: Literal["manner"]
    value: Literal["lei"]


class Button(_Strict):
    """What the shopper can tap."""

    title: Text
    payload: Text


class Variant(_Strict):
    """One way to say a response."""

    text: Text
    condition: Annotated[list[InEnglish | WithLei], Field(min_length=1, max_length=1)] = []
    channel: Text | None = None
    buttons: Annotated[list[Button], Field(min_length=1, max_length=3)] = []

    @property
    def language(self) -> Language:
        """Italian is what is said where English isn't asked for."""
        return "en" if any(isinstance(condition, InEnglish) for condition in self.condition) else "it"


class Metadata(_Strict):
    """Which language a block of examples is in, and what the topic is about."""

    language: Language
    category: Category


class Block(_Strict):
    """The examples of one intent in one language."""

    intent: Text
    metadata: Metadata
    examples: Text


class Document(_Strict):
    """A file of Rasa's training data, format 3.1, as far as data/faq and data/nlu use it."""

    version: Literal["3.1"]
    nlu: Annotated[list[Block], Field(min_length=1)]
    responses: dict[str, Annotated[list[Variant], Field(min_length=1)]] = {}


class _UniqueKeys(yaml.SafeLoader):
    """YAML's later key silently wins over the earlier: here it is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        if len(keys) != len(set(keys)):
            raise yaml.constructor.ConstructorError(None, None, f"a key twice in {keys}", node.start_mark)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Example:
    """A message that somebody may write, and what it means."""

    text: str
    intent: str
    language: Language

    @property
    def letters(self) -> str:
        """The text without capitals, punctuation and spaces; a message of emoji only keeps them."""
        return re.sub(r"[\W_]+", "", self.text.casefold()) or self.text.strip()

    @property
    def normal(self) -> str:
        """The letters without accents either, which phones add and people leave out."""
        return unaccented(self.letters)

    @property
    def words(self) -> list[str]:
        """The words without capitals, accents and punctuation, in their order."""
        return re.findall(r"[^\W_]+", unaccented(self.text.casefold()))


def unaccented(text: str) -> str:
    """The text as who leaves out accents types it."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@cache
def read(path: Path) -> Document:
    """The file, checked.

    Raises:
        yaml.YAMLError: it is no YAML, or says a key twice.
        pydantic.ValidationError: it is not in the format.
    """
    loader = _UniqueKeys(path.read_text(encoding="utf-8"))
    try:
        return TypeAdapter(Document).validate_python(loader.get_single_data())
    finally:
        loader.dispose()


def faq_files() -> list[Path]:
    """One a topic that only tells."""
    return sorted((DATA / "faq").glob("*.yml"))


def nlu_files() -> list[Path]:
    """One an intent that is no question to the shop, or one that acts."""
    return sorted((DATA / "nlu").glob("*.yml"))


def topic_files() -> list[Path]:
    """One a topic, whether it only tells or acts too: what has a title can be offered to a shopper."""
    titled = (path for path in nlu_files() if f"utter_title/{path.stem}" in read(path).responses)
    return faq_files() + [path for path in titled if path.stem not in NO_TOPICS]


def examples(document: Document) -> Iterator[Example]:
    """Every example of the file, without its dash."""
    for block in document.nlu:
        for line in block.examples.splitlines():
            yield Example(line.removeprefix("- ").strip(), block.intent, block.metadata.language)


def all_examples() -> list[Example]:
    """Every example of every file."""
    return [example for path in faq_files() + nlu_files() for example in examples(read(path))]
