"""All files of a content root together, as content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from ruamel.yaml.nodes import ScalarNode

from content.errors import ContentConflict
from content.files.documents import Block, Document, Response
from content.files.nodes import get, items, pairs, scalar
from content.files.scalars import one_line
from content.files.thresholds import thresholds_of
from content.files.variants import answer_of
from content.topics import FAQ, Answer, Content, Kind, Phrase, Topic

CONFIG = "config.yml"
DOMAIN = "domain.yml"
OUTSIDE = "out_of_scope"
SAYING = "utter_"
TITLE = "utter_title/"
DEFAULT_LANGUAGE = "it"


class Placed(NamedTuple):
    """A block in its file."""

    document: Document
    block: Block


class Answered(NamedTuple):
    """A response in its file."""

    document: Document
    response: Response


class Shelf:
    """The files of a content root, read.

    Args:
        documents: By path inside the root; ``config.yml`` among them.

    Raises:
        ContentConflict: A response stands in two files.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.blocks: dict[str, list[Placed]] = defaultdict(list)
        self.responses: dict[str, Answered] = {}
        self._rules: dict[str, str] = {}
        for document in documents.values():
            self._take(document)

    @cached_property
    def language(self) -> str:
        """What is said where no language is asked for."""
        config = self.documents.get(CONFIG)
        return (scalar(get(config.root, "language")) if config else None) or DEFAULT_LANGUAGE

    @cached_property
    def content(self) -> Content:
        """Everything that editors work on.

        Raises:
            ContentUnreadable: A threshold is no number.
        """
        topics = {name: self._topic(name) for name in self.names}
        taken = {name for topic in topics.values() for name in names_of(topic)}
        phrases = {name: Phrase(name, self.answers(name)) for name in self.responses if name not in taken}
        config = self.documents.get(CONFIG)
        return Content(topics, phrases, thresholds_of(config) if config else {})

    @cached_property
    def names(self) -> list[str]:
        """Of the topics: intents with ways of asking, and answers that nobody asks for yet."""
        said = (name.removeprefix(SAYING) for name in self.responses)
        return list(dict.fromkeys([*self.blocks, *(name for name in said if name.startswith(FAQ))]))

    def answers(self, response: str) -> tuple[Answer, ...]:
        """What a response says; nothing where there is none."""
        found = self.responses.get(response)
        return tuple(answer_of(one, self.language) for one in items(found.response.node)) if found else ()

    def kind(self, name: str) -> Kind:
        """Of a topic: how its rule answers."""
        if name.startswith(FAQ):
            return "faq"
        if name == OUTSIDE:
            return "outside"
        return "talk" if self._rules.get(name) == SAYING + name else "acting"

    def stated(self, key: str) -> frozenset[str]:
        """Names that the domain declares: ``intents``, ``actions``, ``slots``, ``entities``, ``forms``."""
        domain = self.documents.get(DOMAIN)
        node = get(domain.root, key) if domain else None
        listed = (one if isinstance(one, ScalarNode) else next(iter(one.value))[0] for one in items(node))
        names = (scalar(one) for one in listed)
        return frozenset([*(name for name in names if name), *(name for name, _, _ in pairs(node))])

    @property
    def rules(self) -> Mapping[str, str]:
        """What each intent's rule does first."""
        return self._rules

    def _take(self, document: Document) -> None:
        for block in document.blocks:
            self.blocks[block.intent].append(Placed(document, block))
        for name, response in document.responses.items():
            if name in self.responses:
                other = self.responses[name].document.file
                raise ContentConflict(f"{name} stands in {other} and in {document.file}")
            self.responses[name] = Answered(document, response)
        self._rules.update(document.answers)

    def _topic(self, name: str) -> Topic:
        blocks = [placed.block for placed in self.blocks.get(name, [])]
        kind = self.kind(name)
        return Topic(
            name=name,
            kind=kind,
            category=next((one.category for one in blocks if one.category), ""),
            titles=titles(self.answers(TITLE + name.removeprefix(FAQ))),
            examples=self._examples(blocks),
            answers=() if kind == "acting" else self.answers(SAYING + name),
        )

    def _examples(self, blocks: Iterable[Block]) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for block in blocks:
            if block.texts:
                language = block.language or self.language
                found[language] = (*found.get(language, ()), *block.texts)
        return found


def names_of(topic: Topic) -> list[str]:
    """The responses that are a topic's own."""
    spoken = [] if topic.kind == "acting" else [SAYING + topic.name]
    return [*spoken, TITLE + topic.slug]


def titles(answers: Iterable[Answer]) -> dict[str, str]:
    """By language: the first that is for every occasion."""
    found: dict[str, str] = {}
    for answer in answers:
        if one_line(answer.text) and answer.channel is None and answer.manner is None:
            found.setdefault(answer.language, one_line(answer.text))
    return found
