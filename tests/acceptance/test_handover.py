"""The whole path, from the shopper's question to a person and back to the bot (I4, I5, I7)."""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import httpx
import pytest
import socketio

from connectors.telegram import updates
from connectors.testing import Fault
from desk.brain.testing import hands_over, says
from tests.acceptance.stage import TELEGRAM, WEBCHAT, WHATSAPP, Stage, lags
from tests.support.desk import PATIENCE

QUESTION = "dov'è il mio pacco?"
ANSWER = "Il link di tracciamento è nella mail di spedizione."
REQUEST = "voglio parlare con una persona"
TAKEOVERS = 50

Json = dict[str, Any]


def bottega(turn: Mapping[str, Any]) -> Json:
    """What the shop's brain knows."""
    if turn["text"] == QUESTION:
        return says(ANSWER, intent="faq/parcel_status", confidence=0.93)
    if turn["text"] == REQUEST:
        return hands_over("requested", tried=["faq/parcel_status"])
    return says(f"Hai scritto: {turn['text']}")


class Shopper:
    """Somebody who writes on a channel, and what they have been told."""

    def __init__(self, stage: Stage, channel: str, contact: str) -> None:
        self._stage = stage
        self.channel = channel
        self.contact = contact

    async def write(self, text: str) -> None:
        """Writes; the desk has it when this returns."""
        await self._stage.write(self.channel, self.contact, text)

    def told(self) -> list[str]:
        """What they have been told so far."""
        return self._stage.texts_to(self.channel, self.contact)


class Visitor(Shopper):
    """The same on the web chat, speaking the protocol of Rasa's own clients."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, WEBCHAT, "")
        self.socket = socketio.AsyncClient(reconnection=False)
        self.token: str | None = None
        self.heard: list[Json] = []
        self._confirmed = asyncio.Event()
        self.socket.on("session_confirm", self._confirm)
        self.socket.on("bot_uttered", self._hear)

    async def _confirm(self, token: str) -> None:
        self.token = token
        self._confirmed.set()

    async def _hear(self, body: Json) -> None:
        self.heard.append(body)

    async def connect(self, **more: Any) -> None:
        """Opens the socket and asks for the session, the old one where there was one."""
        self._confirmed.clear()
        await self.socket.connect(self._stage.desk.url)
        await self.socket.emit("session_request", {"session_id": self.token, **more})
        async with asyncio.timeout(PATIENCE):
            await self._confirmed.wait()

    async def write(self, text: str) -> None:
        """As the widget does it: with an id, and an acknowledgement."""
        body = {"message": text, "session_id": self.token, "customData": {"language": "it"}}
        ack = await self.socket.call("user_uttered", {**body, "id": uuid.uuid4().hex}, timeout=PATIENCE)
        assert ack["ok"], ack

    def told(self) -> list[str]:
        return [body.get("text", "") for body in self.heard]


@asynccontextmanager
async def _shopper(stage: Stage, channel: str) -> AsyncIterator[Shopper]:
    if channel != WEBCHAT:
        yield Shopper(stage, channel, "7001" if channel == TELEGRAM else "+393330007001")
        return
    visitor = Visitor(stage)
    await visitor.connect()
    yield visitor
    await visitor.socket.disconnect()


async def _until_told(stage: Stage, shopper: Shopper, text: str) -> None:
    await stage.until(lambda: any(text in told for told in shopper.told()), f"the shopper is told {text!r}")


async def _queue(browser: httpx.AsyncClient) -> Json:
    answer = await browser.get("/api/queue")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


@pytest.mark.parametrize("channel", [TELEGRAM, WHATSAPP, WEBCHAT])
async def test_a_question_a_person_and_back_to_the_bot(any_stage: Stage, channel: str) -> None:
    stage = any_stage
    stage.brain.reaction = bottega
    async with (
        _shopper(stage, channel) as shopper,
        stage.agent("Giulia") as giulia,
        stage.agent("Marco") as marco,
    ):
        await shopper.write(QUESTION)
        await _until_told(stage, shopper, ANSWER)
        await shopper.write(REQUEST)
        await _until_told(stage, shopper, "Ho passato la tua richiesta al nostro staff")
        case = await _the_case(giulia, channel)
        path = f"/api/conversations/{case['conversation_id']}"
        await _take(giulia, marco, path)
        await _talk(stage, shopper, giulia, marco, path)
        assert (await giulia.post(f"{path}/hand-back")).json()["owner"] == "bot"
        await _until_told(stage, shopper, "La conversazione torna all'assistente")
        await shopper.write("e il reso?")
        await _until_told(stage, shopper, "Hai scritto: e il reso?")
        await _resolved(stage, shopper, giulia, path)
    assert [turn["text"] for turn in stage.brain.turns] == [QUESTION, REQUEST, "e il reso?", "altro"]


async def _the_case(browser: httpx.AsyncClient, channel: str) -> Json:
    (case,) = (await _queue(browser))["waiting"]
    assert (case["reason"], case["state"], case["channel"]) == ("requested", "waiting", channel)
    assert (case["place"], case["language"], case["last_text"]) == (1, "it", REQUEST)
    conversation = (await browser.get(f"/api/conversations/{case['conversation_id']}")).json()
    detail = conversation["case"]
    assert detail["readings"][0] == {"intent": "ask_person", "title": "Vuole una persona", "confidence": 0.95}
    assert detail["tried"] == ["faq/parcel_status"]
    said = [(message["author"], message["text"]) for message in conversation["messages"]]
    assert said[:3] == [("shopper", QUESTION), ("bot", ANSWER), ("shopper", REQUEST)]
    assert conversation["messages"][0]["reading"]["intent"] == "faq/parcel_status"
    return dict(case)


async def _take(giulia: httpx.AsyncClient, marco: httpx.AsyncClient, path: str) -> None:
    without_header = {name: value for name, value in giulia.headers.items() if name != "x-csrf-token"}
    stranger = httpx.AsyncClient(base_url=giulia.base_url, cookies=giulia.cookies, headers=without_header)
    async with stranger:
        refused = await stranger.post(f"{path}/take")
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "bad_csrf")
    assert (await giulia.post(f"{path}/take")).status_code == 200
    late = await marco.post(f"{path}/take", headers={"Accept-Language": "it"})
    assert late.status_code == 409
    error = late.json()["error"]
    assert (error["code"], error["details"]["taken_by"]) == ("already_taken", "Giulia")
    assert error["message"] == "Giulia ha già questa conversazione."
    assert [case["agent"]["name"] for case in (await _queue(marco))["others"]] == ["Giulia"]


async def _talk(
    stage: Stage, shopper: Shopper, giulia: httpx.AsyncClient, marco: httpx.AsyncClient, path: str
) -> None:
    answer = {"text": "Ciao, sono Giulia: guardo subito.", "client_id": "a1"}
    assert (await giulia.post(f"{path}/messages", json=answer)).status_code == 201
    assert (await giulia.post(f"{path}/messages", json=answer)).status_code == 201
    refused = await marco.post(f"{path}/messages", json={"text": "io no", "client_id": "m1"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_owner")
    await _until_told(stage, shopper, "Ciao, sono Giulia")
    await shopper.write("grazie, è il 123")

    async def has_heard() -> bool:
        found = (await giulia.get(path)).json()["messages"]
        return bool(found[-1]["text"] == "grazie, è il 123" and found[-1]["state"] == "for_person")

    await stage.until(has_heard, "Giulia sees what the shopper wrote")
    assert (await _queue(giulia))["mine"][0]["unread"] == 1
    assert shopper.told()[-1] == "Ciao, sono Giulia: guardo subito.", "and the bot keeps out of it"
    assert shopper.told().count("Ciao, sono Giulia: guardo subito.") == 1


async def _resolved(stage: Stage, shopper: Shopper, giulia: httpx.AsyncClient, path: str) -> None:
    assert (await giulia.post(f"{path}/take")).status_code == 200
    assert (await giulia.post(f"{path}/resolve")).json()["owner"] == "bot"
    queue = await _queue(giulia)
    assert (queue["waiting"], queue["mine"], queue["others"]) == ([], [], [])
    assert {case["state"] for case in queue["closed_recently"]} == {"handed_back", "resolved"}
    await shopper.write("altro")
    await _until_told(stage, shopper, "Hai scritto: altro")


async def _all_are_sent(agent: httpx.AsyncClient, path: str) -> bool:
    messages = (await agent.get(path)).json()["messages"]
    return not any(message["state"] in {"pending", "sending"} for message in messages)


async def test_a_visitor_who_was_away_misses_nothing(any_stage: Stage) -> None:
    """Rasa's clients and ours: the same session again after a reconnect, and all that was said meanwhile."""
    stage = any_stage
    stage.brain.reaction = bottega
    visitor = Visitor(stage)
    await visitor.connect(language="it", page="https://shop.example.com/")
    await visitor.write(REQUEST)
    await _until_told(stage, visitor, "Ho passato la tua richiesta al nostro staff")
    last, token = visitor.heard[-1]["metadata"]["sequence"], visitor.token
    await visitor.socket.disconnect()
    async with stage.agent() as giulia:
        (case,) = (await _queue(giulia))["waiting"]
        path = f"/api/conversations/{case['conversation_id']}"
        assert (await giulia.post(f"{path}/take")).status_code == 200
        for n in range(3):
            answer = {"text": f"risposta {n}", "client_id": f"a{n}"}
            assert (await giulia.post(f"{path}/messages", json=answer)).status_code == 201
        await stage.until(partial(_all_are_sent, giulia, path), "all three answers have left")
    await visitor.connect(language="it")
    assert visitor.token == token
    history = await visitor.socket.call("history", {"after": last}, timeout=PATIENCE)
    assert [message["text"] for message in history["messages"]] == [f"risposta {n}" for n in range(3)]
    assert (history["owner"], history["agent_name"]) == ("agent", "Giulia")
    await visitor.write("eccomi")
    whole = await visitor.socket.call("history", {"after": 0}, timeout=PATIENCE)
    sequences = [message["sequence"] for message in whole["messages"]]
    assert sequences == sorted(set(sequences))
    assert [whole["messages"][0]["text"], whole["messages"][-1]["text"]] == [REQUEST, "eccomi"]
    await visitor.socket.disconnect()


async def test_a_forged_session_opens_nobodys_conversation(stage: Stage) -> None:
    visitor, forger = Visitor(stage), Visitor(stage)
    await visitor.connect(language="it")
    await visitor.write("il mio indirizzo è via Roma 1")
    await _until_told(stage, visitor, "Hai scritto")
    assert visitor.token is not None
    forger.token = visitor.token[:-1] + ("A" if visitor.token[-1] != "A" else "B")
    await forger.connect(language="it")
    assert forger.token not in (None, visitor.token)
    assert (await forger.socket.call("history", {"after": 0}, timeout=PATIENCE))["messages"] == []
    for each in (visitor, forger):
        await each.socket.disconnect()


@pytest.mark.slow
async def test_fifty_takeovers_over_http_and_not_one_bot_message_after(any_stage: Stage) -> None:
    """I4: brain and vendor take their time, an agent steps in at any moment of it."""
    moments = random.Random(50)
    any_stage.brain.reaction = _talkative
    any_stage.brain.fail(*(Fault.delay(moments.uniform(0, 0.06)) for _ in range(4000)), method="turn")
    any_stage.telegram.fail(*lags(moments, 0.06), method="sendMessage")
    async with any_stage.agent() as giulia:
        at_once = asyncio.Semaphore(10)
        seeds = [moments.randrange(2**32) for _ in range(TAKEOVERS)]
        silenced = await asyncio.gather(
            *(_take_over(any_stage, giulia, str(8000 + n), seed, at_once) for n, seed in enumerate(seeds))
        )
    cut_short = sum(0 < count < 6 for count in silenced)
    assert cut_short >= TAKEOVERS // 5, f"takeovers must fall into the middle of turns: {silenced}"


async def _take_over(
    stage: Stage, giulia: httpx.AsyncClient, chat: str, seed: int, at_once: asyncio.Semaphore
) -> int:
    """One shopper; how many of the bot's messages they had heard when the agent was told "yours"."""
    moments = random.Random(seed)
    async with at_once:
        for text in ("uno", "due"):
            assert (await stage.post_update(updates.text_update(int(chat), text))).status_code == 200
        conversation = await stage.conversation(TELEGRAM, chat)
        await _a_moment(stage, chat, moments)
        taken = await giulia.post(f"/api/conversations/{conversation.id}/take")
        before = len(stage.texts_to(TELEGRAM, chat))
        assert taken.status_code == 200, taken.text
        await stage.write(TELEGRAM, chat, "tre")
        answer = {"text": "eccomi", "client_id": f"c{chat}"}
        said = await giulia.post(f"/api/conversations/{conversation.id}/messages", json=answer)
        assert said.status_code == 201
        await stage.until_sent(TELEGRAM, chat, "eccomi")
        await stage.settled(TELEGRAM, chat)
    assert stage.texts_to(TELEGRAM, chat)[before:] == ["eccomi"], f"the bot spoke on in {chat}"
    return before


async def _a_moment(stage: Stage, chat: str, moments: random.Random) -> None:
    """Any point of the two turns: counted in messages that have arrived, and a little more."""
    goal = moments.randrange(0, 6)
    await stage.until(lambda: len(stage.texts_to(TELEGRAM, chat)) >= goal, "the bot speaks")
    await asyncio.sleep(moments.uniform(0, 0.05))


def _talkative(turn: Mapping[str, Any]) -> Json:
    return says(*(f"{turn['text']} {n}" for n in range(3)))
