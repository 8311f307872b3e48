"""What shoppers are answered with now: the files of the content's folder, read again once they change."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from content.folder import KEPT, ContentFolder
from content.topics import Content
from desk.studio.records import PHRASE, THRESHOLDS, TOPIC, Json

FILES = ("config.yml", "domain.yml", "data")
"""What content is made of; the rest of a repository is not."""
LOOK_EVERY = 10.0
"""Seconds between two looks for whom answers are."""
Stamp = tuple[tuple[str, int, int], ...]


class LiveContent:
    """Reads the folder, at most once a change.

    Args:
        root: The content's folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: tuple[Stamp, Content, str] | None = None
        self._lock: asyncio.Lock | None = None
        self._customers: tuple[float, bool] | None = None

    async def content(self) -> Content:
        """Everything in it (``ContentError`` where it can't be read)."""
        return (await self._current())[1]

    async def digest(self) -> str:
        """What tells this content from any other."""
        return (await self._current())[2]

    async def depends_on_customers(self) -> bool:
        """Whether any answer is for some kind of customer only; at most some seconds old."""
        now = time.monotonic()
        if self._customers is None or now - self._customers[0] > LOOK_EVERY:
            self._customers = now, _depends_on_customers(await self.content())
        return self._customers[1]

    async def value(self, item: str) -> Json | None:
        """One item as the draft would hold it."""
        return value_of(await self.content(), item)

    async def _current(self) -> tuple[Stamp, Content, str]:
        # Made here: a lock belongs to the loop that uses it first.
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            stamp = await asyncio.to_thread(_stamp, self.root)
            if self._read is None or self._read[0] != stamp:
                content = await asyncio.to_thread(ContentFolder(self.root).read)
                self._read = stamp, content, await asyncio.to_thread(digest, self.root)
            return self._read


def _depends_on_customers(content: Content) -> bool:
    shelves = (content.topics, content.phrases)
    return any(answer.customer for shelf in shelves for one in shelf.values() for answer in one.answers)


def value_of(content: Content, item: str) -> Json | None:
    """One item's value; None where the content has none."""
    if item == THRESHOLDS:
        return {intent: one.to_json() for intent, one in sorted(content.thresholds.items())}
    if item.startswith(TOPIC):
        topic = content.topics.get(item.removeprefix(TOPIC))
        return topic.to_json() if topic else None
    phrase = content.phrases.get(item.removeprefix(PHRASE))
    return phrase.to_json() if phrase else None


def digest(root: Path) -> str:
    """A hash of the content's files, names and bytes; what is only asked in tests does not count.

    Raises:
        ContentError: They can't be read.
    """
    total = hashlib.sha256()
    for path, data in sorted(ContentFolder(root).all_files().items()):
        if path != KEPT:
            total.update(path.as_posix().encode() + b"\0" + hashlib.sha256(data).digest())
    return total.hexdigest()


def files(root: Path) -> Iterator[Path]:
    """The content's files, in order."""
    for name in FILES:
        start = root / name
        found = sorted(start.rglob("*")) if start.is_dir() else [start]
        yield from (path for path in found if path.is_file() and path.suffix in {".yml", ".yaml"})


def _stamp(root: Path) -> Stamp:
    return tuple(
        (str(path), stat.st_mtime_ns, stat.st_size) for path in files(root) for stat in [path.stat()]
    )
