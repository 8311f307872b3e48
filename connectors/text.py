"""Text that fits: cleaned for storage, cut at a vendor's limit, buttons put into words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from handoff.messages import Button

NO_WORDS = "👇"
"""What stands over buttons that come without a text, where a vendor insists on one."""

_BREAKS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…;:])\s"),
    re.compile(r"\s"),
)
_EARLIEST_SHARE = 0.5
"""A part must fill at least this share of the limit before a better place to cut is preferred."""


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram and WhatsApp count."""
    return len(text) + sum(character > "\uffff" for character in text)


def storable(text: str) -> str:
    """The text without NUL (PostgreSQL stores none) and without lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def storable_json(value: Any) -> Any:
    """A parsed JSON value with every string ``storable``, and None for numbers JSON can't write."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): storable_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [storable_json(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def split(text: str, limit: int, length: Callable[[str], int] = utf16_length) -> list[str]:
    """Cuts a text into parts of at most ``limit``, at paragraphs, lines, sentences or words.

    Only white space at the cuts is lost; a word longer than the limit is cut where it must be.
    """
    parts: list[str] = []
    rest = text.strip()
    while length(rest) > limit:
        cut = _cut(rest, _fitting(rest, limit, length))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def _fitting(text: str, limit: int, length: Callable[[str], int]) -> int:
    """The most characters from the start that fit; at least one, so that cutting always ends."""
    low, high = 1, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if length(text[:middle]) <= limit else (low, middle - 1)
    return low


def _cut(text: str, fitting: int) -> int:
    window = text[: fitting + 1]
    for pattern in _BREAKS:
        places = [match.start() for match in pattern.finditer(window) if 0 < match.start() <= fitting]
        if places and places[-1] >= fitting * _EARLIEST_SHARE:
            return places[-1]
    spaces = [match.start() for match in _BREAKS[-1].finditer(window) if 0 < match.start() <= fitting]
    return spaces[-1] if spaces else fitting


def numbered(text: str, buttons: Sequence[Button]) -> str:
    """The text with its buttons as a numbered list, for channels that show none."""
    lines = [f"{number}. {button.title}" for number, button in enumerate(buttons, start=1)]
    return "\n\n".join(part for part in (text.strip(), "\n".join(lines)) if part)


def language_code(tag: object) -> str | None:
    """The ISO 639-1 code of a language tag (``it-IT`` → ``it``); None where it has none."""
    if not isinstance(tag, str):
        return None
    code = re.split(r"[-_]", tag.strip().lower())[0]
    return code if re.fullmatch(r"[a-z]{2}", code) else None
