"""A folder of content as the laboratory reads it: what Rasa would make of it, in a hundredth of the time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.laboratory.errors import BadContent

CONFIG, DOMAIN, DATA = "config.yml", "domain.yml", "data"
# `[four](number)` and `[four]{"entity": …}` are written for "four".
_ANNOTATED = re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\{[^}\n]*\})(?:\{[^}\n]*\})?")

Variant = dict[str, Any]


@dataclass(frozen=True)
class Example:
    """A way of asking: as it is written, its full intent, and its language (ISO 639-1, or empty)."""

    text: str
    label: str
    language: str


@dataclass(frozen=True)
class Content:
    """What a folder says.

    Attributes:
        fingerprint: Of every file that counts.
        config: ``config.yml``.
        examples: Of all intents, in the order of the files' names.
        responses: Variants by name.
        acts: The action that a rule takes at once, by intent.
    """

    fingerprint: str
    config: dict[str, Any]
    examples: tuple[Example, ...]
    responses: dict[str, list[Variant]]
    acts: dict[str, str]


def read_content(root: Path) -> Content:
    """Reads a folder.

    Raises:
        BadContent: A file is missing, is no YAML, or is not of the shape that Rasa wants.
    """
    paths = [root / CONFIG, root / DOMAIN, *sorted((root / DATA).rglob("*.yml"))]
    total = hashlib.sha256()
    files: dict[Path, Any] = {}
    for path in paths:
        raw, files[path] = _read(path)
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + raw + b"\0")
    try:
        data = [files[path] for path in paths[1:]]
        return Content(
            total.hexdigest()[:16],
            files[root / CONFIG],
            tuple(example for content in data for example in _examples(content)),
            {name: list(some) for content in data for name, some in (content.get("responses") or {}).items()},
            {intent: action for content in data for intent, action in _acts(content)},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as exc:
        raise BadContent("A file has another shape than Rasa's.") from exc


def _read(path: Path) -> tuple[bytes, dict[str, Any]]:
    try:
        raw = path.read_bytes()
        content = YAML(typ="safe").load(raw.decode("utf-8")) or {}
    except (OSError, UnicodeDecodeError, YAMLError, ValueError) as exc:
        raise BadContent(f"{path.name} can't be read.") from exc
    if not isinstance(content, dict):
        raise BadContent(f"{path.name} is no mapping.")
    return raw, content


def _examples(content: dict[str, Any]) -> Iterator[Example]:
    for block in content.get("nlu") or []:
        if "intent" in block:
            language = str((block.get("metadata") or {}).get("language", ""))
            for line in str(block.get("examples") or "").splitlines():
                text = _ANNOTATED.sub(r"\1", line.strip().removeprefix("-").strip())
                if text:
                    yield Example(text, str(block["intent"]), language)


def _acts(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What follows an intent by rules that begin with it, whatever the dialogue was."""
    for rule in content.get("rules") or []:
        steps = rule.get("steps") or []
        if len(steps) > 1 and "intent" in steps[0] and "action" in steps[1] and "condition" not in rule:
            yield str(steps[0]["intent"]), str(steps[1]["action"])
