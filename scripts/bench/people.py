"""Shoppers with the chat open, and agents with a console, as their browsers behave."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from scripts.bench.ledger import MARK, Ledger
from scripts.bench.sockets import Socket

PASSWORD = "una password lunga per prova"  # noqa: S105 - of accounts that live for a minute
THINK = (0.5, 1.5)
"""Seconds that an agent takes to answer: nothing of it is measured."""
PAGE = 200
CHANGES = ('["message"', '["case"', '["conversation"')
QUEUE_SECONDS = 60.0


class Shopper:
    """A visitor with our widget: writes, is shown answers, and says that they were read."""

    def __init__(self, session: aiohttp.ClientSession, url: str, ledger: Ledger, number: int) -> None:
        self._ledger = ledger
        self._number = number
        self._chance = random.Random(number)  # noqa: S311 - when somebody writes is no secret
        self._said = 0
        self._socket = Socket(session, url, "/", self._heard)
        self._confirmed = asyncio.Event()
        self._reading: set[asyncio.Task[None]] = set()

    async def arrive(self) -> None:
        """Opens the chat."""
        await self._socket.connect()
        await self._socket.emit("session_request", {"session_id": None, "language": "it", "page": "/"})
        await asyncio.wait_for(self._confirmed.wait(), 30)

    async def ask_person(self) -> None:
        """Writes the first message, which brings the conversation to the queue."""
        await self._write("vorrei una persona")

    async def talk(self, until: float, period: float) -> None:
        """Writes now and then."""
        await asyncio.sleep(self._chance.uniform(0, period))
        while time.perf_counter() < until:
            await self._socket.emit("typing", {})
            await self._write("ancora una domanda")
            await asyncio.sleep(self._chance.uniform(0.5 * period, 1.5 * period))

    async def _write(self, words: str) -> None:
        mark = f"s-{self._number}-{self._said}"
        self._said += 1
        self._ledger.say(mark)
        answer = await self._socket.request(
            "user_uttered", {"id": mark, "message": f"{mark} {words}", "customData": {"language": "it"}}
        )
        if not answer.get("ok"):
            self._ledger.refused.append(f"{mark}: {answer}")

    def _heard(self, text: str) -> None:
        if text.startswith('["session_confirm"'):
            self._confirmed.set()
        elif text.startswith('["bot_uttered"') and (found := MARK.search(text)):
            message_id = str(json.loads(text)[1]["metadata"]["id"])
            if self._ledger.saw(f"shopper {self._number}", found.group(), message_id, awaited=True):
                reading = asyncio.ensure_future(self._socket.emit("read", {"id": message_id}))
                self._reading.add(reading)
                reading.add_done_callback(self._reading.discard)


class Agent:
    """A signed-in agent: is shown everything, and answers in the conversations they have."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str, email: str, ledger: Ledger, number: int
    ) -> None:
        self.place = f"console {number}"
        self.posts: list[float] = []
        self.told_at = 0.0
        self._session = session
        self._url = url
        self._email = email
        self._ledger = ledger
        # Each from an address of their own: sign-ins are counted by address.
        self._headers = {"X-Forwarded-For": f"10.1.0.{number + 1}", "Accept-Language": "it"}
        self._socket = Socket(session, url, "/console", self._heard)
        self._chats: dict[int, str] = {}
        self._answered = 0
        self._answering: set[asyncio.Task[None]] = set()

    async def sign_in(self) -> None:
        """Signs in and opens the console."""
        body = {"email": self._email, "password": PASSWORD}
        async with self._session.post(f"{self._url}/api/session", json=body, headers=self._headers) as answer:
            answer.raise_for_status()
            cookie = answer.cookies["sportello_session"]
            self._headers["Cookie"] = f"{cookie.key}={cookie.value}"
            self._headers["X-CSRF-Token"] = (await answer.json())["csrf_token"]
        await self._socket.connect(self._headers)

    async def waiting(self, count: int) -> Mapping[str, str]:
        """Waits until so many conversations are in the queue; each by the mark of its last message."""
        async with asyncio.timeout(QUEUE_SECONDS):
            while True:
                found = await self._get("/api/queue")
                marks = {case["last_text"].split()[0]: case["conversation_id"] for case in found["waiting"]}
                if len(marks) >= count:
                    return marks
                await asyncio.sleep(0.5)

    async def take(self, found: Sequence[tuple[str, str]]) -> None:
        """Takes conversations, each with the mark of its last message."""
        for mark, conversation_id in found:
            await self._post(f"/api/conversations/{conversation_id}/take", {})
            self._chats[int(mark.split("-")[1])] = conversation_id

    async def finish(self) -> None:
        """Waits for the answers that are being written."""
        while self._answering:
            await asyncio.wait(set(self._answering))

    async def stored(self) -> list[str]:
        """The marks of every message of this agent's conversations, as the desk has stored them."""
        found: list[str] = []
        for conversation_id in self._chats.values():
            after, more = 0, True
            while more:
                path = f"/api/conversations/{conversation_id}/messages?after={after}&limit={PAGE}"
                page = (await self._get(path))["messages"] if after else await self._first(conversation_id)
                found += [mark.group() for it in page if (mark := MARK.match(it["text"]))]
                after, more = (page[-1]["sequence"], len(page) == PAGE) if page else (after, False)
        return found

    async def _first(self, conversation_id: str) -> list[dict[str, Any]]:
        """From the start: ``after=0`` would give the newest."""
        path = f"/api/conversations/{conversation_id}/messages?before={PAGE + 1}&limit={PAGE}"
        messages: list[dict[str, Any]] = (await self._get(path))["messages"]
        return messages

    def _heard(self, text: str) -> None:
        if text.startswith(CHANGES):
            self.told_at = time.perf_counter()
        if not text.startswith('["message"') or not (found := MARK.search(text)):
            return
        mark = found.group()
        kind, chat, _ = mark.split("-")
        mine = kind == "s" and int(chat) in self._chats
        # Every state of a message is told; the first is the one that counts.
        if self._ledger.seen[mark][self.place]:
            return
        message_id = str(json.loads(text)[1]["id"])
        if (
            self._ledger.saw(self.place, mark, message_id, awaited=mine)
            and mine
            and mark in self._ledger.said
        ):
            answering = asyncio.ensure_future(self._answer(int(chat)))
            self._answering.add(answering)
            answering.add_done_callback(self._answering.discard)

    async def _answer(self, chat: int) -> None:
        try:
            await self._say(chat)
        except (aiohttp.ClientError, TimeoutError) as error:
            self._ledger.refused.append(f"answer in chat {chat}: {type(error).__name__}")

    async def _say(self, chat: int) -> None:
        conversation = f"/api/conversations/{self._chats[chat]}"
        await self._post(f"{conversation}/typing", {})
        await asyncio.sleep(random.uniform(*THINK))  # noqa: S311 - how long somebody thinks is no secret
        mark = f"a-{chat}-{self._answered}"
        self._answered += 1
        self._ledger.say(mark)
        await self._post(f"{conversation}/messages", {"text": f"{mark} ecco qui", "client_id": mark})
        self.posts.append(time.perf_counter() - self._ledger.said[mark])

    async def _get(self, path: str) -> dict[str, Any]:
        async with self._session.get(self._url + path, headers=self._headers) as answer:
            answer.raise_for_status()
            body: dict[str, Any] = await answer.json()
            return body

    async def _post(self, path: str, body: object) -> None:
        async with self._session.post(self._url + path, json=body, headers=self._headers) as answer:
            if answer.status >= 400:
                self._ledger.refused.append(f"{path}: {answer.status} {await answer.text()}")
