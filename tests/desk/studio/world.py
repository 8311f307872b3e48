"""A studio on doubles: a brain that takes models, a trainer that writes files, a laboratory in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desk.brain.errors import ModelRefused
from desk.hours.opening import open_promises
from desk.laboratory.memory import MemoryLaboratory
from desk.settings import Settings
from desk.studio.opening import open_studio
from desk.studio.records import Publication, PublicationState
from desk.studio.studio import Studio
from desk.studio.training import Tell
from handoff.errors import BrainUnavailable
from handoff.identifiers import new_id
from handoff.memory import FixedClock
from handoff.records import Agent
from handoff.signals import LocalSignals
from handoff.sql.database import Database
from handoff.sql.liveness import FileLiveness
from handoff.sql.storage import SqlStorage

ELENA, BRUNO = Agent("e" * 32, "Elena"), Agent("b" * 32, "Bruno")
SIZES = "topic:faq/sizes"
PATIENCE = 60.0


class PretendBrain:
    """A brain that answers with whatever file it was given."""

    def __init__(self) -> None:
        self.answering: str | None = None
        self.loaded: list[str] = []
        self.refuses: set[str] = set()
        self.down = False

    async def model(self) -> str | None:
        return None if self.down else self.answering

    async def load(self, path: Path) -> None:
        if self.down:
            raise BrainUnavailable
        name = path.name.removesuffix(".tar.gz")
        if name in self.refuses or "*" in self.refuses or not path.exists():  # noqa: ASYNC240
            raise ModelRefused
        self.answering = name
        self.loaded.append(name)


@dataclass
class PretendTrainer:
    """A trainer that writes a small file; may be told to wait, or to fail."""

    fault: Exception | None = None
    go: asyncio.Event = field(default_factory=asyncio.Event)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    trained: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.go.set()

    async def train(self, root: Path, folder: Path, name: str, tell: Tell) -> Path:
        await tell(0.5)
        self.begun.set()
        await self.go.wait()
        if self.fault is not None:
            raise self.fault
        folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240
        made = folder / f"{name}.tar.gz"
        made.write_bytes(b"model of " + name.encode())
        self.trained.append(name)
        return made


@dataclass
class World:
    """A studio whose worker runs, and everything that it works with."""

    studio: Studio
    database: Database
    clock: FixedClock
    signals: LocalSignals
    brain: PretendBrain
    trainer: PretendTrainer
    laboratory: MemoryLaboratory
    root: Path
    home: Path

    async def edit(self, title: str, editor: Agent = ELENA, item: str = SIZES) -> None:
        """Another title for a topic."""
        draft = await self.studio.drafts.get(item)
        value = {**(draft.value or {}), "titles": {"it": title, "en": title}}
        await self.studio.drafts.put(editor, item, draft.revision, value)

    async def until(self, publication: Publication, *states: PublicationState) -> Publication:
        """Waits until it is in one of these states."""
        async with asyncio.timeout(PATIENCE):
            while (found := await self.studio.publications.get(publication.id)).state not in states:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        return found

    async def published(self, note: str = "nota") -> Publication:
        """Publishes the draft, to its end."""
        begun = await self.studio.publishing.publish(ELENA, note)
        ready = await self.until(begun, PublicationState.READY, PublicationState.FAILED)
        if ready.state is PublicationState.READY:
            await self.studio.publications.go(begun.id, BRUNO)
        return await self.until(begun, PublicationState.LIVE, PublicationState.FAILED)

    async def title(self, item: str = SIZES) -> str:
        """The title that is live."""
        topic = (await self.studio.drafts.live()).topics[item.removeprefix("topic:")]
        return topic.titles["it"]

    def files(self) -> dict[str, bytes]:
        """Everything in the content's folder."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(self.root).parts)
        }


@asynccontextmanager
async def studio_world(
    database_url: str,
    root: Path,
    home: Path,
    *,
    work: bool = True,
    brain: PretendBrain | None = None,
    clock: FixedClock | None = None,
) -> AsyncIterator[World]:
    """A studio for the length of the block; with ``work`` its workers run."""
    database, clock, signals = Database(database_url), clock or FixedClock(), LocalSignals()
    brain, trainer, laboratory = brain or PretendBrain(), PretendTrainer(), MemoryLaboratory()
    storage = SqlStorage(database, signals, FileLiveness(str(home / "alive")))
    studio = open_studio(
        Settings(_env_file=None, content_folder=root),
        database,
        clock,
        signals,
        open_promises(database, storage, clock),
        brain,
        new_id(),
        home=home,
        # Not the clone: whoever works on it meanwhile would change every model's name.
        code=home / "code",
        laboratory=laboratory,
        trainer=trainer,
    )
    tasks = [asyncio.ensure_future(step()) for step in studio.work.values()] if work else []
    try:
        yield World(studio, database, clock, signals, brain, trainer, laboratory, root, home)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for step in studio.closing:
            await step()
        await database.close()
