"""Intents in people's words: the catalogue's where it has any, else the titles in the knowledge itself."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from desk.words import Catalogue

LOOK_EVERY = 2.0
"""Seconds between two looks whether a topic's file has changed."""
PREFIX = "utter_title/"
_PAYLOAD = re.compile(r"/([\w/]+)")


class Titles:
    """Names intents.

    Args:
        words: For intents that are no topic.
        folders: Topics, one file each, with ``utter_title/<topic>`` among their responses.
    """

    def __init__(self, words: Catalogue, folders: Sequence[Path]) -> None:
        self._words = words
        self._folders = folders
        self._looked_at = time.monotonic()
        self._topics = self._read()

    def of(self, intent: str, language: str) -> str:
        """An intent's title; its name made readable where nobody gave it one."""
        # What an agent reads of a wish may differ from what its button says to a shopper.
        key = f"intent-{intent}"
        if self._words.has(key):
            return self._words.say(key, language)
        topic = self._current().get(intent.removeprefix("faq/"), {})
        if title := topic.get(language) or topic.get(""):
            return title
        return intent.rpartition("/")[2].replace("_", " ").capitalize()

    def _current(self) -> Mapping[str, Mapping[str, str]]:
        """The titles; of content that was published meanwhile, the new ones."""
        now = time.monotonic()
        if now - self._looked_at > LOOK_EVERY:
            self._looked_at, self._topics = now, self._read()
        return self._topics

    def _read(self) -> Mapping[str, Mapping[str, str]]:
        return dict(_topics(path for folder in self._folders for path in sorted(folder.glob("*.yml"))))

    def of_payload(self, payload: str, language: str) -> str:
        """The title of the intent that a button's payload names."""
        named = _PAYLOAD.match(payload)
        return self.of(named.group(1), language) if named else ""


def folders_of(content: Path) -> tuple[Path, ...]:
    """Where topics are in a content's folder."""
    return content / "data" / "faq", content / "data" / "nlu"


def _topics(files: Iterable[Path]) -> Iterable[tuple[str, Mapping[str, str]]]:
    for file in files:
        # A publication may take a topic away between our look at the folder and at the file.
        with suppress(FileNotFoundError):
            yield from _titles(file, file.stat().st_mtime_ns).items()


@lru_cache(maxsize=1000)
def _titles(file: Path, _changed: int) -> Mapping[str, Mapping[str, str]]:
    """The titles in one file, by topic and language; read again only once it has changed."""
    responses = (_load(file).get("responses") or {}).items()
    return {
        str(name).removeprefix(PREFIX): {_language(it): str(it["text"]) for it in variants}
        for name, variants in responses
        if str(name).startswith(PREFIX)
    }


def _load(file: Path) -> Mapping[str, Any]:
    document = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return document if isinstance(document, dict) else {}


def _language(variant: Mapping[str, Any]) -> str:
    """The language that a variant is for; empty for the one without a condition."""
    conditions = [it for it in variant.get("condition", ()) if it.get("name") == "language"]
    return str(conditions[0].get("value")) if conditions else ""
