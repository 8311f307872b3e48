"""A real desk with a clock that can be moved, a real brain and trainer, on a small shop's content."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from playwright.async_api import Browser, Locator, Page, expect

from desk import wiring
from desk.app import create_app
from desk.serve import configuration
from desk.services import Services
from desk.settings import Settings
from desk.setup.home import brain_python
from desk.setup.model import model_name
from tests.desk.harness import PASSWORD, desk_settings, served
from tests.support.desk import REPOSITORY, free_port, until, without_settings
from tests.support.server import PromptServer

CONTENT = REPOSITORY / "tests" / "fixtures" / "content"
TRAINED = REPOSITORY / ".sportello" / "test-models"
START_SECONDS = 240.0
PATIENCE = 60_000.0
"""Milliseconds for what takes one or two seconds on a machine that is not busy."""
LONG_PATIENCE = 400_000.0
"""Milliseconds for training, and for what has to be learned first."""
PERSON = "nostro staff"
TOKEN = "gettone-di-prova"


class MovableClock:
    """The system's clock, some days ahead."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that runs."""

    url: str
    services: Services
    clock: MovableClock
    content: Path
    browser: Browser

    async def editor(self, name: str) -> Page:
        """An editor's console, signed in, on the studio."""
        known = {account.name for account in await self.services.accounts.list()}
        email = f"{name.lower()}@example.com"
        if name not in known:
            await self.services.accounts.add(name, email, PASSWORD, "editor")
        page = await self.page("/console/")
        await page.get_by_label("E-mail").fill(email)
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Argomenti", level=1)).to_be_visible(timeout=PATIENCE)
        return page

    async def page(self, path: str) -> Page:
        """A browser of somebody's own."""
        context = await self.browser.new_context(
            base_url=self.url,
            locale="it-IT",
            viewport={"width": 1360, "height": 900},
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        await page.goto(self.url + path)
        return page

    async def asks(self, text: str) -> Shopper:
        """A shopper who comes anew asks on the web chat."""
        shopper = Shopper(await self.page("/"), text)
        await shopper.chat.get_by_role("button").first.click()
        await shopper.write()
        return shopper


class Shopper:
    """Somebody on the shop's page, with one question."""

    def __init__(self, page: Page, question: str) -> None:
        self.page = page
        self.question = question
        self.chat: Locator = page.locator("sportello-chat")
        self.log: Locator = self.chat.get_by_role("log")

    async def write(self) -> None:
        """Asks, perhaps once more."""
        await self.chat.get_by_role("textbox").fill(self.question)
        await self.chat.get_by_role("textbox").press("Enter")

    async def is_told(self, words: str) -> None:
        """Is answered, and goes."""
        await expect(self.log).to_contain_text(words, timeout=PATIENCE)
        await self.page.context.close()

    async def is_handed_over(self, unless: str) -> None:
        """Reaches a person: at once, or after they were asked what they meant; and goes."""
        doubt, person = self.log.get_by_text("Intendevi"), self.log.get_by_text(PERSON)
        await expect(doubt.or_(person).first).to_be_visible(timeout=PATIENCE)
        if await doubt.count():
            await self.write()
        await expect(person.first).to_be_visible(timeout=PATIENCE)
        await expect(self.log).not_to_contain_text(unless)
        await self.page.context.close()


async def api(page: Page, method: str, path: str, body: Any = None) -> Any:
    """A call with the page's own session, as its own scripts make it."""
    session = await (await page.request.get("/api/session")).json()
    answer = await page.request.fetch(
        path, method=method, data=body, headers={"X-CSRF-Token": session["csrf_token"]}
    )
    assert answer.ok, await answer.text()
    return await answer.json()


@asynccontextmanager
async def open_stage(folder: Path, database_url: str, browser: Browser) -> AsyncIterator[Stage]:
    """Starts everything, and ends it."""
    content, home = folder / "content", folder / "home"
    shutil.copytree(CONTENT, content)
    await _model(content, home / "models")
    clock, ports = MovableClock(), (free_port(), free_port())
    settings = desk_settings(
        database_url,
        port=ports[0],
        brain_port=ports[1],
        brain_url=f"http://127.0.0.1:{ports[1]}",
        brain_token=TOKEN,
        content_folder=content,
    )
    made: list[Services] = []

    def build(settings: Settings) -> Services:
        made.append(wiring.build(settings, clock, env_file=None, home=home))
        return made[0]

    server = PromptServer(configuration(settings, create_app(settings, build)))
    async with _brain(ports, home), served(server) as url:
        yield Stage(url, made[0], clock, content, browser)


async def _model(content: Path, folder: Path) -> None:
    """The small shop's model, trained once for its content and the brain's code."""
    name = await asyncio.to_thread(model_name, content)
    kept = TRAINED / f"{name}.tar.gz"
    if not kept.exists():
        command = (str(brain_python()), "-m", "bot.train", "--root", str(content))
        options = ("--out", str(TRAINED), "--fixed-model-name", name, "--force")
        process = await asyncio.create_subprocess_exec(*command, *options, cwd=REPOSITORY)
        assert await process.wait() == 0
    folder.mkdir(parents=True)  # noqa: ASYNC240
    shutil.copy(kept, folder)


@asynccontextmanager
async def _brain(ports: tuple[int, int], home: Path) -> AsyncIterator[None]:
    environment = {
        **without_settings(),
        "SPORTELLO_BRAIN_TOKEN": TOKEN,
        "SPORTELLO_PORT": str(ports[0]),
        "SPORTELLO_BRAIN_PORT": str(ports[1]),
        "SPORTELLO_MODEL": str(home / "models"),
    }
    log = home / "brain.log"
    guarded = (sys.executable, "-m", "desk.supervisor.child", str(os.getpid()))
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *guarded, str(brain_python()), "-m", "bot.run",
            cwd=REPOSITORY, env=environment, stdout=output, stderr=output,
        )  # fmt: skip

    async def is_ready() -> bool:
        assert process.returncode is None, log.read_text()
        try:
            answer = await client.get(f"http://127.0.0.1:{ports[1]}/webhooks/sportello/ready")
        except httpx.TransportError:
            return False
        return answer.status_code == 200

    try:
        async with httpx.AsyncClient(trust_env=False) as client:
            await until(is_ready, "the brain is ready", START_SECONDS, log.read_text)
        yield
    finally:
        process.terminate()
        await process.wait()
