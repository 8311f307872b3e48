"""Making a version live on this desk: the brain's model first, then the files; both, or neither."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import structlog

from content.errors import ContentError
from content.folder import ContentFolder
from desk.brain.errors import BrainBusy
from desk.studio.failures import PublicationFailed
from desk.studio.live import LiveContent
from desk.studio.models import ENDING, ModelStore
from handoff.errors import BrainUnavailable

BUSY_ATTEMPTS = 60
BUSY_PAUSE = 1.0

log = structlog.get_logger(__name__)


class Loads(Protocol):
    """A brain whose model can be exchanged (``desk.brain.client.BrainClient``)."""

    async def model(self) -> str | None:
        """The name of the model that answers; None where it does not say."""

    async def load(self, path: Path) -> None:
        """Has it answer with another model."""


class Switch:
    """The one place where what is live changes on this desk.

    Args:
        brain: This desk's.
        live: The folder that is live.
        models: Where models are.
    """

    def __init__(self, brain: Loads, live: LiveContent, models: ModelStore) -> None:
        self._brain = brain
        self._live = live
        self._models = models
        self._lock: asyncio.Lock | None = None

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Keeps others of this desk from changing what is live meanwhile."""
        # Made here: a lock belongs to the loop that uses it first.
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            yield

    @asynccontextmanager
    async def over(self, model: Path, archive: bytes) -> AsyncIterator[None]:
        """Makes other content live for good, if the block succeeds; else it is again as it was.

        Args:
            model: Its model.
            archive: Its files, packed.

        Raises:
            ModelRefused: The brain can't use the model.
            BrainUnavailable: The brain could not be asked.
            ContentError: The files can't be written.
        """
        folder = ContentFolder(self._live.root)
        before = await asyncio.to_thread(folder.pack)
        old = self._models.path(await asyncio.to_thread(self._models.name_of, self._live.root))
        try:
            await self.load(model)
            await asyncio.to_thread(folder.unpack, archive)
            yield
        except BaseException:
            # Also where we are cancelled: half of it must not stay.
            await asyncio.shield(self._back(folder, before, old))
            raise

    async def load(self, model: Path) -> None:
        """Has the brain answer with a model; waits while it loads another."""
        for attempt in range(BUSY_ATTEMPTS):
            try:
                await self._brain.load(model)
            except BrainBusy:
                if attempt == BUSY_ATTEMPTS - 1:
                    raise
                await asyncio.sleep(BUSY_PAUSE)
            else:
                return

    async def _back(self, folder: ContentFolder, before: bytes, old: Path) -> None:
        try:
            if await asyncio.to_thread(folder.pack) != before:
                await asyncio.to_thread(folder.unpack, before)
        except ContentError as error:
            log.exception("content could not be put back", reason=error.code)
        there = await asyncio.to_thread(old.exists)
        if not there or await self._brain.model() == old.name.removesuffix(ENDING):
            return
        try:
            await self.load(old)
        except BrainUnavailable as error:
            log.exception("the brain could not be given its old model back", reason=str(error))


def model_of(path: Path | None) -> Path:
    """A model that has to be there by now."""
    if path is None:
        raise PublicationFailed("model_missing")
    return path
