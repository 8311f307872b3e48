"""A whole desk with a clock of its own, a real brain and a real trainer, on a copy of some content."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvicorn

from desk import wiring
from desk.app import create_app
from desk.migrations import upgrade
from desk.serve import configuration
from desk.services import Services
from desk.settings import Settings
from desk.setup import ports
from desk.setup.home import ROOT, brain_python
from desk.setup.model import model_name
from desk.studio.training import ProcessTrainer
from scripts.bench.servers import Server, clean_environment

TOKEN = "a week of learning"  # noqa: S105 - of a simulation
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


class WeekClock:
    """Runs as the system's does, from a Monday morning on, and can be put ahead."""

    def __init__(self) -> None:
        self._ahead = MONDAY - datetime.now(UTC)

    def now(self) -> datetime:
        """The simulated time."""
        return datetime.now(UTC) + self._ahead

    def put_to(self, moment: datetime) -> None:
        """Goes on from a later moment; never back."""
        self._ahead = max(self._ahead, moment - datetime.now(UTC))

    def advance(self, by: timedelta) -> None:
        """Lets some time pass."""
        self._ahead += by


@dataclass(frozen=True, slots=True)
class Stage:
    """What runs."""

    services: Services
    clock: WeekClock
    content: Path


@asynccontextmanager
async def open_stage(folder: Path, source: Path) -> AsyncIterator[Stage]:
    """Trains, starts everything, and ends it.

    Raises:
        NotStarted: The brain did not.
        PublicationFailed: The first training failed.
    """
    content, home = folder / "content", folder / "home"
    await asyncio.to_thread(_copy, source, content)
    name = await asyncio.to_thread(model_name, content)
    trainer = ProcessTrainer(home / "logs" / "training.log")
    await trainer.train(content, home / "models", name, _quiet)
    database = f"sqlite:///{folder}/week.db"
    await asyncio.to_thread(upgrade, database)
    clock, settings = WeekClock(), _settings(database, content)
    made: list[Services] = []

    def build(settings: Settings) -> Services:
        made.append(wiring.build(settings, clock, env_file=None, home=home))
        return made[0]

    brain = _brain(folder, settings, home)
    server = uvicorn.Server(configuration(settings, create_app(settings, build)))
    server.config.setup_event_loop = lambda: None  # type: ignore[method-assign]
    serving = asyncio.create_task(server.serve())
    try:
        await brain.wait_until_ready(f"{settings.brain_url}/webhooks/sportello/ready")
        while not server.started:
            if serving.done():
                await serving
            await asyncio.sleep(0.05)
        yield Stage(made[0], clock, content)
    finally:
        server.should_exit = True
        await serving
        brain.stop()


def _copy(source: Path, content: Path) -> None:
    content.mkdir(parents=True)
    for name in ("config.yml", "domain.yml"):
        shutil.copy(source / name, content)
    for name in ("data", "kept"):
        shutil.copytree(source / name, content / name)


def _settings(database: str, content: Path) -> Settings:
    port, brain_port = ports.free("127.0.0.1"), ports.free("127.0.0.1")
    return Settings(
        _env_file=None,
        database_url=database,
        secret_key=TOKEN,
        brain_token=TOKEN,
        port=port,
        brain_port=brain_port,
        brain_url=f"http://127.0.0.1:{brain_port}",
        content_folder=content,
        log_level="ERROR",
        check_links=False,
    )


def _brain(folder: Path, settings: Settings, home: Path) -> Server:
    environment = clean_environment(
        ROOT,
        SPORTELLO_MODEL=str(home / "models"),
        SPORTELLO_PORT=str(settings.port),
        SPORTELLO_BRAIN_PORT=str(settings.brain_port),
        SPORTELLO_BRAIN_TOKEN=TOKEN,
    )
    return Server("brain", (str(brain_python()), "-m", "bot.run"), ROOT, environment, folder / "brain.log")


async def _quiet(_: float) -> None:
    return None
