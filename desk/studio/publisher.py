"""Does publications, one after the other: whatever goes wrong, what is live stays, and the record says so."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from desk.accounts.records import Act
from desk.laboratory.answers import Comparison
from desk.studio.checking import Checking
from desk.studio.comparing import Comparing, score_of
from desk.studio.drafts import Drafts, as_changes
from desk.studio.errors import ContentHasErrors, NothingToPublish
from desk.studio.failures import Lost, PublicationFailed, failure_of
from desk.studio.live import LiveContent, digest
from desk.studio.models import ModelStore
from desk.studio.publications import PUBLICATION, Publications
from desk.studio.records import Publication, PublicationState
from desk.studio.releasing import Release, Releases
from desk.studio.staging import stage, stage_archive
from desk.studio.training import Trainer
from desk.studio.versions import Versions
from handoff.signals import RESUMED, Signals, Subscription, listening

LOOK_EVERY = 10.0
"""Seconds after which work is looked for, though nobody has told of any."""
BEAT_EVERY = 2.0
"""Seconds between two signs of life, at which a stop is heard, too."""
SHUTDOWN_SECONDS = 12.0
"""What is going live has so long to end when the desk stops."""
TRAINED, COMPARED = 0.75, 0.95
"""How far a publication is, of 1."""

Audit = Callable[[str, Act, str, str], Awaitable[None]]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a publication is made with."""

    live: LiveContent
    drafts: Drafts
    checking: Checking
    publications: Publications
    versions: Versions
    models: ModelStore
    trainer: Trainer
    comparing: Comparing
    releases: Releases


class Publisher:
    """Looks for publications and does them; runs beside the requests.

    Args:
        parts: What it works with.
        signals: Tell of work.
        folder: Where copies are made, one folder a publication.
        worker: This desk, among others.
        alone: There is no other desk.
        went_live: Hears of each version that went live.
        beat: Seconds between two signs of life.
    """

    def __init__(
        self,
        parts: Workshop,
        signals: Signals,
        folder: Path,
        worker: str,
        *,
        alone: bool,
        went_live: Callable[[Publication, int], Awaitable[None]],
        beat: float = BEAT_EVERY,
    ) -> None:
        self._parts = parts
        self._signals = signals
        self._folder = folder
        self._worker = worker
        self._alone = alone
        self._went_live = went_live
        self._beat = beat
        self._releasing: asyncio.Future[int] | None = None

    async def run(self) -> None:
        """Works until cancelled."""
        async with listening(self._signals) as subscription:
            while True:
                await self.recover()
                publication = await self._parts.publications.claim(self._worker)
                if publication is not None:
                    await self.publish(publication)
                else:
                    await _heard(subscription)

    async def recover(self) -> None:
        """Ends what a desk that died has left, and clears away its copies."""
        records = self._parts.publications
        while (left := await records.abandoned(self._worker, alone=self._alone)) is not None:
            await records.advance(left, PublicationState.FAILED, error="interrupted")
            await asyncio.to_thread(shutil.rmtree, self._folder / left.id, ignore_errors=True)

    async def publish(self, publication: Publication) -> None:
        """Does one, to its end."""
        work = asyncio.ensure_future(self._attempt(publication))
        watch = asyncio.ensure_future(self._watch(publication))
        try:
            await asyncio.wait({work, watch}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done() and self._releasing is None:
                await _cancelled(work)
                await self._end(publication.id, PublicationState.STOPPED)
            else:
                await self._finished(publication.id, work)
        except asyncio.CancelledError:
            if self._releasing is not None:
                await asyncio.wait({self._releasing}, timeout=SHUTDOWN_SECONDS)
            await _cancelled(work)
            await self._end(publication.id, PublicationState.FAILED, error="interrupted")
            raise
        finally:
            self._releasing = None
            await _cancelled(watch)
            await asyncio.to_thread(shutil.rmtree, self._folder / publication.id, ignore_errors=True)

    async def _attempt(self, publication: Publication) -> None:
        content = self._folder / publication.id / "content"
        publication, base = await self._check(publication, content)
        publication, model = await self._train(publication, content)
        publication, report = await self._compare(publication, content, model)
        publication = await self._told_to_go(publication)
        if await self._parts.live.digest() != base:
            raise PublicationFailed("content_changed")
        publication = await self._next(publication, PublicationState.PUBLISHING, step="publishing")
        assert publication.model is not None  # noqa: S101 - it was trained
        release = Release(content, model, publication.model, score_of(report))
        # From here on it is all or nothing: a stop comes too late, and a shutdown waits for the end.
        self._releasing = asyncio.ensure_future(self._parts.releases.release(publication, release))
        number = await asyncio.shield(self._releasing)
        await self._went_live(publication, number)

    async def _check(self, publication: Publication, content: Path) -> tuple[Publication, str]:
        publication = await self._step(publication, "checking", 0.02)
        base = await self._parts.live.digest()
        if publication.restores is None:
            publication = await self._stage_draft(publication, content)
        else:
            archive = await self._parts.versions.content(publication.restores)
            await asyncio.to_thread(stage_archive, archive, content)
        staged = await asyncio.to_thread(digest, content)
        if staged == base:
            raise NothingToPublish
        return await self._next(publication, PublicationState.TRAINING, step="training", digest=staged), base

    async def _stage_draft(self, publication: Publication, content: Path) -> Publication:
        drafts = self._parts.drafts
        changed, live = await drafts.changed(), await drafts.live()
        changes = as_changes(changed, live)
        problems = await self._parts.checking.problems(live.changed(changes))
        if errors := sum(problem.severity == "error" for problem in problems):
            raise ContentHasErrors(errors)
        await asyncio.to_thread(stage, self._parts.live.root, content, changes)
        revisions = {draft.item: draft.revision for draft in changed}
        return await self._next(publication, PublicationState.CHECKING, revisions=revisions)

    async def _train(self, publication: Publication, content: Path) -> tuple[Publication, Path]:
        models = self._parts.models
        name = await asyncio.to_thread(models.name_of, content)
        model = await models.find(name)
        if model is None:

            async def tell(share: float) -> None:
                await self._step(publication, "training", 0.05 + (TRAINED - 0.05) * share)

            model = await self._parts.trainer.train(content, content.parent / "model", name, tell)
        publication = await self._next(
            publication, PublicationState.EVALUATING, step="evaluating", progress=TRAINED, model=name
        )
        return publication, model

    async def _compare(
        self, publication: Publication, content: Path, model: Path
    ) -> tuple[Publication, Comparison | None]:
        # What is put back was compared when it went live, and may be wanted in a hurry.
        report = None
        if publication.restores is None:
            report = await self._parts.comparing.compare(content, model)
        told: dict[str, Any] = {"report": report.model_dump(mode="json")} if report else {}
        publication = await self._next(
            publication, PublicationState.READY, step="ready", progress=COMPARED, **told
        )
        return publication, report

    async def _told_to_go(self, publication: Publication) -> Publication:
        async with listening(self._signals) as subscription:
            while (found := await self._parts.publications.get(publication.id)).wanted != "go":
                await _heard(subscription, self._beat)
        return found

    async def _watch(self, publication: Publication) -> None:
        """Says that we go on; ends where that is no longer wanted, or no longer ours."""
        async with listening(self._signals) as subscription:
            while True:
                found = await self._parts.publications.heartbeat(publication)
                if found is None:
                    return
                if found.wanted == "stop" and found.state is not PublicationState.PUBLISHING:
                    return
                await _heard(subscription, self._beat)

    async def _step(self, publication: Publication, step: str, progress: float) -> Publication:
        return _ours(await self._parts.publications.progress(publication, step, progress))

    async def _next(self, publication: Publication, state: PublicationState, **values: Any) -> Publication:
        return _ours(await self._parts.publications.advance(publication, state, **values))

    async def _finished(self, publication_id: str, work: asyncio.Future[None]) -> None:
        try:
            await work
        except Lost:
            await self._end(publication_id, PublicationState.STOPPED)
        except Exception as error:  # noqa: BLE001 - whatever it was, what is live stays, and the page says so
            await self._failed(publication_id, error)

    async def _failed(self, publication_id: str, error: BaseException) -> None:
        failure = failure_of(error)
        # The trace only of what nobody expected: it tells whoever has to mend it where to look.
        trace = error if failure.code == "failed" else None
        log.warning("publication failed", code=failure.code, reason=failure.detail, exc_info=trace)
        await self._end(
            publication_id, PublicationState.FAILED, error=failure.code, error_detail=failure.detail[:500]
        )

    async def _end(self, publication_id: str, state: PublicationState, **values: Any) -> None:
        """Ends it, unless it went live meanwhile."""
        publication = await self._parts.publications.get(publication_id)
        if publication.is_active:
            await self._parts.publications.advance(publication, state, **values)


async def _heard(subscription: Subscription, seconds: float = LOOK_EVERY) -> None:
    """Waits for a word of publications, or for so long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while (await subscription.get()).kind not in {PUBLICATION, RESUMED}:
                pass


async def _cancelled(task: asyncio.Future[Any]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _ours(publication: Publication | None) -> Publication:
    if publication is None:
        raise Lost
    return publication
