"""A whole Sportello on one machine: a real desk process, and everybody around it played by fakes."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from argon2 import PasswordHasher

from connectors.telegram import updates
from connectors.telegram.testing import FakeTelegram
from connectors.testing import Fault, Sent
from connectors.whatsapp import forms
from connectors.whatsapp.testing import FakeTwilio
from desk.accounts.accounts import Accounts
from desk.accounts.passwords import Passwords
from desk.brain.testing import TOKEN as BRAIN_TOKEN
from desk.brain.testing import FakeBrain
from desk.clock import SystemClock
from handoff.messages import Address
from handoff.records import ConversationRecord, MessageRecord, MessageState
from handoff.sql.database import Database
from handoff.sql.reader import SqlReader
from tests.support.desk import PATIENCE, DeskProcess, Nursery, until
from tests.support.vendors import SECRET, vendor_settings

PASSWORD = "una password lunga"
TELEGRAM, WHATSAPP, WEBCHAT = "telegram", "whatsapp", "webchat"
UNFINISHED = frozenset({MessageState.RECEIVED, MessageState.PENDING, MessageState.SENDING})
FAST = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
LIMIT = 100_000
"""More messages than any test has."""


@dataclass
class Stage:
    """Everybody who plays.

    Attributes:
        http: A client of the desk's, without any session.
        reader: The desk's database, read from outside.
    """

    desk: DeskProcess
    brain: FakeBrain
    telegram: FakeTelegram
    twilio: FakeTwilio
    http: httpx.AsyncClient
    database: Database
    reader: SqlReader

    # What vendors do

    async def post_update(self, update: object, secret: str | None = SECRET) -> httpx.Response:
        """Telegram calls its webhook."""
        return await self.http.post("/webhooks/telegram", json=update, headers=updates.headers(secret))

    async def post_form(self, form: Mapping[str, str], path: str = "/webhooks/whatsapp") -> httpx.Response:
        """Twilio calls one of its webhooks."""
        signature = self.twilio.sign(f"{self.desk.url}{path}", form)
        headers = {"Content-Type": forms.FORM_TYPE, "X-Twilio-Signature": signature}
        return await self.http.post(path, content=urlencode(form), headers=headers)

    async def write(self, channel: str, contact: str, text: str) -> None:
        """A shopper writes, and the vendor's call is answered with 200."""
        if channel == TELEGRAM:
            answer = await self.post_update(updates.text_update(int(contact), text))
        else:
            answer = await self.post_form(forms.inbound_form(contact, text))
        assert answer.status_code == 200, answer.text

    def sent_to(self, channel: str, contact: str) -> list[Sent]:
        """What reached a shopper, in order."""
        vendor = self.telegram if channel == TELEGRAM else self.twilio
        return [sent for sent in vendor.sent if sent.to == contact]

    def texts_to(self, channel: str, contact: str) -> list[str]:
        """The words of what reached a shopper, in order."""
        return [sent.text for sent in self.sent_to(channel, contact)]

    async def until_sent(self, channel: str, contact: str, text: str) -> None:
        """Waits until a shopper has been told something."""
        await self.until(
            lambda: any(text in told for told in self.texts_to(channel, contact)),
            f"{contact} is told {text!r}",
        )

    # What is known afterwards

    async def find(self, channel: str, contact: str) -> ConversationRecord | None:
        """A shopper's conversation, if there is one."""
        return await self.reader.find_conversation(Address(channel, contact))

    async def conversation(self, channel: str, contact: str) -> ConversationRecord:
        """A shopper's conversation."""
        found = await self.find(channel, contact)
        assert found is not None, f"{contact} has no conversation"
        return found

    async def transcript(self, channel: str, contact: str) -> list[MessageRecord]:
        """Every message of a shopper's conversation; none where there is no conversation."""
        found = await self.find(channel, contact)
        return await self.reader.messages(found.id, limit=LIMIT) if found else []

    async def settled(self, channel: str, contact: str, seconds: float = PATIENCE) -> list[MessageRecord]:
        """The transcript, once nothing in it is left to do."""

        async def done() -> list[MessageRecord]:
            messages = await self.transcript(channel, contact)
            return [] if any(message.state in UNFINISHED for message in messages) else messages

        found: list[MessageRecord] = await self.until(done, f"nothing is left to do for {contact}", seconds)
        return found

    async def until(self, holds: Any, what: str, seconds: float = PATIENCE) -> Any:
        """See ``tests.support.desk.until``; shows the desk's log where it waits in vain."""
        return await until(holds, what, seconds, self.desk.log)

    # What agents do

    async def add_agent(self, name: str) -> None:
        """Opens an account, as the command line does."""
        accounts = Accounts(self.database, SystemClock(), passwords=Passwords(FAST))
        await accounts.add(name, f"{name.lower()}@example.com", PASSWORD)

    @asynccontextmanager
    async def agent(self, name: str = "Giulia", url: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """An agent's browser, signed in over HTTP."""
        known = {account.name for account in await Accounts(self.database, SystemClock()).list()}
        if name not in known:
            await self.add_agent(name)
        async with httpx.AsyncClient(base_url=url or self.desk.url, timeout=PATIENCE) as browser:
            credentials = {"email": f"{name.lower()}@example.com", "password": PASSWORD}
            answer = await browser.post("/api/session", json=credentials)
            assert answer.status_code == 200, answer.text
            browser.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
            yield browser


def lags(moments: random.Random, usual: float, count: int = 4000) -> list[Fault]:
    """Delays of up to ``usual`` seconds, every fourth far longer than any call of ours takes."""
    return [
        Fault.delay(moments.uniform(0.4, 0.6) if moments.random() < 0.25 else moments.uniform(0, usual))
        for _ in range(count)
    ]


def settings_for(
    url: str, database_url: str, brain: FakeBrain, telegram: FakeTelegram, twilio: FakeTwilio
) -> dict[str, str]:
    """The settings of a desk in such company."""
    return {
        **vendor_settings(url, telegram, twilio),
        "SPORTELLO_DATABASE_URL": database_url,
        "SPORTELLO_BRAIN_URL": brain.url,
        "SPORTELLO_BRAIN_TOKEN": BRAIN_TOKEN,
        "SPORTELLO_BRAIN_TIMEOUT": "30",
        "SPORTELLO_SECRET_KEY": "chiave-segreta-di-prova-lunga",
        "SPORTELLO_LOG_FORMAT": "json",
    }


@asynccontextmanager
async def open_stage(
    nursery: Nursery, folder: Path, database_url: str, **settings: str
) -> AsyncIterator[Stage]:
    """A desk and its company for the length of the block; ``settings`` add to or replace the desk's."""
    async with FakeBrain() as brain, FakeTelegram() as telegram, FakeTwilio() as twilio:
        desk = DeskProcess(nursery, folder)
        desk.settings = {**settings_for(desk.url, database_url, brain, telegram, twilio), **settings}
        database = Database(database_url)
        async with httpx.AsyncClient(base_url=desk.url, timeout=PATIENCE, trust_env=False) as http:
            try:
                await desk.start()
                yield Stage(desk, brain, telegram, twilio, http, database, SqlReader(database))
            finally:
                await database.close()
                await desk.kill()
