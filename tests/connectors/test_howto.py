"""The worked channel of ``docs/howto/add-a-channel.md`` works as it stands."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

import connectors
from connectors.base import BadSignature, Channel, ChannelContext, MalformedRequest, Off, WebhookRequest
from connectors.registry import build
from connectors.testing import FakeVendor, Fault
from handoff.errors import Rejected, Retryable, SendError, Uncertain
from handoff.messages import Address, Button, Inbound, Outbound, Unknown

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "add-a-channel.md"
CHANNELS = {"parcelmail": "connectors.parcelmail:build"}
KEY = "a-key-of-the-provider"
MAIL = {"id": "mail-1", "kind": "mail", "sender": "giulia@example.com", "words": "dov'è il mio pacco?"}


class FakeParcelmail(FakeVendor):
    """The mail provider."""

    def add_routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/send", self._send)

    async def _send(self, request: web.Request) -> web.Response:
        arguments: dict[str, Any] = await request.json()
        await self.record("send", arguments)
        fault = self.next_fault("send", sends=True)
        if fault is not None and (answer := await self.misbehave(request, fault)) is not None:
            return answer
        return web.json_response({"id": f"sent-{len(self.calls)}"})


@pytest.fixture(autouse=True)
def _worked_channel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Writes the page's files into a folder that counts as one of ``connectors``."""
    folder = tmp_path / "parcelmail"
    folder.mkdir()
    for name, code in re.findall(r"```python file=(\S+)\n(.*?)```", PAGE.read_text(), re.DOTALL):
        (folder / name).write_text(code)
    monkeypatch.setattr(connectors, "__path__", [*connectors.__path__, str(tmp_path)])
    importlib.invalidate_caches()
    yield
    for module in [name for name in sys.modules if name.startswith("connectors.parcelmail")]:
        del sys.modules[module]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Channel:
    return built(monkeypatch, "http://127.0.0.1:9")


def built(monkeypatch: pytest.MonkeyPatch, url: str) -> Channel:
    monkeypatch.setenv("SPORTELLO_PARCELMAIL_KEY", KEY)
    monkeypatch.setenv("SPORTELLO_PARCELMAIL_API_URL", url)
    channel = build("parcelmail", ChannelContext(answer_seconds=1.0), CHANNELS)
    assert isinstance(channel, Channel)
    return channel


def request(body: object, key: str = KEY) -> WebhookRequest:
    signature = importlib.import_module("connectors.parcelmail.parse").signature
    raw = json.dumps(body).encode()
    headers = {"x-parcelmail-signature": signature(raw, key)}
    return WebhookRequest("POST", "https://shop.example/webhooks/parcelmail", headers, raw)


def test_it_is_off_without_credentials() -> None:
    assert isinstance(build("parcelmail", ChannelContext(), CHANNELS), Off)


def test_it_refuses_what_is_forged_or_nonsense(on: Channel) -> None:
    with pytest.raises(BadSignature):
        on.verify(request(MAIL, "another key"))
    with pytest.raises(MalformedRequest):
        on.parse(request({"id": 5}))


def test_it_reads_a_mail_and_keeps_the_rest(on: Channel) -> None:
    on.verify(request(MAIL))
    (mail,) = on.parse(request(MAIL))
    assert mail == Inbound(Address("parcelmail", "giulia@example.com"), "mail-1", text="dov'è il mio pacco?")
    (other,) = on.parse(request({"id": "b-1", "kind": "bounce"}))
    assert isinstance(other, Unknown)


async def test_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    async with FakeParcelmail() as fake:
        channel = built(monkeypatch, fake.url)
        (part,) = channel.render(Outbound("Va bene?", (Button("Sì", "/affirm"),), id="m1"))
        receipt = await channel.send(Address("parcelmail", "giulia@example.com"), part)
        assert receipt.provider_id == "sent-1"
        assert fake.calls[0].arguments["words"] == "Va bene?\n\n1. Sì"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault.answer(429), Retryable),
        (Fault.answer(500), Retryable),
        (Fault.answer(400), Rejected),
        (Fault.answer(200, "nonsense"), Uncertain),
        (Fault.hang(), Uncertain),
        (Fault.drop(), Uncertain),
    ],
)
async def test_its_failures_have_one_meaning(
    monkeypatch: pytest.MonkeyPatch, fault: Fault, kind: type[SendError]
) -> None:
    async with FakeParcelmail() as fake:
        channel = built(monkeypatch, fake.url)
        fake.fail(fault)
        with pytest.raises(kind):
            await channel.send(Address("parcelmail", "giulia@example.com"), Outbound("ciao"))


async def test_nobody_listening_is_tried_again(on: Channel) -> None:
    with pytest.raises(Retryable):
        await on.send(Address("parcelmail", "giulia@example.com"), Outbound("ciao"))
