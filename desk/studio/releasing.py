"""Going live: brain, files and record together; and going back the same way."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import structlog

from content.folder import ContentFolder
from content.topics import Content
from desk.studio.drafts import Drafts
from desk.studio.failures import Lost
from desk.studio.git import commit
from desk.studio.live import LiveContent, value_of
from desk.studio.models import KEPT, ModelStore
from desk.studio.publications import CONTENT_PUBLISHED, Publications
from desk.studio.records import PHRASE, THRESHOLDS, TOPIC, Json, Publication, Version
from desk.studio.switching import Switch, model_of
from desk.studio.versions import BEFORE, Versions
from handoff.signals import Signal, Signals
from handoff.sql.database import Database, Session

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Release:
    """What goes live.

    Attributes:
        content: Its folder.
        model: Its model's file.
        name: The model's name.
        score: Share of the kept questions that are read right; None where it was not measured.
    """

    content: Path
    model: Path
    name: str
    score: float | None


class Releases:
    """Makes content live, and takes it back.

    Args:
        database: Where versions are recorded.
        signals: Tells other desks.
        live: The folder that is live.
        drafts: What stays to be written.
        publications: The record of publications.
        versions: The record of versions.
        models: Where models are.
        switch: Exchanges files and model.
    """

    def __init__(
        self,
        database: Database,
        signals: Signals,
        live: LiveContent,
        drafts: Drafts,
        publications: Publications,
        versions: Versions,
        models: ModelStore,
        switch: Switch,
    ) -> None:
        self._database = database
        self._signals = signals
        self._live = live
        self._drafts = drafts
        self._publications = publications
        self._versions = versions
        self._models = models
        self._switch = switch

    async def release(self, publication: Publication, release: Release) -> int:
        """Makes it live; the version's number.

        Raises:
            Lost: The publication was moved meanwhile; nothing has changed.
        """
        archive = await asyncio.to_thread(ContentFolder(release.content).pack)
        after = await asyncio.to_thread(ContentFolder(release.content).read)
        difference = difference_of(await self._live.content(), after)
        async with self._switch.alone():
            baseline = await self._baseline()
            old_files = await asyncio.to_thread(ContentFolder(self._live.root).all_files)
            model = await self._models.install(release.model, release.name)
            async with self._switch.over(model, archive):
                number = await self._record(publication, release, archive, difference, baseline)
            await self._models.prefer(release.name)
        await self._announce(publication.id, number)
        changed = await asyncio.to_thread(_changed, self._live.root, old_files)
        await self._commit(number, publication.author, publication.note, changed)
        return number

    async def take_back(self, number: int, reason: str) -> Version | None:
        """Makes the version before live again; None where there is none, or another is live already."""
        async with self._switch.alone():
            live, before = await self._versions.live(), await self._versions.before(number)
            if live is None or live.number != number or before is None:
                return None
            archive = await self._versions.content(before.number)
            model = model_of(await self._models.find(before.model))
            old_files = await asyncio.to_thread(ContentFolder(self._live.root).all_files)
            async with self._switch.over(model, archive), self._database.write() as connection:
                if not await self._versions.take_back(connection, number, reason):
                    raise Lost
                await self._versions.make_live(connection, before.number)
                await self._publications.take_back(connection, number)
                values = {one["item"]: one.get("after") for one in live.difference}
                await self._drafts.overtake(connection, live.author, values, keep=True)
            await self._models.prefer(before.model)
        await self._announce("", before.number)
        changed = await asyncio.to_thread(_changed, self._live.root, old_files)
        await self._commit(before.number, live.author, f"Take back: {live.note}".strip(), changed)
        return before

    async def _record(
        self,
        publication: Publication,
        release: Release,
        archive: bytes,
        difference: Sequence[Json],
        baseline: Mapping[str, object] | None,
    ) -> int:
        digest = await self._live.digest()
        async with self._database.write() as connection:
            if baseline is not None:
                await self._versions.add(connection, BEFORE, "", (), **baseline)
            number = await self._versions.add(
                connection,
                publication.author,
                publication.note,
                difference,
                digest=digest,
                model=release.name,
                content=archive,
                score=release.score,
            )
            if not await self._publications.went_live(connection, publication, number):
                raise Lost
            await self._settle(connection, publication, difference)
            await self._models.share(connection, release.name)
        await self._tidy()
        return number

    async def _settle(
        self, connection: Session, publication: Publication, difference: Sequence[Json]
    ) -> None:
        if publication.restores is None:
            await self._drafts.settle(connection, publication.revisions)
            return
        values = {one["item"]: one.get("after") for one in difference}
        await self._drafts.overtake(connection, publication.author, values, keep=False)

    async def _baseline(self) -> dict[str, object] | None:
        """What is live without being a version: there before the first, or written by hand since."""
        digest, live = await self._live.digest(), await self._versions.live()
        if live is not None and live.digest == digest:
            return None
        folder = ContentFolder(self._live.root)
        name = await asyncio.to_thread(self._models.name_of, self._live.root)
        return {"digest": digest, "model": name, "content": await asyncio.to_thread(folder.pack)}

    async def _tidy(self) -> None:
        names = [version.model for version in await self._versions.all(KEPT)]
        if not self._database.is_sqlite:
            async with self._database.write() as connection:
                await self._models.tidy(connection, names)

    async def _announce(self, publication_id: str, number: int) -> None:
        await self._signals.publish([Signal(CONTENT_PUBLISHED, data={"number": number})])
        if publication_id:
            await self._publications.tell(publication_id)

    async def _commit(self, number: int, author: object, note: str, changed: Sequence[PurePosixPath]) -> None:
        message = note or f"Publish version {number} of what the assistant knows"
        made = await asyncio.to_thread(commit, self._live.root, changed, author, message)  # type: ignore[arg-type]
        if made:
            await self._versions.set_commit(number, made)


def difference_of(before: Content, after: Content) -> list[Json]:
    """The items that differ, each before and after."""
    changes = before.changes_to(after)
    items = [TOPIC + name for name in changes.topics] + [PHRASE + name for name in changes.phrases]
    items += [THRESHOLDS] if changes.thresholds else []
    return [
        {"item": item, "before": value_of(before, item), "after": value_of(after, item)}
        for item in sorted(items)
    ]


def _changed(root: Path, before: Mapping[PurePosixPath, bytes]) -> list[PurePosixPath]:
    """The files that are different now."""
    after = ContentFolder(root).all_files()
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))
