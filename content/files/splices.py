"""Changing a text in places, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from content.errors import ContentConflict


class Splice(NamedTuple):
    """What stands between two places of a text gives way to another text."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> str:
    """The text, or a part of it, after changes.

    Args:
        text: What is there.
        splices: Changes that don't overlap; those at one place are made in their order.
        start: Where the part begins.
        end: Where it ends.

    Raises:
        ContentConflict: Two changes overlap.
    """
    parts, at = [], start
    for one in sorted(splices, key=lambda it: (it.start, it.end)):
        if one.start < at:
            raise ContentConflict("two changes of one place in a file")
        parts += [text[at : one.start], one.text]
        at = one.end
    return "".join([*parts, text[at:end]])
