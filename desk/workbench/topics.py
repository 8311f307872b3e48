"""The FAQ's own answers, as the assistant would give them: read from ``data/faq``, none made up."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

PREFIX = "utter_faq/"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of an answer; None fits any language, or any channel."""

    text: str
    language: str | None
    channel: str | None


class Topics:
    """Answers by topic; a file that changes is read again.

    Args:
        folders: Topics, one file each.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    def answer(self, intent: str, language: str | None, channel: str) -> str | None:
        """What the assistant says to an intent (``faq/sizes``), or None where it says nothing of its own."""
        topic = intent.removeprefix("faq/")
        for folder in self._folders:
            path = folder / f"{topic}.yml"
            if "/" not in topic and path.is_file():
                return _best(_variants(path, path.stat().st_mtime_ns).get(topic, ()), language, channel)
        return None


def _best(variants: Iterable[Variant], language: str | None, channel: str) -> str | None:
    """The most particular wording that fits, the channel before the language, as Rasa chooses."""
    fitting = [
        variant
        for variant in variants
        if variant.language in {None, language} and variant.channel in {None, channel}
    ]
    best = max(fitting, key=lambda it: (it.channel is not None, it.language is not None), default=None)
    return best.text if best else None


@lru_cache(maxsize=1000)
def _variants(file: Path, _changed: int) -> Mapping[str, Sequence[Variant]]:
    """The answers in one file, by topic; a file that is being written says nothing until it is whole."""
    try:
        document = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except yaml.YAMLError:
        logger.warning("a topic's file cannot be read", extra={"file": file.name})
        return {}
    responses = (document.get("responses") if isinstance(document, dict) else None) or {}
    return {
        str(name).removeprefix(PREFIX): [_variant(it) for it in variants if it.get("text")]
        for name, variants in responses.items()
        if str(name).startswith(PREFIX)
    }


def _variant(it: Mapping[str, Any]) -> Variant:
    conditions = [found for found in it.get("condition", ()) if found.get("name") == "language"]
    language = str(conditions[0]["value"]) if conditions else None
    return Variant(str(it["text"]), language, it.get("channel"))
