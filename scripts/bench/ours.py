"""Side B: webhook in, reply at the vendor; brain, desk and a fake Telegram, each a process of its own."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import aiohttp

from connectors.telegram import updates
from desk.setup import ports
from desk.setup.home import brain_python
from scripts.bench.servers import Server, clean_environment

NAME = "Sportello"
TOKEN = "123456:BENCH"  # noqa: S105 - invented; the vendor is a fake
REPLY_SECONDS = 30.0
CHAT = 1_000_000
"""Contacts become Telegram chats from here on."""
_TURNS = re.compile(r"^sportello_turn_seconds_sum\{[^}]*\} (\S+)$", re.MULTILINE)


class Ours:
    """The whole path.

    Args:
        root: The clone.
        folder: Where database and logs go.
        database_url: Where the desk keeps everything; a new SQLite file if None.
    """

    name = NAME

    def __init__(self, root: Path, folder: Path, database_url: str | None) -> None:
        self._root = root
        self._folder = folder / "ours"
        self._folder.mkdir(parents=True)
        self.database_url = database_url or f"sqlite:///{self._folder / 'sportello.db'}"
        self._secret = secrets.token_urlsafe()
        self._brain_url = f"http://127.0.0.1:{ports.free('127.0.0.1')}"
        self._desk_url = f"http://127.0.0.1:{ports.free('127.0.0.1')}"
        self._servers: list[Server] = []
        self._session: aiohttp.ClientSession | None = None
        self._vendor: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self._sent: defaultdict[int, asyncio.Queue[str]] = defaultdict(asyncio.Queue)

    @property
    def servers(self) -> list[Server]:
        """The processes that answer: brain and desk."""
        return self._servers

    async def start(self, model: Path) -> float:
        """Starts it and waits until it can answer (``NotStarted``); seconds until the brain could."""
        vendor_url = await self._start_vendor()
        environment = self._environment(vendor_url, model)
        command = [str(brain_python(self._root)), "-m", "bot.run"]
        began = time.perf_counter()
        brain = Server("brain", command, self._root, environment, self._folder / "brain.log")
        self._servers.append(brain)
        await brain.wait_until_ready(f"{self._brain_url}/webhooks/sportello/ready")
        ready = time.perf_counter() - began
        # Not in the clone: its .env may hold a real shop's credentials.
        command = [sys.executable, "-m", "desk.serve"]
        desk = Server("desk", command, self._folder, environment, self._folder / "desk.log")
        self._servers.append(desk)
        await desk.wait_until_ready(f"{self._desk_url}/readyz")
        self._session = aiohttp.ClientSession()
        return ready

    async def _start_vendor(self) -> str:
        """The shipped fake tells what it was given through a pipe, before it answers."""
        self._vendor = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "connectors.telegram.testing", "--log", "/dev/stdout", "--token", TOKEN),
            cwd=self._folder,
            env=clean_environment(self._root),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
        )
        output = self._vendor.stdout
        if output is None:
            raise RuntimeError("The vendor has no output.")
        url = (await output.readline()).decode().strip()
        self._listening = asyncio.create_task(self._listen(output))
        return url

    async def _listen(self, output: asyncio.StreamReader) -> None:
        async for line in output:
            sent = json.loads(line)
            self._sent[int(sent["to"])].put_nowait(sent["text"])

    def _environment(self, vendor_url: str, model: Path) -> dict[str, str]:
        return clean_environment(
            self._root,
            SPORTELLO_PORT=self._desk_url.rpartition(":")[2],
            SPORTELLO_BRAIN_URL=self._brain_url,
            SPORTELLO_BRAIN_PORT=self._brain_url.rpartition(":")[2],
            SPORTELLO_BRAIN_TOKEN=secrets.token_urlsafe(),
            SPORTELLO_SECRET_KEY=secrets.token_urlsafe(),
            SPORTELLO_MODEL=str(model),
            SPORTELLO_DATABASE_URL=self.database_url,
            SPORTELLO_TELEGRAM_TOKEN=TOKEN,
            SPORTELLO_TELEGRAM_WEBHOOK_SECRET=self._secret,
            SPORTELLO_TELEGRAM_API_URL=vendor_url,
        )

    async def ask(self, contact: int, text: str) -> list[str]:
        """Posts a genuine webhook and waits until its answer is at the vendor.

        Raises:
            ClientError: The desk refused.
            TimeoutError: Nothing came.
        """
        if self._session is None:
            raise RuntimeError("It has not been started.")
        chat = CHAT + contact
        async with asyncio.timeout(REPLY_SECONDS):
            async with self._session.post(
                f"{self._desk_url}/webhooks/telegram",
                json=updates.text_update(chat, text),
                headers=updates.headers(self._secret),
            ) as answer:
                answer.raise_for_status()
            said = [await self._sent[chat].get()]
        while not self._sent[chat].empty():
            said.append(self._sent[chat].get_nowait())
        return said

    async def thinking(self) -> float:
        """Seconds that the desk has waited for the brain since its start, all turns together."""
        if self._session is None:
            return 0.0
        async with self._session.get(f"{self._desk_url}/metrics") as answer:
            return sum(float(value) for value in _TURNS.findall(await answer.text()))

    async def stop(self) -> None:
        """Ends it."""
        if self._session:
            await self._session.close()
        for server in reversed(self._servers):
            server.stop()
        if self._listening:
            self._listening.cancel()
        if self._vendor:
            with suppress(ProcessLookupError):
                self._vendor.kill()
            await self._vendor.wait()
