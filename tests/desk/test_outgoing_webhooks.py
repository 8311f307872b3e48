"""Outgoing webhooks: where they may not go, what is told once, and what happens when nobody answers."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from standardwebhooks import Webhook

from desk.accounts.records import Scope
from desk.webhooks.addresses import AddressRules
from desk.webhooks.records import Delivery, DeliveryState, Due, Event
from desk.webhooks.sending import Sender
from handoff.records import Agent
from handoff.sql.tables import metadata
from tests.desk.harness import Desk, desk_settings, open_desk

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Receiver:
    """A program that is told; answers with ``status``."""

    status: int = 204
    heard: list[tuple[dict[str, str], str]] = field(default_factory=list)
    port: int = 0
    hold: asyncio.Event = field(default_factory=asyncio.Event)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.heard]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head)}
        body = (await reader.readexactly(int(headers["content-length"]))).decode()
        self.heard.append((headers, body))
        self.told.set()
        await self.hold.wait()
        place = "Location: http://127.0.0.1:1/\r\n" if 300 <= self.status < 400 else ""
        writer.write(
            f"HTTP/1.1 {self.status} X\r\n{place}Content-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()


@asynccontextmanager
async def receiving(status: int = 204) -> AsyncIterator[Receiver]:
    receiver = Receiver(status)
    receiver.hold.set()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    async with server:
        yield receiver


@pytest.fixture
async def open_minded(database_url: str) -> AsyncIterator[Desk]:
    """A desk on each database that lets webhooks go to loopback."""
    async with open_desk(desk_settings(database_url, webhooks_allow_private=True)) as opened:
        yield opened


async def hook(desk: Desk, url: str, *events: str, **more: object) -> tuple[str, str]:
    """Adds a webhook; its id and secret."""
    wanted = {"url": url, "events": events or [event.value for event in Event], **more}
    async with desk.signed_in("Ada", "admin") as admin:
        made = await admin.post("/api/webhooks-out", json=wanted)
        assert made.status_code == 201, made.text
    return made.json()["id"], made.json()["secret"]


async def tell(desk: Desk) -> list[Delivery]:
    """What the dispatcher would do in one look; the deliveries that were tried."""
    dispatcher = desk.services.trust.dispatcher
    await dispatcher.fan_out()
    due = await dispatcher.claim(20)
    await asyncio.gather(*(dispatcher.deliver(it) for it in due))
    return [it.delivery for it in due]


async def test_what_happens_is_told_once_each(open_minded: Desk) -> None:
    desk = open_minded
    async with receiving() as receiver:
        _, secret = await hook(desk, receiver.url)
        conversation = await desk.conversation("Dov'è il mio pacco?")
        await desk.receive("Dov'è il mio pacco?", id="Dov'è il mio pacco?")
        agent = Agent("a" * 32, "Giulia")
        await desk.services.ownership.take(conversation, agent)
        await desk.services.ownership.resolve(conversation, agent)
        await tell(desk)
        assert await tell(desk) == []
        assert sorted(receiver.types) == ["case.opened", "case.resolved", "case.taken", "message.received"]
        assert signed_by(receiver, secret)
    told = {json.loads(body)["type"]: json.loads(body)["data"] for _, body in receiver.heard}
    assert told["case.taken"]["case"]["agent"] == {"id": agent.id, "name": "Giulia"}
    assert told["message.received"]["message"]["author"] == "shopper"
    assert "pacco" not in json.dumps(told)
    assert "+39" not in json.dumps(told)


async def test_nobody_listens_so_nothing_is_noted(any_desk: Desk) -> None:
    await any_desk.conversation()
    async with any_desk.services.database.read() as connection:
        noted = (await connection.execute(text("SELECT count(*) FROM webhook_events"))).scalar_one()
    assert noted == 0


async def test_a_change_that_is_rolled_back_is_not_told(open_minded: Desk) -> None:
    desk = open_minded
    async with receiving() as receiver:
        await hook(desk, receiver.url)
        conversation = await desk.conversation()
        await desk.services.trust.dispatcher.fan_out()
        with pytest.raises(RuntimeError):
            await changed_and_rolled_back(desk, conversation)
        assert await desk.services.trust.dispatcher.fan_out() == 0


async def changed_and_rolled_back(desk: Desk, conversation: str) -> None:
    async with desk.services.database.write() as connection:
        failed = text("UPDATE messages SET state = 'failed', outgoing = true WHERE conversation_id = :id")
        assert (await connection.execute(failed, {"id": conversation})).rowcount == 1
        assert (await connection.execute(text("SELECT count(*) FROM webhook_events"))).scalar_one() == 1
        raise RuntimeError


async def test_words_go_along_only_where_they_are_asked_for(open_minded: Desk) -> None:
    async with receiving() as plain, receiving() as wordy:
        await hook(open_minded, plain.url, "message.received")
        await hook(open_minded, wordy.url, "message.received", include_text=True)
        await open_minded.conversation("Il mio indirizzo è via Roma 1")
        await tell(open_minded)
    assert "Roma" not in plain.heard[0][1]
    assert json.loads(wordy.heard[0][1])["data"]["message"]["text"] == "Il mio indirizzo è via Roma 1"
    ids = {headers["webhook-id"] for headers, _ in [*plain.heard, *wordy.heard]}
    assert len(ids) == 1, "one event, one id, whoever is told"


async def test_a_failure_is_tried_again_for_a_day_and_then_shown(open_minded: Desk) -> None:
    desk = open_minded
    async with receiving(500) as receiver:
        webhook, _ = await hook(desk, receiver.url, "message.received")
        await desk.conversation()
        began = desk.clock.now()
        while await tell(desk) or desk.clock.now() - began < timedelta(days=2):
            desk.clock.advance(timedelta(minutes=7))
        async with desk.signed_in("Ada", "admin") as admin:
            [shown] = (await admin.get(f"/api/webhooks-out/{webhook}/deliveries")).json()["items"]
            assert (shown["state"], shown["status"], shown["error"]) == ("failed", 500, "receiver_failed")
            assert 8 <= shown["attempts"] <= 20
            assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 1
            receiver.status = 200
            path = f"/api/webhooks-out/{webhook}/deliveries/{shown['id']}/retry"
            assert (await admin.post(path)).json()["state"] == "pending"
            await tell(desk)
            [shown] = (await admin.get(f"/api/webhooks-out/{webhook}/deliveries")).json()["items"]
            assert (shown["state"], shown["status"], shown["error"]) == ("delivered", 200, None)
            [fares] = (await admin.get("/api/webhooks-out")).json()["items"]
            assert (fares["pending"], fares["failed"]) == (0, 0)
            assert (await admin.post(path.replace(shown["id"], "0" * 32))).status_code == 404


async def test_gone_means_never_again_and_a_redirection_leads_nowhere(open_minded: Desk) -> None:
    async with receiving(410) as gone, receiving(302) as elsewhere:
        first, _ = await hook(open_minded, gone.url, "message.received")
        second, _ = await hook(open_minded, elsewhere.url, "message.received")
        await open_minded.conversation()
        await tell(open_minded)
    webhooks = open_minded.services.trust.webhooks
    assert [it.state for it in await webhooks.deliveries(first, None, 9)] == [DeliveryState.FAILED]
    [redirected] = await webhooks.deliveries(second, None, 9)
    assert (redirected.state, redirected.status, redirected.error) == (DeliveryState.PENDING, 302, "refused")


async def test_who_dies_in_the_middle_is_followed_by_somebody_else(open_minded: Desk) -> None:
    desk = open_minded
    async with receiving() as receiver:
        await hook(desk, receiver.url, "message.received")
        await desk.conversation()
        dispatcher = desk.services.trust.dispatcher
        await dispatcher.fan_out()
        assert len(await dispatcher.claim(20)) == 1
        assert await dispatcher.claim(20) == [], "somebody has it"
        desk.clock.advance(timedelta(minutes=1))
        assert len(await tell(desk)) == 1
        assert len(receiver.heard) == 1


async def test_two_replicas_tell_once(open_minded: Desk) -> None:
    desk = open_minded
    async with receiving() as receiver:
        await hook(desk, receiver.url, "message.received")
        for number in range(10):
            await desk.receive(f"messaggio {number}")
        await asyncio.gather(*(tell(desk) for _ in range(4)))
        # What one had noted and another had not seen yet is told at the next look.
        await tell(desk)
        assert len(receiver.heard) == 10
        assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 10


async def test_a_receiver_that_never_answers_is_left(open_minded: Desk) -> None:
    async with receiving() as receiver:
        receiver.hold.clear()
        outcome = await Sender(AddressRules(allow_private=True), total=0.2).send(
            due(receiver.url), open_minded.clock.now()
        )
        receiver.hold.set()
    assert outcome.error == "timeout"
    refused = await Sender(AddressRules(allow_private=True)).send(due(receiver.url), open_minded.clock.now())
    assert refused.error == "unreachable"


def due(url: str, *secrets: str) -> Due:
    delivery = Delivery("d", "w", Event.CASE_TAKEN, "e", "c", DeliveryState.PENDING, 0, created_at=NOW)
    return Due(delivery, url, "{}", secrets or ("whsec_c2VncmV0bw==",))


async def test_the_old_secret_signs_for_a_day_beside_the_new(open_minded: Desk) -> None:
    desk = open_minded
    async with receiving() as receiver:
        webhook, old = await hook(desk, receiver.url, "message.received")
        async with desk.signed_in("Ada", "admin") as admin:
            rotated = await admin.post(f"/api/webhooks-out/{webhook}/secret")
            assert old not in (await admin.get("/api/webhooks-out")).text
        new = rotated.json()["secret"]
        await desk.receive("uno")
        await tell(desk)
        assert signed_by(receiver, old)
        assert signed_by(receiver, new)
        desk.clock.advance(timedelta(days=1, seconds=1))
        await desk.receive("due")
        await tell(desk)
        assert not signed_by(receiver, old)
        assert signed_by(receiver, new)


def signed_by(receiver: Receiver, secret: str) -> bool:
    """Checked with the receiver's own clock set to ours."""
    headers, body = receiver.heard[-1]
    event_id, stamp = headers["webhook-id"], int(headers["webhook-timestamp"])
    expected = Webhook(secret).sign(event_id, datetime.fromtimestamp(stamp, UTC), body)
    return expected in headers["webhook-signature"].split(" ")


async def test_a_webhook_that_is_off_is_told_nothing_not_even_later(open_minded: Desk) -> None:
    desk = open_minded
    async with receiving() as receiver:
        webhook, _ = await hook(desk, receiver.url, "message.received")
        await desk.receive("uno")
        await desk.services.trust.dispatcher.fan_out()
        wanted = {"url": receiver.url, "events": ["message.received"], "active": False}
        async with desk.signed_in("Ada", "admin") as admin:
            await admin.put(f"/api/webhooks-out/{webhook}", json=wanted)
            await desk.receive("due")
            await tell(desk)
            await admin.put(f"/api/webhooks-out/{webhook}", json={**wanted, "active": True})
            await tell(desk)
            assert receiver.heard == []
            assert (await admin.delete(f"/api/webhooks-out/{webhook}")).status_code == 204
            assert (await admin.get(f"/api/webhooks-out/{webhook}/deliveries")).status_code == 404


async def test_the_secret_is_not_in_the_database(open_minded: Desk) -> None:
    _, secret = await hook(open_minded, "https://example.com/")
    async with open_minded.services.database.read() as connection:
        stored = (await connection.execute(text("SELECT secret FROM outgoing_webhooks"))).scalar_one()
    assert secret not in stored


async def test_programs_manage_webhooks_with_their_token(open_minded: Desk) -> None:
    made = await open_minded.services.trust.tokens.make("CI", [Scope.WEBHOOKS_MANAGE], by="cli", origin="cli")
    headers = {"Authorization": f"Bearer {made.value}"}
    wanted = {"url": "https://example.com/", "events": ["case.taken"]}
    assert (await open_minded.http.post("/api/webhooks-out", json=wanted, headers=headers)).status_code == 201
    [newest, *_] = await open_minded.services.accounts.audit_log()
    assert (newest.act, newest.actor) == ("webhook_add", made.token.id)


async def test_the_worker_does_it_all_by_itself(open_minded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.webhooks.dispatcher.EVERY", 0.01)
    async with receiving() as receiver:
        await hook(open_minded, receiver.url, "message.received")
        work = asyncio.create_task(open_minded.services.trust.dispatcher.run())
        await open_minded.receive("uno")
        async with asyncio.timeout(60):
            await receiver.told.wait()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
    assert receiver.types == ["message.received"]


CHANGES = [
    ("cases", {"state": "waiting"}, {"state": "taken", "agent_id": "a"}, "case.taken"),
    ("cases", {"state": "taken", "agent_id": "a"}, {"agent_id": "b"}, "case.transferred"),
    (
        "cases",
        {"state": "taken", "agent_id": "a"},
        {"state": "waiting", "agent_id": None},
        "case.transferred",
    ),
    ("cases", {"state": "taken", "agent_id": "a"}, {"state": "handed_back"}, "case.handed_back"),
    ("cases", {"state": "taken", "agent_id": "a"}, {"state": "resolved"}, "case.resolved"),
    ("cases", {"state": "resolved"}, {"state": "waiting"}, "case.opened"),
    ("cases", {"state": "waiting"}, {"priority": 9}, None),
    ("messages", {"outgoing": True, "state": "sending"}, {"state": "sent"}, "message.sent"),
    ("messages", {"outgoing": True, "state": "uncertain"}, {"state": "delivered"}, "message.sent"),
    ("messages", {"outgoing": True, "state": "sent"}, {"state": "read"}, None),
    ("messages", {"outgoing": True, "state": "sending"}, {"state": "failed"}, "message.failed"),
    ("messages", {"outgoing": True, "state": "failed"}, {"error_text": "x"}, None),
    ("messages", {"outgoing": False, "state": "received"}, {"state": "answered"}, None),
]


@pytest.mark.parametrize(("table", "before", "after", "event"), CHANGES)
async def test_each_change_has_its_name(
    open_minded: Desk, table: str, before: dict[str, object], after: dict[str, object], event: str | None
) -> None:
    """Whichever code makes the change: here, none of ours."""
    desk = open_minded
    conversation = await desk.conversation()
    await desk.services.ownership.take(conversation, Agent("a" * 32, "Giulia"))
    changed = metadata.tables[table].update()
    async with desk.services.database.write() as connection:
        await connection.execute(changed.values(before))
    await hook(desk, "http://127.0.0.1:1/")
    async with desk.services.database.write() as connection:
        await connection.execute(changed.values(after))
        noted = list((await connection.execute(text("SELECT kind FROM webhook_events"))).scalars())
    assert noted == ([event] if event else [])
