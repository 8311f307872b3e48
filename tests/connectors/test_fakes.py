"""The shipped fakes: real servers, in the vendors' formats, fast, and usable by themselves."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from connectors.base import Channel, WebhookRequest
from connectors.telegram.testing import FakeTelegram
from connectors.whatsapp.channel import WhatsappChannel
from connectors.whatsapp.forms import SHOP_NUMBER
from connectors.whatsapp.testing import FakeTwilio
from handoff.messages import DeliveryStatus, Outbound, StatusUpdate
from tests.connectors.support import GIULIA_WHATSAPP, SECRET, telegram_channel, whatsapp_channel


async def post(url: str, body: dict[str, str]) -> tuple[int, dict[str, object]]:
    async with aiohttp.ClientSession() as session, session.post(url, data=body) as answer:
        return answer.status, await answer.json()


async def test_telegram_answers_in_its_own_form(fake_telegram: FakeTelegram) -> None:
    base = f"{fake_telegram.url}/bot{fake_telegram.token}"
    status, body = await post(f"{base}/sendMessage", {"chat_id": "42", "text": "ciao"})
    assert (status, body["ok"]) == (200, True)
    result = body["result"]
    assert isinstance(result, dict)
    assert result["chat"]["id"] == 42
    for method, fields, expected in (
        ("sendMessage", {"chat_id": "42", "text": " "}, 400),
        ("sendMessage", {"chat_id": "42", "text": "x" * 4097}, 400),
        ("sendMessage", {"chat_id": "nobody", "text": "x"}, 400),
        ("noSuchMethod", {}, 404),
    ):
        status, body = await post(f"{base}/{method}", fields)
        assert (status, body["ok"], body["error_code"]) == (expected, False, expected)
        assert body["description"]
    status, body = await post(f"{fake_telegram.url}/botWRONG/getMe", {})
    assert (status, body["description"]) == (401, "Unauthorized")


async def test_telegram_refuses_who_blocked_the_bot(fake_telegram: FakeTelegram) -> None:
    fake_telegram.blocked_by.add("42")
    url = f"{fake_telegram.url}/bot{fake_telegram.token}/sendMessage"
    status, body = await post(url, {"chat_id": "42", "text": "ciao"})
    assert (status, body["description"]) == (403, "Forbidden: bot was blocked by the user")


async def test_twilio_answers_in_its_own_form(fake_twilio: FakeTwilio) -> None:
    fake_twilio.auth_token = None
    url = f"{fake_twilio.url}/2010-04-01/Accounts/{fake_twilio.account_sid}/Messages.json"
    fields = {"To": "whatsapp:+393330001122", "From": f"whatsapp:{SHOP_NUMBER}", "Body": "ciao"}
    status, body = await post(url, fields)
    assert (status, body["status"], body["to"]) == (201, "queued", fields["To"])
    for change, code in (({"To": ""}, 21604), ({"Body": ""}, 21619), ({"Body": "x" * 1601}, 21617)):
        status, body = await post(url, {**fields, **change})
        assert (status, body["status"], body["code"]) == (400, 400, code)
        assert body["more_info"]


@pytest.mark.parametrize(
    ("kind", "number", "code"), [("opted_out", "+39333", 21610), ("outside_window", "+39333", 63016)]
)
async def test_twilio_knows_who_may_be_written_to(
    fake_twilio: FakeTwilio, kind: str, number: str, code: int
) -> None:
    fake_twilio.auth_token = None
    getattr(fake_twilio, kind).add(number)
    url = f"{fake_twilio.url}/2010-04-01/Accounts/{fake_twilio.account_sid}/Messages.json"
    _, body = await post(url, {"To": f"whatsapp:{number}", "From": "whatsapp:+39", "Body": "ciao"})
    assert body["code"] == code


async def test_webhooks_are_called_as_the_vendors_do(
    fake_telegram: FakeTelegram, fake_twilio: FakeTwilio
) -> None:
    seen: list[WebhookRequest] = []

    async def keep(request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        seen.append(
            WebhookRequest(
                request.method,
                str(request.url),
                headers,
                await request.read(),
                request.match_info.get("route", ""),
                dict(request.query),
            )
        )
        return web.Response()

    app = web.Application()
    app.router.add_post("/webhooks/telegram", keep)
    app.router.add_post("/webhooks/whatsapp", keep)
    app.router.add_post("/webhooks/whatsapp/{route}", keep)
    async with TestServer(app) as desk:
        public = str(desk.make_url("")).rstrip("/")
        await fake_telegram.post_update(
            f"{public}/webhooks/telegram", fake_telegram.text_update(1, "ciao"), SECRET
        )
        await fake_twilio.post_form(f"{public}/webhooks/whatsapp", fake_twilio.inbound_form("+39333", "ciao"))
        channel = whatsapp_channel(fake_twilio.url, public_url=public)
        receipt = await channel.send(GIULIA_WHATSAPP, Outbound("ciao", id="m1"))
        assert await fake_twilio.report(receipt.provider_id, "delivered") == 200
        channels: tuple[Channel, ...] = (telegram_channel(), channel, channel)
        for sender, request in zip(channels, seen, strict=True):
            sender.verify(request)
            assert sender.parse(request)
        assert channel.parse(seen[-1]) == [StatusUpdate(receipt.provider_id, DeliveryStatus.DELIVERED, "m1")]
        await channel.close()


async def test_waiting_for_what_does_not_come_ends(fake_telegram: FakeTelegram) -> None:
    with pytest.raises(TimeoutError):
        await fake_telegram.wait_for_sent(1, seconds=0.05)


async def test_what_is_unknown_to_twilio_is_not_reported(
    fake_twilio: FakeTwilio, whatsapp: WhatsappChannel
) -> None:
    assert await fake_twilio.report("SM404", "delivered") is None


async def test_what_went_out_is_logged_by_line(tmp_path: Path) -> None:
    log = tmp_path / "sent.jsonl"
    async with FakeTelegram(log=log) as fake:
        url = f"{fake.url}/bot{fake.token}/sendMessage"
        await post(url, {"chat_id": "42", "text": "è arrivato"})
        (line,) = log.read_text().splitlines()
    assert json.loads(line)["text"] == "è arrivato"


@pytest.mark.parametrize("module", ["connectors.telegram.testing", "connectors.whatsapp.testing"])
async def test_a_fake_runs_by_itself(module: str, tmp_path: Path) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, "--port", "0", "--log", str(tmp_path / "log")),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    url = (await asyncio.wait_for(process.stdout.readline(), 100)).decode().strip()
    async with aiohttp.ClientSession() as session, session.post(f"{url}/botANY/getMe") as answer:
        assert answer.status in (200, 404)
    process.terminate()
    await process.wait()
