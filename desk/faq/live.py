"""What is live, read from the content folder as the FAQ needs it: often, and at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from content.topics import FAQ, LIMITS, Answer, Button, Content, Topic

SECONDS = 2.0
"""For which the folder is believed unchanged."""
FOLDERS = ("data/faq", "data/nlu")
TITLE, ANSWER = "utter_title/", "utter_faq/"
DEFAULT_LANGUAGE = "it"

logger = logging.getLogger(__name__)


class LiveFiles:
    """Reads ``data/`` of a content folder; a file that did not change is not read again.

    Args:
        root: The content folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known = Content()
        self._state: tuple[tuple[Path, int], ...] = ()
        self._looked = float("-inf")

    async def __call__(self) -> Content:
        """Everything that can be asked for; the same object until a file changes."""
        now = asyncio.get_running_loop().time()
        if now - self._looked >= SECONDS:
            self._looked = now
            await asyncio.to_thread(self._look)
        return self._known

    def _look(self) -> None:
        files = [path for folder in FOLDERS for path in sorted((self._root / folder).glob("*.yml"))]
        state = tuple((path, path.stat().st_mtime_ns) for path in files)
        if state != self._state:
            found = (topic for path, changed in state for topic in _topics(path, changed))
            self._known, self._state = Content({topic.name: topic for topic in found}), state


@lru_cache(maxsize=2000)
def _topics(file: Path, _changed: int) -> tuple[Topic, ...]:
    """The topics of one file; one that is being written says nothing until it is whole."""
    try:
        document = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, OSError):
        logger.warning("a topic's file cannot be read", extra={"file": file.name})
        return ()
    blocks = document.get("nlu") or []
    responses = document.get("responses") or {}
    names = dict.fromkeys(str(block["intent"]) for block in blocks if "intent" in block)
    return tuple(_topic(name, [it for it in blocks if it.get("intent") == name], responses) for name in names)


def _topic(name: str, blocks: list[dict[str, Any]], responses: Mapping[str, Any]) -> Topic:
    slug = name.removeprefix(FAQ)
    metadata = [block.get("metadata") or {} for block in blocks]
    return Topic(
        name=name,
        kind="faq" if name.startswith(FAQ) else "acting",
        category=next((str(it["category"]) for it in metadata if it.get("category")), ""),
        titles={it.language: it.text for it in _answers(responses.get(f"{TITLE}{slug}"))},
        examples=_examples(blocks),
        answers=tuple(_answers(responses.get(f"{ANSWER}{slug}"))) if name.startswith(FAQ) else (),
    )


def _examples(blocks: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        language = str((block.get("metadata") or {}).get("language", DEFAULT_LANGUAGE))
        lines = (line.strip().removeprefix("- ") for line in str(block.get("examples", "")).splitlines())
        found[language] = (*found.get(language, ()), *(line for line in lines if line))
    return found


def _answers(variants: Iterable[Mapping[str, Any]] | None) -> Iterable[Answer]:
    for variant in variants or ():
        asked = {str(it.get("name")): str(it.get("value")) for it in variant.get("condition") or ()}
        dates = {key: str(value) for key, value in (variant.get("metadata") or {}).items()}
        limits = {"channel": variant.get("channel"), **asked, **dates}
        yield Answer(
            text=str(variant.get("text", "")),
            language=asked.get("language", DEFAULT_LANGUAGE),
            **{name: limits.get(name) for name in LIMITS},
            buttons=tuple(
                Button(str(it["title"]), str(it["payload"])) for it in variant.get("buttons") or ()
            ),
            image=variant.get("image"),
        )
