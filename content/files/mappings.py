"""Changing a mapping: some of its keys, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ruamel.yaml.nodes import MappingNode, Node

from content.errors import ContentConflict
from content.files.nodes import after_line, end, end_of_line, is_flow, line_start, stands_after, start
from content.files.splices import Splice


class Change(NamedTuple):
    """One key's new value.

    Attributes:
        key: As it is written.
        value: As it is written; None takes the key away.
        name: What the key says; empty where that is what is written.
        before: The key before which a new one comes; otherwise it comes last.
    """

    key: str
    value: str | None
    name: str = ""
    before: str = ""


def edited(text: str, node: Node, changes: Sequence[Change], newline: str) -> list[Splice]:
    """What makes the changes in the text.

    Raises:
        ContentConflict: The mapping can't be changed where it stands: it is an alias of another.
    """
    if isinstance(node, MappingNode) and is_flow(node):
        return [Splice(start(node), end(text, node), _flow(text, node, changes))]
    if not isinstance(node, MappingNode) or not node.value:
        raise ContentConflict("a mapping is empty, or none")
    keys = _keys(text, node)
    column = node.value[0][0].start_mark.column
    splices: list[Splice] = []
    for change in changes:
        at = keys.get(change.name or change.key)
        if at is not None:
            splices.append(
                _removed(text, at, keys) if change.value is None else _replaced(text, at, change.value)
            )
        elif change.value is not None:
            splices.append(_added(text, keys, change, newline + " " * column))
    return splices


class _Pair(NamedTuple):
    """Where a key begins and ends, and its value, which is None where it is nothing, or an alias."""

    key: int
    after_key: int
    value: int | None
    end: int


def _keys(text: str, node: MappingNode) -> dict[str, _Pair]:
    found, last = {}, -1
    for key, value in node.value:
        if start(key) <= last:
            raise ContentConflict("a key stands elsewhere, by an alias")
        after = end(text, key)
        # What an alias names stands elsewhere: here is only the rest of the line.
        own = stands_after(value, key)
        finish = end(text, value) if own else len(text[: end_of_line(text, after)].rstrip())
        found[str(key.value)] = _Pair(start(key), after, start(value) if own else None, finish)
        last = start(key)
    return found


def _replaced(text: str, at: _Pair, value: str) -> Splice:
    lines = value[:1] in "\r\n"
    if at.value is None:
        return Splice(at.after_key, at.end, f":{value}" if lines else f": {value}")
    if not lines:
        return Splice(at.value, at.end, value)
    below = text[at.after_key : at.value].find("\n")
    behind = at.after_key + below if below >= 0 else text.index(":", at.after_key) + 1
    return Splice(behind - text[:behind].endswith("\r"), at.end, value)


def _removed(text: str, at: _Pair, keys: dict[str, _Pair]) -> Splice:
    """The lines of a key; where it shares its line with a dash, the dash stays for the next key."""
    alone = not text[line_start(text, at.key) : at.key].strip()
    if alone:
        return Splice(line_start(text, at.key), after_line(text, at.end), "")
    following = [one.key for one in keys.values() if one.key > at.key]
    if not following:
        raise ContentConflict("nothing would be left of a mapping")
    return Splice(at.key, min(following), "")


def _added(text: str, keys: dict[str, _Pair], change: Change, line: str) -> Splice:
    before = keys.get(change.before)
    if before is not None:
        return Splice(before.key, before.key, f"{change.key}: {change.value}{line}")
    last = max(keys.values(), key=lambda one: one.key)
    finish = end_of_line(text, last.end)
    finish -= text[:finish].endswith("\r")
    return Splice(finish, finish, f"{line}{change.key}: {change.value}")


def _flow(text: str, node: MappingNode, changes: Iterable[Change]) -> str:
    wanted = {change.name or change.key: change for change in changes}
    kept = list(_entries(text, node, wanted))
    known = {str(key.value) for key, _ in node.value}
    new = [
        f"{one.key}: {one.value}"
        for name, one in wanted.items()
        if name not in known and one.value is not None
    ]
    return "{" + ", ".join([*kept, *new]) + "}"


def _entries(text: str, node: MappingNode, wanted: dict[str, Change]) -> Iterator[str]:
    for key, value in node.value:
        change = wanted.get(str(key.value))
        if change is None:
            yield text[start(key) : end(text, value) if stands_after(value, key) else end(text, key)]
        elif change.value is not None:
            yield f"{text[start(key) : end(text, key)]}: {change.value}"
