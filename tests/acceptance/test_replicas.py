"""Two desks on one PostgreSQL: whoever a message reaches, it is answered once, also if one of them dies."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio

from connectors.telegram import updates
from connectors.testing import Fault
from desk.brain.testing import says
from handoff.records import Author, MessageState
from tests.acceptance.stage import TELEGRAM, Stage, lags, open_stage
from tests.support.desk import PATIENCE, DeskProcess, Nursery
from tests.support.vendors import SECRET

pytestmark = pytest.mark.postgresql

SEED = 715
CHATS = [str(6001 + n) for n in range(6)]
PER_CHAT = 12


@dataclass
class Pair:
    """The stage's own desk, and a second one beside it."""

    stage: Stage
    other: DeskProcess

    @property
    def desks(self) -> tuple[DeskProcess, DeskProcess]:
        """Both."""
        return self.stage.desk, self.other

    async def post(self, desk: DeskProcess, update: Any) -> bool:
        """Telegram calls one of them; whether it was answered with 2xx."""
        url = f"{desk.url}/webhooks/telegram"
        try:
            answer = await self.stage.http.post(url, json=update, headers=updates.headers(SECRET))
        except httpx.TransportError:
            return False
        assert answer.status_code == 200, answer.text
        return True


@pytest.fixture
async def pair(nursery: Nursery, tmp_path: Path, postgresql_url: str) -> AsyncIterator[Pair]:
    """Two desks on one database."""
    async with open_stage(nursery, tmp_path, postgresql_url) as stage:
        other = DeskProcess(nursery, tmp_path, stage.desk.settings)
        try:
            await other.start()
            yield Pair(stage, other)
        finally:
            await other.kill()


async def test_each_message_is_answered_once_whoever_it_reaches(pair: Pair) -> None:
    """Also where it reaches both of them at the same moment."""
    for n in range(PER_CHAT):
        posts = []
        for chat in CHATS:
            update = updates.text_update(int(chat), f"{chat} {n}")
            both = (int(chat) + n) % 3
            posts += [pair.post(desk, update) for desk in (pair.desks if both == 2 else (pair.desks[both],))]
        assert all(await asyncio.gather(*posts))
    for chat in CHATS:
        await pair.stage.settled(TELEGRAM, chat)
        expected = [f"Hai scritto: {chat} {n}" for n in range(PER_CHAT)]
        assert pair.stage.texts_to(TELEGRAM, chat) == expected
    asked = Counter(turn["message"] for turn in pair.stage.brain.turns)
    assert set(asked.values()) == {1}, "nobody asks what the other is asking"


async def test_a_console_at_one_sees_what_came_through_the_other(pair: Pair) -> None:
    stage, (here, there) = pair.stage, pair.desks
    heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    async with stage.agent(url=here.url) as giulia, _console(here, giulia, heard):
        await stage.until(lambda: _hears(pair, there, heard), "the console at one hears of the other")


async def _hears(pair: Pair, there: DeskProcess, heard: asyncio.Queue[dict[str, Any]]) -> bool:
    """Posts to the other desk, and looks whether message and answer are heard of here."""
    update = updates.text_update(6900, "dall'altra parte")
    assert await pair.post(there, update)
    wanted = {"dall'altra parte", "Hai scritto: dall'altra parte"}
    try:
        async with asyncio.timeout(10):
            while wanted:
                wanted.discard((await heard.get())["text"])
    except TimeoutError:
        return False
    return True


@asynccontextmanager
async def _console(
    desk: DeskProcess, browser: httpx.AsyncClient, heard: asyncio.Queue[dict[str, Any]]
) -> AsyncIterator[None]:
    socket = socketio.AsyncClient(reconnection=False)
    socket.on("message", heard.put, namespace="/console")
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    await socket.connect(
        desk.url, headers={"Cookie": cookies}, namespaces=["/console"], wait_timeout=int(PATIENCE)
    )
    try:
        yield
    finally:
        await socket.disconnect()


async def test_one_dies_in_the_middle_and_the_other_finishes_its_work(pair: Pair) -> None:
    stage, moments = pair.stage, random.Random(SEED)
    stage.brain.fail(*(Fault.delay(moments.uniform(0, 0.1)) for _ in range(500)), method="turn")
    accepted: dict[str, list[str]] = {chat: [] for chat in CHATS}
    writing = [asyncio.create_task(_write(pair, chat, accepted[chat])) for chat in CHATS]
    goal = moments.randrange(10, 30)
    await stage.until(lambda: len(stage.telegram.sent) >= goal, f"{goal} answers are sent")
    await stage.desk.kill()
    await asyncio.gather(*writing)
    for chat in CHATS:
        transcript = await stage.settled(TELEGRAM, chat)
        heard = [message for message in transcript if message.author is Author.SHOPPER]
        assert [message.text for message in heard] == accepted[chat] == [f"{n}" for n in range(PER_CHAT)]
        said = [message for message in transcript if message.author is Author.BOT]
        assert [message.reply_to for message in said] == [message.id for message in heard]
        arrived = Counter(stage.texts_to(TELEGRAM, chat))
        for message in said:
            allowed = {1} if message.state is MessageState.SENT else {0, 1}
            assert message.state in {MessageState.SENT, MessageState.UNCERTAIN}
            assert arrived[message.text] in allowed, (message.text, message.state)


async def _write(pair: Pair, chat: str, accepted: list[str]) -> None:
    """A load balancer sends each call to the one or the other, and to the other where the one is gone."""
    for n in range(PER_CHAT):
        update = updates.text_update(int(chat), f"{n}")
        desks = pair.desks if n % 2 else pair.desks[::-1]
        while not await pair.post(desks[0], update):
            desks = desks[::-1]
        accepted.append(f"{n}")


async def test_a_takeover_at_one_silences_the_turn_that_runs_at_the_other(pair: Pair) -> None:
    """I4 across replicas: the brain is asked by the one, and an agent takes the conversation at the other."""
    stage, (here, there), moments = pair.stage, pair.desks, random.Random(SEED)
    stage.brain.reaction = lambda turn: says(*(f"{turn['text']} {n}" for n in range(3)))
    stage.brain.fail(*(Fault.delay(moments.uniform(0, 0.08)) for _ in range(500)), method="turn")
    stage.telegram.fail(*lags(moments, 0.08), method="sendMessage")
    async with stage.agent(url=here.url) as giulia:
        heard = [await _take_over(pair, giulia, there, str(6100 + n), moments) for n in range(15)]
    assert any(0 < count < 6 for count in heard), heard


async def _take_over(
    pair: Pair, giulia: httpx.AsyncClient, there: DeskProcess, chat: str, moments: random.Random
) -> int:
    stage = pair.stage
    for text in ("uno", "due"):
        assert await pair.post(there, updates.text_update(int(chat), text))
    conversation = await stage.conversation(TELEGRAM, chat)
    goal = moments.randrange(5)
    await stage.until(lambda: len(stage.texts_to(TELEGRAM, chat)) >= goal, "the bot speaks")
    await asyncio.sleep(moments.uniform(0, 0.06))
    path = f"/api/conversations/{conversation.id}"
    assert (await giulia.post(f"{path}/take")).status_code == 200
    before = len(stage.texts_to(TELEGRAM, chat))
    answer = {"text": "eccomi", "client_id": f"c{chat}"}
    assert (await giulia.post(f"{path}/messages", json=answer)).status_code == 201
    await stage.until_sent(TELEGRAM, chat, "eccomi")
    await stage.settled(TELEGRAM, chat)
    assert stage.texts_to(TELEGRAM, chat)[before:] == ["eccomi"], f"the bot spoke on in {chat}"
    return before


async def test_two_agents_at_two_desks_cannot_both_take(pair: Pair) -> None:
    """I5 across replicas."""
    stage, (here, there) = pair.stage, pair.desks
    async with stage.agent("Giulia", here.url) as giulia, stage.agent("Marco", there.url) as marco:
        for n in range(10):
            assert await pair.post(here, updates.text_update(6200 + n, "ciao"))
            conversation = await stage.conversation(TELEGRAM, str(6200 + n))
            path = f"/api/conversations/{conversation.id}/take"
            answers = await asyncio.gather(giulia.post(path), marco.post(path))
            assert sorted(answer.status_code for answer in answers) == [200, 409]
            (refusal,) = [answer.json() for answer in answers if answer.status_code == 409]
            winner = (await stage.conversation(TELEGRAM, str(6200 + n))).agent
            assert winner is not None
            assert refusal["error"]["details"]["taken_by"] == winner.name
