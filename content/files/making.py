"""Whole files: new ones, and what is left of old ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.files.examples import new_block
from content.files.nodes import after_line, compose, line_start, pairs, start
from content.files.responses import rendered
from content.files.shelf import SAYING, TITLE
from content.files.splices import Splice, spliced
from content.files.wording import STEP
from content.topics import Answer, Topic

SECTIONS = ("nlu", "responses")
DATA = "data/"
_EMPTY = re.compile(
    r"^(?:nlu|responses):[ \t]*(?:#[^\n]*)?\r?(?:\n[ \t]*(?:#[^\n]*)?\r?)*(?:\n(?=[A-Za-z])|\Z)", re.MULTILINE
)
"""A section in which nothing is left but comments, before the next one or the end."""


def new_file(topic: Topic, default: str) -> str:
    """A topic's own file.

    Args:
        topic: A canonical one.
        default: The language that needs no condition.
    """
    asked = topic.examples or {default: ()}
    blocks = [new_block(topic.name, one, topic.category, asked[one], "\n") for one in asked]
    parts = ['version: "3.1"', "nlu:\n" + "\n\n".join(blocks)]
    spoken = [(name, answers) for name, answers in _said(topic, default) if answers]
    said = "\n".join(rendered(name, answers, default, STEP, "\n") for name, answers in spoken)
    return "\n\n".join([*parts, *([f"responses:\n{said}"] if said else [])]) + "\n"


def without_empty(file: str, text: str) -> str | None:
    """A file without sections in which nothing is left; None where nothing at all is.

    Raises:
        ContentUnreadable: It is no YAML.
    """
    # To read a file again takes long.
    root = compose(text, file) if _EMPTY.search(text) else None
    empty = [
        Splice(line_start(text, start(key)), after_line(text, start(key)), "")
        for name, key, node in pairs(root)
        if name in SECTIONS and not node.value
    ]
    rest = {name for name, _, _ in pairs(root)} - {"version"}
    if empty and file.startswith(DATA) and len(rest) == len(empty):
        return None
    return spliced(text, empty)


def _said(topic: Topic, default: str) -> Iterator[tuple[str, list[Answer]]]:
    yield SAYING + topic.name, list(topic.answers)
    # As everywhere: what is said when no other fits comes last.
    yield (
        TITLE + topic.slug,
        [Answer(topic.titles[one], one) for one in sorted(topic.titles, key=default.__eq__)],
    )
