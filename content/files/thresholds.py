"""Thresholds fixed by hand: ``topics:`` of the pipeline's ``Doubt`` in ``config.yml``."""

from __future__ import annotations

from collections.abc import Mapping

from ruamel.yaml.nodes import Node

from content.errors import ContentConflict, ContentUnreadable
from content.files.documents import Document
from content.files.mappings import Change, edited
from content.files.nodes import get, items, pairs, scalar
from content.files.scalars import word
from content.files.splices import spliced
from content.topics import Threshold

COMPONENT = "bot.components.doubt.Doubt"
TOPICS = "topics"


def thresholds_of(config: Document) -> dict[str, Threshold]:
    """Those of ``config.yml``, by intent.

    Raises:
        ContentUnreadable: One is no number.
    """
    found = pairs(get(_component(config), TOPICS))
    return {
        name: Threshold(_number(config, node, "lower"), _number(config, node, "upper"))
        for name, _, node in found
    }


def with_thresholds(config: Document, changes: Mapping[str, Threshold | None]) -> str:
    """``config.yml`` with other thresholds; None takes one away.

    Raises:
        ContentConflict: The pipeline has nothing that asks for them.
    """
    component = _component(config)
    if component is None:
        raise ContentConflict(f"the pipeline has no {COMPONENT}")
    topics = get(component, TOPICS)
    wanted = {name: _flow(one) if one else None for name, one in changes.items()}
    if topics is not None and {name for name, _, _ in pairs(topics)} - _gone(changes):
        changed = [Change(word(name), said, name) for name, said in wanted.items()]
        return spliced(config.text, edited(config.text, topics, changed, config.newline))
    made = ", ".join(f"{word(name)}: {said}" for name, said in wanted.items() if said)
    change = Change(TOPICS, "{" + made + "}" if made else None)
    return spliced(config.text, edited(config.text, component, [change], config.newline))


def _gone(changes: Mapping[str, Threshold | None]) -> set[str]:
    return {name for name, one in changes.items() if one is None}


def _component(config: Document) -> Node | None:
    pipeline = items(get(config.root, "pipeline"))
    return next((one for one in pipeline if scalar(get(one, "name")) == COMPONENT), None)


def _number(config: Document, node: Node, name: str) -> float | None:
    found = scalar(get(node, name))
    try:
        return None if found is None else float(found)
    except ValueError as error:
        raise ContentUnreadable(config.file, node.start_mark.line + 1, f"“{found}” is no number") from error


def _flow(one: Threshold) -> str:
    stated = {"lower": one.lower, "upper": one.upper}
    return "{" + ", ".join(f"{name}: {value!r}" for name, value in stated.items() if value is not None) + "}"
