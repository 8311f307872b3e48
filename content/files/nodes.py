"""YAML's nodes and where they stand in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from content.errors import ContentUnreadable

BLOCK_STYLES = ("|", ">")


def compose(text: str, file: str) -> Node | None:
    """The nodes of a text; None where it is empty.

    Args:
        text: YAML 1.2.
        file: What to call it when it can't be read.

    Raises:
        ContentUnreadable: It is no YAML, or says a key twice.
    """
    try:
        root: Node | None = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ContentUnreadable(
            file, mark.line + 1 if mark else 0, str(error.problem or "no YAML")
        ) from error
    except YAMLError as error:
        raise ContentUnreadable(file, 0, str(error).splitlines()[0] if str(error) else "no YAML") from error
    _refuse_repeated(root, file)
    return root


def pairs(node: Node | None) -> Iterator[tuple[str, Node, Node]]:
    """A mapping's keys, as text and as nodes, with their values; nothing where it is no mapping."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield (key.value if isinstance(key, ScalarNode) else ""), key, value


def get(node: Node | None, key: str) -> Node | None:
    """A mapping's value; None where there is none."""
    return next((value for name, _, value in pairs(node) if name == key), None)


def items(node: Node | None) -> list[Node]:
    """A sequence's items; none where it is no sequence."""
    return list(node.value) if isinstance(node, SequenceNode) else []


def scalar(node: Node | None) -> str | None:
    """What a scalar says, whatever it looks like to YAML; None where it is none, or empty without quotes."""
    if not isinstance(node, ScalarNode) or (node.style is None and node.value in ("", "~", "null")):
        return None
    return str(node.value)


def plain(node: Node | None) -> Any:
    """Nodes as lists, dictionaries and texts."""
    if isinstance(node, MappingNode):
        return {name: plain(value) for name, _, value in pairs(node)}
    if isinstance(node, SequenceNode):
        return [plain(one) for one in node.value]
    return scalar(node)


def is_flow(node: Node | None) -> bool:
    """Whether it is a mapping or a sequence in brackets."""
    return isinstance(node, MappingNode | SequenceNode) and bool(node.flow_style)


def start(node: Node) -> int:
    """Where it begins in the text."""
    return int(node.start_mark.index)


def end(text: str, node: Node) -> int:
    """Where the last of its content ends: before comments, blank lines and the line's end."""
    if isinstance(node, ScalarNode):
        return _end_of_block(text, node) if node.style in BLOCK_STYLES else int(node.end_mark.index)
    if is_flow(node) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    if not isinstance(last, tuple):
        return end(text, last)
    key, value = last
    return end(text, value) if stands_after(value, key) else end_of_line(text, end(text, key))


def stands_after(value: Node, key: Node) -> bool:
    """Whether a key's value is written after it: not nothing, and not the alias of something elsewhere."""
    nothing = isinstance(value, ScalarNode) and value.start_mark.index == value.end_mark.index
    return not nothing and start(value) >= int(key.end_mark.index)


def line_start(text: str, at: int) -> int:
    """Where the line begins in which a place is."""
    return text.rfind("\n", 0, at) + 1


def end_of_line(text: str, at: int) -> int:
    """Where the line ends in which a place is, before its newline."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def after_line(text: str, at: int) -> int:
    """Where the next line begins."""
    return min(end_of_line(text, at) + 1, len(text))


def _end_of_block(text: str, node: ScalarNode) -> int:
    """Of a scalar after ``|`` or ``>``: the end of its last line that isn't blank."""
    finish = min(int(node.end_mark.index), len(text))
    return end_of_line(text, start(node) + len(text[start(node) : finish].rstrip()))


def _refuse_repeated(node: Node | None, file: str) -> None:
    """YAML's later key silently wins over the earlier: here it is an error."""
    names: set[str] = set()
    for name, key, value in pairs(node):
        if name in names:
            raise ContentUnreadable(file, key.start_mark.line + 1, f"“{name}” stands there twice")
        names.add(name)
        _refuse_repeated(value, file)
    for one in items(node):
        _refuse_repeated(one, file)
