"""Keeps this desk's folder and brain at the version that is live, whichever desk made it so."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from content.errors import ContentError
from content.folder import ContentFolder
from desk.studio.live import LiveContent
from desk.studio.models import ModelStore
from desk.studio.publications import CONTENT_PUBLISHED, Publications
from desk.studio.switching import Loads, Switch
from desk.studio.versions import Versions
from handoff.errors import BrainUnavailable
from handoff.signals import RESUMED, Signals, Subscription, listening

LOOK_EVERY = 60.0

log = structlog.get_logger(__name__)


class Keeper:
    """Runs beside the requests.

    A folder that somebody has edited by hand is left as it is: files are the truth of what is live, and
    nobody's work is thrown away. What is known to be a version's, or half of a publication, is not.

    Args:
        brain: This desk's.
        live: This desk's folder.
        models: Where models are.
        publications: Tell what was half done.
        versions: Tell what is live.
        switch: Exchanges files and model.
        signals: Tell that another version is live.
        alone: There is no other desk: an older version in the folder was put there by hand.
    """

    def __init__(
        self,
        brain: Loads,
        live: LiveContent,
        models: ModelStore,
        publications: Publications,
        versions: Versions,
        switch: Switch,
        signals: Signals,
        *,
        alone: bool,
    ) -> None:
        self._brain = brain
        self._live = live
        self._models = models
        self._publications = publications
        self._versions = versions
        self._switch = switch
        self._signals = signals
        self._alone = alone

    async def run(self) -> None:
        """Keeps until cancelled."""
        async with listening(self._signals) as subscription:
            while True:
                try:
                    await self.settle()
                except (ContentError, BrainUnavailable, OSError) as error:
                    log.warning("this desk is not at the live version yet", reason=type(error).__name__)
                await _heard(subscription)

    async def settle(self) -> None:
        """Brings files and brain to the live version, where they are not.

        Raises:
            ContentError: The files can't be written.
            BrainUnavailable: The brain can't be asked, or can't use the model.
            OSError: The model can't be written.
        """
        async with self._switch.alone():
            live = await self._versions.live()
            if live is None:
                return
            digest = await self._live.digest()
            if digest != live.digest:
                if not await self._may_replace(digest):
                    log.warning("the content's folder was edited by hand; it is left as it is")
                    return
                archive = await self._versions.content(live.number)
                await asyncio.to_thread(ContentFolder(self._live.root).unpack, archive)
            await self._load()

    async def _load(self) -> None:
        wanted = await asyncio.to_thread(self._models.name_of, self._live.root)
        answering = await self._brain.model()
        if answering in {wanted, None}:
            return
        path = await self._models.find(wanted)
        if path is None:
            log.warning("the live version has no model here; it is made at the next start", model=wanted)
            return
        await self._switch.load(path)
        await self._models.prefer(wanted)

    async def _may_replace(self, digest: str) -> bool:
        if await self._publications.half_done(digest):
            return True
        return not self._alone and await self._versions.with_digest(digest) is not None


async def _heard(subscription: Subscription) -> None:
    """Waits for a word of another version, or for a while."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LOOK_EVERY):
            while (await subscription.get()).kind not in {CONTENT_PUBLISHED, RESUMED}:
                pass
