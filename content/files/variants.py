"""A wording of a response, between Rasa's YAML and an answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml.nodes import Node

from content.files.nodes import get, items, plain, scalar
from content.files.scalars import clean, one_line
from content.topics import Answer, Button

SLOTS = ("language", "manner", "opening", "country", "customer")
"""Slots that an answer may ask for: its own attributes."""
DATES = ("valid_from", "valid_until")
Entry = dict[str, Any]


def answer_of(node: Node, default: str) -> Answer:
    """What a wording says.

    Args:
        node: The mapping.
        default: The language of what asks for none.
    """
    asked = asked_of(node)
    metadata = get(node, "metadata")
    said = Answer(
        text=scalar(get(node, "text")) or "",
        language=asked.get("language", default),
        channel=scalar(get(node, "channel")),
        **{name: asked.get(name) for name in SLOTS[1:]},
        **{name: scalar(get(metadata, name)) for name in DATES},
        buttons=tuple(button_of(one) for one in items(get(node, "buttons"))),
        image=scalar(get(node, "image")),
    )
    return canonical(said)


def button_of(node: Node) -> Button:
    """What a button says and does."""
    return Button(one_line(scalar(get(node, "title")) or ""), one_line(scalar(get(node, "payload")) or ""))


def asked_of(node: Node) -> dict[str, str]:
    """The slots that a wording asks for, as far as an answer knows them."""
    return dict(reversed([(name, value) for name, value in _known(node) if name]))


def other_conditions(node: Node) -> list[Any]:
    """The conditions that an answer does not know."""
    taken: set[str] = set()
    rest = []
    for (name, _), one in zip(_known(node), items(get(node, "condition")), strict=True):
        if not name or name in taken:
            rest.append(plain(one))
        taken.add(name)
    return rest


def conditions(answer: Answer, default: str, others: list[Any], *, stated: bool = False) -> list[Any]:
    """Rasa's conditions for an answer.

    Args:
        answer: When it applies.
        default: The language that needs no condition.
        others: Conditions that an answer does not know.
        stated: Say the default language all the same.
    """
    values = {name: getattr(answer, name) for name in SLOTS}
    if answer.language == default and not stated:
        values["language"] = None
    found = [{"type": "slot", "name": name, "value": value} for name, value in values.items() if value]
    return [*found, *others]


def canonical(answer: Answer) -> Answer:
    """The answer as files hold it: nothing that YAML can't carry, no blanks around names and links."""
    return Answer(
        text=clean(answer.text),
        language=one_line(answer.language),
        **{name: _said(getattr(answer, name)) for name in ("channel", *SLOTS[1:], *DATES, "image")},
        buttons=tuple(Button(one_line(one.title), one_line(one.payload)) for one in answer.buttons),
    )


def _said(value: str | None) -> str | None:
    return one_line(value) or None if value else None


def _known(node: Node) -> Iterator[tuple[str, str]]:
    """Of each condition: the name and value that an answer knows; empty where it knows none."""
    for one in items(get(node, "condition")):
        name, value = scalar(get(one, "name")), scalar(get(one, "value"))
        known = scalar(get(one, "type")) == "slot" and name in SLOTS and value
        yield (name or "", value or "") if known else ("", "")
