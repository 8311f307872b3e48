"""Writing ways of asking: lines of ``examples``, and new items of ``nlu``."""

from __future__ import annotations

from collections.abc import Sequence

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from content.errors import ContentConflict
from content.files.documents import Block, Document, example_of
from content.files.mappings import Change, edited
from content.files.nodes import (
    after_line,
    end,
    end_of_line,
    get,
    is_flow,
    items,
    line_start,
    plain,
    scalar,
    start,
)
from content.files.scalars import double_quoted, flow, one_line, word
from content.files.splices import Splice
from content.files.wording import STEP


def changed(
    document: Document, block: Block, texts: Sequence[str], category: str, default: str
) -> list[Splice]:
    """What makes a block hold these examples, of a topic of this category.

    Lines that stay, stay as they are written; an empty category takes the topic out of any.

    Raises:
        ContentConflict: It can't be changed where it stands.
    """
    asked, shelved = block.texts != tuple(texts), (block.category or "") != category
    if not is_flow(block.node):
        return [
            *(_texts(document, block, texts) if asked else []),
            *(_category(document, block, category, default) if shelved else []),
        ]
    changes = [Change("examples", double_quoted("".join(f"- {text}\n" for text in texts)))] if asked else []
    if shelved:
        changes.append(Change("metadata", flow(_metadata(block, category, default)) or None))
    return edited(document.text, block.node, changes, document.newline) if changes else []


def _texts(document: Document, block: Block, texts: Sequence[str]) -> list[Splice]:
    node = block.examples
    if isinstance(node, SequenceNode) and not node.flow_style and node.value and texts:
        return [_as_items(document, node, texts)]
    indent = " " * block.node.value[0][0].start_mark.column + STEP
    if isinstance(node, ScalarNode) and node.style == "|" and texts:
        return [_as_lines(document, node, texts, indent)]
    written = _lines(texts, indent, document.newline) if texts else '""'
    return edited(document.text, block.node, [Change("examples", written)], document.newline)


def _category(document: Document, block: Block, category: str, default: str) -> list[Splice]:
    metadata = get(block.node, "metadata")
    rest = _metadata(block, category, default)
    if isinstance(metadata, MappingNode) and metadata.value and rest:
        value = word(category) if category else None
        return edited(document.text, metadata, [Change("category", value)], document.newline)
    stated = Change("metadata", flow(rest) if rest else None, before="examples")
    return edited(document.text, block.node, [stated], document.newline)


def _metadata(block: Block, category: str, default: str) -> dict[str, object]:
    found = plain(get(block.node, "metadata"))
    rest = {name: value for name, value in (found or {"language": default}).items() if name != "category"}
    return {**rest, "category": category} if category else rest


def new_block(intent: str, language: str, category: str, texts: Sequence[str], newline: str) -> str:
    """The lines of a block at the left edge, without the last newline."""
    metadata = {"language": language, **({"category": category} if category else {})}
    written = _lines(texts, STEP * 2, newline) if texts else '""'
    rows = [f"- intent: {word(intent)}", f"  metadata: {flow(metadata)}", f"  examples: {written}"]
    return newline.join(rows)


def added(document: Document, last: Block, block: str) -> Splice:
    """What adds a block behind another."""
    text = document.text
    at, newline = after_line(text, end(text, last.node)), document.newline
    gap = newline if text[:at].endswith("\n") else newline * 2
    dash = _dash(document, last)
    lines = [" " * dash + line if line else line for line in block.split(newline)]
    return Splice(at, at, gap + newline.join(lines) + newline)


def section(document: Document, blocks: Sequence[str]) -> Splice:
    """What adds the first blocks to a file that has none."""
    text, newline = document.text, document.newline
    gap = "" if not text or text.endswith("\n") else newline
    if get(document.root, "nlu") is not None:
        raise ContentConflict(f"{document.file} has ways of asking of another kind")
    body = (newline * 2).join(blocks)
    return Splice(len(text), len(text), f"{gap}{newline}nlu:{newline}{body}{newline}")


def removed(document: Document, block: Block) -> Splice:
    """What takes a block away, with the blank lines behind it."""
    text = document.text
    _dash(document, block)
    finish = after_line(text, end(text, block.node))
    while finish < len(text) and not text[finish : end_of_line(text, finish)].strip():
        finish = after_line(text, finish)
    return Splice(line_start(text, start(block.node)), finish, "")


def _dash(document: Document, block: Block) -> int:
    """The column of a block's dash."""
    first = line_start(document.text, start(block.node))
    before = document.text[first : start(block.node)]
    if before.strip() != "-":
        raise ContentConflict(f"the examples of {document.file} are not in lines of their own")
    return before.index("-")


def _lines(texts: Sequence[str], indent: str, newline: str) -> str:
    return newline.join(["|", *(f"{indent}- {text}" for text in texts)])


def _as_lines(document: Document, node: ScalarNode, texts: Sequence[str], indent: str) -> Splice:
    """The lines of a block after ``|``; a line that is no example stays above the one it stood above."""
    text = document.text
    first, finish = after_line(text, start(node)), end(text, node)
    raw = text[first:finish].split(document.newline) if finish > first else []
    own = next((line[: len(line) - len(line.lstrip())] for line in raw if line.strip()), "") or indent
    kept, above = list[tuple[str, list[str]]](), list[str]()
    for line in raw:
        said = example_of(line[len(own) :]) if line.startswith(own) else None
        above.append(line)
        if said:
            kept.append((said, above))
            above = []
    rows: list[str] = []
    for wanted in texts:
        match = next((one for one in kept if one[0] == wanted), None)
        rows += match[1] if match else [f"{own}- {wanted}"]
        if match:
            kept.remove(match)
    if not raw:
        gap = "" if text[:first].endswith("\n") else document.newline
        return Splice(first, first, gap + document.newline.join(rows) + document.newline)
    return Splice(first, finish, document.newline.join([*rows, *above]))


def _as_items(document: Document, node: SequenceNode, texts: Sequence[str]) -> Splice:
    """Examples that are items with metadata of their own."""
    text, indent = document.text, " " * node.start_mark.column
    kept, at = [], line_start(text, start(node.value[0]))
    first = at
    for one in items(node):
        finish = after_line(text, end(text, one))
        kept.append((one_line(scalar(get(one, "text")) or ""), text[at:finish]))
        at = finish
    rows = []
    for wanted in texts:
        match = next((one for one in kept if one[0] == wanted), None)
        rows.append(match[1] if match else f"{indent}- text: {double_quoted(wanted)}{document.newline}")
        if match:
            kept.remove(match)
    whole = "".join(row if row.endswith("\n") else row + document.newline for row in rows)
    return Splice(first, at, whole)
