"""Changing a mapping: some of its keys, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
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
    gone = {change.name or change.key for change in changes if change.value is None}
    first = list(takewhile(gone.__contains__, keys))
    if first and text[line_start(text, keys[first[0]].key) : keys[first[0]].key].strip():
        splices.append(_removed_behind_dash(first, keys))
        gone -= set(first)
    for change in changes:
        at = keys.get(change.name or change.key)
        if change.value is None and (change.name or change.key) not in gone:
            continue
        if at is not None:
            splices.append(_removed(text, at) if change.value is None else _replaced(text, at, change.value))
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
    colon = text.index(":", at.after_key) + 1
    below = "\n" in text[colon : at.value]
    if below:
        comment = "" if "\n" in value and not lines else text[colon : end_of_line(text, colon)].rstrip()
        return Splice(colon, at.end, f"{comment}{value}" if lines else f" {value}{comment}")
    return Splice(colon if lines else at.value, at.end, value)


def _removed(text: str, at: _Pair) -> Splice:
    """The lines of a key."""
    return Splice(line_start(text, at.key), after_line(text, at.end), "")


def _removed_behind_dash(first: Sequence[str], keys: dict[str, _Pair]) -> Splice:
    """The first keys of a list's item: they share a line with its dash, which stays for the next key."""
    if len(first) == len(keys):
        raise ContentConflict("nothing would be left of a mapping")
    following = list(keys.values())[len(first)]
    return Splice(keys[first[0]].key, following.key, "")


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
