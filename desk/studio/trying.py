"""Trying a message: read by the draft and by what is live, side by side."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content.topics import Content
from desk.laboratory.answers import Advice, Reading, Said
from desk.laboratory.laboratory import DRAFT, LIVE, Laboratory
from desk.studio.drafts import Drafts
from desk.studio.errors import LaboratoryUnavailable
from desk.studio.live import LiveContent
from desk.studio.models import ModelStore
from desk.studio.staging import stage

PATIENCE = 10.0
"""Seconds that somebody at a browser is kept waiting; the laboratory may take longer to start."""


@dataclass(frozen=True, slots=True)
class TriedReading:
    """How a message was read, and what would be said."""

    reading: Reading
    said: Said

    @property
    def outcome(self) -> tuple[object, ...]:
        """What a shopper would notice."""
        decision = self.reading.decision if self.said.in_force else "hand_over"
        replies = tuple((reply.text, reply.image) for reply in self.said.replies)
        return (self.reading.intent, decision, replies, self.said.acts)


@dataclass(frozen=True, slots=True)
class Tried:
    """Both readings; None while the laboratory is still learning one of them."""

    draft: TriedReading | None = None
    live: TriedReading | None = None

    @property
    def is_ready(self) -> bool:
        """Whether both are there."""
        return self.draft is not None and self.live is not None

    @property
    def same(self) -> bool:
        """Whether a shopper would notice no difference."""
        return self.is_ready and self.draft.outcome == self.live.outcome  # type: ignore[union-attr]


class Bench:
    """Keeps the laboratory's ``live`` and ``draft`` in step with the content.

    Args:
        laboratory: Reads.
        drafts: What is written.
        live: What is live.
        folder: Where copies of the draft are put.
        models: Have the model of what is live, which is quicker to open than to learn again.
        patience: Seconds after which whoever asks is told that it is being learned.
    """

    def __init__(
        self,
        laboratory: Laboratory,
        drafts: Drafts,
        live: LiveContent,
        folder: Path,
        models: ModelStore | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._laboratory = laboratory
        self._drafts = drafts
        self._live = live
        self._folder = folder
        self._models = models
        self._patience = patience
        self._preparing: set[asyncio.Task[bool]] = set()
        self._failed: BaseException | None = None
        self._lock: asyncio.Lock | None = None
        self._staged: tuple[str, Content, Path] | None = None
        self._count = 0

    async def is_ready(self, name: str) -> bool:
        """Whether ``live`` or ``draft`` can be asked; else it is being learned.

        Raises:
            LaboratoryUnavailable: It can't be learned.
        """
        root = self._live.root if name == LIVE else await self._draft()
        like, model = (LIVE, None) if name == DRAFT else (None, await self._model())
        known = await self._laboratory.put_knowledge(name, root, like=like, model=model)
        if known.state == "failed":
            raise LaboratoryUnavailable(known.error or "The content could not be learned.")
        return known.state == "ready"

    async def advice(self, intent: str | None, name: str = DRAFT) -> Advice | None:
        """What might be better; None while it is being learned."""
        if not await self._soon_ready(name):
            return None
        return await self._laboratory.advise(name, intent)

    async def tried(
        self, text: str, language: str | None, channel: str | None, context: Mapping[str, Any]
    ) -> Tried:
        """Reads a message twice."""
        if not await self._soon_ready(DRAFT):
            return Tried()
        readings = [await self._read(name, text, language, channel, context) for name in (DRAFT, LIVE)]
        return Tried(*readings)

    async def _soon_ready(self, name: str) -> bool:
        """Whether it can be asked by now; what takes longer goes on; whoever asks again hears of it."""
        failed, self._failed = self._failed, None
        if failed is not None:
            raise failed
        preparing = asyncio.ensure_future(self._prepared(name))
        self._preparing.add(preparing)
        preparing.add_done_callback(self._over)
        done, _ = await asyncio.wait({preparing}, timeout=self._patience)
        if not done:
            return False
        self._failed = None
        return preparing.result()

    async def _prepared(self, name: str) -> bool:
        # The draft takes over thresholds of what is live, so that has to be there first.
        return await self.is_ready(LIVE) and (name == LIVE or await self.is_ready(name))

    def _over(self, preparing: asyncio.Task[bool]) -> None:
        self._preparing.discard(preparing)
        self._failed = None if preparing.cancelled() else preparing.exception()

    async def _read(
        self, name: str, text: str, language: str | None, channel: str | None, context: Mapping[str, Any]
    ) -> TriedReading:
        reading = (await self._laboratory.read(name, [text], language=language, context=context))[0]
        if reading.decision != "answer":
            return TriedReading(reading, Said())
        code = language or reading.language
        return TriedReading(reading, await self._laboratory.say(name, reading.intent, code, channel, context))

    async def _model(self) -> Path | None:
        """The model of what is live, if it is there."""
        if self._models is None:
            return None
        path = self._models.path(await asyncio.to_thread(self._models.name_of, self._live.root))
        return path if path.exists() else None

    async def _draft(self) -> Path:
        """A folder with the draft; another one for another draft, as the old one may be being read."""
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            key = await self._live.digest(), await self._drafts.content()
            if self._staged is None or self._staged[:2] != key:
                await self._stage(*key)
            assert self._staged is not None  # noqa: S101 - for the checker
            return self._staged[2]

    async def _stage(self, digest: str, content: Content) -> None:
        self._count += 1
        folder = self._folder / f"draft-{self._count}"
        await asyncio.to_thread(stage, self._live.root, folder, await self._drafts.changes())
        self._staged = digest, content, folder
        old = self._folder / f"draft-{self._count - 2}"
        await asyncio.to_thread(shutil.rmtree, old, ignore_errors=True)
