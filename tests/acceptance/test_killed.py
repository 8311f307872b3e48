"""The desk is killed again and again in the middle of its work (I1, I2, I3, I6)."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from connectors.telegram import updates
from connectors.testing import Fault, Sent
from desk.brain.testing import hands_over
from handoff.records import Author, MessageRecord, MessageState
from tests.acceptance.stage import TELEGRAM, UNFINISHED, Stage, open_stage
from tests.support.desk import Nursery
from tests.support.vendors import SECRET

SEED = 20261122
CHATS = [str(1001 + n) for n in range(5)]
PER_ROUND = 3
"""Messages of each chat in each round."""
AGENTS_CHAT = "2001"
ROUNDS = {"sqlite": 30, "postgresql": 12}
REPEATED = 0.2
"""How often Telegram calls again although it was answered."""
IN_FLIGHT = (MessageState.SENT, MessageState.UNCERTAIN)


class Storm:
    """Shoppers, an agent and vendors who go on while the desk dies and comes back."""

    def __init__(self, stage: Stage, moments: random.Random) -> None:
        self.stage = stage
        self.end = stage.desk.kill
        self.moments = moments
        self.accepted: dict[str, list[str]] = {chat: [] for chat in (*CHATS, AGENTS_CHAT)}
        self.said: list[str] = []
        self._happened = 0

    @property
    def happened(self) -> int:
        """What can be counted from outside: grows with every step of the desk's work."""
        return self._happened + len(self.stage.brain.calls) + len(self.stage.telegram.calls)

    async def round(self, number: int, agent: httpx.AsyncClient, conversation_id: str) -> None:
        """One life of the desk: everybody writes, and it is killed at a random step of its work."""
        writing = [
            asyncio.create_task(self._shopper(chat, number, self.moments.randrange(2**32)))
            for chat in self.accepted
        ]
        writing.append(asyncio.create_task(self._agent(agent, conversation_id, number)))
        await self._end_after(self.moments.randrange(2, 2 * PER_ROUND * len(CHATS)))
        await self.stage.desk.start()
        await asyncio.gather(*writing)

    async def _end_after(self, steps: int) -> None:
        goal = self.happened + steps
        await self.stage.until(lambda: self.happened >= goal, f"{steps} more steps are taken")
        await asyncio.sleep(self.moments.uniform(0, 0.02))
        await self.end()

    async def _shopper(self, chat: str, number: int, seed: int) -> None:
        moments = random.Random(seed)
        for n in range(PER_ROUND):
            text = f"{chat} {number}.{n}"
            update = updates.text_update(int(chat), text)
            again = moments.random() < REPEATED
            # Telegram calls until it is answered; now and then it has not heard the answer.
            for _ in range(1 + again):
                await self._until_answered("/webhooks/telegram", update, self.stage.http)
            self.accepted[chat].append(text)

    async def _agent(self, agent: httpx.AsyncClient, conversation_id: str, number: int) -> None:
        """The console does the same with an answer of the agent's."""
        answer = {"text": f"risposta {number}", "client_id": f"answer-{number}"}
        path = f"/api/conversations/{conversation_id}/messages"
        await self._until_answered(path, answer, agent)
        self.said.append(answer["text"])

    async def _until_answered(self, path: str, body: Any, client: httpx.AsyncClient) -> None:
        while True:
            await self.stage.desk.up.wait()
            try:
                answer = await client.post(path, json=body, headers=updates.headers(SECRET))
            except httpx.TransportError:
                await asyncio.sleep(0.01)
                continue
            assert answer.status_code < 300, answer.text
            self._happened += 1
            return


@pytest.fixture(params=sorted(ROUNDS))
async def storm(
    request: pytest.FixtureRequest, nursery: Nursery, tmp_path: Path
) -> AsyncIterator[tuple[Storm, int]]:
    """A storm on each database."""
    url = request.getfixturevalue(f"{request.param}_url")
    async with open_stage(nursery, tmp_path, url) as stage:
        yield Storm(stage, random.Random(f"{SEED} {request.param}")), ROUNDS[request.param]


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_killed_thirty_times_and_nothing_is_lost_and_nothing_said_twice(
    storm: tuple[Storm, int], capsys: pytest.CaptureFixture[str]
) -> None:
    tempest, rounds = storm
    uncertain = await _weather(tempest, rounds)
    with capsys.disabled():
        received = sum(map(len, tempest.accepted.values()))
        print(f" [{rounds} kills, {received} messages, {uncertain} uncertain]", end="")  # noqa: T201


@pytest.mark.timeout(900)
async def test_stopped_politely_it_leaves_nothing_of_unknown_fate(
    nursery: Nursery, tmp_path: Path, sqlite_url: str
) -> None:
    """An update of the desk costs nobody anything: what is on its way is finished first."""
    async with open_stage(nursery, tmp_path, sqlite_url) as stage:
        tempest = Storm(stage, random.Random(SEED))
        tempest.end = stage.desk.stop
        assert await _weather(tempest, rounds=5) == 0


async def _weather(storm: Storm, rounds: int) -> int:
    """So many lives of the desk, and every promise afterwards; how many messages are of unknown fate."""
    stage = storm.stage
    stage.brain.reaction = _reaction(stage)
    await stage.write(TELEGRAM, AGENTS_CHAT, "operatore")
    await stage.settled(TELEGRAM, AGENTS_CHAT)
    storm.accepted[AGENTS_CHAT].append("operatore")
    # The vendor is now quick, now slow, so that desks die before, during and after its yes.
    lag = random.Random(SEED)
    delays = (Fault.delay(max(0.0, lag.uniform(-0.02, 0.03))) for _ in range(5000))
    stage.telegram.fail(*delays, method="sendMessage")
    async with stage.agent() as agent:
        case = await stage.conversation(TELEGRAM, AGENTS_CHAT)
        assert (await agent.post(f"/api/conversations/{case.id}/take")).status_code == 200
        for number in range(rounds):
            await storm.round(number, agent, case.id)
    return sum([await _check(storm, chat) for chat in storm.accepted])


async def _check(storm: Storm, chat: str) -> int:
    """Every promise, for one chat; how many of its messages are of unknown fate."""
    transcript = await storm.stage.settled(TELEGRAM, chat)
    assert not [message for message in transcript if message.state in UNFINISHED]
    heard = [message for message in transcript if message.author is Author.SHOPPER]
    # I1, I2, I3: everything once, in the order in which it came.
    assert [message.text for message in heard] == storm.accepted[chat]
    said = [message for message in transcript if message.author is not Author.SHOPPER]
    if chat == AGENTS_CHAT:
        expected = sorted(storm.said)
        assert sorted(message.text for message in said if message.author is Author.AGENT) == expected
    else:
        assert {message.state for message in heard} == {MessageState.ANSWERED}
        assert Counter(message.reply_to for message in said) == Counter(message.id for message in heard)
    _check_sent(said, storm.stage.sent_to(TELEGRAM, chat))
    return sum(message.state is MessageState.UNCERTAIN for message in said)


def _check_sent(said: list[MessageRecord], sent: list[Sent]) -> None:
    """I6: what is said to be sent arrived once; what is of unknown fate once or never; all in order."""
    assert {message.state for message in said} <= set(IN_FLIGHT)
    arrived = Counter(each.text for each in sent)
    for message in said:
        allowed = {1} if message.state is MessageState.SENT else {0, 1}
        assert arrived[message.text] in allowed, (message.text, message.state, arrived[message.text])
    order = [message.text for message in said if arrived[message.text]]
    assert [each.text for each in sent] == order


def _reaction(stage: Stage) -> Any:
    echo = stage.brain.reaction
    return lambda turn: hands_over("requested") if turn["text"] == "operatore" else echo(turn)
