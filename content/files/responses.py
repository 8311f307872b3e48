"""Writing responses: lists of wordings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ruamel.yaml.nodes import MappingNode, Node

from content.errors import ContentConflict
from content.files import wording
from content.files.documents import Document, Response
from content.files.nodes import after_line, end, end_of_line, get, is_flow, items, line_start, pairs, start
from content.files.scalars import word
from content.files.splices import Splice, spliced
from content.files.variants import answer_of
from content.topics import LIMITS, Answer

Match = tuple[Answer, MappingNode | None]


def with_answers(
    document: Document, response: Response, answers: Sequence[Answer], default: str
) -> list[Splice]:
    """What makes a response have these wordings; those that stay, stay as they are written.

    Raises:
        ContentConflict: It can't be changed where it stands.
    """
    old = items(response.node)
    if [answer_of(one, default) for one in old] == list(answers):
        return []
    if not answers:
        return [_gone(document, response)]
    matched = _matched(answers, old, default)
    if is_flow(response.node) or not old:
        return [_in_brackets(document, response, matched, default)]
    return _as_list(document, response, matched, default)


def added(document: Document, found: Sequence[tuple[str, Sequence[Answer]]], default: str) -> list[Splice]:
    """What adds responses at the end of a file's own."""
    made = [(name, answers) for name, answers in found if answers]
    if not made:
        return []
    text, newline = document.text, document.newline
    section = get(document.root, "responses")
    if section is None or not list(pairs(section)):
        return [_new_section(document, section, made, default)]
    if is_flow(section):
        raise ContentConflict(f"the responses of {document.file} stand in brackets")
    indent = " " * section.value[0][0].start_mark.column
    at = after_line(text, end(text, section))
    gap = "" if text[:at].endswith("\n") else newline
    lines = "".join(rendered(name, answers, default, indent, newline) + newline for name, answers in made)
    return [Splice(at, at, gap + lines)]


def rendered(name: str, answers: Sequence[Answer], default: str, indent: str, newline: str) -> str:
    """The lines of a response, without the last newline."""
    rows = [f"{indent}- {wording.new(one, default, indent + wording.STEP, newline)}" for one in answers]
    return newline.join([f"{indent}{word(name)}:", *rows])


def _new_section(
    document: Document, section: Node | None, made: Sequence[tuple[str, Sequence[Answer]]], default: str
) -> Splice:
    text, newline = document.text, document.newline
    lines = "".join(
        newline + rendered(name, answers, default, wording.STEP, newline) for name, answers in made
    )
    if section is None:
        gap = "" if not text or text.endswith("\n") else newline
        return Splice(len(text), len(text), f"{gap}{newline}responses:{lines}{newline}")
    key = next(key for name, key, _ in pairs(document.root) if name == "responses")
    return Splice(end(text, key), end_of_line(text, end(text, key)), f":{lines}")


def _matched(answers: Sequence[Answer], old: Sequence[Node], default: str) -> list[Match]:
    """Each answer with the wording it was: the same, or for the same occasion, or of the same text."""
    left = [(answer_of(one, default), one) for one in old if isinstance(one, MappingNode)]
    found: dict[int, MappingNode] = {}
    for alike in (_same, _same_occasion, _same_text):
        for at, answer in enumerate(answers):
            match = next((one for one in left if at not in found and alike(one[0], answer)), None)
            if match is not None:
                found[at] = match[1]
                left.remove(match)
    return [(answer, found.get(at)) for at, answer in enumerate(answers)]


def _same(one: Answer, other: Answer) -> bool:
    return one == other


def _same_occasion(one: Answer, other: Answer) -> bool:
    names = ("language", *LIMITS)
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _same_text(one: Answer, other: Answer) -> bool:
    return bool(one.text) and one.text == other.text and one.language == other.language


class _Item(NamedTuple):
    """An item of a list: where the comments above it begin, its own line, and where its last line ends."""

    above: int
    start: int
    end: int


def _as_list(document: Document, response: Response, matched: Sequence[Match], default: str) -> list[Splice]:
    text, newline = document.text, document.newline
    places = _items(text, response.node)
    nodes = items(response.node)
    indent = " " * response.node.start_mark.column
    pieces = []
    for answer, node in matched:
        if node is None:
            pieces.append(
                f"{indent}- {wording.new(answer, default, indent + wording.STEP, newline)}{newline}"
            )
            continue
        at = places[nodes.index(node)]
        splices = (
            []
            if answer_of(node, default) == answer
            else wording.changed(text, node, answer, default, newline)
        )
        piece = spliced(text, splices, at.above, at.end)
        pieces.append(piece if piece.endswith("\n") else piece + newline)
    return [Splice(places[0].above, places[-1].end, "".join(pieces))]


def _items(text: str, node: Node) -> list[_Item]:
    column, above, found = node.start_mark.column, -1, []
    for one in items(node):
        first = line_start(text, start(one))
        if start(one) < max(above, start(node)) or text[first : first + column + 1].strip() != "-":
            raise ContentConflict("a wording stands elsewhere, or not behind its dash")
        finish = after_line(text, end(text, one))
        found.append(_Item(first if above < 0 else above, first, finish))
        above = finish
    return found


def _in_brackets(document: Document, response: Response, matched: Sequence[Match], default: str) -> Splice:
    text = document.text
    parts = []
    for answer, node in matched:
        if node is None:
            parts.append(wording.new_in_brackets(answer, default))
            continue
        same = answer_of(node, default) == answer
        splices = [] if same else wording.changed(text, node, answer, default, document.newline)
        parts.append(spliced(text, splices, start(node), end(text, node)))
    found = "[" + ", ".join(parts) + "]"
    if not items(response.node) and not is_flow(response.node):
        at = end(text, response.key)
        return Splice(at, end_of_line(text, at), f": {found}")
    return Splice(start(response.node), end(text, response.node), found)


def _gone(document: Document, response: Response) -> Splice:
    """A response's lines, with a comment that stands right above."""
    text = document.text
    first = line_start(text, start(response.key))
    if text[first : start(response.key)].strip():
        raise ContentConflict(f"{response.name} shares its line with others")
    finish = after_line(text, end(text, response.node))
    while first and text[line_start(text, first - 1) : first].lstrip().startswith("#"):
        first = line_start(text, first - 1)
    return Splice(first, finish, "")
