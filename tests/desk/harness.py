"""A whole desk on a real port, its background work switched off unless a test wants it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import httpx
from argon2 import PasswordHasher

from desk import wiring
from desk.accounts.accounts import Accounts
from desk.accounts.passwords import Passwords
from desk.accounts.records import AgentAccount
from desk.app import create_app
from desk.privacy.elsewhere import BrainKeeps, ShopKeeps
from desk.serve import configuration
from desk.services import Services
from desk.settings import Settings
from handoff.errors import BrainUnavailable
from handoff.memory import FixedClock
from handoff.messages import Address
from tests.desk.pigeon import SIGNED, PigeonChannel
from tests.support.server import PromptServer

PASSWORD = "una password lunga"
PATIENCE = 60
"""Seconds for one answer: a busy machine is no failure."""
FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class SilentBrain:
    """A brain that is there, or not, and says nothing."""

    ready = True

    def __init__(self) -> None:
        self.forgotten: list[str] = []

    async def is_ready(self) -> bool:
        return self.ready

    async def forget(self, conversation_id: str) -> None:
        if not self.ready:
            raise BrainUnavailable
        self.forgotten.append(conversation_id)


@dataclass
class Desk:
    """A running desk.

    Attributes:
        url: Where it listens.
        http: A client without any session.
    """

    url: str
    http: httpx.AsyncClient
    services: Services
    clock: FixedClock
    pigeon: PigeonChannel
    brain: SilentBrain

    async def add_agent(self, name: str = "Giulia", role: str = "agent") -> AgentAccount:
        return await self.services.accounts.add(name, f"{name.lower()}@example.com", PASSWORD, role)

    @asynccontextmanager
    async def signed_in(self, name: str = "Giulia", role: str = "agent") -> AsyncIterator[httpx.AsyncClient]:
        """A browser with a session, and the CSRF header set."""
        known = {account.name for account in await self.services.accounts.list()}
        if name not in known:
            await self.add_agent(name, role)
        async with httpx.AsyncClient(base_url=self.url, timeout=PATIENCE) as client:
            answer = await client.post(
                "/api/session", json={"email": f"{name.lower()}@example.com", "password": PASSWORD}
            )
            assert answer.status_code == 200, answer.text
            client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
            yield client

    async def receive(self, text: str = "ciao", contact: str = "+39333000111", **more: Any) -> httpx.Response:
        """A letter by pigeon."""
        letter = {"id": more.pop("id", text), "from": contact, "text": text, **more}
        return await self.http.post(
            "/webhooks/pigeon",
            content=json.dumps(letter),
            headers={**SIGNED, "content-type": "application/json"},
        )

    async def conversation(self, text: str = "ciao", contact: str = "+39333000111", **more: Any) -> str:
        """The id of a conversation in which somebody wrote."""
        answer = await self.receive(text, contact, **more)
        assert answer.status_code == 200, answer.text
        found = await self.services.transcripts.find_conversation(Address("pigeon", contact))
        assert found is not None
        return found.id


def desk_settings(database_url: str, **changes: Any) -> Settings:
    values: dict[str, Any] = {
        "database_url": database_url,
        "secret_key": "chiave-segreta-di-prova",
        "brain_token": "gettone-di-prova",
        "port": 0,
        "log_level": "ERROR",
        "check_links": False,
        "background_niceness": 0,
        **changes,
    }
    return Settings(_env_file=None, **values)


@asynccontextmanager
async def open_desk(settings: Settings, *, work: bool = False) -> AsyncIterator[Desk]:
    """Opens a desk on a free port for the length of the block."""
    clock, pigeon, brain = FixedClock(), PigeonChannel(), SilentBrain()
    made: list[Services] = []

    def build(settings: Settings) -> Services:
        built = wiring.build(settings, None if work else clock, env_file=None)
        if not work:
            built = replace(
                built,
                workers=(),
                brain=brain,  # type: ignore[arg-type]
                privacy=replace(built.privacy, elsewhere=(ShopKeeps(built.shop), BrainKeeps(brain))),
                channels={**built.channels, "pigeon": pigeon},
                accounts=Accounts(
                    built.database, clock, passwords=Passwords(FAST), factors=built.trust.factors
                ),
            )
        made.append(built)
        return built

    server = PromptServer(configuration(settings, create_app(settings, build)))
    async with served(server) as url, httpx.AsyncClient(base_url=url, timeout=PATIENCE) as client:
        yield Desk(url, client, made[0], clock, pigeon, brain)


@asynccontextmanager
async def served(server: PromptServer) -> AsyncIterator[str]:
    """Runs a server beside the block; the address it listens on."""
    server.config.setup_event_loop = lambda: None  # type: ignore[method-assign]
    task = asyncio.create_task(server.serve())
    while not server.started:
        if task.done():
            await task
        await asyncio.sleep(0.002)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.end()
        await task
