"""One file, read: which intents, responses and rules stand in it, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from content.errors import ContentUnreadable
from content.files.nodes import compose, get, items, pairs, scalar
from content.files.scalars import one_line


@dataclass(frozen=True, slots=True)
class Block:
    """The examples of an intent, as one item of ``nlu``.

    Attributes:
        intent: Whose.
        language: ISO 639-1; None where nobody has said.
        category: Of the topic; None where nobody has said.
        node: The item.
    """

    intent: str
    language: str | None
    category: str | None
    node: MappingNode

    @property
    def examples(self) -> Node | None:
        """The node with the examples."""
        return get(self.node, "examples")

    @property
    def texts(self) -> tuple[str, ...]:
        """The examples."""
        found = self.examples
        if isinstance(found, SequenceNode):
            texts = (one_line(scalar(get(item, "text")) or "") for item in items(found))
            return tuple(filter(None, texts))
        stated = (example_of(line) for line in str(scalar(found) or "").splitlines())
        return tuple(text for text in stated if text)


@dataclass(frozen=True, slots=True)
class Response:
    """One of ``responses``.

    Attributes:
        name: ``utter_…``.
        key: The node of its name.
        node: Its wordings.
    """

    name: str
    key: ScalarNode
    node: Node


@dataclass(frozen=True, slots=True)
class Document:
    """A file.

    Attributes:
        file: Its path inside the content root.
        text: What stands in it, without a byte order mark.
        root: Its nodes; None where it is empty.
        blocks: Of intents, in order.
        responses: By name.
        answers: What each intent's rule does first.
        mark: The byte order mark, if there is one.
    """

    file: str
    text: str
    root: Node | None
    blocks: tuple[Block, ...]
    responses: Mapping[str, Response]
    answers: Mapping[str, str]
    mark: str = ""

    @property
    def newline(self) -> str:
        """How lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return (self.mark + self.text).encode("utf-8")


@lru_cache(maxsize=400)
def read(file: str, data: bytes) -> Document:
    """A file's content; the same bytes are read once.

    Raises:
        ContentUnreadable: It is no UTF-8, no YAML, or not in Rasa's format.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ContentUnreadable(file, line, "no UTF-8") from error
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    root = compose(text, file)
    if root is not None and not isinstance(root, MappingNode):
        raise ContentUnreadable(file, 1, "is no mapping")
    return Document(
        file=file,
        text=text,
        root=root,
        blocks=tuple(_block(file, node) for node in items(get(root, "nlu")) if get(node, "intent")),
        responses={
            name: _response(file, name, key, node) for name, key, node in pairs(get(root, "responses"))
        },
        answers=dict(filter(None, map(_answer, items(get(root, "rules"))))),
        mark=mark,
    )


def example_of(line: str) -> str | None:
    """The example that a line of ``examples`` holds; None where it is none, as Rasa reads it."""
    return one_line(line[1:]) if line.startswith("-") else None


def _block(file: str, node: Node) -> Block:
    intent = scalar(get(node, "intent"))
    if not isinstance(node, MappingNode) or not intent:
        raise ContentUnreadable(file, node.start_mark.line + 1, "an intent has no name")
    metadata = get(node, "metadata")
    return Block(intent, scalar(get(metadata, "language")), scalar(get(metadata, "category")), node)


def _response(file: str, name: str, key: Node, node: Node) -> Response:
    wrong = next((one for one in items(node) if not isinstance(one, MappingNode)), None)
    if not isinstance(node, SequenceNode) or not isinstance(key, ScalarNode) or wrong is not None:
        place = wrong or node
        raise ContentUnreadable(file, place.start_mark.line + 1, f"{name} is no list of wordings")
    return Response(name, key, node)


def _answer(rule: Node) -> tuple[str, str] | None:
    """An intent, and what its rule does first."""
    steps = items(get(rule, "steps"))
    for asked, done in pairwise(steps):
        intent, action = scalar(get(asked, "intent")), scalar(get(done, "action"))
        if intent and action:
            return intent, action
    return None
